"""The log and the chain of acts row by row, for those who look at them without the program."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jytrack.domain.sheets.records import ChainEnd
from jytrack.store.database.database import Session
from jytrack.store.values.encoding import moment_number, sound, told_moment

_LOG = """
SELECT v.entry, v.task, v.action, v.happened_on, v.department, v.from_status, v.to_status, v.milestone, v.until,
    v.group_name, v.target, v.period, v.note, v.recorded_at, v.recorded_by, v.digest
FROM v_task_log v JOIN task_log l ON l.id = v.entry WHERE v.plan = ? AND l.recorded_at <= ? ORDER BY v.entry
"""
_CHAIN = "SELECT id, recorded_at, digest FROM chain_link WHERE recorded_at <= ? ORDER BY id"


def log_entries(session: Session, plan: str, known_at: datetime) -> list[Sequence[Any]]:
    """The entries of the plan's log known at the moment, with the columns of the view (docs/data.md) but the plan."""
    return list(sound(session.execute(_LOG, (plan, moment_number(known_at)))))


def chain_links(session: Session, known_at: datetime) -> list[ChainEnd]:
    """Every act of writing known at the moment: its number, when it was recorded, its hash."""
    rows = session.execute(_CHAIN, (moment_number(known_at),))
    return [ChainEnd(number, told_moment(moment), digest) for number, moment, digest in rows]
