"""`target schedule`: the share expected by each month, officially and for early warning."""

from fractions import Fraction

from jytrack.domain.clock import Clock
from jytrack.domain.period import Period
from jytrack.domain.plan import Plan, Schedule, Target
from jytrack.domain.schedule import YEAR, share
from jytrack.domain.words import ScheduleRole
from jytrack.reports import phrases
from jytrack.reports.document import Cell, Column, Document, JsonValue, Paragraph, Percent, Report, Table
from jytrack.reports.json_values import header, moment, percentage

_COLUMNS = (
    Column("用途"),
    Column("类型", shrink=True),
    *(Column(f"{month}月", right=True) for month in range(1, YEAR + 1)),
)


def report(plan: Plan, clock: Clock, target: Target) -> Report:
    """Both schedules of a target, month by month; months that need last year's figures are not computed here."""
    both = [(ScheduleRole.OFFICIAL, target.schedule), (ScheduleRole.EARLY_WARNING, target.early_warning)]
    given = [(role, schedule) for role, schedule in both if schedule is not None]
    table: list[tuple[Cell, ...]] = [
        (role.label, phrases.schedule(schedule), *(Percent(_at(plan, schedule, month)) for month in range(1, YEAR + 1)))
        for role, schedule in given
    ]
    note = "时序为正式时序，据以亮灯；预警时序只作提示，不影响亮灯。上年同期按上年填报数计算，见进度报表。"
    rows: list[JsonValue] = [
        {
            "role": role.value,
            "kind": schedule.kind.value,
            "checkpoint": moment(schedule.checkpoint),
            "expected_pct": [percentage(_at(plan, schedule, month)) for month in range(1, YEAR + 1)],
        }
        for role, schedule in given
    ]
    document = Document(
        title=f"{target.metric.name}（{target.code}）：时序进度",
        blocks=(Table(_COLUMNS, tuple(table)), Paragraph(note, quiet=True)),
    )
    return Report(document, {**header(plan.code, clock), "target": target.code, "rows": rows})


def _at(plan: Plan, schedule: Schedule, month: int) -> Fraction | None:
    """W at the end of a month."""
    return share(schedule, month, Period(plan.year, month).last_day)
