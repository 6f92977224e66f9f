"""Extensions asked for and decided in the task log; the original day stays and counts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.plan import Task
from jytrack.domain.supervision.extension import EXTENDING, Extension, extensions
from jytrack.domain.supervision.lifecycle import Holder, moves_of, replay
from jytrack.domain.supervision.nodes import last_said
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, MilestoneKind, Part, TaskStatus
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.intake.values.spelling import spelling
from jytrack.services.supervision.nodes import require_open, require_order
from jytrack.services.supervision.supervising import (
    Desktop,
    Ground,
    Told,
    all_holders,
    dated,
    log,
    named,
    now,
    opened,
    possible,
    who,
)
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_milestone

_STANDS = (LogAction.MILESTONE_ADDED, LogAction.MILESTONE_DROPPED)
"""What says that a milestone is there, or is not there any more."""


@valueclass
class Wish:
    """A later day for a milestone, or without one for the whole task; `until` None: the day that was asked for."""

    ground: Ground
    until: date | None = None
    milestone: str = ""


def request(desk: Desk, wish: Wish) -> str:
    """Record that a department asks for a later day; what was recorded, for the clerk.

    InputRefused when its task is not under way, a request is open already, or the day is no later than the original
    one or one that was granted.
    """
    require_reason(wish.ground, str(wish.ground.no))
    return _recorded(desk, wish, requested)


def decide(desk: Desk, wish: Wish, *, granted: bool) -> str:
    """Grant or refuse the open request; what was recorded, for the clerk. NotFound when there is none."""
    if not granted:
        require_no(wish.ground, str(wish.ground.no))
    return _recorded(desk, wish, granting if granted else refusing)


def require_reason(ground: Ground, about: str) -> None:
    """UsageError where a request has no reason; `about` is how the tasks were written."""
    if not ground.note.strip() and not ground.files:
        raise UsageError(f"延期要写明原因：jytrack task extend {about} --until 日期 --note 原因")


def require_no(ground: Ground, about: str) -> None:
    """The same where a request is refused."""
    if not ground.note.strip():
        raise UsageError(f"不准延期要写明原因：jytrack task refuse {about} --note 原因")


def _recorded(desk: Desk, wish: Wish, made: Callable[[Desk, Desktop, Wish], Told]) -> str:
    """Write what is `made` of the wish."""
    with opened(desk, wish.ground.no, wish.ground.on) as here:
        entry, told = made(desk, here, wish)
        log(desk, here, wish.ground, entry)
    return told


def requested(desk: Desk, here: Desktop, wish: Wish) -> Told:
    """The entry of a request; refused as `request` says."""
    holder, wish = _holder(here, wish.ground), _as_named(here, wish)
    require_open(here.task, here.day, "申请延期")
    if not holder.state.under_way:
        raise InputRefused(f"{now(here.task, holder)}，不能申请延期；{possible(here.task, holder)}")
    if _pending(here.task, holder, wish) is not None:
        raise InputRefused(f"{who(here.task, holder)}已有一件延期申请未批；批准用 {_approval(here, holder, wish)}")
    _require_order(here, holder, wish)
    original, before = _original(here, wish), _granted(here, holder, wish)
    until = _later(here, wish.until, original, before)
    standing = f"（已批准延至{date_text(before)}）" if before else ""
    return _entry(desk, here, holder.name, wish, LogAction.EXTENSION_REQUESTED, until), (
        f"{who(here.task, holder)}{_about(wish)}：申请从{date_text(original)}{standing}延至{date_text(until)}"
        f"{dated(desk, here)}；批准用 {_approval(here, holder, wish)}"
    )


def granting(desk: Desk, here: Desktop, wish: Wish) -> Told:
    """The entry that grants the open request; refused as `decide` says."""
    holder, wish, asked = _asked(here, wish)
    until, outcome = _grant(here, holder, wish, asked)
    entry = _entry(desk, here, asked.department, wish, LogAction.EXTENSION_APPROVED, until)
    return entry, f"{who(here.task, holder)}{_about(wish)}：{outcome}{dated(desk, here)}"


def refusing(desk: Desk, here: Desktop, wish: Wish) -> Told:
    """The entry that refuses it."""
    holder, wish, asked = _asked(here, wish)
    entry = _entry(desk, here, asked.department, wish, LogAction.EXTENSION_REFUSED, None)
    return entry, f"{who(here.task, holder)}{_about(wish)}：不准延期{dated(desk, here)}"


def wishes(here: Desktop, wish: Wish) -> Iterator[Wish]:
    """Each request in the task that waits for a decision; of the departments and the milestone that the wish names."""
    wanted = {find_department(here.plan, name).name for name in wish.ground.departments}
    lead = all_holders(here)[0].name
    for each in extensions(here.task.log):
        if each.decision is not None or (wanted and (each.department or lead) not in wanted):
            continue
        if not wish.milestone or (each.milestone and spelling(wish.milestone) in spelling(each.milestone)):
            departments = (each.department,) if each.department else ()
            yield Wish(replace(wish.ground, departments=departments), wish.until, each.milestone or "")


def _asked(here: Desktop, wish: Wish) -> tuple[Holder, Wish, Extension]:
    """Who asked for it, the wish under the milestone's own name, and the open request that is to be decided."""
    holder, wish = _asker(here, wish.ground), _as_asked(here, wish)
    asked = _pending(here.task, holder, wish)
    if asked is None:
        raise NotFound(
            f"{who(here.task, holder)}{_about(wish)}没有待批的延期申请；申请用 jytrack task extend {here.task.no}"
        )
    if here.day < asked.request.on:
        raise InputRefused(
            f"申请于{date_text(asked.request.on)}提出，批复日期不能早于那天；记录见 jytrack task show {here.task.no}"
        )
    return holder, wish, asked


def _grant(here: Desktop, holder: Holder, wish: Wish, asked: Extension) -> tuple[date, str]:
    """The later day that is granted, and the words for it; the days that stood before it are named."""
    require_open(here.task, here.day, "批准延期", over=(TaskStatus.CANCELLED,))
    if holder.state.status is TaskStatus.CANCELLED:
        raise InputRefused(f"{now(here.task, holder)}，不能批准延期；{possible(here.task, holder)}")
    original, before = _original(here, wish), _granted(here, holder, wish)
    until = _later(here, wish.until or asked.request.until, original, before)
    earlier = f"（此前批准延至{date_text(before)}）" if before else ""
    return until, f"批准延至{date_text(until)}{earlier}，原定{date_text(original)}照计"


def _holder(here: Desktop, ground: Ground) -> Holder:
    """The one department that asks: the primary lead unless another is named."""
    known = all_holders(here)
    if not ground.departments:
        return known[0]
    found = named(here, ground.departments[0], known)
    if len(found) > 1:
        raise InputRefused(
            f"“{ground.departments[0]}”有{len(found)}个成员，延期请逐个单位办，见 jytrack task show {here.task.no}"
        )
    return found[0]


def _asker(here: Desktop, ground: Ground) -> Holder:
    """The same for a decision: a request stands though who asked has no part in the task any more."""
    name = find_department(here.plan, ground.departments[0]).name if ground.departments else None
    stands = any(each.department == name and each.decision is None for each in extensions(here.task.log))
    if name and stands and all(holder.name != name for holder in all_holders(here)):
        moves = moves_of(here.task.log, {name}, primary=False)
        return Holder(name, Part.RESPONSIBLE, replay(moves, {name}, primary=False), moves)
    return _holder(here, ground)


def _as_asked(here: Desktop, wish: Wish) -> Wish:
    """The same for a decision: a request stands though the plan does not list its milestone any more."""
    for asked in extensions(here.task.log):
        if asked.decision is None and asked.milestone and spelling(asked.milestone) == spelling(wish.milestone):
            return replace(wish, milestone=asked.milestone)
    return _as_named(here, wish)


def _as_named(here: Desktop, wish: Wish) -> Wish:
    """The same with the milestone's own name in place of what was typed; one that is taken back has no more wishes."""
    if not wish.milestone:
        return wish
    milestone = find_milestone(here.task, wish.milestone)
    said = [entry for entry in here.task.log if entry.action in _STANDS]
    require_order(here.task, here.day, last_said(said, milestone.name))
    return replace(wish, milestone=milestone.name)


def _require_order(here: Desktop, holder: Holder, wish: Wish) -> None:
    """Refuse a day before the last entry about the same wish: a decision belongs to the request before it."""
    said = [
        entry
        for entry in here.task.log
        if entry.action in EXTENDING
        and entry.milestone == (wish.milestone or None)
        and entry.department in _names(holder)
    ]
    if said and here.day < said[-1].on:
        raise InputRefused(
            f"{who(here.task, holder)}{_about(wish)}已于{date_text(said[-1].on)}{said[-1].action.label}，"
            f"日期不能早于那天；记录见 jytrack task show {here.task.no}"
        )


def _names(holder: Holder) -> set[str | None]:
    """Under which names the department asks; what names nobody is the primary lead's."""
    return {holder.name, None} if holder.part is Part.LEAD else {holder.name}


def _pending(task: Task, holder: Holder, wish: Wish) -> Extension | None:
    """The open request of the department about the same thing."""
    names = _names(holder)
    asked = (each for each in extensions(task.log) if each.milestone == (wish.milestone or None))
    return next((each for each in asked if each.decision is None and each.department in names), None)


def _original(here: Desktop, wish: Wish) -> date:
    """The day that is to be put off: the milestone's own, or the task's."""
    if not wish.milestone:
        return due_day(here.plan, here.task)
    milestone = find_milestone(here.task, wish.milestone)
    if milestone.kind is not MilestoneKind.MILESTONE or milestone.due_on is None:
        raise InputRefused(
            f"“{milestone.name}”是{milestone.kind.label}，没有可延的日期，见 jytrack task show {here.task.no}"
        )
    if milestone.done_on is not None:
        raise InputRefused(
            f"节点“{milestone.name}”已于{date_text(milestone.done_on)}完成，不用延期；"
            f"见 jytrack task show {here.task.no}"
        )
    return milestone.due_on


def _granted(here: Desktop, holder: Holder, wish: Wish) -> date | None:
    """The last day that was granted for the same thing; a milestone's holds whoever asked for it."""
    granted = [
        entry.until
        for entry in here.task.log
        if entry.action is LogAction.EXTENSION_APPROVED
        and entry.milestone == (wish.milestone or None)
        and (wish.milestone or entry.department == holder.name)
        and entry.until
    ]
    return max(granted, default=None)


def _later(here: Desktop, until: date | None, original: date, before: date | None) -> date:
    """The day that is asked for or granted; InputRefused when it is no later than those that stand."""
    if until is None or until <= max(original, before or original):
        words = f"原定{date_text(original)}" + (f"，已批准延至{date_text(before)}" if before else "")
        raise InputRefused(f"{words}，延期要写更晚的日期：--until，见 jytrack task show {here.task.no}")
    return until


def _entry(
    desk: Desk, here: Desktop, department: str | None, wish: Wish, action: LogAction, until: date | None
) -> LogEntry:
    """The request or the decision as the log has it."""
    return LogEntry(
        action, here.day, desk.now, desk.actor, wish.ground.note.strip(), department,
        milestone=wish.milestone or None, until=until,
    )  # fmt: skip


def _approval(here: Desktop, holder: Holder, wish: Wish) -> str:
    """The command that grants the wish."""
    department = None if holder.part is Part.LEAD else holder.name
    return f"jytrack task approve {here.task.no}{options(wish.milestone, department)}"


def options(milestone: str | None, department: str | None) -> str:
    """The options of a command that tell which extension is meant; None: the task's, the primary lead's."""
    about = f" --milestone {milestone}" if milestone else ""
    return about + (f" --department {department}" if department else "")


def _about(wish: Wish) -> str:
    """The milestone that is spoken of, if it is one."""
    return f" 节点“{wish.milestone}”" if wish.milestone else ""
