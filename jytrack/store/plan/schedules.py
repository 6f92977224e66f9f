"""Schedules that commands change: the one in force is closed, never overwritten; and how they came about."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Schedule
from jytrack.domain.sheets.records import ScheduleChange
from jytrack.domain.values.words import ScheduleKind, ScheduleRole
from jytrack.store.database.database import Session
from jytrack.store.database.keys import next_row, plan_id, target_ids
from jytrack.store.database.moments import next_moment
from jytrack.store.plan.settings import Kind, Piece
from jytrack.store.values.encoding import (
    FOREVER,
    day_of,
    day_text,
    moment_number,
    moment_of,
    share_of,
    share_text,
    sound,
    word_of,
)
from jytrack.store.values.grouping import grouped


def set_schedule(
    session: Session,
    plan: Plan,
    code: str,
    role: ScheduleRole,
    schedule: Schedule | None,
    reason: str,
    who: str,
    now: datetime,
) -> None:
    """Put `schedule` in the place of the target's one in `role`; None takes that away, and the log says who and why."""
    row = plan_id(session, plan.code)
    target, moment = target_ids(session, row)[code], next_moment(session, now)
    session.execute(
        "UPDATE schedule SET superseded_at = ? WHERE target_id = ? AND role = ? AND superseded_at = ?",
        (moment, target, role.value, FOREVER),
    )
    if schedule is None:
        session.execute(
            "INSERT INTO settings_log (id, plan_id, subject, was, became, recorded_at, recorded_by) "
            "VALUES (?, ?, ?, ?, '', ?, ?)",
            (next_row(session, "settings_log"), row, _removal(role, code), reason, moment, who),
        )
        return
    added = next_row(session, "schedule")
    session.execute(
        "INSERT INTO schedule (id, target_id, role, kind, checkpoint, reason, recorded_at, recorded_by, superseded_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (added, target, role.value, schedule.kind.value, day_text(schedule.checkpoint), reason, moment, who, FOREVER),
    )
    session.insert(
        "schedule_point",
        ("month", "share"),
        [(month, share_text(share)) for month, share in enumerate(schedule.points, 1)],
        {"schedule_id": added},
    )


def history(session: Session, plan: Plan, code: str, known_at: datetime) -> tuple[ScheduleChange, ...]:
    """The schedules that the target has had, as known at a moment: the official ones first, each role in order."""
    target, moment = target_ids(session, plan_id(session, plan.code))[code], moment_number(known_at)
    points = _points(session, target)
    versions: dict[ScheduleRole, list[ScheduleChange]] = {role: [] for role in ScheduleRole}
    for row, role, kind, checkpoint, *told in sound(
        session.execute(
            "SELECT id, role, kind, checkpoint, recorded_at, superseded_at, recorded_by, reason FROM schedule "
            "WHERE target_id = ? AND recorded_at <= ? ORDER BY recorded_at, id",
            (target, moment),
        )
    ):
        since, until, by, reason = told
        schedule = Schedule(word_of(ScheduleKind, kind), points[row], day_of(checkpoint))
        end = moment_of(until) if until <= moment else None
        versions[ScheduleRole(role)].append(
            ScheduleChange(word_of(ScheduleRole, role), schedule, moment_of(since), end, by, reason)
        )
    logged = _removals(session, plan, code)
    return tuple(change for known in versions.values() for change in _with_gaps(known, logged))


def _points(session: Session, target: int) -> Mapping[int, tuple[Fraction, ...]]:
    """The twelve shares of each schedule of the target that goes by steps."""
    rows = session.execute(
        "SELECT p.schedule_id, p.share FROM schedule_point p JOIN schedule s ON s.id = p.schedule_id "
        "WHERE s.target_id = ? ORDER BY p.schedule_id, p.month",
        (target,),
    )
    return grouped((schedule, share_of(share)) for schedule, share in rows)


def _removals(session: Session, plan: Plan, code: str) -> dict[datetime, tuple[str, str]]:
    """Who took schedules of the target away and why, by the moment; by an edited plan folder without a reason."""
    by_folder = Piece(Kind.SCHEDULES, code, "").subject
    by_command = [_removal(role, code) for role in ScheduleRole]
    rows = session.execute(
        "SELECT recorded_at, recorded_by, CASE subject WHEN ? THEN '' ELSE was END FROM settings_log "
        "WHERE plan_id = ? AND subject IN (?, ?, ?)",
        (by_folder, plan_id(session, plan.code), by_folder, *by_command),
    )
    return {moment_of(moment): (by, reason) for moment, by, reason in rows}


def _with_gaps(known: Sequence[ScheduleChange], logged: Mapping[datetime, tuple[str, str]]) -> list[ScheduleChange]:
    """The schedules of one role with a change of its own wherever one was taken away and none put in its place."""
    told = []
    for place, change in enumerate(known):
        told.append(change)
        following = known[place + 1].known_from if place + 1 < len(known) else None
        if change.known_to is not None and change.known_to != following:
            by, reason = logged[change.known_to]
            told.append(ScheduleChange(change.role, None, change.known_to, following, by, reason))
    return told


def _removal(role: ScheduleRole, code: str) -> str:
    """The subject under which the settings log remembers that a command took a schedule away."""
    return f"取消{role.label} {code}"
