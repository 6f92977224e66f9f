"""The check over a plan's readings: what is compared with what, and what stays quiet."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from jytrack.domain.figures.ranking import Peer
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import unit_figures
from jytrack.domain.plan.target import Target, UnitBounds
from jytrack.domain.sheets.checking import Figures, Suspicion, compared_in, contradictions, doubts, suspicion
from jytrack.domain.sheets.quality import Series
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import SCALE, quantity
from jytrack.domain.values.words import Flaw, Measure, Reporting
from tests.domain.builders import TOWNS, clock, metric, monthly, plan, reading, target

A, B = TOWNS
WHOLE = target(of=metric(code="urban-new-jobs", name="城镇新增就业"))
PART = target(of=metric(code="reemployment", name="再就业"))
POSTS = target(of=metric(code="posts", name="岗位"))
STOCK = target(of=metric(code="stock", name="期末数", reporting=Reporting.POINT))
RATE = target(of=metric(Measure.RATE, code="rate", name="比率"))
LEVEL = target(of=metric(Measure.LEVEL, code="level", name="水平"))


def figures(of: Target, readings: Sequence[Reading]) -> Figures:
    def picked(name: str) -> Series:
        known = {item.period.month: getattr(item, name) for item in readings if getattr(item, name) is not None}
        return Series(list(known), list(known.values()))

    points = picked("value")
    if of is RATE:
        known = {r.period.month: (r.numerator or 0, r.denominator or 0) for r in readings if r.denominator}
        points = Series(list(known), [Fraction(100 * SCALE * part, whole) for part, whole in known.values()])
    return Figures(A, picked("month"), picked("cumulative"), points)


def check(of: Target, readings: Sequence[Reading]) -> list[Suspicion]:
    return [suspicion(of, A, 2023, doubt) for doubt in doubts(of.metric, figures(of, readings))]


def against(
    stated: Mapping[Target, Sequence[Reading]],
    month: int,
    allocations: Mapping[str, Mapping[str, Fraction]] | None = None,
) -> list[Suspicion]:
    of = plan(targets=(WHOLE, PART, POSTS, STOCK, RATE, LEVEL))
    standings = {
        target.code: {
            unit.unit: Peer(unit.unit, unit.reported, None if unit.figure is None else quantity(unit.figure))
            for unit in unit_figures(target, stated.get(target, ()), clock(month))
        }
        for target in compared_in(of, allocations or {})
    }
    return list(contradictions(of, standings, Period(2023, month), allocations or {}))


def codes(found: Sequence[Suspicion]) -> list[tuple[Flaw, str, int]]:
    return [(item.flaw, item.unit, item.period.month) for item in found]


def test_every_finding_carries_its_evidence() -> None:
    (found,) = check(POSTS, monthly(10, 11, 25))
    assert (found.flaw, found.value, found.against) == (Flaw.LOOKS_CUMULATIVE, Fraction(25), Fraction(21))
    assert (found.target, found.period) == (POSTS, Period(2023, 3))
    (found,) = check(POSTS, monthly(10, 11, 12, 40, 12, 11))
    assert (found.flaw, found.value, found.against) == (Flaw.LOOKS_CUMULATIVE, Fraction(40), Fraction(33))
    (found,) = check(STOCK, [reading(m, value=v) for m, v in enumerate([100, 100, 101, 140], 1)])
    assert (found.flaw, found.value, found.against) == (Flaw.JUMP, Fraction(140), Fraction(301, 3))


def test_one_finding_a_reading_the_most_telling() -> None:
    assert codes(check(POSTS, monthly(100, 100, 100, 1_000_000))) == [(Flaw.UNIT_SLIP, A, 4)]


@pytest.mark.parametrize(
    ("of", "readings", "expected"),
    [
        (STOCK, [reading(m, value=v) for m, v in enumerate([100, 100, 100, 131], 1)], [Flaw.JUMP]),
        (STOCK, [reading(m, value=100) for m in range(1, 7)], []),  # a stock may stand still
        (LEVEL, [reading(m, value=v) for m, v in enumerate(["5.2", "5.4", "5.3", "6.9"], 1)], [Flaw.JUMP]),
        (LEVEL, [reading(m, value=v) for m, v in enumerate(["5.2", "5.4", "5.3", "6.8"], 1)], []),
        (RATE, [reading(m, numerator=10 * m, denominator=100) for m in range(1, 7)], []),  # a rate may climb
        (
            RATE,
            [reading(m, numerator=n, denominator=100) for m, n in enumerate([90, 91, 92, 90, 91, 20], 1)],
            [Flaw.OUTLIER],
        ),
        (RATE, [reading(m, numerator=0, denominator=0) for m in range(1, 7)], []),
        (POSTS, monthly(25, 25, 25, 25), [Flaw.NEVER_CHANGED]),
        (POSTS, [reading(m, cumulative=v) for m, v in enumerate([40, 60, 29], 1)], [Flaw.LOOKS_MONTHLY]),
        (POSTS, monthly(90, 100, 110, 95, 105, 0), []),  # less than usual shows in the light
        (POSTS, monthly(90, 100, 110, 95, 105, 34), []),
        (POSTS, monthly(90, 100, 110, 95, 105, 10), [Flaw.OUTLIER]),  # a digit is lost
        (POSTS, monthly(90, 100, 110, 95, 105, -98), [Flaw.OUTLIER]),  # a sign is there that should not be
        (POSTS, monthly(-90, -100, -110, -95, -105, 98), [Flaw.OUTLIER]),  # a sign is lost
        (POSTS, monthly(9, 10, 11, 9, 10, 1), []),  # small numbers
        (POSTS, monthly(50, 53, 58, 55, 51, 12, 51, 59, 55, 52, 58, 91), [Flaw.OUTLIER, Flaw.OUTLIER]),
    ],
)
def test_each_kind_is_asked_what_fits_it(of: Target, readings: list[Reading], expected: list[Flaw]) -> None:
    assert [item.flaw for item in check(of, readings)] == expected


def test_a_part_may_equal_but_not_exceed_its_whole() -> None:
    whole = monthly(5, 5, 5)
    assert against({WHOLE: whole, PART: monthly(5, 5, 5)}, 3) == []
    (found,) = against({WHOLE: whole, PART: monthly(5, 5, 6)}, 3)
    assert (found.flaw, found.value, found.against, found.whole) == (Flaw.SUBSET, Fraction(16), Fraction(15), WHOLE)


def test_a_whole_that_is_not_reported_in_full_accuses_nobody() -> None:
    assert against({WHOLE: monthly(5, 5), PART: monthly(5, 5, 6)}, 3) == []


def test_more_than_three_times_the_allocation() -> None:
    stated = {POSTS: monthly(3, 3, 3)}
    assert against(stated, 3, {"posts": {A: Fraction(3), B: Fraction(3)}}) == []
    assert codes(against(stated, 3, {"posts": {A: Fraction(29, 10)}})) == [(Flaw.OVER_ALLOCATION, A, 3)]
    assert against(stated, 3, {"posts": {A: Fraction(0)}}) == []


def test_bounds_of_the_office_take_the_place_of_the_outlier() -> None:
    found = figures(STOCK, [reading(m, value=v) for m, v in enumerate([100, 104, 98, 300, 101, 103, 250], 1)])
    without, within = (doubts(STOCK.metric, found, None, own) for own in (None, UnitBounds(A, Fraction(90))))
    assert [(doubt.flaw, doubt.month) for doubt in without] == [(Flaw.OUTLIER, 4), (Flaw.OUTLIER, 7)]
    assert [(doubt.flaw, doubt.month) for doubt in within] == [(Flaw.JUMP, 4)]
    own = doubts(STOCK.metric, found, None, UnitBounds(A, Fraction(90), Fraction(260)))
    assert [(doubt.flaw, doubt.month, doubt.against / SCALE) for doubt in own if doubt.month == 4] == [
        (Flaw.OUT_OF_BOUNDS, 4, 260)
    ]
