"""The received day of one act put right: recorded with its reason, and what was known before stays so."""

from datetime import date

from jytrack.domain.sheets.records import Act, ReceivedChange
from jytrack.domain.sheets.undoing import ActKind
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports.sheets import redating as report
from jytrack.services.plan.locked import Locked
from jytrack.services.sheets.undoing import require_act
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.figures import received
from jytrack.store.sheets import acts

_CAME_IN = (ActKind.IMPORT, ActKind.RECORD)
"""Only what came in has a day on which it was received."""


@valueclass
class Order:
    """What the command line asked: the act, its right day and why; `file` narrows it to the sheets of one file."""

    act: int
    day: date
    reason: str
    file: str = ""
    dry_run: bool = False


def redate(desk: Desk, order: Order) -> Answer:
    """Record that the act, or one file of it, was received on another day, and say what that replaces.

    UsageError without a reason or for a day to come; NotFound for an unknown act or file; InputRefused where the act
    brought nothing in or was undone, and where the day is before a month that it speaks of.
    """
    again = f"jytrack target received {order.act} --date 日期 --reason 原因"
    if not order.reason.strip():
        raise UsageError(f"改收到日期要写明原因：{again}")
    if order.day > desk.today:
        raise UsageError(f"收到日期 {order.day} 还没到；请写今天或以前：{again}")
    with desk.database.writing(keep=not order.dry_run) as session:
        plan, clock = desk.open_plan(session)
        require_act(session, plan, order.act)
        act = next(act for act in acts.load_acts(session, plan, clock.known_at) if act.id == order.act)
        _require_receivable(session, act, order)
        changed = [(row, name, was) for row, name, was in _sheets(act, order) if was != order.day]
        if changed:
            rows = [row for row, _, _ in changed]
            written = received.keys_written(session, act.id, rows)
            Locked(session, plan, desk.today).require_open(written, "改收到日期")
            received.change(session, act.id, rows, order.day, order.reason.strip(), desk.actor, desk.now)
    said = ReceivedChange(order.day, order.reason.strip(), desk.now, desk.actor)
    was = [(name, day) for _, name, day in changed]
    return Answer(report.report(plan, clock, report.Redated(act, said, was, written=not order.dry_run)))


def _require_receivable(session: Session, act: Act, order: Order) -> None:
    """Refuse what has no received day, and a day on which a month of the act had not begun."""
    if act.kind not in _CAME_IN:
        raise InputRefused(f"第{act.id}次是{act.kind.label}，没有收到日期可改；全部见 jytrack target imports")
    if act.undone_by is not None:
        raise InputRefused(f"第{act.id}次已由第{act.undone_by}次撤销，不再计入报送；全部见 jytrack target imports")
    last = received.last_period(session, act.id)
    if last is not None and last.first_day > order.day:
        raise InputRefused(
            f"第{act.id}次里有 {last} 的数，在 {order.day} 还没开始；请核对日期，见 jytrack target imports {act.id}"
        )


def _sheets(act: Act, order: Order) -> list[tuple[int | None, str, date]]:
    """The sheets of the act that are meant, each by its row and file with its day; one without, of what was typed."""
    if not act.files and not order.file:
        return [(None, "", act.received_on)]
    found: list[tuple[int | None, str, date]] = [
        (each.row, each.name, each.received_on) for each in act.files if order.file in ("", each.name)
    ]
    if not found:
        raise NotFound(f"第{act.id}次没有文件《{order.file}》；文件见 jytrack target imports {act.id}")
    return found
