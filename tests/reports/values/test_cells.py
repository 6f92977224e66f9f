"""Cells as text and as raw values, and bars that never say more than the figures."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.values.words import Colour
from jytrack.reports.values.cells import BAR_WIDTH, bar, clean, raw, text
from jytrack.reports.values.document import Bar, Cell, Lamp, Number, Percent, Points

RATIOS = st.fractions(min_value=Fraction(-1), max_value=3, max_denominator=10_000)


@pytest.mark.parametrize(
    ("cell", "shown", "bare"),
    [
        (None, "—", ""),
        ("香水镇", "香水镇", "香水镇"),
        (12, "12", "12"),
        (0, "0", "0"),
        (Number(None), "—", ""),
        (Number(Fraction(29000)), "29000", "29000"),
        (Number(Fraction(1, 3), 2), "0.33", "0.333333"),
        (Number(Fraction(3, 2), 4), "1.5", "1.5"),
        (Number(Fraction(-5)), "-5", "-5"),
        (Percent(Fraction(1, 2)), "50.0%", "50"),
        (Percent(Fraction(9999, 10000)), "99.9%", "99.99"),
        (Percent(None), "—", ""),
        (Points(Fraction(-100, 9)), "-11.1", "-11.111111"),
        (Points(None), "—", ""),
        (Lamp(Colour.RED), "红", "红"),
        (Lamp(Colour.RED, "严重落后"), "红 严重落后", "红 严重落后"),
        (Lamp(None), "—", ""),
        (Lamp(None, "已取消"), "— 已取消", ""),
        (Bar(None), "", ""),
        (Bar(Fraction(1, 2)), "█████─────", "50"),
    ],
)
def test_text_and_raw(cell: Cell, shown: str, bare: str) -> None:
    assert text(cell) == shown
    assert raw(cell) == bare


@pytest.mark.parametrize(
    ("value", "expected", "drawn"),
    [
        ("1", None, "██████████"),
        ("0.999", None, "█████████▌"),
        ("0", None, "──────────"),
        ("-0.2", None, "──────────"),
        ("1.7", None, "██████████"),
        ("0.5", "0.5", "█████│─────"),
        ("0.499", "0.5", "████▌│─────"),
        ("0.55", "7/12", "█████▌│────"),
        ("0.3", "0", "│███───────"),
        ("0.95", "1", "█████████▌│"),
        ("1.2", "0.5", "█████│█████"),
    ],
)
def test_bar(value: str, expected: str | None, drawn: str) -> None:
    assert bar(Bar(Fraction(value), Fraction(expected) if expected else None)) == drawn


@given(RATIOS)
def test_a_bar_is_full_only_at_the_goal(value: Fraction) -> None:
    assert (bar(Bar(value)) == "█" * BAR_WIDTH) == (value >= 1)


@given(RATIOS, st.fractions(min_value=0, max_value=1, max_denominator=100))
def test_a_bar_reaches_its_mark_only_when_the_value_does(value: Fraction, expected: Fraction) -> None:
    drawn = bar(Bar(value, expected))
    before, after = drawn.split("│")
    assert len(before + after) == BAR_WIDTH
    if before:
        assert (set(before) == {"█"}) == (value >= expected)


def test_what_would_steer_a_terminal_becomes_a_blank() -> None:
    assert clean("红\x1b[31m\x07\u202e\x9b灯\n下") == "红 [31m   灯\n下"
