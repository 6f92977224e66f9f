"""Goals that commands change: a revision is added, and what it replaces is closed, never overwritten."""

from datetime import datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Goal
from jytrack.domain.values.quantity import quantity
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id, target_ids
from jytrack.store.database.moments import next_moment
from jytrack.store.values.encoding import FOREVER


def revise(session: Session, plan: Plan, code: str, goal: Goal, who: str, now: datetime) -> None:
    """Add `goal`, whose value is set, to the target `code`; one known from the same day on is closed."""
    target, moment = target_ids(session, plan_id(session, plan.code))[code], next_moment(session, now)
    day = goal.valid_from.isoformat()
    session.execute(
        "UPDATE target_goal SET superseded_at = ? WHERE target_id = ? AND valid_from = ? AND superseded_at = ?",
        (moment, target, day, FOREVER),
    )
    session.execute(
        "INSERT INTO target_goal (target_id, valid_from, superseded_at, value, basis, reason, document, recorded_at, "
        "recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            target,
            day,
            FOREVER,
            None if goal.value is None else quantity(goal.value),
            goal.basis.value,
            goal.reason,
            goal.document,
            moment,
            who,
        ),
    )
