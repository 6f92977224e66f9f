"""What a number format shows that is not in the number: a percentage, words around it, a number made smaller.

A cell says what it shows, so words behind a number are read with it, and a number shown smaller than it is says so.
"""

import re
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

_TOKEN = re.compile(
    r'"([^"]*)"|[\\!](.)|_.|\*.|\[\$([^\]\-]*)[^\]]*\]|\[([^\]]*)\]|(General|[0#?]+|[.,/]|[Ee][+-])|(.)', re.S
)
_CONDITION = re.compile(r"([<>]=?|=|<>)(-?[0-9.]+)")
_COMPARED = {"<": lt, ">": gt, "<=": le, ">=": ge, "=": eq, "<>": ne}
_DATES = re.compile(r"[ymdhsYMDHS]")
_HARMLESS = frozenset("¥￥ +-/()（）\u00a0\t")
_TIMES = {4: "万", 3: "千", 8: "亿", 6: "百万", 2: "百"}
_SHOWN = re.compile(r"([^0-9]*?)(-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([^0-9]*)")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SHRUNK = {3: "0,", 4: "0!.0,", 6: "0,,", 7: "0!.0,,", 8: "0!.00,,"}


class Shape(NamedTuple):
    """How a number is shown: words around it, and by how many digits it is made smaller; None: not at all."""

    before: str = ""
    behind: str = ""
    smaller: int | None = 0
    percentage: bool = False

    @property
    def plain(self) -> bool:
        """Whether the number alone is shown, as it is."""
        return self == Shape()


def is_telling(code: str) -> bool:
    """Whether the number format `code` may show more, or less, than the number."""
    if not code or code == "General" or _DATES.search(_unquoted(code)):
        return False
    return any(not _shape(section).plain for section in _sections(code)[:3])


def is_percentage(code: str) -> bool:
    """Whether the number format `code` shows a number as a percentage; what stands in quotes is mere text."""
    return "%" in _unquoted(code)


def as_shown(number: str, code: str) -> str:
    """What a cell says that holds `number` and shows it in the format `code`."""
    if not code or _PLAIN.fullmatch(number) is None:
        return number
    value = Decimal(number)
    shape = _shape(_section(code, value))
    if shape.smaller is None:
        return f"{number}（没有显示）" if value else number
    if shape.percentage:
        value, number = value * 100, f"{(value * 100).normalize():f}"
    behind = shape.behind
    if shape.smaller > 0:
        word = _TIMES.get(shape.smaller, "")
        if not word or not behind.startswith(word):
            return f"{number}（显示的数缩小了 {10**shape.smaller} 倍）"
        behind = behind.removeprefix(word)  # 20000 shown as 2万
    return f"{shape.before}{number}{behind}"


def code_of(shown: str, number: str) -> str:
    """A format that shows `number` as `shown`, as far as that is telling; "" where it is not."""
    match = _SHOWN.fullmatch(shown.strip().replace("!", ""))  # LibreOffice shows the mark of another program
    if not shown.strip():
        return ";;;" if number.strip("-0.") else ""
    if match is None or _PLAIN.fullmatch(number) is None:
        return ""
    digits = _shrunk(Decimal(match[2].replace(",", "")), Decimal(number))
    before, behind = (_telling(word) for word in match.group(1, 3))
    return f'"{before}"{_SHRUNK[digits] if digits else "0"}"{behind}"' if before or behind or digits else ""


def _shrunk(shown: Decimal, value: Decimal) -> int:
    """By how many digits `shown` is smaller than `value`; 0 where it is `value`, rounded, or something else."""
    exponent = shown.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    if not value or abs(shown - value) <= step:
        return 0
    return next((digits for digits in _SHRUNK if abs(shown - value.scaleb(-digits)) <= step / 2), 0)


def _section(code: str, value: Decimal) -> str:
    """The part of `code` that shows `value`."""
    sections = _sections(code)
    for section in sections:
        if condition := _CONDITION.search("".join(re.findall(r"\[([^\]]*)\]", section))):
            if _COMPARED[condition[1]](value, Decimal(condition[2])):
                return section
        elif "[" in code and _CONDITION.search(code):
            return section
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _sections(code: str) -> list[str]:
    """The parts of `code` between semicolons that are not quoted."""
    general = code.replace("G/通用格式", "General")
    return re.sub(r'("[^"]*"|\\.)|;', lambda match: match[1] or "\0", general).split("\0")


def _shape(section: str) -> Shape:
    """What one part of a format shows."""
    if not section.strip():
        return Shape(smaller=None)
    before, behind, commas, inside, number, percentage = "", "", 0, 0, False, False
    for quoted, escaped, currency, bracket, digits, other in _TOKEN.findall(section):
        if digits in (".", ","):
            commas = commas + 1 if digits == "," and number else commas
        elif digits or other == "@":
            inside = inside + len(digits) if number and behind.strip(" /") else inside
            commas, number = 0 if set(digits) <= set("0#?") else commas, True
        elif bracket:
            continue
        elif other == "%":
            percentage = True
            behind += other
        elif number:
            behind += quoted or escaped or currency or other
        else:
            before += quoted or escaped or currency or other
    if inside:  # 0!.0, shows a point of its own
        behind = behind.lstrip(".")
    smaller = 3 * commas + inside if number else None
    return Shape(_telling(before), _telling(behind), smaller, percentage)


def _telling(words: str) -> str:
    """`words` unless they say nothing of the number."""
    return "" if _HARMLESS.issuperset(words) else words.strip()


def _unquoted(code: str) -> str:
    """`code` without what is mere text in it."""
    return re.sub(r'"[^"]*"|\\.|!.|\[[^\]]*\]|_.|\*.|General', "", code)
