"""Numbers, dates and periods as people read them: the only place in jytrack that formats a figure.

Rounding is half up (away from zero). A shown number lies on the same side as its value of every line named, by the very
comparison that decides there (≥ or >), so that no display crosses a line that the value has not crossed (domain.md §3).
"""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from jytrack.domain.values.period import Period

UNKNOWN = "—"
"""What stands for a missing value; a missing value is never 0."""

Figure = Fraction | int | None
ONE = Fraction(1)
LITERAL = 6
"""So many decimals has a number for programs and spreadsheets."""


class Edge(NamedTuple):
    """Where something changes; `at` itself lies with what is above it (`included`, ≥) or below it (>)."""

    at: Fraction
    included: bool

    def passed(self, value: Fraction | int) -> bool:
        """Whether `value` lies above."""
        return value >= self.at if self.included else value > self.at


def at_least(at: Fraction | int) -> Edge:
    """The line of a rule that says ≥ `at`."""
    return Edge(Fraction(at), included=True)


def more_than(at: Fraction | int) -> Edge:
    """The line of a rule that says > `at`."""
    return Edge(Fraction(at), included=False)


SIGN = (at_least(0), more_than(0))
"""What is something, however little, is not shown as nothing."""


def decimal(value: Figure, places: int = 1, *lines: Edge) -> str:
    """`value` with `places` decimals on its own side of each of `lines`, of zero where none is named.

    There are more decimals where two lines lie so close that no number with `places` of them stands between.
    """
    return UNKNOWN if value is None else _between(value, places, lines or SIGN)


def plain(value: Figure, max_places: int = 4, *lines: Edge) -> str:
    """`value` in its shortest form with at most `max_places` decimals; `lines` as in `decimal`."""
    return _shortest(decimal(value, max_places, *lines))


def literal(value: Fraction | int) -> str:
    """`value` for programs and spreadsheets: half up to six decimals whatever it is beside, in its shortest form."""
    return _shortest(_written(_nearest(value.numerator * 10**LITERAL, value.denominator), LITERAL))


def upper(value: Figure, max_places: int = 4) -> str:
    """An upper bound in its shortest form, rounded down: what is shown may be reached without passing the bound."""
    scale: int = 10**max_places
    return UNKNOWN if value is None else plain(Fraction(floor(Fraction(value) * scale), scale), max_places)


def lower(value: Figure, max_places: int = 4) -> str:
    """What is needed at least in its shortest form, rounded up: what is shown is enough."""
    scale: int = 10**max_places
    return UNKNOWN if value is None else plain(Fraction(ceil(Fraction(value) * scale), scale), max_places)


def signed(text: str) -> str:
    """A shown number with a plus where it is more than zero."""
    return text if text == UNKNOWN or text.startswith("-") or not text.strip("0.%") else f"+{text}"


def points(value: Figure, *lines: Edge) -> str:
    """Percentage points: signed, one decimal, without the words 个百分点; behind (< 0) is never shown as even."""
    return signed(decimal(value, 1, *(lines or (at_least(0),))))


def percent(ratio: Figure, cap: Fraction | None = ONE) -> str:
    """A plain ratio (1 = 100 %) with one decimal and %; below `cap` it never shows as `cap`: 99.9% before 100.0%."""
    if ratio is None:
        return UNKNOWN
    lines = () if cap is None else (at_least(cap * 100),)
    return f"{decimal(ratio * 100, 1, *SIGN, *lines)}%"


def date_text(day: date | None) -> str:
    """A day as 2023年6月30日."""
    return UNKNOWN if day is None else f"{day.year}年{day.month}月{day.day}日"


def time_text(moment: datetime) -> str:
    """A time of day, exact, so that it can be typed again: 09:10:00; a minute's last moment is typed as the minute."""
    exact = f"{moment:%H:%M:%S.%f}"
    return exact[:5] if exact.endswith(":59.999999") else exact.rstrip("0").rstrip(".")


def day_in(day: date, year: int) -> str:
    """A day as 7月10日 where it is in the `year` that is spoken of, else with its own."""
    return f"{day.month}月{day.day}日" if day.year == year else date_text(day)


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


def _between(value: Fraction | int, places: int, lines: tuple[Edge, ...]) -> str:
    """`value` half up, or stepping back from a line that rounding would cross."""
    scale: int = 10**places
    scaled = value.numerator * scale
    below, rest = divmod(scaled, value.denominator)
    if not rest:  # shown as it is, so on its side of every line
        return _written(below, places)
    for steps in (_nearest(scaled, value.denominator), below, below + 1):
        if all(line.passed(Fraction(steps, scale)) == line.passed(value) for line in lines):
            return _written(steps, places)
    return _between(value, places + 1, lines)


def half_up(scaled: Fraction) -> int:
    """`scaled` as a whole number, halves away from zero."""
    return _nearest(scaled.numerator, scaled.denominator)


def _nearest(numerator: int, denominator: int) -> int:
    """The whole number nearest to a fraction, halves away from zero: thousands of figures are shown on one page."""
    steps = (2 * abs(numerator) + denominator) // (2 * denominator)
    return steps if numerator >= 0 else -steps


def _shortest(text: str) -> str:
    """A decimal without the zeros behind it."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _written(steps: int, places: int) -> str:
    """A whole number of steps of 10^-places as digits, with a point before the last `places` of them."""
    digits = str(abs(steps)).zfill(places + 1)
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if steps < 0 else "") + (f"{whole}.{part}" if part else whole)
