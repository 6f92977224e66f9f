"""What one act put on record from forms, taken back or brought back as a whole."""

from bisect import bisect_left
from collections import Counter

from jytrack.domain.plan.feedback import Key, TextChange
from jytrack.domain.plan.plan import Plan
from jytrack.store.database.database import Session
from jytrack.store.plan import feedback
from jytrack.store.plan.feedback import Act, Writing
from jytrack.store.sheets.acts import SPANS, span
from jytrack.store.sheets.imports import Batch
from jytrack.store.values.encoding import moment_number

_NOTHING = ""


class TextUndoing:
    """The keys that one act wrote, and what will stand there when the acts `void` no longer count."""

    def __init__(self, session: Session, plan: Plan, act: int, void: frozenset[int]) -> None:
        """`act` wrote something of its own (it is no undoing); `void` are the acts that will not count."""
        self._session, self._plan, self._void = session, plan, void
        acts = session.execute(f"{SPANS} ORDER BY until").fetchall()
        self._acts, self._untils = [number for number, _, _ in acts], [until for _, _, until in acts]
        after, until = map(moment_number, span(session, act))
        known = feedback.versions(session, plan)
        self._until = until
        self._known = {key: own for key, own in known.items() if any(after < at <= until for at, _ in own)}

    def later(self) -> list[tuple[int, str, int]]:
        """The acts in force that changed the same texts later, the last first: number, plan, how many texts."""
        found = Counter(
            act
            for own in self._known.values()
            for act in {self._act(at) for at, _ in own if at > self._until}
            if act not in self._void
        )
        return [(act, self._plan.code, found[act]) for act in sorted(found, reverse=True)]

    def changes(self) -> list[TextChange]:
        """What is on record now and will be afterwards."""
        return [TextChange(key, own[-1][1].text, self._left(key).text) for key, own in self._known.items()]

    def carry_out(self, batch: Batch) -> None:
        """Put in the place of what is in force what is left, as an act of its own."""
        writings = [self._left(key) for key in self._known]
        act = Act(batch.recorded_at, batch.recorded_by, batch.reason)
        feedback.write(self._session, self._plan, writings, act)

    def _left(self, key: Key) -> Writing:
        """The last text at the key that an act in force wrote up to then; an empty one where there is none."""
        own = self._known[key]
        standing = [writing for at, writing in own if at <= self._until and self._act(at) not in self._void]
        return standing[-1] if standing else Writing(key, _NOTHING, own[-1][1].on, own[-1][1].department)

    def _act(self, at: int) -> int:
        """The act that wrote at this moment."""
        return int(self._acts[bisect_left(self._untils, at)])


def entries_of(session: Session, act: int) -> int:
    """How many entries of the log the act wrote from forms."""
    after, until = map(moment_number, span(session, act))
    return feedback.entries_between(session, after, until)
