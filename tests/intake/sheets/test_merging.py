import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.figures.reading import Entry, Reading
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.intake.sheets.merging import Outcome, merge
from jytrack.intake.sheets.sheet import Field

MARCH = Period(2023, 3)
Five = tuple[Quantity | None, Quantity | None, Quantity | None, Quantity | None, Quantity | None]


def five(**figures: int) -> Five:
    month, cumulative, value, numerator, denominator = (figures.get(field) for field in Field)
    return tuple(None if f is None else Quantity(f) for f in (month, cumulative, value, numerator, denominator))  # type: ignore[return-value]


def entry(figures: Five) -> Entry:
    return Entry(2, "香水镇", "new-posts", MARCH, *figures)


def reading(figures: Five) -> Reading:
    return Reading("香水镇", MARCH, *figures)


@pytest.mark.parametrize(
    ("stated", "recorded", "outcome", "result", "differs"),
    [
        (five(month=5), five(month=5), Outcome.UNCHANGED, five(month=5), ()),
        (five(month=5), five(month=5, cumulative=9), Outcome.UNCHANGED, five(month=5, cumulative=9), ()),
        (five(cumulative=9), five(month=5), Outcome.COMPLETED, five(month=5, cumulative=9), ()),
        (five(month=5, cumulative=9), five(month=5), Outcome.COMPLETED, five(month=5, cumulative=9), ()),
        (five(month=6), five(month=5), Outcome.CONFLICT, five(month=6), (Field.MONTH,)),
        (five(month=0), five(month=5), Outcome.CONFLICT, five(month=0), (Field.MONTH,)),
        (five(month=0), five(cumulative=5), Outcome.COMPLETED, five(month=0, cumulative=5), ()),
        (five(month=6, cumulative=9), five(month=5), Outcome.CONFLICT, five(month=6, cumulative=9), (Field.MONTH,)),
        (five(month=6), five(month=5, cumulative=9), Outcome.CONFLICT, five(month=6, cumulative=9), (Field.MONTH,)),
        (
            five(numerator=8, denominator=9),
            five(numerator=7, denominator=8),
            Outcome.CONFLICT,
            five(numerator=8, denominator=9),
            (Field.NUMERATOR, Field.DENOMINATOR),
        ),
    ],
)
def test_an_entry_against_the_reading_on_record(
    stated: Five, recorded: Five, outcome: Outcome, result: Five, differs: tuple[Field, ...]
) -> None:
    assert merge(entry(stated), reading(recorded)) == (outcome, reading(result), differs)


def test_with_nothing_on_record_the_entry_is_new() -> None:
    assert merge(entry(five(month=5)), None) == (Outcome.NEW, reading(five(month=5)), ())


figure = st.one_of(st.none(), st.integers(0, 3).map(Quantity))
figures = st.tuples(figure, figure, figure, figure, figure)


@given(first=figures, second=figures)
def test_a_merge_taken_is_unchanged_afterwards(first: Five, second: Five) -> None:
    merged = merge(entry(second), reading(first)).reading
    assert merge(entry(second), merged).outcome is Outcome.UNCHANGED


@given(first=figures, second=figures)
def test_the_order_of_two_sheets_that_agree_makes_no_difference(first: Five, second: Five) -> None:
    one, other = merge(entry(second), reading(first)), merge(entry(first), reading(second))
    assert (one.outcome is Outcome.CONFLICT) is (other.outcome is Outcome.CONFLICT)
    if one.outcome is not Outcome.CONFLICT:
        assert one.reading == other.reading
