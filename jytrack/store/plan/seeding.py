"""A plan folder into the database: all of a new plan, and of a known one what the folder says anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import SettingChange
from jytrack.domain.values.period import Period
from jytrack.errors import InputRefused
from jytrack.store.database.database import Session
from jytrack.store.database.keys import next_row, plan_id
from jytrack.store.database.moments import next_moment
from jytrack.store.plan.plans import SINCE, first_month, plan_codes
from jytrack.store.plan.settings import Kind, Piece, pieces_of
from jytrack.store.values.dropped import DROPPED
from jytrack.store.values.encoding import FOREVER, exact_of, moment_of
from jytrack.store.values.grouping import grouped

_LASTING = (Kind.DEPARTMENT, Kind.TASK, Kind.TARGET)
"""What readings and the log point to: once in the database, it stays."""

_GONE = "已移除"


def save_plan(session: Session, plan: Plan, who: str, when: datetime) -> tuple[SettingChange, ...]:
    """Insert a new plan, or apply what the folder of a known one says anew; each difference of a known one.

    What the folder says is compared with what it said last time, so what commands have changed since is left alone.
    A changed goal is not applied but told (interface.md, `init`). InputRefused, and nothing written, when the folder
    has lost a department, task or target, or has another region or year.
    """
    said = _said(session, plan.code)
    pieces = tuple(pieces_of(plan))
    lost = _lost(pieces, said)
    if said:
        _refuse_losses(plan, pieces, lost, said)
    differing = [piece for piece in (*pieces, *lost) if piece.text != said.get(piece.subject, "")]
    goals = _goals_in_force(session, plan.code)
    changes = [
        SettingChange(piece.subject, said.get(piece.subject, ""), piece.text, _instead(plan, piece, goals))
        for piece in differing
    ]
    applied = [piece for piece, change in zip(differing, changes, strict=True) if not change.instead]
    dropped = bool(said) and plan.code not in plan_codes(session)
    if applied:
        _apply(session, plan, applied, said, who, when)
    if dropped:
        _remember(session, plan.code, [(DROPPED, _GONE, "")], who, next_moment(session, when))
    return tuple(changes) if said else ()


def drop_plan(session: Session, code: str, who: str, when: datetime) -> None:
    """Let the plan `code`, which exists, be found no more until a folder says it again; the log keeps what it said."""
    _remember(session, code, [(DROPPED, "", _GONE)], who, next_moment(session, when))


def begin_at(session: Session, code: str, since: Period, who: str, when: datetime) -> None:
    """Remember the month from which on reports of the plan `code`, which exists, are owed, where it is another."""
    before = first_month(session, code)
    if before != since:
        told = (SINCE, str(before.number) if before else "", str(since.number))
        _remember(session, code, [told], who, next_moment(session, when))


def _said(session: Session, code: str) -> dict[str, str]:
    """What the plan's folder said last of each subject."""
    return dict(
        session.execute(
            "SELECT s.subject, s.became FROM settings_log s JOIN plan p ON p.id = s.plan_id "
            "WHERE p.code = ? AND s.subject NOT IN (?, ?) ORDER BY s.id",
            (code, DROPPED, SINCE),
        )
    )


def _lost(pieces: Sequence[Piece], said: Mapping[str, str]) -> list[Piece]:
    """What the folder no longer speaks of."""
    subjects = {piece.subject for piece in pieces}
    lost = (subject.split(" ", 1) for subject, text in said.items() if text and subject not in subjects)
    return [Piece(Kind(kind), owner, "") for kind, owner in lost]


def _refuse_losses(plan: Plan, pieces: Sequence[Piece], lost: Sequence[Piece], said: Mapping[str, str]) -> None:
    """Refuse a folder that would take away what readings and the log stand on."""
    for piece in lost:
        if piece.kind in _LASTING:
            raise InputRefused(f"方案文件夹里少了“{piece.subject}”，未作改动；请补回这一行，再运行 jytrack init")
    identity = pieces[0]
    if identity.text != said[identity.subject]:
        raise InputRefused(
            f"方案“{plan.code}”原是{said[identity.subject]}的，现写成{identity.text}，未作改动；"
            "新方案请另起方案代码，再运行 jytrack init"
        )


def _goals_in_force(session: Session, code: str) -> Mapping[str, Sequence[Fraction | None]]:
    """The goals in force of each target of the plan, whatever the date they hold from."""
    rows = session.execute(
        "SELECT m.code, g.value FROM target_goal g JOIN target t ON t.id = g.target_id "
        "JOIN metric m ON m.id = t.metric_id JOIN plan p ON p.id = t.plan_id WHERE p.code = ? AND g.superseded_at = ?",
        (code, FOREVER),
    )
    return grouped((metric, None if value is None else exact_of(value)) for metric, value in rows)


def _instead(plan: Plan, piece: Piece, goals: Mapping[str, Sequence[Fraction | None]]) -> str:
    """The command that changes a goal, when the folder names a number that is not on record."""
    if piece.kind is not Kind.GOALS or piece.owner not in goals:
        return ""
    (target,) = (target for target in plan.targets if target.code == piece.owner)
    if all(goal.value in goals[piece.owner] for goal in target.goals):
        return ""
    return f"jytrack target revise {piece.owner}"


def _apply(
    session: Session, plan: Plan, pieces: Sequence[Piece], said: Mapping[str, str], who: str, when: datetime
) -> None:
    """Write the pieces and remember them."""
    from jytrack.store.database.models import models_in
    from jytrack.store.plan.writing import Rows, write_kinds

    moment = next_moment(session, when)
    owners = grouped((piece.kind, piece.owner) for piece in pieces)
    with models_in(session) as models:
        write_kinds(Rows(session, models, plan, who, moment_of(moment)), owners)
    told = [(piece.subject, said.get(piece.subject, ""), piece.text) for piece in pieces]
    _remember(session, plan.code, told, who, moment)


def _remember(session: Session, code: str, told: Sequence[tuple[str, str, str]], who: str, moment: int) -> None:
    """Enter into the settings log what a plan's folder said before and says now, by its subject."""
    session.insert(
        "settings_log",
        ("id", "subject", "was", "became"),
        [(row, *line) for row, line in enumerate(told, next_row(session, "settings_log"))],
        {"plan_id": plan_id(session, code), "recorded_at": moment, "recorded_by": who},
    )
