"""Which figures a row holds: those of the metric that it names, or those that all rows hold alike."""

from collections.abc import Sequence

from jytrack.domain.plan.target import Metric
from jytrack.intake.sheets.figures import FigureColumns, Figures
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.lookups import Lookups, Named, Remembered
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.spelling import spelling

BETWEEN = "\0"
"""Parts two cells of one key: no text that `decode` lets through holds this character."""

OfRow = Named[tuple[Figures, ...]]


class RowFigures:
    """The figures of the rows under `header`, worked out once for each metric and measure unit that rows name.

    `metric` is that of the whole sheet, where neither rows nor headings name one. A key is the cell of the metric, and
    that of the measure unit where the sheet has a column for it.
    """

    def __init__(self, columns: FigureColumns, lookups: Lookups, header: Header, metric: Metric | None) -> None:
        self._columns, self._lookups, self._metric = columns, lookups, metric
        self._metric_at, self._measure_at = header.place(Role.METRIC), header.place(Role.MEASURE_UNIT)
        self.by_key = Remembered[str, OfRow](self._of_key)
        by_row = self._metric_at is not None or self._measure_at is not None
        self._same_for_all = None if by_row else self._of_key("")

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics that the sheet holds figures of, or names."""
        found = (self._same_for_all,) if self._same_for_all else self.by_key.values()
        return tuple(dict.fromkeys(each.metric for named in found for each in named.what or ()))

    def of_row(self, cells: Sequence[str]) -> OfRow:
        """The figures of a row; what is wrong with its metric where there are none."""
        if self._same_for_all:
            return self._same_for_all
        key = "" if self._metric_at is None else cells[self._metric_at]
        return self.by_key[key if self._measure_at is None else f"{key}{BETWEEN}{cells[self._measure_at]}"]

    def _of_key(self, key: str) -> OfRow:
        """The figures of rows whose metric (and measure unit) is written `key`."""
        name, _, said = key.partition(BETWEEN)
        if self._metric_at is not None:
            measured, trouble = self._lookups.metric(name)
            if measured is None:
                return Named(None, trouble)
            return Named(self._columns.of_row(measured.metric, spelling(said) or measured.said))
        words = "" if said and self._lookups.unit(said).what else spelling(said)  # 单位 may mean an organisation
        return Named(self._columns.of_row(self._metric, words) if self._metric else self._columns.summary(words))
