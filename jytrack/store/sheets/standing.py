"""What stands on record at the keys of a block of entries, column by column, and how it is closed."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from jytrack.store.database.database import Session
from jytrack.store.engines.session import Value
from jytrack.store.values.encoding import LAST_WRITING, figures_of
from jytrack.store.values.listed import asked, in_parts

PLACE = ("metric_id", "unit_id", "period")
FIGURES = ("month", "cumulative", "value", "numerator", "denominator")

_KEYS_A_LOOK = 200
"""So many keys a statement, which is prepared once for all of them: more are no faster."""

IN_FORCE = f"w.id = r.writing_id AND r.superseded_by = {LAST_WRITING}"
"""Of a reading `r` with its writing `w`: nothing has taken its place."""

# A reading of the act itself, a withdrawal, or one that states another field, stands in the way.
_AT_KEYS = f"""
SELECT k.place, {{own}}, r.writing_id < {{first}} AND NOT r.withdrawn AND {{others}}, w.reason <> ''
FROM k CROSS JOIN reading r CROSS JOIN writing w
WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period = k.period AND {IN_FORCE}
"""  # noqa: S608
_CLOSE = f"""
UPDATE reading SET superseded_by = ?
WHERE superseded_by = {LAST_WRITING} AND (metric_id, unit_id, period) IN (SELECT metric_id, unit_id, period FROM k)
"""  # noqa: S608


class Standing(NamedTuple):
    """The five columns of figures that stand at the keys, and whether any of them took the place of others."""

    figures: Sequence[Sequence[Any]]
    changed: bool


def standing(
    session: Session, places: Sequence[Sequence[int]], stated: Sequence[Sequence[Any]], first: int
) -> Standing | None:
    """What stands at `places`, of which there are some, where it states the very fields of the five columns `stated`.

    None unless there is such a report from before the writing `first` at each of them.
    """
    own = {name: column for name, column in zip(FIGURES, stated, strict=True) if column.count(None) < len(column)}
    if not own:
        return None
    others = " AND ".join(f"r.{name} IS NULL" for name in FIGURES if name not in own) or "TRUE"
    query = _AT_KEYS.format(own=", ".join(f"r.{name}" for name in own), first=first, others=others)
    found: list[list[Any]] = [[] for _ in range(len(own) + 2)]
    for part in in_parts(places, _KEYS_A_LOOK):
        rows = sorted(session.execute(*_asked(part, query)))
        if len(rows) < len(part):
            return None
        _, *columns = zip(*rows, strict=True)
        if not all(columns[-2]):
            return None
        for kept, column in zip(found, columns, strict=True):
            kept += column
    recorded = dict(zip(own, map(figures_of, found), strict=False))
    if not all(_alike(own[name], recorded[name]) for name in own):
        return None
    return Standing([recorded.get(name, column) for name, column in zip(FIGURES, stated, strict=True)], any(found[-1]))


def close(session: Session, places: Sequence[Sequence[int]], writing: int) -> None:
    """Close what is in force at `places`, by that writing."""
    for part in in_parts(places, _KEYS_A_LOOK):
        session.execute(*_asked(part, _CLOSE, writing))


def _asked(places: Sequence[Sequence[int]], statement: str, *values: Value) -> tuple[str, Sequence[Value]]:
    """The statement with so many keys before it, and what is bound to it."""
    return asked(PLACE, len(places)) + statement, (*chain.from_iterable(places), *values)


def _alike(ours: Iterable[Any], theirs: Iterable[Any]) -> bool:
    """Whether both columns state a figure at the same places."""
    return [figure is None for figure in ours] == [figure is None for figure in theirs]
