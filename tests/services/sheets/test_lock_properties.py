"""Locks over random histories: no figure on record in a locked month changes without an exception that is open."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from jytrack.errors import InputRefused
from jytrack.services.figures import targets
from jytrack.services.plan import locking
from jytrack.services.sheets import history
from jytrack.services.sheets.redating import Order as Redating
from jytrack.services.sheets.redating import redate
from jytrack.services.values.desk import Desk
from jytrack.store.keeping.maintenance import check
from tests.at_length import at_length
from tests.services.desks import desk_at, loaded, told
from tests.services.sheets.test_undo_properties import (
    START,
    UNITS,
    Write,
    accepted,
    sheet,
    taken_back,
    two_sheets,
    typed,
    undone,
)

Figures = dict[tuple[str, str, str], tuple[Any, ...]]


@dataclass
class Office:
    """What a test itself knows of the locks: per month whether it is locked, strictly, and until when it is open."""

    strict: dict[int, bool] = field(default_factory=dict)
    open_until: dict[tuple[int, str], date] = field(default_factory=dict)

    def stands(self, unit: str, period: str, day: date) -> bool:
        month = int(period[-2:])
        until = self.open_until.get((month, unit))
        return month in self.strict and (until is None or until < day)


Step = Callable[[Office, Desk], None]


def writes(write: Write) -> Step:
    return lambda _, desk: write(desk)


def redated(nth: int, days: int) -> Step:
    def step(_: Office, desk: Desk) -> None:
        known = told(history.imports(desk, None))["rows"]
        if known:
            act = known[nth % len(known)]["import"]
            accepted(lambda: redate(desk, Redating(act, START.date() - timedelta(days), "核对")))

    return step


def locked(month: int, strict: bool) -> Step:
    def step(office: Office, desk: Desk) -> None:
        locking.lock(desk, [f"2023-{month:02d}"], "", strict=strict)
        office.strict[month] = strict or office.strict.get(month, False)
        for key in [key for key in office.open_until if key[0] == month]:
            del office.open_until[key]

    return step


def opened(month: int, unit: str, days: int) -> Step:
    def step(office: Office, desk: Desk) -> None:
        until = desk.today + timedelta(days)
        asked = locking.Opening(f"2023-{month:02d}", (unit,), "核实", until)
        try:
            locking.unlock(desk, asked)
        except InputRefused:
            assert month not in office.strict
        else:
            before = office.open_until.get((month, unit), until)
            # The last that has not lapsed counts, so that an earlier one may outlast a later one.
            office.open_until[month, unit] = max(before, until)

    return step


months, numbers, units = st.integers(1, 2), st.integers(0, 40), st.sampled_from(UNITS)
steps = st.one_of(
    st.builds(writes, st.builds(sheet, months, st.tuples(numbers, numbers), st.booleans())),
    st.builds(writes, st.builds(two_sheets, months, numbers)),
    st.builds(writes, st.builds(typed, st.sampled_from(("new-posts", "rural-transfer")), units, months, numbers)),
    st.builds(writes, st.builds(taken_back, units, months)),
    st.builds(writes, st.builds(undone, st.integers(0, 9))),
    st.builds(redated, st.integers(0, 9), st.integers(0, 60)),
    st.builds(locked, months, st.booleans()),
    st.builds(locked, months, st.just(False)),
    st.builds(opened, months, units, st.integers(0, 4)),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("template") / "plan.db")


def on_record(desk: Desk) -> Figures:
    rows = told(targets.readings(desk, None, None, None, None, None, with_history=False))["rows"]
    shown = ("month", "cumulative", "value", "numerator", "denominator", "received_on")
    return {(row["target"], row["unit"], row["period"]): tuple(row[name] for name in shown) for row in rows}


def walk(path: Path, history: list[tuple[Step, int]]) -> tuple[int, int]:
    """Take the steps and hold each of them to the locks; how often a figure changed, and how often one was kept."""
    office, now, changed, new = Office(), START, 0, 0
    for step, hours in history:
        now += timedelta(hours=hours)
        desk = desk_at(path, now)
        before = on_record(desk)
        step(office, desk)
        after = on_record(desk)
        for key in before.keys() | after.keys():
            _, unit, period = key
            if before.get(key) == after.get(key) or not office.stands(unit, period, now.date()):
                changed += before.get(key) != after.get(key)
                continue
            assert key not in before, f"{key}: {before[key]} → {after.get(key)}"
            assert not office.strict[int(period[-2:])], f"{key}: a first report under a strict lock"
            new += 1
    assert check(path).sound
    return changed, new


@at_length(6, 60)
def test_no_figure_in_a_locked_month_changes_without_an_exception(template: Path, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(history=st.lists(st.tuples(steps, st.integers(0, 60)), min_size=3, max_size=10))
    def holds(history: list[tuple[Step, int]]) -> None:
        with TemporaryDirectory() as folder:
            changed, new = walk(Path(shutil.copy(template, Path(folder) / "plan.db")), history)
        event(f"changed: {bool(changed)}, first reports in locked months: {bool(new)}")

    holds()


def test_what_the_property_does_is_not_all_refused(template: Path, tmp_path: Path) -> None:
    """The property would hold of a program that refuses all; here figures change within an exception, and come late."""
    path = Path(shutil.copy(template, tmp_path / "plan.db"))
    east, west = UNITS
    history = [
        (writes(sheet(1, (8, 9), False)), 1),
        (locked(1, False), 1),
        (writes(typed("new-posts", east, 1, 7)), 1),  # refused
        (writes(two_sheets(1, 8)), 1),  # a first report of 泾河源镇 beside one that would complete another
        (opened(1, east, 2), 1),
        (writes(typed("new-posts", east, 1, 7)), 1),
        (writes(typed("new-posts", west, 1, 7)), 1),  # refused
        (writes(typed("new-posts", east, 1, 6)), 24),
        (writes(typed("new-posts", east, 1, 5)), 72),  # lapsed: refused
        (writes(typed("rural-transfer", west, 1, 5)), 1),  # a first report
        (locked(1, True), 1),
        (writes(typed("rural-transfer", east, 1, 5)), 1),  # refused
    ]
    assert walk(path, history) == (4, 1)
    found = on_record(desk_at(path, START + timedelta(days=9)))
    assert {key: figures[0] for key, figures in found.items() if key[0] == "new-posts"} == {
        ("new-posts", east, "2023-01"): 6,
        ("new-posts", west, "2023-01"): 9,
    }
