"""The digest made while readings are written is that of the readings read again."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.figures.reading import Block, Entry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.store.database import recount
from jytrack.store.database.database import Database
from jytrack.store.database.schema import upgrade
from jytrack.store.plan.seeding import save_plan
from jytrack.store.sheets.imports import open_batch
from jytrack.store.sheets.recording import Recorder
from tests.store.sample import CLERK, LOADED_AT, PLAN

EAST = Entry(2, "东镇", "jobs", Period(2023, 3), quantity(8))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the plan, in one file, to be copied."""
    path = tmp_path_factory.mktemp("loaded") / "jytrack.db"
    upgrade(path)
    with Database(path).writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT)
    return path


UNITS, CODES = ("东镇", "西乡", "人社局"), ("jobs", "fund")
ENTRIES = st.lists(
    st.tuples(
        st.integers(2, 5),
        st.sampled_from(UNITS),
        st.sampled_from(CODES),
        st.sampled_from([Period(2023, month) for month in (1, 2, 3)]),
        st.integers(0, 3).map(quantity),
        st.sampled_from(["", "注"]),
    ),
    min_size=1,
    max_size=6,
)


def _entries(told: Sequence[tuple[int, str, str, Period, int, str]], first: int) -> list[Entry]:
    """One block of a sheet: its rows come in order, each with one figure or several."""
    found = {(unit, code, period): (row, month, said) for row, unit, code, period, month, said in told}
    return sorted(
        (Entry(first + row, *key, quantity(month), note=said) for key, (row, month, said) in found.items()),
        key=lambda entry: entry.row,
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.tuples(ENTRIES, st.sampled_from("arb")), max_size=3), max_size=3))
def test_what_was_hashed_while_it_was_written_is_what_is_counted(
    loaded: Path, sheets: list[list[tuple[list[tuple[int, str, str, Period, int, str]], str]]]
) -> None:
    """Sheets of blocks, in any mixture of new rows and rows that take the place of others."""
    path = Path(shutil.copy(loaded, loaded.with_name("drawn.db")))
    with Database(path).writing() as session:
        batch = open_batch(
            session, PLAN, CLERK, LOADED_AT + timedelta(hours=1), date(2023, 4, 1), sheets=len(sheets) + 1
        )
        recorder = Recorder(session, PLAN, batch, len(sheets) + 1)
        for sheet in sheets:
            recorder.begin(None)
            for place, (told, how) in enumerate(sheet):
                entries = _entries(told, 10 * place)
                if how == "b":
                    recorder.add(Block(list(zip(*entries, strict=True))))
                    continue
                known = recorder.in_force(entries)
                fresh = [entry for entry in entries if entry.key not in known]
                recorder.add(entries if how == "a" else fresh)
                here = {key for key, found in recorder.in_force(entries).items() if not found.pending}
                recorder.replace([entry for entry in entries if entry.key in here])
    with Database(path).reading() as session:
        assert list(recount.faults(session)) == []


def test_a_mixed_import_is_read_again_and_a_plain_one_is_not(database: Database, ticks: Iterator[datetime]) -> None:
    with database.writing() as session:
        recorder = Recorder(session, PLAN, open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1)))
        recorder.begin(None)
        recorder.add([EAST])
        assert session.streamed[0] is not None
        assert session.streamed[0].rows == 1
    with database.writing() as session:
        recorder = Recorder(session, PLAN, open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1)))
        recorder.begin(None)
        recorder.add([EAST, EAST._replace(unit="西乡", row=3)])  # the first is on record
        assert session.streamed == [None]
