"""`plan check`, `plan new`, `plan drop`: a folder looked through, the next year's begun, a plan loaded by mistake."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.cli.values.dates import SHANGHAI
from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.copying import moved_to
from jytrack.domain.plan.plan import Milestone, Plan, Task
from jytrack.domain.values.words import MilestoneKind
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.services.values.calendars import national_days
from jytrack.shipped import shipped
from jytrack.store.plan.names import names
from tests.cli.conftest import Jytrack

SHIPPED = shipped("seed") / "jingyuan-2023"
REGION = Path(__file__).parents[2] / "data" / "region-2024"


def read(folder: Path) -> Plan:
    plan, problems = read_plan_folder(folder)
    assert plan is not None, problems
    return plan


def test_check_says_what_init_would_and_writes_nothing(bare: Jytrack, database: Path, tmp_path: Path) -> None:
    ran = bare("plan", "check", SHIPPED)
    assert ran.code == 0
    assert "没有错误，30项任务、31项指标" in ran.out
    assert "待确认：没有牵头单位的任务：任务27\n" in ran.out
    assert not database.exists()
    broken = Path(shutil.copytree(SHIPPED, tmp_path / "坏"))
    (broken / "tasks.csv").write_text("序号\n一\n", encoding="utf-8")
    assert (bare("plan", "check", broken).code, bare("plan", "check", tmp_path / "没有").code) == (3, 2)


def test_next_years_plan_begins_with_this_years(bare: Jytrack, tmp_path: Path) -> None:
    made = bare("plan", "new", "--from", "jingyuan-2023", "--year", "2024", "-o", tmp_path / "新")
    assert made.code == 0, made.err
    assert "待确认：年度目标值还空着：城镇新增就业、" in made.err
    assert "等31项\n" in made.err
    assert "待确认：没有列出成员的集合单位：县就业工作领导小组成员单位\n" in made.err
    assert "地方假期，请补进 calendar.csv：古尔邦节\n" in made.err
    old, new = read(SHIPPED), read(tmp_path / "新")
    assert (new.code, new.year, new.issued_on, new.document) == ("jingyuan-2024", 2024, date(2024, 3, 7), "")
    assert {target.goal_at(date(2024, 12, 31)).value for target in new.targets if target.goals} == {None}  # type: ignore[union-attr]
    assert new.targets[0].goals[0].reason == "2023年目标550人"
    assert {day.day.year for day in new.calendar} == {2024}
    assert {duty.since.year for target in new.targets for duty in target.duties} == {2024}
    assert [task.links for task in new.tasks] == [task.links for task in old.tasks]
    worked = WorkCalendar.of(new.calendar)
    due = {m.name: m.due_on for task in new.tasks for m in task.milestones if m.kind is MilestoneKind.MILESTONE}
    assert all(worked.is_workday(day) for day in due.values() if day)
    assert due["季通报（四季度）"] == date(2024, 12, 31)  # 29 December 2023 was the year's last workday
    assert due["向自治区专题报告（三季度）"] == date(2024, 10, 21)  # the 20th is a Sunday
    assert bare("plan", "check", tmp_path / "新").code == 0
    again = bare("plan", "new", "--from", "jingyuan-2023", "--year", "2024", "-o", tmp_path / "新")
    assert again.code == 6


def test_a_plan_of_the_database_goes_along_with_its_members(jytrack: Jytrack, tmp_path: Path) -> None:
    group = "县就业工作领导小组成员单位"
    added = ("task", "members", group, "--add", "财政局", "--note", "名单", "--on", "2023-06-20")
    assert jytrack(*added).code == 0
    node = ("task", "milestone", "add", "3", "验收", "--due", "2023-08-01", "--note", "会", "--on", "2023-06-20")
    assert jytrack(*node).code == 0
    assert jytrack("plan", "new", "--from", "2023年", "--year", "2025年度", "-o", tmp_path / "新").code == 0
    new = read(tmp_path / "新")
    assert new.members[group] == ("财政局",)
    assert new.task(3).milestones == ()
    lines = [(each.name, each.frequency, each.due_on) for each in new.task(27).milestones]
    printed = [(each.name, each.frequency) for each in read(SHIPPED).task(27).milestones]
    assert [line[:2] for line in lines] == printed  # 月调度 is one line again
    assert lines[0][2] is None


def test_without_a_source_or_a_year_it_is_the_newest_and_the_next(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("plan", "new", "-o", tmp_path / "新").code == 0
    this_year = datetime.now(SHANGHAI).year
    assert read(tmp_path / "新").code == f"jingyuan-{max(2024, this_year)}"


@pytest.mark.parametrize(
    ("kind", "was", "becomes"),
    [
        (MilestoneKind.WINDOW, date(2023, 4, 30), date(2024, 4, 30)),  # a policy's own day
        (MilestoneKind.WINDOW, date(2023, 2, 28), date(2024, 2, 29)),  # the month's end stays its end
        (MilestoneKind.MILESTONE, date(2023, 4, 10), date(2024, 4, 10)),
        (MilestoneKind.MILESTONE, date(2023, 10, 9), date(2024, 10, 9)),
        (MilestoneKind.MILESTONE, date(2023, 6, 8), date(2024, 6, 11)),  # 8 to 10 June 2024: 端午节
        (MilestoneKind.MILESTONE, date(2023, 3, 31), date(2024, 3, 29)),  # the last workday stays that
    ],
)
def test_days_move_to_the_years_workdays(kind: MilestoneKind, was: date, becomes: date) -> None:
    task = Task(1, "任务", "部分", milestones=(Milestone("甲", kind, due_on=was),))
    plan = Plan("x", "方案", "某县", 2023, date(2023, 1, 3), tasks=(task,), calendar=national_days(2023))
    moved = moved_to(plan, 2024, national_days(2024))
    assert moved.code == "x-2024"
    assert moved.tasks[0].milestones[0].due_on == becomes


def test_what_is_no_plan_or_no_later_year(bare: Jytrack, tmp_path: Path) -> None:
    lost = bare("plan", "new", "--from", "没有", "--year", "2024", "-o", tmp_path / "新")
    assert (lost.code, "自带的方案有：jingyuan-2023" in lost.err) == (4, True)
    past = bare("plan", "new", "--from", REGION, "--year", "2024", "-o", tmp_path / "新")
    assert (past.code, "--year 2025" in past.err) == (2, True)
    assert not (tmp_path / "新").exists()


def told_elsewhere(database: Path) -> set[str]:
    """The plans that views list; completion offers the same."""
    with closing(sqlite3.connect(database)) as connection:
        views = ("v_department", "v_task", "v_task_department", "v_target", "v_goal")
        found = [{code for (code,) in connection.execute(f"SELECT plan FROM {view}")} for view in views]
    assert all(each == found[0] for each in found)
    assert {code for code, _ in names(str(database), "方案", None, 2024)} == found[0]
    return found[0]


@pytest.mark.file
def test_a_plan_loaded_by_mistake_is_dropped(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    assert jytrack("init", "--seed", REGION).code == 0
    code = read(REGION).code
    assert code in told_elsewhere(database)
    assert jytrack("plan", "drop", "没有", "--yes").code == 4
    dropped = jytrack("plan", "drop", "2024年", "--yes")
    assert (dropped.code, f"已移除方案 {code}" in dropped.err) == (0, True)
    assert code not in jytrack("db", "info").out
    assert told_elsewhere(database) == {"jingyuan-2023"}
    assert jytrack("--plan", code, "task", "list").code == 4
    assert "jingyuan-2023" in jytrack("task", "list", "--as-of", "2024-06-30", "--format", "json").out
    assert jytrack("db", "check").code == 0
    back = jytrack("init", "--seed", REGION)
    assert f"已装入方案 {code}" in back.out
    assert jytrack("--plan", code, "task", "list").code == 0
    assert jytrack("db", "check").code == 0


def test_a_plan_with_readings_or_entries_stays(jytrack: Jytrack) -> None:
    assert jytrack("task", "note", "3", "开了会", "--on", "2023-06-20").code == 0
    kept = jytrack("plan", "drop", "jingyuan-2023", "--yes")
    assert (kept.code, "不能移除" in kept.err) == (3, True)
    assert jytrack("task", "list").code == 0
