"""Numbers as people read them (domain.md §3: half up, and no display crosses a line)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.values.numerals import (
    UNKNOWN,
    Edge,
    at_least,
    date_text,
    decimal,
    literal,
    lower,
    more_than,
    percent,
    period_text,
    plain,
    points,
    signed,
    upper,
)
from jytrack.domain.values.period import Period

F = Fraction


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (None, 1, "—"),
        (0, 1, "0.0"),
        (0, 0, "0"),
        (F(1, 4), 1, "0.3"),
        (F(-1, 4), 1, "-0.3"),
        (F("116.65"), 1, "116.7"),
        (F("-11.15"), 1, "-11.2"),
        (F(41), 2, "41.00"),
        (F(5, 2), 0, "3"),
        (F("0.04"), 1, "0.1"),
        (F("-0.04"), 1, "-0.1"),
        (F("-0.0001"), 0, "-1"),
        (12345678, 1, "12345678.0"),
    ],
)
def test_decimals_are_half_up_and_never_a_false_zero(value: F | int | None, places: int, text: str) -> None:
    assert decimal(value, places) == text


@pytest.mark.parametrize(
    ("value", "edge", "text"),
    [
        (F("-10.04"), at_least(-10), "-10.1"),
        (F("-10"), at_least(-10), "-10.0"),
        (F("-9.96"), at_least(-10), "-10.0"),
        (F("-9.96"), more_than(-10), "-9.9"),
        (F("5.54"), at_least(F("5.5")), "5.5"),
        (F("5.54"), more_than(F("5.5")), "5.6"),
        (F("5.46"), at_least(F("5.5")), "5.4"),
        (F("5.46"), more_than(F("5.5")), "5.5"),
        (F("5.44"), at_least(F("5.5")), "5.4"),
        (F("0.0001"), at_least(0), "0.0"),
        (F("-0.0001"), at_least(0), "-0.1"),
        (F("-0.0001"), more_than(0), "0.0"),
    ],
)
def test_a_named_line_is_not_crossed(value: F, edge: Edge, text: str) -> None:
    assert decimal(value, 1, edge) == text


def test_more_decimals_where_lines_lie_close() -> None:
    assert decimal(F("-0.03"), 1, at_least(0), at_least(F("-0.05"))) == "-0.03"


@given(st.fractions(max_denominator=10**5), st.lists(st.tuples(st.decimals(-9, 9, places=4), st.booleans())))
def test_a_shown_number_is_on_its_side_of_every_line(value: F, drawn: list[tuple[Decimal, bool]]) -> None:
    edges = [Edge(F(at), included) for at, included in drawn]
    shown = F(decimal(value, 1, *edges))
    assert abs(shown - value) < F(1, 10)
    assert edges == [] or [edge.passed(shown) for edge in edges] == [edge.passed(value) for edge in edges]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(2, 10**12), "0"),
        (F(-4, 10**7), "0"),
        (F(5, 10**7), "0.000001"),
        (F("1123456789012.3456"), "1123456789012.3456"),
        (F(1400000000000, 11), "127272727272.727273"),
        (550, "550"),
    ],
)
def test_numbers_for_programs_are_half_up_and_nothing_else(value: F | int, text: str) -> None:
    assert literal(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "—"), (300, "300"), (F("2.5"), "2.5"), (F("5.5625"), "5.5625"), (F(1, 3), "0.3333"), (F("2.50004"), "2.5")],
)
def test_plain_is_the_shortest_form(value: F | int | None, text: str) -> None:
    assert plain(value) == text


def test_plain_stops_at_its_places() -> None:
    assert plain(F(275, 6), 1) == "45.8"
    assert plain(100, 0) == "100"


@pytest.mark.parametrize(
    ("text", "with_sign"), [("25", "+25"), ("-25", "-25"), ("0", "0"), ("0.0", "0.0"), ("0.0%", "0.0%"), ("—", "—")]
)
def test_signed_numbers(text: str, with_sign: str) -> None:
    assert signed(text) == with_sign


@pytest.mark.parametrize(
    ("value", "text"), [(F("4.5454"), "+4.5"), (F("-0.04"), "-0.1"), (0, "0.0"), (None, "—"), (F("-11.1111"), "-11.1")]
)
def test_points_are_signed(value: F | int | None, text: str) -> None:
    assert points(value) == text


@pytest.mark.parametrize(
    ("ratio", "cap", "text"),
    [
        (F(300, 550), F(1), "54.5%"),
        (F(9999, 10000), F(1), "99.9%"),
        (1, F(1), "100.0%"),
        (F(10004, 10000), F(1), "100.0%"),
        (F("1.018"), F(1), "101.8%"),
        (F(8999, 10000), F(9, 10), "89.9%"),
        (F(8999, 10000), F(1), "90.0%"),
        (F(9999, 10000), None, "100.0%"),
        (F(-1, 10000), F(1), "-0.1%"),
        (F(0), F(1), "0.0%"),
        (None, F(1), "—"),
    ],
)
def test_percentages_do_not_reach_their_cap_early(ratio: F | int | None, cap: F | None, text: str) -> None:
    assert percent(ratio, cap) == text


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_percent_never_shows_the_goal_before_it_is_reached(actual: int, goal: int) -> None:
    shown = Fraction(percent(F(actual, goal)).rstrip("%"))
    assert (shown >= 100) == (actual >= goal)


@given(st.fractions(max_denominator=10**6), st.integers(0, 4))
def test_a_shown_number_is_within_a_step_and_on_its_side_of_zero(value: F, places: int) -> None:
    shown = Fraction(decimal(value, places))
    assert abs(shown - value) < F(1, 10**places)
    assert (shown > 0, shown < 0) == (value > 0, value < 0)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (F("4.71666667"), 4, "4.7166"),
        (F("4.71666667"), 2, "4.71"),
        (F("5.5625"), 4, "5.5625"),
        (F("4.5"), 4, "4.5"),
        (F("-0.00001"), 4, "-0.0001"),
        (None, 4, UNKNOWN),
    ],
)
def test_an_upper_bound_is_never_rounded_up(value: F | None, places: int, shown: str) -> None:
    assert upper(value, places) == shown


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [(F(25, 2), 0, "13"), (F(12), 0, "12"), (F(1244, 100), 1, "12.5"), (F(6, 5), 1, "1.2"), (None, 0, UNKNOWN)],
)
def test_what_is_needed_is_never_rounded_down(value: F | None, places: int, shown: str) -> None:
    assert lower(value, places) == shown


def test_what_is_usual_need_not_be_said() -> None:
    assert percent(F(9999, 10000)) == "99.9%"
    assert decimal(F(5, 4)) == "1.3"


def test_days_and_periods() -> None:
    assert date_text(date(2023, 6, 5)) == "2023年6月5日"
    assert period_text(Period(2023, 6)) == "2023年6月"
    assert date_text(None) == period_text(None) == "—"
