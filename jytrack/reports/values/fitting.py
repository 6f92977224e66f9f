"""Fitting lists into a message of limited size, each section getting its fair part."""

from collections.abc import Sequence

from jytrack.domain.values.texts import one_line
from jytrack.domain.values.valueclass import valueclass

TITLE, ITEM = 120, 60
"""How many characters of the title and of an item are kept."""

NOTHING = "无"


@valueclass
class Section:
    """A heading and its items, `counted` in their unit; `summary` stands beside the heading instead of their number."""

    heading: str
    items: Sequence[str]
    summary: str = ""
    counted: str = "项"


def fitted(title: str, sections: Sequence[Section], limit: int) -> str:
    """The sections under `title` in at most `limit` bytes of UTF-8.

    Items are taken in turn, one from each section, as long as they fit; a list that is cut ends in “共n项”, in its
    own unit. The headings and the title must fit by themselves.
    """
    shown = [0] * len(sections)
    size = _size(_text(title, sections, shown))
    grown = True
    while grown:
        grown = False
        for place, section in enumerate(sections):
            if shown[place] == len(section.items):
                continue
            growth = _size(_section(section, shown[place] + 1)) - _size(_section(section, shown[place]))
            if size + growth <= limit:
                shown[place] += 1
                size += growth
                grown = True
    return _text(title, sections, shown)


def _text(title: str, sections: Sequence[Section], shown: Sequence[int]) -> str:
    parts = [_section(section, count) for section, count in zip(sections, shown, strict=True)]
    return "\n".join([clipped(title, TITLE), *parts]) + "\n"


def _section(section: Section, shown: int) -> str:
    """One section with its first `shown` items."""
    total = len(section.items)
    beside = section.summary or (f"{total}{section.counted}" if total else NOTHING)
    lines = [f"【{section.heading}】{beside}", *(clipped(one_line(item), ITEM) for item in section.items[:shown])]
    if shown < total:
        lines.append(f"…共{total}{section.counted}")
    return "\n".join(lines)


def clipped(text: str, length: int) -> str:
    """`text` in at most `length` characters, the last of them … where it was cut."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _size(text: str) -> int:
    return len(text.encode())
