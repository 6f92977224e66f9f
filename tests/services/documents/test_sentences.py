"""What documents say of the demo, word for word: the worked examples of the specification of documents."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.values.words import LightCode
from jytrack.reports.documents.indicator import sentence
from jytrack.reports.documents.overall import overall
from jytrack.reports.documents.reporting import reporting
from jytrack.reports.documents.units import places
from jytrack.services.figures.units import all_units
from jytrack.services.plan.allocating import Order, allocate
from jytrack.services.values.standing import stand_plan
from jytrack.store.plan.allocations import load_allocations
from tests.services.desks import CHINA, desk_at, with_demo

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 30)
LATER = datetime(2024, 2, 1, 9, tzinfo=CHINA)

Standing = Callable[[date], PlanStanding]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    path: Path = with_demo(tmp_path_factory.mktemp("demo") / "demo.db")[0]
    return lambda day: stand_plan(desk_at(path, LATER), day, None)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (JUNE, "创业担保贷款发放700万元，完成年度目标1800万元的38.9%，慢于时序进度11.1个百分点，比时序少200万元；"
               "后续6个月月均需完成183.4万元，为近3个月月均123.3万元的1.49倍"),
        (JUNE, "重点项目带动就业905人次，完成年度目标2000人次的45.3%，慢于时序进度4.8个百分点，比时序少95人次；"
               "后续6个月月均需完成183人次，近3个月月均186.7人次，保持现有进度可如期完成"),
        (JUNE, "城镇新增就业已报274人（缺黄花乡），相当于年度目标550人的49.8%，缺报单位再报1人即达时序，待补报后评价"),
        (JUNE, "农村劳动力转移就业不少于26590人（黄花乡沿用5月数），完成年度目标29000人的91.7%以上，"
               "快于时序进度41.7个百分点以上"),
        (JUNE, "城乡公益性岗位开发不少于223个（黄花乡未报），已完成年度目标220个（101.4%以上）"),
        (JUNE, "线上线下招聘活动3场次，完成年度目标10场次的30.0%，慢于时序进度20.0个百分点，比时序少2场次；"
               "后续6个月月均需完成1.2场次，近3个月共1场次"),
        (JUNE, "城镇调查失业率6月为5.4%，比控制目标5.5%低0.1个百分点，已接近控制目标；1—6月平均5.4%"),
        (JUNE, "困难群体基本服务到位率已报93.3%（334/358人，黄花乡沿用3月数），待补报后评价"),
        (JUNE, "期末零就业家庭至少1户（黄花乡沿用5月数），超出控制目标1户"),
        (JUNE, "高校毕业生就业去向落实率现为61.6%（265/430人），12月31日考核"),
        (JUNE, "县级就业资金规模860万元，年度目标尚未确定"),
        (JUNE, "“西部计划”招募30人，已完成年度目标30人"),
        (JUNE, "县委政府研究推进次数2次，完成年度目标4次的50.0%，与时序进度持平"),
        (JUNE, "以工代赈项目吸纳农民工占比14.0%（126/900人），低于目标1.0个百分点，还差9人"),
        (MARCH, "城镇新增就业120人，完成年度目标550人的21.8%，慢于时序进度3.2个百分点，比时序少18人；"
                "后续9个月月均需完成48人，为近3个月月均40人的1.19倍"),
        (MARCH, "期末零就业家庭1户，超出控制目标1户"),
        (MARCH, "区属国企定向退役军人岗位占比未到报送期"),
        (MARCH, "未发生因就业用工引发的群体性事件"),
        (MARCH, "县级就业资金规模年度目标尚未确定"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_target(standing: Standing, day: date, told: str) -> None:
    assert told in [sentence(judged) for judged in standing(day).assessments]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (JUNE, "截至6月30日，方案确定的31项指标中，已完成2项，达到时序或目标要求10项，滞后3项，严重滞后2项，"
               "接近控制目标1项，超出控制目标1项；因缺报暂不评价7项，未到考核节点4项，目标尚未确定1项。"),
        (MARCH, "截至3月31日，方案确定的31项指标中，达到时序或目标要求5项，滞后13项，严重滞后4项，超出控制目标1项；"
                "未到报送期1项，未到考核节点6项，目标尚未确定1项。"),
        (date(2023, 1, 10), "截至1月10日，方案确定的31项指标中，未到考核节点6项，尚无已结束的月份24项，"
                            "目标尚未确定1项。"),
    ],
)  # fmt: skip
def test_how_many_stand_where(standing: Standing, day: date, told: str) -> None:
    found = standing(day)
    assert overall(found.assessments, found.clock.as_of) == told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (JUNE, "到期应报510项次，按时469项次，迟报29项次，缺报12项次，报送完整率97.6%。缺报的是黄花乡（12项次）。"
               "迟报的是兴盛乡（12项次）、六盘山镇（9项次）、人社局（8项次）。"),
        (MARCH, "到期应报255项次，按时255项次，报送完整率100.0%。"),
        (date(2023, 1, 10), "还没有到期的填报。"),
    ],
)  # fmt: skip
def test_what_is_said_of_reporting(standing: Standing, day: date, told: str) -> None:
    found = standing(day)
    assert reporting(found.accountability.total.discipline, found.disciplines) == told


@pytest.mark.parametrize("month", range(1, 13))
def test_what_cannot_be_judged_is_neither_ahead_nor_behind_nor_done(standing: Standing, month: int) -> None:
    for judged in standing(date(2023, month, 28)).assessments:
        if judged.light.code is LightCode.AWAITING:
            assert not any(word in sentence(judged) for word in ("快于", "慢于", "完成"))


def test_who_stands_first_and_last_by_a_split(tmp_path: Path) -> None:
    desk = desk_at(with_demo(tmp_path / "demo.db")[0], LATER)
    (code,) = (each.code for each in stand_plan(desk, JUNE, None).plan.targets if each.metric.name == "新培育创业实体")
    allocate(desk, Order(code, weights="villages"))
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, JUNE)
        one = replace(plan, targets=tuple(each for each in plan.targets if each.code == code))
        (compared,) = all_units(session, one, load_allocations(session, plan, clock), clock)
    told = "居前两位的是香水镇（69.8%）、兴盛乡（61.1%），居后的是泾河源镇（37.8%）；黄花乡未报，不参加排名"
    assert places(compared.units) == told
