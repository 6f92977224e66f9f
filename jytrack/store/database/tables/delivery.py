"""What is sent: where departments are reached, what went to whom, and what became of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from jytrack.domain.delivery.ledger import Outcome
from jytrack.domain.plan.stages import ObligationKind
from jytrack.store.database.tables.base import Model, append_only
from jytrack.store.values.columns import Moment, word


class ReminderRule(Model, table=True):
    """The stages of one kind of obligation, where the plan has its own; `stages` are days, joined by commas."""

    __table_args__ = (CheckConstraint("every >= 0", name="every"),)

    plan_id: int = Field(primary_key=True, foreign_key="plan.id")
    kind: ObligationKind = Field(sa_column=Column(word(ObligationKind, "kind"), primary_key=True))
    stages: str
    every: int
    lead_from: int | None = None
    office_from: int | None = None


class Contact(Model, table=True):
    """What was said of one address of a department; the last entry about it counts. NULL: the office itself."""

    id: int | None = Field(default=None, primary_key=True)
    region: str
    department_id: int | None = Field(default=None, foreign_key="department.id")
    channel: str
    address: str
    copies: bool
    mobile: str = ""
    dropped: bool
    recorded_at: datetime = Field(sa_type=Moment, index=True)
    recorded_by: str


class Delivery(Model, table=True):
    """One message to one recipient, claimed before it is sent; its id is the number that the clerk reads."""

    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    run: int
    department_id: int | None = Field(default=None, foreign_key="department.id")
    channel: str
    address: str
    sha256: str | None = None
    note: str = ""
    recorded_at: datetime = Field(sa_type=Moment, index=True)
    recorded_by: str


class DeliveryItem(Model, table=True):
    """One stage of one obligation that a message carries; nobody can claim the same attempt of it twice."""

    __table_args__ = (
        UniqueConstraint("plan_id", "recipient", "obligation", "counted_from", "stage", "attempt"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("attempt >= 1", name="attempt"),
    )

    delivery_id: int = Field(primary_key=True, foreign_key="delivery.id")
    position: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    recipient: str
    obligation: str
    counted_from: date
    stage: int
    attempt: int
    debtor_id: int | None = Field(default=None, foreign_key="department.id", index=True)
    is_copy: bool


class DeliveryEnd(Model, table=True):
    """What became of a message: what the run that sent it saw (step 1), and what the office decided of it (step 2)."""

    __table_args__ = (CheckConstraint("step IN (1, 2)", name="step"),)

    delivery_id: int = Field(primary_key=True, foreign_key="delivery.id")
    step: int = Field(primary_key=True)
    outcome: Outcome = Field(sa_column=Column(word(Outcome, "outcome"), nullable=False))
    code: str = ""
    reason: str = ""
    recorded_at: datetime = Field(sa_type=Moment, index=True)
    recorded_by: str


for name in ("contact", "delivery", "delivery_item", "delivery_end"):
    append_only(name)
