"""The table of legal moves, and what a log makes of them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.plan.plan import Task, TaskLink
from jytrack.domain.supervision.extension import extensions
from jytrack.domain.supervision.lifecycle import MOVES, TO_REACH, State, holders, replay
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import Act, LogAction, Part, Role, TaskStatus

S = TaskStatus
WHEN = datetime(2023, 5, 1, tzinfo=UTC)
WAY = (Act.ASSIGN, Act.ACCEPT, Act.START, Act.REPORT, Act.FINISH, Act.CLOSE)


def went(*acts: Act) -> State | None:
    state: State | None = State()
    for act in acts:
        state = state.after(act) if state else None
    return state


def moved(department: str | None, to: TaskStatus, day: int = 1) -> LogEntry:
    return LogEntry(LogAction.STATUS, date(2023, 5, day), WHEN, "办公室", department=department, to_status=to)


@pytest.mark.parametrize(
    ("acts", "status"),
    [
        ((), S.REGISTERED),
        (WAY[:1], S.ASSIGNED),
        (WAY[:2], S.ACCEPTED),
        (WAY[:3], S.IN_PROGRESS),
        (WAY[:4], S.REPORTED),
        ((*WAY[:4], Act.RETURN), S.RETURNED),
        ((*WAY[:4], Act.RETURN, Act.REPORT), S.REPORTED),
        ((*WAY[:4], Act.RETURN, Act.START), S.IN_PROGRESS),
        ((*WAY[:4], Act.START), S.IN_PROGRESS),
        (WAY[:5], S.DONE),
        ((*WAY[:5], Act.RETURN), S.RETURNED),
        (WAY, S.CLOSED),
        ((*WAY, Act.RETURN), S.RETURNED),
        ((*WAY[:3], Act.SUSPEND), S.SUSPENDED),
        ((*WAY[:3], Act.SUSPEND, Act.RESUME), S.IN_PROGRESS),
        ((*WAY[:2], Act.SUSPEND, Act.CANCEL, Act.RESUME), S.ACCEPTED),
        ((Act.CANCEL,), S.CANCELLED),
        ((Act.CANCEL, Act.RESUME), S.REGISTERED),
    ],
)
def test_the_way_of_a_task(acts: tuple[Act, ...], status: TaskStatus) -> None:
    state = went(*acts)
    assert state is not None
    assert state.status is status


@pytest.mark.parametrize(
    "acts",
    [
        (Act.ACCEPT,),
        (Act.SUSPEND,),
        (Act.ASSIGN, Act.ASSIGN),
        (Act.ASSIGN, Act.START),
        (*WAY[:3], Act.FINISH),
        (*WAY[:4], Act.CLOSE),
        (*WAY[:5], Act.CANCEL),
        (*WAY, Act.CLOSE),
        (Act.CANCEL, Act.ASSIGN),
        (*WAY[:1], Act.SUSPEND, Act.ACCEPT),
        (*WAY[:1], Act.SUSPEND, Act.SUSPEND),
    ],
)
def test_what_is_not_in_the_table_is_no_move(acts: tuple[Act, ...]) -> None:
    assert went(*acts[:-1]) is not None
    assert went(*acts) is None


def test_every_status_has_its_row_and_can_be_reached() -> None:
    assert set(MOVES) == set(TaskStatus)
    assert set(TO_REACH) == set(TaskStatus) - {S.REGISTERED}
    assert all(MOVES[status] for status in TaskStatus)
    assert {act for moves in MOVES.values() for act in moves} == set(Act)


@given(st.lists(st.sampled_from(Act), max_size=30))
def test_a_log_of_legal_moves_leads_back_to_the_same_state(acts: list[Act]) -> None:
    state, log = State(), []
    for act in acts:
        after = state.after(act)
        assert (after is None) is (act not in state.possible)
        if after is not None:
            state = after
            log.append(moved("甲局", state.status))
    assert replay(log, {"甲局"}, primary=True) == state
    assert (state.before is not None) is (state.status in (S.SUSPENDED, S.CANCELLED))


def task(*log: LogEntry, leads: str = "甲局 乙局", responsible: str = "丙局 各乡镇") -> Task:
    named = [(name, Role.LEAD) for name in leads.split()] + [(name, Role.RESPONSIBLE) for name in responsible.split()]
    return Task(1, "任务", "行动", links=tuple(TaskLink(n, r, p) for p, (n, r) in enumerate(named, 1)), log=log)


def stand(found: Task, *members: str) -> dict[str | None, TaskStatus]:
    return {holder.name: holder.state.status for holder in holders(found, {"各乡镇": members})}


def test_each_department_has_a_state_of_its_own() -> None:
    found = task(moved(None, S.ASSIGNED), moved("丙局", S.ACCEPTED))
    assert stand(found) == {"甲局": S.ASSIGNED, "乙局": S.REGISTERED, "丙局": S.ACCEPTED, "各乡镇": S.REGISTERED}


def test_members_take_over_what_their_group_was_told() -> None:
    found = task(moved("各乡镇", S.ASSIGNED), moved("东镇", S.ACCEPTED, 2))
    assert stand(found)["各乡镇"] is S.ASSIGNED
    opened = stand(found, "东镇", "西乡")
    assert "各乡镇" not in opened
    assert (opened["东镇"], opened["西乡"]) == (S.ACCEPTED, S.ASSIGNED)


def test_a_member_with_a_part_of_its_own_is_not_moved_by_the_group() -> None:
    found = task(moved("各乡镇", S.ASSIGNED))
    assert stand(found, "甲局")["甲局"] is S.REGISTERED


def test_a_group_that_leads_and_a_task_without_a_lead() -> None:
    led = task(leads="各乡镇", responsible="")
    assert [(h.name, h.part) for h in holders(led, {"各乡镇": ("东镇",)})] == [
        ("各乡镇", Part.LEAD),
        ("东镇", Part.VIA_GROUP),
    ]
    assert stand(task(moved(None, S.ASSIGNED), leads="", responsible="丙局")) == {
        None: S.ASSIGNED,
        "丙局": S.REGISTERED,
    }


def test_a_decision_is_about_the_open_request_it_names() -> None:
    def entry(action: LogAction, day: int, milestone: str | None = None, until: int | None = None) -> LogEntry:
        granted = date(2023, 6, until) if until else None
        return LogEntry(
            action, date(2023, 5, day), WHEN, "办公室", department="甲局", milestone=milestone, until=granted
        )

    first, second, third = extensions(
        [
            entry(LogAction.EXTENSION_REQUESTED, 1, None, 10),
            entry(LogAction.EXTENSION_REQUESTED, 2, "通报", 11),
            entry(LogAction.EXTENSION_APPROVED, 3, "通报", 12),
            entry(LogAction.EXTENSION_REFUSED, 4),
            entry(LogAction.EXTENSION_REQUESTED, 5, None, 20),
        ]
    )
    assert (first.decision is not None, first.granted) == (True, None)
    assert (second.milestone, second.granted) == ("通报", date(2023, 6, 12))
    assert third.decision is None
