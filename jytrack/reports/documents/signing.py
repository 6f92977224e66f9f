"""责任台账: a department's account on paper, which it checks, signs and seals."""

from collections.abc import Iterator, Mapping
from datetime import date

from jytrack.domain.accounts.accountability import Account, AccountItem, Tally
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Backing
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Colour, Part
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.documents.indicator import sentence
from jytrack.reports.documents.reporting import reporting
from jytrack.reports.values import phrases
from jytrack.reports.values.document import Block, Cell, Column, Field, Form, Lamp, Paragraph, Table
from jytrack.reports.values.phrases import known_text

_CHECK = Column("单位核对", blank=True)
_TASKS = (
    Column("序号", right=True),
    Column("任务", shrink=True),
    Column("状态"),
    Column("进展"),
    Column("依据", shrink=True),
    _CHECK,
)
_TARGETS = (
    Column("指标", shrink=True),
    Column("进展"),
    Column("说明", shrink=True),
    Column("填报数", right=True),
    Column("末次收到"),
    _CHECK,
)
_MILESTONES = (
    Column("任务", right=True),
    Column("节点", shrink=True),
    Column("应完成"),
    Column("情况", shrink=True),
    _CHECK,
)
_WORDS = {
    "done": "办结",
    "green": "正常",
    "yellow": "滞后",
    "red": "严重滞后",
    "grey": "暂不评价",
    "cancelled": "取消",
}
_COUNTED = {
    "done": "办结",
    "green": "正常",
    "yellow": "滞后或久未更新",
    "red": "严重滞后",
    "grey": "暂不评价",
    "cancelled": "取消",
}
_COLOURS = {
    Colour.GREEN: "正常或已完成",
    Colour.YELLOW: "滞后或接近上限",
    Colour.RED: "严重滞后或超限",
    Colour.GREY: "暂不评价",
}
_STATES = ("red", "yellow", "green", "grey", "done", "cancelled")
"""The worst first; what is settled last."""

_BLANK_DAY = "　　年　　月　　日"


def summary(account: Account) -> tuple[Block, ...]:
    """The counts of the account in words."""
    return (Paragraph("".join(_summed(account))),)


def _summed(account: Account) -> Iterator[str]:
    """Sentence by sentence; what the department has no part in is left out."""
    lead = account.tally(Part.LEAD)
    if lead.tasks:
        yield f"牵头任务{lead.tasks}项：{_tallied(lead)}。"
    others = [(part, account.tally(part).tasks) for part in Part if part is not Part.LEAD]
    told = [f"{part.label}任务{count}项" for part, count in others if count]
    if told:
        yield f"{'，'.join(told)}。"
    if account.targets:
        counts = [(word, _coloured(account, colour)) for colour, word in _COLOURS.items()]
        found = "，".join(f"{word}{count}项" for word, count in counts if count)
        blameless = len(account.blameless)
        yield f"牵头指标{len(account.targets)}项：{found}{f'（其中非牵头责任{blameless}项）' if blameless else ''}。"
    if account.milestones_overdue:
        yield f"逾期节点{account.milestones_overdue}个，合计{account.days_overdue}天。"


def _tallied(tally: Tally) -> str:
    """The tasks by state."""
    return "，".join(f"{word}{count}项" for state, word in _COUNTED.items() if (count := getattr(tally, state)))


def _coloured(account: Account, colour: Colour) -> int:
    """How many of the led targets have this light."""
    return sum(judged.light.colour is colour for judged in account.targets)


def led_tasks(account: Account) -> tuple[Block, ...]:
    """The tasks that the department leads, the worst first, each with the reason of its light."""
    led = sorted((each for each in account.items if each.part is Part.LEAD), key=lambda each: _STATES.index(each.state))
    return (Table(_TASKS, tuple(map(_task_row, led))),) if led else ()


def _task_row(item: AccountItem) -> tuple[Cell, ...]:
    task, count = item.standing.task, len(item.standing.reasons)
    reason = f"{_reason(item.standing)}（共{count}条）" if count > 1 else _reason(item.standing)
    return task.no, task.title, task.status.label, _WORDS[item.state], reason, ""


def _reason(standing: TaskStanding) -> str:
    """The first reason of a task's light, of a target in its own sentence, so that a number has one form."""
    first = standing.reasons[0]
    lit = (each for each in standing.targets if first == f"{each.target.metric.name}：{each.light.reason}")
    return next(map(sentence, lit), first)


def led_targets(account: Account, backings: Mapping[str, Backing]) -> tuple[Block, ...]:
    """The targets that it leads, the worst first, with the readings behind each and the last receipt."""
    led = sorted(account.targets, key=lambda judged: phrases.COLOURS.index(judged.light.colour))
    return (
        (Table(_TARGETS, tuple(_target_row(account, each, backings[each.target.code]) for each in led)),) if led else ()
    )


def _target_row(account: Account, judged: Assessment, behind: Backing) -> tuple[Cell, ...]:
    excused = "（非牵头责任）" if account.not_its_fault(judged) else ""
    received = short_date(behind.last_received) if behind.last_received else ""
    told = sentence(judged).partition("；")[0].removeprefix(judged.target.metric.prose_name)
    lamp = Lamp(judged.light.colour)
    return judged.target.metric.name, lamp, f"{told}{excused}", behind.readings, received, ""


def led_milestones(account: Account) -> tuple[Block, ...]:
    """The milestones of its tasks that are overdue, or were done late."""
    rows = [(late.task.no, late.standing) for late in (*account.overdue, *account.done_late)]
    table = tuple(
        (no, late.milestone.name, date_text(late.milestone.due_on), late.light.reason, "") for no, late in rows
    )
    return (Table(_MILESTONES, table),) if table else ()


def reports(plan: Plan, account: Account) -> tuple[Block, ...]:
    """How its reports came, and which are missing or were late."""
    own = account.discipline
    if not own.expected:
        return ()
    names = phrases.metric_names(plan)
    missing: dict[tuple[Period, date], list[str]] = {}
    late: dict[tuple[Period, date, date], list[str]] = {}
    for each in own.reports:
        if each.received_on is None:
            missing.setdefault((each.period, each.due_on), []).append(names[each.metric])
        elif each.days_late:
            late.setdefault((each.period, each.due_on, each.received_on), []).append(names[each.metric])
    told = [reporting(own, {})]
    for (period, due), found in missing.items():
        told.append(f"缺报{period.month}月数据{len(found)}项次，应于{short_date(due)}前报送：{'、'.join(found)}。")
    for (period, due, came), found in late.items():
        head = f"迟报{period.month}月数据{len(found)}项次，应于{short_date(due)}前报送，{short_date(came)}收到"
        told.append(f"{head}，迟{(came - due).days}天：{'、'.join(found)}。")
    return (Paragraph("".join(told)),)


def signatures(office: str) -> tuple[Block, ...]:
    """What the department confirms or disputes, and what the office says of that."""
    disputed = "□属实　　□有异议（请写明序号、应为多少、依据材料）："
    return (
        Form(
            (
                Field("单位意见", f"{disputed}\n主要负责人签字：　　　　　　（公章）　{_BLANK_DAY}", 3),
                Field("复核意见", f"{office}　经办人：　　　　负责人：　　　　\n　　　　　　{_BLANK_DAY}", 2),
            )
        ),
    )


def known(clock: Clock) -> Paragraph:
    """On what day and from which records the account speaks."""
    return Paragraph(f"截至{date_text(clock.as_of)}，数据{known_text(clock)}", quiet=True)
