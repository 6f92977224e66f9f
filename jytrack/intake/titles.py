"""The month that a whole sheet is about: the option, the title or the file name says it (intake.md, Layouts)."""

from pathlib import PurePath
from typing import NamedTuple

from jytrack.domain.period import Period
from jytrack.domain.words import Reporting
from jytrack.intake.checks import check_period
from jytrack.intake.headers import Role
from jytrack.intake.layouts import Header
from jytrack.intake.periods import named_periods, named_span
from jytrack.intake.problem import Code, Problem, finding
from jytrack.intake.sheet import Context, Layout


class Stated(NamedTuple):
    """The month stated for the whole sheet and by what; None when nothing states one."""

    period: Period | None
    by: str
    problems: tuple[Problem, ...] = ()


def stated_period(context: Context, header: Header, name: str) -> Stated:
    """The month that the first of option, title and file name states; a problem where two of them disagree.

    A title or name that states several months states none.
    """
    statements = [("导入时给的月份", frozenset({context.period} if context.period else ()))]
    in_titles = (named_periods(title, context.year) for title in header.titles)
    statements.append(("标题", frozenset[Period]().union(*in_titles)))
    statements.append(("文件名", named_periods(PurePath(name).name, context.year)))
    single = [(next(iter(periods)), by) for by, periods in statements if len(periods) == 1]
    problems = [*_spans(header)]
    if not single:
        if header.place(Role.PERIOD) is None:
            message = "看不出是哪个月的数"
            problems.append(finding(Code.UNKNOWN_PERIOD, message, "请在标题里写明年月，或导入时加 --period 年-月"))
        return Stated(None, "", tuple(problems))
    period, by = single[0]
    for other, elsewhere in single[1:]:
        if other != period:
            message = f"{by}是 {period}，{elsewhere}是 {other}"
            problems.append(finding(Code.PERIOD_CONFLICT, message, "请把月份改成一致"))
    if trouble := check_period(period, context.year, context.received_on):
        problems.append(finding(trouble.code, f"{by}是 {period}：{trouble.message}", trouble.suggestion))
        return Stated(None, by, tuple(problems))
    return Stated(period, by, tuple(problems))


def _spans(header: Header) -> tuple[Problem, ...]:
    """The problem of a summary over several months whose numbers could be the last month's or the year's."""
    span = next(filter(None, map(named_span, header.titles)), None)
    if span is None or header.layout is not Layout.SUMMARY:
        return ()
    vague = [c.title for c in header.figures if not c.field and c.metric and c.metric.reporting is Reporting.INCREMENT]
    if not vague:
        return ()
    message = f"标题写的是“{span}”，“{vague[0]}”看不出是当月数还是累计数"
    return (finding(Code.WRONG_REPORTING, message, "请一个月一张表，或在表头里写明“本月”“累计”"),)
