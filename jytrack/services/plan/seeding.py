"""`init`: the database made or upgraded, the plan folder read and applied."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import Milestone, Plan
from jytrack.domain.plan.recurring import with_recurring
from jytrack.domain.plan.starting import starting
from jytrack.domain.plan.unsettled import unsettled
from jytrack.domain.plan.wording import LETTERHEAD
from jytrack.domain.sheets.records import FileProblem, SettingChange
from jytrack.domain.supervision.nodes import undone
from jytrack.domain.values.listing import several
from jytrack.domain.values.period import Period
from jytrack.errors import UsageError
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.intake.plan.papers import FOLDER, LARGEST, read_papers
from jytrack.reports.documents.holes import foreign
from jytrack.reports.plan import seeding as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.calendars import with_calendar
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called
from jytrack.services.values.second_look import take_stock
from jytrack.shipped import shipped
from jytrack.store.database import schema
from jytrack.store.database.database import Session
from jytrack.store.plan import plans
from jytrack.store.plan.seeding import begin_at, save_plan

SHIPPED_PLAN = "jingyuan-2023"
_NAMED = 8
"""So many of what has to be confirmed are named."""


def init(desk: Desk, folder: Path | None, *, dry_run: bool = False, since: Period | None = None) -> Answer:
    """Make or upgrade the database and load the plan in `folder` (None: the plan that comes with the program).

    `since`: reports of earlier months are not owed, which is remembered for every later `init`. UsageError when there
    is no such folder or the month is of another year; a broken folder is refused with every problem, before anything
    is made. With `dry_run` nothing is: what would change is told of a database that needs no upgrade.
    """
    folder = folder or shipped("seed") / SHIPPED_PLAN
    if not folder.is_dir():
        raise UsageError(f"没有方案文件夹 {folder}，请核对：jytrack plan check 文件夹")
    plan, problems = read_plan_folder(folder)
    problems += (*_unfilled(folder), *_letterhead_problems(folder))
    if plan is None or problems:
        return Answer(report.refused_report(str(folder), problems), refused=True)
    plan = with_recurring(plan, WorkCalendar.of(with_calendar(plan).calendar))
    if since is not None and since.year != plan.year:
        raise UsageError(f"--since {since} 不在方案年度{plan.year}年内，如 jytrack init --since {plan.year}-07")
    if dry_run:
        return Answer(report.report(_rehearsed(desk, plan, since)))
    with schema.upgraded(desk.where) as (session, upgraded):
        is_new = plan.code not in plans.plan_codes(session)
        changes = _saved(session, desk, plan, since)
        if changes or upgraded.before != upgraded.after:
            take_stock(session, desk)
        left_open = _left_open(replace(desk, plan=plan.code).open_plan(session, desk.today)[0]) if changes else ()
    return Answer(
        report.report(
            report.InitOutcome(
                path=str(desk.where),
                plan=plan.code,
                title=plan.title,
                tasks=len(plan.tasks),
                targets=len(plan.targets),
                plan_is_new=is_new,
                revision_before=upgraded.before,
                revision=upgraded.after,
                backup=str(upgraded.backup) if upgraded.backup else None,
                changes=changes,
                left_open=left_open,
            )
        )
    )


def _unfilled(folder: Path) -> Iterator[FileProblem]:
    """The holes in the folder's wordings that no document of that kind fills."""
    for kind, text in read_papers(folder, []).wordings.items():
        for line, name in foreign(kind, text):
            told = f"“{name}”不在{kind.label}里填；有哪些见 jytrack report wording {kind.label}"
            yield FileProblem(kind.file, told, line)


def _letterhead_problems(folder: Path) -> tuple[FileProblem, ...]:
    """What keeps the folder's 公文.docx from being used; what reads it is not loaded where there is none."""
    path = folder / FOLDER / LETTERHEAD
    if not path.is_file() or path.stat().st_size > LARGEST:
        return ()
    from jytrack.reports.formats.letterhead import problems

    return tuple(FileProblem(LETTERHEAD, line) for line in problems(path.read_bytes()))


def _saved(session: Session, desk: Desk, plan: Plan, since: Period | None) -> tuple[SettingChange, ...]:
    """Load the plan as it is owed from `since` on, or from the month that was said before; what that changes."""
    begins = since or plans.first_month(session, plan.code)
    changes = save_plan(session, starting(plan, begins) if begins else plan, desk.actor, desk.now)
    if since is not None:
        begin_at(session, plan.code, since, desk.actor, desk.now)
    return changes


def _rehearsed(desk: Desk, plan: Plan, since: Period | None) -> report.InitOutcome:
    """What `init` would find and change."""
    is_new, needed, stands = True, schema.head_revision(), schema.is_current(desk.where)
    changes: tuple[SettingChange, ...] = ()
    left_open: tuple[str, ...] = ()
    if stands:
        with desk.database.writing(keep=False) as session:
            is_new = plan.code not in plans.plan_codes(session)
            changes = _saved(session, desk, plan, since)
            left_open = _left_open(replace(desk, plan=plan.code).open_plan(session, desk.today)[0]) if changes else ()
    return report.InitOutcome(
        path=str(desk.where),
        plan=plan.code,
        title=plan.title,
        tasks=len(plan.tasks),
        targets=len(plan.targets),
        plan_is_new=is_new,
        revision_before=needed if stands else None,
        revision=needed,
        changes=changes,
        left_open=(*left_open, *to_confirm(plan)),
        dry_run=True,
    )


def _left_open(plan: Plan) -> tuple[str, ...]:
    """What must be told of finished tasks over whose milestones nobody watches any more."""
    return tuple(
        f"注意：{called(task)}已{task.status.label}，节点{_quoted(left)}还没有登记完成，逾期照计；"
        f"先退回再登记：jytrack task return {task.no} --note 依据"
        for task in plan.tasks
        if task.status.finished and (left := undone(task))
    )


def to_confirm(plan: Plan) -> Iterator[str]:
    """A line on each thing that the plan leaves open, with some of its names."""
    return (f"待确认：{what}：{several(names, _NAMED, '项')}" for what, names in unsettled(plan))


def _quoted(milestones: Iterable[Milestone]) -> str:
    """The milestones by name."""
    return "、".join(f"“{milestone.name}”" for milestone in milestones)
