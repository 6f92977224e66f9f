"""Tasks: looked at, and moved on in the append-only log."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.accounts.standing import tasks_of_department
from jytrack.domain.plan.parts import UNASSIGNED, parts
from jytrack.domain.plan.plan import Task
from jytrack.domain.supervision.lifecycle import TO_REACH
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, Part, TaskGrouping, TaskOrder, TaskStatus
from jytrack.errors import UsageError
from jytrack.reports.accounts import board as board_report
from jytrack.reports.accounts.first_day import on_first_day
from jytrack.reports.supervision import tasklist
from jytrack.reports.supervision import tasks as report
from jytrack.reports.values.urging import with_urged
from jytrack.services.supervision import supervising
from jytrack.services.supervision.supervising import Ground
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import account_name, find_department, find_task
from jytrack.services.values.standing import reports_ahead, stand_tasks
from jytrack.store.delivery.deliveries import urged_task
from jytrack.store.plan import feedback


@valueclass
class Filter:
    """Which tasks to list; None lets all pass. `part` asks for the department's own part, or for any one's.

    A department has the part that its account counts (domain.md §3, Accountability): in its strongest only, and as a
    member of its groups.
    """

    department: str | None = None
    part: Part | None = None
    section: str | None = None
    status: TaskStatus | None = None
    light: Colour | None = None
    overdue: bool = False

    def passes(self, standing: TaskStanding, members: Mapping[str, Sequence[str]]) -> bool:
        """Whether the task is wanted; `department` holds the printed name by now, `members` opens the groups."""
        task = standing.task
        return (
            self._has_part(task, members)
            and (self.section is None or self.section in task.section)
            and (self.status is None or task.status is self.status)
            and (self.light is None or (standing.light is not None and standing.light.colour is self.light))
            and not (self.overdue and not standing.overdue)
        )

    def _has_part(self, task: Task, members: Mapping[str, Sequence[str]]) -> bool:
        """Whether the department, or any, has the part asked for, or any."""
        if self.department is None and self.part is None:
            return True
        return any(
            name != UNASSIGNED and self.department in (None, name) and self.part in (None, part)
            for name, part in parts(task, members).items()
        )


@valueclass
class Arrangement:
    """How the tasks are laid out: under which headings, if any, and in which order."""

    by: TaskGrouping | None = None
    order: TaskOrder = TaskOrder.PLAN


def list_tasks(
    desk: Desk, wanted: Filter, laid_out: Arrangement, as_of: date | None, known_at: datetime | None
) -> Answer:
    """The tasks that pass the filter, in the order asked for."""
    with desk.database.reading() as session:
        standing = stand_tasks(desk, session, as_of, known_at)
    plan = standing.plan
    if wanted.department is not None:
        wanted = replace(wanted, department=find_department(plan, wanted.department).name)
    members = plan.members
    found = [item for item in standing.tasks if wanted.passes(item, members)]
    if laid_out.order is TaskOrder.OVERDUE:
        found.sort(key=tasklist.overdue_first)
    return Answer(tasklist.list_report(standing, found, laid_out.by))


def board(desk: Desk, as_of: date | None, known_at: datetime | None, department: str | None = None) -> Answer:
    """The tasks on one screen, for a meeting; of one `department` what it has a part in."""
    with desk.database.reading() as session:
        standing, name = stand_tasks(desk, session, as_of, known_at), ""
        reports = reports_ahead(session, standing)
    if department is not None:
        name = account_name(standing.plan, department)
        standing = tasks_of_department(standing, name)
        reports = [report for report in reports if report.unit == name]
    return Answer(on_first_day(board_report.report(standing, reports, name), standing))


def show(desk: Desk, no: int, as_of: date | None, known_at: datetime | None) -> Answer:
    """One task on one page."""
    with desk.database.reading() as session:
        standing = stand_tasks(desk, session, as_of, known_at, lambda *_: (no,))
        told = feedback.told(session, standing.plan, standing.clock.as_of, standing.clock.known_at)
        urged = urged_task(session, standing.plan, standing.clock.known_at, no, as_of or desk.today)
    return Answer(with_urged(report.show_report(standing, find_task(standing, no), told), urged))


def move(desk: Desk, status: TaskStatus, ground: Ground) -> list[str]:
    """Bring the task to `status` by the one act that leads there, where it is legal; as `supervising.move`."""
    if status not in TO_REACH:
        acts = "、".join(reached.label for reached in TO_REACH)
        raise UsageError(f"任务不能改为“{status.label}”，可以改为：{acts}；现状见 jytrack task show {ground.no}")
    return supervising.move(desk, TO_REACH[status], ground)
