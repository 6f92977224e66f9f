"""A county's month in figures: by kind of metric, whole or lacking units."""

from datetime import date, datetime, timedelta, timezone

import pytest

from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.summary import Summary, summarise
from jytrack.domain.plan.target import Duty, Metric, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import Direction, Frequency, Measure, Reporting

MARCH = Period(2023, 3)
CLOCK = Clock(2023, date(2023, 3, 31), datetime(2023, 4, 1, tzinfo=timezone(timedelta(hours=8))))
UNITS = ("东镇", "西乡")


def target(reporting: Reporting, measure: Measure = Measure.COUNT, frequency: Frequency = Frequency.MONTH) -> Target:
    metric = Metric("m", "某指标", "%" if measure is Measure.RATE else "人", measure, reporting)
    duties = tuple(Duty(unit, frequency, 25, Period(2023, 1)) for unit in UNITS)
    return Target(metric, Direction.AT_LEAST, duties=duties, unit_duties=duties)


def read(unit: str, at: int, **figures: int) -> Reading:
    return Reading(unit, Period(2023, at), **{name: quantity(value) for name, value in figures.items()})


def summary(asked: Target, *readings: Reading, incomplete: bool = False, clock: Clock = CLOCK) -> Summary:
    (found,) = summarise([asked], {"m": readings}, clock, "东县", incomplete=incomplete)
    return found


def months(unit: str, *values: int | None) -> list[Reading]:
    return [read(unit, month, month=value) for month, value in enumerate(values, 1) if value is not None]


def of_county(**figures: int) -> Reading:
    return Reading("东县", MARCH, **{name: quantity(value) for name, value in figures.items()})


INCREMENT = target(Reporting.INCREMENT)


@pytest.mark.parametrize(
    ("readings", "figures", "missing"),
    [
        ([*months("东镇", 1, 2, 3), *months("西乡", 4, 5, 6)], {"month": 9, "cumulative": 21}, ()),
        # An earlier month lacks: the month is whole, the year to date is not.
        ([*months("东镇", 1, 2, 3), *months("西乡", None, 5, 6)], {"month": 9}, ("西乡",)),
        # A cumulative answers for the months below it: no month of its own, a whole year to date.
        ([*months("东镇", 1, 2, 3), read("西乡", 3, cumulative=15)], {"cumulative": 21}, ()),
        ([*months("东镇", 1, 2, 3), *months("西乡", 4, 5)], None, ("西乡",)),
        (months("东镇", 0, 0, 0), None, ("西乡",)),
        ([], None, UNITS),
        ([*months("东镇", 0, 0, 0), *months("西乡", 0, 0, 0)], {"month": 0, "cumulative": 0}, ()),
        (
            [*months("东镇", 1, 2, 3), *months("西乡", 4, 5, 6), *months("外乡", 9, 9, 9)],
            {"month": 9, "cumulative": 21},
            (),
        ),
    ],
)
def test_increments(readings: list[Reading], figures: dict[str, int] | None, missing: tuple[str, ...]) -> None:
    found = summary(INCREMENT, *readings)
    assert found.reading == (None if figures is None else of_county(**figures))
    assert found.missing == missing


def test_incomplete_increments_only_when_asked_for() -> None:
    readings = [*months("东镇", 1, 2, 3), *months("西乡", 4, 5)]
    found = summary(INCREMENT, *readings, incomplete=True)
    assert found.reading == of_county(month=3, cumulative=15)
    assert found.missing == ("西乡",)
    assert summary(INCREMENT, *months("东镇", 1, 2), incomplete=True).reading is None


STOCK, LEVEL = target(Reporting.POINT), target(Reporting.POINT, Measure.LEVEL)
RATE = target(Reporting.POINT, Measure.RATE)
RUNNING = target(Reporting.CUMULATIVE)


@pytest.mark.parametrize(
    ("asked", "readings", "figures"),
    [
        (STOCK, [read("东镇", 3, value=2), read("西乡", 3, value=3)], {"value": 5}),
        (RUNNING, [read("东镇", 3, cumulative=20), read("西乡", 3, cumulative=30)], {"cumulative": 50}),
        (
            RATE,
            [read("东镇", 3, numerator=1, denominator=2), read("西乡", 3, numerator=4, denominator=5)],
            {"numerator": 5, "denominator": 7},
        ),
        (
            RATE,
            [read("东镇", 3, numerator=0, denominator=0), read("西乡", 3, numerator=0, denominator=0)],
            {"numerator": 0, "denominator": 0},
        ),
        (STOCK, [read("东镇", 3, value=2), read("西乡", 2, value=3)], None),
        (RATE, [read("东镇", 3, numerator=1, denominator=2)], None),
        (RUNNING, [read("东镇", 3, cumulative=20), read("西乡", 2, cumulative=30)], None),
    ],
)
def test_points_and_running_totals(asked: Target, readings: list[Reading], figures: dict[str, int] | None) -> None:
    found = summary(asked, *readings)
    assert found.reading == (None if figures is None else of_county(**figures))
    assert found.missing == (() if figures is not None else ("西乡",))


def test_an_incomplete_running_total_does_not_fall() -> None:
    readings = [read("东镇", 3, cumulative=20), read("西乡", 2, cumulative=30)]
    found = summary(RUNNING, *readings, incomplete=True)
    assert (found.reading, found.missing) == (of_county(cumulative=50), ("西乡",))


def test_what_is_not_due_and_not_there_is_not_missed() -> None:
    quarterly = target(Reporting.POINT, Measure.RATE, Frequency.QUARTER)
    reports = [read(unit, 3, numerator=1, denominator=2) for unit in UNITS]
    april = Clock(2023, date(2023, 4, 30), CLOCK.known_at)
    assert summary(quarterly, *reports, clock=april) == Summary(quarterly, None)
    assert summary(quarterly, clock=april) == Summary(quarterly, None)
    assert summary(quarterly) == Summary(quarterly, None, UNITS)


def test_a_level_of_one_unit_is_its_value() -> None:
    one = Target(LEVEL.metric, Direction.AT_MOST, unit_duties=LEVEL.unit_duties[:1])
    assert summary(one, read("东镇", 3, value=5)).reading == of_county(value=5)
