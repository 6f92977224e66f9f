"""Plans: which there are, and one of them whole, as known at a moment."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from jytrack.domain.plan.ownership import last_leads, with_members, with_owners
from jytrack.domain.plan.plan import CalendarDay, Department, Plan
from jytrack.domain.plan.stages import ObligationKind, StageRule
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Basis, DepartmentKind
from jytrack.errors import NotFound
from jytrack.store.database import chain
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.plan import ledger
from jytrack.store.plan.targets import load_targets, load_thresholds
from jytrack.store.plan.tasks import load_tasks
from jytrack.store.values.dropped import STANDING
from jytrack.store.values.encoding import count_of, date_of, sound, stages_of, word_of
from jytrack.store.values.grouping import grouped

_YEAR = re.compile(r"([0-9]{4})年?")
"""A plan's year, typed in the place of its code."""

SINCE = "填报起始月份"
"""What the settings log calls the month from which on reports are owed, where the office began in mid-year."""

_ACTS = ("import_batch", "receipt", "task_log", "publication", "delivery")
"""What is recorded under a plan."""


def plan_codes(session: Session) -> tuple[str, ...]:
    """The codes of all plans that were not dropped, newest year first, of one year the last loaded first."""
    return tuple(_years(session))


def _years(session: Session) -> dict[str, int]:
    """The year of each of them, in that order."""
    rows = session.execute(f"SELECT code, year FROM plan WHERE {STANDING} ORDER BY year DESC, id DESC")  # noqa: S608
    return {str(code): int(year) for code, year in rows}


def first_month(session: Session, code: str) -> Period | None:
    """The month from which on the office has asked for reports of the plan `code`; None: as its folder says."""
    row = session.execute(
        "SELECT s.became FROM settings_log s JOIN plan p ON p.id = s.plan_id "
        "WHERE p.code = ? AND s.subject = ? ORDER BY s.id DESC LIMIT 1",
        (code, SINCE),
    ).fetchone()
    return Period.from_number(int(row[0])) if row else None


def is_unused(session: Session, code: str) -> bool:
    """Whether nothing has been recorded under the plan `code`, which exists: no reading, no entry, no document."""
    row = plan_id(session, code)
    asked = (f"SELECT 1 FROM {table} WHERE plan_id = ? LIMIT 1" for table in _ACTS)  # noqa: S608 - our own names
    return not any(session.execute(sql, (row,)).fetchone() for sql in asked)


def sharing(session: Session, plan: Plan) -> tuple[str, ...]:
    """The codes of the other plans of the region that readings taken in under `plan` may belong to as well."""
    rows = session.execute(
        f"SELECT code FROM plan WHERE region = ? AND year IN (?, ?) AND code <> ? AND {STANDING} ORDER BY id",  # noqa: S608
        (plan.region, plan.year - 1, plan.year, plan.code),
    )
    return tuple(code for (code,) in rows)


def find_plan_code(session: Session, code: str | None, *years: int) -> str:
    """The code of `find_plan`."""
    return find_plan(session, code, *years)[0]


def find_plan(session: Session, code: str | None, *years: int) -> tuple[str, int]:
    """The plan named `code`, or by its year; without a name that of the first of `years` that has one, else the newest.

    Its code and its year; NotFound when there is none.
    """
    known = _years(session)
    if not known:
        raise NotFound("数据库里还没有方案，请先运行 jytrack init")
    found: str | None
    if code is None:
        found = next(filter(None, (_of_year(known, year) for year in years)), next(iter(known)))
    else:
        found = _called(known, code)
    if found is None:
        raise NotFound(f"没有方案“{code}”，已有：{'、'.join(known)}；装入新方案用 jytrack init --seed 文件夹")
    return found, known[found]


def code_of(session: Session, text: str) -> str | None:
    """The code of the plan that is called `text`, by its code or its year; None where there is none."""
    return _called(_years(session), text)


def _called(known: Mapping[str, int], text: str) -> str | None:
    """The same of the plans `known`."""
    named = _YEAR.fullmatch(text.strip())
    return text if text in known else _of_year(known, int(named[1])) if named else None


def _of_year(known: Mapping[str, int], year: int) -> str | None:
    """The plan of `year`, of several the last loaded; None where there is none."""
    return next((code for code, own in known.items() if own == year), None)


def plan_year(session: Session, code: str) -> int:
    """The year of the plan `code`, which exists."""
    return int(session.execute("SELECT year FROM plan WHERE code = ?", (code,)).fetchone()[0])


def load_plan(session: Session, code: str, as_of: date, known_at: datetime) -> Plan:
    """The plan `code`, which exists: goals and schedules as known at `known_at`, tasks by the log known then.

    Of the log, only what is dated on or before `as_of` counts; what the office decided in it stands where the plan
    prints nothing (domain/plan/ownership.py).
    """
    ((row, title, region, year, issued_on, document),) = sound(
        session.execute("SELECT id, title, region, year, issued_on, document FROM plan WHERE code = ?", (code,))
    )
    session.plans[code] = row
    decisions, extensions = ledger.decided(session, row, as_of, known_at)
    departments = with_members(_departments(session, row), decisions)
    thresholds = load_thresholds(session, row)
    return Plan(
        code=code,
        title=title,
        region=region,
        year=count_of(year, 1949, 9998),
        issued_on=date_of(issued_on),
        document=document,
        departments=departments,
        tasks=load_tasks(session, row, as_of, known_at, last_leads(decisions), extensions),
        targets=with_owners(load_targets(session, row, departments, thresholds, known_at), decisions),
        calendar=_calendar(session, row),
        thresholds=thresholds,
        log_head=ledger.head(session, known_at),
        chain_head=chain.head(session, known_at),
        decisions=decisions,
        reminders=_reminders(session, row),
    )


def _departments(session: Session, plan: int) -> tuple[Department, ...]:
    """The plan's departments in official order."""
    aliases = session.execute(
        "SELECT department_id, alias FROM department_alias WHERE plan_id = ? ORDER BY department_id, position", (plan,)
    )
    members = session.execute(
        "SELECT m.group_id, d.name FROM group_member m JOIN department d ON d.id = m.member_id "
        "WHERE m.plan_id = ? ORDER BY m.group_id, m.position",
        (plan,),
    )
    also_called, stands_for = grouped(sound(aliases)), grouped(sound(members))
    rows = session.execute(
        "SELECT p.department_id, d.name, p.kind, p.position, p.code, p.villages, p.communities, p.basis "
        "FROM plan_department p JOIN department d ON d.id = p.department_id WHERE p.plan_id = ? ORDER BY p.position",
        (plan,),
    )
    return tuple(
        Department(
            name,
            word_of(DepartmentKind, kind),
            position,
            code,
            villages,
            communities,
            word_of(Basis, basis),
            also_called[row],
            stands_for[row],
        )
        for row, name, kind, position, code, villages, communities, basis in sound(rows)
    )


def _calendar(session: Session, plan: int) -> tuple[CalendarDay, ...]:
    """The plan's days that differ from the week's pattern, by date."""
    rows = session.execute("SELECT day, name, off, source FROM calendar_day WHERE plan_id = ? ORDER BY day", (plan,))
    return tuple(CalendarDay(date_of(day), name, bool(off), source) for day, name, off, source in sound(rows))


def _reminders(session: Session, plan: int) -> tuple[StageRule, ...]:
    """The stages of those kinds of obligations for which the plan has its own, in the order of the kinds."""
    rows = session.execute(
        "SELECT kind, stages, every, lead_from, office_from FROM reminder_rule WHERE plan_id = ?", (plan,)
    )
    found = {
        word_of(ObligationKind, kind): (stages_of(stages), count_of(every), lead, office)
        for kind, stages, every, lead, office in sound(rows)
    }
    return tuple(StageRule(kind, *found[kind]) for kind in ObligationKind if kind in found)
