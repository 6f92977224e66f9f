"""The check over a plan's readings: what is compared with what, and what stays quiet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from jytrack.domain.checking import Suspicion, suspicions
from jytrack.domain.plan import Target
from jytrack.domain.reading import Reading
from jytrack.domain.records import ReadingRecord, Source
from jytrack.domain.words import Flaw, Measure, Reporting
from tests.domain.builders import TOWNS, clock, metric, monthly, plan, reading, target

A, B = TOWNS
WHOLE = target(of=metric(code="urban-new-jobs", name="城镇新增就业"))
PART = target(of=metric(code="reemployment", name="再就业"))
POSTS = target(of=metric(code="posts", name="岗位"))
STOCK = target(of=metric(code="stock", name="期末数", reporting=Reporting.POINT))
RATE = target(of=metric(Measure.RATE, code="rate", name="比率"))
LEVEL = target(of=metric(Measure.LEVEL, code="level", name="水平"))


def records(of: Target, readings: Sequence[Reading], noted: Sequence[int] = ()) -> list[ReadingRecord]:
    return [
        ReadingRecord(
            of.metric,
            item,
            date(2023, 1, 25),
            datetime(2023, 1, 25, tzinfo=UTC),
            "测试员",
            source=Source("表.csv", "0" * 64, row=item.period.month),
            note="集中招聘" if item.period.month in noted else "",
        )
        for item in readings
    ]


def check(
    found: Sequence[ReadingRecord], month: int = 6, allocations: Mapping[str, Mapping[str, Fraction]] | None = None
) -> tuple[Suspicion, ...]:
    return suspicions(plan(targets=(WHOLE, PART, POSTS, STOCK, RATE, LEVEL)), found, clock(month), allocations or {})


def codes(found: Sequence[Suspicion]) -> list[tuple[Flaw, str, int]]:
    return [(item.flaw, item.unit, item.period.month) for item in found]


def test_every_finding_carries_its_evidence() -> None:
    (found,) = check(records(POSTS, monthly(10, 11, 25)))
    assert (found.flaw, found.value, found.against) == (Flaw.LOOKS_CUMULATIVE, 25, 21)
    assert found.target is POSTS
    assert found.source is not None
    assert found.source.row == 3


def test_one_finding_a_reading_the_most_telling() -> None:
    assert codes(check(records(POSTS, monthly(100, 100, 100, 1_000_000)))) == [(Flaw.UNIT_SLIP, A, 4)]


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
    ],
)
def test_each_kind_is_asked_what_fits_it(of: Target, readings: list[Reading], expected: list[Flaw]) -> None:
    assert [item.flaw for item in check(records(of, readings))] == expected


def test_a_note_explains_a_jump() -> None:
    readings = monthly(100, 100, 100, 150)
    assert codes(check(records(POSTS, readings))) == [(Flaw.JUMP, A, 4)]
    assert check(records(POSTS, readings, noted=[4])) == ()


def test_a_part_may_equal_but_not_exceed_its_whole() -> None:
    whole = records(WHOLE, monthly(5, 5, 5))
    assert check([*whole, *records(PART, monthly(5, 5, 5))], month=3) == ()
    (found,) = check([*whole, *records(PART, monthly(5, 5, 6))], month=3)
    assert (found.flaw, found.value, found.against, found.whole) == (Flaw.SUBSET, 16, 15, WHOLE)


def test_a_whole_that_is_not_reported_in_full_accuses_nobody() -> None:
    assert check([*records(WHOLE, monthly(5, 5)), *records(PART, monthly(5, 5, 6))], month=3) == ()


def test_more_than_three_times_the_allocation() -> None:
    found = records(POSTS, monthly(3, 3, 3))
    assert check(found, 3, {"posts": {A: Fraction(3), B: Fraction(3)}}) == ()
    assert codes(check(found, 3, {"posts": {A: Fraction(29, 10)}})) == [(Flaw.OVER_ALLOCATION, A, 3)]
    assert check(found, 3, {"posts": {A: Fraction(0)}}) == ()


def sheet(month: int, *values: int) -> list[ReadingRecord]:
    of = (WHOLE, POSTS, STOCK)
    return [
        record
        for item, value in zip(of, values, strict=False)
        for record in records(item, [reading(month, value=value) if item is STOCK else reading(month, own=value)])
    ]


@pytest.mark.parametrize(
    ("january", "february", "same"),
    [
        ((3, 4, 5), (3, 4, 5), True),
        ((3, 4, 5), (3, 4, 6), False),
        ((3, 4), (3, 4), False),  # two metrics may agree by chance
        ((3, 4, 0), (3, 4, 0), False),  # and zeros do not count
        ((3, 4), (3, 4, 5), False),  # one more metric than before
    ],
)
def test_the_same_sheet_twice(january: tuple[int, ...], february: tuple[int, ...], same: bool) -> None:
    found = check([*sheet(1, *january), *sheet(2, *february)], month=2)
    assert codes(found) == ([(Flaw.SAME_AS_LAST_MONTH, A, 2)] if same else [])
    if same:
        assert (found[0].degree, found[0].target) == (3, None)
        assert found[0].source is not None
        assert (found[0].source.file, found[0].source.row) == ("表.csv", None)


def test_only_the_plans_year_up_to_the_asked_month() -> None:
    slip = [replace(record) for record in records(POSTS, monthly(10, 11, 25))]
    assert check(slip, month=2) == ()
    assert check(records(POSTS, monthly(10, 11, 25, year=2022))) == ()
