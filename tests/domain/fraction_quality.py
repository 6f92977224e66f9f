"""The detectors of `domain.quality` once more, plainly in fractions: the fast ones must say what these say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from jytrack.domain.values.words import Flaw

Series = Mapping[int, Fraction]
"""Values by month, 1 to 12; a month that was not reported is not there."""

SMALL = Fraction(20)
"""Counts and amounts, and distances between them, below this are never doubted; for rates and levels there is no
such size."""

FIRST_SUM = 3
"""From this month on a month's value may be compared with the sum of all before it."""

SLIP = 10_000
SLIP_WITHIN = 5
"""A slip of ten thousand is looked for within this factor; the median needs `SLIP_POINTS` values."""
SLIP_POINTS = 4

OUTLIER_POINTS = 6
OUTLIER_SCORE = Fraction(7, 2)
SCORE_SCALE = Fraction(6745, 10_000)
"""The modified z-score is 0.6745·|x − median| / MAD."""

JUMP = Fraction(13, 10)
JUMP_POINTS = 3
"""A jump is measured against the mean of at least so many months."""

UNCHANGED_MONTHS = 4
UNCHANGED_LEAST = Fraction(5)

RISING_MONTHS = 5
RISING_TIMES = 3
"""Even months typed as a running total stand at five times the first after five; three leaves room for uneven ones."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubted value beside what it was compared with; `degree` is a z-score or a number of months."""

    flaw: Flaw
    month: int
    value: Fraction
    against: Fraction
    degree: Fraction | None = None


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, of an even number the mean of the two in the middle; `values` is not empty."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def looks_cumulative(months: Series) -> Iterator[Doubt]:
    """Months' values that are no less than the sum of all months before; every one of these must be known."""
    for month, value in sorted(months.items()):
        before = [months[earlier] for earlier in range(1, month) if earlier in months]
        if month < FIRST_SUM or len(before) < month - 1:
            continue
        total = sum(before, Fraction(0))
        if value >= max(total, SMALL) and total > 0:
            yield Doubt(Flaw.LOOKS_CUMULATIVE, month, value, total)


def always_rising(months: Series) -> Iterator[Doubt]:
    """Running totals typed month after month: they never fall from January on and have grown to a multiple."""
    last = len(months)
    if last < RISING_MONTHS or sorted(months) != list(range(1, last + 1)):
        return
    values = [months[month] for month in range(1, last + 1)]
    falls = any(later < earlier for earlier, later in pairwise(values))
    if not falls and values[0] > 0 and values[-1] >= max(RISING_TIMES * values[0], SMALL):
        yield Doubt(Flaw.ALWAYS_RISING, last, values[-1], values[0])


def looks_monthly(cumulatives: Series) -> Iterator[Doubt]:
    """Cumulative values below half of an earlier one."""
    highest = Fraction(0)
    for month, value in sorted(cumulatives.items()):
        if highest >= SMALL and 2 * value < highest:
            yield Doubt(Flaw.LOOKS_MONTHLY, month, value, highest)
        highest = max(highest, value)


def unit_slip(values: Series) -> Iterator[Doubt]:
    """Values about ten thousand times the unit's own median, or about a ten-thousandth of it."""
    if len(values) < SLIP_POINTS:
        return
    middle = median(list(values.values()))
    for month, value in sorted(values.items()):
        if value > 0 and middle > 0:
            times = max(value / middle, middle / value)
            if Fraction(SLIP, SLIP_WITHIN) <= times <= SLIP * SLIP_WITHIN:
                yield Doubt(Flaw.UNIT_SLIP, month, value, middle)


def outlier(values: Series, least: Fraction = SMALL, *, adding: bool = False) -> Iterator[Doubt]:
    """Values with a modified z-score above 3.5 that lie at least `least` from the median; none where MAD is 0.

    `adding`: of what adds up over the year, what lies below only where it is not 0 and a third of the median or less.
    """
    if len(values) < OUTLIER_POINTS:
        return
    middle = median(list(values.values()))
    spread = median([abs(value - middle) for value in values.values()])
    if not spread:
        return
    for month, value in sorted(values.items()):
        distance = abs(value - middle)
        if adding and value < middle and (value == 0 or 3 * value > middle):
            continue
        score = SCORE_SCALE * distance / spread
        if score > OUTLIER_SCORE and distance >= least:
            yield Doubt(Flaw.OUTLIER, month, value, middle, score)


def jump(values: Series, noted: Collection[int] = (), least: Fraction = SMALL) -> Iterator[Doubt]:
    """Values more than 30 % and at least `least` over the mean so far, in months without a note.

    A value that the unit has reached before is no jump, so that a slow January does not accuse the months after it.
    """
    earlier: list[Fraction] = []
    for month, value in sorted(values.items()):
        if len(earlier) >= JUMP_POINTS and month not in noted:
            mean = sum(earlier, Fraction(0)) / len(earlier)
            if mean > 0 and value > max(JUMP * mean, *earlier) and value - mean >= least:
                yield Doubt(Flaw.JUMP, month, value, mean)
        earlier.append(value)


def never_changed(values: Series) -> Iterator[Doubt]:
    """The same value in all months reported, four or more, and not a small one."""
    found = set(values.values())
    if len(values) >= UNCHANGED_MONTHS and len(found) == 1:
        value = found.pop()
        if value >= UNCHANGED_LEAST:
            yield Doubt(Flaw.NEVER_CHANGED, max(values), value, value, Fraction(len(values)))
