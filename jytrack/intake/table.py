"""The rows under a sheet's header become entries and problems; every layout comes down to this one walk.

A sheet may have a million rows, so a row costs a few look-ups: each text is read once and remembered, and what a
metric's columns take is worked out once per metric.
"""

import re
from collections.abc import Iterable, Sequence

from jytrack.domain.period import Period
from jytrack.domain.quantity import Quantity
from jytrack.domain.reading import Entry
from jytrack.domain.words import Measure
from jytrack.intake.checks import check_rate, check_source, is_personal
from jytrack.intake.figures import FIELDS, PLACES, FigureColumns, Figures
from jytrack.intake.headers import Role
from jytrack.intake.layouts import Header, suspect_column
from jytrack.intake.lookups import Lookups, Named, Remembered
from jytrack.intake.problem import Code, Problem, Severity, finding
from jytrack.intake.register import Register
from jytrack.intake.rows import column_letter
from jytrack.intake.sheet import Context, Field
from jytrack.intake.spelling import spelling
from jytrack.intake.titles import Stated
from jytrack.intake.totals import TotalCell, TotalRow, total_row
from jytrack.intake.values import Trouble, is_amount, is_blank

_FOOTER = re.compile(
    r"(制表|填表|填报|审核|复核|报送|经办|统计|主管|分管|单位)(人|员|负责人|领导|日期|时间|单位)?(\(.*?\))?:"
    r"|(制表|填表|填报|审核|复核|经办|联系|负责)人|联系电话|电话|(附注|备注|说明|注):"
)
_NOTHING: list[Quantity | None] = [None] * len(Field)
# No text that `decode` lets through holds this character, so it parts two cells of one key.
_BETWEEN = "\0"


class Walk:
    """One pass over the rows under `header`: entries go to the register, all else is kept here."""

    def __init__(self, context: Context, header: Header, stated: Stated, *, guarded: bool) -> None:
        """`guarded`: the sheet may hold personal data, so that every row is searched for it."""
        self.register = Register(context)
        self.totals: list[TotalCell] = []
        self.problems: list[Problem] = []
        self.leaks: list[Problem] = []
        self.row = header.rows
        self.units_seen = 0
        self._header = header
        self._guarded = guarded
        self._columns = FigureColumns(header)
        self._summary = self._columns.summary()
        self._lookups = Lookups(context, stated)
        self._units = Remembered(self._lookups.unit)
        self._periods = Remembered(self._lookups.period)
        self._long = Remembered(self._long_figures)
        self._stated = Named(stated.period)
        self._width = len(header.columns)
        self._unit_at = header.place(Role.UNIT) or 0
        self._metric_at = header.place(Role.METRIC) or 0
        self._period_at = header.place(Role.PERIOD)
        self._measure_unit_at = header.place(Role.MEASURE_UNIT)
        self._source_at = header.place(Role.SOURCE)
        self._note_at = header.place(Role.NOTE)
        self._noted: set[int] = set()

    def read(self, rows: Iterable[Sequence[str]]) -> None:
        """Take in the rows under the header."""
        width, unit_at = self._width, self._unit_at
        for cells in rows:
            self.row += 1
            if len(cells) < width:
                cells = [*cells, *[""] * (width - len(cells))]
            unit = self._units[cells[unit_at]]
            if (unit.what is not None and not self._guarded) or not self._set_apart(cells, unit):
                self._take_row(cells, unit)

    def _take_row(self, cells: Sequence[str], unit: Named[str]) -> None:
        """Take the readings of one row in."""
        self.units_seen += 1
        period_at = self._period_at
        period = self._stated if period_at is None else self._periods[cells[period_at]]
        groups = self._summary or self._row_figures(cells)
        stated = not groups and not self._blank(cells)
        for figures in groups:
            stated |= self._take(cells, unit.what, period.what, figures)
        if stated and unit.trouble:
            self._cell_problem(unit.trouble, cells, self._unit_at)
        if stated and period.trouble and period_at is not None:
            self._cell_problem(period.trouble, cells, period_at)
        if self._header.suspects or len(cells) > self._width:
            self._search_suspects(cells)

    def _take(self, cells: Sequence[str], unit: str | None, period: Period | None, figures: Figures) -> bool:
        """Take one reading in unless something is wrong with it; whether there was any."""
        values, sound, touched = _NOTHING.copy(), True, False
        for at, place, read in figures.cells:
            values[place], trouble = read[cells[at]]
            if trouble is not None:
                touched = True
                sound &= self._cell_problem(trouble, cells, at)
        percent = "" if figures.percent is None or is_blank(cells[figures.percent]) else cells[figures.percent]
        if values == _NOTHING and not percent and not touched:
            return False
        source = "" if self._source_at is None else cells[self._source_at].strip()
        if figures.careful and sound:
            sound = self._check(figures, values, percent, source)
        if unit is not None and period is not None and sound:
            month, cumulative, value, numerator, denominator = values
            figure = month, cumulative, value, numerator, denominator
            note = "" if self._note_at is None else cells[self._note_at].strip()
            trouble = self.register.add(Entry(self.row, unit, figures.metric.code, period, *figure, source, note))
            if trouble is not None and not (trouble.code is Code.DUPLICATE_KEY and self._said_doubled()):
                self._row_problem(trouble, figures)
        return True

    def _said_doubled(self) -> bool:
        """Whether it has been said that this row comes twice: once is enough for all its figures."""
        return any(p.row == self.row and p.code is Code.DUPLICATE_KEY for p in self.problems[-2 * len(Field) :])

    def _check(self, figures: Figures, values: Sequence[Quantity | None], percent: str, source: str) -> bool:
        """Whether the reading passes the checks that need more than one cell."""
        metric, sound = figures.metric, True
        troubles = [*check_source(metric, source)]
        if metric.measure is Measure.RATE:
            parts = values[PLACES[Field.NUMERATOR]], values[PLACES[Field.DENOMINATOR]]
            troubles += check_rate(metric, *parts, percent)
        for trouble in troubles:
            sound &= self._row_problem(trouble, figures)
        return sound

    def _row_figures(self, cells: Sequence[str]) -> tuple[Figures, ...]:
        """The figures of a long sheet's row, none when its metric is unknown, which is said where figures are given."""
        text, unit_at = cells[self._metric_at], self._measure_unit_at
        named = self._long[text if unit_at is None else f"{text}{_BETWEEN}{cells[unit_at]}"]
        if named.what is not None:
            return (named.what,)
        if named.trouble and not self._blank(cells):
            self._cell_problem(named.trouble, cells, self._metric_at)
        return ()

    def _long_figures(self, text: str) -> Named[Figures]:
        """The figures of rows whose metric (and measure unit, where the sheet has it) is written `text`."""
        name, _, said = text.partition(_BETWEEN)
        metric = self._lookups.metric(name)
        if metric.what is None:
            return Named(None, metric.trouble)
        return Named(self._columns.long(metric.what, spelling(said)))

    def _set_apart(self, cells: Sequence[str], unit: Named[str]) -> bool:
        """Whether a row is no reading: blank, a signature line, a total (kept for comparing), a remark without figures.

        Signature lines are dropped unread, telephone and all; every other row is searched for personal data.
        """
        first = next((cell for cell in cells if cell.strip()), None)
        if first is None or (unit.what is None and _FOOTER.match(spelling(first))):
            return True
        if self._guarded:
            self._search_personal(cells)
        if unit.what is not None:
            return False
        word = spelling(cells[self._unit_at]) or spelling(first)
        if (of := total_row(word)) is not None:
            self._keep_total(cells, of)
            return True
        return self._blank(cells)

    def _keep_total(self, cells: Sequence[str], of: TotalRow) -> None:
        """Keep the cells of a total row for comparing; a level is never a sum."""
        period_at = self._period_at
        period = None if period_at is None else self._periods[cells[period_at]].what
        for figures in self._summary or self._row_figures(cells):
            if figures.metric.measure is Measure.LEVEL:
                continue
            for index, place, read in figures.cells:
                typed, title, field = cells[index], self._header.columns[index].title, FIELDS[place]
                where = self.row, index, title, typed, of
                self.totals.append(TotalCell(*where, figures.metric.code, period, field, read[typed].quantity))

    def _blank(self, cells: Sequence[str]) -> bool:
        """Whether the row `cells` reports no figure."""
        return all(is_blank(cells[column.at]) for column in self._header.figures)

    def _search_personal(self, cells: Sequence[str]) -> None:
        """Note the cells that hold personal data: where they are, never what they hold."""
        for index, cell in enumerate(cells):
            if is_personal(cell):
                message, advice = "含有身份证号或手机号", "请删去所有个人信息后重新发来，只报汇总数"
                letter = column_letter(index)
                self.leaks.append(finding(Code.PERSONAL_DATA, message, advice, row=self.row, column=letter))

    def _search_suspects(self, cells: Sequence[str]) -> None:
        """Note once each column that is not understood and yet holds numbers: no figure may vanish in silence."""
        beyond = range(self._width, len(cells)) if self._summary else ()
        for index in (*self._header.suspects, *beyond):
            if is_amount(cells[index]) and index not in self._noted:
                self._noted.add(index)
                self.problems.append(suspect_column(self._header, index))

    def _cell_problem(self, trouble: Trouble, cells: Sequence[str], index: int) -> bool:
        """Note `trouble` with the cell at `index`; whether the reading stands all the same."""
        message = f"{self._header.columns[index].title}{trouble.message}"
        place = {"column": column_letter(index), "value": cells[index]}
        problem = finding(trouble.code, message, trouble.suggestion, row=self.row, **place)
        self.problems.append(problem)
        return problem.severity is not Severity.ERROR

    def _row_problem(self, trouble: Trouble, figures: Figures) -> bool:
        """Note `trouble` with a reading as a whole; whether it stands all the same."""
        letter = column_letter(figures.first)
        problem = finding(trouble.code, trouble.message, trouble.suggestion, row=self.row, column=letter)
        self.problems.append(problem)
        return problem.severity is not Severity.ERROR
