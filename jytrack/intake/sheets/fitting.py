"""Whether what stands around a sheet's figures fits the metrics and months that it turned out to hold."""

from collections.abc import Collection, Iterable, Iterator

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.sheets.stated import Stated
from jytrack.intake.sheets.surroundings import FILE, Place, spans
from jytrack.intake.sheets.words import Role, units_of, usual_field
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.spans import Reach


def unfitting(
    header: Header, around: tuple[Place, ...], whole: Stated, metrics: Iterable[Metric], periods: Collection[Period]
) -> Iterator[Problem]:
    """What does not fit the metrics and months that the sheet turned out to hold.

    A measure unit that none of its metrics has, and months taken together over rows that are all of the last of them:
    what these rows hold may be the month's or the year's.
    """
    if len(whole.measures) == 1 and metrics and not any(whole.measures <= units_of(metric) for metric in metrics):
        message = f"标题里的计量单位“{next(iter(whole.measures))}”，表里没有一个指标是这样计的"
        yield finding(Code.WRONG_REPORTING, message, "请核对计量单位")
    yield from _of_other_metrics(around, {metric.name for metric in metrics})
    if header.place(Role.PERIOD) is None or all(column.field for column in header.figures):
        return
    monthly = any(usual_field(metric) is Field.MONTH for metric in metrics)
    last = {(span.year or whole.year, span.last) for span in spans(around) if span.last and span.reach != Reach.PART}
    if monthly and periods and {(period.year, period.month) for period in periods} == last:
        words = next(span.words for span in spans(around) if span.last)
        message = f"各行都是 {next(iter(periods))} 的数，标题、表名写的却是“{words}”，分不清是当月数还是累计数"
        yield finding(Code.WRONG_REPORTING, message, "请在表头里写明“本月”或“累计”")


def _of_other_metrics(around: Iterable[Place], held: Collection[str]) -> Iterator[Problem]:
    """The problem of a title or a tab that speaks of none of the metrics `held`, and of another."""
    for place in around:
        for said in place.said if place.name != FILE and held else ():
            if said.metrics and said.metrics.isdisjoint(held):
                message = f"{place.name}“{said.text}”说的是“{min(said.metrics)}”，表里却没有这个指标的数"
                yield finding(Code.WRONG_REPORTING, message, "请把标题和指标改成一致")
