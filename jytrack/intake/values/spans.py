"""Spans of months that a text speaks of together, and months as they are written out in words (intake.md)."""

import re
from typing import NamedTuple

from jytrack.domain.values.words import Word


class Reach(Word):
    """How a text says that figures run over several months."""

    RANGE = "range", "1—3月"
    QUARTER = "quarter", "一季度、上半年"
    AS_OF = "as-of", "截至3月底"
    TO_DATE = "to-date", "累计"
    LISTED = "listed", "1、2、3月"


class Span(NamedTuple):
    """Months taken together, in the `words` that say so; a month or the year is None where the text names none."""

    words: str
    reach: Reach
    first: int | None = None
    last: int | None = None
    year: int | None = None

    @property
    def from_january(self) -> bool:
        """Whether figures over it are running totals of the year, to its last month where it names one."""
        return self.first == 1 and self.reach is not Reach.LISTED


_DIGITS = {word: digit for digit, word in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_YEAR_IN_WORDS = re.compile(r"二[〇零○][一二三四五六七八九〇零○]{2}(?=年)")
_ORDINAL = r"(?:十[一二]?|[一二三四五六七八九])"
_BETWEEN = r"[-—–―‐~至到]+"
_AND = r"[、,和及]"
_MONTHS_IN_WORDS = re.compile(rf"(?<![一-龥])?{_ORDINAL}(?:月?份?(?:{_BETWEEN}|{_AND}){_ORDINAL})*(?=个?月)")
_IN_WORDS = re.compile(_ORDINAL)

_YEAR = r"(?:(20[0-9]{2})年)?"
_MONTH = r"(0?[1-9]|1[0-2])"
_START = r"(?<![0-9.])"
_DAY = r"(?:[0-9]{1,2}日)?"
_RANGE = re.compile(rf"{_START}{_YEAR}{_MONTH}(?:月份?{_DAY})?{_BETWEEN}(?:20[0-9]{{2}}年)?{_MONTH}月份?{_DAY}")
_LISTED = re.compile(rf"{_START}{_MONTH}月?份?(?:{_AND}{_MONTH}月?份?)*{_AND}{_MONTH}月份?")
_AS_OF = re.compile(
    rf"截[至止]到?{_YEAR}{_MONTH}月(?:份|底|末|[0-9]{{1,2}}日)?止?|{_START}{_YEAR}{_MONTH}月(?:底|末|[0-9]{{1,2}}日)为?止"
    rf"|[到至]{_YEAR}{_MONTH}月[底末]"
)
_QUARTER = re.compile(
    rf"{_YEAR}度?(?:第?([1-4])季度?|(上|下)半年|(?:前|1{_BETWEEN})([2-4])(?:个)?季度|前([1-9]|1[0-2])个?月)"
)
_QUARTER_IN_WORDS = re.compile(r"[一二三四](?=(?:个)?季度|季)")
_TO_DATE = re.compile(r"年初至今|今年以来|年初以来|本年以来|开年以来|自年初|截[至止](?:目前|当前|今)|累计")
_FIRST_AND_LAST = {"1": (1, 3), "2": (4, 6), "3": (7, 9), "4": (10, 12), "上": (1, 6), "下": (7, 12)}


def in_digits(text: str) -> str:
    """`text` (in the form of `spelling`) with years and months written in words put into digits: 三月份 → 3月份."""
    text = _YEAR_IN_WORDS.sub(lambda match: "".join(str(_DIGITS[each]) for each in match[0]), text)
    text = _QUARTER_IN_WORDS.sub(lambda match: str(_DIGITS[match[0]]), text)
    return _MONTHS_IN_WORDS.sub(lambda match: _IN_WORDS.sub(lambda word: str(_ordinal(word[0])), match[0]), text)


def find_spans(text: str) -> list[Span]:
    """The spans that `text` (in the form of `in_digits`) states, in its order, and each in the widest words."""
    found: list[tuple[int, Span]] = []
    for pattern, read in ((_AS_OF, _as_of), (_RANGE, _range), (_LISTED, _listed), (_QUARTER, _quarter)):
        for match in pattern.finditer(text):
            found.append((match.start(), read(match)))
            text = f"{text[: match.start()]}{'#' * len(match[0])}{text[match.end() :]}"
    found += ((match.start(), Span(match[0], Reach.TO_DATE, 1)) for match in _TO_DATE.finditer(text))
    return [span for _, span in sorted(found, key=lambda each: each[0])]


def whole_span(text: str) -> Span | None:
    """The span that all of `text` (in the form of `in_digits`) is, None where it is none or more than one."""
    for pattern, read in ((_AS_OF, _as_of), (_RANGE, _range), (_QUARTER, _quarter)):
        if match := pattern.fullmatch(text):
            return read(match)
    return None


def without_spans(text: str) -> str:
    """`text` (in the form of `in_digits`) without the months that it takes together."""
    for pattern in (_AS_OF, _RANGE, _LISTED, _QUARTER):
        text = pattern.sub("#", text)
    return text


def _ordinal(words: str) -> int:
    """One to twelve."""
    return 10 + (_DIGITS[words[1]] if words[1:] else 0) if words[0] == "十" else _DIGITS[words]


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _as_of(match: re.Match[str]) -> Span:
    year, month = (next((each for each in match.groups()[at::2] if each), None) for at in (0, 1))
    return Span(match[0], Reach.AS_OF, 1, int(month or 0), _year(year))


def _range(match: re.Match[str]) -> Span:
    return Span(match[0], Reach.RANGE, int(match[2]), int(match[3]), _year(match[1]))


def _listed(match: re.Match[str]) -> Span:
    return Span(match[0], Reach.LISTED, int(match[1]), int(match[3]))


def _quarter(match: re.Match[str]) -> Span:
    year, one, half, quarters, months = match.groups()
    if one or half:
        first, last = _FIRST_AND_LAST[one or half]
    else:
        first, last = 1, int(quarters) * 3 if quarters else int(months)
    return Span(match[0], Reach.QUARTER, first, last, _year(year))
