"""What else happens when a document goes out: its own milestone is done, and its months may be locked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from jytrack.domain.plan.plan import Task
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.supervision.nodes import last_said
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, MilestoneKind
from jytrack.errors import InputRefused
from jytrack.services.documents.kinds import LOCKING
from jytrack.services.documents.made import Made
from jytrack.services.plan import locking
from jytrack.services.supervision.nodes import require_open, require_order
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called as task_called
from jytrack.store.database.database import Session
from jytrack.store.plan.tasks import full_log


@valueclass
class Consequences:
    """Entries for the log, each with its task's number, and what is to be said of them."""

    entries: Sequence[tuple[int | None, LogEntry]]
    lines: Sequence[str]


def of(
    desk: Desk,
    session: Session,
    made: Made,
    kind: DocumentKind,
    number: int,
    called: str,
    on: date,
    *,
    lock: bool | None,
) -> Consequences:
    """What follows when the document `number`, `called` so, goes out on a day; `lock` None: as its kind has it."""
    entries: list[tuple[int | None, LogEntry]] = []
    lines: list[str] = []
    if told := made.pressed:
        entry = LogEntry(
            LogAction.URGED, on, desk.now, desk.actor, f"{told.words}（{called}）", told.department, publication=number
        )
        entries.append((told.task, entry))
        lines.append(f"已记入督办日志：{told.department}，{told.words}")
    for plain, name in _milestones(made, kind):
        task = replace(plain, log=full_log(session, made.plan.code, plain.no))
        said = last_said(task.log, name)
        if said is not None and said.action is LogAction.MILESTONE_DONE:
            continue
        about = f"{task_called(task)}：节点“{name}”"
        try:
            require_open(task, on, "登记节点完成")
            require_order(task, on, said)
        except InputRefused as error:
            lines.append(f"{about}没有随着登记完成：{error}")
            continue
        entry = LogEntry(
            LogAction.MILESTONE_DONE, on, desk.now, desk.actor, f"第{number}号发布：{called}", milestone=name,
            publication=number,
        )  # fmt: skip
        entries.append((task.no, entry))
        lines.append(f"{about}已完成，依据是第{number}号发布")
    if kind in LOCKING if lock is None else lock:
        months = list(_months(made))
        locks, ended = locking.locks_in(desk, session, made.plan, months, f"随{called}")
        entries += [(None, replace(entry, publication=number)) for entry in locks]
        lines += locking.locked(months, locks, ended)
    return Consequences(entries, lines)


def _milestones(made: Made, kind: DocumentKind) -> Iterator[tuple[Task, str]]:
    """The milestones of the plan that this document is: by its kind and its period, as 季通报（二季度）."""
    for task in made.plan.tasks:
        for milestone in task.milestones:
            name, _, period = milestone.name.replace("(", "（").replace(")", "）").partition("（")
            if (
                milestone.kind is MilestoneKind.MILESTONE
                and name.endswith(kind.label)
                and period.removesuffix("）") in ("", made.span.name)
            ):
                yield task, milestone.name


def _months(made: Made) -> Iterator[Period]:
    """The months that the document is about."""
    first, last = made.span.begins_on, made.span.ends_on
    return (Period(last.year, month) for month in range(first.month, last.month + 1))
