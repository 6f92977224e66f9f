"""The life of doubts over random histories: open is what the check finds and nobody accepted, at every known-at."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from jytrack.domain.sheets.checking import Suspicion
from jytrack.domain.sheets.doubting import Standing
from jytrack.domain.values.period import Period
from jytrack.errors import InputRefused, NotFound
from jytrack.services.plan import allocating, goals
from jytrack.services.sheets import checking, importing, undoing
from jytrack.services.sheets.withdrawing import withdraw
from jytrack.services.values.desk import Desk
from jytrack.services.values.second_look import look, take_stock
from jytrack.store.database.database import Database
from jytrack.store.sheets import doubts
from tests.at_length import at_length
from tests.services.desks import CHINA, desk_at, loaded

START = datetime(2023, 12, 1, 9, tzinfo=CHINA)
YEAR_END = date(2023, 12, 31)
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
UNITS = TOWNS[:2]
POSTS, JOBS, AGAIN = "new-posts", "urban-new-jobs", "reemployment"

Identity = tuple[str, str | None, str, str]
"""A doubt by its code, target, unit and exact figure."""

Act = Callable[[Desk, set[Identity]], object]
"""Does something at the desk; what the office has accepted is kept in the set."""


class State(NamedTuple):
    """What is kept as doubtful at a moment, and what looking at the readings of that moment finds."""

    known_at: datetime
    kept: list[Standing]
    found: set[Identity]

    @property
    def open(self) -> set[Identity]:
        return {identity(item.suspicion) for item in self.kept if item.open}


def identity(found: Suspicion) -> Identity:
    return found.flaw.value, found.target.code if found.target else None, found.unit, found.figure


def state(desk: Desk, known_at: datetime | None = None) -> State:
    """The state at a moment; what is kept is what is found, down to the evidence."""
    with Database(desk.path).reading() as session:
        plan, clock = desk.open_plan(session, YEAR_END, known_at)
        kept = doubts.standing(session, plan, clock)
        found = [each.suspicion for each in look(session, plan, clock.known_at)]
        counted = doubts.open_doubts(session, plan, clock)
    evidence = [
        {(identity(each), each.period, each.value, each.against, each.degree) for each in side}
        for side in (found, [item.suspicion for item in kept])
    ]
    assert evidence[0] == evidence[1]
    assert [doubt.number for doubt in counted.doubts] == [item.number for item in kept if item.open]
    return State(clock.known_at, kept, {identity(each) for each in found})


def typed(code: str, unit: str, month: int, value: int) -> Act:
    stated = importing.Typed(code, unit, Period(2023, month), month=str(value))
    order = importing.Order((), correct=True, reason="核实", confirm=True)
    return lambda desk, _: importing.record(desk, stated, order)


def sheet(month: int, values: Sequence[int]) -> Act:
    rows = "".join(
        f"{unit},{code},2023-{month:02d},{value}\n"
        for unit in UNITS
        for code, value in zip((POSTS, JOBS, AGAIN), values, strict=True)
    )

    def act(desk: Desk, _: set[Identity]) -> None:
        path = desk.path.with_name(f"{month}月.csv")
        path.write_text(f"单位,指标,月份,本月数\n{rows}", encoding="utf-8")
        importing.import_sheets(desk, importing.Order((path,), correct=True, reason="核实", confirm=True))

    return act


def taken_back(code: str, unit: str, month: int) -> Act:
    return lambda desk, _: withdraw(desk, code, unit, Period(2023, month), "报错", dry_run=False)


def undone(act: int) -> Act:
    return lambda desk, _: undoing.undo(desk, undoing.Order(act, "撤"))


def decided(nth: int, *, accepted: bool = True) -> Act:
    """One of the doubts about which this may be said."""

    def act(desk: Desk, office: set[Identity]) -> None:
        may = [item for item in state(desk).kept if item.open is accepted]
        if may:
            item = may[nth % len(may)]
            checking.decide(desk, checking.Decision([item.number], "看过台账", accepted=accepted))
            (office.add if accepted else office.discard)(identity(item.suspicion))

    return act


def revised(goal: int) -> Act:
    return lambda desk, _: goals.revise(desk, goals.Revision(POSTS, str(goal), date(2023, 3, 1), "调"))


def split(share: int) -> Act:
    def act(desk: Desk, _: set[Identity]) -> None:
        path = desk.path.with_name("分解.csv")
        path.write_text("单位,分解数\n" + "".join(f"{town},{share}\n" for town in TOWNS), encoding="utf-8")
        allocating.allocate(desk, allocating.Order(POSTS, path, allow_shortfall=True))

    return act


months, places = st.integers(1, 7), st.integers(0, 9)
codes, units = st.sampled_from((POSTS, JOBS, AGAIN)), st.sampled_from(UNITS)
values = st.sampled_from((1, 10, 25, 30, 60, 200, 401, 5_000))
acts = st.one_of(
    st.builds(typed, codes, units, months, values),
    st.builds(sheet, months, st.tuples(values, values, values)),
    st.builds(sheet, months, st.just((25, 30, 10))),
    st.builds(taken_back, codes, units, months),
    st.builds(undone, st.integers(1, 6)),
    st.builds(decided, places),
    st.builds(decided, places),
    st.builds(decided, places, accepted=st.just(False)),
    st.builds(revised, st.sampled_from((20, 100, 2_000))),
    st.builds(split, st.sampled_from((3, 60, 400))),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("template") / "plan.db")


@contextmanager
def copied(template: Path) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(shutil.copy(template, Path(folder) / "plan.db"))


@at_length(5, 100)
def test_open_is_what_the_check_finds_and_nobody_accepted(template: Path, examples: int) -> None:
    @example(history=[typed(POSTS, UNITS[0], 1, 401), decided(0), typed(POSTS, UNITS[0], 1, 5_000), undone(2)])
    @example(history=[sheet(1, (25, 30, 10)), sheet(2, (25, 30, 10)), decided(0), sheet(3, (25, 30, 10))])
    @example(history=[typed(POSTS, UNITS[0], 1, 60), revised(20), decided(0), revised(100), revised(20)])
    @example(history=[typed(POSTS, UNITS[0], 1, 60), split(3), decided(0), split(60), decided(0, accepted=False)])
    @settings(deadline=None, max_examples=examples, phases=(Phase.explicit, Phase.generate, Phase.shrink))
    @given(history=st.lists(acts, min_size=4, max_size=12))
    def holds(history: Sequence[Act]) -> None:
        office: set[Identity] = set()
        numbers: dict[Identity, int] = {}
        seen: dict[datetime, tuple[set[Identity], set[Identity]]] = {}
        with copied(template) as path:
            for hour, act in enumerate(history):
                desk = desk_at(path, START + timedelta(hours=hour))
                with suppress(InputRefused, NotFound):
                    act(desk, office)
                now = state(desk)
                assert now.open == now.found - office
                for item in now.kept:
                    assert numbers.setdefault(identity(item.suspicion), item.number) == item.number
                seen[now.known_at] = now.found, now.open
            assert len(set(numbers.values())) == len(numbers)
            later = desk_at(path, START + timedelta(days=9))
            for known_at, was in seen.items():
                then = state(later, known_at)
                assert (then.found, then.open) == was

    holds()


def test_a_database_of_an_earlier_program_is_looked_at_as_a_whole(template: Path) -> None:
    """What an upgrade finds of all readings is what each act would have found of its own; twice changes nothing."""
    with copied(template) as path:
        desk = desk_at(path, START)
        for act in (sheet(1, (25, 30, 10)), sheet(2, (25, 30, 10)), typed(POSTS, UNITS[0], 4, 5_000)):
            act(desk, set())
        before = state(desk).found
        assert before
        with closing(sqlite3.connect(path)) as raw:
            for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE name LIKE 'tr_doubt%'").fetchall():
                raw.execute(f"DROP TRIGGER {trigger}")
            raw.executescript("DELETE FROM doubt_found; DELETE FROM doubt;")
        for _ in range(2):
            with Database(path).writing() as session:
                take_stock(session, desk)
            after = state(desk)
            assert after.found == before
            assert [item.number for item in after.kept] == list(range(1, len(before) + 1))
