"""A task moved on by its departments, step by step, in the append-only log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.supervision.lifecycle import GROUNDED, Holder, holders
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Act, LogAction, Part
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.services.supervision.nodes import require_done
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called, find_department, plan_task
from jytrack.store.database.database import Session
from jytrack.store.plan import ledger
from jytrack.store.plan.tasks import full_log
from jytrack.store.supervision import evidence

Told = tuple[LogEntry, str]
"""An entry that is to be written, without its evidence, and what it says, for the clerk."""

WHOLE = "本任务"
"""What a task without a lead is called in messages, where a department's name would stand."""


@valueclass
class Ground:
    """Who acts in which task, on what ground, and on which day; without `departments` its primary lead."""

    no: int
    departments: tuple[str, ...] = ()
    everyone: bool = False
    note: str = ""
    on: date | None = None
    files: tuple[Path, ...] = ()


@valueclass
class OpenPlan:
    """The plan laid open for writing, and the day that the writing is dated."""

    session: Session
    plan: Plan
    day: date


@valueclass
class Desktop(OpenPlan):
    """A task laid open beside it, with all of its log."""

    task: Task


def move(desk: Desk, act: Act, ground: Ground) -> list[str]:
    """Move each department on by `act`, all of them or none; a line on each, for the clerk.

    InputRefused, naming what is possible, where the move is not legal or its day comes before the last one, and where
    the primary lead would finish the task while dated milestones are not done.
    """
    require_ground(act, ground, str(ground.no))
    with opened(desk, ground.no, ground.on) as here, evidence.kept(desk.where, here.session, ground.files) as files:
        found = moved(desk, here, act, ground, files)
        ledger.append_all(here.session, here.plan, [(ground.no, entry) for _, entry in found])
    return [f"{who(here.task, holder)}：{_step(entry)}{dated(desk, here)}" for holder, entry in found]


def require_ground(act: Act, ground: Ground, about: str) -> None:
    """UsageError where the act has to be justified and is not; `about` is how the tasks were written."""
    if act in GROUNDED and not ground.note.strip() and not ground.files:
        raise UsageError(f"{act.label}要写明依据：jytrack task {act.value} {about} --note 文字，或附材料 --file 文件")


def moved(
    desk: Desk, here: Desktop, act: Act, ground: Ground, files: tuple[Evidence, ...]
) -> list[tuple[Holder, LogEntry]]:
    """The entry by which each department of the order moves on; refused as `move` says, and nothing is written."""
    found = []
    for holder in chosen(here, ground, act):
        after = holder.state.after(act)
        if after is None:
            raise InputRefused(f"{now(here.task, holder)}，不能{act.label}；{possible(here.task, holder)}")
        _require_order(here, holder)
        if act is Act.FINISH and holder.part is Part.LEAD:
            require_done(here.task, here.day)
        entry = LogEntry(
            LogAction.STATUS, here.day, desk.now, desk.actor, ground.note.strip(), holder.name,
            from_status=holder.state.status, to_status=after.status, evidence=files,
        )  # fmt: skip
        found.append((holder, entry))
    return found


def _step(entry: LogEntry) -> str:
    """From which status to which."""
    return " → ".join(status.label for status in (entry.from_status, entry.to_status) if status)


@contextmanager
def opened(desk: Desk, no: int, on: date | None, *, all_year: bool = False) -> Iterator[Desktop]:
    """The task `no` for writing, as `plan_opened`; NotFound when the plan has none."""
    with plan_opened(desk, on, all_year=all_year) as here:
        log = full_log(here.session, here.plan.code, no)
        yield Desktop(here.session, here.plan, here.day, replace(plan_task(here.plan, no), log=log))


@contextmanager
def plan_opened(desk: Desk, on: date | None, *, all_year: bool = False) -> Iterator[OpenPlan]:
    """The plan for writing, in one transaction.

    UsageError for a day to come or before the plan was issued; `all_year`: what happened in the plan's year before it
    was issued may be told too.
    """
    day = on or desk.today
    if day > desk.today:
        raise UsageError(
            f"日期{date_text(day)}还没到；请写今天或以前，如 --on {desk.today}，用法见 jytrack task --help"
        )
    with desk.database.writing() as session:
        plan, _ = desk.open_plan(session, day)
        first = date(plan.year, 1, 1) if all_year else plan.issued_on
        if day < first:
            raise UsageError(
                f"方案 {plan.code} 的{'年度' if all_year else '印发'}日期是{date_text(first)}，"
                f"{date_text(day)}太早；请写那天以后的日期，如 --on {first}，用法见 jytrack task --help"
            )
        yield OpenPlan(session, plan, day)


def chosen(here: Desktop, ground: Ground, act: Act) -> list[Holder]:
    """The departments that the order is about; NotFound for one that has no part in the task."""
    known = all_holders(here)
    if ground.everyone:
        found = [holder for holder in known if holder.state.after(act)]
        if not found:
            raise InputRefused(
                f"任务{here.task.no}没有可以{act.label}的单位；各单位的状态见 jytrack task show {here.task.no}"
            )
        return found
    if not ground.departments:
        return [known[0]]
    wanted = {holder.name for name in ground.departments for holder in named(here, name, known)}
    return [holder for holder in known if holder.name in wanted]


def all_holders(here: Desktop) -> tuple[Holder, ...]:
    """Every department that has the task to do, the primary lead first."""
    return holders(here.task, here.plan.members)


def named(here: Desktop, text: str, known: Sequence[Holder]) -> list[Holder]:
    """The department called `text`, or the members that a group stands for in the task."""
    department = find_department(here.plan, text)
    found = [holder for holder in known if holder.name == department.name] or [
        holder for holder in known if holder.part is Part.VIA_GROUP and holder.name in department.members
    ]
    if not found:
        names = "、".join(holder.name for holder in known if holder.name)
        raise NotFound(
            f"“{department.name}”不承担任务{here.task.no}；承担的有：{names}，见 jytrack task show {here.task.no}"
        )
    return found


def _require_order(here: Desktop, holder: Holder) -> None:
    """Refuse a day before the department's last move, so that the log reads the same by days and as recorded.

    What was told of a task without a lead, or of a group, is taken over by whoever leads it or joins later.
    """
    heirs = _heirs(here, holder)
    taken_over = [entry for entry in here.task.log if entry.to_status and entry.department in heirs]
    last = max((*holder.moves, *taken_over), key=lambda entry: entry.on, default=None)
    if last and last.to_status and here.day < last.on:
        raise InputRefused(
            f"{who(here.task, holder)}已于{date_text(last.on)}{last.to_status.label}，日期不能早于那天；"
            f"记录见 jytrack task show {here.task.no}"
        )


def _heirs(here: Desktop, holder: Holder) -> set[str | None]:
    """Who takes over, on whatever day, what the holder is told now."""
    if holder.name is None:
        return {entry.department for entry in here.task.log if entry.action is LogAction.TASK_OWNER}
    return set(ledger.ever_members(here.session, here.plan.code, holder.name))


def log(desk: Desk, here: Desktop, ground: Ground, entry: LogEntry) -> None:
    """Write an entry, with the evidence that the ground names."""
    with evidence.kept(desk.where, here.session, ground.files) as files:
        ledger.append(here.session, here.plan, here.task.no, replace(entry, evidence=files))


def written(
    desk: Desk,
    here: Desktop,
    ground: Ground,
    action: LogAction,
    milestone: str | None = None,
    until: date | None = None,
) -> LogEntry:
    """An entry that is about the task itself, still without its evidence."""
    return LogEntry(action, here.day, desk.now, desk.actor, ground.note.strip(), milestone=milestone, until=until)


def who(task: Task, holder: Holder) -> str:
    """The department in the task, as messages name it."""
    return f"{called(task)}{holder.name or WHOLE}"


def now(task: Task, holder: Holder) -> str:
    """How the department stands in the task, as messages begin."""
    return f"{who(task, holder)}现为“{holder.state.status.label}”"


def possible(task: Task, holder: Holder) -> str:
    """What may be done instead, with the commands."""
    about = f" --department {holder.name}" if holder.name and holder.part is not Part.LEAD else ""
    ways = "、".join(f"{act.label} jytrack task {act.value} {task.no}{about}" for act in holder.state.possible)
    return f"可以：{ways}"


def dated(desk: Desk, here: OpenPlan) -> str:
    """Both dates, where what happened is recorded on a later day; how to see what comes after the year."""
    day, plan = here.day, here.plan
    both = "" if day == desk.today else f"（日期{date_text(day)}，登记日期{date_text(desk.today)}）"
    after = f"（在方案年度以后，看报表请加 --as-of {day}）" if day > plan.ends_on else ""
    return both + after
