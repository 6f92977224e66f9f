"""Why last year gives a schedule no shape, in words (domain.md §3, Expected E: `last_year`, where readings exist)."""

from collections.abc import Sequence

from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import course, month_end
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.plan.target import Target


def why_no_shape(target: Target, readings: Sequence[Reading], year: int) -> str:
    """Why not every month has a share by the readings of `year`, in Chinese; empty when each has."""
    if not readings:
        return f"没有{year}年的填报数，请用 jytrack target import 导入"
    ends = (month_end(target, readings, year, month) for month in range(1, YEAR + 1))
    absent = dict.fromkeys(unit.unit for figures in ends for unit in figures if not unit.reported)
    if absent:
        return f"{year}年的填报数不全，有月份未报的：{'、'.join(absent)}"
    reached = [value for value in map(course(target, readings, year), range(1, YEAR + 1)) if value is not None]
    whole = reached[-1] if len(reached) == YEAR else None
    if whole is None or whole <= 0:
        return f"{year}年全年数不大于0，分不出各月的比例"
    if not all(0 <= value <= whole for value in reached):
        return f"{year}年有月份的累计数为负或超过全年数，那些月份分不出比例"
    return ""
