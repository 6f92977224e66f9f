"""A document on its way out: what it says, and the facts that it says it of."""

from collections.abc import Callable, Mapping
from dataclasses import field

from jytrack.domain.documents.changes import Shown
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Document
from jytrack.reports.values.json_values import JsonObject
from jytrack.services.documents.drafting import Office
from jytrack.services.documents.periods import Span


@valueclass
class Pressed:
    """Whom a letter presses, about which `task` (None: about its reports), and what the log tells of it."""

    task: int | None
    department: str
    words: str


@valueclass
class Made:
    """A document of one plan at one clock; each of its forms is made when it is asked for.

    `office` is the wording and the looks that it was made with, `about` whom it is for where a day has several;
    `papers` are its other forms, by the suffix of the file.
    """

    plan: Plan
    clock: Clock
    span: Span
    office: Office
    document: Callable[[], Document]
    facts: Callable[[], JsonObject]
    shown: Callable[[], Shown]
    papers: Mapping[str, Callable[[], Document]] = field(default_factory=dict)
    about: str = ""
    pressed: Pressed | None = None
