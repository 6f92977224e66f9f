"""What falls due within the days of notice, for the pages that show a week ahead: reports, milestones, windows."""

from collections.abc import Sequence
from datetime import date

from jytrack.domain.accounts.reminding import Reminder, ReminderKind, reminders
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.values.listing import several
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


def coming(standing: PlanStanding) -> tuple[Coming, ...]:
    """Everything due from the as-of day to the end of the days of notice: reports first, then the rest by its day."""
    last = standing.plan.thresholds.due_soon_days
    soon = [item for item in reminders(standing) if item.days is not None and 0 <= item.days <= last]
    others = (item for item in soon if item.kind in (ReminderKind.MILESTONE, ReminderKind.WINDOW))
    dated = [
        Coming(item.due_on, item.what, item.department, item.task, item.kind is ReminderKind.MILESTONE)
        for item in others
        if item.due_on
    ]
    return (*_reports(soon), *sorted(dated, key=lambda item: item.due_on))


def _reports(soon: Sequence[Reminder]) -> list[Coming]:
    """Reports that fall due, all units of one day and period together."""
    due = [item for item in soon if item.kind is ReminderKind.SUBMISSION]
    found = []
    for due_on, period in dict.fromkeys((item.due_on, item.period) for item in due):
        units = [item.department for item in due if (item.due_on, item.period) == (due_on, period)]
        if due_on and period:
            who = several(list(dict.fromkeys(units)), 1)
            found.append(Coming(due_on, f"报{period.month}月数，共{len(units)}项", who))
    return found
