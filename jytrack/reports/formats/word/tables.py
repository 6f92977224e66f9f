"""Tables and forms fit for print: fixed columns, heads on each page, no row torn."""

from collections.abc import Iterator
from itertools import groupby

from jytrack.domain.values.texts import clean, one_line
from jytrack.domain.values.words import Colour
from jytrack.reports.formats.word import styles
from jytrack.reports.formats.word.breaking import broken
from jytrack.reports.formats.word.columns import SIZES, Widths, fit, fitted, is_word
from jytrack.reports.formats.word.measure import WIDE
from jytrack.reports.formats.word.xml import (
    BREAK,
    CELL_MARGIN,
    KEPT,
    cell,
    escaped,
    exact,
    paragraph,
    row,
    run,
    table,
    twips,
)
from jytrack.reports.values.cells import in_column
from jytrack.reports.values.document import Bar, Cell, Form, Lamp, Table

_TO_WRITE_HIGH = twips(8)
"""Twips of a row that a hand writes in."""

_MARK = "@"
"""What stands for a cell's words, and nowhere else in what is around them."""

_LABEL, _FIELD_HIGH, _LINE_HIGH = twips(36), twips(11), twips(8)
_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
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
        self._empty = given.empty

    def fits(self, room: int) -> bool:
        """Whether it is read with ease on a sheet with such room."""
        return fit(self._columns, self._texts, room)

    def xml(self, room: int, *, close: bool = False, kept: bool = False) -> str:
        """The table as wide as the room; `close`: its rows no higher than their words; `kept`: with what follows."""
        if not self._rows:
            return paragraph(run(self._empty), styles.SMALL)
        widths = fitted(self._columns, self._texts, room)
        size, pitch = _size(widths.size), _pitch(widths.size)
        height = _TO_WRITE_HIGH if not close and any(column.blank for column in self._columns) else 0
        sides, last = self._sides(), len(self._rows) - 1
        rows = [row(cells, head=True) for cells in self._heads(widths)]

        def made(words: str, at: int, keep: str = "", shade: str = "") -> str:
            """A cell of the column `at`."""
            text = paragraph(run(words, size), styles.TABLE_TEXT, keep + pitch + sides[at])
            return cell(text, widths.columns[at], shade)

        # Of a column nearly all cells are alike but for their words: what stands around these is made once.
        around = [made(_MARK, at).split(_MARK) for at in range(len(sides))]

        def drawn(each: Cell, words: str, at: int, keep: str) -> str:
            """A cell as it is."""
            shade = _shade(each)
            if keep or shade or not words or not words.isprintable():
                return made(words, at, keep, shade)
            return escaped(words).join(around[at])

        for number, (line, texts) in enumerate(zip(self._rows, self._texts, strict=True)):
            keep = KEPT if kept and number == last else ""
            cells = (drawn(each, words, at, keep) for at, (each, words) in enumerate(zip(line, texts, strict=True)))
            rows.append(row("".join(cells), height))
        return table("".join(rows), widths.columns)

    def _heads(self, widths: Widths) -> Iterator[str]:
        """The line of heads; two where columns stand together under one."""
        placed = zip(self._columns, widths.columns, strict=True)
        if not any(column.under for column in self._columns):
            yield "".join(_head(column.title, width, widths.size) for column, width in placed)
            return
        upper, lower = "", ""
        for group, held in groupby(placed, lambda each: each[0].under.head if each[0].under else ""):
            found = list(held)
            if group:
                span = f'<w:gridSpan w:val="{len(found)}"/>'
                upper += _head(group, sum(width for _, width in found), widths.size, span)
            for column, width in found:
                if column.under:
                    lower += _head(column.under.title, width, widths.size)
                else:
                    upper += _head(column.title, width, widths.size, '<w:vMerge w:val="restart"/>')
                    lower += _head("", width, widths.size, "<w:vMerge/>")
        yield from (upper, lower)

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


def _head(title: str, width: int, half_points: int, properties: str = "") -> str:
    """A head, broken between its words."""
    limit = (width - 2 * CELL_MARGIN) * WIDE // (half_points * 10)
    words = BREAK.join(run(line, _size(half_points)) for line in broken(one_line(title), limit))
    return cell(paragraph(words, styles.TABLE_HEAD, KEPT + _pitch(half_points)), width, properties)


def of_form(form: Form, room: int, *, kept: bool = False) -> str:
    """What is asked beside room to answer by hand, on one page; `kept`: with what follows."""
    widths, last = [_LABEL, room - _LABEL], len(form.fields) - 1
    rows = []
    for at, each in enumerate(form.fields):
        keep = KEPT if at < last or kept else ""
        lines = (paragraph(run(line), styles.FORM, keep) for line in clean(each.value).split("\n"))
        label = cell(paragraph(run(one_line(each.label)), styles.FORM, keep + _CENTRE), widths[0])
        rows.append(row(label + cell("".join(lines), widths[1]), _FIELD_HIGH + (each.lines - 1) * _LINE_HIGH))
    return table("".join(rows), widths)


def _size(half_points: int) -> str:
    """Smaller type than the style's, where the columns need it."""
    return "" if half_points == SIZES[0] else f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _pitch(half_points: int) -> str:
    """Lines as near to each other as the smaller type allows."""
    return "" if half_points == SIZES[0] else exact(half_points * 25 // 2)


def _shade(each: Cell) -> str:
    fill = _FILLS[each.colour] if isinstance(each, Lamp) and each.colour is not None else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
