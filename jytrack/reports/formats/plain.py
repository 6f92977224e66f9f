"""Plain text for a pipe, a mail or a file: no colour, no control codes, as wide as it needs to be."""

from collections.abc import Sequence

from jytrack.domain.values.texts import cells, one_line
from jytrack.reports.values.cells import in_column, text
from jytrack.reports.values.chart import Chart
from jytrack.reports.values.document import Block, Column, Document, Form, Heading, Line, Paragraph, Table

_APART = 2
"""So much wider than its title is a column at least."""


def render(document: Document) -> str:
    """The document as text; all its characters, but for what the data bring, are in GBK."""
    lines = [text(document.title)]
    for apart, block in document.spaced():
        lines += ["", _block(block)] if apart else [_block(block)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(title, 0):
            return f"【{text(title)}】"
        case Heading(title, _, run_in):
            return text(title + run_in)
        case Paragraph(words):
            return text(words)
        case Line(parts):
            return "  ".join(map(text, parts))
        case Table():
            return _table(block)
        case Form(fields):
            return "\n".join(f"{text(each.label)}：{text(each.value)}" for each in fields)
        case Chart():
            return ""


def _table(table: Table) -> str:
    if not table.rows:
        return text(table.empty)
    head = [one_line(column.title).strip() for column in table.columns]
    rows = [[one_line(in_column(*cell)).strip() for cell in zip(table.columns, row, strict=True)] for row in table.rows]
    widths = [max(cells(title) + _APART, *map(cells, column)) for title, *column in zip(head, *rows, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(_row(table.columns, each, widths) for each in (head, rule, *rows))


def _row(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> str:
    """One line of a table, each cell as wide as its column, with nothing behind the last one."""
    padded = (
        " " * (width - cells(cell)) + cell if column.right else cell + " " * (width - cells(cell))
        for column, cell, width in zip(columns, row, widths, strict=True)
    )
    return (" " * _APART).join(padded).rstrip()
