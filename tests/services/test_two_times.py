"""What was known at a moment never changes, whatever is written later (domain.md §3, Two times).

On the second, fictional plan: it has every kind of schedule, early warnings, and last year's readings behind one.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jytrack.domain.values.period import Period
from jytrack.domain.values.words import ScheduleKind, TaskStatus, UnitOrder
from jytrack.errors import InputRefused
from jytrack.reports.formats.json import render
from jytrack.services.accounts import reporting
from jytrack.services.accounts.scoring import find_preset
from jytrack.services.delivery import reminding
from jytrack.services.figures import comparing, explaining, targets
from jytrack.services.plan import allocating, goals, scheduling
from jytrack.services.plan.seeding import init
from jytrack.services.sheets import checking, importing, submissions
from jytrack.services.sheets.withdrawing import withdraw
from jytrack.services.supervision import evidence, owning, tasks
from jytrack.services.supervision.supervising import Ground
from jytrack.services.values.desk import Desk
from jytrack.store.database.moments import cut
from jytrack.store.plan import allocations
from tests.at_length import at_length
from tests.services.desks import CHINA, desk_at

PLAN = Path(__file__).parents[1] / "data" / "region-2024"
DAY = date(2024, 6, 30)
START = datetime(2024, 7, 1, 9, tzinfo=CHINA)
LATER = START + timedelta(days=365)
"""A known-at after everything that is ever written here."""

UNITS = ("甲山县", "丙原县", "丁河县")
JOBS, INCOME = "city-jobs", "labour-income"
ARREARS = "wage-cases"
"""A target of which the plan only assumes to which task it belongs."""
CODES = (JOBS, INCOME)


class Write(NamedTuple):
    """One act of the office; `about`: the target's code or the task's number."""

    about: str | int
    act: Callable[[Desk], None]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan with last year's readings and the first quarter's."""
    path = tmp_path_factory.mktemp("template") / "plan.db"
    now = START - timedelta(days=80)
    init(desk_at(path, now), PLAN)
    names = ("虚构_2023年对比数.csv", *(f"虚构_各县区{month}月汇总.csv" for month in (1, 2, 3)))
    order = importing.Order(tuple(PLAN / "sheets" / name for name in names), received=date(2024, 4, 10))
    assert not importing.import_sheets(desk_at(path, now), order).refused
    typed(JOBS, "戊林区", 4, 400, False, 0).act(desk_at(path, START))
    return path


@contextmanager
def copied(template: Path) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(shutil.copy(template, Path(folder) / "plan.db"))


def accepted(write: Callable[[], object]) -> None:
    """Do it; what the program refuses is a history without it."""
    try:
        write()
    except InputRefused:
        return


def typed(code: str, unit: str, month: int, number: int, correct: bool, received: int, year: int = 2024) -> Write:
    """One value by hand, which may be new, complete one, conflict with one, or correct it; late or on time."""
    named = "cumulative" if code == INCOME else "month"
    period = Period(year, month)
    value = importing.Typed(code, unit, period, **{named: str(number)})
    order = importing.Order((), period, unit, DAY - timedelta(days=received), correct, "核实" if correct else "")
    return Write(code, lambda desk: accepted(lambda: importing.record(desk, value, order)))


def last_year(unit: str, number: int) -> Write:
    """A correction of last December, which gives the schedule of this year's income another shape."""
    return typed(INCOME, unit, 12, 200_000 + number, True, 0, 2023)


def sheet(month: int, number: int) -> Write:
    """A sheet of two units, of which one states its cumulative only."""
    rows = f"甲山县,城镇就业岗位落实,2024-{month:02d},{number},\n"
    rows += f"丙原县,城镇就业岗位落实,2024-{month:02d},,{1400 + number + 600 * (month - 3)}\n"

    def write(desk: Desk) -> None:
        path = desk.path.with_name(f"虚构{month}月{number}.csv")
        path.write_text("单位,指标,月份,本月数,累计数\n" + rows, encoding="utf-8")
        importing.import_sheets(desk, importing.Order((path,)))

    return Write(JOBS, write)


def taken_back(code: str, unit: str, month: int) -> Write:
    period = Period(2024, month)
    return Write(code, lambda desk: accepted(lambda: withdraw(desk, code, unit, period, "报错了单位", dry_run=False)))


def revised(code: str, goal: int, month: int) -> Write:
    """A goal that holds from a month on, in place of one that held from the same day."""
    asked = goals.Revision(code, str(goal), date(2024, month, 1), "上级调整", "虚政办〔2024〕9号")
    return Write(code, lambda desk: accepted(lambda: goals.revise(desk, asked)))


def scheduled(code: str, kind: ScheduleKind | None, month: int, early: bool) -> Write:
    """The official or the second schedule changed, or the second one taken away."""
    points = ",".join(["0"] * month + ["1/3"] * (11 - month) + ["1"]) if kind is ScheduleKind.STEPS else ""
    day = date(2024, month, 15) if kind is ScheduleKind.CHECKPOINT else None
    order = scheduling.Order(code, kind, points, day, early or kind is None, kind is None, "改时序")
    return Write(code, lambda desk: accepted(lambda: scheduling.schedule(desk, order, None, None)))


def allocated(code: str, weights: str, month: int) -> Write:
    """A goal split anew from a month on: equally, by villages, by last year."""
    order = allocating.Order(code, None, not weights, weights, date(2024, month, 1), "重新分解", True)
    return Write(code, lambda desk: accepted(lambda: allocating.allocate(desk, order)))


def moved(no: int, status: TaskStatus) -> Write:
    return Write(no, lambda desk: accepted(lambda: tasks.move(desk, status, Ground(no, note="经办", on=DAY))))


def owned(code: str, no: int | None) -> Write:
    """A target given to another task, or without one to a department, or back to the plan."""
    reason = owning.Reason("会议明确", DAY)
    return Write(code, lambda desk: accepted(lambda: owning.own_target(desk, code, no, "" if no else "人社局", reason)))


codes, units, months, numbers = st.sampled_from(CODES), st.sampled_from(UNITS), st.integers(1, 6), st.integers(0, 900)
writes = st.one_of(
    st.builds(typed, codes, units, months, numbers, st.booleans(), st.integers(0, 90)),
    st.builds(last_year, units, numbers),
    st.builds(sheet, months, numbers),
    st.builds(taken_back, codes, units, months),
    st.builds(revised, codes, st.integers(1, 40_000), st.integers(1, 8)),
    st.builds(scheduled, codes, st.sampled_from([None, *ScheduleKind]), st.integers(1, 11), st.booleans()),
    st.builds(allocated, codes, st.sampled_from(("", "villages", "last-year")), st.integers(1, 8)),
    st.builds(
        moved,
        st.sampled_from((3, 6)),
        st.sampled_from((TaskStatus.ASSIGNED, TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS)),
    ),
    st.builds(owned, st.just(ARREARS), st.sampled_from((None, 3, 6))),
)
clocks = st.integers(-3, 24)
"""Hours that pass before a write; the office's clock is sometimes put back."""

histories = st.lists(st.tuples(writes, clocks), max_size=5)


def pages(desk: Desk, known_at: datetime) -> dict[str, bytes]:
    """Every report and list as it stands for what was known at `known_at`."""
    answers = {
        "variance": reporting.variance(desk, DAY, known_at),
        "accountability": reporting.accountability(desk, DAY, known_at),
        "account": reporting.accountability(desk, DAY, known_at, "市人社局"),
        "scores": reporting.accountability(desk, DAY, known_at, None, UnitOrder.RANK, find_preset("ningxia")),
        "ownership": owning.ownership(desk, DAY, known_at),
        "evidence": evidence.listed(desk, None, DAY, known_at),
        "submissions": submissions.submissions(desk, None, None, DAY, known_at),
        "townships": comparing.townships(desk, None, None, UnitOrder.RANK, DAY, known_at),
        "check": checking.check(desk, checking.Scope(), DAY, known_at),
        "remind": reminding.remind(desk, DAY, known_at),
        "target list": targets.list_targets(desk, None, None, DAY, known_at),
        "task list": tasks.list_tasks(desk, tasks.Filter(), tasks.Arrangement(), DAY, known_at),
        "board": tasks.board(desk, DAY, known_at),
        "brief": reporting.brief(desk, DAY, known_at),
        "readings": targets.readings(desk, None, None, None, DAY, known_at, with_history=True),
        **{f"explain {code}": explaining.explanation(desk, code, None, DAY, known_at) for code in CODES},
        "explain unit": explaining.explanation(desk, JOBS, "丙原县", DAY, known_at),
        "readings in force": targets.readings(desk, JOBS, None, None, DAY, known_at, with_history=False),
    }
    found = {name: render(answer.report.data) for name, answer in answers.items()}
    for about in (*CODES, 3, 6):
        found |= traces(desk, about, known_at)
    return found | {"weekly": reporting.weekly(desk, DAY, known_at).encode()}


def traces(desk: Desk, about: str | int, known_at: datetime) -> dict[str, bytes]:
    """The pages on which whatever is recorded of a target or a task leaves its trace."""
    if isinstance(about, int):
        return {f"task {about}": render(tasks.show(desk, about, DAY, known_at).report.data)}
    answers = {
        f"schedule {about}": scheduling.schedule(desk, scheduling.Order(about), DAY, known_at),
        f"show {about}": targets.show(desk, about, DAY, known_at),
    }
    return {name: render(answer.report.data) for name, answer in answers.items()}


KEPT = ("reading", "target_goal", "schedule", "settings_log", "task_log")


def recorded(path: Path) -> object:
    """What there is to be seen: how many rows each table that keeps its history has, and the splits in force."""
    desk = desk_at(path, LATER)
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, DAY, LATER)
        rows = [session.execute(f"SELECT count(*) FROM {table}").fetchone() for table in KEPT]
        return rows, allocations.load_allocations(session, plan, clock)


def last_recorded(path: Path) -> datetime:
    """The moment of the last writing: the least favourable past moment."""
    desk = desk_at(path, datetime(2000, 1, 1, tzinfo=CHINA))
    with desk.database.reading() as session:
        return cut(session, None, desk.now)


def carried_out(path: Path, history: list[tuple[Write, int]], now: datetime) -> datetime:
    """Write the history; what the office's clock says afterwards."""
    for write, hours in history:
        now += timedelta(hours=hours)
        write.act(desk_at(path, now))
    return now


def shown(path: Path, history: list[tuple[Write, int]], now: datetime) -> datetime:
    """The same, and each write that the program took shows at the present: no history here is empty talk."""
    for write, hours in history:
        kept, seen = recorded(path), traces(desk_at(path, LATER), write.about, LATER)
        now = carried_out(path, [(write, hours)], now)
        assert recorded(path) == kept or traces(desk_at(path, LATER), write.about, LATER) != seen
    return now


@at_length(4, 100)
def test_a_past_known_at_shows_the_same_before_and_after_any_later_writes(template: Path, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(earlier=histories, later=histories.filter(bool))
    @example(earlier=[], later=[(owned(ARREARS, None), 0), (owned(ARREARS, None), 0)])  # the same twice at one moment
    def holds(earlier: list[tuple[Write, int]], later: list[tuple[Write, int]]) -> None:
        with copied(template) as path:
            now = carried_out(path, earlier, START)
            known_at = last_recorded(path)
            before = pages(desk_at(path, now), known_at)
            now = shown(path, later, now)
            after = pages(desk_at(path, now + timedelta(days=90)), known_at)
            assert {name: page for name, page in after.items() if page != before[name]} == {}

    holds()


READ = {"readings", "readings in force", "variance", "submissions", "townships"}
OF_JOBS = {f"explain {JOBS}", f"show {JOBS}"}


@pytest.fixture(scope="module")
def unwritten(template: Path) -> tuple[datetime, dict[str, bytes], dict[str, bytes]]:
    """The last moment recorded in the template, and its pages at that moment and at a later one."""
    then = last_recorded(template)
    return then, pages(desk_at(template, START), then), pages(desk_at(template, START), LATER)


@pytest.mark.parametrize(
    ("write", "changed"),
    [
        (typed(JOBS, "甲山县", 3, 99, True, 0), {*READ, *OF_JOBS}),
        (typed(JOBS, "丙原县", 4, 8, False, 0), {*READ, *OF_JOBS, "explain unit", "accountability", "weekly"}),
        (last_year("甲山县", 9), {"readings", "variance", f"schedule {INCOME}", f"explain {INCOME}", f"show {INCOME}"}),
        (sheet(4, 20), {*READ, *OF_JOBS, "explain unit", "accountability"}),
        (taken_back(JOBS, "丁河县", 3), {*READ, *OF_JOBS, "accountability"}),
        (revised(JOBS, 900, 1), {*OF_JOBS, "variance", "target list"}),
        (
            scheduled(JOBS, ScheduleKind.LINEAR, 1, early=False),
            {*OF_JOBS, "variance", "target list", f"schedule {JOBS}"},
        ),
        (scheduled(JOBS, ScheduleKind.STEPS, 4, early=True), {*OF_JOBS, "variance", f"schedule {JOBS}"}),
        (scheduled(JOBS, None, 1, early=True), {*OF_JOBS, "variance", f"schedule {JOBS}"}),
        (allocated(JOBS, "last-year", 1), {"townships", f"show {JOBS}"}),
        (moved(3, TaskStatus.ASSIGNED), {"task list", "board", "brief", "accountability", "task 3"}),
        (owned(ARREARS, 3), {"task list", "accountability", "account", "variance", "target list", "task 3"}),
    ],
    ids=[
        "correction", "late report", "last year", "sheet", "withdrawal", "revision",
        "schedule", "early warning", "early warning removed", "allocation", "status", "owner",
    ],
)  # fmt: skip
def test_each_kind_of_write_is_seen_now_and_not_then(
    template: Path, unwritten: tuple[datetime, dict[str, bytes], dict[str, bytes]], write: Write, changed: set[str]
) -> None:
    """The property above would hold of a program that writes nothing; this shows what each kind of write changes."""
    then, before, seen = unwritten
    put_back = START - timedelta(hours=20)
    assert put_back < then
    with copied(template) as path:
        write.act(desk_at(path, put_back))
        assert pages(desk_at(path, put_back), then) == before
        now = pages(desk_at(path, put_back), LATER)
        assert changed - {name for name, page in now.items() if page != seen[name]} == set()
