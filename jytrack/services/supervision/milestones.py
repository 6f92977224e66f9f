"""A task's milestones: done, added by the office, and what was registered by mistake taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jytrack.domain.supervision.extension import extensions
from jytrack.domain.supervision.nodes import last_said
from jytrack.domain.values.chosen import numbered
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.words import ExtensionState, LogAction, MilestoneKind
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.intake.values.spelling import spelling
from jytrack.services.supervision.bulk import each
from jytrack.services.supervision.nodes import require_open, require_order
from jytrack.services.supervision.supervising import Desktop, Ground, Told, dated, log, opened, written
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called, find_milestone


def finish(desk: Desk, text: str, ground: Ground) -> str:
    """Record that the task's milestone or checklist item `text` was done; what was recorded, for the clerk."""
    with opened(desk, ground.no, ground.on, all_year=True) as here:
        entry, told = _finished(desk, here, text, ground)
        log(desk, here, ground, entry)
    return told


def add(desk: Desk, name: str, due_on: date, ground: Ground) -> str:
    """Add the milestone `name`, due on a day, to the task; what was recorded, for the clerk."""
    _require_named(name, ground, str(ground.no))
    with opened(desk, ground.no, ground.on) as here:
        entry, told = _added(desk, here, (name, due_on), ground)
        log(desk, here, ground, entry)
    return told


def finish_each(desk: Desk, numbers: Sequence[int], text: str, ground: Ground) -> list[str]:
    """The same as `finish` in each of the tasks, in all or in none."""
    if len(numbers) == 1:
        return [finish(desk, text, replace(ground, no=numbers[0]))]
    return each(
        desk, tuple(numbers), ground, lambda here, own: [_finished(desk, here, text, own)], "登记完成", all_year=True
    )


def add_each(desk: Desk, numbers: Sequence[int], name: str, due_on: date, ground: Ground) -> list[str]:
    """The same as `add` in each of the tasks, in all or in none."""
    if len(numbers) == 1:
        return [add(desk, name, due_on, replace(ground, no=numbers[0]))]
    _require_named(name, ground, numbered(numbers))
    return each(desk, tuple(numbers), ground, lambda here, own: [_added(desk, here, (name, due_on), own)], "新增节点")


def _require_named(name: str, ground: Ground, about: str) -> None:
    """UsageError without a name or a reason; `about` is how the tasks were written."""
    if not name.strip() or not ground.note.strip():
        raise UsageError(f"新增节点要写名称和依据：jytrack task milestone add {about} 名称 --due 日期 --note 依据")


def _finished(desk: Desk, here: Desktop, text: str, ground: Ground) -> Told:
    """The entry by which the milestone called `text` is done, and what it says."""
    task = here.task
    require_open(task, here.day, "登记节点完成")
    milestone = find_milestone(task, text)
    name = milestone.name
    if milestone.kind is MilestoneKind.WINDOW:
        raise NotFound(f"“{name}”是政策窗口，只作提醒，没有完成一说；节点名称见 jytrack task show {task.no}")
    said = last_said(task.log, name)
    if said is not None and said.action is LogAction.MILESTONE_DONE:
        raise InputRefused(
            f"节点“{name}”已登记完成（{date_text(said.on)}）；登记错了用 jytrack task milestone reopen {task.no} "
            f"{name} --note 依据"
        )
    require_order(task, here.day, said)
    moot = any(each.milestone == name and each.decision is None for each in extensions(task.log))
    late = (here.day - milestone.due_on).days if milestone.due_on else 0
    words = f"，原定{date_text(milestone.due_on)}，迟{late}天" if milestone.due_on and late > 0 else ""
    ending = f"jytrack task refuse {task.no} --milestone {name} --note 已完成"
    left = f"；它还有一件延期申请待批，用不着了的请了结：{ending}" if moot else ""
    entry = written(desk, here, ground, LogAction.MILESTONE_DONE, name)
    return entry, f"{_about(here, name)}已完成{words}{dated(desk, here)}{left}"


def _added(desk: Desk, here: Desktop, wanted: tuple[str, date], ground: Ground) -> Told:
    """The entry by which a milestone, of a name and due on a day, is added, and what it says."""
    task, name, due_on = here.task, " ".join(wanted[0].split()), wanted[1]
    require_open(task, here.day, "新增节点", opens=True)
    logged = {each.milestone for each in task.log if each.action is LogAction.MILESTONE_ADDED and each.milestone}
    standing = {each for each in logged if not _dropped(last_said(task.log, each))}
    standing |= {milestone.name for milestone in task.milestones}
    if spelling(name) in map(spelling, standing):
        raise InputRefused(f"任务{task.no}已有节点“{name}”，见 jytrack task show {task.no}")
    require_order(task, here.day, last_said(task.log, name))
    if due_on < here.day:
        raise InputRefused(
            f"节点的日期{date_text(due_on)}早于登记它的{date_text(here.day)}；"
            f"要补记请同时写 --on，现状见 jytrack task show {task.no}"
        )
    entry = written(desk, here, ground, LogAction.MILESTONE_ADDED, name, due_on)
    return entry, f"{called(task)}：新增节点“{name}”，{date_text(due_on)}到期{dated(desk, here)}"


def reopen(desk: Desk, text: str, ground: Ground) -> str:
    """Record that a milestone that was registered as done is open again; what was recorded, for the clerk.

    Without a day of its own it holds from the day on which it was registered as done, as if it never had been.
    """
    _require_note(ground, "reopen", "重开节点")
    with opened(desk, ground.no, ground.on, all_year=True) as here:
        name = find_milestone(here.task, text).name
        said = last_said(here.task.log, name)
        if said is None or said.action is not LogAction.MILESTONE_DONE:
            raise InputRefused(f"节点“{name}”没有登记完成，不用重开；见 jytrack task show {here.task.no}")
        here = _on_its_day(here, ground, said)
        require_open(here.task, here.day, "重开节点", opens=True)
        log(desk, here, ground, written(desk, here, ground, LogAction.MILESTONE_REOPENED, name))
    return (
        f"{_about(here, name)}重开，自{date_text(here.day)}起算没有完成，"
        f"{date_text(said.on)}的登记留在记录里{dated(desk, here)}"
    )


def drop(desk: Desk, text: str, ground: Ground) -> str:
    """Take back a milestone that the office itself added; what was recorded, for the clerk.

    Without a day of its own it holds from the day on which it was added, as if it never had been.
    """
    _require_note(ground, "drop", "撤销节点")
    with opened(desk, ground.no, ground.on, all_year=True) as here:
        name = find_milestone(here.task, text).name
        added = _require_droppable(here, name)
        here = _on_its_day(here, ground, added)
        require_open(here.task, here.day, "撤销节点")
        log(desk, here, ground, written(desk, here, ground, LogAction.MILESTONE_DROPPED, name))
    return f"{_about(here, name)}已撤销，自{date_text(here.day)}起不再算，记录留在日志里{dated(desk, here)}"


def _require_note(ground: Ground, command: str, what: str) -> None:
    """UsageError without a reason in words."""
    if not ground.note.strip():
        raise UsageError(f"{what}要写明依据：jytrack task milestone {command} {ground.no} 节点 --note 依据")


def _require_droppable(here: Desktop, name: str) -> LogEntry:
    """The entry that added the milestone; InputRefused for what the plan lists, what is done, or what was extended."""
    no, entries = here.task.no, [each for each in here.task.log if each.milestone == name]
    added = [each for each in entries if each.action is LogAction.MILESTONE_ADDED]
    if not added or find_milestone(here.task, name).added_on is None:
        raise InputRefused(
            f"节点“{name}”是方案里的，不能撤销；方案改了的，改方案文件夹里的 milestones.csv，再运行 jytrack init"
        )
    said = last_said(entries, name)
    if said is not None and said.action is LogAction.MILESTONE_DONE:
        raise InputRefused(
            f"节点“{name}”已登记完成（{date_text(said.on)}），不能撤销；"
            f"先重开：jytrack task milestone reopen {no} {name} --note 依据"
        )
    if any(asked.state is not ExtensionState.REFUSED for asked in extensions(entries)):
        raise InputRefused(f"节点“{name}”的延期已批准或还待批，不能撤销；记录见 jytrack task show {no}")
    return added[-1]


def _on_its_day(here: Desktop, ground: Ground, said: LogEntry) -> Desktop:
    """The task on the day that is told, which is that of the entry to take back unless another is written."""
    if ground.on is None:
        return replace(here, day=said.on)
    require_order(here.task, here.day, said)
    return here


def _dropped(said: LogEntry | None) -> bool:
    """Whether the milestone's last word is that it was taken back."""
    return said is not None and said.action is LogAction.MILESTONE_DROPPED


def _about(here: Desktop, name: str) -> str:
    """The milestone in its task, as messages begin."""
    return f"{called(here.task)}：节点“{name}”"
