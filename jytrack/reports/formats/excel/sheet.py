"""One sheet: prose, a table or a form, prose, and how it is printed."""

from collections.abc import Sequence
from typing import Any

from wcwidth import wcswidth
from xlsxwriter.worksheet import Worksheet

from jytrack.domain.values.texts import clean, one_line, readable, shown
from jytrack.domain.values.words import Colour
from jytrack.reports.formats.excel import forms
from jytrack.reports.formats.excel.figures import figure, number_format
from jytrack.reports.formats.excel.pages import Page
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Bar, Cell, Column, Form, Lamp, Number, Percent, Points, Table

_WIDEST, _NARROWEST, _TO_WRITE = 48, 6, 16
_PROSE_WIDTH = 40
"""Characters of a sheet at least, so that the prose around a small table can be read."""

_LINE, _TALL_LINE = 15, 22
"""Points that a line of text takes, and one that is written by hand."""

_LANDSCAPE_FROM, _A3_FROM = 84, 150
"""Characters of a row from which on a page is turned, and is a large one."""

_A3, _A4 = 8, 9
_LONG = 10
"""Columns from which on the names stay in sight when the sheet is moved aside."""

_NAMED_BEFORE = 3
"""Names stand before this column, or they stay in sight no more than the rest."""

_LABEL_WIDTH, _ANSWER_WIDTH = 20, 66
_WORD = 14
"""Characters up to which a column's texts are words, which stand in the middle."""


class Sheet:
    """Writes one page into its sheet."""

    def __init__(self, sheet: Worksheet, page: Page, made: forms.Forms) -> None:
        self._sheet, self._page, self._made = sheet, page, made
        match page.content:
            case Table(columns, rows):
                self._widths = [_width(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
            case Form():
                self._widths = [_LABEL_WIDTH, _ANSWER_WIDTH]
            case _:
                self._widths = [_WIDEST * 2]
        self._widths[-1] += max(0, _PROSE_WIDTH - sum(self._widths))
        self._sides: list[dict[str, Any]] = []
        self._at = 0

    def write(self, title: str) -> None:
        """The title, if there is one, the prose above, the content, the prose below; and how it is printed."""
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)
        if title:
            self._prose(title, forms.TITLE, 30)
        for line in self._page.above:
            self._prose(line, forms.PROSE)
        match self._page.content:
            case Table() as table:
                self._table(table)
            case Form() as form:
                self._form(form)
        for line in self._page.below:
            self._prose(line, forms.PROSE)
        if self._page.closing:
            self._form(self._page.closing)
        self._printed()

    def _printed(self) -> None:
        """As wide as a page, the number of the page below."""
        wide = sum(self._widths)
        if wide >= _LANDSCAPE_FROM and isinstance(self._page.content, Table):
            self._sheet.set_landscape()
        self._sheet.set_paper(_A3 if wide >= _A3_FROM else _A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        self._sheet.center_horizontally()
        self._sheet.set_footer("&C第 &P 页，共 &N 页")

    def _prose(self, line: str, form: dict[str, Any], height: float = 0) -> None:
        """A line over the width of the table, as high as it needs."""
        room = max(_NARROWEST, sum(self._widths))
        lines = -(-max(1, wcswidth(line)) // max(1, int(room * 0.95)))
        self._sheet.set_row(self._at, min(400, max(height, _LINE * lines)))
        last = len(self._widths) - 1
        if last:
            self._sheet.merge_range(self._at, 0, self._at, last, "", self._made(form))
        self._sheet.write_string(self._at, 0, readable(line), self._made(form))
        self._at += 1

    def _table(self, table: Table) -> None:
        """The heads, which are repeated on every page and stay in sight, and the rows."""
        head = self._at
        for at, column in enumerate(table.columns):
            self._sheet.write_string(head, at, shown(column.title), self._made(forms.HEAD))
        self._sheet.set_row(head, _LINE * max(self._heads(table.columns)) + 6)
        self._sides = [_side(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)]
        for number, row in enumerate(table.rows):
            self._row(head + 1 + number, table.columns, row, muted=number in table.muted)
        self._at = head + 1 + len(table.rows)
        if not table.rows:
            self._prose(table.empty, forms.PROSE)
            return
        for at in range(len(table.columns)):
            self._dress(head + 1, self._at - 1, at, [row[at] for row in table.rows])
        self._sheet.repeat_rows(head)
        name = next((at for at, column in enumerate(table.columns) if not column.right), 0)
        self._sheet.freeze_panes(head + 1, name + 1 if len(table.columns) >= _LONG and name < _NAMED_BEFORE else 0)
        self._sheet.autofilter(head, 0, self._at - 1, len(table.columns) - 1)

    def _row(self, place: int, columns: Sequence[Column], row: Sequence[Cell], *, muted: bool) -> None:
        """A row: grey where nothing is judged by it; what is lacking is red only where its light says so."""
        lit = {cell.colour for cell in row if isinstance(cell, Lamp)}
        red = not muted and bool(lit & {Colour.RED, Colour.YELLOW})
        lines = max(
            1, *(self._lines(at, column, cell) for at, (column, cell) in enumerate(zip(columns, row, strict=True)))
        )
        self._sheet.set_row(place, min(400, _LINE * lines + 6))
        for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
            form: dict[str, Any] = {**forms.FRAMED, **self._sides[at]}
            if muted:
                form["font_color"] = forms.MUTED
            if column.shrink or column.blank:
                form["text_wrap"] = True
            if column.blank and cell is None and not muted:
                form["bg_color"] = forms.TO_WRITE
            self._cell(place, at, cell, form, red=red)

    def _cell(self, row: int, at: int, cell: Cell, form: dict[str, Any], *, red: bool) -> None:
        """One cell: a figure as a number in the form in which it is shown, all else as text."""
        value = figure(cell)
        if cell is None or (value is None and isinstance(cell, Number | Percent | Points | Bar)):
            self._sheet.write_blank(row, at, None, self._made(form))
        elif value is not None:
            form["num_format"] = number_format(cell, value, red=red)
            self._sheet.write_number(row, at, float(value), self._made(form))
        else:
            self._sheet.write_string(row, at, shown(text(cell)), self._made(form))

    def _dress(self, first: int, last: int, at: int, cells: Sequence[Cell]) -> None:
        """What a column shows by its content, whatever is put into it later: bars from 0 to 100 %, lights by words."""
        if any(isinstance(cell, Bar) for cell in cells):
            bar = {"type": "data_bar", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
            self._sheet.conditional_format(first, at, last, at, {**bar, "bar_solid": True, "bar_color": "#9DC3E6"})
        colours = {cell.colour for cell in cells if isinstance(cell, Lamp) and cell.colour is not None}
        for colour in sorted(colours, key=lambda colour: colour.value):
            lit = self._made({"bg_color": forms.FILLS[colour], "font_color": forms.INKS[colour]})
            rule = {"type": "text", "criteria": "begins with", "value": colour.label, "format": lit}
            self._sheet.conditional_format(first, at, last, at, rule)

    def _form(self, form: Form) -> None:
        """Labels beside what is known, and beside yellow room to answer in; each over as many columns as it needs."""
        first = self._across(0, _LABEL_WIDTH)
        last = self._across(first + 1, _ANSWER_WIDTH)
        for each in form.fields:
            answer = readable(clean(each.value))
            lines = sum(-(-max(1, wcswidth(line)) // (_ANSWER_WIDTH - 6)) for line in answer.split("\n"))
            self._sheet.set_row(self._at, _TALL_LINE * max(each.lines, lines) + 8)
            look = forms.ANSWER if answer else {**forms.ANSWER, "bg_color": forms.TO_WRITE}
            self._over(0, first, shown(each.label), forms.LABEL)
            self._over(first + 1, last, answer, look)
            self._at += 1

    def _across(self, begin: int, width: int) -> int:
        """The column at which so much room ends that begins with the column `begin`."""
        last = begin
        while last < len(self._widths) - 1 and sum(self._widths[begin : last + 1]) < width:
            last += 1
        return last

    def _over(self, first: int, last: int, words: str, form: dict[str, Any]) -> None:
        """One text over some columns of the row; no words leave it blank."""
        look = self._made(form)
        if last > first:
            self._sheet.merge_range(self._at, first, self._at, last, "", look)
        if words:
            self._sheet.write_string(self._at, first, words, look)
        else:
            self._sheet.write_blank(self._at, first, None, look)

    def _heads(self, columns: Sequence[Column]) -> list[int]:
        """How many lines each head takes."""
        return [
            -(-wcswidth(column.title) // int(width - 1)) for column, width in zip(columns, self._widths, strict=True)
        ]

    def _lines(self, at: int, column: Column, cell: Cell) -> int:
        """How many lines a cell takes: prose wraps, nothing else does."""
        if not (column.shrink or column.blank) or cell is None:
            return 1
        return -(-max(1, wcswidth(one_line(text(cell)))) // int(self._widths[at] - 1))


def _side(column: Column, cells: Sequence[Cell]) -> dict[str, Any]:
    """Figures stand right, single words in the middle, all else left, a little off the line."""
    if column.right or any(isinstance(cell, Bar) for cell in cells):
        return {"align": "right"}
    words = not (column.shrink or column.blank) and all(wcswidth(one_line(text(cell))) <= _WORD for cell in cells)
    return {"align": "center"} if words else {"align": "left", "indent": 1}


def _width(column: Column, cells: Sequence[Cell]) -> float:
    """How wide a column is: as its texts, within bounds; its head may break into two lines."""
    longest = max((wcswidth(one_line(text(cell))) for cell in cells), default=0)
    if column.blank:
        longest = min(max(longest, _TO_WRITE), 24)
    return min(_WIDEST, max(_NARROWEST, longest + 3, -(-wcswidth(column.title) // 2) + 2))
