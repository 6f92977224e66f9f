"""How the due reports of one metric came in: judged and counted once for all units of which the same came."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from jytrack.domain.values.period import Period
from jytrack.domain.values.words import SubmissionState


class Due(NamedTuple):
    """A due report as it came in, whosever it is; the fields of `DueReport` after the unit and the metric."""

    period: Period
    due_on: date
    state: SubmissionState
    received_on: date | None = None
    corrections: int = 0
    returned_on: tuple[date, ...] = ()


class Course:
    """The due reports of a metric by period, with their counts."""

    def __init__(self, dues: tuple[Due, ...]) -> None:
        """Counted here, for a course is asked by thousands of units."""
        self.dues = dues
        states = [due.state for due in dues]
        self.expected = len(dues)
        self.on_time = states.count(SubmissionState.ON_TIME)
        self.late = states.count(SubmissionState.LATE)
        self.missing = states.count(SubmissionState.MISSING)
        self.corrected = sum(1 for due in dues if due.corrections)
        self._parts: dict[object, Course] = {}

    def __eq__(self, other: object) -> bool:
        """Courses of the same reports are the same."""
        return isinstance(other, Course) and self.dues == other.dues

    def __hash__(self) -> int:
        """As is compared."""
        return hash(self.dues)

    def of(self, period: Period) -> "Course":
        """The report of one period alone."""
        return self._part(period, lambda due: due.period == period)

    def until(self, day: date) -> "Course":
        """What was due by `day`."""
        return self._part(("until", day), lambda due: due.due_on <= day)

    def owed_after(self, day: date) -> "Course":
        """What is due after `day` and has not come."""
        return self._part(("after", day), lambda due: due.due_on > day and due.received_on is None)

    def _part(self, name: object, wanted: Callable[[Due], bool]) -> "Course":
        """The `wanted` reports as a course, the same object whenever they are asked for."""
        if name not in self._parts:
            dues = tuple(filter(wanted, self.dues))
            self._parts[name] = self if dues == self.dues else Course(dues)
        return self._parts[name]
