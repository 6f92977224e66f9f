"""The calendar of a plan whose folder has no days for its year: the national holidays, else weekends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import CalendarDay, Plan


def with_calendar(plan: Plan) -> Plan:
    """`plan` itself when it has days of each year in which it needs them; otherwise with national ones, and a note."""
    missing = tuple(_years_without_days(plan))
    if not missing:
        return plan
    national = {year: national_days(year) for year in missing}
    told = "，".join(
        f"方案没有{year}年的日历，{'' if year == plan.year else '顺延到那年的'}期限"
        f"{'按国家节假日安排' if days else '只按周末'}顺延"
        for year, days in national.items()
    )
    note = f"{told}；可在方案文件夹的 calendar.csv 补上后运行 jytrack init"
    days = [day for of_year in national.values() for day in of_year]
    return replace(plan, calendar=(*plan.calendar, *days), calendar_note=note)


def _years_without_days(plan: Plan) -> Iterator[int]:
    """The plan's year, and the next when a due day of December moves into it, where the plan lists none of its days."""
    listed = {item.day.year for item in plan.calendar}
    if plan.year not in listed:
        yield plan.year
    last = max((duty.due_day for target in plan.targets for duty in target.duties), default=1)
    moved = WorkCalendar.of(plan.calendar).moved(date(plan.year, 12, min(last, 31)))
    if moved.year > plan.year and plan.year + 1 not in listed:
        yield plan.year + 1


def national_days(year: int) -> tuple[CalendarDay, ...]:
    """The holidays and make-up workdays that the State Council announced for `year`; none when it is not known."""
    import chinese_calendar

    off, worked = chinese_calendar.constants.holidays, chinese_calendar.constants.workdays
    return tuple(
        CalendarDay(day, "节假日" if day in off else "调休上班", day in off, "国务院办公厅放假安排")
        for day in sorted((*off, *worked))
        if day.year == year
    )
