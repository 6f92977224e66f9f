"""Which columns of a sheet hold the figures of which metric, and how their numbers are read."""

from collections.abc import Sequence
from typing import NamedTuple

from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.proportion import Bounds, bounds_of
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.domain.values.words import Measure
from jytrack.intake.sheets.checks import misplaced
from jytrack.intake.sheets.column_heads import Column
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.sheet import Context, Field
from jytrack.intake.sheets.stated import Stated
from jytrack.intake.sheets.words import measure_unit, units_of, usual_field, whole
from jytrack.intake.values.cell import Cells, Form, Trouble, is_blank
from jytrack.intake.values.problem import Code

FIELDS = tuple(Field)
PLACES = {field: place for place, field in enumerate(Field)}
"""The five figures of an entry in order, and where each stands among them."""

TWICE = Trouble(Code.DUPLICATE_KEY, "和前面一栏是同一个数", "这个指标只填一栏，另一栏空着")
"""Such as 1月 and 1月累计 of a metric of which only cumulative values are told."""

_PARTS = PLACES[Field.NUMERATOR], PLACES[Field.DENOMINATOR]


class Figures(NamedTuple):
    """Where one metric's figures for one month stand in a row.

    `period` and `unit` None: the row or the sheet says the month, the unit. `cells` are (column, place in the entry,
    cells read so far); `percent` is the column of a rate's percentage, which is compared and never kept; `careful`: the
    entry needs more checks than its cells. `bounds`: between which its figures are in proportion to the year's goal.
    """

    metric: Metric
    unit: str | None
    period: Period | None
    cells: tuple[tuple[int, int, Cells], ...]
    percent: int | None
    careful: bool
    bounds: Bounds | None = None

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that hold its figures, or the percentage where there is nothing else."""
        return tuple(at for at, _, _ in self.cells) or (self.percent or 0,)

    @property
    def parts(self) -> tuple[int, ...]:
        """The columns of a rate's two parts, or the percentage where there are none."""
        return tuple(at for at, place, _ in self.cells if place in _PARTS) or self.columns

    def in_question(self, code: Code, cells: Sequence[str]) -> tuple[int, ...]:
        """The columns of the parts that the problem `code` is about: those left blank where parts are missing."""
        blank = tuple(at for at in self.parts if is_blank(cells[at]))
        return blank if blank and code is Code.RATE_NEEDS_PARTS else self.parts

    def stated(self, cells: Sequence[str]) -> tuple[int, ...]:
        """The columns in which the row `cells` states a figure."""
        return tuple(at for at in self.columns if not is_blank(cells[at])) or self.columns

    def crossing(self, values: Sequence[Quantity | None]) -> tuple[int, ...]:
        """The columns whose figures among an entry's five are out of proportion."""
        figure = self.bounds.crossed(values) if self.bounds else None
        return tuple(at for at, place, _ in self.cells if values[place] == figure)


class FigureColumns:
    """The figure columns of one header, made ready for one metric at a time."""

    def __init__(self, context: Context, header: Header, stated: Stated) -> None:
        self._context = context
        self._header = header
        self._stated = stated
        self._cells: dict[Form, Cells] = {}
        self._reasons: dict[str, Trouble | None] = {}

    def summary(self, said: str) -> tuple[Figures, ...]:
        """The figures of a row that holds many metrics, in the order of their first columns; none in other layouts.

        `said` is as for `of_row`.
        """
        groups: dict[tuple[str, Period | None], list[Column]] = {}
        for column in self._header.figures:
            if column.metric:
                groups.setdefault((column.metric.code, self._month(column)), []).append(column)
        metrics = {column.metric.code: column.metric for column in self._header.figures if column.metric}
        return tuple(self._figures(metrics[code], columns, said) for (code, _), columns in groups.items())

    def of_row(self, metric: Metric, said: str) -> tuple[Figures, ...]:
        """The figures of a row about `metric` alone, whose cell for the measure unit says `said` ("" for nothing).

        One for each month or unit that the headings name, or one for those of the row.
        """
        groups: dict[tuple[str | None, Period | None], list[Column]] = {}
        for column in self._header.figures:
            groups.setdefault((column.unit, self._month(column)), []).append(column)
        return tuple(self._figures(metric, columns, said) for columns in groups.values())

    def _figures(self, metric: Metric, columns: Sequence[Column], said: str) -> Figures:
        """The figures of `metric` in `columns` of one unit and month, where the row says it is measured in `said`."""
        of_row = frozenset((said,) if said else ())
        taken, percent = [], None
        for column in columns:
            field, refusal = column.field, None
            if field is None:
                field, refusal = self._stated.field(metric, usual_field(metric))
            if metric.measure is Measure.RATE and field is Field.VALUE:
                percent = column.at
            else:
                form = self._form(metric, field, (column.said, of_row, self._stated.measures), refusal)
                cells = self._cells.setdefault(form, Cells(form))
                taken.append((column.at, PLACES[field], cells))
        careful = metric.measure is Measure.RATE or metric.source_required
        bounds = bounds_of(metric, self._context.goals.get(metric.code))
        return Figures(metric, columns[0].unit, self._month(columns[0]), tuple(taken), percent, careful, bounds)

    def _apart(self, metric: Metric) -> Trouble | None:
        """Why the sheet's figures are not all of `metric`."""
        if metric.code not in self._reasons:
            names = [name for name, named in self._context.metrics.items() if named.code == metric.code]
            self._reasons[metric.code] = self._stated.apart(metric, names)
        return self._reasons[metric.code]

    def _month(self, column: Column) -> Period | None:
        """The month of a column where it is another than the sheet's."""
        return None if column.period == self._stated.period else column.period

    def _form(
        self, metric: Metric, field: Field, measures: tuple[frozenset[str], ...], refusal: Trouble | None
    ) -> Form:
        """How a number of `metric` is read in a column of `field`; `measures` of column, row and sheet."""
        column, row, sheet = measures
        refusal = self._apart(metric) or refusal or misplaced(metric, field) or _mismeasured(metric, column, row, sheet)
        unit = measure_unit(metric, field)
        return Form(unit, whole(metric, field), metric.may_be_negative, column or row or sheet, refusal)


def _mismeasured(metric: Metric, column: frozenset[str], row: frozenset[str], sheet: frozenset[str]) -> Trouble | None:
    """Why no number of `metric` can be read where its row, column and sheet state these measure units."""
    if not row <= units_of(metric):
        message = f"的计量单位“{next(iter(row))}”不是“{metric.name}”的“{metric.measure_unit}”"
        return Trouble(Code.WRONG_REPORTING, message, "请核对指标和计量单位")
    general = sheet if len(sheet) == 1 else frozenset[str]()  # a list of units speaks of the sheet's metrics together
    own = [words & units_of(metric) for words in (column, row, general) if words & units_of(metric)]
    apart = next((words for words in own[1:] if not words & own[0]), None)
    if apart:
        one, other = "、".join(sorted(own[0])), "、".join(sorted(apart))
        message = f"的计量单位说法不一，一处是“{one}”，一处是“{other}”"
        return Trouble(Code.WRONG_REPORTING, message, "请改成一致")
    return None
