"""The page of an official document (GB/T 9704—2012): its sections, styles and page numbers, as WordprocessingML.

22 lines of 28 characters on A4, measured in LibreOffice: type of 16 points set 0.25 points closer, lines of exactly
28.95 points. Styles are found by their Chinese names, because other programs rename their identifiers.
"""

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_MILLIMETRE = 56.6929
"""Twips."""

_LINE = 579
"""Twips of a line, so that 22 fill a page."""

_SONG, _FANG, _HEI, _KAI = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_TITLE_FONT = "方正小标宋简体"
_OTHER_NAMES = {_TITLE_FONT: "华文中宋", _FANG: "仿宋", _KAI: "楷体", _HEI: "SimHei", _SONG: "SimSun"}
"""What each font is called where it goes by another name, or what stands in for it."""


class Sheet(NamedTuple):
    """A section's sheet, in twips: its size, its margins, and how wide its text is."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @property
    def text_width(self) -> int:
        """Twips between the margins."""
        return self.width - self.left - self.right


def _twips(millimetres: float) -> int:
    return round(millimetres * _MILLIMETRE)


PORTRAIT = Sheet(11906, 16838, _twips(37), _twips(26), _twips(35), _twips(28))
LANDSCAPE = Sheet(16838, 11906, _twips(28), _twips(37), _twips(26), _twips(35))
"""A sheet turned to the left: its margins turn with it."""


class _Style(NamedTuple):
    """A paragraph style: font, half-points, what `w:pPr` holds, what `w:rPr` holds besides."""

    name: str
    font: str
    size: int
    paragraph: str = ""
    run: str = ""


_EXACT = f'<w:spacing w:before="0" w:after="0" w:line="{_LINE}" w:lineRule="exact"/>'
_TIGHT = '<w:spacing w:before="0" w:after="0" w:line="280" w:lineRule="atLeast"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_CLOSER = '<w:spacing w:val="-5"/>'
_KEPT = "<w:keepNext/>"
_CENTRE = '<w:jc w:val="center"/>'
_FROM_RIGHT = '<w:ind w:rightChars="{}" w:right="{}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
_WIDE = _EXACT.replace(str(_LINE), "680")

TITLE, BODY, FIRST, SECOND, ADDRESSEE, SIGNATURE, DATE, SMALL, TABLE_TITLE, TABLE_HEAD, TABLE_TEXT, PAGE = (
    "GwTitle", "Normal", "GwFirst", "GwSecond", "GwAddressee", "GwSignature", "GwDate", "GwSmall", "GwTableTitle",
    "GwTableHead", "GwTableText", "GwPage",
)  # fmt: skip

_STYLES = {
    BODY: _Style("正文", _FANG, 32, _EXACT + _INDENT, _CLOSER),
    TITLE: _Style("公文标题", _TITLE_FONT, 44, _KEPT + _WIDE + _NO_INDENT + _CENTRE),
    FIRST: _Style("一级标题", _HEI, 32, _KEPT + _EXACT + _INDENT, _CLOSER),
    SECOND: _Style("二级标题", _KAI, 32, _KEPT + _EXACT + _INDENT, _CLOSER),
    ADDRESSEE: _Style("主送", _FANG, 32, _EXACT + _NO_INDENT, _CLOSER),
    SIGNATURE: _Style("署名", _FANG, 32, _KEPT + _EXACT + _FROM_RIGHT.format(200, 640)),
    DATE: _Style("成文日期", _FANG, 32, _EXACT + _FROM_RIGHT.format(400, 1280)),
    SMALL: _Style("说明文字", _FANG, 21, _TIGHT + _NO_INDENT),
    TABLE_TITLE: _Style("表格标题", _HEI, 28, _KEPT + _TIGHT + _NO_INDENT),
    TABLE_HEAD: _Style("表格表头", _HEI, 20, _TIGHT + _NO_INDENT + _CENTRE),
    TABLE_TEXT: _Style("表格文字", _FANG, 20, _TIGHT + _NO_INDENT),
    PAGE: _Style("页码", _SONG, 28, _TIGHT + _NO_INDENT),
}  # fmt: skip


def styles() -> str:
    """The part of the package that holds the styles."""
    made = "".join(_style(key, style) for key, style in _STYLES.items())
    plain = _fonts(_FANG) + '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMESPACE}><w:docDefaults>'
        f"<w:rPrDefault><w:rPr>{plain}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f"</w:pPr></w:pPrDefault></w:docDefaults>{made}"
        '<w:style w:type="table" w:default="1" w:styleId="GwTable"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style></w:styles>"
    )


def font_table() -> str:
    """The part of the package that names the fonts, each with what stands in where it is not installed."""
    made = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/></w:font>"
        for name, other in _OTHER_NAMES.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {NAMESPACE}>{made}</w:fonts>'


def section(sheet: Sheet) -> str:
    """What a `w:sectPr` says of its sheet; references to footers stand before it."""
    turned = ' w:orient="landscape"' if sheet.width > sheet.height else ""
    margins = f'w:top="{sheet.top}" w:right="{sheet.right}" w:bottom="{sheet.bottom}" w:left="{sheet.left}"'
    return (
        f'<w:pgSz w:w="{sheet.width}" w:h="{sheet.height}"{turned}/>'
        f'<w:pgMar {margins} w:header="851" w:footer="{_twips(23)}" w:gutter="0"/><w:cols w:space="720"/>'
    )


def page_number(*, odd: bool) -> str:
    """An upright page's number between dashes, one character in: right on odd pages, left on even ones."""
    side = "right" if odd else "left"
    return (
        f'<w:p {NAMESPACE}><w:pPr><w:pStyle w:val="{PAGE}"/><w:ind w:{side}Chars="100" w:{side}="280"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{_number()}</w:p>'
    )


def turned_number(*, odd: bool) -> tuple[str, str]:
    """A turned page's number where it would stand upright: a table of one cell, and what must follow it."""
    place = _twips(LANDSCAPE_NUMBER[0 if odd else 1])
    table = (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" '
        f'w:horzAnchor="page" w:tblpX="{_twips(23)}" w:tblpY="{place}"/><w:tblW w:w="{_twips(7)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_twips(7)}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{_twips(25)}" '
        f'w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{_twips(7)}" w:type="dxa"/>'
        f'<w:textDirection w:val="tbRl"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{PAGE}"/><w:jc w:val="center"/></w:pPr>'
        f"{_number()}</w:p></w:tc></w:tr></w:tbl>"
    )
    return table, f'<w:p {NAMESPACE}><w:pPr><w:pStyle w:val="{PAGE}"/></w:pPr></w:p>'


LANDSCAPE_NUMBER = (150, 34)
"""Millimetres from the upper edge at which the number of an odd and of an even landscape page begins."""


def _number() -> str:
    """The runs of a page's number: — 1 —."""
    begin, separate, end = (f'<w:fldChar w:fldCharType="{word}"/>' for word in ("begin", "separate", "end"))
    dash, field = '<w:t xml:space="preserve">{}</w:t>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
    runs = dash.format("— "), begin, field, separate, "<w:t>1</w:t>", end, dash.format(" —")
    return "".join(f"<w:r>{run}</w:r>" for run in runs)


def _style(key: str, style: _Style) -> str:
    default = ' w:default="1"' if key == BODY else ""
    base = "" if key == BODY else f'<w:basedOn w:val="{BODY}"/>'
    name = "Normal" if key == BODY else style.name
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val={quoteattr(name)}/>{base}<w:qFormat/>'
        f"<w:pPr>{style.paragraph}</w:pPr><w:rPr>{_fonts(style.font)}{style.run}{size}</w:rPr></w:style>"
    )


def _fonts(name: str) -> str:
    """One font for all scripts; the hint makes quotation marks and dashes Chinese."""
    each = " ".join(f'w:{script}="{name}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia" {each}/>'
