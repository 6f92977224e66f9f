"""The Chinese sentence beside each light."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.words import Direction, Frequency, LightCode, Measure, Reporting, ScheduleKind
from tests.domain.builders import checkpoint, clock, even, metric, monthly, reading, target

A, B = "香水镇", "泾河源镇"
AT_MOST = Direction.AT_MOST
FLOW = target(1200, units=[A])
LOANS = target(1800, of=metric(Measure.AMOUNT), units=[A])
RATE = target(90, of=metric(Measure.RATE), units=[A])
PAY_RATE = target(30, of=metric(Measure.RATE, numerator_unit="万元", denominator_unit="万元"), units=[A])
POSTS_RATE = target(90, of=metric(Measure.RATE, numerator_unit="人", denominator_unit="村"), units=[A])
LEVEL = target("5.5", of=metric(Measure.LEVEL), units=[A], direction=AT_MOST)
INDEX = target(50, of=metric(Measure.LEVEL, measure_unit="点"), units=[A])
STOCK = target(100, of=metric(reporting=Reporting.POINT), units=[A])
CAPPED = target(3, units=[A], direction=AT_MOST)
CAPPED_STOCK = target(0, of=metric(reporting=Reporting.POINT, measure_unit="户"), units=[A], direction=AT_MOST)
CAPPED_RATE = target("5.5", of=metric(Measure.RATE), units=[A], direction=AT_MOST)
SEASONAL = target(1200, units=[A], schedule=Schedule(ScheduleKind.LAST_YEAR))
TWO_LEVELS = target("5.5", of=metric(Measure.LEVEL), direction=AT_MOST, frequency=Frequency.QUARTER)
TEN = target(1200, units=[f"第{n}村" for n in range(1, 11)])
MANY = target(1200, units=[f"第{n}村" for n in range(1, 13)])

AHEAD = "完成600人，应完成599.5人，超前0.5人（0.0个百分点）"


def rate(numerator: int | str, denominator: int, month: int = 6) -> list[Reading]:
    return [reading(month, numerator=numerator, denominator=denominator)]


@pytest.mark.parametrize(
    ("of", "readings", "month", "reason"),
    [
        (FLOW, [reading(6, cumulative=1212)], 6, "完成1212人，已达年度目标1200人（101.0%）"),
        (target(0, units=[A]), [reading(6, cumulative=0)], 6, "完成0人，已达年度目标0人"),
        (target(1199, units=[A]), [reading(6, cumulative=600)], 6, AHEAD),
        (FLOW, [reading(6, cumulative=600)], 6, "完成600人，应完成600人，与时序持平"),
        (
            FLOW,
            [reading(6, cumulative=599)],
            6,
            "完成599人，应完成600人，落后1人（-0.1个百分点）；后续6个月月均需完成101人，是近期月均的1.01倍",
        ),
        (
            FLOW,
            [reading(3, cumulative=500), *monthly(None, None, None, 0, 0, 0)],
            6,
            "完成500人，应完成600人，落后100人（-8.3个百分点）"
            "；后续6个月月均需完成117人，近期没有进展，按此进度不能完成",
        ),
        (
            LOANS,
            [reading(6, cumulative="700.25")],
            6,
            "完成700.25万元，应完成900万元，落后199.8万元（-11.1个百分点）"
            "；后续6个月月均需完成183.3万元，是近期月均的1.57倍",
        ),
        (
            target(550, units=[A]),
            [reading(1, own=0)],
            1,
            "完成0人，应完成46人，落后46人（-8.3个百分点）；后续11个月月均需完成50人，近期没有进展，按此进度不能完成",
        ),
        (FLOW, [reading(12, cumulative=1199)], 12, "全年完成1199人，年度目标1200人，差1人（99.9%）"),
        (
            target(1200),
            even(100, 6, [A]),
            6,
            "不低于600人（已报1/2个单位，缺泾河源镇），应完成600人，与时序持平",
        ),
        (
            target(1200),
            even(250, 6, [A]),
            6,
            "不低于1500人（已报1/2个单位，缺泾河源镇），已达年度目标1200人（125.0%）",
        ),
        (
            target(1200),
            even(50, 6, [A]),
            6,
            "已报1/2个单位，缺泾河源镇，目前300人，缺报单位合计须达300人",
        ),
        (target(1200), [], 6, "尚无单位填报，应报未报：香水镇、泾河源镇"),
        (
            MANY,
            [],
            6,
            "尚无单位填报，应报未报：第1村、第2村、第3村、第4村、第5村、第6村、第7村、第8村、第9村、第10村等12个单位",
        ),
        (TEN, [], 6, "尚无单位填报，应报未报：第1村、第2村、第3村、第4村、第5村、第6村、第7村、第8村、第9村、第10村"),
        (target(550), monthly(5), 1, "已报1/2个单位，缺泾河源镇，目前5人，缺报单位合计须达41人"),
        (
            TWO_LEVELS,
            [reading(5, A, value="5.7"), reading(6, B, value=5)],
            5,
            "已报1/2个单位，缺泾河源镇，目前5.7%，补报后评价",
        ),
        (
            TWO_LEVELS,
            [reading(6, A, value="5.7"), reading(5, B, value=5), reading(7, B, value=5)],
            7,
            "2023年6月5.7%，超过上限5.5%共0.2个百分点；已报月份平均5.7%",
        ),
        (target(1200, since=9), [], 6, "首个报告期未到，尚无填报数"),
        (FLOW, [], 0, "年内尚无已结束的月份"),
        (target(90, units=[A], schedule=checkpoint(9, 30)), [], 6, "考核节点2023年9月30日，尚未到期"),
        (
            target(90, units=[A], schedule=checkpoint(9, 30)),
            monthly(*[5] * 6),
            6,
            "考核节点2023年9月30日，尚未到期，目前30人",
        ),
        (target(None, units=[A]), [], 6, "未设年度目标"),
        (target(None, units=[A]), [reading(6, own=7)], 6, "未设年度目标，目前7人"),
        (SEASONAL, monthly(*[5] * 6), 6, "时序进度无法计算，目前30人"),
        (RATE, rate(212, 240), 6, "88.33%（212/240人），低于目标90%共1.7个百分点，还差4人"),
        (RATE, rate(8999, 10000), 6, "89.99%（8999/10000人），低于目标90%共0.1个百分点，还差1人"),
        (RATE, rate(8799, 10000), 6, "87.99%（8799/10000人），低于目标90%共2.1个百分点，还差201人"),
        (RATE, rate(9, 10), 6, "90.00%（9/10人），达到目标90%"),
        (RATE, rate(0, 10), 6, "0.00%（0/10人），低于目标90%共90.0个百分点，还差9人"),
        (RATE, rate(2, 3, 5), 6, "已报0/1个单位，缺香水镇，目前66.67%，补报后评价"),
        (RATE, rate(0, 0), 6, "分母为0，比率无法计算"),
        (RATE, rate(9, 10, 5), 6, "已报0/1个单位，缺香水镇，目前90.00%，补报后评价"),
        (POSTS_RATE, rate(98, 99), 6, "98.99%（98/99人/村），达到目标90%"),
        (PAY_RATE, rate("28.5", 100), 6, "28.50%（28.5/100万元），低于目标30%共1.5个百分点"),
        (LEVEL, [reading(6, value="5.6")], 6, "2023年6月5.6%，超过上限5.5%共0.1个百分点；已报月份平均5.6%"),
        (LEVEL, [reading(6, value="5.4")], 6, "2023年6月5.4%，接近上限5.5%，余量0.1个百分点；已报月份平均5.4%"),
        (
            LEVEL,
            [reading(5, value=5), reading(6, value=4)],
            6,
            "2023年6月4%，未超过上限5.5%，余量1.5个百分点；已报月份平均4.5%",
        ),
        (INDEX, [reading(6, value="49.5")], 6, "2023年6月49.5点，低于目标50点；已报月份平均49.5点"),
        (INDEX, [reading(6, value=50)], 6, "2023年6月50点，达到目标50点；已报月份平均50点"),
        (STOCK, [reading(6, value=80)], 6, "期末80人，目标不低于100人，差20人"),
        (STOCK, [reading(6, value=100)], 6, "期末100人，目标不低于100人"),
        (STOCK, [reading(6, value=120)], 6, "期末120人，目标不低于100人"),
        (CAPPED, [reading(6, cumulative=3)], 6, "累计3人，未超过上限3人"),
        (CAPPED, [reading(6, cumulative=5)], 6, "累计5人，超过上限3人，多2人"),
        (CAPPED_STOCK, [reading(6, value=2)], 6, "期末2户，超过上限0户，多2户"),
        (
            CAPPED_RATE,
            rate(554, 10000),
            6,
            "5.54%（554/10000人），超过上限5.5%共0.04个百分点",
        ),
        (
            CAPPED_RATE,
            rate(5, 100),
            6,
            "5.00%（5/100人），未超过上限5.5%，余量0.5个百分点",
        ),
    ],
)
def test_the_sentence(of: Target, readings: Sequence[Reading], month: int, reason: str) -> None:
    assert assess(of, readings, clock(month)).light.reason == reason


def test_a_pace_just_over_the_line_is_shown_over_it() -> None:
    found = assess(target(13503, units=[A]), [reading(9, cumulative=9000)], clock(9))
    assert found.pace_ratio == Fraction(1501, 1000)
    assert found.light.code is LightCode.FAR_BEHIND
    assert found.light.reason.endswith("是近期月均的1.51倍")
