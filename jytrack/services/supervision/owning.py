"""What the office decides where the plan leaves it open: who leads a task or a goal, and who belongs to a group."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from jytrack.domain.plan.ownership import has_printed_lead, is_printed
from jytrack.domain.plan.plan import Department, Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.supervision.extension import extensions
from jytrack.domain.supervision.lifecycle import moves_of
from jytrack.domain.supervision.nodes import finished_over
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import DepartmentKind, LogAction
from jytrack.errors import InputRefused, UsageError
from jytrack.reports.plan import ownership as report
from jytrack.reports.values.phrases import NO_LEAD
from jytrack.services.supervision.extending import options
from jytrack.services.supervision.nodes import require_open
from jytrack.services.supervision.supervising import OpenPlan, dated, plan_opened
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called, find_department, find_target, plan_task
from jytrack.store.plan import ledger
from jytrack.store.plan.tasks import full_log
from jytrack.store.supervision import evidence


@valueclass
class Reason:
    """Why it was decided, from which day, and the files that prove it."""

    note: str
    on: date | None = None
    files: tuple[Path, ...] = ()


def ownership(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """What the plan leaves open, what is assumed, and what the office decided."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
    return Answer(report.report(plan, clock))


def own_task(desk: Desk, no: int, department: str, reason: Reason) -> str:
    """Give the task a lead (blank: as the plan has it); what was recorded, for the clerk.

    InputRefused where the plan itself prints the lead, or nothing would change.
    """
    with _decision(desk, reason, f"jytrack task own {no}") as here:
        task = plan_task(here.plan, no)
        if has_printed_lead(task.links):
            raise InputRefused(
                f"{called(task)}由{task.lead}牵头，是方案印明的；方案改了的，改方案文件夹里的"
                " task_departments.csv，再运行 jytrack init"
            )
        lead = _body(here.plan, department).name if department else None
        if lead == (task.lead_decision.department if task.lead_decision else None):
            raise _nothing_new(f"{called(task)}的牵头单位", lead)
        if task.leads:
            log = full_log(here.session, here.plan.code, no)
            require_open(replace(task, log=log), here.day, "换牵头单位")
        _append(desk, here, reason, no, LogEntry(LogAction.TASK_OWNER, here.day, desk.now, desk.actor, department=lead))
        after = plan_task(replace(desk, plan=here.plan.code).open_plan(here.session, here.day)[0], no)
        before = task.lead or NO_LEAD
        moved = _moved(task, after, full_log(here.session, here.plan.code, no), here.day)
        now = f"{lead or '按方案'}{_unscored(here.plan, lead)}"
        return f"{called(task)}：牵头单位 {before} → {now}{_from(desk, here)}{moved}"


def own_target(desk: Desk, code: str, no: int | None, department: str, reason: Reason) -> str:
    """Give the target to a task or a department (neither: as the plan has it); what was recorded, for the clerk.

    What is assumed is confirmed by naming it. InputRefused where the plan itself prints the task, or nothing changes.
    """
    if no is not None and department:
        raise UsageError(f"--task 和 --department 只写一个：jytrack target own {code} --task 序号 --note 依据")
    with _decision(desk, reason, f"jytrack target own {code}") as here:
        target = find_target(here.plan, code)
        if is_printed(target):
            raise InputRefused(
                f"“{target.metric.name}”归任务{target.task}，是方案印明的；方案改了的，改方案文件夹里的"
                " targets.csv，再运行 jytrack init"
            )
        task = None if no is None else plan_task(here.plan, no)
        owner = _body(here.plan, department).name if department else None
        decided = (target.task, target.owner) if target.decision else (None, None)
        if (no, owner) == decided:
            raise _nothing_new(f"“{target.metric.name}”", _where(here.plan, target) if target.decision else None)
        entry = LogEntry(
            LogAction.TARGET_OWNER, here.day, desk.now, desk.actor, department=owner, target=target.code
        )  # fmt: skip
        _append(desk, here, reason, no, entry)
        confirmed = task is not None and no == target.task and not target.decision
        now = f"归{called(task)}" if task else f"由{owner}牵头{_unscored(here.plan, owner)}" if owner else "按方案"
        change = f"确认{now}（原为推定）" if confirmed else f"{_where(here.plan, target)} → {now}"
        return f"“{target.metric.name}”：{change}{_from(desk, here)}"


def change_members(desk: Desk, group: str, added: list[str], removed: list[str], reason: Reason) -> list[str]:
    """Add bodies to a group, or take them from it, all or none; a line on each, for the clerk.

    InputRefused where the group reports figures, whose units are the plan's to say, or where nothing would change.
    """
    if not added and not removed:
        raise UsageError(f"请写 --add 单位 或 --remove 单位：jytrack task members {group} --add 单位 --note 依据")
    lines = []
    with _decision(desk, reason, f"jytrack task members {group}") as here:
        whole = _group(here.plan, group)
        members, entries = set(whole.members), list[LogEntry]()
        for action, names in ((LogAction.MEMBER_ADDED, added), (LogAction.MEMBER_REMOVED, removed)):
            for name in names:
                body = _body(here.plan, name).name
                if (body in members) is (action is LogAction.MEMBER_ADDED):
                    state = "已经是" if body in members else "不是"
                    raise InputRefused(f"{body}{state}{whole.name}的成员；名单见 jytrack task members")
                members ^= {body}
                entries.append(LogEntry(action, here.day, desk.now, desk.actor, department=body, group=whole.name))
                lines.append(f"{whole.name}：{action.label} {body}{_from(desk, here)}，现有{len(members)}个成员")
        _append(desk, here, reason, None, *entries)
    return lines


@contextmanager
def _decision(desk: Desk, reason: Reason, command: str) -> Iterator[OpenPlan]:
    """The plan for writing a decision; UsageError without a reason in words."""
    if not reason.note.strip():
        raise UsageError(f"要写明依据：{command} … --note 依据，用法见 {' '.join(command.split()[:3])} --help")
    with plan_opened(desk, reason.on) as here:
        yield here


def _append(desk: Desk, here: OpenPlan, reason: Reason, no: int | None, *entries: LogEntry) -> None:
    """Write what was decided with its reason and evidence."""
    with evidence.kept(desk.where, here.session, reason.files) as files:
        for entry in entries:
            ledger.append(here.session, here.plan, no, replace(entry, note=reason.note.strip(), evidence=files))


def _group(plan: Plan, text: str) -> Department:
    """The group called `text`, whose members may be decided."""
    group = find_department(plan, text)
    if group.kind is not DepartmentKind.GROUP:
        raise InputRefused(f"“{group.name}”不是集合单位；集合单位见 jytrack task members")
    reported = [target for target in plan.targets if any(duty.unit == group.name for duty in target.duties)]
    if reported:
        raise InputRefused(
            f"“{group.name}”要报{len(reported)}项指标，成员由方案规定；方案改了的，改方案文件夹里的 departments.csv，"
            "再运行 jytrack init"
        )
    return group


def _moved(before: Task, after: Task, log: Sequence[LogEntry], day: date) -> str:
    """What the change of lead does to a task that has begun: whose status it shows now, what the old lead leaves open.

    InputRefused where the new lead finished its part over open milestones, on `day` or later: nor may the task be; and
    where what it was told itself and what the task was told without a lead make up no one life.
    """
    old, new = before.lead, after.lead
    if old == new or not any(entry.to_status for entry in log):
        return ""
    life = moves_of(log, {new}, primary=True)
    if any(later.from_status is not earlier.to_status for earlier, later in pairwise(life)):
        raise InputRefused(
            f"{new}在{called(before)}自己已有办理记录，与没有牵头单位时的记录接不起来，不能改由它牵头；"
            f"请另定单位，记录见 jytrack task show {before.no}"
        )
    if left := finished_over(replace(after, log=tuple(log)), day):
        raise InputRefused(
            f"{new}在{called(after)}已经办结，不能改由它牵头：还有{len(left)}个节点没有登记完成："
            f"{'、'.join(left)}；先登记，或退回 jytrack task return {after.no} --department {new}"
        )
    words = f"；任务状态改看{new or '没有牵头单位时的记录'}，现为“{after.status.label}”"
    for asked in extensions(log):
        if old and asked.department == old and asked.decision is None:
            about = f"节点“{asked.milestone}”" if asked.milestone else "本任务"
            words += (
                f"；{old}申请{about}延至{date_text(asked.request.until)}，还没有批："
                f"jytrack task refuse {after.no}{options(asked.milestone, old)}"
            )
    return words


def _body(plan: Plan, text: str) -> Department:
    """The single body called `text`."""
    body = find_department(plan, text)
    if body.kind is DepartmentKind.GROUP:
        raise InputRefused(f"“{body.name}”是集合单位，请写具体单位；名单见 jytrack report accountability")
    return body


def _unscored(plan: Plan, lead: str | None) -> str:
    """What must be known of a lead that is only listed."""
    vertical = any(each.name == lead and each.kind is DepartmentKind.VERTICAL for each in plan.departments)
    return "（垂直单位，只列出，不评分、不排名）" if vertical else ""


def _where(plan: Plan, target: Target) -> str:
    """Where the target belongs now."""
    if target.owner:
        return f"由{target.owner}牵头"
    return f"归{called(plan.task(target.task))}" if target.task is not None else NO_LEAD


def _nothing_new(what: str, now: str | None) -> InputRefused:
    """The decision would change nothing."""
    state = f"已确定：{now}" if now else "没有作过决定，本来就按方案"
    return InputRefused(f"{what}{state}，未作改动；现状见 jytrack task own")


def _from(desk: Desk, here: OpenPlan) -> str:
    """From which day the decision holds, and when it was recorded."""
    return f"，自{date_text(here.day)}起{dated(desk, here)}"
