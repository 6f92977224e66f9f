"""Where a sheet's header stands, and which layout it makes (intake.md, Layouts)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from jytrack.domain.plan.plan import Metric
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.headers import FIELD_WORDS, Column, Headings, Role, usual_field
from jytrack.intake.sheets.sheet import Field, Layout
from jytrack.intake.values.cell import is_amount, is_blank
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.periods import named_year
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter
from jytrack.intake.values.spelling import spelling

SEARCHED = 20
"""The header is looked for in so many first rows."""

# 填报单位（盖章）：香水镇  单位：人
_SHEET_UNITS = re.compile(r"单位:([^:]+)$")
_FIRST = Role.UNIT, Role.METRIC
"""What a row begins with: its unit, else its metric."""

_Meaning = tuple[Role, str, Period | None, Field | None]

_WITH_YEAR = re.compile("20[0-9]{2}")
_DATED = re.compile(r"\S{0,4}(日期|时间) *[:：].*")


@dataclass(frozen=True)
class Header:
    """A sheet's header: its layout, the rows up to its end, its columns, and the cells that stand above it.

    `said` are the measure units stated above the header; `suspects` the columns that are not understood and must
    hold no figure, each with the column that may have been meant ("" when none is near).
    """

    layout: Layout
    rows: int
    columns: tuple[Column, ...]
    above: tuple[str, ...]
    said: frozenset[str]
    suspects: Mapping[int, str]

    def place(self, role: Role) -> int | None:
        """Where the first column with `role` stands, from 0."""
        return next((column.at for column in self.columns if column.role is role), None)

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        return tuple(column for column in self.columns if column.role is Role.FIGURE)

    @property
    def titles(self) -> tuple[str, ...]:
        """The cells above the header, which may name the month, without the dates of filling in."""
        return tuple(_DATED.sub("", cell) for cell in self.above)


def find_header(head: Sequence[Sequence[str]], metrics: Mapping[str, Metric], year: int) -> Header | None:
    """The header among the first rows of a sheet: one level or two; None where there is none.

    A month without a year is one of `year`, or of the year that the rows above the header name.
    """
    headings = Headings(metrics, year)
    singles = [_columns(headings, head[index + 1 :], cells) for index, cells in enumerate(head[: SEARCHED + 1])]
    for index in range(min(SEARCHED, len(singles))):
        if index + 1 < len(singles) and _goes_on(singles[index], singles[index + 1], head[index + 1]):
            columns = _columns(headings, head[index + 2 :], *_spread(head[index], head[index + 1]))
            if _layout(columns) is not None:
                return _header(headings, head, index, 2, columns)
        if _layout(singles[index]) is not None:
            return _header(headings, head, index, 1, singles[index])
    for index, columns in enumerate(singles[:SEARCHED]):
        if _nearly(columns, metrics):
            return _header(headings, head, index, 1, columns)
    return None


def suspect_column(header: Header, index: int) -> Problem:
    """The problem of a column that is not understood and yet holds numbers."""
    title = header.columns[index].title if index < len(header.columns) else ""
    meant = header.suspects.get(index, "")
    code = Code.UNKNOWN_METRIC if header.layout is Layout.SUMMARY else Code.NO_HEADER
    message = f"表头“{title}”不认识，这一列却有数" if title else "这一列没有表头，却有数"
    advice = (f"是不是“{meant}”？" if meant else "") + "请改正表头；不用报的列请删去"
    return finding(code, message, advice, row=header.rows, column=column_letter(index), value=title)


def doubled_columns(header: Header) -> list[Problem]:
    """The problems of columns that say the same thing, so that one would overwrite the other."""
    first: dict[_Meaning, Column] = {}
    problems = []
    for column in header.columns:
        if column.role in (*_FIRST, Role.PERIOD, Role.FIGURE):
            before = first.setdefault(_meaning(column), column)
            if before is not column:
                letter = column_letter(before.at)
                message = f"表头“{column.title}”与 {letter} 列“{before.title}”重复"
                place = {"column": column_letter(column.at), "value": column.title}
                problems.append(finding(Code.DUPLICATE_KEY, message, "请只留一列", row=header.rows, **place))
    return problems


def _columns(
    headings: Headings, body: Sequence[Sequence[str]], upper: Sequence[str], lower: Sequence[str] = ()
) -> tuple[Column, ...]:
    """The columns under one or two rows of headings; 单位 beside 乡镇, or over 人 and 个, means the measure unit."""
    pairs = enumerate(zip_longest(upper, lower, fillvalue=""))
    columns = [headings.column(index, above, below) for index, (above, below) in pairs]
    units = [column for column in columns if column.role is Role.UNIT]
    for column in units:
        if spelling(column.title) == "单位" and (len(units) > 1 or _measures(headings, body, column.at)):
            columns[column.at] = column._replace(role=Role.MEASURE_UNIT)
    return tuple(columns)


def _measures(headings: Headings, body: Sequence[Sequence[str]], at: int) -> bool:
    """Whether there are measure units under the heading at `at`, whatever a signature line puts there too."""
    return any(at < len(cells) and spelling(cells[at]) in headings.units for cells in body)


def _spread(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], Sequence[str]]:
    """Two rows of headings, the upper one filled to the right over the columns that its merged cells span."""
    spread: list[str] = []
    last = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        last = above if above.strip() or not below.strip() else last
        spread.append(last)
    return spread, lower


def _goes_on(columns: Sequence[Column], below: Sequence[Column], cells: Sequence[str]) -> bool:
    """Whether the row `cells` (alone read as `below`) is the second level of a header begun with `columns`."""
    words = [cell for cell in cells if cell.strip()]
    if not words or any(is_amount(cell) or is_blank(cell) for cell in words):
        return False
    first = next((column for role in _FIRST for column in columns if column.role is role), None)
    if first is not None:
        return first.at >= len(cells) or not cells[first.at].strip()
    meanings = Counter(_meaning(column) for column in below if column.role is Role.FIGURE)
    several = len({column.title for column in columns} - {""}) > 1  # a title alone tells no two columns apart
    return _layout(below) is None or (several and meanings.most_common(1)[0][1] > 1)


def _layout(columns: Sequence[Column]) -> Layout | None:
    """The layout that `columns` make, None when they are no header.

    Unit, metric and month each stand in the rows, in the headings, or are stated once for the whole sheet. One month
    alone makes no grid: it is a title's.
    """
    roles = {column.role for column in columns}
    figures = [column for column in columns if column.role is Role.FIGURE]
    by_row = Role.UNIT in roles or Role.METRIC in roles
    if by_row and len({column.period for column in figures} - {None}) > 1:
        return Layout.GRID
    if Role.METRIC in roles:
        if not any(column.metric is None for column in figures):
            return None
        return Layout.LONG if Role.UNIT in roles else Layout.RETURN
    summary = any(column.metric is not None for column in figures)
    return Layout.SUMMARY if summary and roles & {Role.UNIT, Role.PERIOD} else None


def _nearly(columns: Sequence[Column], metrics: Mapping[str, Metric]) -> bool:
    """Whether `columns` would be a header if a misspelled heading were mended."""
    roles = {column.role for column in columns}
    wanted = FIELD_WORDS if Role.METRIC in roles else metrics
    unknown = [column for column in columns if column.role is Role.UNKNOWN and column.title]
    return bool(roles & set(_FIRST)) and any(nearest(spelling(column.title), wanted) for column in unknown)


def _header(
    headings: Headings, head: Sequence[Sequence[str]], index: int, levels: int, columns: tuple[Column, ...]
) -> Header:
    """The header of `levels` rows at `index`, with what stands above it."""
    layout = _layout(columns) or _meant_layout(columns)
    above = tuple(cell.strip() for cells in head[:index] for cell in cells if cell.strip())
    stated = (match[1] for cell in above if (match := _SHEET_UNITS.search(spelling(cell))))
    said = frozenset(word for words in stated for word in re.split(r"[、,;/]", words)) & headings.units
    settled, suspects = _settled(layout, _dated(columns, above), headings)
    return Header(layout, index + levels, settled, above, said, suspects)


def _dated(columns: tuple[Column, ...], above: Sequence[str]) -> tuple[Column, ...]:
    """`columns` with their months in the only year that stands above the header, where their headings name none."""
    years = set(map(named_year, above)) - {None}
    if len(years) != 1:
        return columns
    year = years.pop() or 0
    return tuple(
        column._replace(period=Period(year, column.period.month))
        if column.period and not _WITH_YEAR.search(column.title)
        else column
        for column in columns
    )


def _meant_layout(columns: Sequence[Column]) -> Layout:
    """The layout of a header in which a heading is misspelled."""
    roles = {column.role for column in columns}
    if Role.METRIC not in roles:
        return Layout.SUMMARY
    return Layout.LONG if Role.UNIT in roles else Layout.RETURN


def _settled(
    layout: Layout, columns: tuple[Column, ...], headings: Headings
) -> tuple[tuple[Column, ...], dict[int, str]]:
    """`columns` as `layout` takes them, and those of them that must hold no figure.

    In a summary or a grid every column that is not understood is suspect, but for a grid's totals. A long sheet may
    have columns of its own, so there only a metric's name, a month or a misspelled figure column is.
    """
    wide = layout in (Layout.SUMMARY, Layout.GRID)
    settled, suspects = [], {}
    for column in columns:
        strange = column.role is Role.FIGURE and not _fits(column, layout)
        if layout is Layout.GRID and strange and column.field is Field.CUMULATIVE:
            settled.append(column._replace(role=Role.EXTRA))
            continue
        if strange or column.role is Role.UNKNOWN:
            meant = headings.meant(column.title, layout)
            if meant or strange or wide:
                suspects[column.at] = meant
        settled.append(column._replace(role=Role.UNKNOWN) if strange else column)
    return tuple(settled), suspects


def _fits(column: Column, layout: Layout) -> bool:
    """Whether a figure's column says what the layout leaves to the headings, and nothing else."""
    return (column.metric is not None, column.period is not None) == (layout is Layout.SUMMARY, layout is Layout.GRID)


def _meaning(column: Column) -> _Meaning:
    """What a column says: two columns with one meaning are one too many."""
    if column.metric is None:
        return column.role, "", column.period, column.field
    return column.role, column.metric.code, column.period, column.field or usual_field(column.metric)
