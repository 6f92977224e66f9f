"""A folder that says nothing new changes nothing; what it says anew is applied, told and logged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from jytrack.domain.plan.plan import CalendarDay, Milestone, Plan, Policy, TaskLink
from jytrack.domain.plan.target import Duty, Goal, Schedule, Target, Thresholds
from jytrack.domain.sheets.records import SettingChange
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Basis, DepartmentKind, Frequency, MilestoneKind, Role, ScheduleKind
from jytrack.errors import InputRefused
from jytrack.store.database.database import Database
from jytrack.store.plan.plans import load_plan
from jytrack.store.plan.seeding import save_plan
from jytrack.store.values.encoding import FOREVER, moment_number
from tests.store.sample import AID, CLERK, DEPARTMENTS, FUND, JOBS, LOADED_AT, PLAN, PLAN_THRESHOLDS, TASKS, signed

LATER = LOADED_AT + timedelta(days=30)


def save(database: Database, plan: Plan, when: datetime = LATER) -> tuple[SettingChange, ...]:
    with database.writing() as session:
        return save_plan(session, plan, "小李", when)


def load(database: Database) -> Plan:
    with database.reading() as session:
        return load_plan(session, PLAN.code, date(2023, 12, 31), LATER + timedelta(days=1))


def with_target(old: Target, new: Target) -> Plan:
    return replace(PLAN, targets=tuple(new if target is old else target for target in PLAN.targets))


def with_department(position: int, **changes: object) -> Plan:
    new = replace(DEPARTMENTS[position - 1], **changes)  # type: ignore[arg-type]
    return replace(PLAN, departments=(*DEPARTMENTS[: position - 1], new, *DEPARTMENTS[position:]))


def with_task(**changes: object) -> Plan:
    return replace(PLAN, tasks=(replace(TASKS[0], **changes), *TASKS[1:]))  # type: ignore[arg-type]


@pytest.mark.file
def test_unchanged_folder_changes_nothing(database: Database) -> None:
    before = database.where.path.read_bytes()
    assert save(database, PLAN) == ()
    assert database.where.path.read_bytes() == before


EDITS: dict[str, tuple[Plan, list[tuple[str, str, str]]]] = {
    "title": (
        replace(PLAN, title="新名称"),
        [
            (
                "方案 dong-2023",
                "东县行动方案，2023年3月7日，东党办发〔2023〕1号",
                "新名称，2023年3月7日，东党办发〔2023〕1号",
            )
        ],
    ),
    "alias added": (with_department(3, aliases=("东镇政府", "东")), [("单位别名 东镇", "东镇政府", "东镇政府，东")]),
    "alias gone": (with_department(1, aliases=()), [("单位别名 人社局", "县人社局，人社", "")]),
    "members known": (with_department(6, members=("团委", "人社局")), [("集合单位成员 领导小组", "", "团委，人社局")]),
    "villages": (
        with_department(3, villages=17),
        [
            (
                "单位 东镇",
                "乡镇，640424901，行政村18，社区3，原文，列在团委之后",
                "乡镇，640424901，行政村17，社区3，原文，列在团委之后",
            )
        ],
    ),
    "department added": (
        replace(PLAN, departments=(*DEPARTMENTS, replace(DEPARTMENTS[1], name="妇联", position=7))),
        [("单位 妇联", "", "群团，原文，列在领导小组之后")],
    ),
    "summary": (
        with_task(summary="新的说明"),
        [("任务 1", "稳岗扩岗；扩容行动；用自己的话写的说明", "稳岗扩岗；扩容行动；新的说明")],
    ),
    "link confirmed": (
        replace(PLAN, tasks=(TASKS[0], replace(TASKS[1], links=(TaskLink("领导小组", Role.RESPONSIBLE, 1),)))),
        [("任务单位 2", "责任单位1：领导小组（推定）", "责任单位1：领导小组")],
    ),
    "milestone added": (
        with_task(
            milestones=(*TASKS[0].milestones, Milestone("年终", MilestoneKind.MILESTONE, None, date(2023, 12, 31)))
        ),
        [
            (
                "任务节点 1",
                "受理，政策窗口，2023年1月1日至2023年3月31日；月调度（推定），节点，2023年6月30日，每月；春风行动，清单",
                "受理，政策窗口，2023年1月1日至2023年3月31日；月调度（推定），节点，2023年6月30日，每月；春风行动，清单；"
                "年终，节点，2023年12月31日",
            )
        ],
    ),
    "policy": (
        with_task(policies=(Policy("补贴", "每人1200元", "签合同"),)),
        [("任务政策 1", "补贴，每人1000元，签合同；期限（推算），3年", "补贴，每人1200元，签合同")],
    ),
    "metric alias moved": (
        replace(
            PLAN,
            targets=(
                replace(JOBS, metric=replace(JOBS.metric, aliases=("新增",))),
                replace(AID, metric=replace(AID.metric, aliases=("就业",))),
                FUND,
            ),
        ),
        [("指标别名 jobs", "就业，新增", "新增"), ("指标别名 aid", "", "就业")],
    ),
    "definition": (
        with_target(JOBS, replace(JOBS, metric=replace(JOBS.metric, definition="净增的人数", written_as="新增"))),
        [("指标口径 jobs", "", "净增的人数；行文名：新增")],
    ),
    "due day": (
        with_target(
            JOBS,
            replace(
                JOBS,
                duties=(replace(JOBS.duties[0], due_day=20),),
                unit_duties=tuple(replace(duty, due_day=20) for duty in JOBS.unit_duties),
            ),
        ),
        [("填报责任 jobs", "各乡（镇）每月25日前，自2023年1月起", "各乡（镇）每月20日前，自2023年1月起")],
    ),
    "binding": (
        with_target(FUND, replace(FUND, binding=True, task=2, task_basis=Basis.ASSUMED)),
        [
            (
                "指标 fund",
                "资金，万元，金额，期末数，须注明来源，不高于，非约束性，列在aid之后",
                "资金，万元，金额，期末数，须注明来源，不高于，约束性，任务2（推定），列在aid之后",
            )
        ],
    ),
    "schedule": (
        with_target(AID, replace(AID, schedule=Schedule(), early_warning=Schedule(ScheduleKind.LAST_YEAR))),
        [("时序进度 aid", "考核节点，2023年9月30日", "按月均衡；预警：上年同期")],
    ),
    "thresholds of the plan": (
        replace(
            PLAN,
            thresholds=replace(PLAN_THRESHOLDS, flow_red=Fraction(-9)),
            targets=tuple(replace(t, thresholds=replace(t.thresholds, flow_red=Fraction(-9))) for t in PLAN.targets),
        ),
        [("亮灯标准 dong-2023", "进度差红线-12，年末月数2", "进度差红线-9，年末月数2")],
    ),
    "threshold of a target": (
        with_target(AID, replace(AID, thresholds=PLAN_THRESHOLDS)),
        [("亮灯标准 aid", "上限预警幅度0.25，临期天数5", "")],
    ),
    "calendar": (
        replace(PLAN, calendar=(PLAN.calendar[0], CalendarDay(date(2023, 6, 29), "古尔邦节", off=True))),
        [("日历 2023-06-29", "", "古尔邦节，放假"), ("日历 2023-06-25", "调休，上班", "")],
    ),
    "words about a goal": (
        with_target(JOBS, replace(JOBS, goals=(Goal(Fraction(550), date(2023, 1, 1), reason="新说明"),))),
        [("年度目标值 jobs", "550人，自2023年1月1日起，说明，泾党办", "550人，自2023年1月1日起，新说明")],
    ),
    "target added": (
        replace(
            PLAN,
            targets=(
                *PLAN.targets,
                replace(
                    FUND,
                    metric=replace(FUND.metric, code="more", name="更多"),
                    goals=(Goal(Fraction(1), date(2023, 1, 1)),),
                    duties=(Duty("团委", Frequency.HALF, 5, Period(2023, 1)),),
                    unit_duties=(Duty("团委", Frequency.HALF, 5, Period(2023, 1)),),
                ),
            ),
        ),
        [
            ("指标 more", "", "更多，万元，金额，期末数，须注明来源，不高于，非约束性，列在fund之后"),
            ("年度目标值 more", "", "1万元，自2023年1月1日起"),
            ("时序进度 more", "", "按月均衡"),
            ("填报责任 more", "", "团委每半年5日前，自2023年1月起"),
        ],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edited_settings_are_applied_and_told(database: Database, edit: str) -> None:
    edited, told = EDITS[edit]
    assert [(change.subject, change.before, change.after, change.instead) for change in save(database, edited)] == [
        (*change, "") for change in told
    ]
    assert unsigned(load(database)) == unsigned(edited)
    with database.reading() as session:
        logged = session.execute(
            "SELECT subject, was, became, recorded_by FROM settings_log WHERE recorded_at = ?",
            (moment_number(LATER),),
        ).fetchall()
        assert sorted(logged) == sorted((*change, "小李") for change in told)
    assert save(database, edited, LATER + timedelta(days=1)) == ()


def unsigned(plan: Plan) -> Plan:
    """The plan without who brought its goals in and when."""
    return signed(plan, "", LOADED_AT)


def test_swapped_codes(database: Database) -> None:
    east, west = DEPARTMENTS[2], DEPARTMENTS[3]
    swapped = (replace(east, code=west.code), replace(west, code=east.code))
    edited = replace(PLAN, departments=(*DEPARTMENTS[:2], *swapped, *DEPARTMENTS[4:]))
    assert len(save(database, edited)) == 2
    assert load(database).departments == edited.departments


def test_changed_goal_is_told_and_not_applied(database: Database) -> None:
    edited = with_target(JOBS, replace(JOBS, goals=(Goal(Fraction(600), date(2023, 1, 1)),)))
    edited = replace(edited, title="新名称")
    title, goal = save(database, edited)
    assert title.instead == ""
    assert goal == SettingChange(
        "年度目标值 jobs",
        "550人，自2023年1月1日起，说明，泾党办",
        "600人，自2023年1月1日起",
        "jytrack target revise jobs",
    )
    loaded = load(database)
    assert (loaded.title, loaded.targets[0].goals[0].value) == ("新名称", 550)
    assert save(database, edited, LATER + timedelta(days=1)) == (goal,)  # told until it is settled


@pytest.mark.parametrize(("folder", "told"), [(550, []), (600, [""]), (650, ["jytrack target revise jobs"])])
def test_goal_revised_by_command(database: Database, folder: int, told: list[str]) -> None:
    """The folder may still say the old goal or already the new one; any other number is refused."""
    with database.writing() as session:
        session.execute(
            "INSERT INTO target_goal VALUES (1, '2023-07-01', ?, 6000000, 'printed', '调整', '', ?, 'x')",
            (FOREVER, moment_number(LOADED_AT + timedelta(days=1))),
        )
    goal = replace(JOBS.goals[0], value=Fraction(folder))
    changes = save(database, with_target(JOBS, replace(JOBS, goals=(goal,))))
    assert [change.instead for change in changes] == told
    assert [goal.value for goal in load(database).targets[0].goals] == [550, 600]


def test_what_commands_changed_is_left_alone(database: Database) -> None:
    """Members filled in by a command: the folder has said nothing new, so they stay."""
    with database.writing() as session:
        session.execute("INSERT INTO group_member VALUES (1, 6, 1, 1)")
    assert save(database, PLAN) == ()
    assert load(database).departments[5].members == ("人社局",)


LOSSES: dict[str, tuple[Callable[[], Plan], str]] = {
    "department": (lambda: replace(PLAN, departments=DEPARTMENTS[:-1], tasks=TASKS[:1]), "少了“单位 领导小组”"),
    "task": (lambda: replace(PLAN, tasks=TASKS[:1]), "少了“任务 2”"),
    "target": (lambda: replace(PLAN, targets=PLAN.targets[:2]), "少了“指标 fund”"),
    "year": (lambda: replace(PLAN, year=2024), "原是东县2023年的，现写成东县2024年"),
    "region": (lambda: replace(PLAN, region="西县"), "方案代码"),
}


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.file
def test_losses_are_refused_whole(database: Database, loss: str) -> None:
    plan, words = LOSSES[loss]
    before = database.where.path.read_bytes()
    with pytest.raises(InputRefused, match=words):
        save(database, replace(plan(), title="新名称"))
    assert database.where.path.read_bytes() == before


def test_first_load_is_remembered_and_signed(database: Database) -> None:
    with database.reading() as session:
        rows = session.execute("SELECT DISTINCT was, recorded_at, recorded_by FROM settings_log").fetchall()
    assert rows == [("", moment_number(LOADED_AT), CLERK)]


def test_clock_put_back(database: Database) -> None:
    """What is recorded later is known later, whatever the clock says."""
    edited = with_target(AID, replace(AID, schedule=Schedule()))
    save(database, edited, LOADED_AT - timedelta(days=300))
    with database.reading() as session:
        (latest,) = session.execute("SELECT max(recorded_at) FROM settings_log").fetchone()
        assert latest == moment_number(LOADED_AT) + 1
        assert load_plan(session, PLAN.code, date(2023, 12, 31), LOADED_AT).targets[1].schedule == AID.schedule
    assert load(database).targets[1].schedule == Schedule()


def test_every_part_of_a_plan_is_spoken_of(database: Database) -> None:
    """A difference in any field is noticed: none can be edited in a folder and silently ignored."""
    variants = [
        replace(PLAN, issued_on=date(2023, 3, 8)),
        replace(PLAN, document=""),
        with_department(1, kind=DepartmentKind.PARTY),
        with_department(1, basis=Basis.DERIVED),
        with_department(3, code=None),
        with_department(3, communities=None),
        replace(PLAN, departments=(DEPARTMENTS[1], DEPARTMENTS[0], *DEPARTMENTS[2:])),
        with_task(title="另题"),
        with_task(section="另章"),
        with_task(links=TASKS[0].links[:2]),
        with_target(JOBS, replace(JOBS, binding=False)),
        *(
            with_target(AID, replace(AID, metric=replace(AID.metric, **{field: value})))  # type: ignore[arg-type]
            for field, value in {
                "name": "x",
                "measure_unit": "x",
                "numerator_unit": "户",
                "denominator_unit": "户",
                "may_be_negative": True,
                "share_of_people": False,
                "source_required": True,
                "definition": "x",
                "written_as": "x",
            }.items()
        ),
        *(
            replace(PLAN, thresholds=replace(PLAN_THRESHOLDS, **{field: getattr(PLAN_THRESHOLDS, field) + 1}))  # type: ignore[arg-type]
            for field in Thresholds.__dataclass_fields__
            if field not in ("flow_red", "rate_red")
        ),
        with_target(JOBS, replace(JOBS, duties=(replace(JOBS.duties[0], since=Period(2023, 2)),))),
        with_target(JOBS, replace(JOBS, duties=(replace(JOBS.duties[0], frequency=Frequency.QUARTER),))),
        replace(PLAN, calendar=(replace(PLAN.calendar[0], source=""), PLAN.calendar[1])),
    ]
    for variant in variants:
        with database.writing(keep=False) as session:
            assert save_plan(session, variant, CLERK, LATER)
