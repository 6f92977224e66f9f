"""Tables and forms fit for print: fixed columns, heads on each page, no row torn."""

from jytrack.domain.values.texts import clean, one_line
from jytrack.domain.values.words import Colour
from jytrack.reports.formats.word import styles
from jytrack.reports.formats.word.columns import SIZES, Widths, fit, fitted, is_word
from jytrack.reports.formats.word.xml import KEPT, cell, paragraph, row, run, table, twips
from jytrack.reports.values.cells import in_column
from jytrack.reports.values.document import Bar, Cell, Form, Lamp, Table

_TO_WRITE_HIGH = twips(8)
"""Twips of a row that a hand writes in."""

_LABEL, _FIELD_HIGH, _LINE_HIGH = twips(36), twips(11), twips(8)
_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_MUTED = '<w:color w:val="7F7F7F"/>'
_FILLS = {Colour.RED: "F8CBAD", Colour.YELLOW: "FFF2CC", Colour.GREEN: "", Colour.GREY: "EDEDED"}
"""What a light is shaded with, light enough for a copier; what is well is not shaded."""


class Printed:
    """A table as paper shows it: without the columns that only draw, for the figures stand beside them."""

    def __init__(self, given: Table) -> None:
        drawn = {at for line in given.rows for at, each in enumerate(line) if isinstance(each, Bar)}
        kept = [at for at in range(len(given.columns)) if at not in drawn]
        self._columns = [given.columns[at] for at in kept]
        self._rows: list[list[Cell]] = [[line[at] for at in kept] for line in given.rows]
        self._texts = [
            [one_line(in_column(column, each)) for column, each in zip(self._columns, line, strict=True)]
            for line in self._rows
        ]
        self._empty, self._muted = given.empty, given.muted

    def fits(self, room: int) -> bool:
        """Whether it is read with ease on a sheet with such room."""
        return fit(self._columns, self._texts, room)

    def xml(self, room: int, *, close: bool = False, kept: bool = False) -> str:
        """The table as wide as the room; `close`: its rows no higher than their words; `kept`: with what follows."""
        if not self._rows:
            return paragraph(run(self._empty), styles.SMALL)
        widths = fitted(self._columns, self._texts, room)
        size = _size(widths)
        heads = "".join(
            cell(paragraph(run(one_line(column.title), size), styles.TABLE_HEAD, KEPT), width)
            for column, width in zip(self._columns, widths.columns, strict=True)
        )
        height = _TO_WRITE_HIGH if not close and any(column.blank for column in self._columns) else 0
        sides, last = self._sides(), len(self._rows) - 1
        rows = [row(heads, head=True)]
        for at, (line, texts) in enumerate(zip(self._rows, self._texts, strict=True)):
            ink = (_MUTED if at in self._muted else "") + size
            keep = KEPT if kept and at == last else ""
            cells = (
                cell(paragraph(run(words, ink), styles.TABLE_TEXT, keep + side), width, _shade(each))
                for each, words, width, side in zip(line, texts, widths.columns, sides, strict=True)
            )
            rows.append(row("".join(cells), height))
        return table("".join(rows), widths.columns)

    def _sides(self) -> list[str]:
        """Figures stand right, single words in the middle, all else left."""
        found = []
        for at, column in enumerate(self._columns):
            if column.right:
                found.append(_RIGHT)
            else:
                words = not column.shrink and all(is_word(line[at]) for line in self._texts)
                found.append(_CENTRE if words else "")
        return found


def of_form(form: Form, room: int) -> str:
    """What is asked beside room to answer by hand."""
    widths = [_LABEL, room - _LABEL]
    rows = "".join(
        row(
            cell(paragraph(run(one_line(each.label)), styles.FORM, _CENTRE), widths[0])
            + cell("".join(paragraph(run(line), styles.FORM) for line in clean(each.value).split("\n")), widths[1]),
            _FIELD_HIGH + (each.lines - 1) * _LINE_HIGH,
        )
        for each in form.fields
    )
    return table(rows, widths)


def _size(widths: Widths) -> str:
    """Smaller type than the style's, where the columns need it."""
    return "" if widths.size == SIZES[0] else f'<w:sz w:val="{widths.size}"/><w:szCs w:val="{widths.size}"/>'


def _shade(each: Cell) -> str:
    fill = _FILLS[each.colour] if isinstance(each, Lamp) and each.colour is not None else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
