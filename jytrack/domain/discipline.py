"""Reporting discipline: which due reports came in, on time or late, and which are missing (domain.md §3)."""

from dataclasses import dataclass
from datetime import date

from jytrack.domain.period import Period
from jytrack.domain.words import SubmissionState


@dataclass(frozen=True, slots=True)
class DueReport:
    """One item of the count: unit × metric × due period whose moved due day has come."""

    unit: str
    metric: str
    period: Period
    due_on: date
    state: SubmissionState
    received_on: date | None = None
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Discipline:
    """A unit's due reports, and the counts of them."""

    unit: str
    reports: tuple[DueReport, ...]
