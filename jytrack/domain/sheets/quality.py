"""What in one unit's figures of one metric deserves a second look: exact, and quiet about small numbers.

The rules are those of intake.md, Codes, warnings. Where that page leaves a size open, it is a constant here: a
township that finds work for three people more than usual must not be asked about it every month.

All is counted in ten-thousandths and compared by multiplying crosswise, never dividing: a large import asks this of
a hundred thousand series.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from jytrack.domain.plan.target import UnitBounds
from jytrack.domain.sheets.proportion import Bounds
from jytrack.domain.values.quantity import SCALE, quantity
from jytrack.domain.values.words import Flaw

Amount = int | Fraction
"""A quantity, or of a rate the ten-thousandths of its per cent."""

SMALL = 20 * SCALE
"""Counts and amounts, and distances between them, below this are never doubted; for rates and levels there is no
such size."""

FIRST_SUM = 3
"""From this month on a month's value may be compared with the sum of all before it."""

SLIP = 10_000
SLIP_WITHIN = 5
"""A slip of ten thousand is looked for within this factor; the median needs `SLIP_POINTS` values."""
SLIP_POINTS = 4

LOST_DIGIT = 3
"""A month's value below the median is doubted where the median is at least so many times of it."""

OUTLIER_POINTS = 6
OUTLIER_SCORE = Fraction(7, 2)
SCORE_SCALE = Fraction(6745, 10_000)
"""The modified z-score is 0.6745·|x − median| / MAD."""
_OUTLYING = OUTLIER_SCORE / SCORE_SCALE

JUMP = Fraction(13, 10)
JUMP_POINTS = 3
"""A jump is measured against the mean of at least so many months."""

UNCHANGED_MONTHS = 4
UNCHANGED_LEAST = 5 * SCALE

RISING_MONTHS = 5
RISING_TIMES = 3
"""Even months typed as a running total stand at five times the first after five; three leaves room for uneven ones."""


class Series:
    """Values by month, 1 to 12, in ascending order; a month that was not reported is not there.

    `wide`: a value is at least twice another; without that there is no slip and no sum of months before.
    """

    __slots__ = ("high", "low", "months", "values", "wide")

    def __init__(self, months: Sequence[int] = (), values: Sequence[Amount] = ()) -> None:
        """The `values` of `months`, one each."""
        self.months = months
        self.values = values
        self.low: Amount = min(values, default=0)
        self.high: Amount = max(values, default=0)
        self.wide = self.high >= 2 * self.low and len(values) > 1

    def __len__(self) -> int:
        """How many months were reported."""
        return len(self.values)

    def __iter__(self) -> Iterator[tuple[int, Amount]]:
        """The months with their values."""
        return zip(self.months, self.values, strict=True)

    def spans(self, least: Amount) -> bool:
        """Whether two values lie `least` apart; without that none is an outlier, and none jumps."""
        return self.high - self.low >= least


class Doubt(NamedTuple):
    """One doubted value beside what it was compared with, which is `against` / `parts` (a mean, a median).

    `degree` is a z-score or a number of months.
    """

    flaw: Flaw
    month: int
    value: Amount
    against: Amount
    parts: int = 1
    degree: Fraction | None = None


def twice_the_median(values: Sequence[Amount]) -> Amount:
    """Twice the middle value, of an even number the sum of the two in the middle; `values` is not empty."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] + ordered[(len(ordered) - 1) // 2]


def out_of_proportion(bounds: Bounds, months: Series, cumulatives: Series, points: Series) -> Iterator[Doubt]:
    """Figures that the year's goal does not allow for (intake.md, Size)."""
    for series, most, least in (
        (months, bounds.month, None),
        (cumulatives, bounds.cumulative, None),
        (points, bounds.most, bounds.least),
    ):
        if (most is None or series.high <= most) and (least is None or series.low >= least):
            continue
        for month, value in series:
            if (most is not None and value > most) or (least is not None and value and value < least):
                yield Doubt(Flaw.OUT_OF_PROPORTION, month, value, bounds.goal)


def out_of_bounds(own: UnitBounds, months: Series, cumulatives: Series, points: Series) -> Iterator[Doubt]:
    """Months below or above what the office calls low and high for this unit."""
    low, high = (None if bound is None else quantity(bound) for bound in (own.low, own.high))
    for month, value in points or _brought(months, cumulatives):
        if low is not None and value < low:
            yield Doubt(Flaw.OUT_OF_BOUNDS, month, value, low)
        elif high is not None and value > high:
            yield Doubt(Flaw.OUT_OF_BOUNDS, month, value, high)


def _brought(months: Series, cumulatives: Series) -> Iterator[tuple[int, Amount]]:
    """What each month brought: as it was stated, else what the cumulative grew by since the month before.

    Where neither is known, nothing is; before January there was nothing.
    """
    stated, totals = dict(months), {0: 0, **dict(cumulatives)}
    for month in range(1, 13):
        if month in stated:
            yield month, stated[month]
        elif month in totals and month - 1 in totals:
            yield month, totals[month] - totals[month - 1]


def looks_cumulative(months: Series) -> Iterator[Doubt]:
    """Months' values that are no less than the sum of all months before; every one of these must be known."""
    total: Amount = 0
    for place, (month, value) in enumerate(months, 1):
        if month != place:
            return
        if value >= total > 0 and value >= SMALL and month >= FIRST_SUM:
            yield Doubt(Flaw.LOOKS_CUMULATIVE, month, value, total)
        total += value
        if total > months.high and months.low >= 0:
            return


def always_rising(months: Series) -> Iterator[Doubt]:
    """Running totals typed month after month: they never fall from January on and have grown to a multiple."""
    last = len(months)
    if last < RISING_MONTHS or months.months[-1] != last:
        return
    first, latest = months.values[0], months.values[-1]
    if not first > 0 or latest < RISING_TIMES * first or latest < SMALL:
        return
    if all(earlier <= later for earlier, later in pairwise(months.values)):
        yield Doubt(Flaw.ALWAYS_RISING, last, latest, first)


def looks_monthly(cumulatives: Series) -> Iterator[Doubt]:
    """Cumulative values below half of an earlier one."""
    highest: Amount = 0
    for month, value in cumulatives:
        if highest >= SMALL and 2 * value < highest:
            yield Doubt(Flaw.LOOKS_MONTHLY, month, value, highest)
        highest = max(highest, value)


def unit_slip(series: Series) -> Iterator[Doubt]:
    """Values about ten thousand times the unit's own median, or about a ten-thousandth of it."""
    if len(series) < SLIP_POINTS or series.high * SLIP_WITHIN < series.low * SLIP:
        return
    twice = twice_the_median(series.values)
    for month, value in series:
        if value > 0 and twice > 0:
            less, more = sorted((2 * value, twice))
            if SLIP * less <= SLIP_WITHIN * more and more <= SLIP * SLIP_WITHIN * less:
                yield Doubt(Flaw.UNIT_SLIP, month, value, twice, 2)


def outlier(series: Series, least: Amount = SMALL, *, adding: bool = False) -> Iterator[Doubt]:
    """Values with a modified z-score above 3.5 that lie at least `least` from the median; none where MAD is 0.

    `adding`: of what adds up over the year, where falling short shows in the light, what lies below the median only
    where it is so little that a digit or the sign may be lost; nothing done is no slip.
    """
    if len(series) < OUTLIER_POINTS:
        return
    twice = twice_the_median(series.values)
    farthest = 2 * series.high - twice
    if not adding or 2 * series.low * LOST_DIGIT <= twice:
        farthest = max(farthest, twice - 2 * series.low)
    if farthest < 2 * least:
        return
    apart = [2 * value - twice for value in series.values]
    spread = twice_the_median([each if each > 0 else -each for each in apart])  # four times the MAD
    if not spread or not _far(farthest, spread, least):
        return
    for month, value in series:
        distance = 2 * value - twice
        if distance < 0 and (not adding or (value and 2 * value * LOST_DIGIT <= twice)):
            distance = -distance
        if _far(distance, spread, least):
            score = SCORE_SCALE * 2 * distance / spread
            yield Doubt(Flaw.OUTLIER, month, value, twice, 2, score)


def _far(distance: Amount, spread: Amount, least: Amount) -> bool:
    """Whether a value is an outlier: twice its distance from the median, beside four times the MAD."""
    return distance >= 2 * least and 2 * distance * _OUTLYING.denominator > spread * _OUTLYING.numerator


def jump(series: Series, least: Amount = SMALL) -> Iterator[Doubt]:
    """Values more than 30 % and at least `least` over the mean so far; a note that explains one is the caller's to see.

    A value that the unit has reached before is no jump, so that a slow January does not accuse the months after it.
    """
    if series.high * JUMP.denominator <= series.low * JUMP.numerator:
        return
    total: Amount = 0
    highest: Amount = 0
    for count, (month, value) in enumerate(series):
        over = value > highest and count >= JUMP_POINTS and total > 0
        if over and value * count * JUMP.denominator > total * JUMP.numerator and (value - least) * count >= total:
            yield Doubt(Flaw.JUMP, month, value, total, count)
        total += value
        if value > highest:
            highest = value
            if highest == series.high:
                return


def never_changed(series: Series) -> Iterator[Doubt]:
    """The same value in all months reported, four or more, and not a small one."""
    if len(series) >= UNCHANGED_MONTHS and series.low == series.high >= UNCHANGED_LEAST:
        yield Doubt(Flaw.NEVER_CHANGED, series.months[-1], series.high, series.high, 1, Fraction(len(series)))
