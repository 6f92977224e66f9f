"""Plain text for a pipe, a mail or a file: no colour, no control codes, as wide as it needs to be."""

from tabulate import tabulate

from jytrack.domain.values.texts import one_line
from jytrack.reports.values.cells import in_column, text
from jytrack.reports.values.document import Block, Chart, Document, Form, Heading, Line, Paragraph, Table


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
        case Line(cells):
            return "  ".join(map(text, cells))
        case Table():
            return _table(block)
        case Form(fields):
            return "\n".join(f"{text(each.label)}：{text(each.value)}" for each in fields)
        case Chart():
            return ""


def _table(table: Table) -> str:
    if not table.rows:
        return text(table.empty)
    drawn = tabulate(
        [[one_line(in_column(*cell)) for cell in zip(table.columns, row, strict=True)] for row in table.rows],
        headers=[one_line(column.title) for column in table.columns],
        tablefmt="simple",
        colalign=["right" if column.right else "left" for column in table.columns],
        disable_numparse=True,
    )
    return "\n".join(line.rstrip() for line in drawn.splitlines())
