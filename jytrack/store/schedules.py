"""Schedules that commands change: the one in force is closed, never overwritten."""

from datetime import datetime

from jytrack.domain.plan import Plan, Schedule
from jytrack.domain.words import ScheduleRole
from jytrack.store.database import Session
from jytrack.store.encoding import FOREVER, day_text, share_text
from jytrack.store.keys import plan_id, target_ids
from jytrack.store.moments import next_moment


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
            "INSERT INTO settings_log (plan_id, subject, was, became, recorded_at, recorded_by) "
            "VALUES (?, ?, ?, '', ?, ?)",
            (row, f"取消{role.label} {code}", reason, moment, who),
        )
        return
    added = session.execute(
        "INSERT INTO schedule (target_id, role, kind, checkpoint, reason, recorded_at, recorded_by, superseded_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (target, role.value, schedule.kind.value, day_text(schedule.checkpoint), reason, moment, who, FOREVER),
    ).lastrowid
    session.executemany(
        "INSERT INTO schedule_point (schedule_id, month, share) VALUES (?, ?, ?)",
        [(added, month, share_text(share)) for month, share in enumerate(schedule.points, 1)],
    )
