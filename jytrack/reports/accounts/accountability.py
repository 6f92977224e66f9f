"""`report accountability`: each department's tasks by light, its targets, its lateness, its reporting."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from jytrack.domain.accounts.accountability import Account, Tally, places
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.sheets.discipline import Discipline
from jytrack.domain.values.numerals import UNKNOWN, percent
from jytrack.domain.values.words import ExtensionState, Part, UnitOrder
from jytrack.reports.accounts.accountability_rows import PLACE, Ranks, json_row, lights, sheet
from jytrack.reports.accounts.delays import overdue, unreported
from jytrack.reports.sheets.submissions import TOTALS
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Lamp,
    Line,
    Paragraph,
    Percent,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, report_header
from jytrack.reports.values.phrases import COLOURS
from jytrack.reports.values.used import opening, pinned, small_print

LEAD_COUNTS = (
    Column("红", right=True),
    Column("黄", right=True),
    Column("绿", right=True),
    Column("灰", right=True),
    Column("办结", right=True),
    Column("取消", right=True, spare=3),
)
"""The columns of `lead_counts`."""

_LED = (
    Column("单位", shrink=True),
    Column("牵头", right=True),
    *LEAD_COUNTS,
    Column("指标红/黄", right=True),
    Column("办结率", right=True, spare=2),
    Column("到期办结", right=True),
    Column("逾期", right=True),
    Column("迟完成", right=True, spare=1),
    Column("延期", right=True),
)
_REPORTED = (Column("单位", shrink=True), *TOTALS)
_JOINED = (Column("单位", shrink=True), Column("共同牵头"), Column("责任"), Column("集合"))
_HOW_COUNTED = (
    "每项任务计在第一牵头单位名下；办结率＝办结÷（牵头－取消），到期办结＝已办结/截至当日应办结的，“—”为还没有到期的。"
    "逾期为未完成节点的个数和天数，迟完成为已完成但过期的；延期为批准的件数，批准后原定日期照计。“·”为没有。"
)
OPEN_A_ROW = "打开一行，看每个数由哪些事项组成、依据什么：jytrack report accountability --department 单位"


def report(standing: PlanStanding, order: UnitOrder = UnitOrder.PLAN) -> Report:
    """The accountability report: a row a department with a role, in official order unless ranks are asked for."""
    return Report(partial(_document, standing, order), partial(data, standing, order))


def _document(standing: PlanStanding, order: UnitOrder) -> Document:
    total, ranks = standing.accountability.total, ranks_asked(standing, order)
    accounts = _ordered(standing.accountability.accounts, ranks)
    return Document(
        title=f"{standing.plan.title}：单位责任",
        blocks=(
            opening(standing.plan, standing.clock),
            counts(total.tally(Part.LEAD)),
            *_led(accounts, ranks),
            *_blameless(accounts),
            *overdue(standing),
            *_reported(accounts),
            *unreported(standing),
            *_joined(accounts),
            *small_print(standing.plan, standing.clock, standing.assessments, total.discipline),
            pinned(standing.plan),
        ),
        sheet=sheet(accounts, ranks),
    )


def data(standing: PlanStanding, order: UnitOrder = UnitOrder.PLAN) -> JsonObject:
    """The accountability object of interface.md, JSON."""
    ranks = ranks_asked(standing, order)
    accounts = _ordered(standing.accountability.accounts, ranks)
    rows: list[JsonValue] = [json_row(account, ranks) for account in accounts]
    return {**head(standing, order), "rows": rows, "total": json_row(standing.accountability.total, None)}


def head(standing: PlanStanding, order: UnitOrder) -> JsonObject:
    """What the object begins with, its rows left out."""
    return {
        **report_header("accountability", standing.plan, standing.clock),
        "log_head": standing.plan.log_head or None,
        "chain_head": standing.plan.chain_head or None,
        "order": order.value,
    }


def ranks_asked(standing: PlanStanding, order: UnitOrder) -> Ranks:
    """The rank of each department that has one; None when the official order is asked for."""
    return places(standing.accountability.accounts) if order is UnitOrder.RANK else None


def counts(tally: Tally) -> Line:
    """How many tasks of the plan there are of each colour, each counted once."""
    lamps = (Lamp(colour, f"{getattr(tally, colour.value)}项") for colour in COLOURS)
    settled = [f"{words}{count}项" for words, count in (("办结", tally.done), ("取消", tally.cancelled)) if count]
    return Line((f"{tally.tasks}项任务", *lamps, *settled))


def count(number: int) -> str:
    """A count for a crowded table, where a dot for nothing lets the rest be seen."""
    return str(number) if number else "·"


def lead_counts(lead: Tally) -> Iterator[str]:
    """The led tasks by state, the worst first."""
    return map(count, (lead.red, lead.yellow, lead.green, lead.grey, lead.done, lead.cancelled))


def late_targets(account: Account) -> str:
    """How many of the led targets are red and yellow."""
    red, yellow, *_ = lights(account.targets).values()
    return f"{red}/{yellow}" if red or yellow else count(0)


def overdue_words(account: Account) -> str:
    """An account's overdue milestones and their days."""
    return _milestone_words(account.milestones_overdue, account.days_overdue)


def _milestone_words(number: int, days: int) -> str:
    """So many milestones, late so many days together."""
    return f"{number}个{days}天" if number else count(0)


def due_words(account: Account) -> str:
    """Done of what is due by now, with the share; — when nothing is due yet."""
    if not account.due:
        return UNKNOWN
    return f"{account.due_done}/{len(account.due)} {percent(account.done_of_due)}"


def postponed_words(account: Account) -> str:
    """How many extensions were granted, and how many are still to be decided."""
    pending = account.extended(ExtensionState.PENDING)
    granted = count(account.extended(ExtensionState.GRANTED))
    return f"{granted}，{ExtensionState.PENDING.label}{pending}" if pending else granted


def _blameless(accounts: Sequence[Account]) -> tuple[Paragraph, ...]:
    """The led targets that are grey because other units have not reported."""
    named = [
        f"{item.target.metric.name}（{account.department}）"
        for account in accounts
        for item in account.targets
        if account.kind and account.not_its_fault(item)
    ]
    return (Paragraph(f"因填报单位缺报而灰，非牵头责任：{'、'.join(named)}"),) if named else ()


def _ordered(accounts: Sequence[Account], ranks: Ranks) -> Sequence[Account]:
    """By rank: the ranked, then what is n/a, then what is never ranked; otherwise as they stand."""
    if ranks is None:
        return accounts
    last = len(accounts) + 1
    return sorted(accounts, key=lambda a: (not a.comparable, ranks.get(a.department, last)))


def _led(accounts: Sequence[Account], ranks: Ranks) -> Iterator[Block]:
    """The departments that lead something or asked for an extension, and who of them is not ranked."""
    shown = [a for a in accounts if a.tally(Part.LEAD).tasks or a.targets or a.postponements]
    columns = _LED if ranks is None else (PLACE, *_LED)
    yield Heading("牵头的任务和指标")
    yield Table(columns, tuple(_led_row(account, ranks) for account in shown), empty="没有单位牵头任务。")
    if ranks is not None:
        yield Paragraph(_unranked(accounts, ranks))
    yield Paragraph(OPEN_A_ROW, paper="")
    yield Paragraph(_HOW_COUNTED, quiet=True)


def _unranked(accounts: Sequence[Account], ranks: Mapping[str, int]) -> str:
    """How ranks are given, and who has none for what reason."""
    idle = [account.department for account in accounts if account.comparable and account.department not in ranks]
    never = [account.department for account in accounts if not account.comparable]
    lines = ["名次按到期办结率排，并列同名次。"]
    lines += [f"没有到期的牵头任务，不排名：{'、'.join(idle)}。"] if idle else []
    lines += [f"垂直单位、集合单位和未明确的只列出，不排名：{'、'.join(never)}。"] if never else []
    return "\n".join(lines)


def _led_row(account: Account, ranks: Ranks) -> tuple[Cell, ...]:
    lead = account.tally(Part.LEAD)
    return (
        *(() if ranks is None else (ranks.get(account.department, ""),)),
        account.department,
        count(lead.tasks),
        *lead_counts(lead),
        late_targets(account),
        Percent(account.done_rate),
        due_words(account),
        overdue_words(account),
        _milestone_words(len(account.done_late), account.days_late_done),
        postponed_words(account),
    )


def _reported(accounts: Sequence[Account]) -> tuple[Block, ...]:
    """The units whose reports were due, and how these came in."""
    rows = [_reported_row(account.discipline) for account in accounts if account.discipline.expected]
    return (Heading("报送"), Table(_REPORTED, tuple(rows))) if rows else ()


def _reported_row(of: Discipline) -> tuple[Cell, ...]:
    counted = (of.expected, of.on_time, of.late, of.missing, of.corrected, of.returned)
    return of.unit, *map(count, counted), Percent(of.completeness)


def _joined(accounts: Sequence[Account]) -> tuple[Block, ...]:
    """Who takes part in tasks that others lead, with those that are late; never added to the led ones."""
    parts = (Part.CO_LEAD, Part.RESPONSIBLE, Part.VIA_GROUP)
    told = ((account, [account.tally(part) for part in parts]) for account in accounts)
    rows = [
        (account.department, *map(_joined_words, tallies))
        for account, tallies in told
        if any(tally.tasks for tally in tallies)
    ]
    return (Heading("共同牵头、责任、集合的任务"), Table(_JOINED, tuple(rows))) if rows else ()


def _joined_words(tally: Tally) -> str:
    """How many tasks, and how many of them are red and yellow."""
    late = "、".join(f"{word}{found}" for word, found in (("红", tally.red), ("黄", tally.yellow)) if found)
    return f"{tally.tasks}（{late}）" if late else count(tally.tasks)
