"""The files that prove what a task's log says: listed, and handed back as they came."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import PurePath

from jytrack.domain.plan import Evidence, LogEntry
from jytrack.errors import DatabaseProblem, OutputProblem
from jytrack.reports import evidence as report
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_task
from jytrack.services.reporting import stand_plan
from jytrack.store import evidence as keeping

Write = Callable[[str, bytes], bool]
"""Writes a file of that name; False where another one stands there, which is left."""


def listed(desk: Desk, no: int, as_of: date | None, known_at: datetime | None) -> Answer:
    """The files behind the task's log entries, one a row, and whether each is still as it came."""
    standing = stand_plan(desk, as_of, known_at, lambda *_: (no,))
    task, folder = find_task(standing, no).task, keeping.folder_of(desk.path)
    found = [report.Proof(entry, file, keeping.fault(file, folder)) for entry in task.log for file in entry.evidence]
    return Answer(report.report(standing, task, found))


def hand_back(desk: Desk, no: int, as_of: date | None, known_at: datetime | None, write: Write) -> int:
    """Write each of the files as it came, as far as they can be, and return how many there are.

    At the end DatabaseProblem names those that are gone or altered, OutputProblem those whose name is taken.
    """
    folder = keeping.folder_of(desk.path)
    files = named(find_task(stand_plan(desk, as_of, known_at, lambda *_: (no,)), no).task.log)
    lost, taken = [], []
    for name, file in files:
        found = keeping.content(file, folder)
        if found is None:
            lost.append(f"“{name}”{keeping.fault(file, folder)}")
        elif not write(name, found):
            taken.append(f"“{name}”")
    rest = len(files) - len(lost) - len(taken)
    also = f"，其余 {rest} 份已取出" if rest else ""
    if lost:
        raise DatabaseProblem(
            f"任务 {no} 的材料{'、'.join(lost)}，没有取出{also}；请从备份找回，核对用 jytrack db check"
        )
    if taken:
        raise OutputProblem(
            f"文件夹里已有内容不同的{'、'.join(taken)}，没有覆盖{also}；"
            f"请换一个文件夹：jytrack task evidence {no} -o 文件夹"
        )
    return len(files)


def named(log: Iterable[LogEntry]) -> list[tuple[str, Evidence]]:
    """Each different file of the log with a name of its own: 验收单.pdf, 验收单（2）.pdf."""
    found: dict[str, tuple[str, Evidence]] = {}
    known = set()
    for file in (file for entry in log for file in entry.evidence):
        original = PurePath(PurePath(file.name).name or "材料")
        if (file.name, file.sha256) in known:
            continue
        known.add((file.name, file.sha256))
        name, number = original.name, 2
        while name.casefold() in found:
            name, number = f"{original.stem}（{number}）{original.suffix}", number + 1
        found[name.casefold()] = (name, file)
    return list(found.values())
