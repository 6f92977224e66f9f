"""Paragraphs, runs and table cells as XML: the only place where text becomes markup."""

from html import escape

from jytrack.domain.values.texts import clean, readable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MILLIMETRE = 56.6929
"""Twips."""

CELL_MARGIN = 60
"""Twips left and right of a cell's text."""

BREAK = "<w:r><w:br/></w:r>"
KEPT = "<w:keepNext/>"
"""On one page with what follows."""


def twips(millimetres: float) -> int:
    """Twentieths of a point, Word's measure of lengths."""
    return round(millimetres * _MILLIMETRE)


def escaped(words: str) -> str:
    """Printable text as it stands between tags."""
    return escape(words, quote=False)


def run(words: str, properties: str = "") -> str:
    """A run of text, as it is."""
    if not words:
        return ""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    legible = words if words.isprintable() else clean(readable(words))
    return f'<w:r>{held}<w:t xml:space="preserve">{escaped(legible)}</w:t></w:r>'


def paragraph(runs: str, style: str, properties: str = "") -> str:
    """A paragraph of runs in a style; `properties` follow the style in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def exact(line: int) -> str:
    """Lines of exactly so many twips."""
    return f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def cell(content: str, width: int, properties: str = "") -> str:
    """A table cell, its content in the middle of its height; `properties` stand before that in the schema."""
    held = f'<w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{held}</w:tcPr>{content}</w:tc>"


def row(cells: str, height: int = 0, *, head: bool = False) -> str:
    """A row that no page tears, at least `height` twips high; a head is repeated on each page."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def rule(side: str, kind: str = "single", eighths: int = 4, colour: str = "000000", space: int = 0) -> str:
    """One border, `eighths` of a point thick, `space` points off the text."""
    return f'<w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


FRAME = "".join(map(rule, ("top", "left", "bottom", "right", "insideH", "insideV")))
"""Thin black lines around all cells of a table."""


def table(rows: str, widths: list[int], borders: str = FRAME, place: str = "") -> str:
    """A table of fixed columns; `place` anchors it to the page, apart from the text and without margins."""
    held = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{place}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{held}'
        f'<w:tblLayout w:type="fixed"/>{_beside(0 if place else CELL_MARGIN)}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _beside(margin: int) -> str:
    """Twips left and right of the text in a table's cells."""
    held = f'w:w="{margin}" w:type="dxa"'
    return f"<w:tblCellMar><w:left {held}/><w:right {held}/></w:tblCellMar>"
