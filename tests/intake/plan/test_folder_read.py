"""A plan folder as an editor or a spreadsheet saves it, and the plan that comes of it."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from jytrack.domain.plan.target import Metric, Schedule
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Measure, Reporting, ScheduleKind
from jytrack.intake.plan.files import COLUMNS, MONTHS
from tests.plan_folder import Cells, add, change, plan_of, problems_of, rows, save, target_of
from tests.plan_text import FOLDER

JOBS = {"指标": "城镇新增就业"}
REVIEWS = {"指标": "县委政府研究推进次数"}
WINDOW = {"任务": "5", "类别": "政策窗口"}
RED = {"项目": "进度差红线"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good plan folder to edit."""
    return Path(shutil.copytree(FOLDER, tmp_path / "plan"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_whatever_an_editor_saves_is_read(folder: Path, encoding: str) -> None:
    before = plan_of(folder)
    for file in COLUMNS:
        save(folder / file, rows(folder / file), encoding)
    assert plan_of(folder) == before


def test_every_metric_says_what_it_counts(folder: Path) -> None:
    metrics = [target.metric for target in plan_of(folder).targets]
    assert [metric.code for metric in metrics if not metric.definition] == []
    parts = [metric for metric in metrics if metric.measure is Measure.RATE]
    assert all("分子：" in metric.definition and "分母：" in metric.definition for metric in parts)


def test_columns_of_definitions_may_be_absent(folder: Path) -> None:
    records = rows(folder / "metrics.csv")
    save(folder / "metrics.csv", [record[:-2] for record in records])
    assert {target.metric.definition for target in plan_of(folder).targets} == {""}
    save(folder / "metrics.csv", [[*record, record[-2]] for record in records])
    assert [(p.column, p.message) for p in problems_of(folder)] == [("口径", "表头重复")]


@pytest.mark.parametrize(
    ("name", "written_as", "prose"),
    [
        ("零就业家庭（期末户数）", "", "零就业家庭"),
        ("创业（网络创业）能力培训", "", "创业（网络创业）能力培训"),
        ("就业(人)", "", "就业"),
        ("（新）", "", "（新）"),
        ("零就业家庭（期末户数）", "零就业户", "零就业户"),
    ],
)
def test_the_name_in_prose(name: str, written_as: str, prose: str) -> None:
    metric = Metric("m", name, "户", Measure.COUNT, Reporting.POINT, written_as=written_as)
    assert metric.prose_name == prose


def test_a_spreadsheet_may_rewrite_dates_widths_and_blank_rows(folder: Path) -> None:
    before = plan_of(folder)
    change(folder, "plan.csv", {"项目": "印发日期"}, {"值": "2023/3/7"})
    change(folder, "plan.csv", {"项目": "年度"}, {"值": "２０２３"})
    change(folder, "milestones.csv", WINDOW, {"截止日期": "2023年4月30日"})
    change(folder, "duties.csv", JOBS, {"起始月份": "2023年1月", "指标": " 新增 就业 ", "填报单位": "各乡镇"})
    change(folder, "targets.csv", JOBS, {"指标": "urban-new-jobs", "方向": "at_least", "年度目标值": "550.0"})
    change(folder, "schedules.csv", REVIEWS, {"3月": "1/4", "4月": "25%"})
    records = rows(folder / "tasks.csv")
    save(folder / "tasks.csv", [records[0], [""] * len(records[0]), *records[:0:-1], []])
    assert plan_of(folder) == before


@pytest.mark.parametrize(
    ("cells", "schedule"),
    [
        ({"类型": "按月均衡"}, Schedule()),
        ({"类型": "上年同期"}, Schedule(ScheduleKind.LAST_YEAR)),
        ({"类型": "考核节点", "考核节点": "2023-06-30"}, Schedule(ScheduleKind.CHECKPOINT, (), date(2023, 6, 30))),
        (
            {"类型": "分步", **dict.fromkeys(MONTHS, "1"), "1月": "1/3"},
            Schedule(ScheduleKind.STEPS, (Fraction(1, 3), *[Fraction(1)] * 11)),
        ),
    ],
)
def test_a_second_schedule_only_warns(folder: Path, cells: Cells, schedule: Schedule) -> None:
    add(folder, "schedules.csv", {**JOBS, "用途": "预警", **cells})
    target = target_of(folder, "urban-new-jobs")
    assert (target.schedule, target.early_warning) == (Schedule(), schedule)


def test_thresholds_of_the_plan_hold_for_each_target_unless_it_has_its_own(folder: Path) -> None:
    change(folder, "thresholds.csv", RED, {"值": "-5"})
    add(folder, "thresholds.csv", {**JOBS, "项目": "吃紧倍数", "值": "1.25"})
    plan, jobs, budget = plan_of(folder), target_of(folder, "urban-new-jobs"), target_of(folder, "work-budget")
    assert (plan.thresholds.flow_red, plan.thresholds.hard_pace) == (Fraction(-5), Fraction(3, 2))
    assert (jobs.thresholds.flow_red, jobs.thresholds.hard_pace) == (Fraction(-5), Fraction(5, 4))
    assert budget.thresholds == plan.thresholds


def test_duties_of_a_group_and_of_units_beside_it_are_opened_in_official_order(folder: Path) -> None:
    cells = {**JOBS, "填报单位": "人社局", "频次": "每季度", "截止日": "28", "起始月份": "202304"}
    add(folder, "duties.csv", cells)
    target = target_of(folder, "urban-new-jobs")
    assert [duty.unit for duty in target.duties] == ["各乡（镇）", "人社局"]
    townships = ["香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡"]
    assert [duty.unit for duty in target.unit_duties] == ["人社局", *townships]
    assert {duty.since for duty in target.unit_duties} == {Period(2023, 1), Period(2023, 4)}
