"""What a document says of one target, by the code of its light and the kind of its figure: one row a case."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.target import Target
from jytrack.domain.values.words import Direction, LightCode, Measure, Reporting
from jytrack.reports.documents.indicator import sentence
from tests.domain.builders import TOWNS, clock, even, metric, monthly, reading, target

ONE, MOST = TOWNS[:1], Direction.AT_MOST
LOANS = metric(Measure.AMOUNT, name="贷款")
JOBS = metric(name="新增就业")
FAMILIES = metric(Measure.COUNT, Reporting.POINT, name="零就业家庭（期末户数）", measure_unit="户")
EVENTS = metric(name="群体性事件", measure_unit="起")
FAIRS = metric(name="招聘会", measure_unit="场次")
RATE = metric(Measure.RATE, name="落实率", numerator_unit="人", denominator_unit="人")
SHARE = metric(Measure.RATE, name="报酬占比", numerator_unit="万元", denominator_unit="亿元")
LEVEL = metric(Measure.LEVEL, name="失业率")
PLAIN = metric(Measure.LEVEL, name="均薪", measure_unit="元")
TALKS = metric(name="会议", measure_unit="次", written_as="研究推进")


def levels(*values: str) -> list[Reading]:
    return [reading(month, value=Fraction(value)) for month, value in enumerate(values, 1)]


def parts(month: int, upper: int, lower: int, unit: str = TOWNS[0]) -> Reading:
    return reading(month, unit, numerator=upper, denominator=lower)


@pytest.mark.parametrize(
    ("of", "readings", "month", "told"),
    [
        pytest.param(target(120, JOBS, units=ONE), monthly(30, 30), 2,
                     "新增就业60人，完成年度目标120人的50.0%，快于时序进度33.3个百分点", id="ahead"),
        pytest.param(target(120, JOBS, units=ONE), monthly(10, 10), 2,
                     "新增就业20人，完成年度目标120人的16.7%，与时序进度持平", id="even"),
        pytest.param(target(120, JOBS, units=ONE), monthly(100, 20), 2, "新增就业120人，已完成年度目标120人", id="met"),
        pytest.param(target(120, JOBS, units=ONE), monthly(100, 26), 2,
                     "新增就业126人，已完成年度目标120人（105.0%）", id="passed"),
        pytest.param(target(100, JOBS, units=ONE), monthly(8, 8), 2,
                     "新增就业16人，完成年度目标100人的16.0%，慢于时序进度0.7个百分点，比时序少1人；"
                     "后续10个月月均需完成9人，为近2个月月均8人的1.05倍", id="behind: what is lacking is rounded up"),
        pytest.param(target(100, LOANS, units=ONE), monthly(8, 8), 2,
                     "贷款16万元，完成年度目标100万元的16.0%，慢于时序进度0.7个百分点，比时序少0.7万元；"
                     "后续10个月月均需完成8.4万元，为近2个月月均8万元的1.05倍", id="behind: money to a tenth"),
        pytest.param(target(120, JOBS, units=ONE), monthly(1, 1, 1, 20), 4,
                     "新增就业23人，完成年度目标120人的19.2%，慢于时序进度14.2个百分点，比时序少17人；"
                     "后续8个月月均需完成13人，为近3个月月均7.3人的1.65倍", id="far behind"),
        pytest.param(target(120, JOBS, units=ONE), monthly(5, 0, 0, 0), 4,
                     "新增就业5人，完成年度目标120人的4.2%，慢于时序进度29.2个百分点，比时序少35人；"
                     "后续8个月月均需完成15人，近3个月没有新增，按此进度不能完成", id="no growth"),
        pytest.param(target(12, FAIRS, units=ONE), monthly(0, 1, 1), 3,
                     "招聘会2场次，完成年度目标12场次的16.7%，慢于时序进度8.3个百分点，比时序少1场次；"
                     "后续9个月月均需完成1.2场次，近3个月共2场次", id="less than one a month"),
        pytest.param(target(120, JOBS, units=ONE), monthly(*[9] * 12), 12,
                     "新增就业108人，完成年度目标120人的90.0%，未完成年度目标，差12人", id="the year is over"),
        pytest.param(target(120, JOBS), even(40, 2, ONE), 2,
                     "新增就业不少于80人（泾河源镇未报），完成年度目标120人的66.7%以上，快于时序进度50.0个百分点以上",
                     id="a lower bound"),
        pytest.param(target(120, JOBS), even(5, 2, ONE), 2,
                     "新增就业已报10人（缺泾河源镇），相当于年度目标120人的8.3%，缺报单位再报10人即达时序，待补报后评价",
                     id="a unit is missing"),
        pytest.param(target(120, JOBS), even(5, 12, ONE), 12,
                     "新增就业已报60人（缺泾河源镇），相当于年度目标120人的50.0%，缺报单位再报60人即达目标，待补报后评价",
                     id="a unit is missing at the end of the year"),
        pytest.param(target(120, JOBS, units=[f"第{n}乡" for n in range(1, 6)]), monthly(1, unit="第1乡"), 1,
                     "新增就业已报1人（缺第2乡、第3乡、第4乡等4个单位），相当于年度目标120人的0.8%，"
                     "缺报单位再报9人即达时序，待补报后评价", id="many are missing"),
        pytest.param(target(120, JOBS, units=ONE), [], 1, "新增就业尚无单位报送", id="nobody has reported"),
        pytest.param(target(120, JOBS, units=ONE), [], 0, "新增就业还没有月份结束，暂不评价", id="no month is over"),
        pytest.param(target(None, JOBS, units=ONE), monthly(7), 1, "新增就业7人，年度目标尚未确定", id="no goal"),
        pytest.param(target(None, JOBS, units=ONE), [], 1, "新增就业年度目标尚未确定", id="no goal, no figure"),
        pytest.param(target(4, TALKS, units=ONE), monthly(1), 1,
                     "研究推进1次，完成年度目标4次的25.0%，快于时序进度16.7个百分点", id="written as"),
        pytest.param(target(0, EVENTS, MOST, ONE), monthly(0), 1, "未发生群体性事件", id="none of what should not be"),
        pytest.param(target(2, EVENTS, MOST, ONE), monthly(1), 1, "群体性事件1起，未超出控制目标2起", id="within"),
        pytest.param(target(0, EVENTS, MOST, ONE), monthly(3), 1, "群体性事件3起，超出控制目标3起", id="beyond"),
        pytest.param(target(0, FAMILIES, MOST, ONE), [reading(1, value=0)], 1,
                     "期末没有零就业家庭", id="a stock within"),
        pytest.param(target(10, FAMILIES, units=ONE), [reading(1, value=12)], 1, "零就业家庭12户，不低于目标10户",
                     id="a stock reached"),
        pytest.param(target(10, FAMILIES, units=ONE), [reading(1, value=7)], 1, "零就业家庭7户，低于目标3户",
                     id="a stock not reached"),
        pytest.param(target(90, RATE, units=ONE), [parts(1, 93, 100)], 1,
                     "落实率93.0%（93/100人），高于目标3.0个百分点", id="a rate above"),
        pytest.param(target(90, RATE, units=ONE), [parts(1, 90, 100)], 1, "落实率90.0%（90/100人），达到90%的目标",
                     id="a rate met"),
        pytest.param(target(90, RATE, units=ONE), [parts(1, 89, 100)], 1,
                     "落实率89.0%（89/100人），低于目标1.0个百分点，还差1人", id="a rate below"),
        pytest.param(target(15, RATE, units=ONE), [parts(1, 12996, 100000)], 1,
                     "落实率12.9%（12996/100000人），低于目标2.1个百分点，还差2004人", id="a rate past the red line"),
        pytest.param(target(50, SHARE, units=ONE), [parts(1, 3, 4)], 1,
                     "报酬占比75.0%（3万元/4亿元），高于目标25.0个百分点", id="parts of two measures"),
        pytest.param(target(90, RATE), [parts(1, 9, 10), parts(2, 19, 20), parts(1, 9, 10, TOWNS[1])], 2,
                     "落实率已报93.3%（28/30人，泾河源镇沿用1月数），待补报后评价", id="a stale rate"),
        pytest.param(target("5.5", LEVEL, MOST, ONE), levels("5.3", "5.2"), 2,
                     "失业率2月为5.2%，比控制目标5.5%低0.3个百分点；1—2月平均5.25%", id="a level below its ceiling"),
        pytest.param(target("5.5", LEVEL, MOST, ONE), levels("5.5"), 1,
                     "失业率1月为5.5%，等于控制目标5.5%，已接近控制目标", id="a level at its ceiling"),
        pytest.param(target("5.5", LEVEL, MOST, ONE), levels("5.3", "5.75"), 2,
                     "失业率2月为5.75%，超出控制目标0.25个百分点；1—2月平均5.53%", id="a level beyond"),
        pytest.param(target(4000, PLAIN, units=ONE), levels("3900"), 1, "均薪1月为3900元，低于目标100元",
                     id="a level that should not fall"),
        pytest.param(target("5.5", LEVEL, MOST, ONE), [reading(2, value=5)], 3,
                     "失业率已报2月5%（缺香水镇），待补报后评价", id="a level of an older month"),
    ],
)  # fmt: skip
def test_the_sentence(of: Target, readings: Sequence[Reading], month: int, told: str) -> None:
    assert sentence(assess(of, readings, clock(month))) == told


@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=12),
    st.lists(st.integers(0, 200), max_size=12),
    st.integers(0, 12),
    st.integers(1, 2000),
)
def test_nothing_is_said_to_be_done_before_it_is(one: list[int], other: list[int], month: int, goal: int) -> None:
    judged = assess(target(goal, JOBS), [*monthly(*one), *monthly(*other, unit=TOWNS[1])], clock(month))
    told = sentence(judged)
    assert ("已完成" in told) is (judged.light.code is LightCode.DONE)
    assert not told.endswith("。")
    if judged.light.code is LightCode.AWAITING:
        assert "快于" not in told
        assert "慢于" not in told
