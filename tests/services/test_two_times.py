"""What was known at a moment never changes, whatever is written later (domain.md §3, Two times)."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.period import Period
from jytrack.domain.quantity import quantity
from jytrack.domain.words import TaskStatus
from jytrack.errors import InputRefused
from jytrack.reports.formats.json import render
from jytrack.services import explaining, importing, reminding, reporting, submissions, targets, tasks
from jytrack.services.desk import Desk
from jytrack.services.withdrawing import withdraw
from jytrack.store.database import Session
from jytrack.store.encoding import FOREVER
from jytrack.store.moments import next_moment
from tests.services.desks import CHINA, desk_at, loaded

DAY = date(2023, 6, 30)
START = datetime(2023, 7, 1, 9, tzinfo=CHINA)
WHOLE_SHEET = "单位,指标,月份,本月数,累计数\n"

UNITS = ("香水镇", "泾河源镇", "大湾乡")
CODES = ("new-posts", "rural-transfer", "urban-new-jobs")
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


def typed(code: str, unit: str, month: int, number: int, correct: bool, received: int) -> Write:
    """One value by hand, which may be new, complete one, conflict with one, or correct it; late or on time."""
    named = "cumulative" if code == "rural-transfer" else "month"
    period = Period(2023, month)
    value = importing.Typed(code, unit, period, **{named: str(number)})
    order = importing.Order((), period, unit, DAY - timedelta(days=received), correct, "核实" if correct else "")
    return lambda desk: accepted(lambda: importing.record(desk, value, order))


def sheet(month: int, number: int) -> Write:
    """A sheet of two units, of which one states a cumulative too."""
    rows = (
        f"香水镇,创造新岗位,2023-{month:02d},{number},\n大湾乡,创造新岗位,2023-{month:02d},{number},{number * month}\n"
    )

    def write(desk: Desk) -> None:
        path = desk.path.with_name(f"虚构{month}月{number}.csv")
        path.write_text(WHOLE_SHEET + rows, encoding="utf-8")
        importing.import_sheets(desk, importing.Order((path,)))

    return write


def taken_back(code: str, unit: str, month: int) -> Write:
    return lambda desk: accepted(
        lambda: withdraw(desk, code, unit, Period(2023, month), "报错了单位", dry_run=False) and None
    )


def revised(code: str, goal: int, month: int) -> Write:
    """A goal that holds from a month on, in place of one that held from the same day."""

    def write(desk: Desk) -> None:
        with desk.database.writing() as session:
            revise(session, desk, code, goal, date(2023, month, 1))

    return write


def revise(session: Session, desk: Desk, code: str, goal: int, begins: date) -> None:
    (target,) = session.execute(
        "SELECT t.id FROM target t JOIN metric m ON m.id = t.metric_id WHERE m.code = ?", (code,)
    ).fetchone()
    moment = next_moment(session, desk.now)
    session.execute(
        "UPDATE target_goal SET superseded_at = ? WHERE target_id = ? AND valid_from = ? AND superseded_at = ?",
        (moment, target, begins.isoformat(), FOREVER),
    )
    session.execute(
        "INSERT INTO target_goal (target_id, valid_from, superseded_at, value, basis, reason, document, recorded_at, "
        "recorded_by) VALUES (?, ?, ?, ?, 'assumed', '上级调整', '', ?, '办公室')",
        (target, begins.isoformat(), FOREVER, quantity(Fraction(goal)), moment),
    )


def moved(no: int, status: TaskStatus) -> Write:
    return lambda desk: accepted(lambda: tasks.move(desk, no, status, "", DAY))


numbers = st.integers(0, 400)
months = st.integers(1, 7)
writes = st.one_of(
    st.builds(
        typed, st.sampled_from(CODES), st.sampled_from(UNITS), months, numbers, st.booleans(), st.integers(0, 90)
    ),
    st.builds(sheet, months, numbers),
    st.builds(taken_back, st.sampled_from(CODES), st.sampled_from(UNITS), months),
    st.builds(revised, st.sampled_from(CODES), st.integers(1, 900), st.integers(1, 8)),
    st.builds(moved, st.sampled_from((3, 7)), st.sampled_from((TaskStatus.DONE, TaskStatus.IN_PROGRESS))),
)
clocks = st.integers(-3, 24)
"""Hours that pass before a write; the office's clock is sometimes put back."""

histories = st.lists(st.tuples(writes, clocks), max_size=6)


def pages(desk: Desk, known_at: datetime) -> dict[str, bytes]:
    """Every report and list as it stands for what was known at `known_at`."""
    answers = {
        "variance": reporting.variance(desk, DAY, known_at),
        "accountability": reporting.accountability(desk, DAY, known_at),
        "overview": reporting.overview(desk, DAY, known_at),
        "submissions": submissions.submissions(desk, None, None, DAY, known_at),
        "remind": reminding.remind(desk, DAY, known_at),
        "target list": targets.list_targets(desk, None, None, DAY, known_at),
        "readings": targets.readings(desk, None, None, None, DAY, known_at, with_history=True),
        "readings in force": targets.readings(desk, None, None, None, DAY, known_at, with_history=False),
        "task list": tasks.list_tasks(desk, tasks.Filter(), DAY, known_at),
    }
    for code in CODES:
        answers[f"explain {code}"] = explaining.explanation(desk, code, None, DAY, known_at)
        answers[f"show {code}"] = targets.show(desk, code, DAY, known_at)
    answers["explain unit"] = explaining.explanation(desk, "new-posts", "大湾乡", DAY, known_at)
    found = {name: render(answer.report.data) for name, answer in answers.items()}
    return found | {"weekly": reporting.weekly(desk, DAY, known_at).encode()}


def carried_out(path: Path, history: list[tuple[Write, int]], now: datetime) -> datetime:
    """Write the history; what the office's clock says afterwards."""
    for write, hours in history:
        now += timedelta(hours=hours)
        write(desk_at(path, now))
    return now


@settings(max_examples=12, deadline=None)
@given(earlier=histories, later=histories.filter(bool))
def test_a_past_known_at_shows_the_same_before_and_after_any_later_writes(
    template: Path, earlier: list[tuple[Write, int]], later: list[tuple[Write, int]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "plan.db"))
        now = carried_out(path, earlier, START)
        known_at = last_recorded(path)
        before = pages(desk_at(path, now), known_at)
        now = carried_out(path, later, now)
        after = pages(desk_at(path, now + timedelta(days=90)), known_at)
        assert {name: page for name, page in after.items() if page != before[name]} == {}


def last_recorded(path: Path) -> datetime:
    """The moment of the last writing: the least favourable past moment."""
    desk = desk_at(path, datetime(2000, 1, 1, tzinfo=CHINA))
    with desk.database.reading() as session:
        return datetime.fromtimestamp((next_moment(session, desk.now) - 1) / 10**6, CHINA)


@pytest.mark.parametrize(
    "write",
    [
        typed("new-posts", "香水镇", 6, 99, True, 0),
        typed("new-posts", "泾河源镇", 5, 8, False, 0),
        sheet(4, 20),
        taken_back("new-posts", "香水镇", 6),
        revised("new-posts", 900, 1),
        moved(3, TaskStatus.DONE),
    ],
    ids=["correction", "late report", "sheet", "withdrawal", "revision", "status"],
)
def test_each_kind_of_write_is_seen_now_and_not_then(template: Path, tmp_path: Path, write: Write) -> None:
    """The property above would hold of a program that writes nothing; this shows that each kind does write."""
    path = Path(shutil.copy(template, tmp_path / "plan.db"))
    carried_out(path, [(typed("new-posts", "香水镇", 6, 12, False, 0), 1)], START)
    then = last_recorded(path)
    before = pages(desk_at(path, START), then)
    later = START - timedelta(days=1)  # the clock was put back
    write(desk_at(path, later))
    assert pages(desk_at(path, later), then) == before
    assert pages(desk_at(path, later), then + timedelta(days=1)).keys() == before.keys()
    changed: dict[str, Any] = pages(desk_at(path, later), START + timedelta(days=30))
    unmoved = pages(desk_at(Path(shutil.copy(template, tmp_path / "other.db")), later), START + timedelta(days=30))
    assert changed != unmoved
