"""A Word document: any report on the page of an official document, black on white, its tables fit for print.

python-docx opens and saves the package, the body is set as one piece of XML, and the bytes are sealed here, so that the
same answer is the same bytes.
"""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

import docx
from docx.document import Document as Package
from docx.oxml import parse_xml
from docx.section import Section, _Footer
from wcwidth import wcswidth

from jytrack.domain.values.texts import clean, one_line
from jytrack.reports.formats import gongwen
from jytrack.reports.formats.gongwen import LANDSCAPE, NAMESPACE, PORTRAIT, Sheet
from jytrack.reports.formats.sealing import MADE, sealed
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Bar, Chart, Column, Document, Form, Heading, Line, Paragraph, Table

_HALF_WIDTH = 110
"""Twips of half a Chinese character in a table's type of 10 points."""

_PADDING = 200
_WIDEST = 44 * _HALF_WIDTH
"""Prose in a table wraps at such a width."""

_RULE = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
_BORDERS = "".join(_RULE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_PROPERTIES = f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'


class _Piece(NamedTuple):
    """A part of the body and the sheet that it stands on."""

    sheet: Sheet
    xml: str


def render(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    package = docx.Document()
    _set_body(package, _body(list(_pieces(document))))
    package.settings.odd_and_even_pages_header_footer = True
    previous: Sheet | None = None
    for section in package.sections:
        sheet = LANDSCAPE if (section.page_width or 0) > (section.page_height or 0) else PORTRAIT
        if sheet is not previous:
            _number_pages(section, sheet)
        previous = sheet
    properties = package.core_properties
    properties.title, properties.author, properties.comments = one_line(document.title), "", ""
    properties.last_modified_by = ""
    properties.created = properties.modified = MADE
    out = io.BytesIO()
    package.save(out)
    return sealed(
        out.getvalue(),
        {"word/styles.xml": gongwen.styles().encode(), "word/fontTable.xml": gongwen.font_table().encode()},
    )


def _pieces(document: Document) -> Iterator[_Piece]:
    """The body piece by piece; a table that needs it stands on a sheet turned, with the heading above it."""
    yield _Piece(PORTRAIT, _paragraph(document.title, gongwen.TITLE) + _paragraph("", gongwen.BODY))
    waiting = ""
    for block in document.read_through():
        match block:
            case Heading(title, level, run_in) if level:
                yield from _flush(waiting)
                waiting = ""
                yield _Piece(PORTRAIT, _paragraph(title + run_in, gongwen.FIRST if level == 1 else gongwen.SECOND))
            case Heading(title):
                yield from _flush(waiting)
                waiting = _paragraph(one_line(title), gongwen.TABLE_TITLE)
            case Table():
                printed = _printed(block)
                sheet = LANDSCAPE if sum(_widths(printed)) > PORTRAIT.text_width else PORTRAIT
                yield _Piece(sheet, waiting + _table(printed, sheet) + _paragraph("", gongwen.SMALL))
                waiting = ""
            case Paragraph(words, quiet):
                style = gongwen.SMALL if quiet else gongwen.BODY
                yield from _flush(waiting)
                waiting = ""
                yield _Piece(PORTRAIT, "".join(_paragraph(line, style) for line in clean(words).split("\n")))
            case Line(cells):
                yield from _flush(waiting)
                waiting = ""
                yield _Piece(PORTRAIT, _paragraph("　".join(map(text, cells)), gongwen.BODY))
            case Form(fields):
                yield from _flush(waiting)
                waiting = ""
                rows = "".join(_paragraph(f"{each.label}：{each.value}", gongwen.BODY) for each in fields)
                yield _Piece(PORTRAIT, rows)
            case Chart():
                pass
    yield from _flush(waiting)


def _flush(waiting: str) -> Iterator[_Piece]:
    if waiting:
        yield _Piece(PORTRAIT, waiting)


def _body(pieces: Sequence[_Piece]) -> str:
    """The body: each sheet is a section, whose properties stand in its last paragraph, those of the last behind."""
    sections = [(sheet, "".join(piece.xml for piece in found)) for sheet, found in groupby(pieces, lambda p: p.sheet)]
    *before, (last, xml) = sections
    style = f'<w:pStyle w:val="{gongwen.SMALL}"/>'
    made = "".join(
        f"{content}<w:p><w:pPr>{style}<w:sectPr>{gongwen.section(sheet)}</w:sectPr></w:pPr></w:p>"
        for sheet, content in before
    )
    return f"<w:body {NAMESPACE}>{made}{xml}<w:sectPr>{gongwen.section(last)}</w:sectPr></w:body>"


def _paragraph(words: str, style: str) -> str:
    """A paragraph in a style; its text as it is."""
    run = f'<w:r><w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r>' if words else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _printed(table: Table) -> Table:
    """The table without the columns that only draw: paper has no colour, and the figures stand beside them."""
    drawn = {at for row in table.rows for at, cell in enumerate(row) if isinstance(cell, Bar)}
    columns = tuple(column for at, column in enumerate(table.columns) if at not in drawn)
    rows = tuple(tuple(cell for at, cell in enumerate(row) if at not in drawn) for row in table.rows)
    return Table(columns, rows, table.empty)


def _widths(table: Table) -> list[int]:
    """How wide each column would be, in twips, with nothing but prose wrapped."""
    return [_width(column, [text(row[at]) for row in table.rows]) for at, column in enumerate(table.columns)]


def _width(column: Column, texts: Sequence[str]) -> int:
    longest = max((wcswidth(one_line(each)) for each in texts), default=0)
    head = wcswidth(column.title)
    wanted = max(longest, min(head, 8), -(-head // 2)) * _HALF_WIDTH + _PADDING
    return min(wanted, _WIDEST) if column.shrink else wanted


def _fitted(table: Table, room: int) -> list[int]:
    """The columns' widths, which together are the room: prose gives way first, then all."""
    widths = _widths(table)
    spare = room - sum(widths)
    soft = [at for at, column in enumerate(table.columns) if column.shrink] or list(range(len(widths)))
    share = sum(widths[at] for at in soft)
    for at in soft:
        widths[at] = max(6 * _HALF_WIDTH, widths[at] + spare * widths[at] // share)
    total = sum(widths)
    return [width * room // total for width in widths]


def _table(table: Table, sheet: Sheet) -> str:
    """A table of the text's width; its heads are repeated on each page, and no row is torn."""
    if not table.rows:
        return _paragraph(table.empty, gongwen.SMALL)
    widths = _fitted(table, sheet.text_width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = [
        _cell(one_line(column.title), width, gongwen.TABLE_HEAD)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows = "".join(
        _row(table.columns, row_texts, widths) for row_texts in ([text(cell) for cell in row] for row in table.rows)
    )
    properties = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_PROPERTIES}</w:tblPr>'
    return (
        f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>{rows}</w:tbl>"
    )


def _row(columns: Sequence[Column], texts: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        _cell(one_line(words), width, gongwen.TABLE_TEXT, right=column.right)
        for column, words, width in zip(columns, texts, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(words: str, width: int, style: str, *, right: bool = False) -> str:
    side = '<w:jc w:val="right"/>' if right else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{run}</w:p></w:tc>'
    )


def _set_body(package: Package, xml: str) -> None:
    """Put `xml` in the place of the package's body."""
    root = package.element
    root.replace(root.body, parse_xml(xml))


def _number_pages(section: Section, sheet: Sheet) -> None:
    """Give a section footers of its own with the numbers of its pages."""
    for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        _fill(footer, gongwen.turned_number(odd=odd) if sheet is LANDSCAPE else (gongwen.page_number(odd=odd),))


def _fill(footer: _Footer, pieces: Sequence[str]) -> None:
    root = footer.part.element
    for child in list(root):
        root.remove(child)
    for piece in pieces:
        root.append(parse_xml(piece))
