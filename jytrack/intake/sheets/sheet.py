"""What sheets are made of, and what they are read against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.domain.values.words import Word


class Field(Word):
    """A figure of a reading, in the order of the entry's fields, under its column's usual heading."""

    MONTH = "month", "本月数"
    CUMULATIVE = "cumulative", "累计数"
    VALUE = "value", "数值"
    NUMERATOR = "numerator", "分子"
    DENOMINATOR = "denominator", "分母"


class Layout(Word):
    """How a sheet lays out its readings (intake.md, Layouts)."""

    LONG = "long", "逐条登记表"
    SUMMARY = "summary", "月度汇总表"
    RETURN = "return", "单位月报表"
    GRID = "grid", "全年分月表"
    TURNED = "turned", "单位横排表"
    SINGLE = "single", "单项统计表"


@dataclass(frozen=True)
class Context:
    """What a sheet is read against: the plan's vocabulary, its duties, and what the command line said.

    `units` and `metrics` map every accepted spelling (see `spelling`) to the unit's name and to the metric;
    `duties` holds (unit, metric code); `received_on` bounds the periods; `period` and `unit` come from options.
    `region` is the county's own name; `goals` are the year's by metric code, for flows and levels alone. `correcting`:
    the sheet replaces another, so what it leaves blank is kept; `confirmed`: figures out of all proportion are meant,
    as those of unit, metric and month in `known` were before.
    """

    year: int
    units: Mapping[str, str]
    metrics: Mapping[str, Metric]
    duties: frozenset[tuple[str, str]]
    received_on: date
    period: Period | None = None
    unit: str | None = None
    region: str = ""
    goals: Mapping[str, Quantity] = field(default_factory=dict)
    correcting: bool = False
    confirmed: bool = False
    known: frozenset[tuple[str, str, Period, Fraction]] = frozenset()
