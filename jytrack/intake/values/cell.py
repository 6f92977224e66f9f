"""One cell's text becomes an exact quantity, or something to say about it (intake.md, Values).

Numbers are read by pattern and whole arithmetic, never by float(): it takes 1_000, nan, 1e5 and other scripts' digits.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from jytrack.domain.values.numerals import plain
from jytrack.domain.values.quantity import LARGEST, LARGEST_WORDS, SCALE, Quantity, exact
from jytrack.intake.values.problem import Code, Problem
from jytrack.intake.values.spelling import UNSEEN

MONEY = {"元": 1, "百元": 100, "千元": 1_000, "万元": 10_000, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}
"""The units of money that a header or a cell may state, in 元."""

TIMES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "亿": 10**8}
"""What may stand before a unit that counts, as in 万人."""

# Only widths are folded: full NFKC would turn 30² into 302.
_NARROW: dict[int, int | str | None] = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
    0x3000: " ",
    0xA0: " ",
    ord("−"): "-",
    **dict.fromkeys(map(ord, UNSEEN)),
}

_NOT_REPORTED = frozenset(
    ("", "-", "--", "—", "——", "–", "―", "/", "\\", "无", "暂无", "未统计", "暂未统计", "未报", "无数据")
)
_DITTO = frozenset(("同上", "同上月", "同上期", "同前", "同左", "同", "〃", "″", '"', "''", "ditto"))

_PLAIN = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,15})?")
_NUMBER = re.compile(
    r"([+-]?) *([0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?: [0-9]{3}){1,4})(?:\.([0-9]{1,15}))?([^0-9.,+-]*)"
)
_TAIL = re.compile(r"[百千]?[万亿]? ?(?:元|人次|人|户|个|家|场次|场|次|起|件|名|%)?")
_TEXT_MARK = re.compile(r"""['‘’`]([^'"=]+)|=\s*"([^"]*)\"""")

MERGED = "（合并单元格 "
"""What stands behind a figure that is merged over several cells, before their names."""
_REMEMBERED = 100_000


class Trouble(NamedTuple):
    """What there is to say about a cell, without its place: the message names the text as typed.

    `office` and `beyond` are those of a problem.
    """

    code: Code
    message: str
    suggestion: str = ""
    office: str = ""
    beyond: bool = False

    def at(self, row: int, column: str, also: Iterable[str] = (), value: str | None = None) -> Problem:
        """The problem that this is at a place of a sheet."""
        code, message, advice, office, beyond = self
        severity, cells = code.severity, tuple(also)
        return Problem(severity, code, message, row, column, value, advice, cells, office=office, beyond=beyond)


class Parsed(NamedTuple):
    """A cell as read; quantity None: not reported, or refused by the trouble."""

    quantity: Quantity | None
    trouble: Trouble | None = None


class Form(NamedTuple):
    """How the numbers of one metric in one column are to be read.

    `unit` is the metric's own; `said` are the units that the header states; `misplaced`, when set, says why the
    column takes no number of this metric at all.
    """

    unit: str
    whole: bool = True
    may_be_negative: bool = False
    said: frozenset[str] = frozenset()
    misplaced: Trouble | None = None


class Cells(dict[str, Parsed]):
    """Cells already read in one form, so that equal texts are read once; `plain` are those without any trouble.

    `whole`: only whole numbers are taken, as of what is counted.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.plain: dict[str, Quantity | None] = {}
        self.whole = form.whole
        self._form = form
        self._factors = _factors(form.unit, form.said)

    def __missing__(self, text: str) -> Parsed:
        """The cell `text`, read now and remembered while there is room."""
        parsed = _read(text, self._form, self._factors)
        if len(self) < _REMEMBERED:
            self[text] = parsed
            if parsed.trouble is None:
                self.plain[text] = parsed.quantity
        return parsed


def narrow(text: str) -> str:
    """`text` with full-width letters, digits and signs made narrow, without the spaces around it and what is unseen."""
    return text.translate(_NARROW).strip()


def is_amount(text: str) -> bool:
    """Whether `text` is a number as clerks write them, alone or with a measure unit behind it."""
    match = _NUMBER.fullmatch(narrow(unmarked(text)))
    return match is not None and _TAIL.fullmatch(match[4].strip()) is not None


def is_blank(text: str) -> bool:
    """Whether `text` says that nothing is reported; that is never 0."""
    return "".join(narrow(unmarked(text)).split()) in _NOT_REPORTED


def is_ditto(text: str) -> bool:
    """Whether `text` says that it is as in the cell above."""
    return "".join(narrow(text).split()).casefold() in _DITTO


def _factors(unit: str, said: Iterable[str]) -> dict[str, Fraction]:
    """What each word behind a number multiplies it by, in `unit`; "" is what a bare number is multiplied by.

    700万 in a column of 万元 has no factor: whether 万 or 万元 was meant must not be guessed.
    """
    if unit in MONEY:
        factors = {word: Fraction(yuan, MONEY[unit]) for word, yuan in MONEY.items()}
        stated = [word for word in said if word in MONEY]
        if len(stated) < 2:
            bare = stated[0] if stated else unit
            factors[""] = factors[bare]
            if bare == "元":
                factors["万"], factors["亿"] = factors["万元"], factors["亿元"]
        return factors
    if unit == "%":
        return {"": Fraction(1), unit: Fraction(1)}
    factors = {unit: Fraction(1), "万": Fraction(TIMES["万"])}
    factors |= {word + unit: Fraction(times) for word, times in TIMES.items()}
    own = {factors[word] for word in said if word in factors}
    if not own and not any(_times(word) for word in said):
        own = {Fraction(1)}
    if len(own) == 1:
        factors[""] = own.pop()
    return factors


def _times(unit: str) -> bool:
    """Whether `unit` counts by tens, thousands or more of something, as 万人 does."""
    return unit not in MONEY and any(unit.startswith(word) for word in TIMES)


def unmarked(text: str) -> str:
    """`text` without the marks by which a CSV says that a number is text: '5 and ="5"."""
    match = _TEXT_MARK.fullmatch(text.strip())
    return match[1] or match[2] if match else text


def _read(text: str, form: Form, factors: dict[str, Fraction]) -> Parsed:
    """The cell `text` in `form`: not reported, a quantity (perhaps with a `fixed` note), or a refusal."""
    clean = narrow(unmarked(text))
    word = "".join(clean.split())
    if word in _NOT_REPORTED:
        return Parsed(None)
    if form.misplaced is not None:
        return Parsed(None, form.misplaced)
    if is_ditto(word):
        return _refused(Code.DITTO, f"“{text}”不是数", "每一格都请写出数字")
    if word.startswith("="):
        advice = "请在 WPS 或 Excel 里打开，保存后再发，或直接写数字"
        return _refused(Code.FORMULA_ERROR, f"“{text}”是还没有算出数的公式", advice)
    if word.startswith("#"):
        return _refused(Code.FORMULA_ERROR, f"“{text}”是出错的公式", "请改正公式，或直接写数字")
    match = _NUMBER.fullmatch(clean)
    if match is None and MERGED in text:
        advice = "请取消合并，每一格各填各的数"
        return Parsed(None, Trouble(Code.NOT_A_NUMBER, f"“{text}”分不清是哪一格的数", advice, beyond=True))
    if match is None:
        return _refused(Code.NOT_A_NUMBER, f"“{text}”不是数字", "请只写阿拉伯数字；没有数就空着")
    factor = factors.get("".join(match[4].split()))
    if factor is None:
        return _refused(Code.NOT_A_NUMBER, f"“{text}”的单位说不准", f"这里按“{form.unit}”填，请换算后只写数字")
    return _judged(text, _value(match) * factor, form)


def _value(match: re.Match[str]) -> Fraction:
    """The number that `match` of _NUMBER stands for, its unit left out."""
    decimals = match[3] or ""
    digits = int(match[2].replace(",", "").replace(" ", "") + decimals)
    return Fraction(-digits if match[1] == "-" else digits, 10 ** len(decimals))


def _judged(text: str, value: Fraction, form: Form) -> Parsed:
    """`value` as a quantity, unless it is too large, too fine or negative for its form."""
    scaled = value * SCALE
    if abs(value) > LARGEST:
        return _refused(Code.NOT_A_NUMBER, f"“{text}”太大，最大{LARGEST_WORDS}", "请核对数字和单位")
    if form.whole and value.denominator != 1:
        return _refused(Code.FRACTION, f"“{text}”不是整数", f"“{form.unit}”只能是整数，请核对")
    if scaled.denominator != 1:
        return _refused(Code.FRACTION, f"“{text}”超过四位小数", "请保留四位以内小数")
    if scaled < 0 and not form.may_be_negative:
        return _refused(Code.NEGATIVE, f"“{text}”是负数", "这个指标不能为负，请核对")
    figure = Quantity(int(scaled))
    if _PLAIN.fullmatch(text) and value == Fraction(text):
        return Parsed(figure)
    return Parsed(figure, Trouble(Code.FIXED, f"“{text}”读作{plain(exact(figure))}{form.unit}"))


def _refused(code: Code, message: str, suggestion: str) -> Parsed:
    """A cell that is not taken, and why."""
    return Parsed(None, Trouble(code, message, suggestion))
