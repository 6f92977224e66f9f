"""Extensions asked for and decided in the task log; the original day stays and counts."""

from dataclasses import dataclass
from datetime import date

from jytrack.domain.deadline import due_day
from jytrack.domain.extension import Extension, extensions
from jytrack.domain.lifecycle import Holder
from jytrack.domain.numerals import date_text
from jytrack.domain.plan import LogEntry, Task
from jytrack.domain.words import LogAction, MilestoneKind
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.services.desk import Desk
from jytrack.services.supervising import (
    Desktop,
    Ground,
    all_holders,
    dated,
    find_milestone,
    named,
    now,
    opened,
    possible,
    who,
)
from jytrack.store import evidence, ledger


@dataclass(frozen=True, slots=True)
class Wish:
    """A later day for a milestone, or without one for the whole task; `until` None: the day that was asked for."""

    ground: Ground
    until: date | None = None
    milestone: str = ""


def request(desk: Desk, wish: Wish) -> str:
    """Record that a department asks for a later day; what was recorded, for the clerk.

    InputRefused when its task is not under way, a request is open already, or the day is no later than the one before.
    """
    if not wish.ground.note.strip() and not wish.ground.files:
        raise UsageError(f"延期要写明原因：jytrack task extend {wish.ground.no} --until 日期 --note 原因")
    with opened(desk, wish.ground.no, wish.ground.on) as here:
        holder = _holder(here, wish.ground)
        if not holder.state.under_way:
            raise InputRefused(f"{now(here.task, holder)}，不能申请延期；{possible(here.task, holder)}")
        if _pending(here.task, holder, wish) is not None:
            no = here.task.no
            raise InputRefused(f"{who(here.task, holder)}已有一件延期申请未批；批准用 jytrack task approve {no}")
        original = _original(here, wish)
        _require_later(here, wish.until, original)
        _append(desk, here, holder, wish, LogAction.EXTENSION_REQUESTED, wish.until)
        return (
            f"{who(here.task, holder)}{_about(wish)}：申请从 {date_text(original)} 延至 {date_text(wish.until)}"
            f"{dated(desk, here)}；批准用 jytrack task approve {here.task.no}"
        )


def decide(desk: Desk, wish: Wish, *, granted: bool) -> str:
    """Grant or refuse the open request; what was recorded, for the clerk. NotFound when there is none."""
    if not granted and not wish.ground.note.strip():
        raise UsageError(f"不准延期要写明原因：jytrack task refuse {wish.ground.no} --note 原因")
    with opened(desk, wish.ground.no, wish.ground.on) as here:
        holder = _holder(here, wish.ground)
        asked = _pending(here.task, holder, wish)
        if asked is None:
            raise NotFound(
                f"{who(here.task, holder)}{_about(wish)}没有待批的延期申请；申请用 jytrack task extend {here.task.no}"
            )
        if here.day < asked.request.on:
            raise InputRefused(
                f"申请于 {date_text(asked.request.on)} 提出，批复日期不能早于那天；"
                f"记录见 jytrack task show {here.task.no}"
            )
        original = _original(here, wish)
        until = (wish.until or asked.request.until) if granted else None
        if granted:
            _require_later(here, until, original)
        action = LogAction.EXTENSION_APPROVED if granted else LogAction.EXTENSION_REFUSED
        _append(desk, here, holder, wish, action, until)
        outcome = f"批准延至 {date_text(until)}，原定 {date_text(original)} 照计" if until else "不准延期"
        return f"{who(here.task, holder)}{_about(wish)}：{outcome}{dated(desk, here)}"


def _holder(here: Desktop, ground: Ground) -> Holder:
    """The one department that asks: the primary lead unless another is named."""
    known = all_holders(here)
    if not ground.departments:
        return known[0]
    found = named(here, ground.departments[0], known)
    if len(found) > 1:
        raise InputRefused(
            f"“{ground.departments[0]}”有 {len(found)} 个成员，延期请逐个单位办，见 jytrack task show {here.task.no}"
        )
    return found[0]


def _pending(task: Task, holder: Holder, wish: Wish) -> Extension | None:
    """The open request of the department about the same thing."""
    about = (holder.name, wish.milestone or None)
    asked = (each for each in extensions(task.log) if (each.department, each.milestone) == about)
    return next((each for each in asked if each.decision is None), None)


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
            f"节点“{milestone.name}”已于 {date_text(milestone.done_on)} 完成，不用延期；"
            f"见 jytrack task show {here.task.no}"
        )
    return milestone.due_on


def _require_later(here: Desktop, until: date | None, original: date) -> None:
    """Refuse a day that is no later than the original one."""
    if until is None or until <= original:
        raise InputRefused(
            f"原定 {date_text(original)}，延期要写更晚的日期：--until，见 jytrack task show {here.task.no}"
        )


def _append(desk: Desk, here: Desktop, holder: Holder, wish: Wish, action: LogAction, until: date | None) -> None:
    """Write the request or the decision, with its evidence."""
    with evidence.kept(desk.path, wish.ground.files) as files:
        entry = LogEntry(
            action, here.day, desk.now, desk.actor, wish.ground.note.strip(), holder.name,
            milestone=wish.milestone or None, until=until, evidence=files,
        )  # fmt: skip
        ledger.append(here.session, here.plan, here.task.no, entry)


def _about(wish: Wish) -> str:
    """The milestone that is spoken of, if it is one."""
    return f" 节点“{wish.milestone}”" if wish.milestone else ""
