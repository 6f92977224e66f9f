"""What stands at the foot of pages: their numbers, upright and turned, and the rules of a letter."""

from jytrack.reports.formats.word import styles
from jytrack.reports.formats.word.sheets import Sheet
from jytrack.reports.formats.word.xml import DECLARATION, NAMESPACES, cell, exact, paragraph, rule, table, twips

_TURNED_FROM_EDGE = 23
_TURNED_AT = (150, 34)
"""Millimetres from the upper edge at which the number of an odd and of an even turned page begins: where it stands when
the sheets are upright, low outside on odd pages, high on even ones."""

_TURNED_SIZE = (7, 25)

NOTE_WIDTH = 170
"""Millimetres of a letter's red rules."""

_NOTE_FOOT = 20
"""Millimetres from the foot of the sheet to a letter's lower rule."""

_RULE_HIGH = 2.5


def part(content: str) -> str:
    """The part of the package that holds a foot."""
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{content}</w:ftr>"


def empty() -> str:
    """No number: of the last page's section."""
    return paragraph("", styles.PAGE)


def number(*, odd: bool) -> str:
    """An upright page's number between dashes, one character in: right on odd pages, left on even ones."""
    side = "right" if odd else "left"
    place = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    return paragraph(_number(), styles.PAGE, place)


def turned_number(*, odd: bool) -> str:
    """A turned page's number where it would stand upright: a table of one cell, and what must follow it."""
    top = twips(_TURNED_AT[0 if odd else 1])
    width, height = map(twips, _TURNED_SIZE)
    inside = cell(paragraph(_number(), styles.PAGE, '<w:jc w:val="center"/>'), width, '<w:textDirection w:val="tbRl"/>')
    held = f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{inside}</w:tr>'
    return table(held, [width], "", _anchored(twips(_TURNED_FROM_EDGE), top)) + paragraph("", styles.PAGE)


def note_rule(sheet: Sheet) -> str:
    """The lower rule of a letter's first page: red, thin above thick; no number."""
    width, height = twips(NOTE_WIDTH), twips(_RULE_HIGH)
    red = f"<w:tcBorders>{rule('bottom', 'thinThickSmallGap', 24, styles.RED)}</w:tcBorders>"
    held = cell(paragraph("", styles.SMALL, exact(20)), width, red)
    place = _anchored((sheet.width - width) // 2, sheet.height - twips(_NOTE_FOOT) - height)
    line = f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{held}</w:tr>'
    return table(line, [width], "", place) + paragraph("", styles.PAGE)


def _anchored(left: int, top: int) -> str:
    """At a place of the sheet, whatever stands around."""
    return (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{left}" w:tblpY="{top}"/>'
    )


def _number() -> str:
    """The runs of a page's number: — 1 —."""
    begin, separate, end = (f'<w:fldChar w:fldCharType="{word}"/>' for word in ("begin", "separate", "end"))
    dash, field = '<w:t xml:space="preserve">{}</w:t>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
    runs = dash.format("— "), begin, field, separate, "<w:t>1</w:t>", end, dash.format(" —")
    return "".join(f"<w:r>{held}</w:r>" for held in runs)
