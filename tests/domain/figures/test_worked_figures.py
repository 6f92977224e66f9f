"""The worked figures of domain.md §4, each as printed there."""

from fractions import Fraction

import pytest

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import decimal, percent, points
from jytrack.domain.values.words import Direction, LightCode, Measure, Reporting
from tests.domain.builders import clock, metric, monthly, reading, target

F = Fraction
UNIT = ["香水镇"]


def test_550_jobs_in_june() -> None:
    found = assess(target(550, units=UNIT), monthly(*[50] * 6), clock(6))
    assert found.expected == 275
    assert percent(found.attainment) == "54.5%"
    assert points(found.variance_points) == "+4.5"
    assert found.remaining == 250
    assert decimal(found.required_per_month) == "41.7"
    assert found.pace_per_month == 50
    assert decimal(found.pace_ratio, 2) == "0.83"
    assert found.projection is not None
    assert found.projection.headline == 600
    assert found.light.code is LightCode.ON_TRACK
    assert found.light.reason == "完成300人，应完成275人，超前25人（+4.5个百分点）"


def test_guaranteed_loans_in_june() -> None:
    loans = target(1800, of=metric(Measure.AMOUNT), units=UNIT)
    found = assess(loans, [reading(6, cumulative=700)], clock(6))
    assert percent(found.attainment) == "38.9%"
    assert points(found.variance_points) == "-11.1"
    assert decimal(found.required_per_month) == "183.3"
    assert decimal(found.pace_per_month) == "116.7"
    assert decimal(found.pace_ratio, 2) == "1.57"
    assert found.light.code is LightCode.FAR_BEHIND


@pytest.mark.parametrize(("month", "code"), [(6, LightCode.BEHIND), (12, LightCode.NOT_MET)])
def test_212_of_240_for_a_rate_of_90(month: int, code: LightCode) -> None:
    rate = target(90, of=metric(Measure.RATE), units=UNIT)
    found = assess(rate, [reading(month, numerator=212, denominator=240)], clock(month))
    assert decimal(found.actual, 2) == "88.33"
    assert decimal(found.variance_points, 2) == "-1.67"
    assert found.needed == 4
    assert found.light.code is code


def test_unemployment_above_its_ceiling() -> None:
    level = target("5.5", of=metric(Measure.LEVEL), units=UNIT, direction=Direction.AT_MOST)
    values = [reading(m, value=v) for m, v in enumerate(("5.2", "5.4", "5.3", "5.6"), 1)]
    found = assess(level, values, clock(4))
    assert found.headroom == F("-0.1")
    assert found.light.code is LightCode.OVER_LIMIT
    assert found.mean == F("5.375")
    assert found.may_average == F("5.5625")


def test_85_percent_in_november_at_an_even_pace() -> None:
    found = assess(target(100, units=UNIT), [reading(11, cumulative=85)], clock(11))
    assert points(found.variance_points) == "-6.7"
    assert decimal(found.pace_ratio, 2) == "1.94"
    assert found.light.code is LightCode.FAR_BEHIND


def test_on_schedule_is_never_red_before_december() -> None:
    readings = [reading(6, cumulative=720), *monthly(*[None] * 6, 60, 60, 60)]
    found = assess(target(1200, units=UNIT), readings, clock(9))
    assert (found.actual, found.variance_points, found.pace_per_month) == (900, 0, 60)
    assert decimal(found.pace_ratio, 2) == "1.67"
    assert found.light.code is LightCode.ON_TRACK


def test_a_late_february_changes_no_total() -> None:
    before = [*monthly(8), reading(3, cumulative=30)]
    late = [*before, reading(2, own=10)]
    assert value(before, 3) == value(late, 3) == 30
    assert assess(target(units=UNIT), before, clock(2)).missing_units == ("香水镇",)
    assert value(late, 2) == 18
    assert value(late, 3) - value(late, 2) == 12  # March, now that February is known


def value(readings: list[Reading], month: int) -> Fraction:
    found: Assessment = assess(target(units=UNIT), readings, clock(month))
    assert found.actual is not None
    return found.actual


def test_cumulatives_keep_the_pace_of_their_last_three_months() -> None:
    transfer = target(29000, of=metric(reporting=Reporting.CUMULATIVE_DISTINCT), units=UNIT)
    found = assess(transfer, [reading(3, cumulative=20000), reading(6, cumulative=26000)], clock(6))
    assert found.pace_per_month == 2000
