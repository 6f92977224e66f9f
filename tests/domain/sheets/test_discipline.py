"""Reports on time, late, missing and corrected (domain.md §3, Reporting discipline)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.reading import Reading, Submission, arrived
from jytrack.domain.plan.plan import CalendarDay
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.discipline import Discipline, disciplines, due_courses
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency, Measure, Reporting
from tests.domain.builders import ISSUED, clock, departments, metric, monthly, plan, reading, reports_due, target

A, B = "香水镇", "泾河源镇"
JOBS = target(units=[A])


def judged(
    submissions: Sequence[Submission],
    until: date,
    of: Target = JOBS,
    readings: Sequence[Reading] = (),
    calendar: tuple[CalendarDay, ...] = (),
) -> list[str]:
    """The reports due by `until` as “month state”."""
    assessment = assess(of, readings, clock(12))
    reports = reports_due(plan(targets=[of], calendar=calendar), [assessment], submissions, until, until)
    return [f"{report.period.month} {report.state}" for report in reports]


def came(month: int, on: str, unit: str = A, corrections: int = 0, total: str = "") -> Submission:
    """A report that came `on` a day; `total`: the day on which it stated a cumulative."""
    covering = date.fromisoformat(total) if total else None
    return Submission(unit, "jobs", Period(2023, month), date.fromisoformat(on), corrections, covering)


@pytest.mark.parametrize(
    ("received", "state"),
    [("2023-05-20", "on_time"), ("2023-05-25", "on_time"), ("2023-05-26", "late"), ("2023-08-01", "late")],
)
def test_received_on_the_due_day_is_on_time(received: str, state: str) -> None:
    assert judged([came(5, received)], date(2023, 5, 25))[-1] == f"5 {state}"


def test_a_due_day_moves_with_the_calendar() -> None:
    holiday = tuple(CalendarDay(date(2023, 5, day), "假", off=True) for day in (25, 26))
    assert judged([came(5, "2023-05-29")], date(2023, 5, 28), calendar=holiday)[-1] != "5 on_time"
    assert judged([came(5, "2023-05-29")], date(2023, 5, 29), calendar=holiday)[-1] == "5 on_time"


def test_only_what_was_due_by_the_day_is_expected() -> None:
    assert judged([], date(2023, 4, 24)) == ["1 missing", "2 missing", "3 missing"]
    assert judged([], date(2023, 4, 25))[-1] == "4 missing"
    assert judged([came(4, "2023-04-10")], date(2023, 4, 24))[-1] == "3 missing"


def test_what_was_due_before_the_plan_was_issued_is_never_late() -> None:
    submissions = [came(1, "2023-06-30"), came(2, "2023-06-30"), came(3, "2023-06-30")]
    assert judged(submissions, date(2023, 3, 31)) == ["1 on_time", "2 on_time", "3 late"]


def test_what_was_due_on_the_day_of_issue_may_be_late() -> None:
    duty = replace(JOBS.unit_duties[0], due_day=ISSUED.day)
    found = judged([came(3, "2023-03-08")], ISSUED, replace(JOBS, unit_duties=(duty,)))
    assert found[-1] == "3 late"


@pytest.mark.parametrize(
    ("frequency", "months"),
    [(Frequency.QUARTER, ["3", "6", "9"]), (Frequency.HALF, ["6"]), (Frequency.YEAR, [])],
)
def test_due_periods_follow_the_frequency(frequency: Frequency, months: list[str]) -> None:
    of = target(units=[A], frequency=frequency)
    assert [item.split()[0] for item in judged([], date(2023, 11, 30), of)] == months


def test_duties_begin_when_they_begin() -> None:
    assert judged([], date(2023, 4, 30), target(units=[A], since=4)) == ["4 missing"]


def test_a_month_under_a_later_cumulative_came_with_it() -> None:
    readings = [*monthly(None, None, 5, unit=A), reading(5, A, cumulative=60)]
    submissions = [came(3, "2023-03-20"), came(5, "2023-05-25", corrections=2, total="2023-05-25")]
    found = judged(submissions, date(2023, 6, 30), readings=readings)
    assert found == ["1 on_time", "2 on_time", "3 on_time", "4 late", "5 on_time", "6 missing"]


@pytest.mark.parametrize(
    ("submissions", "april"),
    [
        ([came(5, "2023-05-25", total="2023-05-25")], "2023-05-25"),
        # Each further cumulative answers for April too; the first one did already.
        ([came(month, f"2023-0{month}-25", total=f"2023-0{month}-25") for month in (5, 6, 7)], "2023-05-25"),
        # April's own figure afterwards makes it no later.
        ([came(5, "2023-05-25", total="2023-05-25"), came(4, "2023-06-10")], "2023-05-25"),
        ([came(4, "2023-05-02"), came(5, "2023-05-25", total="2023-05-25")], "2023-05-02"),
        # May came in time; what answers for April was added to it in July.
        ([came(5, "2023-05-20", total="2023-07-20")], "2023-07-20"),
        ([came(5, "2023-05-20", total="2023-07-20"), came(6, "2023-06-25", total="2023-06-25")], "2023-06-25"),
    ],
)
def test_the_first_figure_that_answers_for_a_month_decides_its_day(
    submissions: Sequence[Submission], april: str
) -> None:
    totals = [reading(each.period.month, A, cumulative=50) for each in submissions if each.cumulative_on]
    reports = reports_due(
        plan(targets=[JOBS]), [assess(JOBS, totals, clock(12))], submissions, date(2023, 4, 30), date(2023, 4, 30)
    )
    assert reports[-1].received_on == date.fromisoformat(april)


def test_a_correction_counts_for_its_own_month_only() -> None:
    assessment = assess(JOBS, [reading(5, A, cumulative=60)], clock(12))
    corrected = [came(5, "2023-05-25", corrections=2, total="2023-05-25")]
    reports = reports_due(plan(targets=[JOBS]), [assessment], corrected, date(2023, 5, 31), date(2023, 5, 31))
    assert [report.corrections for report in reports] == [0, 0, 0, 0, 2]


def test_an_earlier_cumulative_of_the_year_stays_missing() -> None:
    transfer = target(of=metric(reporting=Reporting.CUMULATIVE), units=[A])
    found = judged([came(2, "2023-02-20")], date(2023, 2, 28), transfer, [reading(2, A, cumulative=60)])
    assert found == ["1 missing", "2 on_time"]


def test_a_rate_s_earlier_quarter_stays_missing() -> None:
    rate = target(90, of=metric(Measure.RATE), units=[A], frequency=Frequency.QUARTER)
    found = judged([came(6, "2023-06-20")], date(2023, 6, 30), rate, [reading(6, A, numerator=9, denominator=10)])
    assert found == ["3 missing", "6 on_time"]


def units(submissions: Sequence[Submission]) -> dict[str, Discipline]:
    both = target(units=[B, A])
    subject = plan(targets=[both], departments=departments("人社局"))
    day, judged = date(2023, 5, 31), [assess(both, [], clock(6))]
    return dict(disciplines(subject, due_courses(subject, judged, arrived(submissions), day, day)))


def test_counts_of_a_unit() -> None:
    found = units([came(3, "2023-03-20", corrections=2), came(4, "2023-05-20"), came(5, "2023-05-01", B)])
    a = found[A]
    assert (a.expected, a.on_time, a.late, a.missing, a.corrected) == (5, 1, 1, 3, 1)
    assert a.expected == a.on_time + a.late + a.missing
    assert a.completeness == Fraction(2, 5)
    assert found[B].completeness == Fraction(1, 5)


def test_units_stand_in_official_order_and_departments_without_duty_do_not() -> None:
    assert list(units([])) == [A, B]


def test_nothing_due_is_not_complete_and_not_incomplete() -> None:
    assert Discipline(A, ()).completeness is None
    assert Discipline(A, ()).expected == 0


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (25, ["missing"] * 5),
        (26, ["on_time", "on_time", "late", "late", "late", "on_time"]),
        (30, ["on_time", "on_time", "late", "late", "late", "on_time"]),
    ],
)
def test_a_cumulative_answers_from_the_day_its_own_report_is_due(day: int, states: list[str]) -> None:
    of = target(units=[A])
    calendar = (CalendarDay(date(2023, 6, 25), "假", off=True),)
    as_of = date(2023, 6, day)
    sent = [came(6, "2023-06-25", total="2023-06-25")]
    assessment = assess(of, [reading(6, A, cumulative=60)], clock(6, day))
    # Reports that are due soon are asked for too: what they say of the past does not hang on how far they look ahead.
    for until in (as_of, as_of + timedelta(days=7)):
        reports = reports_due(plan(targets=[of], calendar=calendar), [assessment], sent, as_of, until)
        assert [report.state for report in reports if report.due_on <= as_of] == states
