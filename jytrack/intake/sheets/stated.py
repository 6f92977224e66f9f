"""What is stated around a sheet's figures, as one value: what it makes of a figure, and of which it leaves none."""

from collections.abc import Collection

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Reporting
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.cell import Trouble
from jytrack.intake.values.problem import Code, Problem
from jytrack.intake.values.spans import Reach, Span


@valueclass
class Stated:
    """What is stated for the whole sheet, None where nothing is; `by` says what states the month.

    `year` is the one that a month without a year belongs to; `measures` are the measure units stated. `over`: the
    figures run over several months, in the words that say so; `monthly`: they are the month's, likewise. `parts`: of
    whom alone they are. `before`: the sheet is said to hold the figures of the year before, so no month of another year
    is right in it.
    """

    year: int
    period: Period | None = None
    by: str = ""
    unit: str | None = None
    metric: Metric | None = None
    measures: frozenset[str] = frozenset()
    over: Span | None = None
    monthly: str = ""
    parts: frozenset[str] = frozenset()
    before: bool = False
    problems: tuple[Problem, ...] = ()

    def apart(self, metric: Metric, names: Collection[str]) -> Trouble | None:
        """Why no figure of `metric`, known by `names`, is right where the figures are of some people alone."""
        part = next((part for part in sorted(self.parts) if not any(part in name for name in names)), None)
        if part is None and (self.over is None or self.over.reach is not Reach.PART):
            return None
        if part is None and self.over is not None:
            return _contradicts(metric, self.over.words, "不是整月的数")
        message = f"里是“{metric.name}”的数，标题、表名写的却是“{part}”，只是其中一部分"
        return Trouble(
            Code.WRONG_REPORTING, message, "请按指标的口径填全部的数；表里就是全部的，请从标题、表名里删去这个词"
        )

    def field(self, metric: Metric, usual: Field) -> tuple[Field, Trouble | None]:
        """The figure that a number under a heading without one is, and why there can be none of `metric`."""
        if self.over is not None:
            return self._over(metric, usual, self.over)
        if self.monthly and usual is Field.CUMULATIVE:
            return usual, _contradicts(metric, self.monthly, "没有当月数，只报累计数")
        return usual, None

    def _over(self, metric: Metric, usual: Field, over: Span) -> tuple[Field, Trouble | None]:
        """The same where the figures run over several months."""
        if not over.from_january or self.monthly:
            words = f"{over.words}”和“{self.monthly}" if self.monthly else over.words
            return usual, _contradicts(metric, words, "分不清是当月数还是累计数")
        if metric.reporting is not Reporting.POINT:
            return Field.CUMULATIVE, None
        if over.reach in (Reach.AS_OF, Reach.QUARTER):
            return usual, None  # as things stand at the end of the last month
        return usual, _contradicts(metric, over.words, "没有累计数")


def _contradicts(metric: Metric, words: str, why: str) -> Trouble:
    """That `metric` has no figure of what the surroundings say."""
    message = f"里是“{metric.name}”的数，标题、表名写的却是“{words}”，{why}"
    return Trouble(Code.WRONG_REPORTING, message, "请一个月一张表，或在表头里写明“本月”“累计”")
