"""Why last year gives no shape: no readings, units that left months out, a year that cannot be divided by."""

from fractions import Fraction

import pytest

from jytrack.domain.figures.lastyear import why_no_shape
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import course
from jytrack.domain.plan.schedule import shape
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from tests.domain.builders import target

UNITS = ("香水镇", "大湾乡")


def year(*values: int | None, unit: str = "香水镇") -> list[Reading]:
    return [
        Reading(unit, Period(2022, month), month=quantity(Fraction(value)))
        for month, value in enumerate(values, 1)
        if value is not None
    ]


EVEN = (5,) * 12


@pytest.mark.parametrize(
    ("readings", "why", "months"),
    [
        ([*year(*EVEN), *year(*EVEN, unit="大湾乡")], "", 12),
        ([], "没有2022年的填报数", 0),
        (year(*EVEN), "有月份未报的：大湾乡", 0),
        ([*year(*EVEN), *year(*EVEN[:11], unit="大湾乡")], "有月份未报的：大湾乡", 0),
        (year(5), "有月份未报的：大湾乡、香水镇", 0),
        ([*year(*(0,) * 12), *year(*(0,) * 12, unit="大湾乡")], "全年数不大于0", 0),
        # the year ends at 60 + 45, below the 110 of the end of November
        ([*year(*EVEN), *year(*(5,) * 11, -10, unit="大湾乡")], "有月份的累计数为负或超过全年数", 11),
    ],
)
def test_why_there_is_no_shape(readings: list[Reading], why: str, months: int) -> None:
    asked = target(units=UNITS)
    found = why_no_shape(asked, readings, 2022)
    assert found.startswith(why) if not why else why in found
    known = course(asked, readings, 2022)
    assert sum(shape(known, month) is not None for month in range(1, 13)) == months
    assert (found == "") is (months == 12)
