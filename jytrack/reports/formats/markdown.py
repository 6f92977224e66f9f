"""GitHub-flavoured Markdown, to paste into a document or a forge."""

import re

from tabulate import tabulate

from jytrack.reports.values.cells import in_column, text
from jytrack.reports.values.chart import Chart
from jytrack.reports.values.document import Block, Cell, Column, Document, Form, Heading, Line, Paragraph, Table


def render(document: Document) -> str:
    """The document as Markdown."""
    return "\n\n".join([f"# {_escaped(document.title)}", *(_block(block) for _, block in document.spaced())]) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(title, level, run_in):
            return f"{'#' * max(2, level + 1)} {_escaped(title)}" + (f"\n\n{_escaped(run_in)}" if run_in else "")
        case Paragraph(words):
            return _escaped(words)
        case Line(cells):
            return " · ".join(map(_escaped, cells))
        case Table():
            return _table(block)
        case Form(fields):
            return _table(Table((Column("项目"), Column("内容")), tuple((each.label, each.value) for each in fields)))
        case Chart():
            return ""


def _table(table: Table) -> str:
    if not table.rows:
        return _escaped(table.empty)
    return tabulate(
        [[_escaped(in_column(*cell)) for cell in zip(table.columns, row, strict=True)] for row in table.rows],
        headers=[_escaped(column.title) for column in table.columns],
        tablefmt="pipe",
        colalign=["right" if column.right else "left" for column in table.columns],
        disable_numparse=True,
    )


def _escaped(cell: Cell) -> str:
    """A cell's text with nothing in it that Markdown would read as markup, on one line.

    Nor does an address become a link, or a name with @ a mention: forges look for @ in the finished text, where only a
    comment behind it holds them off.
    """
    escaped = re.sub(r"[\\`*_\[\]<>&|~#]|:(?=//)|(?<=www)\.", r"\\\g<0>", text(cell), flags=re.IGNORECASE)
    return escaped.replace("@", "@<!-- -->").replace("\n", "<br>")
