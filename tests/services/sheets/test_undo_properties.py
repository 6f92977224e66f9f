"""Undoing over random histories: the figures go back to what they were, and no earlier known-at ever changes."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from jytrack.domain.values.period import Period
from jytrack.errors import InputRefused
from jytrack.reports.formats.json import render
from jytrack.services.accounts import reporting
from jytrack.services.figures import explaining, targets
from jytrack.services.sheets import checking, history, importing, submissions
from jytrack.services.sheets.undoing import Order, undo
from jytrack.services.sheets.withdrawing import withdraw
from jytrack.services.values.desk import Desk
from jytrack.store.keeping.maintenance import check
from tests.at_length import at_length
from tests.services.desks import CHINA, desk_at, loaded, told

DAY = date(2023, 6, 30)
START = datetime(2023, 7, 1, 9, tzinfo=CHINA)
UNITS = ("香水镇", "大湾乡")
CODES = {"new-posts": "month", "rural-transfer": "cumulative"}

Write = Callable[[Desk], None]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("template") / "plan.db")


def accepted(write: Callable[[], object]) -> None:
    """Do it; what the program refuses is a history without it."""
    try:
        write()
    except InputRefused:
        return


def sheet(month: int, numbers: tuple[int, int], complete: bool) -> Write:
    """A sheet of two units, a correction where it differs from what is on record."""
    cells = [f"{number},{number * month if complete else ''}" for number in numbers]
    rows = "".join(f"{unit},创造新岗位,2023-{month:02d},{cell}\n" for unit, cell in zip(UNITS, cells, strict=True))

    def write(desk: Desk) -> None:
        path = desk.path.with_name(f"{month}月.csv")
        path.write_text(f"单位,指标,月份,本月数,累计数\n{rows}", encoding="utf-8")
        importing.import_sheets(desk, importing.Order((path,), correct=True, reason="核实"))

    return write


def two_sheets(month: int, number: int) -> Write:
    """An import of two sheets, of which the second completes one of the two readings that the first states."""
    sheets = (f"泾河源镇,{{}},{number},\n香水镇,{{}},{number},\n", f"香水镇,{{}},,{number * month}\n")

    def write(desk: Desk) -> None:
        paths = tuple(desk.path.with_name(f"{month}月{name}.csv") for name in "甲乙")
        for path, rows in zip(paths, sheets, strict=True):
            stated = rows.replace("{}", f"创造新岗位,2023-{month:02d}")
            path.write_text(f"单位,指标,月份,本月数,累计数\n{stated}", encoding="utf-8")
        importing.import_sheets(desk, importing.Order(paths))

    return write


def typed(code: str, unit: str, month: int, number: int) -> Write:
    value = importing.Typed(code, unit, Period(2023, month), **{CODES[code]: str(number)})
    order = importing.Order((), correct=True, reason="核实")
    return lambda desk: accepted(lambda: importing.record(desk, value, order))


def taken_back(unit: str, month: int) -> Write:
    return lambda desk: accepted(
        lambda: withdraw(desk, "new-posts", unit, Period(2023, month), "报错", dry_run=False) and None
    )


def undone(nth: int) -> Write:
    """Some act undone, of those there are: imports, values by hand, withdrawals, undoings; where it may be."""

    def write(desk: Desk) -> None:
        known = told(history.imports(desk, None))["rows"]
        if known:
            accepted(lambda: undo(desk, Order(known[nth % len(known)]["import"], "撤")))

    return write


months, numbers = st.integers(1, 3), st.integers(0, 40)
writes = st.one_of(
    st.builds(sheet, months, st.tuples(numbers, numbers), st.booleans()),
    st.builds(two_sheets, months, numbers),
    st.builds(typed, st.sampled_from(tuple(CODES)), st.sampled_from(UNITS), months, numbers),
    st.builds(taken_back, st.sampled_from(UNITS), months),
    st.builds(undone, st.integers(0, 9)),
)
histories = st.lists(st.tuples(writes, st.integers(-3, 24)), max_size=7)


def figures(desk: Desk, known_at: datetime | None = None) -> dict[str, Any]:
    """All that is computed or listed of what is in force; not who recorded it when."""
    rows: dict[str, Any] = {
        "variance": told(reporting.variance(desk, DAY, known_at))["rows"],
        "accountability": told(reporting.accountability(desk, DAY, known_at))["rows"],
        "submissions": told(submissions.submissions(desk, None, None, DAY, known_at))["rows"],
        "check": told(checking.check(desk, checking.Scope(), DAY, known_at))["rows"],
        "readings": told(targets.readings(desk, None, None, None, None, known_at, with_history=False))["rows"],
    }
    # Where nothing is in force the page of the first day may stand in its place.
    rows["weekly"] = reporting.weekly(desk, date(2023, 7, 8), known_at) if rows["readings"] else ""
    for reading in rows["readings"]:
        for name in ("recorded_at", "recorded_by", "reason"):
            del reading[name]
    return rows


def pages(desk: Desk, known_at: datetime) -> dict[str, bytes]:
    """The pages as they stand for what was known at the moment, byte by byte."""
    answers = {
        "variance": reporting.variance(desk, DAY, known_at),
        "accountability": reporting.accountability(desk, DAY, known_at),
        "submissions": submissions.submissions(desk, None, None, DAY, known_at),
        "readings": targets.readings(desk, None, None, None, None, known_at, with_history=True),
        "explain": explaining.explanation(desk, "new-posts", None, DAY, known_at),
        "check": checking.check(desk, checking.Scope(), DAY, known_at),
        "imports": history.imports(desk, known_at),
    }
    for row in told(answers["imports"])["rows"]:
        answers[f"import {row['import']}"] = history.show(desk, row["import"], known_at)
    return {name: render(answer.report.data) for name, answer in answers.items()}


def carried_out(path: Path, acts: list[tuple[Write, int]], now: datetime) -> datetime:
    for write, hours in acts:
        now += timedelta(hours=hours)
        write(desk_at(path, now))
    return now


def last_act(desk: Desk) -> dict[str, Any] | None:
    rows = told(history.imports(desk, None))["rows"]
    found: dict[str, Any] | None = rows[-1] if rows else None
    return found


@at_length(3, 60)
def test_undone_the_figures_are_those_before_and_no_past_page_changes(template: Path, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @example(earlier=[], write=two_sheets(1, 5), later=[])
    @given(earlier=histories, write=writes, later=histories)
    def holds(earlier: list[tuple[Write, int]], write: Write, later: list[tuple[Write, int]]) -> None:
        with TemporaryDirectory() as folder:
            path = Path(shutil.copy(template, Path(folder) / "plan.db"))
            now = carried_out(path, earlier, START)
            afterwards = desk_at(path, now + timedelta(days=90))
            before, last = figures(afterwards), last_act(afterwards)
            write(desk_at(path, now))
            act = last_act(afterwards)
            if act is None or act == last:
                return  # the write was refused or changed nothing
            with_it = figures(afterwards)
            moment = datetime.fromisoformat(act["recorded_at"])
            then = pages(afterwards, moment)
            days_later = desk_at(path, now + timedelta(days=3))
            undo(days_later, Order(act["import"], "撤销"))
            assert figures(afterwards) == before
            away = last_act(afterwards)
            assert away is not None
            undo(days_later, Order(away["import"], "恢复"))
            assert figures(afterwards) == with_it
            undo(days_later, Order(act["import"], "再撤销"))
            assert figures(afterwards) == before
            carried_out(path, later, now)
            assert pages(afterwards, moment) == then
            assert check(path).sound

    holds()


def test_what_the_property_writes_is_not_refused(template: Path, tmp_path: Path) -> None:
    """The property would hold of a program that refuses all; this shows that each kind of write goes through."""
    path = Path(shutil.copy(template, tmp_path / "plan.db"))
    acts = [
        two_sheets(1, 8), sheet(1, (8, 9), True), sheet(1, (8, 9), True), sheet(2, (7, 9), False),
        typed("rural-transfer", "香水镇", 2, 30), taken_back("大湾乡", 1), undone(4), undone(5), undone(6), undone(0),
    ]  # fmt: skip
    carried_out(path, [(write, 1) for write in acts], START)
    rows = told(history.imports(desk_at(path, START + timedelta(days=9)), None))["rows"]
    assert [(row["kind"], row["undoes"], row["undone_by"]) for row in rows] == [
        ("import", None, 9),
        ("import", None, None),
        ("import", None, None),
        ("record", None, None),
        ("withdrawal", None, 8),
        ("undo", 5, None),
        ("redo", 6, 8),
        ("undo", 7, None),
        ("undo", 1, None),
    ]
