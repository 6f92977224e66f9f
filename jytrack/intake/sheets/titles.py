"""What a whole sheet is about, where its rows do not say: the month, the unit and the metric (intake.md, Layouts).

The option, the titles, the sheet's tab and the file's name are asked in this order; two that disagree are an error.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from jytrack.domain.plan.plan import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Reporting
from jytrack.intake.sheets.checks import check_period
from jytrack.intake.sheets.headers import Role
from jytrack.intake.sheets.layouts import Header
from jytrack.intake.sheets.sheet import Context, Layout
from jytrack.intake.values.periods import named_periods, named_span, named_year
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.spelling import spelling

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated for the whole sheet, None where nothing is; `by` says what states the month.

    `year` is the one that a month without a year belongs to.
    """

    year: int
    period: Period | None = None
    by: str = ""
    unit: str | None = None
    metric: Metric | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """One of the places where a sheet says what it is about."""

    name: str
    texts: tuple[str, ...]


def stated(context: Context, header: Header, file: str, tab: str = "") -> Stated:
    """What option, titles, tab and file name state; a problem where two disagree or a needed statement is missing."""
    places = _Place("标题", header.titles), _Place("工作表名", (tab,)), _Place("文件名", (PurePath(file).name,))
    problems: list[Problem] = []
    period, by = _period(context, header, places, problems)
    unit, metric = context.unit, None
    if header.place(Role.UNIT) is None:
        unit = _unit(context, places, problems)
    if header.layout is Layout.GRID and header.place(Role.METRIC) is None:
        metric = _metric(context, places, problems)
    year = period.year if period else stated_year(header.titles) or context.year
    return Stated(year, period, by, unit, metric, tuple(problems))


def named_unit(context: Context, header: Header, file: str, tab: str = "") -> str | None:
    """The one unit that titles, tab and file name speak of; None when they speak of none or of several."""
    return _only(_named(text, context.units) for text in (*header.titles, tab, PurePath(file).name))


def stated_year(titles: Iterable[str]) -> int | None:
    """The only year that the titles name."""
    return _only({year} if (year := named_year(title)) else set() for title in titles)


def _period(
    context: Context, header: Header, places: Iterable[_Place], problems: list[Problem]
) -> tuple[Period | None, str]:
    """The month of the sheet and what states it; a title or name that states several months states none."""
    if header.layout is Layout.GRID:
        if context.period:
            message = f"每一列写明了月份，导入时却给了月份 {context.period}"
            problems.append(finding(Code.PERIOD_CONFLICT, message, "全年分月表请单独导入，不加 --period"))
        return None, ""
    given = frozenset({context.period} if context.period else ())
    found = _agreeing(
        "导入时给的月份", given, places, lambda text: named_periods(text, context.year), Code.PERIOD_CONFLICT, problems
    )
    problems += _spans(header)
    if found is None:
        if header.place(Role.PERIOD) is None:
            message = "看不出是哪个月的数"
            problems.append(finding(Code.UNKNOWN_PERIOD, message, "请在标题里写明年月，或导入时加 --period 年-月"))
        return None, ""
    period, by = found
    if trouble := check_period(period, context.year, context.received_on):
        problems.append(finding(trouble.code, f"{by}里的{trouble.message}", trouble.suggestion))
        return None, by
    return period, by


def _unit(context: Context, places: Iterable[_Place], problems: list[Problem]) -> str | None:
    """The unit of a sheet whose rows name none."""
    given = frozenset({context.unit} if context.unit else ())
    found = _agreeing(
        "导入时给的单位", given, places, lambda text: _named(text, context.units), Code.UNIT_CONFLICT, problems
    )
    if found is None:
        message = "看不出是哪个单位的表"
        problems.append(finding(Code.UNKNOWN_UNIT, message, "请在标题或文件名里写单位全称，或导入时加 --unit 单位"))
        return None
    return found[0]


def _metric(context: Context, places: Iterable[_Place], problems: list[Problem]) -> Metric | None:
    """The metric of a grid whose rows are units."""
    by_name = {metric.name: metric for metric in context.metrics.values()}
    names = {key: metric.name for key, metric in context.metrics.items()}
    found = _agreeing("", frozenset(), places, lambda text: _named(text, names), Code.UNKNOWN_METRIC, problems)
    if found is None:
        message = "看不出是哪个指标的数"
        problems.append(finding(Code.UNKNOWN_METRIC, message, "请在标题里写明指标名称，一张表一个指标"))
        return None
    return by_name[found[0]]


def _agreeing(
    option: str,
    given: frozenset[T],
    places: Iterable[_Place],
    named: Callable[[str], frozenset[T]],
    code: Code,
    problems: list[Problem],
) -> tuple[T, str] | None:
    """The first single statement with what makes it; a problem for every other place that says something else."""
    told = [(option, given), *((p.name, frozenset[T]().union(*map(named, p.texts))) for p in places)]
    single = [(next(iter(found)), by) for by, found in told if len(found) == 1]
    if not single:
        return None
    first, by = single[0]
    for other, elsewhere in single[1:]:
        if other != first:
            problems.append(finding(code, f"{by}是 {first}，{elsewhere}是 {other}", "请改成一致"))
    return first, by


def _named(text: str, known: Mapping[str, T]) -> frozenset[T]:
    """What `text` names of `known`: of two names in the same place only the longer one is meant."""
    rest = spelling(text)
    found = set()
    for name in sorted((name for name in known if len(name) > 1 and name in rest), key=len, reverse=True):
        if name in rest:
            found.add(known[name])
            rest = rest.replace(name, "\0")
    return frozenset(found)


def _only(found: Iterable[Iterable[T]]) -> T | None:
    """The only thing found; None for none and for several."""
    together = {item for items in found for item in items}
    return together.pop() if len(together) == 1 else None


def _spans(header: Header) -> Iterator[Problem]:
    """The problem of a sheet over several months whose numbers could be the last month's or the year's."""
    span = next(filter(None, map(named_span, header.titles)), None)
    if span is None or header.layout is not Layout.SUMMARY:
        return
    vague = [c.title for c in header.figures if not c.field and c.metric and c.metric.reporting is Reporting.INCREMENT]
    if vague:
        message = f"标题写的是“{span}”，“{vague[0]}”看不出是当月数还是累计数"
        yield finding(Code.WRONG_REPORTING, message, "请一个月一张表，或在表头里写明“本月”“累计”")
