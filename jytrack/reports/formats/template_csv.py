"""A unit's sheet as text: UTF-8 with BOM, the title in the first line, cells to fill in left blank.

Spreadsheet programs take 2023-07 in a text file for a date and write it back as Jul-23, so the column of months stays
out and the title, which the reader goes by, names the month. Nothing can be chosen from a list, so spare rows stay out.
"""

import csv
import io
from fractions import Fraction

from jytrack.domain.values.numerals import plain
from jytrack.reports.sheets.template_values import PERIOD, Cell, Choice, Template
from jytrack.reports.values.cells import kept_as_text


def render(template: Template) -> bytes:
    """The template as the bytes of a .csv file."""
    rows = [row for row in template.rows if not any(isinstance(cell, Choice) for cell in row)]
    kept = [
        at
        for at, heading in enumerate(template.columns)
        if heading != PERIOD and any(row[at] is not None for row in rows)
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((_text(template.title), *[""] * (len(kept) - 1)))
    writer.writerow(template.columns[at] for at in kept)
    writer.writerows([_text(row[at]) for at in kept] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    """What stands in a cell before anybody has filled it in; a space keeps text from being a formula."""
    if isinstance(cell, Fraction):
        return plain(cell)
    if not isinstance(cell, str):
        return ""
    return kept_as_text(cell)
