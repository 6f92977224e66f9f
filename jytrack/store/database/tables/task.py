"""Tasks, who is in charge of them, what is to be done by when, and the append-only log of what was done and decided."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Basis, Frequency, LogAction, MilestoneKind, Role, TaskStatus
from jytrack.store.database.tables.base import Model, append_only
from jytrack.store.values.columns import Moment, PeriodNumber, word


def _of_task() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["plan_id", "task_no"], ["task.plan_id", "task.no"])


def _of_department() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["plan_id", "department_id"], ["plan_department.plan_id", "plan_department.department_id"]
    )


class Task(Model, table=True):
    """One numbered measure of a plan."""

    __table_args__ = (CheckConstraint("no >= 1", name="no"), CheckConstraint("title <> ''", name="title"))

    plan_id: int = Field(primary_key=True, foreign_key="plan.id")
    no: int = Field(primary_key=True)
    title: str
    section: str
    summary: str = ""


class TaskDepartment(Model, table=True):
    """A department's printed role in a task."""

    __table_args__ = (
        _of_task(),
        _of_department(),
        UniqueConstraint("plan_id", "task_no", "role", "position"),
        CheckConstraint("position >= 1", name="position"),
    )

    plan_id: int = Field(primary_key=True)
    task_no: int = Field(primary_key=True)
    role: Role = Field(sa_column=Column(word(Role, "role"), primary_key=True))
    department_id: int = Field(primary_key=True)
    position: int
    basis: Basis = Field(sa_column=Column(word(Basis, "basis"), nullable=False))


class Milestone(Model, table=True):
    """A node, window or checklist item of a task."""

    __table_args__ = (
        _of_task(),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("starts_on <= due_on", name="starts_on"),
    )

    plan_id: int = Field(primary_key=True)
    task_no: int = Field(primary_key=True)
    name: str = Field(primary_key=True)
    position: int
    kind: MilestoneKind = Field(sa_column=Column(word(MilestoneKind, "kind"), nullable=False))
    starts_on: date | None = None
    due_on: date | None = None
    frequency: Frequency | None = Field(default=None, sa_column=Column(word(Frequency, "frequency")))
    basis: Basis = Field(sa_column=Column(word(Basis, "basis"), nullable=False))


class Policy(Model, table=True):
    """A figure of policy printed under a task."""

    __table_args__ = (_of_task(), CheckConstraint("position >= 1", name="position"))

    plan_id: int = Field(primary_key=True)
    task_no: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    item: str
    figure: str
    condition: str = ""
    basis: Basis = Field(sa_column=Column(word(Basis, "basis"), nullable=False))


class TaskLog(Model, table=True):
    """What happened to a task, what was decided of owners and groups, which months are locked, what went out.

    `digest` chains each entry to all before; that of a document's going out covers all that is kept of it. Only what is
    about a target, a group, a month or a document may do without a task.
    """

    __table_args__ = (
        _of_task(),
        _of_department(),
        ForeignKeyConstraint(["plan_id", "group_id"], ["plan_department.plan_id", "plan_department.department_id"]),
        CheckConstraint("(action = 'status') = (to_status IS NOT NULL)", name="status"),
        CheckConstraint(
            "CASE WHEN action LIKE 'milestone%' THEN milestone IS NOT NULL "
            "WHEN action LIKE 'extension%' THEN 1 ELSE milestone IS NULL END",
            name="milestone",
        ),
        CheckConstraint(
            "task_no IS NOT NULL OR action IN ('target_owner', 'member_added', 'member_removed', 'month_locked', "
            "'month_locked_strictly', 'month_unlocked', 'published', 'publication_withdrawn', "
            "'publication_registered', 'urged')",
            name="task",
        ),
        CheckConstraint("(action = 'target_owner') = (target_id IS NOT NULL)", name="target"),
        CheckConstraint("action <> 'target_owner' OR task_no IS NULL OR department_id IS NULL", name="owner"),
        CheckConstraint("(action IN ('member_added', 'member_removed')) = (group_id IS NOT NULL)", name="group"),
        CheckConstraint("group_id IS NULL OR department_id IS NOT NULL", name="member"),
        CheckConstraint(
            "(action IN ('milestone_added', 'extension_requested', 'extension_approved', 'month_unlocked')) "
            "= (until IS NOT NULL)",
            name="until",
        ),
        CheckConstraint(
            "(action IN ('month_locked', 'month_locked_strictly', 'month_unlocked')) = (period IS NOT NULL)",
            name="month",
        ),
        CheckConstraint("period % 100 BETWEEN 1 AND 12", name="period"),
        CheckConstraint(
            "action NOT IN ('published', 'publication_withdrawn', 'publication_registered', 'urged') "
            "OR publication_id IS NOT NULL",
            name="publication",
        ),
        CheckConstraint("action NOT IN ('month_unlocked', 'urged') OR department_id IS NOT NULL", name="unit"),
        CheckConstraint("length(digest) = 64", name="digest"),
        Index("ix_task_log_plan_id_task_no", "plan_id", "task_no"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int
    task_no: int | None = None
    action: LogAction = Field(sa_column=Column(word(LogAction, "action"), nullable=False))
    happened_on: date
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str
    note: str = ""
    department_id: int | None = None
    from_status: TaskStatus | None = Field(default=None, sa_column=Column(word(TaskStatus, "from_status")))
    to_status: TaskStatus | None = Field(default=None, sa_column=Column(word(TaskStatus, "to_status")))
    milestone: str | None = None
    until: date | None = None
    group_id: int | None = None
    target_id: int | None = Field(default=None, foreign_key="target.id")
    period: Period | None = Field(default=None, sa_type=PeriodNumber)
    publication_id: int | None = Field(default=None, foreign_key="publication.id")
    digest: str


class TaskEvidence(Model, table=True):
    """A file that proves an entry of the log; it is kept beside the database, and the entry's digest covers it."""

    __table_args__ = (
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    log_id: int = Field(primary_key=True, foreign_key="task_log.id")
    position: int = Field(primary_key=True)
    name: str
    size: int
    sha256: str


append_only("task_log")
append_only("task_evidence")
