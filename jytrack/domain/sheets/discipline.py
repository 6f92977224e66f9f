"""Reporting discipline: which due reports came in, on time or late, and which are missing (domain.md §3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from jytrack.domain.figures.reading import Submission
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.due import due_day, due_periods
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Duty
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency, Reporting, SubmissionState


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

    @property
    def days_late(self) -> int:
        """The calendar days after the due day on which a late report came; 0 for any other."""
        if self.state is not SubmissionState.LATE or self.received_on is None:
            return 0
        return (self.received_on - self.due_on).days

    @property
    def excused(self) -> bool:
        """Whether it came after its day and is not late, for it was due before the plan was issued."""
        on_time = self.state is SubmissionState.ON_TIME
        return on_time and self.received_on is not None and self.received_on > self.due_on


@dataclass(frozen=True, slots=True)
class Discipline:
    """A unit's due reports, and the counts of them: expected = on time + late + missing."""

    unit: str
    reports: tuple[DueReport, ...]

    @property
    def expected(self) -> int:
        """How many reports were due."""
        return len(self.reports)

    @property
    def on_time(self) -> int:
        """How many came by their due day."""
        return self._count(SubmissionState.ON_TIME)

    @property
    def late(self) -> int:
        """How many came later."""
        return self._count(SubmissionState.LATE)

    @property
    def missing(self) -> int:
        """How many have not come."""
        return self._count(SubmissionState.MISSING)

    @property
    def corrected(self) -> int:
        """How many were corrected after they came, counted beside the other three."""
        return sum(1 for report in self.reports if report.corrections)

    @property
    def completeness(self) -> Fraction | None:
        """(on time + late) ÷ expected; None when nothing was due."""
        return Fraction(self.on_time + self.late, self.expected) if self.reports else None

    def _count(self, state: SubmissionState) -> int:
        """The reports in `state`."""
        return sum(1 for report in self.reports if report.state is state)


def due_reports(
    plan: Plan, assessments: Sequence[Assessment], submissions: Iterable[Submission], as_of: date, until: date
) -> tuple[DueReport, ...]:
    """Every report of the plan's year due by `until`, by due day; one that has not come is missing, due yet or not.

    A month under a later cumulative of an increment counts as reported, on the day on which the first figure came that
    answers for it: its own, or such a cumulative, each by the day of its own field. A cumulative answers from the day
    on which its own report is due, not only when its month is over.
    """
    calendar = WorkCalendar.of(plan.calendar)
    received: dict[tuple[str, str], list[Submission]] = defaultdict(list)
    for item in submissions:
        received[item.unit, item.metric].append(item)

    @cache  # thousands of units may have the same duty
    def due(frequency: Frequency, due_day_of_month: int, since: Period) -> list[tuple[Period, date]]:
        """The periods due by `until`, each with its moved due day."""
        duty = Duty("", frequency, due_day_of_month, since)
        days = ((period, due_day(duty, period, calendar)) for period in due_periods(duty, plan.year))
        return [(period, day) for period, day in days if day <= until]

    found = []
    for judged in assessments:
        metric, covered = judged.target.code, {unit.unit: unit.covered_to for unit in judged.figures}
        adds_up = judged.target.is_flow and judged.target.metric.reporting is Reporting.INCREMENT
        for duty in judged.target.unit_duties:
            came, last = received.get((duty.unit, metric), ()), Period(plan.year, covered.get(duty.unit, 0))
            items = due(duty.frequency, duty.due_day, duty.since)
            if adds_up:
                last = max([last, *(period for period, day in items if day <= as_of)])
            for period, due_on in items:
                found.append(_report(duty.unit, metric, period, due_on, _answering(came, period, last), plan.issued_on))
    return tuple(sorted(found, key=lambda report: report.due_on))


def disciplines(plan: Plan, reports: Iterable[DueReport]) -> Mapping[str, Discipline]:
    """The discipline of every unit of the plan that has a duty, in official order, over `reports`."""
    by_unit: dict[str, list[DueReport]] = defaultdict(list)
    for report in reports:
        by_unit[report.unit].append(report)
    on_duty = {unit for target in plan.targets for unit in target.units}
    order = sorted(plan.departments, key=lambda department: department.position)
    return {d.name: Discipline(d.name, tuple(by_unit[d.name])) for d in order if d.name in on_duty}


def _answering(came: Iterable[Submission], period: Period, covered_to: Period) -> tuple[date | None, int]:
    """The day of the first figure that answers for `period`, and how often its own were corrected.

    `covered_to` is the last month whose cumulative answers for months before it.
    """
    days, corrections = [], 0
    for item in came:
        if item.period == period:
            days.append(item.received_on)
            corrections = item.corrections
        elif period < item.period <= covered_to and item.cumulative_on is not None:
            days.append(item.cumulative_on)
    return min(days, default=None), corrections


def _report(
    unit: str, metric: str, period: Period, due_on: date, came: tuple[date | None, int], issued_on: date
) -> DueReport:
    """The due report with its state; what was due before the plan was issued is never late."""
    received_on, corrections = came
    if received_on is None:
        return DueReport(unit, metric, period, due_on, SubmissionState.MISSING)
    on_time = received_on <= due_on or due_on < issued_on
    state = SubmissionState.ON_TIME if on_time else SubmissionState.LATE
    return DueReport(unit, metric, period, due_on, state, received_on, corrections)
