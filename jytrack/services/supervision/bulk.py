"""Many tasks in one act: all that are named or none, or of the whole plan those of which it is possible."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from jytrack.domain.plan.plan import Task
from jytrack.domain.values.chosen import numbered
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.words import Act, LogAction, TaskStatus
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.services.supervision import supervising
from jytrack.services.supervision.supervising import Desktop, Ground, OpenPlan, Told
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called, find_department, plan_task
from jytrack.store.plan import ledger
from jytrack.store.plan.tasks import full_logs
from jytrack.store.supervision import evidence

Numbers = tuple[int, ...] | None
"""The tasks that were named; None: all of the plan, or all in which the departments of the order have a part."""

Made = Callable[[Desktop, Ground], Sequence[Told]]
"""What comes of an act in one task."""


@dataclass(slots=True)
class _Gathered:
    """What an act over many tasks comes to: entries to write, who moves, what is refused, what stands elsewhere."""

    entries: list[tuple[int, LogEntry]]
    refused: list[str]
    elsewhere: dict[TaskStatus, list[int]]


def move(desk: Desk, act: Act, numbers: Numbers, ground: Ground) -> list[str]:
    """Move on the departments of each task by `act`, in one transaction; what was done, told once.

    Of tasks that were named all move or none, InputRefused naming each that cannot; of the whole plan (None) those move
    that can, and the others are told. One task that is named is told as `supervising.move` tells it.
    """
    if numbers is not None and len(numbers) == 1:
        return supervising.move(desk, act, replace(ground, no=numbers[0]))
    supervising.require_ground(act, ground, numbered(numbers) if numbers else "--all-tasks")
    with _opened(desk, numbers, ground) as (here, tasks, files):
        found = _Gathered([], [], {})
        for task in tasks:
            _gather(desk, here, task, act, (numbers is None, ground, files), found)
        if not found.entries or (numbers is not None and found.refused):
            raise InputRefused(_refused(act, numbers, tasks, found))
        ledger.append_all(here.session, here.plan, found.entries)
    return [_told(desk, here, act, found), *_left(act, found)]


def note(desk: Desk, numbers: Numbers, ground: Ground) -> str:
    """Put a note into the log of each task, in one transaction; what was recorded, for the clerk."""
    if not ground.note.strip():
        about = numbered(numbers) if numbers else "--all-tasks"
        raise UsageError(f"备注是空的，写法：jytrack task note {about} --note 文字")
    with _opened(desk, numbers, ground, all_year=True) as (here, tasks, files):
        entry = LogEntry(LogAction.NOTE, here.day, desk.now, desk.actor, ground.note.strip(), evidence=files)
        ledger.append_all(here.session, here.plan, [(task.no, entry) for task in tasks])
    named = called(tasks[0]) if len(tasks) == 1 else f"{len(tasks)}项任务（{numbered(task.no for task in tasks)}）"
    return f"已记入{named}{supervising.dated(desk, here)}"


def each(desk: Desk, numbers: Numbers, ground: Ground, made: Made, done: str, *, all_year: bool = False) -> list[str]:
    """Write what is `made` in each task, in one transaction; a line on each, for the clerk.

    Of tasks that were named all or none, InputRefused naming each that cannot be `done` so; of the whole plan (None)
    what can be, and what was refused is told.
    """
    with _opened(desk, numbers, ground, all_year=all_year) as (here, tasks, files):
        entries, told, refused = list[tuple[int, LogEntry]](), list[str](), list[str]()
        for task in tasks:
            try:
                found = made(_desktop(here, task), replace(ground, no=task.no))
            except (InputRefused, NotFound) as error:
                why = str(error).partition("；")[0]
                refused.append(why if why.startswith("任务") else f"{called(task)}：{why}")
            else:
                entries += [(task.no, replace(entry, evidence=files)) for entry, _ in found]
                told += [line for _, line in found]
        if not entries or (numbers is not None and refused):
            raise InputRefused(_not_done(done, numbers, tasks, refused))
        ledger.append_all(here.session, here.plan, entries)
    return [*told, *(f"没有{done}：{why}" for why in refused)]


def _not_done(done: str, numbers: Numbers, tasks: Sequence[Task], refused: Sequence[str]) -> str:
    """Why nothing was written, naming each task that stands in the way."""
    ending = "各项任务的状态见 jytrack task list"
    if numbers is None:
        why = f"：{'；'.join(refused)}" if refused else ""
        return f"没有可以{done}的任务{why}；{ending}"
    return f"{len(tasks)}项任务中{len(refused)}项不能{done}，一项也没有写入：{'；'.join(refused)}；{ending}"


@contextmanager
def _opened(
    desk: Desk, numbers: Numbers, ground: Ground, *, all_year: bool = False
) -> Iterator[tuple[OpenPlan, Sequence[Task], tuple[Evidence, ...]]]:
    """The plan for writing, the tasks chosen with their logs, the evidence kept; NotFound where there is none."""
    with (
        supervising.plan_opened(desk, ground.on, all_year=all_year) as here,
        evidence.kept(desk.where, here.session, ground.files) as files,
    ):
        wanted = {find_department(here.plan, name).name for name in ground.departments}
        chosen = here.plan.tasks if numbers is None else _named(here, numbers)
        logs = full_logs(here.session, here.plan.code, [task.no for task in chosen])
        tasks = [replace(task, log=logs[task.no]) for task in chosen]
        if numbers is None and wanted:
            tasks = [task for task in tasks if _with_part(here, task, ground)]
        if not tasks:
            raise NotFound(f"{'、'.join(sorted(wanted)) or '方案'}没有任务；名单见 jytrack task list")
        yield here, tasks, files


def _named(here: OpenPlan, numbers: Sequence[int]) -> list[Task]:
    """The tasks of these numbers; NotFound naming all that the plan does not have."""
    known = {task.no for task in here.plan.tasks}
    if lost := [no for no in numbers if no not in known]:
        raise NotFound(f"方案里没有任务{numbered(lost)}，全部任务见 jytrack task list")
    return [plan_task(here.plan, no) for no in numbers]


def _with_part(here: OpenPlan, task: Task, ground: Ground) -> tuple[str, ...]:
    """Those of the order's departments that have the task to do."""
    at = _desktop(here, task)
    known = supervising.all_holders(at)

    def has_part(name: str) -> bool:
        try:
            return bool(supervising.named(at, name, known))
        except NotFound:
            return False

    return tuple(filter(has_part, ground.departments))


def _desktop(here: OpenPlan, task: Task) -> Desktop:
    """The task laid open beside the plan."""
    return Desktop(here.session, here.plan, here.day, task)


def _gather(
    desk: Desk,
    here: OpenPlan,
    task: Task,
    act: Act,
    order: tuple[bool, Ground, tuple[Evidence, ...]],
    found: _Gathered,
) -> None:
    """Add what `act` comes to in one task; of the whole plan a task that stands elsewhere is only counted."""
    whole, ground, files = order
    at = _desktop(here, task)
    if whole:
        ground = replace(ground, departments=_with_part(here, task, ground))
    try:
        known = supervising.all_holders(at) if ground.everyone else supervising.chosen(at, ground, act)
        if whole and not any(holder.state.after(act) for holder in known):
            found.elsewhere.setdefault(known[0].state.status, []).append(task.no)
            return
        moved = supervising.moved(desk, at, act, replace(ground, no=task.no), files)
    except (InputRefused, NotFound) as error:
        found.refused.append(str(error).partition("；")[0])
    else:
        found.entries += [(task.no, entry) for _, entry in moved]


def _refused(act: Act, numbers: Numbers, tasks: Sequence[Task], found: _Gathered) -> str:
    """Why nothing was done, naming each task that stands in the way."""
    why = [*found.refused, *(_standing(status, each) for status, each in found.elsewhere.items())]
    return _not_done(act.label, numbers, tasks, why if numbers is None else found.refused)


def _told(desk: Desk, here: OpenPlan, act: Act, found: _Gathered) -> str:
    """What was done, in one line."""
    tasks = sorted({no for no, _ in found.entries})
    return (
        f"已{act.label}{len(tasks)}项任务（{numbered(tasks)}），"
        f"单位{len(found.entries)}个次{supervising.dated(desk, here)}"
    )


def _left(act: Act, found: _Gathered) -> Iterator[str]:
    """What was not done, of the whole plan: tasks that stand elsewhere by status, and each that was refused."""
    if found.elsewhere:
        yield f"不能{act.label}、没有动的：{'；'.join(_standing(*each) for each in found.elsewhere.items())}"
    yield from (f"没有{act.label}：{why}" for why in found.refused)


def _standing(status: TaskStatus, numbers: Sequence[int]) -> str:
    """Which tasks stand at a status."""
    return f"现为“{status.label}”的{len(numbers)}项（任务{numbered(numbers)}）"
