"""What a made-up sheet is to say: units, metrics and months of the 2023 plan, and a figure for each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple
from zlib import crc32

YEAR = 2023
TOWNS = {
    "香水镇": "640424100",
    "泾河源镇": "640424101",
    "六盘山镇": "640424102",
    "新民乡": "640424200",
    "兴盛乡": "640424201",
    "黄花乡": "640424202",
    "大湾乡": "640424203",
}


class Way(Enum):
    """How a metric is reported."""

    MONTHLY = auto()
    TOTAL = auto()
    STOCK = auto()
    RATE = auto()
    LEVEL = auto()


class Period(NamedTuple):
    """A month."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


class Figure(NamedTuple):
    """One figure as it has to be on record."""

    unit: str
    metric: str
    period: str
    field: str
    value: Decimal


@dataclass(frozen=True)
class Metric:
    """A metric of the plan; a month of one unit is at most `most` (a stock, a level: the figure itself)."""

    code: str
    name: str
    unit: str
    way: Way = Way.MONTHLY
    most: int = 12
    aliases: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are filled when a heading says nothing but the metric's name."""
        return USUAL[self.way]

    @property
    def has_total(self) -> bool:
        """Whether a running total can be told of it."""
        return self.way in (Way.MONTHLY, Way.TOTAL)


USUAL = {
    Way.MONTHLY: ("month",),
    Way.TOTAL: ("cumulative",),
    Way.STOCK: ("value",),
    Way.LEVEL: ("value",),
    Way.RATE: ("numerator", "denominator"),
}

JOBS = Metric("urban-new-jobs", "城镇新增就业", "人", most=20, aliases=("新增就业", "城镇新增就业人数"))
STARTUPS = Metric("new-startups", "新培育创业实体", "个", aliases=("新增创业实体",))
TRANSFER = Metric("rural-transfer", "农村劳动力转移就业", "人", Way.TOTAL, 345, ("转移就业", "农村劳动力转移就业人数"))
OF_TOWNS = (
    JOBS,
    STARTUPS,
    TRANSFER,
    Metric("new-posts", "创造新岗位", "个", most=20, aliases=("新创造岗位",)),
    Metric("reemployment", "城镇失业人员再就业", "人", aliases=("失业人员再就业",)),
    Metric("hardship-employment", "就业困难人员实现就业", "人", most=4, aliases=("困难人员就业",)),
    Metric("skills-training", "职业技能培训", "人", most=20, aliases=("技能培训人数",)),
    Metric("zero-employment-families", "零就业家庭（期末户数）", "户", Way.STOCK, 3, ("零就业家庭",)),
    Metric("household-employment", "有稳定就业者的家庭占比", "户", Way.RATE),
    Metric("village-staff", "行政村（社区）就业工作人员配备率", "个", Way.RATE),
)
LOANS = Metric("guaranteed-loans", "创业担保贷款发放", "万元", most=90, aliases=("创业担保贷款",))
OF_LABOUR = (
    LOANS,
    Metric("startup-training", "创业（网络创业）能力培训", "人", most=9, aliases=("创业培训",)),
    Metric("internship-posts", "实习和见习岗位募集", "个", most=4),
    Metric("graduate-placement", "高校毕业生就业去向落实率", "人", Way.RATE),
)
LEVEL = Metric("surveyed-unemployment", "城镇调查失业率", "%", Way.LEVEL, 6)
OWNERS = {
    **dict.fromkeys(TOWNS, OF_TOWNS),
    "人社局": OF_LABOUR,
    "社会经济调查队": (LEVEL,),
}
METRICS = {metric.code: metric for metrics in OWNERS.values() for metric in metrics}
MONEY = {"元": Decimal(10_000), "千元": Decimal(10), "万元": Decimal(1), "亿元": Decimal("0.0001")}
PEOPLE = {"人": Decimal(1), "百人": Decimal("0.01"), "万人": Decimal("0.0001")}


def written_in(unit: str) -> dict[str, Decimal]:
    """The measure units in which figures in `unit` may be written, with what they are multiplied by for it."""
    return MONEY if unit == "万元" else PEOPLE if unit == "人" else {unit: Decimal(1)}


@dataclass(frozen=True)
class World:
    """All figures there could be; another `salt` is another world. The months of a unit always make up its totals."""

    salt: int

    def figure(self, unit: str, metric: Metric, period: Period, field: str) -> Figure:
        """What is true of one unit, metric, month and field."""
        return Figure(unit, metric.code, str(period), field, self._value(unit, metric, period, field))

    def usual(self, unit: str, metric: Metric, period: Period, *, total: bool = False) -> list[Figure]:
        """The figures that stand for `metric` when headings say no more than that these are running totals or not."""
        fields = ("cumulative",) if total and metric.has_total else metric.fields
        return [self.figure(unit, metric, period, field) for field in fields]

    def other(self, *place: int) -> Decimal:
        """A number that is no figure of this world's: a goal, a part, last year's."""
        return Decimal(25 + self._any(*place) % 40)

    def _value(self, unit: str, metric: Metric, period: Period, field: str) -> Decimal:
        at = list(OWNERS).index(unit), list(METRICS).index(metric.code), period.year
        if field == "cumulative":
            return sum((self._month(metric, *at, month) for month in range(1, period.month + 1)), Decimal(0))
        if field == "denominator":
            return Decimal(40 + self._any(*at) % 50)
        if field == "numerator":
            return Decimal(40 + self._any(*at) % 50 - self._any(*at, period.month) % 9)
        if metric.way is Way.LEVEL:
            return Decimal(45 + self._any(*at, period.month) % 15) / 10
        return self._month(metric, *at, period.month)

    def _month(self, metric: Metric, *at: int) -> Decimal:
        if metric is TRANSFER:
            return Decimal(300 + self._any(*at) % 45)
        whole = Decimal(1 + self._any(*at) % metric.most)
        return whole + Decimal(self._any(*at) % 4) / 4 if metric.unit == "万元" else whole

    def _any(self, *at: int) -> int:
        return crc32(repr((self.salt, at)).encode())


def same_unit(metrics: Iterable[Metric]) -> str | None:
    """The one measure unit of all `metrics`, none where they have several."""
    units = {metric.unit for metric in metrics}
    return units.pop() if len(units) == 1 else None
