"""What departments owe, each with a key that is the same tomorrow (delivery.md §1)."""

from collections.abc import Iterable, Iterator
from datetime import date

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.plan.plan import Milestone, Task
from jytrack.domain.plan.stages import ObligationKind
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.supervision.waiting import Waiting, waiting
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, MilestoneKind, WaitingFor

_OF_THE_OFFICE = (WaitingFor.EXTENSION, WaitingFor.REVIEW)
"""What waits for the office's word; everything else waits for a department."""


@valueclass
class Owed:
    """One report that a unit owes for a period: its metric by code and name, and who leads what it is for."""

    metric: str
    name: str
    lead: str | None


@valueclass
class Obligation:
    """Something that `department` owes, called `what`; `key` names it for ever.

    `due_on` is the day that counts, `counted_from` the one that stages are counted from: a granted extension moves the
    reminders, never the days late. `leads` get copies. What does not escalate is told of in blue, once. `owed` is what
    is still missing of a submission; `asking` are the departments for whose work the office's word is waited for.
    """

    kind: ObligationKind
    key: str
    department: str
    what: str
    due_on: date
    counted_from: date
    leads: tuple[str, ...] = ()
    escalates: bool = True
    task: int | None = None
    target: str | None = None
    period: Period | None = None
    owed: tuple[Owed, ...] = ()
    waits: WaitingFor | None = None
    asking: tuple[str, ...] = ()
    until: date | None = None
    reason: str = ""


def obligations(standing: PlanStanding) -> tuple[Obligation, ...]:
    """Everything that is owed at the standing's as-of day, by kind, whether or not its first stage is reached."""
    return (
        *_submissions(standing),
        *_milestones(standing),
        *_windows(standing),
        *_answers(standing),
        *_targets(standing),
    )


def _submissions(standing: PlanStanding) -> Iterator[Obligation]:
    """One for all reports that a unit owes for a period, with those that are missing."""
    plan = standing.plan
    targets = {target.code: target for target in plan.targets}
    missing = (report for discipline in standing.disciplines.values() for report in discipline.missing_reports)
    found: dict[tuple[Period, str], list[DueReport]] = {}
    for report in (*missing, *standing.reports_due_soon):
        found.setdefault((report.period, report.unit), []).append(report)
    for (period, unit), reports in found.items():
        due_on = min(report.due_on for report in reports)
        owed = tuple(
            Owed(report.metric, targets[report.metric].metric.name, plan.lead_of(targets[report.metric]))
            for report in reports
        )
        yield Obligation(
            ObligationKind.SUBMISSION,
            f"submission/{period}/{unit}",
            unit,
            f"{period.month}月份报表",
            due_on,
            due_on,
            leads=tuple(dict.fromkeys(each.lead for each in owed if each.lead)),
            period=period,
            owed=owed,
        )


def _milestones(standing: PlanStanding) -> Iterator[Obligation]:
    """Open dated milestones; those that recur and are the office's own are its duties."""
    office = standing.plan.office
    for item in standing.tasks:
        if not item.open:
            continue
        task, lead = item.task, item.task.lead or office
        for judged in item.milestones:
            milestone = judged.milestone
            if milestone.due_on is None or judged.light.colour is Colour.GREEN:
                continue
            duty = milestone.frequency is not None and lead == office
            kind = ObligationKind.DUTY if duty else ObligationKind.MILESTONE
            yield _dated(kind, task, milestone, milestone.due_on, lead)


def _windows(standing: PlanStanding) -> Iterator[Obligation]:
    """Policy windows whose last day has not passed."""
    for item in standing.tasks:
        for window in item.task.milestones if item.open else ():
            due_on = window.due_on
            if window.kind is MilestoneKind.WINDOW and due_on is not None and standing.clock.as_of <= due_on:
                yield _dated(ObligationKind.WINDOW, item.task, window, due_on, item.task.lead or standing.plan.office)


def _dated(kind: ObligationKind, task: Task, milestone: Milestone, due_on: date, lead: str) -> Obligation:
    """What a task's lead owes by a day."""
    return Obligation(
        kind,
        f"{kind.value}/{task.no}/{milestone.name}",
        lead,
        milestone.name,
        due_on,
        milestone.postponed_to or due_on,
        task=task.no,
    )


def _answers(standing: PlanStanding) -> Iterator[Obligation]:
    """What waits for somebody's move, since the day on which it began to wait."""
    office = standing.plan.office
    for item in waiting(standing.plan, standing.tasks, standing.clock.as_of):
        names = tuple(name or office for name in item.departments)
        if item.what in _OF_THE_OFFICE:
            yield _answer(item, office, names)
        else:
            for name in names:
                yield _answer(item, name, ())


def _answer(item: Waiting, department: str, asking: tuple[str, ...]) -> Obligation:
    """One move that `department` is to make."""
    about = "/".join((*asking, item.milestone or "") if asking else (department,))
    return Obligation(
        ObligationKind.ANSWER,
        f"answer/{item.task.no}/{item.what.value}/{item.since}/{about}",
        department,
        item.milestone or item.task.title,
        item.since,
        item.since,
        leads=tuple(lead for lead in item.task.leads[:1] if lead != department),
        task=item.task.no,
        waits=item.what,
        asking=asking,
        until=item.until,
    )


def _targets(standing: PlanStanding) -> Iterator[Obligation]:
    """Binding targets that are red or yellow, from the end of the last closed month on; a yellow one is told once."""
    month = standing.clock.last_closed
    if month is None:
        return
    for judged in standing.assessments:
        colour, target = judged.light.colour, judged.target
        if target.binding and colour in (Colour.RED, Colour.YELLOW):
            yield Obligation(
                ObligationKind.TARGET,
                f"target/{month}/{target.code}",
                standing.plan.lead_of(target) or standing.plan.office,
                target.metric.name,
                month.last_day,
                month.last_day,
                escalates=colour is Colour.RED,
                task=target.task,
                target=target.code,
                period=month,
                reason=judged.light.reason,
            )


def of_task(found: Iterable[Obligation], no: int) -> list[Obligation]:
    """Those that belong to one task."""
    return [each for each in found if each.task == no]
