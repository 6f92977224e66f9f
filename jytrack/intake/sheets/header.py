"""A sheet's header as it was understood, and what is wrong with a column of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jytrack.domain.values.period import Period
from jytrack.intake.sheets.column_heads import Column
from jytrack.intake.sheets.sheet import Field, Layout
from jytrack.intake.sheets.words import Role, usual_field
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter
from jytrack.intake.values.spans import find_spans, in_digits
from jytrack.intake.values.spelling import spelling

FIRST = Role.UNIT, Role.METRIC
"""What a row begins with: its unit, else its metric."""

Meaning = tuple[Role, str, str, Period | None, Field | None]
"""Role, metric, unit, month and field of a column."""

_DATED = re.compile(
    r"(?<=[一-龥])(?<!统计)(?<!数据)(?<!所属)(?<!报告)(?<!报表)(?:日期|时间) *[:：]"
    r" *((?: ?[0-9０-９〇零一二三四五六七八九十年月日号./\-－—–~至到前])*)"
)


@dataclass(frozen=True)
class Header:
    """A sheet's header: its layout, the rows up to its end, its columns, and the cells that stand above it.

    `levels` are its own rows; `suspects` the columns that are not understood and must hold no figure, each with the
    column that may have been meant ("" when none is near).
    """

    layout: Layout
    rows: int
    columns: tuple[Column, ...]
    above: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]
    suspects: Mapping[int, str]

    def place(self, role: Role) -> int | None:
        """Where the first column with `role` stands, from 0."""
        return next((column.at for column in self.columns if column.role is role), None)

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        return tuple(column for column in self.columns if column.role is Role.FIGURE)

    @property
    def aside(self) -> tuple[Column, ...]:
        """The columns whose figures are none of ours, or whose heading a long sheet has for itself."""
        return tuple(
            column
            for column in self.columns
            if column.aside or (column.role is Role.UNKNOWN and column.at not in self.suspects and column.title)
        )

    @property
    def titles(self) -> tuple[str, ...]:
        """The cells above the header, which may say what the figures are, without the dates of filling in."""
        return tuple(map(_undated, self.above))


def _undated(text: str) -> str:
    """`text` without the day on which it was filled in; months taken together are no such day."""
    return _DATED.sub(lambda match: match[0] if find_spans(in_digits(spelling(match[1]))) else "", text)


def suspect_column(header: Header, index: int) -> Problem:
    """The problem of a column that is not understood and yet holds numbers."""
    column = header.columns[index] if index < len(header.columns) else None
    title = column.title if column else ""
    meant = header.suspects.get(index, "")
    code = Code.UNKNOWN_METRIC if header.layout is Layout.SUMMARY else Code.NO_HEADER
    advice = (f"是不是“{meant}”？" if meant else "") + "请改正表头；不用报的列请删去"
    if column and (column.done or (header.layout is Layout.SINGLE and column.counts)):
        message, advice = f"表头“{title}”看不出是当月数还是累计数", "请在表头里写明“本月”或“累计”"
    elif title:
        message = f"表头“{title}”不认识，这一列却有数"
    else:
        message = "这一列没有表头，却有数"
    return finding(code, message, advice, row=header.rows, column=column_letter(index), value=title, beyond=True)


def doubled_columns(header: Header) -> list[Problem]:
    """The problems of columns that say the same thing, so that one would overwrite the other."""
    first: dict[Meaning, Column] = {}
    problems = []
    for column in header.columns:
        if column.role in (*FIRST, Role.PERIOD, Role.FIGURE):
            before = first.setdefault(meaning_of(column), column)
            if before is not column:
                letter = column_letter(before.at)
                message = f"表头“{column.title}”与 {letter} 列“{before.title}”重复"
                problems.append(
                    finding(
                        Code.DUPLICATE_KEY,
                        message,
                        "请只留一列",
                        row=header.rows,
                        column=column_letter(column.at),
                        value=column.title,
                        beyond=True,
                    )
                )
    return problems


def meaning_of(column: Column) -> Meaning:
    """What a column says: two columns with one meaning are one too many."""
    unit = column.unit or ""
    if column.metric is None:
        return column.role, "", unit, column.period, column.field
    return column.role, column.metric.code, unit, column.period, column.field or usual_field(column.metric)
