"""Reminders: what to chase, and whom to ask."""

from datetime import date, datetime

from jytrack.domain.accounts.reminding import reminders
from jytrack.reports.accounts import reminders as report
from jytrack.services.accounts.reporting import has_findings
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.standing import stand_plan


def remind(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """Everything to chase at the day asked."""
    standing = stand_plan(desk, as_of, known_at)
    return Answer(report.report(standing, reminders(standing)), findings=has_findings(standing))
