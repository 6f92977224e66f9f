"""Numbers, dates and periods as people read them: the only place in jytrack that formats a figure.

Rounding is half up (away from zero). A shown number stays on its value's side of zero and of every line named,
so that no display crosses a line that the value has not crossed (domain.md §3).
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import ceil, floor

from jytrack.domain.values.period import Period

UNKNOWN = "—"
"""What stands for a missing value; a missing value is never 0."""

Figure = Fraction | int | None
ONE = Fraction(1)
HALF = Fraction(1, 2)


def decimal(value: Figure, places: int = 1, *lines: Fraction) -> str:
    """`value` with exactly `places` decimals, on its own side of zero and of each of `lines`."""
    return UNKNOWN if value is None else _written(_steps(Fraction(value), places, lines), places)


def plain(value: Figure, max_places: int = 4) -> str:
    """`value` in its shortest form with at most `max_places` decimals."""
    text = decimal(value, max_places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def upper(value: Figure, max_places: int = 4) -> str:
    """An upper bound in its shortest form, rounded down: what is shown may be reached without passing the bound."""
    scale: int = 10**max_places
    return UNKNOWN if value is None else plain(Fraction(floor(Fraction(value) * scale), scale), max_places)


def lower(value: Figure, max_places: int = 4) -> str:
    """What is needed at least in its shortest form, rounded up: what is shown is enough."""
    scale: int = 10**max_places
    return UNKNOWN if value is None else plain(Fraction(ceil(Fraction(value) * scale), scale), max_places)


def signed(value: Figure, places: int = 0, *lines: Fraction) -> str:
    """`value` with `places` decimals and a sign, which zero alone lacks."""
    text = decimal(value, places, *lines)
    return f"+{text}" if value is not None and value > 0 else text


def points(value: Figure, *lines: Fraction) -> str:
    """Percentage points: signed, one decimal, without the words 个百分点."""
    return signed(value, 1, *lines)


def percent(ratio: Figure, cap: Fraction | None = ONE) -> str:
    """A plain ratio (1 = 100 %) with one decimal and %; below `cap` it never shows as `cap`: 99.9% before 100.0%."""
    if ratio is None:
        return UNKNOWN
    lines = (cap * 100,) if cap is not None and ratio < cap else ()
    return f"{decimal(ratio * 100, 1, *lines)}%"


def date_text(day: date | None) -> str:
    """A day as 2023年6月30日."""
    return UNKNOWN if day is None else f"{day.year}年{day.month}月{day.day}日"


def period_text(period: Period | None) -> str:
    """A period as 2023年6月."""
    return UNKNOWN if period is None else f"{period.year}年{period.month}月"


def neighbours(numbers: Iterable[int]) -> list[list[int]]:
    """Different whole numbers in order, in runs in which each number follows the one before it: 1 2 3, then 6."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _steps(value: Fraction, places: int, lines: tuple[Fraction, ...]) -> int:
    """`value` in whole steps of 10^-places: half up, but stepping back from a line that rounding would reach."""
    scale: int = 10**places
    scaled = value * scale
    steps = floor(scaled + HALF) if scaled >= 0 else ceil(scaled - HALF)
    for line in (Fraction(0), *lines):
        if scaled < line * scale <= steps:
            return floor(scaled)
        if scaled > line * scale >= steps:
            return ceil(scaled)
    return steps


def _written(steps: int, places: int) -> str:
    """A whole number of steps of 10^-places as digits, with a point before the last `places` of them."""
    digits = str(abs(steps)).zfill(places + 1)
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if steps < 0 else "") + (f"{whole}.{part}" if part else whole)
