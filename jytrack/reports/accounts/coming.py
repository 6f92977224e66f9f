"""What falls due within the days of notice, for the pages that show a week ahead: reports, milestones, windows."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from jytrack.domain.accounts.reminding import ReminderKind, milestones, windows
from jytrack.domain.accounts.standing import Standing
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.values.listing import several
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass


@valueclass
class Coming:
    """One thing due on a day: what, whose it is, and of which task; reports of many units are one thing.

    Only milestones are `lit`: windows and reports never are.
    """

    due_on: date
    what: str
    department: str
    task: int | None = None
    lit: bool = False


def coming(standing: Standing, reports: Sequence[DueReport]) -> tuple[Coming, ...]:
    """What is due from the as-of day to the end of the days of notice: `reports` first, then the rest by its day."""
    last = standing.plan.thresholds.due_soon_days
    dated = [
        Coming(item.due_on, item.what, item.department, item.task, item.kind is ReminderKind.MILESTONE)
        for item in (*milestones(standing), *windows(standing))
        if item.due_on and item.days is not None and 0 <= item.days <= last
    ]
    return (*_reports(standing.plan, reports), *sorted(dated, key=lambda item: item.due_on))


def _reports(plan: Plan, reports: Sequence[DueReport]) -> list[Coming]:
    """The reports by their day, all units of one day and period together, in official order."""
    found: dict[tuple[date, Period], list[str]] = defaultdict(list)
    for report in sorted(reports, key=attrgetter("due_on")):
        found[report.due_on, report.period].append(report.unit)
    places = {department.name: department.position for department in plan.departments}
    return [
        Coming(
            due_on, f"报{period.month}月数，共{len(units)}项", several(sorted(set(units), key=places.__getitem__), 1)
        )
        for (due_on, period), units in found.items()
    ]
