"""The styles and fonts of an official document.

22 lines of 28 characters on A4, measured in LibreOffice: type of 16 points set 0.25 points closer, lines of exactly
28.95 points. Styles are found by their Chinese names, because other programs rename their identifiers.
"""

from typing import NamedTuple

from jytrack.reports.formats.word.sheets import sheet_of
from jytrack.reports.formats.word.xml import DECLARATION, KEPT, NAMESPACES, exact
from jytrack.reports.values.letter import Look

RED = "FF0000"
_SONG, _FANG, _HEI, _KAI = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_TITLE_FONT = "方正小标宋简体"
_OTHER_NAMES = {_TITLE_FONT: "华文中宋", _FANG: "仿宋", _KAI: "楷体", _HEI: "SimHei", _SONG: "SimSun"}
"""What each font is called where it goes by another name, or what stands in for it."""


class _Style(NamedTuple):
    """A paragraph style: font, half-points, what `w:pPr` holds, what `w:rPr` holds besides."""

    name: str
    font: str
    size: int
    paragraph: str = ""
    run: str = ""


BODY, TITLE, MARK, NUMBER, DRAFT, ADDRESSEE, FIRST, SECOND, THIRD, RUN_IN, LISTED, SIGNATURE, DATE, CONTACT = (
    "Normal", "GwTitle", "GwMark", "GwNumber", "GwDraft", "GwAddressee", "GwFirst", "GwSecond", "GwThird", "GwRunIn",
    "GwListed", "GwSignature", "GwDate", "GwContact",
)  # fmt: skip
ATTACHED, ATTACHED_TITLE, TABLE_TITLE, TABLE_HEAD, TABLE_TEXT, FORM, SMALL, IMPRINT, PAGE = (
    "GwAttached", "GwAttachedTitle", "GwTableTitle", "GwTableHead", "GwTableText", "GwForm", "GwSmall", "GwImprint",
    "GwPage",
)  # fmt: skip

_TIGHT = '<w:spacing w:before="0" w:after="0" w:line="280" w:lineRule="atLeast"/>'
_CELL = exact(260)
"""Of tables and small print: a page holds the same rows whatever the font has above and below its characters."""
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_OUTLINE = '<w:outlineLvl w:val="{}"/>'


def indent(characters: int, size: int) -> str:
    """The first line set in by so many characters of `size` half-points."""
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{characters * size * 10}"/>'


def _styles(look: Look) -> dict[str, _Style]:
    """All styles, as the office sets its body."""
    size = int(look.size * 2)
    line = exact(int(look.line * 20))
    own, none = line + indent(2, size), line + _NO_INDENT
    closer = f'<w:spacing w:val="{_closer(look)}"/>'
    return {
        BODY: _Style("Normal", _FANG, size, own, closer),
        TITLE: _Style("公文标题", _TITLE_FONT, 44, KEPT + exact(680) + _NO_INDENT + _CENTRE),
        MARK: _Style("发文机关标志", _TITLE_FONT, 72, KEPT + _NO_INDENT + _CENTRE,
                     f'<w:color w:val="{RED}"/>'),
        NUMBER: _Style("发文字号", _FANG, 32, KEPT + none + _CENTRE),
        DRAFT: _Style("稿本标注", _KAI, 32, KEPT + none + _CENTRE),
        ADDRESSEE: _Style("主送机关", _FANG, size, none, closer),
        FIRST: _Style("一级标题", _HEI, size, KEPT + own + _OUTLINE.format(0), closer),
        SECOND: _Style("二级标题", _KAI, size, KEPT + own + _OUTLINE.format(1), closer),
        THIRD: _Style("三级标题", _FANG, size, KEPT + own + _OUTLINE.format(2), closer),
        LISTED: _Style("附件说明", _FANG, size, KEPT + none, closer),
        SIGNATURE: _Style("署名", _FANG, size, KEPT + none + _RIGHT),
        DATE: _Style("成文日期", _FANG, size, none + _RIGHT),
        CONTACT: _Style("附注", _FANG, size, own, closer),
        ATTACHED: _Style("附件标识", _HEI, 32, KEPT + none),
        ATTACHED_TITLE: _Style("附件标题", _TITLE_FONT, 36, KEPT + exact(600) + _NO_INDENT + _CENTRE),
        TABLE_TITLE: _Style("表格标题", _HEI, 28, KEPT + _TIGHT.replace("280", "420") + _NO_INDENT),
        TABLE_HEAD: _Style("表格表头", _HEI, 20, _CELL + _NO_INDENT + _CENTRE),
        TABLE_TEXT: _Style("表格文字", _FANG, 20, _CELL + _NO_INDENT),
        FORM: _Style("表单文字", _FANG, 22, _TIGHT.replace("280", "360") + _NO_INDENT),
        SMALL: _Style("说明文字", _FANG, 18, _CELL + _NO_INDENT),
        IMPRINT: _Style("版记", _FANG, 28, _TIGHT.replace("280", "440") + '<w:ind w:leftChars="100" w:left="280" '
                        'w:rightChars="100" w:right="280" w:firstLineChars="0" w:firstLine="0"/>'),
        PAGE: _Style("公文页码", _SONG, 28, _TIGHT + _NO_INDENT),
    }  # fmt: skip


_RUN_IN_NAME = "标题后正文"


def _closer(look: Look) -> int:
    """Twentieths of a point by which characters are set closer, so that a line holds a whole number of them."""
    width, size = sheet_of(look).text_width, look.size * 20
    return min(0, int((width / round(width / size) - size) // 1))


NAMES = {key: style.name for key, style in _styles(Look()).items()} | {RUN_IN: _RUN_IN_NAME}
"""What each style is called, by which it is found in the office's own file."""


def part(look: Look) -> str:
    """The part of the package that holds the styles."""
    size = int(look.size * 2)
    made = "".join(_style(key, style) for key, style in _styles(look).items())
    plain = f'{_fonts(_FANG)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults>"
        f"<w:rPrDefault><w:rPr>{plain}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f"</w:pPr></w:pPrDefault></w:docDefaults>{made}"
        f'<w:style w:type="character" w:styleId="{RUN_IN}"><w:name w:val="{_RUN_IN_NAME}"/><w:qFormat/>'
        f"<w:rPr>{_fonts(_FANG)}</w:rPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="GwTable"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
    )


def font_table() -> str:
    """The part of the package that names the fonts, each with what stands in where it is not installed."""
    made = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in _OTHER_NAMES.items()
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{made}</w:fonts>"


def _style(key: str, style: _Style) -> str:
    default = ' w:default="1"' if key == BODY else ""
    base = "" if key == BODY else f'<w:basedOn w:val="{BODY}"/>'
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{style.name}"/>{base}'
        f"<w:qFormat/><w:pPr>{style.paragraph}</w:pPr><w:rPr>{_fonts(style.font)}{style.run}{size}</w:rPr></w:style>"
    )


def _fonts(name: str) -> str:
    """One font for all scripts; the hint makes quotation marks and dashes Chinese."""
    each = " ".join(f'w:{script}="{name}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia" {each}/>'
