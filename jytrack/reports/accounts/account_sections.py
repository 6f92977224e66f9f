"""The sections of one department's page, each opening some counts of its row into the items behind them."""

from collections.abc import Iterator, Mapping

from jytrack.domain.accounts.accountability import Account, AccountItem, Tally
from jytrack.domain.accounts.opened import RECENT, Proof
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.words import Part
from jytrack.reports.accounts.accountability_rows import lights
from jytrack.reports.supervision.entries import log_row
from jytrack.reports.values import phrases
from jytrack.reports.values.document import Block, Cell, Column, Heading, Lamp, Paragraph, Table
from jytrack.reports.values.used import doubts_explained

TASK = (Column("情况"), Column("序号", right=True), Column("任务", shrink=True))
"""The columns with which every table of tasks begins."""

_LED = (*TASK, Column("状态"), Column("最迟"), Column("依据", shrink=True))
_JOINED = (*TASK, Column("牵头单位", shrink=True), Column("状态"), Column("本单位"), Column("依据", shrink=True))
_TARGETS = (
    Column("亮灯"),
    Column("指标", shrink=True),
    Column("任务", right=True),
    Column("实际", right=True),
    Column("目标", right=True),
    Column("差额", right=True),
    Column("填报数", right=True),
    Column("末次收到"),
    Column("出自", shrink=True),
    Column("说明", shrink=True),
)
_RECORDS = (
    Column("任务", right=True),
    Column("日期"),
    Column("事项"),
    Column("内容、材料", shrink=True),
    Column("单位", shrink=True),
)
_HOW_EXPLAINED = "每个数的算式、依据的每个填报数和它出自哪行：jytrack report explain 指标。"
_STARRED = "任务带 * 的，归属不是方案原文。"
_HOW_TASKS_OPEN = "每项任务的全部依据和记录：jytrack task show 序号；所附材料的原件：jytrack task evidence 序号"


def tasks(plan: Plan, account: Account, proofs: Mapping[int, Proof]) -> Iterator[Block]:
    """The tasks of each part, the worst first."""
    for part in Part:
        items = [item for item in account.items if item.part is part]
        items.sort(key=lambda item: list(phrases.STATE_LABELS).index(item.state))
        if not items:
            continue
        yield Heading(f"{task_words(account, part)}{len(items)}项：{_tally_words(account.tally(part))}")
        if part is Part.LEAD:
            yield Table(_LED, tuple(_led_row(plan, item) for item in items))
        else:
            yield Table(_JOINED, tuple(_joined_row(item, proofs) for item in items))
    if account.items:
        yield Paragraph(_HOW_TASKS_OPEN, quiet=True, paper="")


def task_words(account: Account, part: Part) -> str:
    """What the tasks in which the department plays `part` are called; the row 牵头单位未明确 leads none."""
    return f"{part.label}任务" if account.kind or part is not Part.LEAD else "未明确牵头单位的任务"


def _tally_words(tally: Tally) -> str:
    """The tasks of a part by state, the worst first."""
    return "、".join(
        f"{word}{found}" for state, word in phrases.STATE_LABELS.items() if (found := getattr(tally, state))
    )


def _led_row(plan: Plan, item: AccountItem) -> tuple[Cell, ...]:
    status = item.standing.task.status.label
    return *_task_cells(item), status, phrases.short_day(due_day(plan, item.standing.task)), reason_words(item)


def _joined_row(item: AccountItem, proofs: Mapping[int, Proof]) -> tuple[Cell, ...]:
    task = item.standing.task
    lead = task.lead or phrases.NO_LEAD
    return *_task_cells(item), lead, task.status.label, own_words(proofs[task.no]), reason_words(item)


def _task_cells(item: AccountItem) -> tuple[Cell, ...]:
    """How the task counts, its number and its title."""
    task, light = item.standing.task, item.standing.light
    settled = item.state in ("done", "cancelled")
    return phrases.STATE_LABELS[item.state] if settled or not light else Lamp(light.colour), task.no, task.title


def reason_words(item: AccountItem) -> str:
    """The first reason of a task's light, and how many there are."""
    first, *others = item.standing.reasons
    return f"{first}（共{len(others) + 1}条）" if others else first


def own_words(behind: Proof) -> str:
    """Where the department itself stands in a task; members answer for their group."""
    return behind.own.label if behind.own else "由成员办理"


def targets(account: Account, backings: Mapping[str, Backing]) -> Iterator[Block]:
    """The targets of the tasks that the department leads, the worst first."""
    if account.targets:
        yield Heading(_target_words(account))
        ordered = sorted(account.targets, key=lambda judged: phrases.COLOURS.index(judged.light.colour))
        yield Table(_TARGETS, tuple(_target_row(account, judged, backings) for judged in ordered))
        yield from doubts_explained(any(judged.open_doubts for judged in account.targets))
        yield Paragraph(_HOW_EXPLAINED + _STARRED, quiet=True, paper=_STARRED)


def _target_words(account: Account) -> str:
    """How many targets, by light, and for how many of the grey ones others have to answer."""
    found = "、".join(f"{colour.label}{number}" for colour, number in lights(account.targets).items() if number)
    words = f"{'牵头' if account.kind else '未明确牵头单位'}的指标{len(account.targets)}项：{found}"
    blameless = len(account.blameless) if account.kind else 0
    return f"{words}（灰灯中非牵头责任{blameless}项）" if blameless else words


def _target_row(account: Account, judged: Assessment, backings: Mapping[str, Backing]) -> tuple[Cell, ...]:
    target, behind = judged.target, backings[judged.target.code]
    return (
        Lamp(judged.light.colour),
        phrases.doubted(target.metric.name, judged.open_doubts),
        "" if target.task is None else f"{target.task}{phrases.star(target.task_basis)}",
        phrases.actual(judged),
        phrases.goal(judged),
        phrases.gap(judged),
        behind.readings,
        phrases.short_day(behind.last_received) if behind.last_received else "",
        _origin(behind),
        _target_remarks(account, judged),
    )


def _origin(behind: Backing) -> str:
    """In how many files the readings behind a figure stand, an only one by name, and how many were typed."""
    several = f"{len(behind.files)}个文件" if len(behind.files) > 1 else "".join(behind.files)
    return "，".join(part for part in (several, by_hand(behind)) if part)


def by_hand(behind: Backing) -> str:
    """How many readings stand in no file."""
    return f"手工登记{behind.by_hand}个" if behind.by_hand else ""


def _target_remarks(account: Account, judged: Assessment) -> str:
    """What must be known to read a target's row; whose fault a grey is comes first."""
    return "；".join(part for part in (excuse(account, judged), phrases.remarks(judged)) if part)


def excuse(account: Account, judged: Assessment) -> str:
    """That others have to answer for a grey; where nobody leads, nobody needs an excuse."""
    return "非牵头责任" if account.kind and account.not_its_fault(judged) else ""


def records(plan: Plan, account: Account, proofs: Mapping[int, Proof]) -> Iterator[Block]:
    """The last entries of the log of each task, and those before that are proved by files."""
    rows = [
        (item.standing.task.no, *log_row(plan, entry)[: len(_RECORDS) - 1])
        for item in account.items
        for entry in proofs[item.standing.task.no].entries
    ]
    if rows:
        yield Heading(f"记录和材料（每项任务最近{RECENT}条，和更早附有材料的）")
        yield Table(_RECORDS, tuple(rows))
