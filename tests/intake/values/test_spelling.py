"""Spellings that must be one, and spellings that must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.intake.values.spelling import spelling


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("各乡（镇）", "各乡(镇)"),
        ("香水镇", " 香 水\u3000镇\n"),
        ("香水镇", "香水\u00a0镇"),
        ("Urban-New-Jobs", "ｕｒｂａｎ－new－jobs"),
        ("１２月", "12月"),
    ],
)
def test_one_spelling(written: str, also: str) -> None:
    assert spelling(written) == spelling(also)


@pytest.mark.parametrize(
    ("one", "other"), [("香水镇", "香水乡"), ("人次", "人"), ("本月数", "本年累计"), ("1月", "11月")]
)
def test_two_spellings(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@given(st.text(st.sampled_from("人社局香水镇（）()ABcd12 \t\u3000")), st.integers(0, 20))
def test_white_space_never_counts(text: str, at: int) -> None:
    assert spelling(text[:at] + "\u3000 \n" + text[at:]) == spelling(text)
    assert spelling(spelling(text)) == spelling(text)


def test_what_nobody_sees_makes_no_difference() -> None:
    assert spelling("\u200b香水\u2060镇\ufeff") == "香水镇"
