"""The shipped plan folder: its counts, and its tasks, departments and links as the plan's text prints them."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.recurring import with_recurring
from jytrack.domain.plan.target import Thresholds
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Basis, DepartmentKind, Direction, Frequency, MilestoneKind, Role, ScheduleKind
from tests.plan_text import FOLDER, TEXT, load, printed, sections, text_of

PLAN = load()
KINDS = {department.name: department.kind for department in PLAN.departments}
TARGETS = {target.code: target for target in PLAN.targets}
TOWNSHIPS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")


def named(kind: DepartmentKind) -> list[str]:
    return [name for name, of_kind in KINDS.items() if of_kind is kind]


def test_the_plan_itself() -> None:
    assert (PLAN.code, PLAN.region, PLAN.year) == ("jingyuan-2023", "泾源县", 2023)
    assert f"《{PLAN.title}》" in TEXT.replace("\n", "")
    assert f"{PLAN.issued_on.year}年{PLAN.issued_on.month}月{PLAN.issued_on.day}日" in TEXT


def test_thirty_tasks_under_eight_headings() -> None:
    assert [task.no for task in PLAN.tasks] == list(range(1, 31))
    assert {task.no: task.section for task in PLAN.tasks} == sections()
    assert len(set(sections().values())) == 8
    assert {task.no for task in PLAN.tasks if task.section == "保障措施"} == {27, 28, 29, 30}


@pytest.mark.parametrize("no", sections())
def test_titles_and_departments_are_those_printed_in_their_order(no: int) -> None:
    task = PLAN.task(no)
    assert task.title == text_of(no).split("。")[0]
    assert task.leads == printed(no, Role.LEAD)
    assert task.responsible == printed(no, Role.RESPONSIBLE)
    assert {link.basis for link in task.links} == {Basis.PRINTED}
    assert [link.position for link in task.links] == [
        *range(1, len(task.leads) + 1),
        *range(1, len(task.responsible) + 1),
    ]


@pytest.mark.parametrize("no", sections())
def test_summaries_are_in_other_words(no: int) -> None:
    summary = PLAN.task(no).summary
    assert 15 <= len(summary) <= 80
    assert all(sentence not in text_of(no) for sentence in summary.rstrip("。").split("。"))
    assert all(summary[at : at + 15] not in text_of(no) for at in range(len(summary) - 14))


def test_leads() -> None:
    assert [task.no for task in PLAN.tasks if len(task.leads) > 1] == [4, 14, 19, 20, 28, 30]
    assert [task.no for task in PLAN.tasks if not task.leads] == [27]


def test_departments() -> None:
    of_the_plan = {name for no in sections() for role in Role for name in printed(no, role)}
    groups = {"各乡（镇）", "县就业工作领导小组成员单位"}
    assert len(of_the_plan - groups) == 34
    assert of_the_plan == {d.name for d in PLAN.departments if d.basis is Basis.PRINTED}
    assert set(KINDS) == of_the_plan | set(TOWNSHIPS) | {"县就业工作领导小组办公室"}
    assert set(named(DepartmentKind.GROUP)) == groups
    assert named(DepartmentKind.OFFICE) == ["县就业工作领导小组办公室"]
    assert named(DepartmentKind.VERTICAL) == ["税务局", "人行泾源支行", "社会经济调查队"]
    assert {d.name: d.members for d in PLAN.departments if d.members} == {"各乡（镇）": TOWNSHIPS}
    assert {d.name: d.basis for d in PLAN.departments}["县就业工作领导小组办公室"] is Basis.ASSUMED


def test_townships() -> None:
    towns = [department for department in PLAN.departments if department.kind is DepartmentKind.TOWNSHIP]
    assert tuple(town.name for town in towns) == TOWNSHIPS
    assert [town.code for town in towns] == [f"640424{n}" for n in (100, 101, 102, 200, 201, 202, 203)]
    assert [town.villages for town in towns] == [18, 18, 16, 11, 9, 11, 13]
    assert [town.communities for town in towns] == [3, 0, 0, 0, 0, 0, 0]
    assert sum((town.villages or 0) + (town.communities or 0) for town in towns) == 99


def test_targets() -> None:
    assert len(PLAN.targets) == 31
    with_target = {target.task for target in PLAN.targets}
    assert [n for n in range(1, 31) if n not in with_target] == [3, 4, 5, 6, 7, 12, 14, 16, 19, 21, 22, 24, 26, 30]
    assert [t.code for t in PLAN.targets if t.task is None] == ["urban-new-jobs", "new-startups", "new-posts"]
    assert {t.code for t in PLAN.targets if t.direction is Direction.AT_MOST} == {
        *("surveyed-unemployment", "zero-employment-families", "mass-incidents")
    }
    assert [t.code for t in PLAN.targets if not t.binding] == ["veteran-post-share"]
    assert [t.code for t in PLAN.targets if t.metric.may_be_negative] == ["urban-new-jobs"]
    assert [t.code for t in PLAN.targets if t.metric.source_required] == ["surveyed-unemployment"]
    assert {t.code for t in PLAN.targets if t.task_basis is Basis.ASSUMED} == {
        *("rural-transfer", "graduate-placement", "surveyed-unemployment", "household-employment")
    }
    assert [t.code for t in PLAN.targets if t.goals[0].value is None] == ["employment-fund"]
    assert {goal.valid_from for target in PLAN.targets for goal in target.goals} == {date(2023, 1, 1)}
    assert {target.thresholds for target in PLAN.targets} == {PLAN.thresholds} == {Thresholds()}


def test_schedules() -> None:
    checkpoints = {t.code: t.schedule.checkpoint for t in PLAN.targets if t.schedule.kind is ScheduleKind.CHECKPOINT}
    year_end, autumn = date(2023, 12, 31), date(2023, 9, 30)
    assert checkpoints == {
        "graduate-placement": year_end,
        "sanzhi-recruits": autumn,
        "western-plan-recruits": autumn,
        "unplaced-graduate-aid": year_end,
        "hardship-graduate-aid": year_end,
        "work-budget": year_end,
    }
    assert [t.code for t in PLAN.targets if t.schedule.kind is ScheduleKind.STEPS] == ["leadership-reviews"]
    quarters = (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4)
    assert TARGETS["leadership-reviews"].schedule.points == tuple(Fraction(n, 4) for n in quarters)


def test_duties() -> None:
    by_frequency = {f: {t.code for t in PLAN.targets if t.duties[0].frequency is f} for f in Frequency}
    assert by_frequency[Frequency.QUARTER] == {
        *("graduate-placement", "household-employment", "work-relief-labour-share", "work-relief-pay-share"),
        *("hardship-service", "village-staff"),
    }
    assert by_frequency[Frequency.YEAR] == {"veteran-post-share", "employment-fund"}
    of_townships = {target.code for target in PLAN.targets if target.units == TOWNSHIPS}
    assert of_townships == {
        *("urban-new-jobs", "rural-transfer", "new-startups", "new-posts", "household-employment", "reemployment"),
        *("welfare-posts", "zero-employment-families", "hardship-employment", "hardship-service", "skills-training"),
        "village-staff",
    }
    assert all(len(target.duties) == 1 and target.units for target in PLAN.targets)
    due_days = {(KINDS[d.unit] is DepartmentKind.TOWNSHIP, d.due_day) for t in PLAN.targets for d in t.unit_duties}
    assert due_days == {(True, 25), (False, 28)}
    assert {duty.since for target in PLAN.targets for duty in target.unit_duties} == {Period(2023, 1)}


def test_the_recurring_milestones_of_task_27_fall_on_workdays_after_the_plan_was_issued() -> None:
    calendar = WorkCalendar.of(PLAN.calendar)
    milestones = with_recurring(PLAN, calendar).task(27).milestones
    counts = {f: sum(1 for m in milestones if m.frequency is f) for f in Frequency}
    assert counts == {Frequency.MONTH: 10, Frequency.QUARTER: 8, Frequency.HALF: 1, Frequency.YEAR: 1}
    for milestone in milestones:
        assert (milestone.kind, milestone.basis) == (MilestoneKind.MILESTONE, Basis.ASSUMED)
        assert milestone.due_on is not None
        assert PLAN.issued_on < milestone.due_on <= PLAN.ends_on
        assert calendar.is_workday(milestone.due_on)


def test_windows_and_campaigns() -> None:
    windows = {(t.no, m.due_on, m.basis) for t in PLAN.tasks for m in t.milestones if m.kind is MilestoneKind.WINDOW}
    assert windows == {(5, date(2023, 4, 30), Basis.PRINTED), (6, date(2023, 3, 31), Basis.PRINTED)}
    campaigns = [m for m in PLAN.task(20).milestones if m.kind is MilestoneKind.CHECKLIST]
    assert len(campaigns) == 8
    assert "、".join(campaign.name for campaign in campaigns) + "等专项就业服务活动" in text_of(20)


def test_calendar() -> None:
    calendar = WorkCalendar.of(PLAN.calendar)
    days = (date(2023, 1, 1) + timedelta(days=n) for n in range(365))
    assert sum(1 for day in days if calendar.is_workday(day)) == 247
    moved = {(2, 25): (2, 27), (3, 25): (3, 27), (11, 25): (11, 27), (10, 5): (10, 7), (6, 25): (6, 25)}
    for before, after in moved.items():
        assert calendar.moved(date(2023, *before)) == date(2023, *after)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_every_file_opens_in_a_spreadsheet(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel reads UTF-8 only with the mark"
    assert data.count(b"\n") == data.count(b"\r\n")
