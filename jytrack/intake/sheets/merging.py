"""What an entry does to the reading on record: nothing, completes it, contradicts it (docs/architecture.md, Decisions).

Blank is not stated: a field that the entry leaves blank keeps what is on record, so the order of imports changes
no figure.
"""

from typing import NamedTuple

from jytrack.domain.figures.reading import Entry, Reading
from jytrack.domain.values.words import Word
from jytrack.intake.sheets.sheet import Field


class Outcome(Word):
    """How an entry stands to the reading in force for the same unit, metric and month."""

    NEW = "new", "新增"
    UNCHANGED = "unchanged", "未变"
    COMPLETED = "completed", "补全"
    CONFLICT = "conflict", "不一致"


class Merged(NamedTuple):
    """The outcome, the reading that results (of a conflict: if it is taken as a correction), the fields that differ."""

    outcome: Outcome
    reading: Reading
    differs: tuple[Field, ...] = ()


def differing(entry: Entry, recorded: Entry) -> tuple[Field, ...]:
    """The fields in which two entries differ that state the same ones."""
    return tuple(field for field, ours, theirs in zip(Field, entry[4:9], recorded[4:9], strict=True) if ours != theirs)


def merge(entry: Entry, reading: Reading | None) -> Merged:
    """What becomes of `reading` (in force for the entry's unit, metric and month; None: there is none)."""
    if reading is None:
        return Merged(Outcome.NEW, Reading(entry.unit, entry.period, *entry[4:9]))
    result = {}
    added, differs = False, []
    for field in Field:
        stated, recorded = getattr(entry, field), getattr(reading, field)
        result[str(field)] = recorded if stated is None else stated
        if stated is not None and recorded is None:
            added = True
        elif stated not in (None, recorded):
            differs.append(field)
    merged = Reading(reading.unit, reading.period, **result)
    if differs:
        return Merged(Outcome.CONFLICT, merged, tuple(differs))
    return Merged(Outcome.COMPLETED if added else Outcome.UNCHANGED, merged)
