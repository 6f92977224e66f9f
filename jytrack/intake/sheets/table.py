"""The rows under a sheet's header become entries and problems; every layout comes down to this one walk.

What a reading is about, its unit, metric and month, stands in the row, in the headings, or once for the whole sheet.
Each text is read once and remembered, and what a metric's columns take is worked out once per metric.
"""

from collections.abc import Iterable, Iterator, Sequence

from jytrack.domain.figures.reading import Entries, Entry, Key
from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.domain.values.words import Measure
from jytrack.intake.sheets.apart import (
    Printed,
    TotalRow,
    changed,
    first_filled,
    is_footer,
    remark,
    remarked,
    section,
    total_row,
    worded,
)
from jytrack.intake.sheets.beside import Beside
from jytrack.intake.sheets.blocks import blocks
from jytrack.intake.sheets.checks import check_period, check_rate, check_source, not_on_duty
from jytrack.intake.sheets.column_heads import Headings
from jytrack.intake.sheets.figures import FIELDS, PLACES, TWICE, FigureColumns, Figures
from jytrack.intake.sheets.header import Header, doubled_columns
from jytrack.intake.sheets.leaks import personal_data
from jytrack.intake.sheets.lookups import Lookups, Named, Remembered
from jytrack.intake.sheets.plainrows import PlainRows
from jytrack.intake.sheets.proportion import Proportion
from jytrack.intake.sheets.row_figures import RowFigures
from jytrack.intake.sheets.sheet import Context, Field
from jytrack.intake.sheets.stated import Stated
from jytrack.intake.sheets.statements import Vocabulary
from jytrack.intake.sheets.strays import Strays
from jytrack.intake.sheets.totals import TotalCell
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.cell import Trouble, is_blank
from jytrack.intake.values.personal import masked
from jytrack.intake.values.problem import MOST_LISTED, ProblemList, Severity
from jytrack.intake.values.rows import column_letter

_NOTHING: list[Quantity | None] = [None] * len(Field)


class Walk:
    """One pass over the rows under `header`: entries are handed out block by block, all else is kept here."""

    def __init__(
        self, context: Context, vocabulary: Vocabulary, header: Header, stated: Stated, *, guarded: bool
    ) -> None:
        """`guarded`: every row is searched for personal data; `named` is what the cells for units name."""
        self.totals: list[TotalCell] = []
        self.problems = ProblemList()
        self.leaks = ProblemList()
        self.doubled = doubled_columns(header)
        self.row = header.rows
        self.rows_taken = 0
        self.units, self.periods = set[str](), set[Period]()
        self._duties, self._proportion = context.duties, Proportion(context)
        self.blanks: list[Key] | None = [] if context.correcting else None
        self._region, self._vocabulary = context.region, vocabulary
        self._open_field = any(column.field is None for column in header.figures)
        beside = Beside(header, Headings(context, vocabulary, stated.year), stated.period)
        self._printed, self._strays = Printed(header), Strays(header, beside)
        self.set_aside = self._strays.set_aside
        self._header, self._guarded = header, guarded
        self._lookups = lookups = Lookups(context, stated)
        self.named = Remembered(lookups.unit)
        self._periods = Remembered(lookups.period)
        self._stated_unit, self._stated_period = Named(stated.unit), Named(stated.period)
        self._months = Remembered[Period, Named[Period]](
            lambda month: Named(month, check_period(month, context.year, context.received_on))
        )
        self._width = len(header.columns)
        self._unit_at = header.place(Role.UNIT)
        self._metric_at = header.place(Role.METRIC)
        self._period_at = header.place(Role.PERIOD)
        places = (self._unit_at, self._metric_at, self._period_at)
        self._key_at = next((at for at in places if at is not None), 0)
        others = Role.SOURCE, Role.NOTE
        self._source_at, self._note_at = map(header.place, others)
        self._figures = RowFigures(FigureColumns(context, header, stated), lookups, header, stated.metric)
        self._plain: PlainRows | None = None
        if not guarded and PlainRows.can_read(header):
            names = self.named, self._figures.by_key, self._periods, beside.changed_by
            self._plain = PlainRows(header, context.duties, *names, stated.period)
            self.units, self.periods = self._plain.units, self._plain.periods

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics that the sheet holds figures of, or names."""
        return self._figures.metrics

    def read(self, rows: Iterator[Sequence[str]], first: Sequence[Sequence[str]] = ()) -> Iterator[Entries]:
        """The entries of the rows under the header: `first`, then `rows`, which may raise csv.Error."""
        for block in blocks(rows, first, self._width if self._plain else 0):
            plain = self._plain.read(block, self.row + 1) if self._plain else None
            if plain is not None:
                self.row += len(block)
                self.rows_taken += len(block)
                yield plain
            else:
                yield self._read_rows(block)

    def _read_rows(self, block: Iterable[Sequence[str]]) -> list[Entry]:
        """Take rows in one by one."""
        entries: list[Entry] = []
        for cells in block:
            self._read_row(cells, entries)
        self.units.update(entry.unit for entry in entries)
        self.periods.update(entry.period for entry in entries)
        return entries

    def _read_row(self, cells: Sequence[str], entries: list[Entry]) -> None:
        """Take one row in."""
        self.row += 1
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        known = self._key(cells).what is not None
        if (known and not self._guarded) or not self._set_apart(cells, known=known):
            self._take_row(cells, entries)

    def _key(self, cells: Sequence[str]) -> Named[str] | Named[tuple[Figures, ...]] | Named[Period]:
        """What the row begins with: its unit, else its metric, else its month; a blank one says nothing."""
        if self._unit_at is not None:
            return self.named[cells[self._unit_at]]
        if self._metric_at is not None:
            return self._figures.of_row(cells)
        month = cells[self._key_at]
        return self._periods[month] if month.strip() else Named(None)

    def _take_row(self, cells: Sequence[str], entries: list[Entry]) -> None:
        """Take the readings of one row in."""
        self.rows_taken += 1
        unit = self._stated_unit if self._unit_at is None else self.named[cells[self._unit_at]]
        period = self._stated_period if self._period_at is None else self._periods[cells[self._period_at]]
        groups = self._row_figures(cells)
        stated = not groups and not self._blank(cells)
        for figures in groups:
            month = self._months[figures.period] if figures.period else period
            stated |= self._take(cells, figures.unit or unit.what, month, figures, entries)
        if stated and unit.trouble and self._unit_at is not None:
            self._cell_problem(unit.trouble, cells, self._unit_at)
        if stated and period.trouble and self._period_at is not None:
            self._cell_problem(period.trouble, cells, self._period_at)
        self.problems.extend(self._strays.look(self.row, cells))

    def _take(
        self, cells: Sequence[str], unit: str | None, period: Named[Period], figures: Figures, entries: list[Entry]
    ) -> bool:
        """Take one reading in unless something is wrong with it; whether there was any."""
        values, sound, touched = _NOTHING.copy(), True, False
        for at, place, read in figures.cells:
            quantity, trouble = read[cells[at]]
            if quantity is not None:
                if values[place] is not None and not self.doubled:
                    trouble = TWICE
                values[place] = quantity
            if trouble is not None:
                touched = True
                sound &= self._cell_problem(trouble, cells, at)
        percent = "" if figures.percent is None or is_blank(cells[figures.percent]) else cells[figures.percent]
        if values == _NOTHING and not percent and not touched:
            self._note_blank(unit, period.what, figures.metric)
            return False
        source = "" if self._source_at is None else cells[self._source_at].strip()
        if figures.careful and sound:
            sound = self._check(figures, values, percent, source, cells)
        if trouble := self._proportion.trouble(figures, values, unit, period.what):
            crossing = figures.crossing(values)
            sound &= self._row_problem(trouble, crossing, cells[crossing[0]])
        if figures.period is not None and period.trouble:
            sound &= self._cell_problem(period.trouble, cells, figures.stated(cells)[0])
        elif unit is not None and period.what is not None and sound:
            if (unit, figures.metric.code) in self._duties:
                note = "" if self._note_at is None else cells[self._note_at].strip()
                month, cumulative, value, numerator, denominator = values
                figure = month, cumulative, value, numerator, denominator
                entries.append(Entry(self.row, unit, figures.metric.code, period.what, *figure, source, note))
            else:
                self._row_problem(not_on_duty(unit), figures.stated(cells))
        return True

    def _check(
        self, figures: Figures, values: Sequence[Quantity | None], percent: str, source: str, cells: Sequence[str]
    ) -> bool:
        """Whether the reading passes the checks that need more than one cell."""
        metric, sound = figures.metric, True
        for trouble in check_source(metric, source, has_column=self._source_at is not None):
            at = figures.stated(cells) if self._source_at is None else (self._source_at,)
            sound &= self._row_problem(trouble, at)
        if metric.measure is Measure.RATE:
            parts = values[PLACES[Field.NUMERATOR]], values[PLACES[Field.DENOMINATOR]]
            for trouble in check_rate(metric, *parts, percent, has_columns=len(figures.parts) == len(parts)):
                sound &= self._row_problem(trouble, figures.in_question(trouble.code, cells))
        return sound

    def _note_blank(self, unit: str | None, period: Period | None, metric: Metric) -> None:
        """Keep what a sheet that replaces another leaves blank, as far as anybody goes through it."""
        if self.blanks is None or unit is None or period is None or len(self.blanks) >= MOST_LISTED:
            return
        if (unit, metric.code) in self._duties:
            self.blanks.append((unit, metric.code, period))

    def _row_figures(self, cells: Sequence[str]) -> tuple[Figures, ...]:
        """The figures of a row that says what it is about; none when that is unknown, which is said with figures."""
        found = self._figures.of_row(cells)
        if found.trouble and self._metric_at is not None and not self._blank(cells):
            self._cell_problem(found.trouble, cells, self._metric_at)
        return found.what or ()

    def _set_apart(self, cells: Sequence[str], *, known: bool) -> bool:
        """Whether a row is no reading: blank, a signature line, a total (kept for comparing), a remark without figures.

        `known`: the row begins with a unit or metric of the plan. Signature lines are dropped unread, telephone and
        all; every other row is searched for personal data.
        """
        first = next((cell for cell in cells if cell.strip()), None)
        if first is None:
            return True
        if not known and is_footer(first):
            cells = list(map(masked, cells))
            if (said := remark(self._vocabulary, cells, open_field=self._open_field)) is not None:
                self._cell_problem(remarked(said), cells, first_filled(cells))
            return True
        if self._guarded:
            figures = lambda: self._figures.of_row(cells).what or ()  # noqa: E731
            self.leaks.extend(personal_data(self.row, cells, figures))
        if known:
            return False
        if self._printed.again(cells) or self._printed.numbers(cells):
            return True
        said = section(self._vocabulary, cells)
        by_month = self._key_at == self._period_at
        words = worded(cells[column.at] for column in self._header.figures)
        of = None if said or words else total_row(cells[self._key_at].strip(), first, self._region, by_month=by_month)
        if of is not None:
            if self._unit_at is not None:
                self._keep_total(cells, of)
            return True
        if said is not None:
            self._cell_problem(changed(said), cells, first_filled(cells))
            return True
        return self._blank(cells)

    def _keep_total(self, cells: Sequence[str], of: TotalRow) -> None:
        """Keep the cells of a total row for comparing; a level is never a sum."""
        period_at = self._period_at
        of_row = None if period_at is None else self._periods[cells[period_at]].what
        blank = self._metric_at is not None and not cells[self._metric_at].strip()
        for figures in () if blank else self._row_figures(cells):
            if figures.metric.measure is Measure.LEVEL:
                continue
            period = figures.period or of_row
            for index, place, read in figures.cells:
                typed, title, field = cells[index], self._header.columns[index].title, FIELDS[place]
                where = self.row, index, title, typed, of
                self.totals.append(TotalCell(*where, figures.metric.code, period, field, read[typed].quantity))

    def _blank(self, cells: Sequence[str]) -> bool:
        """Whether the row `cells` reports no figure."""
        return all(is_blank(cells[column.at]) for column in self._header.figures)

    def _cell_problem(self, trouble: Trouble, cells: Sequence[str], index: int) -> bool:
        """Note `trouble` with the cell at `index`; whether the reading stands all the same."""
        message = f"{self._header.columns[index].title if index < self._width else ''}{trouble.message}"
        return self._row_problem(trouble._replace(message=message), (index,), cells[index])

    def _row_problem(self, trouble: Trouble, columns: Sequence[int], value: str | None = None) -> bool:
        """Note `trouble` with a reading, and the columns in question; whether the reading stands all the same."""
        letter, *also = map(column_letter, columns)
        problem = trouble.at(self.row, letter, also, value)
        self.problems.append(problem)
        return problem.severity is not Severity.ERROR
