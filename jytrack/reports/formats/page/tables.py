"""Tables and forms of a page: on a telephone each row is a card, its cells named by their heads."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from jytrack.domain.values.texts import one_line
from jytrack.reports.formats.page import marks
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Bar, Cell, Column, Form, Lamp, Table

_WIDE = 11
"""Columns from which on a table is set in smaller type, and moves aside where it does not fit."""

_WORD = 6
"""Characters up to which a column's texts are words, which no line tears."""


def of_table(into: Element, table: Table) -> None:
    """A table on a desk, cards on a telephone."""
    if not table.rows:
        SubElement(into, "p", {"class": "quiet"}).text = text(table.empty)
        return
    if len(table.columns) >= _WIDE:
        into = SubElement(into, "div", {"class": "wide"})
    drawn = SubElement(into, "table", {"class": "cards"})
    heads = SubElement(SubElement(drawn, "thead"), "tr")
    for column in table.columns:
        SubElement(heads, "th", {"class": "number"} if column.right else {}).text = one_line(column.title)
    name = next((at for at, column in enumerate(table.columns) if not column.right), 0)
    kinds = [_kind(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)]
    rows = SubElement(drawn, "tbody")
    for number, row in enumerate(table.rows):
        line = SubElement(rows, "tr", {"class": "muted"} if number in table.muted else {})
        for at, (column, kind, cell) in enumerate(zip(table.columns, kinds, row, strict=True)):
            classes = [kind, "first" if at == name else "", "none" if cell in (None, "") else ""]
            named = {"data-label": one_line(column.title), "class": " ".join(filter(None, classes))}
            held = SubElement(line, "td", {key: value for key, value in named.items() if value})
            put(held, "" if cell is None and column.blank else cell)


def of_form(into: Element, form: Form) -> None:
    """What is asked beside what is known of it, and room."""
    drawn = SubElement(into, "table", {"class": "form"})
    for each in form.fields:
        row = SubElement(drawn, "tr")
        SubElement(row, "th").text = one_line(each.label)
        SubElement(row, "td", style=f"height:{max(1, each.lines) * 2 + 1}em").text = text(each.value)


def put(into: Element, cell: Cell) -> None:
    """A cell's content: a light as mark and word, progress as a bar."""
    match cell:
        case Lamp():
            marks.lamp(into, cell)
        case Bar():
            marks.bar(into, cell)
        case _:
            into.text = one_line(text(cell))


def _kind(column: Column, cells: Sequence[Cell]) -> str:
    if column.right:
        return "number"
    short = not column.shrink and all(len(text(cell)) <= _WORD for cell in cells if not isinstance(cell, Bar))
    return "word" if short and not column.blank else ""
