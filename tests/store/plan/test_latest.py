"""What the database is asked of the log equals what the whole log says, at any as-of and any known-at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jytrack.domain.plan.ownership import OWNERSHIP
from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.supervision.extension import EXTENDING
from jytrack.domain.supervision.lifecycle import holders, replay, stands
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.store.database.database import Database, Session
from jytrack.store.plan import latest, ledger
from jytrack.store.plan.plans import load_plan
from jytrack.store.plan.tasks import with_logs
from tests.store.sample import CLERK, LOADED_AT, PLAN

YEAR = 2023
FIRST = date(YEAR, 3, 8)
NUMBERS = tuple(task.no for task in PLAN.tasks)
FILES = tuple(Evidence(f"第{n}份.pdf", n, f"{n:064d}") for n in range(2))
LIFE = tuple(action for action in LogAction if action.startswith("milestone"))
LISTED = tuple(dict.fromkeys(each.name for task in PLAN.tasks for each in task.milestones))

FAR_AWAY = LOADED_AT + timedelta(days=99)
MEMBER = {"group": "领导小组", "department": "团委"}
Told = tuple[int, LogEntry]

days = st.integers(0, 5).map(lambda after: FIRST + timedelta(days=after))
"""Few days, so that many entries are of one day."""
names = st.sampled_from((None, "人社局", "团委", "东镇", "各乡（镇）"))


def entry(action: LogAction, on: date, **details: object) -> LogEntry:
    return LogEntry(action, on, LOADED_AT, CLERK, **details)  # type: ignore[arg-type]


milestones = st.one_of(
    st.builds(
        entry,
        st.sampled_from((LogAction.MILESTONE_DONE, LogAction.MILESTONE_DONE, LogAction.MILESTONE_REOPENED)),
        days,
        milestone=st.sampled_from((*LISTED, "加开")),
    ),
    st.builds(entry, st.just(LogAction.MILESTONE_DROPPED), days, milestone=st.just("加开")),
    st.builds(entry, st.just(LogAction.MILESTONE_ADDED), days, milestone=st.just("加开"), until=days),
    st.builds(
        entry,
        st.sampled_from((LogAction.EXTENSION_REQUESTED, LogAction.EXTENSION_APPROVED)),
        days,
        department=names,
        milestone=st.sampled_from((None, *LISTED)),
        until=days,
        evidence=st.sampled_from(((), FILES)),
    ),
    st.builds(entry, st.just(LogAction.EXTENSION_REFUSED), days, department=names),
)
moves = st.builds(
    entry, st.just(LogAction.STATUS), days, department=names, to_status=st.sampled_from(TaskStatus),
    evidence=st.sampled_from(((), FILES)),
)  # fmt: skip
others = st.one_of(
    st.builds(entry, st.just(LogAction.NOTE), days, note=st.just("开了会")),
    st.builds(entry, st.just(LogAction.TASK_OWNER), days, department=st.sampled_from((None, "团委"))),
)
logs = st.lists(
    st.tuples(st.sampled_from(NUMBERS), st.one_of(moves, moves, milestones, others)), min_size=8, max_size=30
)


def replayed(task: Task) -> Task:
    """What the whole log makes of a task, which is the law."""
    said = {name: [e for e in task.log if e.milestone == name and e.action in LIFE] for name in (*LISTED, "加开")}
    opened = {LogAction.MILESTONE_REOPENED, LogAction.MILESTONE_DONE}
    last = {name: [e for e in entries if e.action in opened][-1:] for name, entries in said.items()}
    done = {name: e.on for name, found in last.items() for e in found if e.action is LogAction.MILESTONE_DONE}
    granted = {each.milestone: each.until for each in task.log if each.action is LogAction.EXTENSION_APPROVED}
    there = [e for e in said["加开"] if e.action in (LogAction.MILESTONE_ADDED, LogAction.MILESTONE_DROPPED)][-1:]
    added = [(e.milestone, e.until) for e in there if e.action is LogAction.MILESTONE_ADDED]
    listed = PLAN.task(task.no).milestones
    assert [(each.name, each.due_on) for each in task.milestones[len(listed) :]] == added
    return replace(
        task,
        status=replay(task.log, {*task.leads[:1]} or {None}, primary=True).status,
        updated_on=max((each.on for each in task.log if each.action not in OWNERSHIP), default=None),
        extension_log=tuple(each for each in task.log if each.action in EXTENDING),
        milestones=tuple(
            replace(each, done_on=done.get(each.name), postponed_to=granted.get(each.name))
            for each in (*listed, *task.milestones[len(listed) :])
        ),
    )


def seen(session: Session, clock: Clock) -> tuple[Plan, Plan]:
    """The plan as it is judged, and with all its logs."""
    short = load_plan(session, PLAN.code, clock.as_of, clock.known_at)
    return short, with_logs(session, short, NUMBERS, clock)


def recorded(told: Sequence[Told]) -> list[Told]:
    """The same, each an hour after the one before, on whatever day it tells of."""
    return [
        (no, replace(each, recorded_at=LOADED_AT + timedelta(hours=hour))) for hour, (no, each) in enumerate(told, 1)
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=logs, as_of=days, hours=st.integers(0, 31))
def test_what_is_asked_equals_the_replay_of_the_whole_log(
    database: Database, told: list[Told], as_of: date, hours: int
) -> None:
    clock, entries = Clock(YEAR, as_of, LOADED_AT + timedelta(hours=hours)), recorded(told)
    with database.writing(keep=False) as session:
        ledger.append_all(session, PLAN, entries)
        short, whole = seen(session, clock)
    members = {department.name: department.members for department in short.departments}
    for task, full in zip(short.tasks, whole.tasks, strict=True):
        known = [
            each for no, each in entries if no == task.no and each.on <= as_of and each.recorded_at <= clock.known_at
        ]
        assert list(full.log) == sorted(known, key=lambda each: each.on)
        assert task == replace(replayed(full), log=())
        assert [(each.name, each.part, each.state.status, each.since) for each in stands(task, members)] == [
            (each.name, each.part, each.state.status, each.moves[-1].on if each.moves else None)
            for each in holders(full, members)
        ]


def test_of_many_moves_of_one_day_the_last_recorded_counts(database: Database) -> None:
    """Entries 9 and 10, 99 and 100: what comes later is not told by how the number reads."""
    statuses = (TaskStatus.ASSIGNED, TaskStatus.ACCEPTED)
    with database.writing(keep=False) as session:
        for number in range(1, 102):
            status = statuses[number % 2]
            ledger.append(session, PLAN, 1, entry(LogAction.STATUS, FIRST, to_status=status))
            assert latest.last_moves(session, 1, FIRST, FAR_AWAY)[1][0].status is status


def test_a_log_written_at_once_is_the_one_written_entry_by_entry(database: Database) -> None:
    note = entry(LogAction.NOTE, FIRST, note="乙", evidence=FILES)
    told = [
        (1, entry(LogAction.NOTE, FIRST, note="甲")),
        (2, note),
        (None, entry(LogAction.MEMBER_ADDED, FIRST, **MEMBER)),
    ]
    heads = []
    for parts in ([told], [[each] for each in told]):
        with database.writing(keep=False) as session:
            for part in parts:
                ledger.append_all(session, PLAN, part)
            assert list(ledger.broken_entries(session)) == []
            heads.append(ledger.head(session))
    assert heads[0] == heads[1]


@pytest.mark.parametrize("sql", [latest._UPDATED, latest._MOVED, latest._MILESTONES, ledger._DECIDED])
@pytest.mark.file
def test_the_log_is_walked_once_as_it_lies(database: Database, sql: str) -> None:
    """Its index would lead to the rows one by one, which takes several times as long."""
    with database.reading() as session:
        told = [1] * sql.count("?")
        plan = [step[-1] for step in session.execute(f"EXPLAIN QUERY PLAN {sql}", told)]
    assert [step for step in plan if step.split()[1] in ("task_log", "l")] in (["SCAN task_log"], ["SCAN l"])


@pytest.mark.file
def test_one_tasks_log_is_found_by_its_key(database: Database) -> None:
    with database.reading() as session:
        sql = ledger._LOGS.format(tasks="(1, 2)")
        plan = [step[-1] for step in session.execute(f"EXPLAIN QUERY PLAN {sql}", [1] * 3)]
    assert "SEARCH l USING INDEX ix_task_log_plan_id_task_no (plan_id=? AND task_no=?)" in plan
