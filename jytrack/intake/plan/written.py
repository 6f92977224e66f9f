"""A plan as the files of its folder: what `folder.read_plan_folder` reads from them is the plan again."""

import csv
import io
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction

from jytrack.domain.plan.ownership import printed_links
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Schedule, Target, Thresholds
from jytrack.domain.plan.wording import LETTERHEAD
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.words import Basis, ScheduleKind, ScheduleRole, ThresholdItem
from jytrack.intake.plan import stationery
from jytrack.intake.plan.files import COLUMNS, OPTIONAL_COLUMNS
from jytrack.intake.plan.folder import HEAD
from jytrack.intake.plan.papers import FOLDER
from jytrack.intake.plan.rows import NO, YES

Cells = Sequence[object]


def written(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Each file of the plan's folder with its content: tables in UTF-8 with a mark, as spreadsheets open them."""
    for name, rows in _tables(plan).items():
        yield name, _csv((*COLUMNS[name], *OPTIONAL_COLUMNS.get(name, ())), rows)
    papers = plan.papers
    for kind, text in papers.wordings.items():
        yield f"{FOLDER}/{kind.file}", text.encode()
    if papers.stationery:
        yield f"{FOLDER}/{stationery.FILE}", _csv(stationery.COLUMNS, papers.stationery.items())
    if papers.letterhead:
        yield f"{FOLDER}/{LETTERHEAD}", b64decode(papers.letterhead)


def _tables(plan: Plan) -> dict[str, Iterable[Cells]]:
    """The rows of each table."""
    return {
        "plan.csv": zip(
            HEAD, (plan.code, plan.title, plan.region, plan.year, plan.issued_on, plan.document), strict=True
        ),
        "departments.csv": (
            (d.name, d.kind.label, d.code, d.villages, d.communities, d.aliases, d.members, d.basis.label)
            for d in plan.departments
        ),
        "tasks.csv": ((task.no, task.title, task.section, task.summary) for task in plan.tasks),
        "task_departments.csv": (
            (task.no, link.department, link.role.label, link.position, link.basis.label)
            for task in plan.tasks
            for link in printed_links(task.links)
        ),
        "metrics.csv": map(_metric, plan.targets),
        "targets.csv": (_target(target, plan.ends_on) for target in plan.targets),
        "duties.csv": (
            (target.metric.name, duty.unit, duty.frequency.label, duty.due_day, duty.since.number)
            for target in plan.targets
            for duty in target.duties
        ),
        "milestones.csv": (
            (task.no, m.name, m.kind.label, m.starts_on, m.due_on, m.frequency and m.frequency.label, m.basis.label)
            for task in plan.tasks
            for m in task.milestones
        ),
        "schedules.csv": (row for target in plan.targets for row in _schedules(target)),
        "thresholds.csv": _thresholds(plan),
        "bounds.csv": (
            (bounds.unit, target.metric.name, bounds.low, bounds.high, bounds.note)
            for target in plan.targets
            for bounds in target.bounds
        ),
        "policies.csv": (
            (task.no, policy.item, policy.figure, policy.condition, policy.basis.label)
            for task in plan.tasks
            for policy in task.policies
        ),
        "calendar.csv": ((each.day, each.name, each.off, each.source) for each in plan.calendar),
        "reminders.csv": (
            (rule.kind.label, tuple(map(str, rule.stages)), rule.every or "", rule.lead_from, rule.office_from, "")
            for rule in plan.reminders
        ),
    }


def _metric(target: Target) -> Cells:
    metric = target.metric
    return (
        *(metric.code, metric.name, metric.measure_unit, metric.measure.label, metric.reporting.label),
        *(metric.numerator_unit, metric.denominator_unit),
        *(metric.may_be_negative, metric.share_of_people, metric.source_required, metric.aliases),
        *(metric.definition, metric.written_as),
    )


def _target(target: Target, on: date) -> Cells:
    """The target with the goal in force on a day; what the office decided of its task is its own reading."""
    goal = target.goal_at(on)
    basis = target.task_basis or (Basis.ASSUMED if target.task is not None else None)
    return (
        *(
            target.metric.name,
            goal and goal.value,
            target.direction.label,
            (goal.basis if goal else Basis.PRINTED).label,
        ),
        *(target.task, basis and basis.label, target.binding, target.schedule.kind.label),
        *(target.schedule.checkpoint, goal and goal.reason),
    )


def _schedules(target: Target) -> Iterator[Cells]:
    """The schedules that need a row of their own: steps, and what only warns."""
    if target.schedule.kind is ScheduleKind.STEPS:
        yield _schedule(target, ScheduleRole.OFFICIAL, target.schedule)
    if target.early_warning:
        yield _schedule(target, ScheduleRole.EARLY_WARNING, target.early_warning)


def _schedule(target: Target, role: ScheduleRole, schedule: Schedule) -> Cells:
    shares = (str(share) for share in schedule.points)
    return (target.metric.name, role.label, schedule.kind.label, schedule.checkpoint, *shares)


def _thresholds(plan: Plan) -> Iterator[Cells]:
    """The plan's own thresholds, and those of single targets that differ from them."""
    yield from (("", item.label, value) for item, value in _items(plan.thresholds))
    known = dict(_items(plan.thresholds))
    for target in plan.targets:
        yield from (
            (target.metric.name, item.label, value) for item, value in _items(target.thresholds) if value != known[item]
        )


def _items(thresholds: Thresholds) -> Iterator[tuple[ThresholdItem, Fraction]]:
    return ((ThresholdItem(name), Fraction(value)) for name, value in asdict(thresholds).items())


def _csv(header: Cells, rows: Iterable[Cells]) -> bytes:
    """A table as a spreadsheet opens it."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([*map(_cell, row), *[""] * (len(header) - len(row))])
    return made.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """A value as the readers of rows take it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        return "、".join(value)
    return plain(value) if isinstance(value, Fraction) else str(value)
