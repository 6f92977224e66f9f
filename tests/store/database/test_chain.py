"""Each act of writing leaves one link over exactly what it wrote and closed."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.figures.reading import Entry
from jytrack.domain.plan.target import Goal, Schedule
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import LogAction, ScheduleRole
from jytrack.errors import DatabaseProblem
from jytrack.shipped import shipped
from jytrack.store.database import chain, recount
from jytrack.store.database.coverage import GROWN, NOT_COVERED, REWRITTEN, Cover
from jytrack.store.database.database import Database
from jytrack.store.database.schema import head_revision, upgrade
from jytrack.store.database.tables import Model
from jytrack.store.engines.session import Session
from jytrack.store.plan import allocations, goals, ledger, schedules
from jytrack.store.plan.seeding import save_plan
from jytrack.store.sheets.imports import open_batch
from jytrack.store.sheets.recording import Recorder, withdraw
from jytrack.store.sheets.undoing import Undoing
from jytrack.store.values.canonical import Digest
from tests.store.sample import CLERK, LOADED_AT, PLAN

MARCH = Period(2023, 3)
EAST = Entry(2, "东镇", "jobs", MARCH, quantity(8))
PARTS = {"东镇": Fraction(300), "西乡": Fraction(250)}
REASON = {"reason": "因", "who": CLERK}


def test_every_table_and_column_is_covered_or_named_with_its_reason() -> None:
    covered = {cover.table: {*cover.columns} for cover in (*GROWN, *REWRITTEN)}
    closed = {cover.table for cover in GROWN if cover.closed}
    for name, table in Model.metadata.tables.items():
        if name in NOT_COVERED:
            assert name not in covered
            continue
        own = covered.pop(name) | ({"superseded_at"} if name in closed else set())
        assert {*table.columns.keys()} - own == {
            each.split(".")[1] for each in NOT_COVERED if each.startswith(f"{name}.")
        }, name
    assert not covered


@pytest.mark.parametrize("cover", [*GROWN, *REWRITTEN], ids=lambda cover: cover.table)
def test_the_order_of_rows_is_total(cover: Cover) -> None:
    keys = {column.name for column in Model.metadata.tables[cover.table].primary_key}
    # Of one moment a two-timed key has one row.
    assert keys - {"superseded_at", "superseded_by"} <= set(cover.key)


def parts(session: Session) -> dict[str, int]:
    """The subjects of the last link and how many rows each covers."""
    return dict(
        session.execute(
            "SELECT subject, row_count FROM chain_part WHERE link_id = (SELECT max(id) FROM chain_link)"
        ).fetchall()
    )


def record(session: Session, now: datetime) -> None:
    recorder = Recorder(session, PLAN, open_batch(session, PLAN, CLERK, now, date(2023, 4, 1)))
    recorder.begin(None)
    recorder.add([EAST])


def undo(session: Session, now: datetime) -> None:
    record(session, now)
    batch = open_batch(session, PLAN, CLERK, now, date(2023, 4, 1), "撤", undoes=1)
    Undoing(session, 1, frozenset({1, batch.id})).carry_out(batch)


def take_back(session: Session, now: datetime) -> None:
    batch = open_batch(session, PLAN, CLERK, now, date(2023, 4, 1), "撤")
    withdraw(session, PLAN, batch, ("东镇", "jobs", MARCH))


def note(session: Session, now: datetime) -> None:
    ledger.append(session, PLAN, 1, LogEntry(LogAction.NOTE, date(2023, 4, 1), now, CLERK, "开了会"))


def edit(session: Session, now: datetime) -> None:
    save_plan(session, replace(PLAN, title="新的名称"), CLERK, now)


@pytest.mark.parametrize(
    ("write", "covered"),
    [
        (record, {"import_batch": 1, "writing": 1, "reading": 1}),
        (undo, {"import_batch": 2, "writing": 2, "reading": 2}),
        (take_back, {"import_batch": 1, "writing": 1, "reading": 1}),
        (note, {"task_log": 1}),
        (edit, {"settings_log": 1, "plan": 1}),
        (
            lambda session, now: goals.revise(
                session, PLAN, "jobs", Goal(Fraction(600), date(2023, 1, 1), reason="因"), CLERK, now
            ),
            {"target_goal": 1, "target_goal:closed": 1},
        ),
        (
            lambda session, now: schedules.set_schedule(
                session, PLAN, "jobs", ScheduleRole.OFFICIAL, Schedule(), now=now, **REASON
            ),
            {"schedule": 1, "schedule:closed": 1},
        ),
        (
            lambda session, now: schedules.set_schedule(
                session, PLAN, "jobs", ScheduleRole.EARLY_WARNING, None, now=now, **REASON
            ),
            {"settings_log": 1, "schedule:closed": 1},
        ),
        (
            lambda session, now: allocations.allocate(
                session,
                PLAN,
                "jobs",
                {"东镇": Fraction(300), "西乡": Fraction(250)},
                date(2023, 1, 1),
                now=now,
                **REASON,
            ),
            {"allocation": 2},
        ),
        (lambda session, now: None, None),
    ],
    ids=["record", "undo", "withdraw", "note", "init", "goal", "schedule", "schedule gone", "allocation", "nothing"],
)
def test_an_act_leaves_a_link_over_what_it_wrote(
    database: Database, ticks: Iterator[datetime], write: object, covered: dict[str, int] | None
) -> None:
    assert callable(write)
    with database.reading() as session:
        before = chain.links(session)
    with database.writing() as session:
        write(session, next(ticks))
    with database.reading() as session:
        after = chain.links(session)
        assert after[: len(before)] == before
        assert len(after) - len(before) == (covered is not None)
        assert covered is None or parts(session) == covered
        assert list(recount.faults(session)) == []


def test_what_is_not_kept_leaves_no_link(database: Database, ticks: Iterator[datetime]) -> None:
    with database.writing(keep=False) as session:
        record(session, next(ticks))
    with suppress(ZeroDivisionError), database.writing() as session:
        record(session, next(ticks))
        raise ZeroDivisionError
    with database.reading() as session:
        assert len(chain.links(session)) == 2


def test_a_head_is_that_of_its_moment_for_ever(database: Database, ticks: Iterator[datetime]) -> None:
    heads = {}
    for _ in range(3):
        with database.writing() as session:
            note(session, next(ticks))
        with database.reading() as session:
            last = chain.links(session)[-1]
            heads[last.recorded_at] = last.digest
    with database.writing() as session:  # as an upgrade does
        chain.open_chain(session)
    with database.reading() as session:
        for moment, digest in heads.items():
            assert chain.head(session, datetime.fromtimestamp(moment / 1_000_000, LOADED_AT.tzinfo)) == digest
        assert list(recount.faults(session)) == []


VALUES = st.one_of(st.none(), st.integers(-(2**62), 2**62), st.text(max_size=3), st.sampled_from([0, 1, ""]))


@given(
    st.lists(st.tuples(VALUES, st.integers(0, 1), st.just("同")), max_size=9), st.lists(st.integers(0, 9), max_size=3)
)
def test_a_digest_knows_no_portions(rows: list[tuple[object, ...]], cuts: list[int]) -> None:
    whole = Digest("abc").add_rows(rows)
    ends = sorted({*cuts, len(rows)})
    pieces = Digest("abc")
    for first, last in zip([0, *ends], ends, strict=False):
        pieces.add_rows(rows[first:last])
    assert pieces.hex == whole.hex
    shared = Digest("abc")
    for first, second, _ in rows:
        shared.add(1, {"a": [first], "b": [second]}, {"c": "同"})
    assert shared.hex == whole.hex


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=5), st.data())
def test_another_value_is_another_digest(rows: list[tuple[object, object]], data: st.DataObject) -> None:
    at, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 1))
    other = data.draw(VALUES.filter(lambda value: value != rows[at][column]))
    changed = [list(row) for row in rows]
    changed[at][column] = other
    assert Digest("ab").add_rows(changed).hex != Digest("ab").add_rows(rows).hex


@pytest.fixture
def next_revision(tmp_path: Path) -> Path:
    """The migrations with one more, which adds a column."""
    folder = Path(shutil.copytree(shipped("migrations"), tmp_path / "migrations"))
    after = f"{int(head_revision()) + 1:04}"
    (folder / "versions" / f"{after}_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        f"revision = '{after}'\ndown_revision = '{head_revision()}'\n"
        "\n\ndef upgrade():\n    op.add_column('task', sa.Column('colour', sa.String()))\n"
    )
    return folder


@pytest.mark.file
def test_an_upgrade_lays_a_link_over_everything(database: Database, next_revision: Path) -> None:
    upgrade(database.where.path, next_revision)
    with closing(sqlite3.connect(database.where.path)) as connection:
        links = connection.execute("SELECT opening FROM chain_link ORDER BY id").fetchall()
    assert links == [(1,), (0,), (1,)]


@pytest.mark.file
def test_what_was_changed_behind_the_back_is_not_upgraded(database: Database, next_revision: Path) -> None:
    with closing(sqlite3.connect(database.where.path)) as connection:
        connection.execute("UPDATE task SET title = '别的' WHERE no = 1")
        connection.commit()
    with pytest.raises(DatabaseProblem, match="被改动过，没有升级；详情见 jytrack db check"):
        upgrade(database.where.path, next_revision)
