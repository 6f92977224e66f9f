"""What a plan's units, targets, tasks and milestones are called, asked while somebody types: little is loaded."""

from jytrack.domain.values.period import Period
from jytrack.store.engines.engine import engine_at
from jytrack.store.engines.session import Session
from jytrack.store.values.address import File, default_path, parse_address
from jytrack.store.values.dropped import STANDING

_PLANS = f"SELECT id, code, title, year FROM plan WHERE {STANDING} ORDER BY year DESC, id DESC"  # noqa: S608

_QUESTIONS = {
    "单位": "SELECT d.name, '' FROM plan_department p JOIN department d ON d.id = p.department_id "
    "WHERE p.plan_id = ? ORDER BY p.position",
    "指标": "SELECT name, '' FROM target WHERE plan_id = ? ORDER BY position",
    "序号": "SELECT no, title FROM task WHERE plan_id = ? ORDER BY no",
    "节点": "SELECT name, '' FROM milestone WHERE plan_id = ? ORDER BY task_no, position",
}
"""How each kind is asked for: what is typed, and what explains it."""


def names(db: str | None, kind: str, plan: str | None, year: int) -> list[tuple[str, str]]:
    """The names of `kind`, 单位 指标 序号 节点 月份 or 方案, each with what explains it ("" for nothing), in order.

    `db` is the database as somebody wrote it. They are those of the plan called `plan`, by its code or year, else of
    that of `year`, else of the newest. None where the database cannot be asked, whatever the reason: nobody who types
    is to be interrupted.
    """
    try:
        with engine_at(parse_address(db) if db else File(default_path()), 0).reading() as session:
            return _names(session, kind, plan, year)
    except Exception:  # noqa: BLE001
        return []


def _names(session: Session, kind: str, plan: str | None, year: int) -> list[tuple[str, str]]:
    plans = list(session.execute(_PLANS))
    if kind == "方案":
        return [(str(code), str(title)) for _, code, title, _ in plans]
    asked = [each for each in plans if plan in (each[1], str(each[3])) or (plan is None and each[3] == year)]
    row, _, _, in_year = (asked or plans)[0]
    if kind == "月份":
        return [(str(Period(in_year, number)), f"{in_year}年{number}月") for number in range(1, 13)]
    found = [(str(name), str(told)) for name, told in session.execute(_QUESTIONS[kind], (row,))]
    return list(dict.fromkeys(found))
