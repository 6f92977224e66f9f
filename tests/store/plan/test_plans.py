"""A plan comes out as it went in, and as it was known at a moment."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from jytrack.domain.plan.plan import Department, Plan
from jytrack.domain.plan.target import Duty
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import DepartmentKind, Frequency, LogAction, TaskStatus
from jytrack.errors import NotFound
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.shipped import shipped
from jytrack.store.database.database import Database, Session
from jytrack.store.plan import ledger
from jytrack.store.plan.plans import find_plan_code, load_plan, plan_codes, plan_year
from jytrack.store.plan.seeding import save_plan
from jytrack.store.plan.targets import opened
from jytrack.store.plan.tasks import with_logs
from jytrack.store.values.encoding import FOREVER, SHANGHAI, moment_number
from tests.store.sample import CLERK, DEPARTMENTS, LOADED_AT, PLAN, signed

YEAR_END = date(2023, 12, 31)


def test_sample_round_trip(database: Database) -> None:
    with database.reading() as session:
        loaded = load_plan(session, PLAN.code, YEAR_END, LOADED_AT)
    assert loaded == signed(PLAN, CLERK, LOADED_AT)


def test_seed_round_trip(empty: Database) -> None:
    plan, problems = read_plan_folder(shipped("seed") / "jingyuan-2023")
    assert not problems
    assert plan is not None
    with empty.writing() as session:
        assert save_plan(session, plan, CLERK, LOADED_AT) == ()
    with empty.reading() as session:
        assert load_plan(session, plan.code, YEAR_END, LOADED_AT) == signed(plan, CLERK, LOADED_AT)


def test_two_plans_of_two_regions_do_not_mix(database: Database) -> None:
    other = replace(PLAN, code="xi-2022", region="西县", year=2022)
    with database.writing() as session:
        save_plan(session, other, CLERK, LOADED_AT)
    with database.reading() as session:
        assert load_plan(session, "xi-2022", YEAR_END, LOADED_AT + timedelta(1)).departments == PLAN.departments
        assert load_plan(session, PLAN.code, YEAR_END, LOADED_AT) == signed(PLAN, CLERK, LOADED_AT)
        assert session.execute("SELECT count(*) FROM department").fetchone() == (12,)


def test_next_years_plan_shares_units_and_metrics(database: Database) -> None:
    renamed = replace(PLAN.targets[0], metric=replace(PLAN.targets[0].metric, name="城镇新增就业"))
    later = replace(PLAN, code="dong-2024", year=2024, targets=(renamed, *PLAN.targets[1:]))
    with database.writing() as session:
        save_plan(session, later, CLERK, LOADED_AT)
    with database.reading() as session:
        assert session.execute("SELECT count(*) FROM department").fetchone() == (6,)
        assert session.execute("SELECT count(*) FROM metric").fetchone() == (3,)
        assert load_plan(session, PLAN.code, YEAR_END, LOADED_AT) == signed(PLAN, CLERK, LOADED_AT)


@pytest.mark.parametrize(
    ("code", "year", "found"),
    [
        (None, 2023, "dong-2023"),
        (None, 2024, "new-2024"),
        (None, 2030, "new-2024"),
        (None, None, "new-2024"),
        ("dong-2023", 2024, "dong-2023"),
    ],
)
def test_which_plan(database: Database, code: str | None, year: int | None, found: str) -> None:
    with database.writing() as session:
        save_plan(session, replace(PLAN, code="new-2024", year=2024), CLERK, LOADED_AT)
        assert find_plan_code(session, code, year) == found
        assert plan_codes(session) == ("new-2024", "dong-2023")
        assert plan_year(session, found) == int(found[-4:])


def test_no_such_plan(database: Database, empty: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound, match="“none”，已有：dong-2023"):
        find_plan_code(session, "none", 2023)
    with empty.reading() as session, pytest.raises(NotFound, match="jytrack init"):
        find_plan_code(session, None, 2023)


def test_goals_and_schedules_as_known(database: Database) -> None:
    """A later goal, a corrected one and another schedule: what was known before stays as it was."""
    revised, corrected = LOADED_AT + timedelta(days=60), LOADED_AT + timedelta(days=61)
    with database.writing() as session:
        add_goal(session, date(2023, 7, 1), 600, revised)
        session.execute(
            "UPDATE target_goal SET superseded_at = ? WHERE target_id = 1 AND valid_from = '2023-07-01'",
            (moment_number(corrected),),
        )
        add_goal(session, date(2023, 7, 1), 610, corrected)
        session.execute(
            "UPDATE schedule SET superseded_at = ? WHERE target_id = 1 AND role = 'early_warning'",
            (moment_number(revised),),
        )

    def known(at: datetime) -> tuple[list[Fraction | None], bool]:
        with database.reading() as session:
            target = load_plan(session, PLAN.code, YEAR_END, at).targets[0]
        return [goal.value for goal in target.goals], target.early_warning is not None

    moment = timedelta(microseconds=1)
    assert known(LOADED_AT - moment) == ([], False)
    assert known(LOADED_AT) == ([550], True)
    assert known(revised - moment) == ([550], True)
    assert known(revised) == ([550, 600], False)
    assert known(corrected - moment) == ([550, 600], False)
    assert known(corrected) == ([550, 610], False)


def add_goal(session: Session, valid_from: date, value: int, when: datetime) -> None:
    session.execute(
        "INSERT INTO target_goal (target_id, valid_from, superseded_at, value, basis, reason, document, recorded_at, "
        "recorded_by) VALUES (1, ?, ?, ?, 'printed', '调整', '', ?, 'x')",
        (valid_from.isoformat(), FOREVER, value * 10_000, moment_number(when)),
    )


def entry(action: LogAction, on: date, when: datetime, **details: object) -> LogEntry:
    return LogEntry(action, on, when, CLERK, **details)  # type: ignore[arg-type]


def test_status_and_milestones_come_from_the_log(database: Database, ticks: Iterator[datetime]) -> None:
    first, second, third, fourth = (next(ticks) for _ in range(4))
    entries = (
        entry(LogAction.STATUS, date(2023, 4, 1), first, to_status=TaskStatus.ASSIGNED, department="人社局"),
        entry(LogAction.STATUS, date(2023, 5, 1), second, to_status=TaskStatus.DONE, department="团委"),
        entry(LogAction.MILESTONE_DONE, date(2023, 6, 1), third, milestone="月调度", note="会议"),
        entry(LogAction.STATUS, date(2023, 6, 2), fourth, from_status=TaskStatus.ASSIGNED, to_status=TaskStatus.DONE),
    )
    with database.writing() as session:
        for each in entries:
            ledger.append(session, PLAN, 1, each)

    def at(as_of: date, known_at: datetime) -> tuple[TaskStatus, date | None, tuple[LogEntry, ...]]:
        with database.reading() as session:
            plan = load_plan(session, PLAN.code, as_of, known_at)
            task = with_logs(session, plan, (1,), Clock(2023, as_of, known_at)).task(1)
        assert plan.task(1) == replace(task, log=())
        assert task.updated_on == max((each.on for each in task.log), default=None)
        return task.status, task.milestones[1].done_on, task.log

    assert at(YEAR_END, LOADED_AT) == (TaskStatus.REGISTERED, None, ())
    assert at(date(2023, 3, 31), fourth) == (TaskStatus.REGISTERED, None, ())
    assert at(date(2023, 5, 31), fourth) == (TaskStatus.ASSIGNED, None, entries[:2])  # not its primary lead's
    assert at(date(2023, 6, 1), fourth) == (TaskStatus.ASSIGNED, date(2023, 6, 1), entries[:3])
    assert at(YEAR_END, third) == (TaskStatus.ASSIGNED, date(2023, 6, 1), entries[:3])
    assert at(YEAR_END, fourth) == (TaskStatus.DONE, date(2023, 6, 1), entries)


def test_an_entry_dated_earlier_does_not_undo_a_later_one(database: Database, ticks: Iterator[datetime]) -> None:
    with database.writing() as session:
        for on, status in ((date(2023, 6, 20), TaskStatus.DONE), (date(2023, 6, 10), TaskStatus.ACCEPTED)):
            ledger.append(session, PLAN, 2, entry(LogAction.STATUS, on, next(ticks), to_status=status))
    with database.reading() as session:
        assert load_plan(session, PLAN.code, YEAR_END, next(ticks)).task(2).status is TaskStatus.DONE
        assert load_plan(session, PLAN.code, date(2023, 6, 15), next(ticks)).task(2).status is TaskStatus.ACCEPTED


@pytest.mark.parametrize(
    ("duties", "units"),
    [
        ((), []),
        ((("各乡（镇）", 25),), [("东镇", 25), ("西乡", 25)]),
        ((("领导小组", 25),), []),  # its members are not known yet
        ((("西乡", 1), ("人社局", 2)), [("人社局", 2), ("西乡", 1)]),  # in official order
        ((("东镇", 1), ("各乡（镇）", 25)), [("东镇", 1), ("西乡", 25)]),  # a unit's own duty goes before its group's
        ((("各乡（镇）", 25), ("东镇", 1)), [("东镇", 1), ("西乡", 25)]),
    ],
)
def test_groups_are_opened(duties: tuple[tuple[str, int], ...], units: list[tuple[str, int]]) -> None:
    entered = tuple(Duty(unit, Frequency.MONTH, day, Period(2023, 1)) for unit, day in duties)
    by_name = {department.name: department for department in DEPARTMENTS}
    assert [(duty.unit, duty.due_day) for duty in opened(entered, by_name)] == units


def test_official_order_is_the_position(empty: Database) -> None:
    departments = tuple(Department(name, DepartmentKind.BUREAU, position) for position, name in enumerate("丙甲乙", 1))
    bare = Plan("p", "t", "r", 2023, date(2023, 1, 1), departments=departments)
    with empty.writing() as session:
        save_plan(session, bare, CLERK, datetime(2023, 1, 1, tzinfo=SHANGHAI))
    with empty.reading() as session:
        assert load_plan(session, "p", YEAR_END, LOADED_AT) == bare
