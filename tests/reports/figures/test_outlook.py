"""Where a target is heading, in words: pace, projection or the reason for none, room under a ceiling, 同比 and 环比."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.comparison import NOT_COMPARED, Comparison
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.variance import Projection
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.words import Direction, Frequency, ScheduleKind
from jytrack.reports.figures.outlook import blocks, json_comparison, projected
from jytrack.reports.values.document import Heading, Paragraph
from tests.reports.sample import KNOWN_AT, LEVEL, MONEY, NET, PEOPLE, RATE, YEAR, Kind, months, point, target

ONE = ("就业局",)
TWO = ("就业局", "财务局")
STEPS = tuple(Fraction(n, 100) for n in (1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 60, 100))


def at(month: int) -> Clock:
    """The clock with `month` months closed."""
    day = date(YEAR + 1, 1, 1) if month == 12 else date(YEAR, month + 1, 1)
    return Clock(YEAR, day, KNOWN_AT)


def spoken(asked: Target, readings: Sequence[Reading], month: int, compared: Comparison = NOT_COMPARED) -> list[str]:
    """The lines of the section; none where there is no section."""
    found = blocks(assess(asked, readings, at(month)), compared)
    if not found:
        return []
    heading, paragraph = found
    assert heading == Heading("走势")
    assert isinstance(paragraph, Paragraph)
    return paragraph.text.split("\n")


def flow(goal: str, kind: Kind = PEOPLE, units: tuple[str, ...] = ONE, schedule: Schedule | None = None) -> Target:
    return target("flow", "流量", kind, goal, units, schedule=schedule or Schedule())


def by_month(*values: str | int | None) -> list[Reading]:
    return list(months(ONE[0], *(None if value is None else str(value) for value in values)))


@pytest.mark.parametrize(
    ("asked", "values", "pace"),
    [
        # T 120, A 30: q = 90/6, v = 5, κ = 3
        (flow("120"), (5,) * 6, "后续6个月月均需完成15人；近期月均5人，所需为近期的3.00倍，吃紧"),
        # T 120, A 48: q = 12, v = 8, κ = 1.5 exactly is not hard
        (flow("120"), (8,) * 6, "后续6个月月均需完成12人；近期月均8人，所需为近期的1.50倍"),
        # T 1201, A 480: κ = 721/480 = 1.5021 is hard, and never shown as the 1.50 that is not
        (flow("1201"), (80,) * 6, "后续6个月月均需完成121人；近期月均80人，所需为近期的1.51倍，吃紧"),
        # T 960, A 480: κ = 1; with one more to do never shown as 1.00
        (flow("960"), (80,) * 6, "后续6个月月均需完成80人；近期月均80人，所需为近期的1.00倍"),
        (flow("961"), (80,) * 6, "后续6个月月均需完成81人；近期月均80人，所需为近期的1.01倍"),
        # nothing came for three months, or people left: no multiple of that reaches the goal
        (flow("120"), (10, 10, 10, 0, 0, 0), "后续6个月月均需完成15人；近期月均0人，按此进度不能完成"),
        (flow("120", NET), (10, 10, 10, -1, -1, -1), "后续6个月月均需完成16人；近期月均-1人，按此进度不能完成"),
        # money keeps a decimal: q = 1100/6, v = 350/3
        (
            flow("1800", MONEY),
            (110, 120, 120, "116.5", 117, "116.5"),
            "后续6个月月均需完成183.4万元；近期月均116.7万元，所需为近期的1.57倍，吃紧",
        ),
        (flow("120"), (30,) * 6, "已达目标，后续月份不再要求"),
    ],
)
def test_pace(asked: Target, values: Iterable[str | int], pace: str) -> None:
    assert spoken(asked, by_month(*values), 6)[0] == pace


def test_the_line_of_what_is_hard_is_the_targets_own() -> None:
    own = replace(flow("120"), thresholds=replace(flow("120").thresholds, hard_pace=Fraction(4)))
    assert "吃紧" not in spoken(own, by_month(*(5,) * 6), 6)[0]


@pytest.mark.parametrize(
    ("asked", "values", "month", "projection"),
    [
        # by the schedule 63 ÷ ½; by recent months 63 + 6 × 26/3 = 115
        (flow("120"), (17, 10, 10, 9, 9, 8), 6, "预测全年126（115—126）人"),
        # even months: both ways give the same, so there is no range to tell
        (flow("120"), (5,) * 6, 6, "预测全年60人"),
        # 700 ÷ ½ and 700 + 6 × 350/3
        (flow("1800", MONEY), (110, 120, 120, "116.5", 117, "116.5"), 6, "预测全年1400万元"),
        (flow("1800", MONEY), (10, 10, "10.5", "10.5", 10, "10.5"), 6, "预测全年123（123—123.5）万元"),
        (flow("120"), (5, 5), 2, "预测全年：已结束的月份不足3个，暂不预测"),
        (flow("120"), (5, 5, 5, 5, None, 5), 6, "预测全年：有单位未报，暂不预测"),
        (flow("120", units=TWO), (5,) * 6, 6, "预测全年：有单位未报，暂不预测"),
        (
            flow("120", schedule=Schedule(ScheduleKind.STEPS, STEPS)),
            (5,) * 6,
            6,
            "预测全年：时序进度10.0%不足15.0%，暂不预测",
        ),
        # 20 per cent by July: 35 ÷ 0.2 = 175, by recent months 35 + 5 × 5 = 60
        (flow("120", schedule=Schedule(ScheduleKind.STEPS, STEPS)), (5,) * 7, 7, "预测全年175（60—175）人"),
        (
            flow("120", schedule=Schedule(ScheduleKind.LAST_YEAR)),
            (5,) * 6,
            6,
            "预测全年：缺上年同期数，时序进度无法计算，暂不预测",
        ),
        (
            target("yearly", "年报", PEOPLE, "120", ONE, frequency=Frequency.YEAR),
            (),
            6,
            "预测全年：尚无填报数，暂不预测",
        ),
    ],
)
def test_projection_or_why_there_is_none(
    asked: Target, values: Iterable[str | int | None], month: int, projection: str
) -> None:
    assert spoken(asked, by_month(*values), month)[-1] == projection


def test_missing_units_leave_the_recent_pace_open() -> None:
    assert spoken(flow("120", units=TWO), by_month(*(5,) * 6), 6)[0] == (
        "后续6个月月均需完成15人；近期月均：有单位未报，暂不计算"
    )


def test_nothing_is_asked_of_the_months_of_a_year_that_is_over() -> None:
    assert spoken(flow("120"), by_month(*(5,) * 12), 12) == ["预测全年60人"]


AT_MOST = Direction.AT_MOST
JOBLESS = target("jobless", "失业率", LEVEL, "5.5", ONE, direction=AT_MOST)


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        # Σ 21.5: mean 5.375, the other eight may average (66 - 21.5) ÷ 8
        (
            ("5.2", "5.4", "5.3", "5.6"),
            [
                "最新5.6%，上限5.5%，超出0.1个百分点",
                "已报月份平均5.375%；后续月份平均不超过5.5625%，全年平均就不超过上限",
            ],
        ),
        (
            ("5.5",),
            [
                "最新5.5%，上限5.5%，余量0个百分点",
                "已报月份平均5.5%；后续月份平均不超过5.5%，全年平均就不超过上限",
            ],
        ),
        # Σ 68 > 12 × 5.5
        (
            ("34", "34"),
            [
                "最新34%，上限5.5%，超出28.5个百分点",
                "已报月份平均34%；后续月份无论多低，全年平均都将超过上限",
            ],
        ),
    ],
)
def test_room_under_a_ceiling(values: Sequence[str], lines: list[str]) -> None:
    readings = [point(ONE[0], month, value) for month, value in enumerate(values, 1)]
    assert spoken(JOBLESS, readings, len(values)) == lines


def test_a_count_under_a_ceiling_is_neither_projected_nor_paced() -> None:
    incidents = target("incidents", "事件", Kind("起"), "2", ONE, direction=AT_MOST)
    assert spoken(incidents, by_month(0, 1, 2), 3) == ["最新3起，上限2起，超出1起"]


def test_before_the_first_month_is_over_nothing_is_foreseen() -> None:
    january = Clock(YEAR, date(YEAR, 1, 10), KNOWN_AT)
    assert blocks(assess(JOBLESS, [], january), NOT_COMPARED) == ()


def changed(year: Fraction | None, month: Fraction | None) -> Comparison:
    return Comparison(year_on_year=year, month_on_month=month)


@pytest.mark.parametrize(
    ("asked", "compared", "line", "written"),
    [
        (
            flow("120"),
            changed(Fraction(1, 10), Fraction(-1, 4)),
            "同比+10.0%，环比-25.0%",
            (10, -25, "percent"),
        ),
        (flow("120"), changed(None, Fraction(0)), "环比0.0%", (None, 0, "percent")),
        (
            flow("120"),
            changed(Fraction(3), None),
            "同比+300.0%",
            (300, None, "percent"),
        ),
        (
            target("share", "占比", RATE, "90", ONE),
            changed(Fraction(5, 4), Fraction(-1, 10)),
            "同比+1.25个百分点，环比-0.10个百分点",
            (Decimal("1.25"), Decimal("-0.1"), "measure_unit"),
        ),
        (
            JOBLESS,
            changed(Fraction(-1, 5), None),
            "同比-0.20个百分点",
            (Decimal("-0.2"), None, "measure_unit"),
        ),
    ],
)
def test_comparison(asked: Target, compared: Comparison, line: str, written: tuple[object, ...]) -> None:
    assert spoken(asked, [], 3, compared)[-1] == line
    found = json_comparison(assess(asked, [], at(3)), compared)
    assert (found["year_on_year"], found["month_on_month"], found["in"]) == written


def test_what_cannot_be_compared_is_not_spoken_of() -> None:
    assert not any("比" in line for line in spoken(flow("120"), by_month(5, 5, 5), 3) if line.startswith(("同", "环")))
    assert set(json_comparison(assess(flow("120"), [], at(3)), NOT_COMPARED).values()) == {None, "percent"}


@pytest.mark.parametrize(
    ("projection", "text"),
    [
        (None, ""),
        (Projection(Fraction(120), Fraction(100), Fraction(130)), "120（100—130）"),
        (Projection(Fraction(1234567, 1000), Fraction(1234), Fraction(1235)), "1234.6（1234—1235）"),
        (Projection(Fraction(119999, 1000), Fraction("119.96"), Fraction(120)), "119.9（119.9—120）"),
    ],
)
def test_a_projection_in_a_cell(projection: Projection | None, text: str) -> None:
    assert projected(replace(assess(flow("120"), [], at(3)), projection=projection)) == text
