"""The life-cycle of a task for each of its departments: which moves are legal, and what a log makes of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Final

from jytrack.domain.plan.parts import UNASSIGNED, parts
from jytrack.domain.plan.plan import Task
from jytrack.domain.values.log import LastMove, LogEntry
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Act, Part, TaskStatus

S: Final = TaskStatus

_ANY_TIME: Mapping[Act, TaskStatus | None] = {Act.SUSPEND: S.SUSPENDED, Act.CANCEL: S.CANCELLED}
"""What may happen to a department that has been assigned the task and has not finished it."""

MOVES: Mapping[TaskStatus, Mapping[Act, TaskStatus | None]] = {
    S.REGISTERED: {Act.ASSIGN: S.ASSIGNED, Act.CANCEL: S.CANCELLED},
    S.ASSIGNED: {Act.ACCEPT: S.ACCEPTED, **_ANY_TIME},
    S.ACCEPTED: {Act.START: S.IN_PROGRESS, **_ANY_TIME},
    S.IN_PROGRESS: {Act.REPORT: S.REPORTED, **_ANY_TIME},
    S.REPORTED: {Act.START: S.IN_PROGRESS, Act.RETURN: S.RETURNED, Act.FINISH: S.DONE, **_ANY_TIME},
    S.RETURNED: {Act.START: S.IN_PROGRESS, Act.REPORT: S.REPORTED, **_ANY_TIME},
    S.DONE: {Act.RETURN: S.RETURNED, Act.CLOSE: S.CLOSED},
    S.CLOSED: {Act.RETURN: S.RETURNED},
    S.SUSPENDED: {Act.RESUME: None, Act.CANCEL: S.CANCELLED},
    S.CANCELLED: {Act.RESUME: None},
}
"""Every legal move: status × act → status; None leads back to where the department stood before (issue 4 of 4, 1)."""

GROUNDED = frozenset({Act.REPORT, Act.RETURN, Act.FINISH, Act.SUSPEND, Act.RESUME, Act.CANCEL})
"""The acts that have to be justified in words or by a file."""

TO_REACH: Mapping[TaskStatus, Act] = {
    status: act for moves in MOVES.values() for act, status in moves.items() if status is not None
}
"""The act that leads to each status that a department can be brought to."""

_HALTED = (S.SUSPENDED, S.CANCELLED)


@valueclass
class State:
    """Where a department stands in a task; `before` is where 恢复 leads back to, while it is 中止 or 取消."""

    status: TaskStatus = S.REGISTERED
    before: TaskStatus | None = None

    def entered(self, status: TaskStatus) -> "State":
        """The state after the log says that `status` was reached from here."""
        return State(status, self.before or self.status) if status in _HALTED else State(status)

    def after(self, act: Act) -> "State | None":
        """The state that `act` leads to; None when it is not legal from here."""
        moves = MOVES[self.status]
        return self.entered(moves[act] or self.before or S.REGISTERED) if act in moves else None

    @property
    def possible(self) -> tuple[Act, ...]:
        """The acts that are legal from here."""
        return tuple(MOVES[self.status])

    @property
    def under_way(self) -> bool:
        """Whether the task was given to the department and is neither finished nor halted."""
        return self.status is not S.REGISTERED and not self.status.finished and self.status not in _HALTED


def replay(log: Iterable[LogEntry], names: Collection[str | None], *, primary: bool) -> State:
    """The state that the moves of `log` under one of `names` lead to; `log` in the order of its days.

    An entry that names no department speaks of the task itself, which is its primary lead's.
    """
    state = State()
    for entry in moves_of(log, names, primary=primary):
        if entry.to_status:
            state = state.entered(entry.to_status)
    return state


def moves_of(log: Iterable[LogEntry], names: Collection[str | None], *, primary: bool) -> tuple[LogEntry, ...]:
    """The moves of `log` that concern one department, known under `names`."""
    return tuple(entry for entry in log if entry.to_status and _concerns(entry, names, primary=primary))


def last_move(moves: Iterable[LastMove], names: Collection[str | None], *, primary: bool) -> LastMove | None:
    """The last of `moves` that concern one department, known under `names`: where `replay` ends."""
    return max(
        (move for move in moves if _concerns(move, names, primary=primary)), key=attrgetter("place"), default=None
    )


def _concerns(said: LogEntry | LastMove, names: Collection[str | None], *, primary: bool) -> bool:
    """Whether it is said of the department known under `names`."""
    return said.department in names or (primary and said.department is None)


@valueclass
class Holder:
    """One department in one task: its part, its state, and its moves so far; `name` None: a task without a lead."""

    name: str | None
    part: Part
    state: State
    moves: tuple[LogEntry, ...]


def holders(task: Task, members: Mapping[str, Sequence[str]]) -> tuple[Holder, ...]:
    """Every department that has `task` to do, leads first; `members` opens the groups.

    A group whose members are known stands back for them, unless it leads; what it was told before holds for each.
    """
    found = []
    for name, part, names, primary in _bearers(task, members):
        moves = moves_of(task.log, names, primary=primary)
        found.append(Holder(name, part, replay(moves, names, primary=primary), moves))
    return tuple(found)


@valueclass
class Stand:
    """Where one department stands in one task, and since which day; None: it was never told anything."""

    name: str | None
    part: Part
    state: State
    since: date | None


def stands(task: Task, members: Mapping[str, Sequence[str]]) -> tuple[Stand, ...]:
    """The same without the log, from the last moves alone; where 恢复 would lead back to is not known."""
    found = []
    for name, part, names, primary in _bearers(task, members):
        last = last_move(task.last_moves, names, primary=primary)
        found.append(Stand(name, part, State(last.status) if last else State(), last.on if last else None))
    return tuple(found)


def _bearers(
    task: Task, members: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str | None, Part, Collection[str | None], bool]]:
    """Who has the task to do, in which part, under which names: its own and its groups', and whether it leads."""
    for found, part in parts(task, members).items():
        if part is not Part.LEAD and members.get(found):
            continue
        name = None if found == UNASSIGNED else found
        groups = {group for group in (*task.leads, *task.responsible) if name in members.get(group, ())}
        yield name, part, {name, *groups} if part is Part.VIA_GROUP else {name}, part is Part.LEAD
