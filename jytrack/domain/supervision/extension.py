"""Extensions asked for and decided; the original day stays and counts, whatever is granted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import ExtensionState, LogAction

_DECISIONS = (LogAction.EXTENSION_APPROVED, LogAction.EXTENSION_REFUSED)
EXTENDING = (LogAction.EXTENSION_REQUESTED, *_DECISIONS)
"""The entries of the log that extensions are made of."""


@valueclass
class Extension:
    """What one department asked for: a later day for a milestone, or (`milestone` None) for its whole task."""

    request: LogEntry
    decision: LogEntry | None = None

    @property
    def department(self) -> str | None:
        """Who asked; None for a task without a lead."""
        return self.request.department

    @property
    def milestone(self) -> str | None:
        """The milestone that is to be postponed; None for the task as a whole."""
        return self.request.milestone

    @property
    def granted(self) -> date | None:
        """The day that was granted, which may differ from the one asked for."""
        return self.decision.until if self.decision else None

    @property
    def state(self) -> ExtensionState:
        """What became of the request."""
        if self.decision is None:
            return ExtensionState.PENDING
        granted = self.decision.action is LogAction.EXTENSION_APPROVED
        return ExtensionState.GRANTED if granted else ExtensionState.REFUSED


def extensions(log: Iterable[LogEntry]) -> tuple[Extension, ...]:
    """All extensions of a task's log in the order asked for; a decision is about the open request it names."""
    found: list[Extension] = []
    for entry in log:
        if entry.action is LogAction.EXTENSION_REQUESTED:
            found.append(Extension(entry))
        elif entry.action in _DECISIONS:
            for place, asked in enumerate(found):
                about = (asked.department, asked.milestone)
                if asked.decision is None and about == (entry.department, entry.milestone):
                    found[place] = replace(asked, decision=entry)
                    break
    return tuple(found)
