"""Figures as they are spoken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.values.spoken import cardinal, spoken


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1022, "一千零二十二"),
        (10_000, "一万"),
        (10_001, "一万零一"),
        (10_100, "一万零一百"),
        (11_000, "一万一千"),
        (26_590, "二万六千五百九十"),
        (100_000, "十万"),
        (105_000, "十万五千"),
        (10_000_000, "一千万"),
        (100_000_001, "一亿零一"),
        (100_010_000, "一亿零一万"),
        (10**12, "一万亿"),
        (10**16, "一零零零零零零零零零零零零零零零零"),
    ],
)
def test_whole_numbers(number: int, words: str) -> None:
    assert cardinal(number) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("少 200 万元", "少二百万元"),
        ("差 2 项", "差两项"),
        ("2 个单位，12 个", "两个单位，十二个"),
        ("截至2月2日", "截至二月二日"),
        ("2.5 万元", "二点五万元"),
        ("89.50%", "百分之八十九点五零"),
        ("2%", "百分之二"),
        ("0.05 个百分点", "零点零五个百分点"),
        ("-11.1 个百分点", "负十一点一个百分点"),
        ("没有数", "没有数"),
    ],
)
def test_figures_in_a_text(written: str, words: str) -> None:
    assert spoken(written) == words


VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def heard(words: str) -> int:
    """The number that somebody understands who hears `words`."""
    total = group = digit = 0
    for character in words:
        if character in VALUES:
            digit = VALUES[character]
        elif character in UNITS:
            group += (digit or 1) * UNITS[character]
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8}[character]
            group = digit = 0
    return total + group + digit


@given(st.integers(0, 10**12 - 1))
def test_what_is_spoken_is_understood_as_it_was_written(number: int) -> None:
    words = cardinal(number)
    assert heard(words) == number
    assert "零零" not in words
    assert number == 0 or not words.endswith("零")
