"""The schema as models: the picture that the migrations must end in, and the rows that seeding writes."""

from jytrack.store.database.tables.base import Model
from jytrack.store.database.tables.chain import ChainLink, ChainPart
from jytrack.store.database.tables.content import Content
from jytrack.store.database.tables.delivery import Contact, Delivery, DeliveryEnd, DeliveryItem, ReminderRule
from jytrack.store.database.tables.doubt import Doubt, DoubtDecision, DoubtFound
from jytrack.store.database.tables.feedback import Explanation
from jytrack.store.database.tables.plan import (
    CalendarDay,
    Department,
    DepartmentAlias,
    GroupMember,
    OfficePaper,
    Plan,
    PlanDepartment,
    SettingsLog,
    Threshold,
)
from jytrack.store.database.tables.publication import Publication, PublicationDifference, PublicationFile
from jytrack.store.database.tables.reading import ImportBatch, ImportFile, ImportProblem, Reading, Writing
from jytrack.store.database.tables.receipt import Receipt, ReceiptItem, ReceiptProblem, ReceivedChange
from jytrack.store.database.tables.target import (
    Allocation,
    Duty,
    Metric,
    MetricAlias,
    Schedule,
    SchedulePoint,
    Target,
    TargetGoal,
    UnitBounds,
)
from jytrack.store.database.tables.task import Milestone, Policy, Task, TaskDepartment, TaskEvidence, TaskLog

__all__ = [
    "Allocation",
    "CalendarDay",
    "ChainLink",
    "ChainPart",
    "Contact",
    "Content",
    "Delivery",
    "DeliveryEnd",
    "DeliveryItem",
    "Department",
    "DepartmentAlias",
    "Doubt",
    "DoubtDecision",
    "DoubtFound",
    "Duty",
    "Explanation",
    "GroupMember",
    "ImportBatch",
    "ImportFile",
    "ImportProblem",
    "Metric",
    "MetricAlias",
    "Milestone",
    "Model",
    "OfficePaper",
    "Plan",
    "PlanDepartment",
    "Policy",
    "Publication",
    "PublicationDifference",
    "PublicationFile",
    "Reading",
    "Receipt",
    "ReceiptItem",
    "ReceiptProblem",
    "ReceivedChange",
    "ReminderRule",
    "Schedule",
    "SchedulePoint",
    "SettingsLog",
    "Target",
    "TargetGoal",
    "Task",
    "TaskDepartment",
    "TaskEvidence",
    "TaskLog",
    "Threshold",
    "UnitBounds",
    "Writing",
]
