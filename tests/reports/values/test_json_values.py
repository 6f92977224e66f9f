"""Numbers in JSON: rounded half up to six decimals, whole ones as integers, unknown as null."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.values.quantity import Quantity
from jytrack.reports.values.json_values import number, percentage, quantity


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (Fraction(0), 0),
        (Fraction(300), 300),
        (Fraction(-19), -19),
        (Fraction(11, 2), Decimal("5.5")),
        (Fraction(1, 3), Decimal("0.333333")),
        (Fraction(2, 3), Decimal("0.666667")),
        (Fraction(-2, 3), Decimal("-0.666667")),
        (Fraction("0.0000005"), Decimal("0.000001")),
        (Fraction("0.0000004"), 0),
        (Fraction(10**15) + Fraction(1, 2), Decimal("1000000000000000.5")),
    ],
)
def test_number(value: Fraction | None, expected: Decimal | int | None) -> None:
    found = number(value)
    assert found == expected
    assert type(found) is type(expected)


def test_percentage_and_quantity() -> None:
    assert percentage(Fraction(6, 11)) == Decimal("54.545455")
    assert percentage(None) is None
    assert quantity(Quantity(1_165_000)) == 116.5
    assert quantity(None) is None


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_a_number_is_whole_exactly_when_it_is_an_integer(value: Fraction) -> None:
    found = number(value)
    assert found is not None
    assert abs(Fraction(found) - value) <= Fraction(1, 10**6) + abs(value) / 10**14
    if value.denominator == 1:
        assert isinstance(found, int)
