"""Which rows of readings are reports: those that were written neither by acts undone since nor by undoings."""

from collections.abc import Collection, Sequence

from jytrack.store.database.database import Session

# Each sheet of an act has a moment of its own, the last of which is the act's.
SPANS = """
SELECT id, lag(recorded_at, 1, 0) OVER (ORDER BY recorded_at) AS after, recorded_at AS until FROM import_batch
"""
"""Of each act the moments between which it wrote: after the first, which is the last of the act before, to the second.
"""

Span = tuple[int, int]


def is_report(session: Session, void: Collection[int]) -> str:
    """The SQL condition that the row r of reading was written by none of the acts `void`."""
    spans = session.execute(f"{SPANS} ORDER BY until").fetchall() if void else []
    return _outside([(after, until) for act, after, until in spans if act in void])


def _outside(spans: Sequence[Span]) -> str:
    """The condition that the row's moment is in none of the spans, which follow one another; found by halving them."""
    if not spans:
        return "TRUE"
    if len(spans) == 1:
        ((after, until),) = spans
        return f"(r.recorded_at <= {after} OR r.recorded_at > {until})"
    half = len(spans) // 2
    left, right = spans[:half], spans[half:]
    return f"CASE WHEN r.recorded_at <= {left[-1][1]} THEN {_outside(left)} ELSE {_outside(right)} END"
