"""What goes to one department: 催报单, 督办函, 责任台账, 交办单, each on paper, for the chat or as a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from jytrack.domain.values.words import DepartmentKind
from jytrack.errors import InputRefused
from jytrack.reports.accounts.scores import detail, method
from jytrack.reports.documents import handout, signing, supervised, urging
from jytrack.reports.values.document import Block, Document, Heading, Paragraph, Report
from jytrack.reports.values.json_values import JsonObject, header
from jytrack.reports.values.used import pinned
from jytrack.services.documents.drafting import FICTIONAL, Office, drafted, open_office
from jytrack.services.values.answer import Paper
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called, find_account, find_department, find_task
from jytrack.services.values.standing import stand_in
from jytrack.store.figures.backing import backings
from jytrack.store.plan import feedback
from jytrack.store.plan.allocations import load_allocations


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose: one `department`'s (of a group: its members'), or everyone's whom it concerns."""

    department: str | None
    as_of: date | None = None
    known_at: datetime | None = None


def urge(desk: Desk, asked: Asked) -> list[Paper]:
    """The urging notes; InputRefused where nothing that is due is missing."""
    with desk.database.reading() as session:
        standing = stand_in(desk, session, asked.as_of, asked.known_at)
        office = open_office(session, standing.plan, DocumentKind.URGE)
    units = _units(standing.plan, asked, standing.disciplines)
    found = [each for each in (urging.urged(standing, unit) for unit in units) if each.missing]
    if not found:
        who = f"“{asked.department}”" if asked.department else "各单位"
        raise InputRefused(f"{who}没有到期未报的数，不用催报；报送情况见 jytrack report submissions")
    return [_urge(standing, office, each) for each in found]


def _urge(standing: PlanStanding, office: Office, found: urging.Urged) -> Paper:
    """The note of one unit, on paper and for the chat."""
    span, receiver = urging.span_words(found.periods), receiver_of(standing.plan, found.unit)

    def document(*, chat: bool) -> Document:
        """The note in one of the two forms."""
        blocks = {"缺报": urging.urging(found, chat=chat)}
        return drafted(office, standing.plan, standing.clock, blocks, {}, span=span, receiver=receiver, contact=True)

    data = _json(standing.plan, standing.clock, found.unit)
    name = f"{found.unit}{DocumentKind.URGE.label}"
    return Paper(
        name, Report(lambda: document(chat=False), lambda: data), Report(lambda: document(chat=True), lambda: data)
    )


def supervise(desk: Desk, no: int, as_of: date | None, known_at: datetime | None) -> Paper:
    """The letter about one task; InputRefused where it has nothing to be supervised for, or nobody to write to."""
    with desk.database.reading() as session:
        standing = stand_in(desk, session, as_of, known_at)
        plan, clock = standing.plan, standing.clock
        task = find_task(standing, no)
        explanations = feedback.explanations(session, plan, clock)
        office = open_office(session, plan, DocumentKind.SUPERVISE)
    found = supervised.supervised(standing, task, explanations)
    if found is None:
        raise InputRefused(f"{called(task.task)}没有红灯，也没有逾期的节点，不用督办；现状见 jytrack task show {no}")
    lead = task.task.lead
    if lead is None:
        raise InputRefused(f"{called(task.task)}还没有明确牵头单位，函不知发给谁；请先用 jytrack task own {no} 确定")

    def document() -> Document:
        """The letter, with copies to whoever shares the task."""
        blocks = {
            "督办依据": supervised.basis(found),
            "督办事项": supervised.facts(found),
            "督办要求": supervised.asked(found),
        }
        made = drafted(
            office,
            plan,
            clock,
            blocks,
            {"反馈表": supervised.reply(found, lead)},
            span=f"{clock.as_of.month}月",
            receiver=receiver_of(plan, lead),
            matter=supervised.matter(found),
        )
        made = replace(made, blocks=tuple(_run_in(made.blocks)))
        shared = "、".join([*task.task.leads[1:], *task.task.responsible])
        return replace(made, letter=replace(made.letter, copies=shared)) if made.letter and shared else made

    return Paper(f"任务{no}{DocumentKind.SUPERVISE.label}", Report(document, lambda: _json(plan, clock, lead)))


def _run_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings with the one paragraph below them on their own line: a letter fits on one page."""
    at = 0
    while at < len(blocks):
        heading, *below = blocks[at : at + 3]
        match heading, below:
            case Heading(title, 1), [Paragraph(words, quiet=False), *rest] if not rest or isinstance(rest[0], Heading):
                yield Heading(f"{title}。", 1, words)
                at += 2
            case _:
                yield heading
                at += 1


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
            "校验": (pinned(plan),),
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

    return Report(document, lambda: _json(plan, clock, account.department))


def _scored(account: Account, scoring: Scoring | None) -> tuple[Block, ...]:
    """The score item by item with the way of scoring, where one was asked for."""
    if scoring is None:
        return ()
    blocks = (*detail(scoring.scores[account.department], scoring.preset), *method(scoring.preset))
    return tuple(Heading(each.text, 2) if isinstance(each, Heading) else each for each in blocks)


def hand_out(desk: Desk, asked: Asked) -> list[Paper]:
    """The lists of what each department has to do; InputRefused for one that has nothing."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, asked.as_of, asked.known_at)
        office = open_office(session, plan, DocumentKind.HANDOUT)
        split = load_allocations(session, plan, clock)
    units = _units(plan, asked, [each.name for each in plan.departments if not each.members])
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

    return Report(document, lambda: _json(plan, clock, unit))


def receiver_of(plan: Plan, unit: str) -> str:
    """The department as letters address it."""
    township = any(each.name == unit and each.kind is DepartmentKind.TOWNSHIP for each in plan.departments)
    return f"{unit}人民政府" if township else unit


def _units(plan: Plan, asked: Asked, every: Sequence[str] | Mapping[str, object]) -> list[str]:
    """The single bodies that are asked about, in official order."""
    if asked.department is None:
        return list(every)
    found = find_department(plan, asked.department)
    return list(found.members) or [found.name]


def _json(plan: Plan, clock: Clock, department: str) -> JsonObject:
    """Which letter it is, for programs; its figures stand in the reports."""
    return {**header(plan.code, clock), "department": department}
