"""`remind`: what is due, late, missing or behind, and whom to ask."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from jytrack.domain.accounts.reminding import Reminder, ReminderKind
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.accounts.delays import owed_words
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, JsonValue, Lamp, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.phrases import short_day
from jytrack.reports.values.used import opening

KINDS = {
    ReminderKind.MILESTONE: "节点",
    ReminderKind.WINDOW: "政策窗口",
    ReminderKind.SUBMISSION: "填报",
    ReminderKind.TARGET: "指标",
    ReminderKind.STALE_TASK: "任务",
}
"""What each kind is called."""

_TABLE = (
    Column("类别"),
    Column("责任单位", shrink=True),
    Column("亮灯"),
    Column("期限"),
    Column("时限情况"),
    Column("事情", shrink=True),
    Column("已催", shrink=True),
)
_SHEET = (
    *("提醒类别", "单位", "事项", "应于", "距期限天数", "亮灯", "提醒内容", "任务序号", "指标代码", "月份"),
    *("催办次数", "最近催办", "下次催办"),
)


@valueclass
class Sent:
    """How often something was reminded of, when last, and when the next message is due; None: never."""

    times: int = 0
    last_on: date | None = None
    next_on: date | None = None


def report(standing: PlanStanding, reminders: Sequence[Reminder], sent: Sequence[Sent] = ()) -> Report:
    """The reminders in the given order, each with what was sent about it; none given: nothing was.

    On the page, reports that one unit owes for one day share a row.
    """
    sent = sent or [Sent()] * len(reminders)
    return Report(partial(_document, standing, reminders, sent), partial(_data, standing, reminders, sent))


def _document(standing: PlanStanding, reminders: Sequence[Reminder], sent: Sequence[Sent]) -> Document:
    told = {id(item): each for item, each in zip(reminders, sent, strict=True)}
    rows = tuple(
        (*_row(group), _sent_words([told[id(item)] for item in group], standing.clock.as_of))
        for group in together(reminders)
    )
    table = Table(_TABLE, rows, empty="没有要催的事。")
    return Document(
        title=f"{standing.plan.title}：催办提醒",
        blocks=(opening(standing.plan, standing.clock), table, Paragraph(f"共{len(reminders)}件", quiet=True)),
        sheet=Table(headed(_SHEET), tuple(map(_sheet_row, reminders, sent))),
    )


def _sent_words(of: Sequence[Sent], today: date) -> str:
    """How often the things of one row were reminded of, and when the next message goes."""
    times, last_on = max(((each.times, each.last_on) for each in of), key=lambda each: each[0])
    coming = min((each.next_on for each in of if each.next_on), default=None)
    told = f"{times}次，{short_day(last_on)}" if times and last_on else ""
    following = "" if coming is None else "待发" if coming <= today else f"下次{short_day(coming)}"
    return "；".join(filter(None, (told, following)))


def _data(standing: PlanStanding, reminders: Sequence[Reminder], sent: Sequence[Sent]) -> JsonObject:
    rows: list[JsonValue] = list(map(_json_row, reminders, sent))
    return {**header(standing.plan.code, standing.clock), "rows": rows}


def days_words(days: int | None) -> str:
    """How long there still is, or how late it is."""
    if days is None:
        return ""
    if days == 0:
        return "今天"
    return f"还有{days}天" if days > 0 else f"逾期{-days}天"


def together(reminders: Sequence[Reminder]) -> list[list[Reminder]]:
    """The reminders in order, a unit's overdue reports, and those it owes for one day, drawn to the first of them."""
    groups: dict[object, list[Reminder]] = {}
    for place, item in enumerate(reminders):
        overdue = item.days is not None and item.days < 0
        owed = item.kind is ReminderKind.SUBMISSION
        key = (item.department, overdue or item.due_on) if owed else place
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def _row(group: Sequence[Reminder]) -> tuple[Cell, ...]:
    first = group[0]
    return (
        KINDS[first.kind],
        first.department,
        Lamp(first.light.colour) if first.light else "",
        short_day(first.due_on) if first.due_on else "",
        days_words(first.days),
        _matter(group),
    )


def _matter(group: Sequence[Reminder]) -> str:
    """What it is about; the days stand in columns of their own."""
    first = group[0]
    match first.kind:
        case ReminderKind.SUBMISSION:
            months = [(item.what, item.period.month) for item in group if item.period]
            return f"{len(group)}项：{owed_words(months)}"
        case ReminderKind.MILESTONE | ReminderKind.WINDOW:
            return f"任务{first.task}：{first.what}"
        case ReminderKind.STALE_TASK if first.light:
            return f"任务{first.task}：{first.what}，{first.light.code.label}"
        case _:
            return first.message


def _sheet_row(item: Reminder, sent: Sent) -> tuple[Cell, ...]:
    return (
        KINDS[item.kind],
        item.department,
        item.what,
        moment(item.due_on),
        item.days,
        Lamp(item.light.colour if item.light else None),
        item.message,
        item.task,
        item.target,
        str(item.period) if item.period else None,
        sent.times,
        moment(sent.last_on),
        moment(sent.next_on),
    )


def _json_row(item: Reminder, sent: Sent) -> JsonObject:
    return {
        "kind": item.kind.value,
        "what": item.what,
        "department": item.department,
        "due_on": moment(item.due_on),
        "days": item.days,
        "light": item.light.colour.value if item.light else None,
        "message": item.message,
        "task": item.task,
        "target": item.target,
        "period": str(item.period) if item.period else None,
        "urged": sent.times,
        "urged_on": moment(sent.last_on),
        "next_on": moment(sent.next_on),
    }
