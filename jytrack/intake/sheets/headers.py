"""What a column's heading says: whom, what, when, and which figure (intake.md, Layouts)."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from jytrack.domain.plan.plan import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Measure, Reporting
from jytrack.intake.sheets.sheet import Field, Layout
from jytrack.intake.values.cell import MONEY
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.periods import named_month, named_year
from jytrack.intake.values.spelling import spelling


class Role(Enum):
    """What a column is for; `EXTRA` is known to hold no figure, `UNKNOWN` is not known at all."""

    UNIT = auto()
    METRIC = auto()
    PERIOD = auto()
    MEASURE_UNIT = auto()
    SOURCE = auto()
    NOTE = auto()
    FIGURE = auto()
    EXTRA = auto()
    UNKNOWN = auto()


class Column(NamedTuple):
    """The column `at` (from 0): a figure states its `metric` or its `period` in the heading, or leaves it to the row.

    `field` None: the heading does not say, so the figure is read the way its metric is reported. `said` are the
    measure units in the heading.
    """

    at: int
    title: str
    role: Role
    metric: Metric | None = None
    field: Field | None = None
    said: frozenset[str] = frozenset()
    period: Period | None = None


_ROLES = {
    Role.UNIT: "乡镇 乡(镇) 乡镇名称 乡镇(街道) 单位 单位名称 填报单位 填报单位名称 报送单位 填报乡镇 unit",
    Role.METRIC: "指标 指标名称 指标代码 统计指标 填报指标 项目 项目名称 工作指标 metric target",
    Role.PERIOD: "月份 报告期 填报月份 统计月份 所属月份 所属期 报告月份 年月 period",
    Role.MEASURE_UNIT: "计量单位 measure_unit",
    Role.SOURCE: "来源 数据来源 资料来源 source",
    Role.NOTE: "备注 说明 note",
    Role.EXTRA: "序号 编号 行号 代码 行政区划代码 区划代码"
    " 联系人 联系电话 电话 手机 填报人 填表人 审核人 负责人 填报日期 填报时间"
    " 上月 上月数 上月累计 上年同期 上年同期数 去年同期 同比 同比增减 环比 环比增减 增减"
    " 目标 目标数 年度目标 目标任务 任务数 年度任务 全年任务 完成率 完成比例 排名 名次 合计 总计 共计 全年 全年合计",
}
_FIELDS = {
    Field.MONTH: "本月数 本月 当月数 当月 本月新增 当月新增 本月新增数 当月新增数 本月完成 当月完成 month",
    Field.CUMULATIVE: "累计数 累计 本年累计 本年累计数 年累计 累计完成 本年累计完成 年初累计 自年初累计 cumulative",
    Field.NUMERATOR: "分子 分子数 numerator",
    Field.DENOMINATOR: "分母 分母数 denominator",
    Field.VALUE: "数值 期末数 期末值 期末 比率 占比 value",
}
ROLE_WORDS = {word: role for role, words in _ROLES.items() for word in words.split()}
FIELD_WORDS = {word: field for field, words in _FIELDS.items() for word in words.split()}

_LONGEST_FIRST = "|".join(sorted(FIELD_WORDS, key=len, reverse=True))
_BRACKET = re.compile(r"(.+?)[-_:]?\(([^()]+)\)")
_BEFORE = re.compile(rf"({_LONGEST_FIRST})[-_:]?(.+)")
_AFTER = re.compile(rf"(.+?)[-_:]?({_LONGEST_FIRST})")
# Brackets within brackets are one level too deep for _BRACKET.
_FLAT = str.maketrans("(", ",", ")")
_BETWEEN_WORDS = re.compile(r"[、,;/:]")


def usual_field(metric: Metric) -> Field:
    """The figure that a number means when its heading does not say (intake.md, Layouts)."""
    if metric.reporting is Reporting.INCREMENT:
        return Field.MONTH
    return Field.VALUE if metric.reporting is Reporting.POINT else Field.CUMULATIVE


def measure_unit(metric: Metric, field: Field) -> str:
    """The measure unit of one figure of `metric`: a rate's parts have units of their own."""
    if field is Field.NUMERATOR:
        return metric.numerator_unit or metric.measure_unit
    if field is Field.DENOMINATOR:
        return metric.denominator_unit or metric.measure_unit
    return metric.measure_unit


def whole(metric: Metric, field: Field) -> bool:
    """Whether the figure counts people, families, posts or events, which come in whole numbers only."""
    if measure_unit(metric, field) in (*MONEY, "%"):
        return False
    return metric.measure is Measure.COUNT or field in (Field.NUMERATOR, Field.DENOMINATOR)


class Headings:
    """Reads headings against the metrics that a sheet may hold."""

    def __init__(self, metrics: Mapping[str, Metric], year: int) -> None:
        """`metrics` by every accepted spelling; a month is one of `year` where its heading names none."""
        self._metrics = metrics
        self._year = year
        self.units = frozenset[str]().union(MONEY, *(units_of(metric) for metric in metrics.values()))

    def column(self, at: int, upper: str, lower: str = "") -> Column:
        """The column under a heading of two levels (`lower` blank: of one)."""
        above, below = upper.strip(), lower.strip()
        title = f"{above}（{below}）" if above and below else above or below
        year = named_year(upper) or self._year
        for heading in _ways_to_join(spelling(upper), spelling(lower)):
            column = self._known(at, title, heading, year)
            if column is not None:
                return column
        return Column(at, title, Role.UNKNOWN)

    def meant(self, title: str, layout: Layout) -> str:
        """The heading of a figure's column that `title` may misspell; "" when none is near."""
        if layout in (Layout.LONG, Layout.RETURN):
            return nearest(spelling(title), FIELD_WORDS)
        metric = self._metrics.get(nearest(spelling(title), self._metrics))
        return metric.name if metric else ""

    def _known(self, at: int, title: str, heading: str, year: int) -> Column | None:
        """The column that `heading` names, once what qualifies the name is peeled off; None for an unknown one.

        A month without a year is one of `year`.
        """
        field: Field | None = None
        said: frozenset[str] = frozenset()
        if heading in ROLE_WORDS:
            return Column(at, title, ROLE_WORDS[heading])
        while said <= self.units:
            if ROLE_WORDS.get(heading) is Role.EXTRA:
                return Column(at, title, Role.EXTRA)
            if metric := self._metrics.get(heading):
                fits = said <= units_of(metric)
                return Column(at, title, Role.FIGURE, metric, field, said) if fits else None
            if period := named_month(heading, year):
                return Column(at, title, Role.FIGURE, None, field, said, period)
            if field is None and heading in FIELD_WORDS:
                return Column(at, title, Role.FIGURE, None, FIELD_WORDS[heading], said)
            peeled = _peel(heading, field)
            if peeled is None:
                return None
            heading, field, units = peeled
            said |= units
        return None


def units_of(metric: Metric) -> frozenset[str]:
    """The measure units that a heading over `metric` may state."""
    own = {measure_unit(metric, field) for field in Field}
    tens = {f"万{unit}" for unit in own if unit not in MONEY and unit != "%"}
    return frozenset(own | tens | (MONEY.keys() if own & MONEY.keys() else set()))


def _ways_to_join(upper: str, lower: str) -> Iterable[str]:
    """The ways in which two levels may belong together: either may qualify the other, or the upper only groups."""
    if not upper or not lower:
        return (upper or lower,)
    return (f"{upper}({lower.translate(_FLAT)})", f"{lower}({upper.translate(_FLAT)})", lower)


def _peel(heading: str, field: Field | None) -> tuple[str, Field | None, frozenset[str]] | None:
    """`heading` without one qualifier, the field known by then, and the measure units that the qualifier says."""
    if match := _BRACKET.fullmatch(heading):
        words = frozenset(_BETWEEN_WORDS.split(match[2])) - {"单位", ""}
        fields = {FIELD_WORDS[word] for word in words & FIELD_WORDS.keys()} | ({field} if field else set())
        if len(fields) > 1:
            return None
        return match[1], next(iter(fields), None), words - FIELD_WORDS.keys()
    if field is None and (match := _BEFORE.fullmatch(heading)):
        return match[2], FIELD_WORDS[match[1]], frozenset()
    if field is None and (match := _AFTER.fullmatch(heading)):
        return match[1], FIELD_WORDS[match[2]], frozenset()
    return None
