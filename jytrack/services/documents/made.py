"""A document on its way out: what it says, and the facts that it says it of."""

from collections.abc import Callable
from dataclasses import dataclass

from jytrack.domain.documents.changes import Shown
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.reports.values.document import Document
from jytrack.reports.values.json_values import JsonObject
from jytrack.services.documents.drafting import Office
from jytrack.services.documents.periods import Span


@dataclass(frozen=True, slots=True)
class Pressed:
    """Whom a letter presses, about which `task` (None: about its reports), and what the log tells of it."""

    task: int | None
    department: str
    words: str


@dataclass(frozen=True, slots=True)
class Made:
    """A document of one plan at one clock; each of its forms is made when it is asked for.

    `office` is the wording and the looks that it was made with, `about` whom it is for, where its period has several;
    `workbook` is what is worked with beside it.
    """

    plan: Plan
    clock: Clock
    span: Span
    office: Office
    document: Callable[[], Document]
    facts: Callable[[], JsonObject]
    shown: Callable[[], Shown]
    about: str = ""
    workbook: Callable[[], Document] | None = None
    pressed: Pressed | None = None
