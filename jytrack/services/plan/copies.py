"""`plan new`: last year's plan as the beginning of the next one's folder; `plan drop`: one loaded by mistake."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.copying import moved_to
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.recurring import without_occurrences
from jytrack.errors import InputRefused, JytrackError, NotFound, UsageError
from jytrack.intake.plan.folder import FIRST_YEAR, HEAD_FILE, LAST_YEAR, read_plan_folder
from jytrack.intake.plan.written import written
from jytrack.services.plan.seeding import to_confirm
from jytrack.services.values.calendars import national_days, with_calendar
from jytrack.services.values.desk import Desk
from jytrack.shipped import shipped
from jytrack.store.database.database import Session
from jytrack.store.plan import plans
from jytrack.store.plan.papers import load_papers
from jytrack.store.plan.seeding import drop_plan
from jytrack.store.values.address import File, address_of


def new(desk: Desk, source: str | None, year: int | None, write: Callable[[str, bytes], None]) -> list[str]:
    """Hand the files of the plan `source`, moved to `year`, to `write`; what has to be confirmed, line by line.

    `source` is a plan's code, in the database or shipped with the program, or a plan folder; None: the newest there
    is. The `year` None is this one, or the one after the plan's. NotFound where there is no such plan, UsageError for a
    year that is no later one.
    """
    plan = _found(desk, source or desk.plan or _newest(desk))
    year = year or max(plan.year + 1, desk.today.year)
    if not plan.year < year <= LAST_YEAR or year < FIRST_YEAR:
        raise UsageError(f"{plan.code} 是{plan.year}年的方案，--year 要写以后的年份，如 --year {plan.year + 1}")
    days = national_days(year)
    made = moved_to(with_calendar(plan), year, days)
    for name, content in written(made):
        write(name, content)
    return [*to_confirm(made), *_carried_over(plan, year)]


def _newest(desk: Desk) -> str:
    """The code of the newest plan in the database, else of the first that comes with the program."""
    if _is_there(desk):
        with desk.database.reading() as session:
            return next(iter(plans.plan_codes(session)), _shipped()[0])
    return _shipped()[0]


def _found(desk: Desk, source: str) -> Plan:
    """The plan as the office has it now, else as it is shipped, else in a folder."""
    try:
        with desk.database.reading() as session:
            code = plans.code_of(session, source)
            if code is not None:
                year = plans.plan_year(session, code)
                plan, _ = replace(desk, plan=code).open_plan(session, date(year, 12, 31))
                as_printed = without_occurrences(plan, WorkCalendar.of(plan.calendar))
                return replace(as_printed, papers=load_papers(session, plan))
    except JytrackError:
        if _is_there(desk) and not _folder(source):
            raise
    if (folder := _folder(source)) is None:
        raise NotFound(f"没有方案“{source}”：数据库里没有，也不是方案文件夹；自带的方案有：{'、'.join(_shipped())}")
    read, problems = read_plan_folder(folder)
    if read is None:
        raise InputRefused(f"方案文件夹 {folder} 有{len(problems)}处错误，先改好：jytrack plan check {folder}")
    return read


def _is_there(desk: Desk) -> bool:
    """Whether there is a database to look into; of one on a server its own error tells."""
    where = address_of(desk.where)
    return not isinstance(where, File) or where.path.exists()


def _folder(source: str) -> Path | None:
    """The folder that `source` names, or the one of that name that comes with the program."""
    return next((each for each in (shipped("seed") / source, Path(source)) if (each / HEAD_FILE).is_file()), None)


def _shipped() -> list[str]:
    """The plans that come with the program."""
    return sorted(each.parent.name for each in shipped("seed").glob(f"*/{HEAD_FILE}"))


def _carried_over(plan: Plan, year: int) -> list[str]:
    """What was taken over as it was, and is the old year's until somebody has looked."""
    regional = sorted({day.name for day in plan.calendar if "地方" in day.source})
    dated = [
        f"任务{task.no}" for task in plan.tasks if f"{plan.year}年" in f"{task.title}{task.summary}{task.policies}"
    ]
    lines = [
        f"沿用{plan.year}年的，请照新文件核对：单位和分工（departments.csv、task_departments.csv），"
        "任务、节点和政策标准，填报责任，印发日期和文件（plan.csv）",
        f"目标都空着，上年的数写在 targets.csv 的说明里；日期已按{year}年的工作日移好",
    ]
    lines += [f"国家放假安排里没有的地方假期，请补进 calendar.csv：{'、'.join(regional)}"] if regional else []
    lines += [f"文字里写着{plan.year}年的，没有改：{'、'.join(dated)}"] if dated else []
    return lines


def droppable(desk: Desk, text: str) -> str:
    """The code of the plan; refused where it is not there, or where anything was recorded under it."""
    with desk.database.reading() as session:
        return _unused(session, text)


def drop(desk: Desk, code: str) -> None:
    """Drop a plan under which nothing was recorded; the settings log tells who did it and when."""
    with desk.database.writing() as session:
        drop_plan(session, _unused(session, code), desk.actor, desk.now)


def _unused(session: Session, text: str) -> str:
    """The code of the plan; NotFound where there is none, InputRefused where anything was recorded under it."""
    code = plans.find_plan_code(session, text)
    if not plans.is_unused(session, code):
        raise InputRefused(f"方案 {code} 已有登记的填报数或记录，不能移除；里面有什么见 jytrack db info")
    return code
