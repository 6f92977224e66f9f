"""Months locked, so that what is on record stands, and opened again for a unit, for a reason and some days."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.plan.locks import OPEN_FOR, is_strict
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text, period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import DepartmentKind, LogAction
from jytrack.errors import InputRefused, UsageError
from jytrack.intake.values.spans import in_digits, whole_span
from jytrack.intake.values.spelling import spelling
from jytrack.reports.plan import locks as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department
from jytrack.store.database.database import Session
from jytrack.store.plan import ledger, plans
from jytrack.store.plan import locks as store

_LIST = "已锁定的见 jytrack target locks"


@valueclass
class Opening:
    """What the command line asked of an exception; `until` None: a week."""

    period: str
    units: tuple[str, ...]
    reason: str
    until: date | None = None


def locks(desk: Desk, as_of: date | None, known_at: datetime | None, *, everything: bool) -> Answer:
    """Which months are locked, and for whom they are open; with `everything` also what holds no longer."""
    day = as_of or desk.today
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        found = store.load(session, plan, day, clock.known_at)
    told = [(entry, state) for entry, state in found.told() if everything or state.holds]
    return Answer(report.report(plan, replace(clock, as_of=day), told))


def lock(desk: Desk, periods: Sequence[str], note: str, *, strict: bool) -> list[str]:
    """Lock the months, and end what exceptions are open in them; a line on each kind of outcome, for the clerk.

    A month that keeps first reports out goes on to do so. UsageError for what is no month, not the plan's or to come.
    """
    with desk.database.writing() as session:
        plan, months = _months(desk, session, periods)
        entries, ended = locks_in(desk, session, plan, months, note, strict=strict)
        ledger.append_all(session, plan, [(None, entry) for entry in entries])
    return list(locked(months, entries, ended))


def locks_in(
    desk: Desk, session: Session, plan: Plan, months: Iterable[Period], note: str, *, strict: bool = False
) -> tuple[list[LogEntry], list[str]]:
    """The entries that lock the months, for who writes them, and the exceptions that end with them."""
    found = store.load(session, plan, desk.today, desk.now)
    entries, ended = list[LogEntry](), list[str]()
    for month in months:
        if month.first_day > desk.today:
            raise UsageError(f"{period_text(month)}还没到，不能锁定；用法见 jytrack target lock --help")
        before, open_units = found.whole(month), found.open_units(month)
        closed = strict or (before is not None and is_strict(before))
        if before is None or is_strict(before) is not closed or open_units:
            action = LogAction.MONTH_LOCKED_STRICTLY if closed else LogAction.MONTH_LOCKED
            entries.append(LogEntry(action, desk.today, desk.now, desk.actor, note.strip(), period=month))
        ended += [f"{period_text(month)}{unit}" for unit in open_units]
    return entries, ended


def locked(months: Sequence[Period], entries: Sequence[LogEntry], ended: Sequence[str]) -> Iterable[str]:
    """What became of the months."""
    for action, consequence in (
        (LogAction.MONTH_LOCKED, "没有报过的照收，算迟报"),
        (LogAction.MONTH_LOCKED_STRICTLY, "也不再收补报"),
    ):
        if done := [entry.period for entry in entries if entry.action is action and entry.period]:
            stands = "登记的数不再更正、补全、收回、撤销，也不改收到日期"
            yield f"已锁定{_named(done)}：{stands}；{consequence}"
    if left := [month for month in months if month not in {entry.period for entry in entries}]:
        yield f"{_named(left)}本来就锁定着，没有改动"
    if ended:
        yield f"随之结束的例外：{'、'.join(ended)}"


def unlock(desk: Desk, asked: Opening) -> list[str]:
    """Open an exception for units in a locked month, up to its last day; a line on each month, for the clerk.

    UsageError without a unit or a reason, or for a last day that is over; InputRefused for a month that is not locked.
    """
    again = f"jytrack target unlock {asked.period} --unit 单位 --reason 原因"
    if not asked.units or not asked.reason.strip():
        raise UsageError(f"开例外要写明单位和原因：{again}")
    until = asked.until or desk.today + OPEN_FOR
    if until < desk.today:
        raise UsageError(f"最后一天{date_text(until)}已经过去；请写今天或以后：{again} --until 日期")
    lines = []
    with desk.database.writing() as session:
        plan, months = _months(desk, session, [asked.period])
        found = store.load(session, plan, desk.today, desk.now)
        units = list(dict.fromkeys(_unit(plan, unit) for unit in asked.units))
        entries = []
        for month in months:
            if found.whole(month) is None:
                raise InputRefused(f"{period_text(month)}没有锁定，不用开例外；{_LIST}")
            entries += [
                LogEntry(
                    LogAction.MONTH_UNLOCKED, desk.today, desk.now, desk.actor, asked.reason.strip(), unit,
                    until=until, period=month,
                )
                for unit in units
            ]  # fmt: skip
            lines.append(
                f"{period_text(month)}对{'、'.join(units)}开例外，到{date_text(until)}止（含当天）；"
                f"改完要提前结束：jytrack target lock {month}"
            )
        ledger.append_all(session, plan, [(None, entry) for entry in entries])
    return lines


def _unit(plan: Plan, text: str) -> str:
    """The printed name of the unit called `text`."""
    unit = find_department(plan, text)
    if unit.kind is DepartmentKind.GROUP:
        raise InputRefused(f"“{unit.name}”是集合单位，请写具体单位；名单见 jytrack report accountability")
    return unit.name


def _named(months: Iterable[Period]) -> str:
    return "、".join(map(period_text, months))


def _months(desk: Desk, session: Session, texts: Sequence[str]) -> tuple[Plan, list[Period]]:
    """The months that the texts name, and the plan asked for, else that of their year."""
    spans = [_span(text) for text in texts]
    stated = next((year for year, _, _ in spans if year), desk.today.year)
    code = plans.find_plan_code(session, desk.plan, stated)
    plan, _ = replace(desk, plan=code).open_plan(session)
    found = set()
    for text, (year, first, last) in zip(texts, spans, strict=True):
        if year not in (None, plan.year):
            raise UsageError(
                f"“{text}”不在方案 {plan.code} 的年度；是别的方案的，请写 jytrack --plan 方案代码，{_LIST}"
            )
        found |= {Period(plan.year, month) for month in range(first, last + 1)}
    return plan, sorted(found)


def _span(text: str) -> tuple[int | None, int, int]:
    """The year (None: not stated), the first and the last month that `text` names."""
    clean = in_digits(spelling(text))
    if clean.removesuffix("年").isdecimal() and len(clean.removesuffix("年")) == 4:
        return int(clean.removesuffix("年")), 1, 12
    year, dash, month = clean.removesuffix("月").replace("年", "-").partition("-")
    if dash and year.isdecimal() and len(year) == 4 and month.isdecimal() and 1 <= int(month) <= 12:
        return int(year), int(month), int(month)
    span = whole_span(clean)
    if span and span.first and span.last and span.first <= span.last:
        return span.year, span.first, span.last
    raise UsageError(
        f"“{text}”不是月份、季度或年份，应写成 2023-06、2023年二季度、2023年上半年 或 2023；"
        "用法见 jytrack target lock --help"
    )
