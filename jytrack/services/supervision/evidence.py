"""The files that prove what the log says: listed, and handed back as they came."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import PurePath

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.errors import DatabaseProblem, OutputProblem
from jytrack.reports.supervision import evidence as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import plan_task
from jytrack.store.plan.tasks import with_logs
from jytrack.store.supervision import evidence as keeping

Write = Callable[[str, bytes], bool]
"""Writes a file of that name; False where another one stands there, which is left."""


def listed(desk: Desk, no: int | None, as_of: date | None, known_at: datetime | None) -> Answer:
    """The files behind the entries of one task's log (None: of the whole log), and whether each is still as it came."""
    plan, clock, entries = proved(desk, no, as_of, known_at)
    with desk.database.reading() as session:
        shelf = keeping.Shelf(desk.where, session)
        found = [
            report.Proof(task, entry, file, shelf.fault(file)) for task, entry in entries for file in entry.evidence
        ]
    return Answer(report.report(plan, clock, None if no is None else plan_task(plan, no), found))


def hand_back(desk: Desk, no: int | None, as_of: date | None, known_at: datetime | None, write: Write) -> int:
    """Write each of the files as it came, as far as they can be, and return how many there are.

    At the end DatabaseProblem names those that are gone or altered, OutputProblem those whose name is taken.
    """
    _, _, entries = proved(desk, no, as_of, known_at)
    files = named((f"任务{task}-" if no is None and task else "", entry) for task, entry in entries)
    lost, taken, where = [], [], "" if no is None else f"任务{no}的"
    with desk.database.reading() as session:
        shelf = keeping.Shelf(desk.where, session)
        for name, file in files:
            found = shelf.content(file)
            if found is None:
                lost.append(f"“{name}”{shelf.fault(file)}")
            elif not write(name, found):
                taken.append(f"“{name}”")
    rest = len(files) - len(lost) - len(taken)
    also = f"，其余{rest}份已取出" if rest else ""
    if lost:
        raise DatabaseProblem(f"{where}材料{'、'.join(lost)}，没有取出{also}；请从备份找回，核对用 jytrack db check")
    if taken:
        raise OutputProblem(
            f"文件夹里已有内容不同的{'、'.join(taken)}，没有覆盖{also}；"
            f"请换一个文件夹：jytrack task evidence {'' if no is None else f'{no} '}-o 文件夹"
        )
    return len(files)


def proved(
    desk: Desk, no: int | None, as_of: date | None, known_at: datetime | None
) -> tuple[Plan, Clock, list[tuple[int | None, LogEntry]]]:
    """The plan, and the entries that have files, each with its task: decisions about no task first."""
    day = as_of or (known_at or desk.now).date()  # what was told after the plan's year belongs to the record as well
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, day, known_at)
        chosen = [task.no for task in plan.tasks] if no is None else [plan_task(plan, no).no]
        plan = with_logs(session, plan, chosen, clock)
    decisions = [each.entry for each in plan.decisions if each.task is None] if no is None else []
    told = [(task.no, entry) for task in plan.tasks for entry in task.log]
    entries = [*((None, entry) for entry in decisions), *told]
    return plan, clock, [(task, entry) for task, entry in entries if entry.evidence]


def named(entries: Iterable[tuple[str, LogEntry]]) -> list[tuple[str, Evidence]]:
    """Each different file of the entries with a name of its own, after the entry's prefix.

    So 验收单.pdf is followed by 验收单（2）.pdf.
    """
    found: dict[str, tuple[str, Evidence]] = {}
    known = set()
    for prefix, file in ((prefix, file) for prefix, entry in entries for file in entry.evidence):
        original = PurePath(f"{prefix}{PurePath(file.name).name or '材料'}")
        if (prefix, file.name, file.sha256) in known:
            continue
        known.add((prefix, file.name, file.sha256))
        name, number = original.name, 2
        while name.casefold() in found:
            name, number = f"{original.stem}（{number}）{original.suffix}", number + 1
        found[name.casefold()] = (name, file)
    return list(found.values())
