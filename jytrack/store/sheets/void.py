"""Which rows of readings are reports: those that were written neither by acts undone since nor by undoings."""

from collections.abc import Collection

from jytrack.store.values.listed import numbers


def is_report(void: Collection[int]) -> str:
    """The SQL condition that the row r of reading was written by none of the acts `void`."""
    acts = f"SELECT id FROM writing WHERE batch_id IN {numbers(sorted(void))}"  # noqa: S608 - our own ids
    return f"r.writing_id NOT IN ({acts})" if void else "TRUE"
