"""What goes to one department to be signed or done: 责任台账 and 交办单."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.accounts.preset import Preset
from jytrack.domain.accounts.scoring import Scoring, score_all
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import DepartmentKind
from jytrack.errors import InputRefused
from jytrack.reports.accounts.scores import detail, method_on_paper
from jytrack.reports.documents import handout, signing
from jytrack.reports.values.document import Block, Document, Heading, Report
from jytrack.reports.values.json_values import JsonObject, header
from jytrack.reports.values.used import pinned
from jytrack.services.documents.drafting import FICTIONAL, Office, drafted, open_office
from jytrack.services.values.answer import Paper
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_account, find_department
from jytrack.services.values.standing import stand_in
from jytrack.store.figures.backing import backings
from jytrack.store.plan.allocations import load_allocations


@valueclass
class Asked:
    """Whose: one `department`'s (of a group: its members'), or everyone's whom it concerns."""

    department: str | None
    as_of: date | None = None
    known_at: datetime | None = None


def accounts(desk: Desk, asked: Asked, preset: Preset | None) -> list[Paper]:
    """The accounts to be signed; NotFound for a department that has neither a task nor a report to answer for."""
    with desk.database.reading() as session:
        standing = stand_in(desk, session, asked.as_of, asked.known_at)
        office = open_office(session, standing.plan, DocumentKind.ACCOUNT)
        every = standing.accountability.accounts
        chosen = (
            [find_account(standing, asked.department)]
            if asked.department
            else [each for each in every if each.kind not in (None, DepartmentKind.GROUP)]
        )
        codes = [judged.target.code for account in chosen for judged in account.targets]
        behind = backings(session, standing.plan, codes, standing.clock)
    scoring = score_all(every, preset, standing.clock.as_of) if preset else None
    return [Paper(f"{each.department}责任台账", _account(standing, office, each, behind, scoring)) for each in chosen]


def _account(
    standing: PlanStanding, office: Office, account: Account, behind: Mapping[str, Backing], scoring: Scoring | None
) -> Report:
    """The account of one department, as it is signed."""
    plan, clock = standing.plan, standing.clock

    def document() -> Document:
        """No letter stands around it: it comes back signed."""
        blocks: dict[str, tuple[Block, ...]] = {
            "责任汇总": signing.summary(account),
            "牵头任务": signing.led_tasks(account),
            "牵头指标": signing.led_targets(account, behind),
            "责任节点": signing.led_milestones(account),
            "报送": signing.reports(plan, account),
            "得分": _scored(account, scoring),
            "签字表": signing.signatures(plan.office),
            "校验": (signing.known(clock), pinned(plan)),
        }
        months = clock.closed_months
        span = f"1—{months}月" if months > 1 else f"{clock.as_of.month}月"
        made = drafted(office, plan, clock, blocks, {}, span=span, receiver=account.department)
        if made.letter is None:
            return made
        mark = "，".join(filter(None, (f"{plan.year}年{span}", FICTIONAL if plan.notice else "")))
        kept = made.letter
        bare = replace(kept, mark="", number="", addressee="", organisation="", dated="", copies="", printed_by="")
        return replace(made, letter=replace(bare, draft=f"（{mark}）"))

    return Report(document, lambda: json_of(plan, clock, account.department))


def _scored(account: Account, scoring: Scoring | None) -> tuple[Block, ...]:
    """The score item by item with the way of scoring, where one was asked for."""
    if scoring is None:
        return ()
    blocks = (*detail(scoring.scores[account.department], scoring.preset), *method_on_paper(scoring.preset))
    return tuple(Heading(each.text, 2) if isinstance(each, Heading) else each for each in blocks)


def hand_out(desk: Desk, asked: Asked) -> list[Paper]:
    """The lists of what each department has to do; InputRefused for one that has nothing."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, asked.as_of, asked.known_at)
        office = open_office(session, plan, DocumentKind.HANDOUT)
        split = load_allocations(session, plan, clock)
    units = units_of(plan, asked, [each.name for each in plan.departments if not each.members])
    made = [(unit, blocks) for unit in units if (blocks := _duties(plan, clock, unit, split))]
    if not made:
        raise InputRefused(f"“{asked.department}”没有任务，也不填报，不用交办；名单见 jytrack report accountability")
    return [Paper(f"{unit}交办单", _handout(plan, clock, office, unit, blocks)) for unit, blocks in made]


def _duties(
    plan: Plan, clock: Clock, unit: str, split: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, tuple[Block, ...]]:
    """What a department has to do, by hole; nothing where it has nothing."""
    found = {
        "牵头任务": handout.led(plan, unit),
        "配合任务": handout.joined(plan, unit),
        "牵头指标": handout.targets(plan, clock, unit),
        "责任节点": handout.milestones(plan, unit),
        "填报责任": handout.duties(plan, clock, unit, split),
    }
    return found if any(found.values()) else {}


def _handout(plan: Plan, clock: Clock, office: Office, unit: str, blocks: Mapping[str, tuple[Block, ...]]) -> Report:
    """The list of one department, with its receipt."""

    def document() -> Document:
        """The list as it is handed out."""
        whole = {**blocks, "签字表": handout.receipt()}
        return drafted(office, plan, clock, whole, {}, span=f"{clock.as_of.month}月", receiver=receiver_of(plan, unit))

    return Report(document, lambda: json_of(plan, clock, unit))


def receiver_of(plan: Plan, unit: str) -> str:
    """The department as letters address it."""
    township = any(each.name == unit and each.kind is DepartmentKind.TOWNSHIP for each in plan.departments)
    return f"{unit}人民政府" if township else unit


def is_sender(office: Office, plan: Plan, unit: str) -> bool:
    """Whether letters are signed by this very department, to which no letter is written then."""
    return (office.stationery.organisation or plan.signature).endswith(unit)


def units_of(plan: Plan, asked: Asked, every: Sequence[str] | Mapping[str, object]) -> list[str]:
    """The single bodies that are asked about, in official order."""
    if asked.department is None:
        return list(every)
    found = find_department(plan, asked.department)
    return list(found.members) or [found.name]


def json_of(plan: Plan, clock: Clock, department: str) -> JsonObject:
    """Which letter it is, for programs; its figures stand in the reports."""
    return {**header(plan.code, clock), "department": department}
