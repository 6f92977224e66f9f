"""Where a sheet's header stands, and which layout it makes (intake.md, Layouts)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from jytrack.domain.plan import Metric
from jytrack.intake.headers import FIELD_WORDS, Column, Headings, Role, usual_field
from jytrack.intake.nearest import nearest
from jytrack.intake.problem import Code, Problem, finding
from jytrack.intake.rows import column_letter
from jytrack.intake.sheet import Field, Layout
from jytrack.intake.spelling import spelling
from jytrack.intake.values import is_amount, is_blank

SEARCHED = 20
"""The header is looked for in so many first rows."""

# 填报单位（盖章）：香水镇  单位：人
_SHEET_UNITS = re.compile(r"单位:([^:]+)$")
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


def find_header(head: Sequence[Sequence[str]], metrics: Mapping[str, Metric]) -> Header | None:
    """The header among the first rows of a sheet: one level or two; None where there is none."""
    headings = Headings(metrics)
    singles = [_columns(headings, cells) for cells in head[: SEARCHED + 1]]
    for index in range(min(SEARCHED, len(singles))):
        if index + 1 < len(singles) and _goes_on(singles[index], singles[index + 1], head[index + 1]):
            columns = _columns(headings, *_spread(head[index], head[index + 1]))
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
    first: dict[tuple[Role, str, Field | None], Column] = {}
    problems = []
    for column in header.columns:
        if column.role in (Role.UNIT, Role.PERIOD, Role.FIGURE):
            before = first.setdefault(_meaning(column), column)
            if before is not column:
                letter = column_letter(before.at)
                message = f"表头“{column.title}”与 {letter} 列“{before.title}”重复"
                place = {"column": column_letter(column.at), "value": column.title}
                problems.append(finding(Code.DUPLICATE_KEY, message, "请只留一列", row=header.rows, **place))
    return problems


def _columns(headings: Headings, upper: Sequence[str], lower: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns under one or two rows of headings; 单位 beside 乡镇 means the measure unit."""
    pairs = enumerate(zip_longest(upper, lower, fillvalue=""))
    columns = [headings.column(index, above, below) for index, (above, below) in pairs]
    units = [column for column in columns if column.role is Role.UNIT]
    if len(units) > 1:
        for column in units:
            if spelling(column.title) == "单位":
                columns[column.at] = column._replace(role=Role.MEASURE_UNIT)
    return tuple(columns)


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
    unit = next((column for column in columns if column.role is Role.UNIT), None)
    if unit is not None:
        return unit.at >= len(cells) or not cells[unit.at].strip()
    meanings = Counter(_meaning(column) for column in below if column.role is Role.FIGURE)
    return _layout(below) is None or meanings.most_common(1)[0][1] > 1


def _layout(columns: Sequence[Column]) -> Layout | None:
    """The layout that `columns` make, None when they are no header."""
    roles = {column.role for column in columns}
    figures = [column for column in columns if column.role is Role.FIGURE]
    if Role.UNIT not in roles:
        return None
    if Role.METRIC in roles:
        return Layout.LONG if any(column.metric is None for column in figures) else None
    return Layout.SUMMARY if any(column.metric is not None for column in figures) else None


def _nearly(columns: Sequence[Column], metrics: Mapping[str, Metric]) -> bool:
    """Whether `columns` would be a header if a misspelled heading were mended."""
    roles = {column.role for column in columns}
    wanted = FIELD_WORDS if Role.METRIC in roles else metrics
    unknown = [column for column in columns if column.role is Role.UNKNOWN and column.title]
    return Role.UNIT in roles and any(nearest(spelling(column.title), wanted) for column in unknown)


def _header(
    headings: Headings, head: Sequence[Sequence[str]], index: int, levels: int, columns: tuple[Column, ...]
) -> Header:
    """The header of `levels` rows at `index`, with what stands above it."""
    layout = Layout.LONG if any(column.role is Role.METRIC for column in columns) else Layout.SUMMARY
    above = tuple(cell.strip() for cells in head[:index] for cell in cells if cell.strip())
    stated = (match[1] for cell in above if (match := _SHEET_UNITS.search(spelling(cell))))
    said = frozenset(word for words in stated for word in re.split(r"[、,;/]", words)) & headings.units
    settled, suspects = _settled(layout, columns, headings)
    return Header(layout, index + levels, settled, above, said, suspects)


def _settled(
    layout: Layout, columns: tuple[Column, ...], headings: Headings
) -> tuple[tuple[Column, ...], dict[int, str]]:
    """`columns` as `layout` takes them, and those of them that must hold no figure.

    In a summary every column that is not understood is suspect. A long sheet may have columns of its own, so there
    only a metric's name or a misspelled figure column is.
    """
    settled, suspects = [], {}
    for column in columns:
        strange = column.role is Role.FIGURE and (column.metric is None) is (layout is Layout.SUMMARY)
        if strange or column.role is Role.UNKNOWN:
            meant = headings.meant(column.title, layout)
            if meant or strange or layout is Layout.SUMMARY:
                suspects[column.at] = meant
        settled.append(column._replace(role=Role.UNKNOWN) if strange else column)
    return tuple(settled), suspects


def _meaning(column: Column) -> tuple[Role, str, Field | None]:
    """What a column says: two columns with one meaning are one too many."""
    if column.metric is None:
        return column.role, "", column.field
    return column.role, column.metric.code, column.field or usual_field(column.metric)
