"""A plan folder (seed/CODE/*.csv) read whole: either a plan without a fault, or every fault there is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from jytrack.domain.plan.plan import CalendarDay, Plan
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.plan.files import COLUMNS, Table, read_tables
from jytrack.intake.plan.papers import read_papers
from jytrack.intake.plan.reminders import read_reminders
from jytrack.intake.plan.rows import Row
from jytrack.intake.plan.targets import Surroundings, read_targets
from jytrack.intake.plan.tasks import read_departments, read_tasks

HEAD_FILE = "plan.csv"
ITEM, STATED = "项目", "值"
HEAD = CODE, TITLE, REGION, YEAR, ISSUED, DOCUMENT = "方案代码", "方案名称", "地区", "年度", "印发日期", "文件"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def read_plan_folder(folder: Path) -> tuple[Plan | None, tuple[FileProblem, ...]]:
    """The plan in `folder` and no problem, or None and every problem of every file, by file and row.

    Groups are opened into their members for `Target.unit_duties`; `Target.thresholds` are the plan's, changed where
    thresholds.csv names the target. The columns of each file are `planfiles.COLUMNS`; domain.md §2 says what they mean.
    """
    if not folder.is_dir():
        return None, (FileProblem(str(folder), "没有这个方案文件夹"),)
    problems: list[FileProblem] = []
    plan = _plan(read_tables(folder, problems), problems)
    papers = read_papers(folder, problems)
    if not problems:
        return replace(plan, papers=papers), ()
    rank = {file: place for place, file in enumerate(COLUMNS)}
    return None, tuple(sorted(problems, key=lambda problem: (rank.get(problem.file, -1), problem.row or 0)))


def _plan(tables: Mapping[str, Table], problems: list[FileProblem]) -> Plan:
    """The plan that the tables describe, with stand-ins where they have problems."""
    head = _head(tables[HEAD_FILE], problems)
    year = head[YEAR].whole(STATED, FIRST_YEAR, LAST_YEAR)
    departments, names = read_departments(tables["departments.csv"])
    own_year = year if head[YEAR].sound else None
    tasks = read_tasks(tables, names, own_year)
    around = Surroundings(
        year=own_year,
        tasks={task.no for task in tasks} if tables["tasks.csv"].sound else None,
        departments={department.name: department for department in departments},
        names=names,
    )
    targets, thresholds = read_targets(tables, around)
    return Plan(
        code=head[CODE].code(STATED),
        title=head[TITLE].text(STATED),
        region=head[REGION].text(STATED),
        year=year,
        issued_on=_issued_on(head[ISSUED], own_year),
        document=head[DOCUMENT].typed(STATED),
        departments=departments,
        tasks=tasks,
        targets=targets,
        calendar=_calendar(tables["calendar.csv"], own_year),
        thresholds=thresholds,
        reminders=read_reminders(tables["reminders.csv"], thresholds.due_soon_days),
    )


def _head(table: Table, problems: list[FileProblem]) -> dict[str, Row]:
    """The row of plan.csv for each item; an unknown, repeated or missing item is a problem."""
    head: dict[str, Row] = {}
    for row in table.rows:
        item = row.text(ITEM)
        if item in head:
            row.refuse(ITEM, f"重复：第{head[item].line}行已有")
        elif item not in HEAD:
            row.refuse(ITEM, f"应为以下之一：{'、'.join(HEAD)}")
        else:
            head[item] = row
    missing = [item for item in HEAD if item not in head]
    if table.sound:
        problems += [FileProblem(table.file, f"缺少“{item}”这一行", column=ITEM) for item in missing]
    # The problem is noted: a blank row stands in for the missing one, and nobody hears of what it lacks.
    return head | {item: Row(table.file, 1, {ITEM: item, STATED: ""}, []) for item in missing}


def _issued_on(row: Row, year: int | None) -> date:
    """The day on which the plan was issued: in its year, or in the year before it."""
    day = row.day(STATED)
    if year is not None and row.sound and day.year not in (year - 1, year):
        row.refuse(STATED, f"不在方案年度{year}年内，也不在上一年")
    return day


def _calendar(table: Table, year: int | None) -> tuple[CalendarDay, ...]:
    """The days that differ from Monday-to-Friday, by date; a holiday may reach into the month beside the year."""
    days: dict[date, CalendarDay] = {}
    for row in table.rows:
        day = CalendarDay(row.day("日期"), row.text("名称"), row.yes("放假"), row.typed("来源"))
        if row.sound and year is not None and not date(year - 1, 12, 1) <= day.day <= date(year + 1, 1, 31):
            row.refuse("日期", f"不在方案年度{year}年内（前后各一个月也可以）")
        if row.sound and day.day in days:
            row.refuse("日期", "日期重复")
        days[day.day] = day
    return tuple(days[day] for day in sorted(days))
