"""The task log only grows, and a change behind the program's back is found."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.store.database.database import Database
from jytrack.store.plan.ledger import append, broken_entries, head
from jytrack.store.plan.plans import load_plan
from jytrack.store.plan.tasks import with_logs
from tests.store.sample import CLERK, LOADED_AT, PLAN


@pytest.fixture
def logged(database: Database, ticks: Iterator[datetime]) -> Database:
    """The database with three entries in the log."""
    with database.writing() as session:
        for entry in (
            LogEntry(LogAction.NOTE, date(2023, 4, 1), next(ticks), CLERK, "开了会", "团委"),
            LogEntry(LogAction.STATUS, date(2023, 5, 1), next(ticks), CLERK, to_status=TaskStatus.ASSIGNED),
            LogEntry(LogAction.MILESTONE_DONE, date(2023, 6, 1), next(ticks), CLERK, milestone="月调度"),
        ):
            append(session, PLAN, 1, entry)
    return database


def test_sound_log(logged: Database, empty: Database) -> None:
    with logged.reading() as session:
        assert list(broken_entries(session)) == []
        assert len(head(session)) == 64
    with empty.reading() as session:
        assert list(broken_entries(session)) == []
        assert head(session) == ""


def test_head_moves_with_every_entry(logged: Database, ticks: Iterator[datetime]) -> None:
    with logged.writing() as session:
        before = head(session)
        append(session, PLAN, 2, LogEntry(LogAction.NOTE, date(2023, 7, 1), next(ticks), CLERK, "同样的话"))
        between = head(session)
        append(session, PLAN, 2, LogEntry(LogAction.NOTE, date(2023, 7, 1), next(ticks), CLERK, "同样的话"))
        assert len({before, between, head(session)}) == 3


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE task_log SET note = '没开会' WHERE id = 1", [1]),
        ("UPDATE task_log SET happened_on = '2023-03-01' WHERE id = 3", [3]),
        ("UPDATE task_log SET to_status = 'done' WHERE id = 2", [2]),
        ("UPDATE task_log SET department_id = NULL WHERE id = 1", [1]),
        ("UPDATE task_log SET recorded_by = 'x' WHERE id = 2", [2]),
        ("UPDATE task_log SET digest = hex(zeroblob(32)) WHERE id = 1", [1, 2]),
        ("DELETE FROM task_log WHERE id = 2", [3]),
        ("DELETE FROM task_log WHERE id = 3", [3]),
        ("DELETE FROM task_log WHERE id = 1", [2]),
    ],
)
@pytest.mark.file
def test_changes_behind_the_back_are_found(logged: Database, change: str, found: list[int]) -> None:
    with closing(sqlite3.connect(logged.where.path)) as connection:
        connection.execute("DROP TRIGGER tr_task_log_no_update")
        connection.execute("DROP TRIGGER tr_task_log_no_delete")
        connection.execute(change)
        connection.commit()
    with logged.reading() as session:
        assert list(broken_entries(session)) == found


@pytest.mark.file
def test_a_lost_end_is_found_after_the_log_has_grown(logged: Database, ticks: Iterator[datetime]) -> None:
    """The next entry does not take the number of one that was deleted behind the program's back."""
    with closing(sqlite3.connect(logged.where.path)) as connection:
        connection.execute("DROP TRIGGER tr_task_log_no_delete")
        connection.execute("DELETE FROM task_log WHERE id = 3")
        connection.commit()
    with logged.writing() as session:
        append(session, PLAN, 2, LogEntry(LogAction.NOTE, date(2023, 7, 1), next(ticks), CLERK, "后来"))
        assert session.execute("SELECT max(id) FROM task_log").fetchone() == (4,)
        assert list(broken_entries(session)) == [4]


def test_clock_put_back(logged: Database) -> None:
    """An entry recorded later is not known at an earlier moment, even if its clock said so."""
    with logged.writing() as session:
        (last,) = session.execute("SELECT max(recorded_at) FROM task_log").fetchone()
        append(session, PLAN, 1, LogEntry(LogAction.NOTE, date(2023, 6, 2), LOADED_AT, CLERK, "补记"))
    with logged.reading() as session:
        assert session.execute("SELECT recorded_at FROM task_log WHERE note = '补记'").fetchone() == (last + 1,)
        clock = Clock(2023, date(2023, 12, 31), LOADED_AT + timedelta(hours=3))
        plan = load_plan(session, PLAN.code, clock.as_of, clock.known_at)
        log = with_logs(session, plan, (1,), clock).task(1).log
    assert [entry.note for entry in log] == ["开了会", "", ""]
