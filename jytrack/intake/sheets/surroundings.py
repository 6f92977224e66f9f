"""What stands around a sheet's figures, gathered from all places and reconciled before any figure is read (intake.md).

The option, the titles, the sheet's tab and the file's name are asked in this order. What they say must agree; a
contradiction names both places, and what would change a figure and is not understood names the words.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple, TypeVar

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.checks import check_period
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.kinds import Kind
from jytrack.intake.sheets.sheet import Context, Layout
from jytrack.intake.sheets.stated import Stated
from jytrack.intake.sheets.statements import NO_YEAR, Said, Vocabulary, is_prose
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.spans import Reach, Span

T = TypeVar("T")

_OPTION, _TITLE, _TAB, FILE = "导入时给的{}", "标题", "工作表名", "文件名"


class Place(NamedTuple):
    """One of the places around the figures, and what its texts say."""

    name: str
    said: tuple[Said, ...]


def places(header: Header, vocabulary: Vocabulary, file: str, tab: str) -> tuple[Place, ...]:
    """What titles, tab and file name say, the nearest to the figures first."""
    titles = tuple(title for title in header.titles if not is_prose(title))
    texts = (_TITLE, titles), (_TAB, (tab,)), (FILE, (PurePath(file).stem,))
    return tuple(Place(name, tuple(vocabulary.said(text) for text in each if text)) for name, each in texts)


def stated_year(around: Iterable[Place]) -> int | None:
    """The year that the nearest place to the figures names, alone."""
    return next(filter(None, (_only(_years(place)) for place in around)), None)


def stated(context: Context, header: Header, around: tuple[Place, ...]) -> Stated:
    """What all places state together; a problem where two disagree, or a needed statement is missing."""
    before = _is_last_years(context, header, around)
    problems = [*_kinds(header, around, before=before), *_strange(around), *_years_apart(context.period, around)]
    problems += _several_years(header, around)
    if before:
        last = context.year - 1
        problems += _columns_apart(header, lambda month: month.year == last, "标题、表名写的却是上年的数")
    over = _over(around)
    if header.layout is Layout.GRID or header.place(Role.PERIOD) is not None:
        over = next((span for span in spans(around) if span.reach in (Reach.PART, Reach.TO_DATE)), None)
    period, by = _period(context, header, around, problems)
    unit = _unit(context, header, around, problems)
    metric = None
    if _wants_metric(header):
        metric = _metric(context, around, problems)
        problems += _beyond(around)
    year = period.year if period else stated_year(around) or context.year - before
    said = _measures(around), over, _monthly(around), _parts(around), before
    return Stated(year, period, by, unit, metric, *said, tuple(dict.fromkeys(problems)))


def named_unit(around: Iterable[Place]) -> str | None:
    """The one unit that titles, tab and file name speak of; None when they speak of none or of several."""
    return _only(unit for place in around for said in place.said for unit in said.units)


def _wants_metric(header: Header) -> bool:
    """Whether neither the rows nor the headings name a metric."""
    return header.place(Role.METRIC) is None and header.layout in (Layout.GRID, Layout.TURNED, Layout.SINGLE)


def _is_last_years(context: Context, header: Header, around: Iterable[Place]) -> bool:
    """Whether a sheet that is said to hold last year's figures dates them so itself, once or in each row."""
    if not any(said.kind is Kind.LAST_YEAR for place in around for said in place.said):
        return False
    year = stated_year(around)
    return year == context.year - 1 or (year is None and header.place(Role.PERIOD) is not None)


def _kinds(header: Header, around: Iterable[Place], *, before: bool) -> Iterator[Problem]:
    """The problem of a sheet that says it holds something else than what was done; `before`: last year's is right.

    A file is named by whoever keeps it, so a word for goals in its name counts only where nothing else says anything:
    no title, no tab, and no row of a register, which dates each figure itself.
    """
    told = header.place(Role.PERIOD) is not None or any(
        said.anything for place in around if place.name != FILE for said in place.said
    )
    for place in around:
        for said in place.said:
            if said.kind is Kind.LAST_YEAR and before:
                continue
            if said.kind and not (place.name == FILE and said.kind.soft and told):
                message = f"{place.name}“{said.text}”说的是{said.kind.label}，不是完成数"
                advice = "完成数请另做一张表，标题写明是哪个月的完成数"
                split = "要分解目标，用 jytrack target allocate --file" if said.kind is Kind.SPLIT else ""
                yield finding(Code.WRONG_REPORTING, message, advice, office=split)


def _columns_apart(header: Header, fits: Callable[[Period], bool], said: str, office: str = "") -> Iterator[Problem]:
    """The problem of a heading that names a month which the whole sheet is `said` not to be of."""
    for column in header.figures:
        if column.period is not None and not fits(column.period):
            message = f"表头“{column.title}”是 {column.period}，{said}"
            yield finding(Code.PERIOD_CONFLICT, message, "" if office else "请改成一致", office=office)


def _strange(around: Iterable[Place]) -> Iterator[Problem]:
    """The problem of a measure unit that is stated and not known."""
    for place in around:
        for said in place.said:
            if said.strange:
                message = f"{place.name}里的计量单位“{said.strange}”不认识"
                yield finding(Code.WRONG_REPORTING, message, "请写成 人、万人、元、万元 这样的计量单位")


def _years_apart(given: Period | None, around: Iterable[Place]) -> Iterator[Problem]:
    """The problem of two places that name different years."""
    named = [(_OPTION.format("月份"), given.year)] if given else []
    named += [(place.name, year) for place in around if (year := _only(_years(place)))]
    for name, year in named[1:]:
        if year != named[0][1]:
            message = f"{named[0][0]}是{named[0][1]}年，{name}是{year}年"
            advice, office = ("", "请核对 --period") if given else ("请改成一致", "")
            yield finding(Code.PERIOD_CONFLICT, message, advice, office=office)


def _several_years(header: Header, around: Iterable[Place]) -> Iterator[Problem]:
    """The problem of a text that speaks of several years, where not each figure has a month of its own."""
    if header.place(Role.PERIOD) is not None or all(column.period for column in header.figures):
        return
    for place in around:
        for said in place.said:
            if len(said.years) > 1:
                years = "、".join(map(str, sorted(said.years)))
                message = f"{place.name}“{said.text}”说到{years}几个年份，分不清是哪一年的数"
                yield finding(Code.PERIOD_CONFLICT, message, "请一年一张表，标题只写这一年")


def _years(place: Place) -> Iterator[int | None]:
    """The years that a place names, with a month or alone."""
    for said in place.said:
        years = *said.years, *(month.year for month in said.months), *(span.year for span in said.spans)
        yield from (year for year in years if year not in (None, NO_YEAR))


def spans(around: Iterable[Place]) -> Iterator[Span]:
    """All months taken together that the places state, the nearest first."""
    return (span for place in around for said in place.said for span in said.spans)


def _over(around: Iterable[Place]) -> Span | None:
    """The span that the figures run over: one that names its months before a mere 累计, what is no total first."""
    found = list(spans(around))
    ranked = sorted(found, key=lambda span: (span.from_january, span.reach is Reach.TO_DATE))
    return next(iter(ranked), None)


def _monthly(around: Iterable[Place]) -> str:
    """The words by which a place says that the figures are the month's."""
    return next((said.text for place in around for said in place.said if said.monthly), "")


def _parts(around: Iterable[Place]) -> frozenset[str]:
    """Of whom alone the figures are said to be."""
    return frozenset[str]().union(*(said.parts for place in around for said in place.said))


def _measures(around: Iterable[Place]) -> frozenset[str]:
    """The measure units of the place nearest to the figures that states any."""
    each = (frozenset[str]().union(*(said.measures for said in place.said)) for place in around)
    return next(filter(None, each), frozenset())


def _period(
    context: Context, header: Header, around: Iterable[Place], problems: list[Problem]
) -> tuple[Period | None, str]:
    """The month of the sheet, or the last of its months, and what states it; several single months state none."""
    if header.layout is Layout.GRID:
        if context.period:
            message = f"每一列写明了月份，导入时却给了月份 {context.period}"
            problems.append(finding(Code.PERIOD_CONFLICT, message, office="全年分月表请单独导入，不加 --period"))
        return None, ""
    if context.period:
        said, office = f"导入时给的月份却是 {context.period}", "请核对 --period；表头写明月份的可以不加"
        problems += _columns_apart(header, context.period.__eq__, said, office)
    given = frozenset({context.period} if context.period else ())
    year = context.period.year if context.period else stated_year(around) or context.year
    by_row = header.place(Role.PERIOD) is not None  # then months taken together only say how far the rows reach

    def months(said: Said) -> frozenset[Period]:
        return _months(said._replace(spans=()) if by_row else said, year)

    known = len(problems)
    found = _agreeing(_OPTION.format("月份"), given, around, months, Code.PERIOD_CONFLICT, problems)
    if found is None:
        if header.place(Role.PERIOD) is None and not all(column.period for column in header.figures):
            message = "看不出是哪个月的数"
            office = "整张表是一个月的，导入时加 --period 年-月"
            problems.append(finding(Code.UNKNOWN_PERIOD, message, "请在标题里写明年月", office=office))
        return None, ""
    period, by = found
    if not by_row and len(problems) == known:
        problems += _months_apart(period, by, around, year)
    if trouble := check_period(period, context.year, context.received_on):
        given_by_us = by == _OPTION.format("月份")
        office, advice = ("请核对 --period", "") if given_by_us else (trouble.office, trouble.suggestion)
        problems.append(finding(trouble.code, f"{by}里的{trouble.message}", advice, office=office))
        return None, by
    return period, by


def _months_apart(period: Period, by: str, around: Iterable[Place], year: int) -> Iterator[Problem]:
    """The problem of a text that names another month besides, so that it states none by itself."""
    for place in around:
        for said in place.said:
            other = _months(said, year) | _months(said._replace(spans=()), year)
            if other - {period}:
                message = f"{by}是 {period}，{place.name}“{said.text}”还说到 {max(other - {period})}"
                yield finding(Code.PERIOD_CONFLICT, message, "请一个月一张表，标题只写这一个月")


def _months(said: Said, year: int) -> frozenset[Period]:
    """The months that a text states for all figures, of `year` where it names none."""
    single = {Period(year, month.month) if month.year == NO_YEAR else month for month in said.months}
    spans = {Period(span.year or said.year or year, span.last) for span in said.spans if span.last}
    return frozenset(spans or single)


def _unit(context: Context, header: Header, around: Iterable[Place], problems: list[Problem]) -> str | None:
    """The unit of a sheet of which neither rows nor headings name one."""
    if header.place(Role.UNIT) is not None or header.layout is Layout.TURNED:
        return context.unit
    given = frozenset({context.unit} if context.unit else ())
    found = _agreeing(_OPTION.format("单位"), given, around, lambda said: said.units, Code.UNIT_CONFLICT, problems)
    if found is None:
        message = "看不出是哪个单位的表"
        office = "知道是哪个单位的，导入时加 --unit 单位"
        problems.append(finding(Code.UNKNOWN_UNIT, message, "请在标题或文件名里写单位全称", office=office))
        return None
    return found[0]


def _metric(context: Context, around: Iterable[Place], problems: list[Problem]) -> Metric | None:
    """The metric of a sheet of which neither rows nor headings name one."""
    found = _agreeing("", frozenset(), around, lambda said: said.metrics, Code.UNKNOWN_METRIC, problems)
    if found is None:
        message = "看不出是哪个指标的数"
        problems.append(finding(Code.UNKNOWN_METRIC, message, "请在标题里写明指标名称，一张表一个指标"))
        return None
    return next(metric for metric in context.metrics.values() if metric.name == found[0])


def _beyond(around: Iterable[Place]) -> Iterator[Problem]:
    """The problem of a text that names the sheet's metric, and more than it."""
    for place in around:
        for said in place.said:
            if len(said.metrics) == 1 and said.beyond:
                beside = f"“{next(iter(said.metrics))}”旁边还有“{said.beyond}”"
                message = f"{place.name}“{said.text}”里{beside}，看不出是不是这个指标的数"
                yield finding(Code.UNKNOWN_METRIC, message, "请一个指标一张表，标题只写指标名称")


def _agreeing(
    option: str,
    given: frozenset[T],
    around: Iterable[Place],
    named: Callable[[Said], frozenset[T]],
    code: Code,
    problems: list[Problem],
) -> tuple[T, str] | None:
    """The first single statement with what makes it; a problem for every other place that says something else."""
    told = [(option, given), *((place.name, frozenset[T]().union(*map(named, place.said))) for place in around)]
    single = [(next(iter(found)), by) for by, found in told if len(found) == 1]
    if not single:
        return None
    first, by = single[0]
    for other, elsewhere in single[1:]:
        if other != first:
            ours = "请核对导入时给的；不是一个月、一个单位的表请分开导入" if by == option else ""
            advice = "" if ours else "请改成一致"
            problems.append(finding(code, f"{by}是{first}，{elsewhere}是{other}", advice, office=ours))
    return first, by


def _only(found: Iterable[T]) -> T | None:
    """The only thing found; None for none and for several."""
    together = set(found)
    return together.pop() if len(together) == 1 else None
