"""The one clock of all that is recorded, so that no later write is ever known at an earlier moment."""

from datetime import datetime

from jytrack.store.database import Session
from jytrack.store.encoding import moment_number

_LAST = """
SELECT max(moment) FROM (
    SELECT max(recorded_at) AS moment FROM import_batch
    UNION ALL SELECT max(recorded_at) FROM task_log
    UNION ALL SELECT max(recorded_at) FROM settings_log
    UNION ALL SELECT max(recorded_at) FROM target_goal
    UNION ALL SELECT max(recorded_at) FROM schedule
    UNION ALL SELECT max(recorded_at) FROM allocation
)
"""


def next_moment(session: Session, now: datetime) -> int:
    """`now` as stored, or just after all that was ever recorded when the clock was put back (domain.md §3, Two times).

    To be asked within the writing transaction, once for each act of writing.
    """
    (last,) = session.execute(_LAST).fetchone()
    return moment_number(now) if last is None else max(moment_number(now), int(last) + 1)
