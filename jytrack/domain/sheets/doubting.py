"""The life of a doubt: found in what is on record, open until somebody accepts the figure or it is another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.checking import Suspicion
from jytrack.domain.sheets.records import ReadingRecord
from jytrack.domain.values.period import Period

MARK = "※"
"""Stands in a page behind what an open doubt is about."""


class Decision(NamedTuple):
    """What the office last said of a doubt: that the figure is right, or that it is doubted again."""

    accepted: bool
    note: str
    by: str
    at: datetime


class OpenDoubt(NamedTuple):
    """A doubt that nobody has accepted; `metric` None: about all figures of the unit's sheet."""

    number: int
    metric: str | None
    unit: str
    period: Period


class Standing(NamedTuple):
    """A doubt that holds, with its number and the last decision about it."""

    number: int
    suspicion: Suspicion
    decision: Decision | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has accepted the figure."""
        return self.decision is None or not self.decision.accepted


class OpenDoubts:
    """The open doubts of a plan, to be counted about what a page shows."""

    def __init__(self, doubts: Iterable[OpenDoubt] = ()) -> None:
        """Ready to be counted."""
        self.doubts: Sequence[OpenDoubt] = tuple(doubts)
        self._of_unit = Counter((doubt.metric, doubt.unit) for doubt in self.doubts)
        self._of_metric = Counter(doubt.metric for doubt in self.doubts)
        self._of_month = Counter((doubt.metric, doubt.unit, doubt.period) for doubt in self.doubts)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.doubts)

    def about(self, target: Target, unit: str | None = None) -> int:
        """How many are about figures of `target`, of one unit or of all that report it; a whole sheet's among them."""
        if unit is not None:
            return self._of_unit[target.code, unit] + self._of_unit[None, unit]
        sheets = sum(self._of_unit[None, each] for each in target.units) if self._of_metric[None] else 0
        return self._of_metric[target.code] + sheets

    def about_month(self, metric: str, unit: str, period: Period) -> int:
        """How many are about the unit's figure of one month, of the metric with this code."""
        return self._of_month[metric, unit, period] + self._of_month[None, unit, period]

    def about_record(self, record: ReadingRecord) -> int:
        """How many are about what a reading states; none are about what counts no more."""
        reading = record.reading
        return self.about_month(record.metric.code, reading.unit, reading.period) if record.in_force else 0

    def among(self, targets: Iterable[Target], unit: str | None = None) -> "OpenDoubts":
        """Those about figures of `targets`, of one unit or of all."""
        codes, units = set[str | None](), set[str]()
        for target in targets:
            codes.add(target.code)
            units.update(target.units)
        return OpenDoubts(
            doubt
            for doubt in self.doubts
            if unit in (None, doubt.unit) and (doubt.metric in codes or (doubt.metric is None and doubt.unit in units))
        )


NO_DOUBTS = OpenDoubts()
