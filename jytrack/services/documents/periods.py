"""Which months a document sums up: the end of its period, and what it calls it."""

from collections.abc import Sequence
from datetime import date

from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError

_QUARTERS = {3: "一季度", 6: "二季度", 9: "三季度", 12: "四季度"}
_ENDS: dict[DocumentKind, dict[int, str]] = {
    DocumentKind.MONTHLY: {month: f"{month}月" for month in range(1, 13)},
    DocumentKind.QUARTERLY: _QUARTERS,
    DocumentKind.SPECIAL: _QUARTERS,
    DocumentKind.HALFYEAR: {6: "上半年"},
    DocumentKind.ANNUAL: {12: "全年"},
}
"""The months at whose ends each kind may be made, with what their period is called."""


@valueclass
class Span:
    """A document's period: its last day, the first day of its own months, its name, the quarters' ends before it."""

    ends_on: date
    begins_on: date
    name: str
    earlier: tuple[tuple[str, date], ...]


def span_of(kind: DocumentKind, year: int, asked: date | None, today: date) -> Span:
    """The period that ends on the day `asked`, or the last that was over `today`.

    UsageError for a day that ends none, naming the nearest, or when none is over yet.
    """
    ends = [Period(year, month).last_day for month in _ENDS[kind]]
    command = f"jytrack report {kind.value}"
    if asked is None:
        over = [end for end in ends if end <= today]
        if not over:
            first = ends[0]
            name = f"{year}年{_ENDS[kind][first.month]}"
            raise UsageError(f"{name}还没有结束，不出{kind.label}；先看样子：{command} --as-of {_typed(first)}")
        asked = over[-1]
    if asked not in ends:
        near = min(ends, key=lambda end: (abs(end - asked), end))
        raise UsageError(f"{date_text(asked)}不是{kind.label}的截止日，最近的是：{command} --as-of {_typed(near)}")
    return _span(kind, asked)


def _span(kind: DocumentKind, end: date) -> Span:
    """The period that ends on `end`."""
    months = list(_ENDS[kind])
    length = 12 // len(months) if len(months) > 1 else end.month
    begins = date(end.year, end.month - length + 1, 1)
    return Span(end, begins, _ENDS[kind][end.month], tuple(_quarters_before(kind, end)))


def _quarters_before(kind: DocumentKind, end: date) -> Sequence[tuple[str, date]]:
    """The earlier quarters whose lights stand beside the present ones: in documents about more than one quarter."""
    if kind not in (DocumentKind.HALFYEAR, DocumentKind.ANNUAL):
        return ()
    return [(name, Period(end.year, month).last_day) for month, name in _QUARTERS.items() if month < end.month]


def _typed(end: date) -> str:
    """The period's end as it is typed."""
    return f"{end:%Y-%m}"
