"""What is said in thirty seconds and written in three sentences: every edge of the year, nothing claimed beyond it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.figures.reading import Reading, Submission
from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.reports.accounts import brief
from tests.domain.builders import last_moves
from tests.reports.sample import CLOCK, KNOWN_AT, PLAN, READINGS, months

TARGETS = {target.code: target for target in PLAN.targets}
DONE = tuple(replace(task, status=TaskStatus.DONE) for task in PLAN.tasks)
WAITS = LogEntry(
    LogAction.STATUS, date(2023, 6, 28), KNOWN_AT, "办公室", department="就业局", to_status=TaskStatus.ASSIGNED
)


def standing(
    codes: str | None = None,
    *,
    day: date = CLOCK.as_of,
    tasks: Sequence[Task] = PLAN.tasks,
    readings: Mapping[str, Sequence[Reading]] = READINGS,
    targets: Sequence[Target] = PLAN.targets,
) -> PlanStanding:
    """The sample plan with some of its targets (by code), tasks or readings; each reading came on the 20th."""
    known = {task.no for task in tasks}
    chosen = targets if codes is None else [TARGETS[code] for code in codes.split()]
    kept = tuple(each if each.task in known else replace(each, task=None) for each in chosen)
    plan: Plan = replace(PLAN, tasks=tuple(tasks), targets=kept)
    came = [
        Submission(each.unit, target.code, each.period, each.period.first_day.replace(day=20))
        for target in kept
        for each in readings.get(target.code, ())
    ]
    return stand(plan, readings, came, replace(CLOCK, as_of=day))


@pytest.mark.parametrize(
    ("found", "spoken", "written"),
    [
        pytest.param(
            standing(day=date(2023, 1, 10), readings={}),
            "截至一月十日，还没有月份结束，十五项指标暂不评价。没有逾期的节点。还没有到期的填报。"
            "六项任务中，办结一项，取消一项。",
            (
                "截至2023年1月10日，还没有月份结束，15项指标暂不评价；6项任务中，办结1项，取消1项。",
                "还没有可以评价的指标；没有逾期的节点。",
                "还没有到期的填报。",
            ),
            id="m = 0",
        ),
        pytest.param(
            standing("startups loans", readings={}, day=date(2023, 2, 28)),
            "截至二月二十八日，两项指标都还没有数，不能评价。没有逾期的节点。"
            "到期应报八项，缺报八项，缺的是就业局、东河镇、西坪镇等四个单位。"
            "六项任务中，办结一项，黄灯两项，取消一项。",
            (
                "截至2023年2月28日（已结束2个月），2项指标都还没有数，不能评价；6项任务中，办结1项，黄灯2项，取消1项。",
                "还没有可以评价的指标；没有逾期的节点。",
                "到期应报8项，缺报8项，缺的是就业局、东河镇、西坪镇等4个单位。",
            ),
            id="nothing reported yet",
        ),
        pytest.param(
            standing("fairs", tasks=DONE),
            "截至六月三十日，一项指标全部绿灯。逾期节点一个，逾期三十天。到期应报的六项都已报送。六项任务全部办结。",
            (
                "截至2023年6月30日（已结束6个月），1项指标全部绿灯；6项任务全部办结。",
                "能评价的指标没有落后和超限的；逾期节点1个，任务3“调度会（5月）”逾期30天。",
                "到期应报的6项都已报送。",
            ),
            id="all green, everything done, one milestone left open",
        ),
        pytest.param(
            standing("training aid"),
            "截至六月三十日，两项指标中，能评价的一项是绿灯，还不能评价的一项。逾期节点一个，逾期三十天。"
            "到期应报二十四项，缺报七项，缺的是就业局、南岭乡。六项任务中，办结一项，红灯一项，黄灯两项，取消一项。",
            (
                "截至2023年6月30日（已结束6个月），2项指标中，能评价的1项是绿灯，未到考核节点1项；"
                "6项任务中，办结1项，红灯1项，黄灯2项，取消1项。",
                "能评价的指标没有落后和超限的；逾期节点1个，任务3“调度会（5月）”逾期30天。",
                "到期应报24项，缺报7项，缺的是就业局、南岭乡；已报部分职业技能培训不低于340人。",
            ),
            id="a sum that lacks a unit is a lower bound",
        ),
        pytest.param(
            standing("placement service unemployment", tasks=()),
            "截至六月三十日，三项指标中，黄灯三项。黄灯是城镇调查失业率距上限还有零点一个百分点、"
            "毕业生就业去向落实率离目标还差四人、困难群体服务到位率离目标还差一人。没有逾期的节点。"
            "到期应报的十一项都已报送。方案没有任务。",
            (
                "截至2023年6月30日（已结束6个月），3项指标中，黄灯3项；方案没有任务。",
                "黄灯是城镇调查失业率距上限还有0.1个百分点（未明确）、毕业生就业去向落实率离目标还差4人（未明确）、"
                "困难群体服务到位率离目标还差1人（未明确）；没有逾期的节点。",
                "到期应报的11项都已报送。",
            ),
            id="only yellow",
        ),
        pytest.param(
            standing("zero-families", readings={"zero-families": [READINGS["zero-families"][11]]}, tasks=()),
            "截至六月三十日，一项指标中，红灯一项。红灯是零就业家庭超出上限一户。没有逾期的节点。"
            "到期应报十八项，缺报十七项，缺的是东河镇、西坪镇、南岭乡。方案没有任务。",
            (
                "截至2023年6月30日（已结束6个月），1项指标中，红灯1项；方案没有任务。",
                "红灯是零就业家庭（期末户数）超出上限1户（未明确）；没有逾期的节点。",
                "到期应报18项，缺报17项，缺的是东河镇、西坪镇、南岭乡。",
            ),
            id="a stock above its ceiling, of which old figures may have changed",
        ),
        pytest.param(
            standing("loans", day=date(2023, 12, 31), readings={"loans": [*months("就业局", *["100"] * 12)]}, tasks=()),
            "截至十二月三十一日，一项指标中，红灯一项。红灯是创业担保贷款发放比目标少六百万元。没有逾期的节点。"
            "到期应报的十二项都已报送。方案没有任务。",
            (
                "截至2023年12月31日（已结束12个月），1项指标中，红灯1项；方案没有任务。",
                "红灯是创业担保贷款发放比目标少600万元（未明确）；没有逾期的节点。",
                "到期应报的12项都已报送。",
            ),
            id="the year is over",
        ),
        pytest.param(
            standing("fund", tasks=(replace(PLAN.tasks[1], last_moves=last_moves((WAITS,))),)),
            "截至六月三十日，一项指标都还没有数，不能评价。没有逾期的节点。还没有到期的填报。"
            "一项任务未办结，黄灯一项。交办待签收一件。",
            (
                "截至2023年6月30日（已结束6个月），1项指标都还没有数，不能评价；1项任务未办结，黄灯1项。",
                "还没有可以评价的指标；没有逾期的节点。",
                "还没有到期的填报；交办待签收1件。",
            ),
            id="something waits",
        ),
        pytest.param(
            standing("", targets=(), tasks=()),
            "截至六月三十日，方案没有指标。没有逾期的节点。还没有到期的填报。方案没有任务。",
            (
                "截至2023年6月30日（已结束6个月），方案没有指标；方案没有任务。",
                "还没有可以评价的指标；没有逾期的节点。",
                "还没有到期的填报。",
            ),
            id="an empty plan",
        ),
    ],
)
def test_what_is_said_and_written(found: PlanStanding, spoken: str, written: tuple[str, str, str]) -> None:
    assert brief.speech(found) == spoken
    assert brief.sentences(found) == written


SPEAKABLE = re.compile(r"[\u4e00-\u9fff，。、；]+")
NAMES = st.text("就业培训（）“”10+N ％%·-", min_size=1, max_size=80)


@settings(max_examples=40)
@given(
    st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    st.sets(st.sampled_from(sorted(READINGS))),
    st.sampled_from([PLAN.tasks, DONE, ()]),
    st.booleans(),
)
def test_any_standing_is_told_in_thirty_seconds_and_three_sentences(
    day: date, known: set[str], tasks: tuple[Task, ...], waits: bool
) -> None:
    """Whatever has come in by whatever day: short, speakable, the same when told twice."""
    kept = tuple(replace(task, last_moves=last_moves((WAITS,))) if waits else task for task in tasks)
    found = standing(day=day, tasks=kept, readings={code: READINGS[code] for code in known})
    spoken, written = brief.speech(found), brief.sentences(found)
    assert len(spoken) <= brief.LONGEST
    assert SPEAKABLE.fullmatch(spoken), spoken
    assert len(written) == 3
    assert all(sentence.count("。") == 1 and sentence.endswith("。") for sentence in written)
    assert (spoken, written) == (brief.speech(found), brief.sentences(found))


@settings(max_examples=40)
@given(NAMES, st.integers(1, 40))
def test_long_names_give_way_before_the_speech_grows(name: str, count: int) -> None:
    loans = TARGETS["loans"]
    codes = [f"loans-{place}" for place in range(count)]
    targets = [replace(loans, metric=replace(loans.metric, code=code, name=name)) for code in codes]
    spoken = brief.speech(standing(targets=targets, readings=dict.fromkeys(codes, READINGS["loans"])))
    assert len(spoken) <= brief.LONGEST
    assert re.fullmatch(r"[\u4e00-\u9fffN，。、；]+", spoken), spoken
    assert spoken.startswith("截至六月三十日，")
