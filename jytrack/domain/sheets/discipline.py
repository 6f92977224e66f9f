"""Reporting discipline: which due reports came in, on time or late, which are missing, and which sheets went back."""

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
from jytrack.domain.sheets.receipts import Item, Receipt
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency, Reporting, SubmissionState


@dataclass(frozen=True, slots=True)
class DueReport:
    """One item of the count: unit × metric × due period whose moved due day has come.

    `returned_on` are the days of the unit's sheets for the period that went back.
    """

    unit: str
    metric: str
    period: Period
    due_on: date
    state: SubmissionState
    received_on: date | None = None
    corrections: int = 0
    returned_on: tuple[date, ...] = ()

    @property
    def first_on(self) -> date | None:
        """The day on which a sheet for it first came, also one that went back; None: none ever came."""
        own = () if self.received_on is None else (self.received_on,)
        return min((*self.returned_on, *own), default=None)

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
    """A unit's due reports with their counts, expected = on time + late + missing, and its sheets that went back."""

    unit: str
    reports: tuple[DueReport, ...]
    returns: tuple[Receipt, ...] = ()

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
    def returned(self) -> int:
        """How many sheets went back, counted beside the reports, for one sheet may hold several of them or none."""
        return len(self.returns)

    def of(self, period: Period) -> "Discipline":
        """The same of one period alone."""
        reports = tuple(report for report in self.reports if report.period == period)
        return Discipline(self.unit, reports, self.returns_of(period))

    def returns_of(self, period: Period) -> tuple[Receipt, ...]:
        """The sheets for one period that went back."""
        return tuple(
            sheet
            for sheet in self.returns
            if any((item.unit, item.period) == (self.unit, period) for item in sheet.items)
        )

    @property
    def completeness(self) -> Fraction | None:
        """(on time + late) ÷ expected; None when nothing was due."""
        return Fraction(self.on_time + self.late, self.expected) if self.reports else None

    def _count(self, state: SubmissionState) -> int:
        """The reports in `state`."""
        return sum(1 for report in self.reports if report.state is state)


def due_reports(
    plan: Plan,
    assessments: Sequence[Assessment],
    submissions: Iterable[Submission],
    as_of: date,
    until: date,
    returned: Iterable[Receipt] = (),
) -> tuple[DueReport, ...]:
    """Every report of the plan's year due by `until`, by due day; one that has not come is missing, due yet or not.

    A month under a later cumulative of an increment counts as reported, on the day on which the first figure came that
    answers for it: its own, or such a cumulative, each by the day of its own field. A cumulative answers from the day
    on which its own report is due, not only when its month is over. `returned` are the sheets that went back, which
    answer for nothing and are told beside.
    """
    calendar = WorkCalendar.of(plan.calendar)
    received: dict[tuple[str, str], list[Submission]] = defaultdict(list)
    for item in submissions:
        received[item.unit, item.metric].append(item)
    tried: dict[Item, list[date]] = defaultdict(list)
    for sheet in returned:
        for about in sheet.items:
            tried[about].append(sheet.received_on)

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
                sheets = _tried(tried, duty.unit, metric, period) if tried else ()
                answer = _answering(came, period, last)
                found.append(_report(duty.unit, metric, period, due_on, answer, plan.issued_on, sheets))
    return tuple(sorted(found, key=lambda report: report.due_on))


def disciplines(plan: Plan, reports: Iterable[DueReport], returned: Iterable[Receipt] = ()) -> Mapping[str, Discipline]:
    """The discipline of every unit of the plan that has a duty, in official order, over `reports`.

    `returned` are the sheets that went back, each to its units.
    """
    by_unit: dict[str, list[DueReport]] = defaultdict(list)
    for report in reports:
        by_unit[report.unit].append(report)
    on_duty = {unit for target in plan.targets for unit in target.units}
    order = sorted(plan.departments, key=lambda department: department.position)
    went_back: dict[str, list[Receipt]] = defaultdict(list)
    for sheet in returned:
        for unit in sheet.units:
            went_back[unit].append(sheet)
    return {
        d.name: Discipline(d.name, tuple(by_unit[d.name]), tuple(went_back[d.name])) for d in order if d.name in on_duty
    }


def together(name: str, parts: Iterable[Discipline]) -> Discipline:
    """The disciplines of several units as one; a sheet that went back to two of them is one sheet."""
    every = list(parts)
    reports = tuple(report for part in every for report in part.reports)
    return Discipline(name, reports, tuple(dict.fromkeys(sheet for part in every for sheet in part.returns)))


def _tried(tried: Mapping[Item, list[date]], unit: str, metric: str, period: Period) -> tuple[date, ...]:
    """The days of the sheets with this report that went back; one that could not be read was for all of its month."""
    return (*tried.get(Item(unit, metric, period), ()), *tried.get(Item(unit, None, period), ()))


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
    unit: str,
    metric: str,
    period: Period,
    due_on: date,
    came: tuple[date | None, int],
    issued_on: date,
    returned_on: tuple[date, ...],
) -> DueReport:
    """The due report with its state; what was due before the plan was issued is never late."""
    received_on, corrections = came
    if received_on is None:
        state = SubmissionState.MISSING
    else:
        on_time = received_on <= due_on or due_on < issued_on
        state = SubmissionState.ON_TIME if on_time else SubmissionState.LATE
    return DueReport(unit, metric, period, due_on, state, received_on, corrections, returned_on)
