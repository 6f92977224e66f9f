"""The calendar of a plan whose folder has no days for its year: the national holidays, else weekends."""

from dataclasses import replace

from jytrack.domain.plan.plan import CalendarDay, Plan


def with_calendar(plan: Plan) -> Plan:
    """`plan` itself when it has days of its own year; otherwise with national ones, and a note that says so."""
    if any(item.day.year == plan.year for item in plan.calendar):
        return plan
    national = _national_days(plan.year)
    known = "按国家节假日安排" if national else "只按周末"
    note = f"方案没有 {plan.year} 年的日历，期限{known}顺延；可在方案文件夹的 calendar.csv 补上后运行 jytrack init"
    return replace(plan, calendar=(*plan.calendar, *national), calendar_note=note)


def _national_days(year: int) -> tuple[CalendarDay, ...]:
    """The holidays and make-up workdays that the State Council announced for `year`; none when it is not known."""
    import chinese_calendar

    off, worked = chinese_calendar.constants.holidays, chinese_calendar.constants.workdays
    return tuple(
        CalendarDay(day, "节假日" if day in off else "调休上班", day in off, "国务院办公厅放假安排")
        for day in sorted((*off, *worked))
        if day.year == year
    )
