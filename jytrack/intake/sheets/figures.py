"""Which columns of a sheet hold the figures of which metric, and how their numbers are read."""

from collections.abc import Iterable
from typing import NamedTuple

from jytrack.domain.plan.plan import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Measure
from jytrack.intake.sheets.checks import misplaced
from jytrack.intake.sheets.headers import Column, measure_unit, units_of, usual_field, whole
from jytrack.intake.sheets.layouts import Header
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.cell import Cells, Form, Trouble
from jytrack.intake.values.problem import Code

FIELDS = tuple(Field)
PLACES = {field: place for place, field in enumerate(Field)}
"""The five figures of an entry in order, and where each stands among them."""


class Figures(NamedTuple):
    """Where one metric's figures for one month stand in a row.

    `period` None: the row or the sheet says the month. `cells` are (column, place in the entry, cells read so far);
    `percent` is the column of a rate's percentage, which is compared and never kept; `careful`: the entry needs more
    checks than its cells.
    """

    metric: Metric
    period: Period | None
    cells: tuple[tuple[int, int, Cells], ...]
    percent: int | None
    careful: bool

    @property
    def first(self) -> int:
        """The first column that holds anything of the metric."""
        return min(index for index in (self.percent, *(cell[0] for cell in self.cells)) if index is not None)


class FigureColumns:
    """The figure columns of one header, made ready for one metric at a time."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._cells: dict[Form, Cells] = {}

    def summary(self) -> tuple[Figures, ...]:
        """The figures of a row that holds many metrics, in the order of their first columns; none in other layouts."""
        metrics = {column.metric.code: column.metric for column in self._header.figures if column.metric}
        return tuple(
            self._figures(metric, None, [c for c in self._header.figures if c.metric is metric], frozenset())
            for metric in metrics.values()
        )

    def of_row(self, metric: Metric, said: str) -> tuple[Figures, ...]:
        """The figures of a row about `metric` alone, whose cell for the measure unit says `said` ("" for nothing).

        One for each month that the headings name, or one for the month of the row.
        """
        words = frozenset((said,) if said else ())
        months = dict.fromkeys(column.period for column in self._header.figures)
        return tuple(
            self._figures(metric, month, [c for c in self._header.figures if c.period == month], words)
            for month in months
        )

    def _figures(
        self, metric: Metric, period: Period | None, columns: Iterable[Column], said: frozenset[str]
    ) -> Figures:
        """The figures of `metric` in `columns`, where the row says that it is measured in `said`."""
        taken, percent = [], None
        for column in columns:
            field = column.field or usual_field(metric)
            if metric.measure is Measure.RATE and field is Field.VALUE:
                percent = column.at
            else:
                form = self._form(metric, field, column.said or said or self._header.said, said)
                cells = self._cells.setdefault(form, Cells(form))
                taken.append((column.at, PLACES[field], cells))
        careful = metric.measure is Measure.RATE or metric.source_required
        return Figures(metric, period, tuple(taken), percent, careful)

    def _form(self, metric: Metric, field: Field, said: frozenset[str], row_says: frozenset[str]) -> Form:
        """How a number of `metric` is read in a column of `field`."""
        refusal = misplaced(metric, field)
        if refusal is None and not row_says <= units_of(metric):
            message = f"的计量单位“{next(iter(row_says))}”不是“{metric.name}”的“{metric.measure_unit}”"
            refusal = Trouble(Code.WRONG_REPORTING, message, "请核对指标和计量单位")
        unit = measure_unit(metric, field)
        return Form(unit, whole(metric, field), metric.may_be_negative, said, refusal)
