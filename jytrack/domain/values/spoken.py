"""Figures in a Chinese text as they are spoken: 26590 → 二万六千五百九十, 89.5% → 百分之八十九点五."""

import re

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿", "万亿")
_MOST = 10 ** (4 * len(_MYRIADS))
_FIGURE = re.compile(r"([-+]?)([0-9]+)(?:\.([0-9]+))?(%?) ?([^\W0-9_]?)")
_COUNTED = frozenset("个项户场次人家件条天起元万亿份处名款期批类")
"""Words that 二 becomes 两 before; days and months (2月, 2日) are no counts."""


def spoken(text: str) -> str:
    """`text` with each number written out as it is read aloud; spaces between characters go."""
    return _FIGURE.sub(_read, text).replace(" ", "")


def cardinal(number: int) -> str:
    """A whole number from 0 on in words: 105 → 一百零五, 12 → 十二, 20000 → 二万; beyond 万亿 digit by digit."""
    if number == 0 or number >= _MOST:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    groups: list[str] = []
    place = 0
    while number:
        number, group = divmod(number, 10_000)
        if group:
            words = _thousands(group, leading=number == 0)
            groups.append(words + _MYRIADS[place])
        elif groups and not groups[-1].startswith(_DIGITS[0]):
            groups.append(_DIGITS[0])
        place += 1
    words = "".join(reversed(groups)).strip(_DIGITS[0])
    return words.removeprefix("一") if words.startswith("一十") else words


def _thousands(group: int, *, leading: bool) -> str:
    """One to 9 999; a zero stands in front where a greater group has come before and the thousands are none."""
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = bool(words) or not leading
    return words


def _read(match: re.Match[str]) -> str:
    """One figure with the character behind it."""
    sign, whole, part, percent, behind = match.groups()
    words = cardinal(int(whole))
    if words == "二" and part is None and not percent and behind in _COUNTED:
        words = "两"
    words += f"点{''.join(_DIGITS[int(digit)] for digit in part)}" if part else ""
    words = f"百分之{words}" if percent else words
    return {"-": "负", "+": "正", "": ""}[sign] + words + behind
