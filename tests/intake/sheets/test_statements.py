"""What a text beside figures says of them."""

import pytest

from jytrack.domain.values.period import Period
from jytrack.intake.sheets.kinds import Kind
from jytrack.intake.sheets.statements import NO_YEAR, Said, Vocabulary
from tests.intake.sample import CONTEXT


def said(text: str) -> Said:
    return Vocabulary(CONTEXT).said(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年城镇新增就业任务分解表", Kind.SPLIT),
        ("2023年任务分解完成情况表", None),
        ("2023年城镇新增就业分月目标表", Kind.SPLIT),
        ("2023年目标任务表", Kind.TARGET),
        ("2023年3月目标任务完成情况表", None),
        ("上年同期就业情况", Kind.LAST_YEAR),
        ("去年完成情况", Kind.LAST_YEAR),
        ("其中：女性", Kind.PART),
        ("各乡镇完成率排名", Kind.COMPARED),
        ("有稳定就业者的家庭占比", None),
        ("“就业创业促进年”行动计划月报", None),
        ("2023年3月就业统计表", None),
        ("2023年5月预计完成情况表", Kind.EXPECTED),
        ("2023年6月拟完成情况", Kind.EXPECTED),
        ("计划完成情况表", None),
        ("5月未完成情况统计表", Kind.LACKING),
        ("离校未就业高校毕业生情况", None),
        ("5月就业情况（更正前）", Kind.TAKEN_BACK),
        ("就业统计表（样表）", Kind.SAMPLE),
        ("5月就业工作考核得分表", Kind.COMPARED),
        ("5月完成情况及排名", None),
        ("5月进度排名表", Kind.COMPARED),
    ],
)
def test_kinds_of_sheets(text: str, kind: Kind | None) -> None:
    assert said(text).kind is kind


@pytest.mark.parametrize(
    ("text", "measures", "strange"),
    [
        ("人社局2023年3月（单位：元）", {"元"}, ""),
        ("填报单位：人社局  单位：千元  填报日期：2023年3月28日", {"千元"}, ""),
        ("金额单位：人民币元", {"元"}, ""),
        ("2023年3月就业情况（万人）", {"万人"}, ""),
        ("单位：人、个、户", {"人", "个", "户"}, ""),
        ("填报单位（盖章）：香水镇", set(), ""),
        ("单位：香水镇", set(), ""),
        ("单位：亩", set(), "亩"),
        ("（亩）", set(), "亩"),
        ("【单位：万亩】", set(), "万亩"),
        ("以下数字单位均为美元", set(), "美元"),
        ("以下数字单位均为元。", {"元"}, ""),
        ("计量：亩", set(), "亩"),
        ("计量：千元", {"千元"}, ""),
        ("单位 美元", set(), "美元"),
        ("单位 万元", {"万元"}, ""),
        ("金额均以元计", {"元"}, ""),
        ("金额以万美元为单位", set(), "万美元"),
        ("（内部资料）", set(), ""),
        ("单位 负责人", set(), ""),
        ("以工代赈项目实施计划执行情况", set(), ""),
        ("单位为人社局", set(), ""),
    ],
)
def test_measure_units(text: str, measures: set[str], strange: str) -> None:
    found = said(text)
    assert (set(found.measures), found.strange) == (measures, strange)


def test_months_years_units_and_metrics() -> None:
    found = said("香水镇2022年城镇新增就业情况")
    assert (found.year, found.units, found.metrics) == (2022, {"香水镇"}, {"城镇新增就业"})
    assert said("二〇二三年三月").months == {Period(2023, 3)}
    assert said("三月份").months == {Period(NO_YEAR, 3)}
    assert said("当月新增").monthly
    assert said("填表日期：2023年3月28日").year is None
    assert not said("附件2").anything
