"""Reporting discipline: which due reports came in, on time or late, which are missing, and which sheets went back."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from jytrack.domain.figures.reading import Arrival, Arrivals
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.due import due_days
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.courses import Course, Due
from jytrack.domain.sheets.receipts import Item, Receipt
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Reporting, SubmissionState


@valueclass
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


class UnitCourse(NamedTuple):
    """The course of one metric's reports that is one unit's."""

    unit: str
    metric: str
    course: Course

    def reports(self, state: SubmissionState | None = None) -> Iterator[DueReport]:
        """Its due reports, all or those in `state`, by period."""
        return (DueReport(self.unit, self.metric, *due) for due in self.course.dues if state in (None, due.state))


@dataclass(frozen=True)
class Discipline:
    """A unit's due reports with their counts, expected = on time + late + missing, and its sheets that went back.

    Reports are counted by their courses, which units share; an object for each of them is made only where it is asked
    for.
    """

    unit: str
    courses: tuple[UnitCourse, ...] = ()
    returns: tuple[Receipt, ...] = ()

    @cached_property
    def expected(self) -> int:
        """How many reports were due."""
        return sum(own.course.expected for own in self.courses)

    def count(self, state: SubmissionState) -> int:
        """How many are in `state`."""
        return {
            SubmissionState.ON_TIME: self.on_time,
            SubmissionState.LATE: self.late,
            SubmissionState.MISSING: self.missing,
        }[state]

    @cached_property
    def on_time(self) -> int:
        """How many came by their due day."""
        return sum(own.course.on_time for own in self.courses)

    @cached_property
    def late(self) -> int:
        """How many came later."""
        return sum(own.course.late for own in self.courses)

    @cached_property
    def missing(self) -> int:
        """How many have not come."""
        return sum(own.course.missing for own in self.courses)

    @cached_property
    def corrected(self) -> int:
        """How many were corrected after they came, counted beside the other three."""
        return sum(own.course.corrected for own in self.courses)

    @property
    def returned(self) -> int:
        """How many sheets went back, counted beside the reports, for one sheet may hold several of them or none."""
        return len(self.returns)

    @property
    def reports(self) -> tuple[DueReport, ...]:
        """Every due report, of each unit by due day."""
        return _by_due_day(self.courses)

    @property
    def missing_reports(self) -> tuple[DueReport, ...]:
        """Those that have not come, in the same order."""
        return _by_due_day((own for own in self.courses if own.course.missing), SubmissionState.MISSING)

    @property
    def due_days(self) -> Mapping[Period, Set[date]]:
        """The due days of each period."""
        days: dict[Period, set[date]] = defaultdict(set)
        for course in {id(own.course): own.course for own in self.courses}.values():
            for due in course.dues:
                days[due.period].add(due.due_on)
        return days

    def of(self, period: Period) -> "Discipline":
        """The same of one period alone."""
        courses = (own._replace(course=own.course.of(period)) for own in self.courses)
        return Discipline(self.unit, tuple(own for own in courses if own.course.expected), self.returns_of(period))

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
        return Fraction(self.on_time + self.late, self.expected) if self.expected else None


def due_courses(
    plan: Plan,
    assessments: Sequence[Assessment],
    came: Arrivals,
    as_of: date,
    until: date,
    returned: Iterable[Receipt] = (),
) -> Iterator[UnitCourse]:
    """Every report of the plan's year due by `until`; one that has not come is missing, due yet or not.

    A month under a later cumulative of an increment counts as reported, on the day on which the first figure came that
    answers for it: its own, or such a cumulative, each by the day of its own field. A cumulative answers from the day
    on which its own report is due, not only when its month is over. `returned` are the sheets that went back, which
    answer for nothing and are told beside. What came alike is judged once.
    """
    days_of = due_days(plan)
    tried: dict[Item, list[date]] = defaultdict(list)
    for sheet in returned:
        for about in sheet.items:
            tried[about].append(sheet.received_on)
    sent_back = {about.unit for about in tried}

    courses: dict[Hashable, Course] = {}
    for judged in assessments:
        metric, covered = judged.target.code, {unit.unit: unit.covered_to for unit in judged.figures}
        adds_up = judged.target.is_flow and judged.target.metric.reporting is Reporting.INCREMENT
        of_metric = came.get(metric, {})
        for duty in judged.target.unit_duties:
            unit = duty.unit
            figures, covered_to = of_metric.get(unit, ()), covered.get(unit, 0)
            # `came` holds the figures for as long as this runs, so that where they are is what they are.
            like = duty.frequency, duty.due_day, duty.since, id(figures), covered_to, adds_up
            alone = (unit, metric) if unit in sent_back else None
            if (like, alone) not in courses:
                items = [(period, day) for period, day in days_of(duty) if day <= until]
                by_now = (period for period, day in items if adds_up and day <= as_of)
                last = max([Period(plan.year, covered_to), *by_now])
                dues = (
                    _due(figures, period, due_on, last, plan.issued_on, _tried(tried, unit, metric, period))
                    for period, due_on in items
                )
                courses[like, alone] = Course(tuple(dues))
            yield UnitCourse(unit, metric, courses[like, alone])


def in_part(courses: Sequence[UnitCourse], part: Callable[[Course], Course]) -> Iterator[UnitCourse]:
    """A `part` of each of the `courses`, which are all held by the caller; none where the part is empty."""
    parts: dict[int, Course] = {}  # by where a course is, for they are shared by thousands, and dear to compare
    for own in courses:
        where = id(own.course)
        if where not in parts:
            parts[where] = part(own.course)
        if (found := parts[where]).dues:
            yield own if found is own.course else UnitCourse(own.unit, own.metric, found)


def owed_after(courses: Sequence[UnitCourse], day: date) -> tuple[DueReport, ...]:
    """The reports of all `courses` that are due after `day` and have not come, by due day."""
    owed = in_part(courses, lambda course: course.owed_after(day))
    return tuple(sorted((report for own in owed for report in own.reports()), key=_DUE_DAY))


def disciplines(
    plan: Plan, courses: Iterable[UnitCourse], returned: Iterable[Receipt] = ()
) -> Mapping[str, Discipline]:
    """The discipline of every unit of the plan that has a duty, in official order, over `courses`.

    `returned` are the sheets that went back, each to its units.
    """
    by_unit: dict[str, list[UnitCourse]] = defaultdict(list)
    for own in courses:
        if own.course.expected:
            by_unit[own.unit].append(own)
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
    courses = tuple(own for part in every for own in part.courses)
    return Discipline(name, courses, tuple(dict.fromkeys(sheet for part in every for sheet in part.returns)))


_DUE_DAY = attrgetter("due_on")


def _by_due_day(courses: Iterable[UnitCourse], state: SubmissionState | None = None) -> tuple[DueReport, ...]:
    """The reports of `courses`, all or those in `state`, unit after unit, of each by due day."""
    return tuple(
        report
        for _, of_unit in groupby(courses, attrgetter("unit"))
        for report in sorted((report for own in of_unit for report in own.reports(state)), key=_DUE_DAY)
    )


def _tried(tried: Mapping[Item, list[date]], unit: str, metric: str, period: Period) -> tuple[date, ...]:
    """The days of the sheets with this report that went back; one that could not be read was for all of its month."""
    return (*tried.get(Item(unit, metric, period), ()), *tried.get(Item(unit, None, period), ()))


def _due(
    came: Sequence[Arrival],
    period: Period,
    due_on: date,
    covered_to: Period,
    issued_on: date,
    returned_on: tuple[date, ...],
) -> Due:
    """The due report with its state; what was due before the plan was issued is never late.

    It came with the first figure that answers for `period`; `covered_to` is the last month whose cumulative answers for
    months before it.
    """
    days, corrections = [], 0
    for item in came:
        if item.period == period:
            days.append(item.received_on)
            corrections = item.corrections
        elif period < item.period <= covered_to and item.cumulative_on is not None:
            days.append(item.cumulative_on)
    received_on = min(days, default=None)
    if received_on is None:
        state = SubmissionState.MISSING
    else:
        on_time = received_on <= due_on or due_on < issued_on
        state = SubmissionState.ON_TIME if on_time else SubmissionState.LATE
    return Due(period, due_on, state, received_on, corrections, returned_on)
