"""The guards by which the database itself refuses that what was recorded is changed or deleted: which there are."""

from collections.abc import Callable, Iterator, Sequence

from jytrack.store.engines.session import Session
from jytrack.store.values.encoding import FOREVER, LAST_WRITING
from jytrack.store.values.guard import Guard

_APPEND_ONLY = {
    "settings_log": "0001",
    "task_log": "0001",
    "import_batch": "0001",
    "import_problem": "0002",
    "task_evidence": "0003",
    "receipt": "0006",
    "receipt_item": "0006",
    "receipt_problem": "0006",
    "received_change": "0006",
    "doubt": "0007",
    "doubt_decision": "0007",
    "chain_link": "0008",
    "chain_part": "0008",
    "content": "0013",
    "publication": "0014",
    "publication_file": "0014",
    "publication_difference": "0014",
    "contact": "0015",
    "delivery": "0015",
    "delivery_item": "0015",
    "delivery_end": "0015",
    "writing": "0018",
}
"""The tables that only grow, and the revision that brought each."""

_TWO_TIMES = {
    "reading": "0001",
    "target_goal": "0001",
    "schedule": "0001",
    "allocation": "0001",
    "doubt_found": "0007",
    "explanation": "0012",
}
"""The tables of which a row may only be closed, and the revision that brought each."""

_CLOSING = {"superseded_at": FOREVER, "superseded_by": LAST_WRITING}
"""What tells when a row was closed, and what stands there of one in force; readings have the second since 0018."""


def append_only(table: str) -> list[Guard]:
    """Those that let no row of `table` be changed or deleted."""
    return [Guard(table, "no_update", "UPDATE"), _no_delete(table)]


def closed_once(table: str, column: str) -> list[Guard]:
    """Those that let a row of `table` be changed while `column` is empty, and none be deleted."""
    return [Guard(table, "no_update", "UPDATE", condition=f"OLD.{column} <> ''"), _no_delete(table)]


def keeps_history(table: str, columns: Sequence[str]) -> list[Guard]:
    """Those that let nothing happen to a row of `table`, which has `columns`, but that it is closed, once."""
    closing, standing = next((name, last) for name, last in _CLOSING.items() if name in columns)
    kept = tuple(name for name in columns if name != closing)
    return [
        Guard(table, "no_update", "UPDATE", kept),
        Guard(table, "closed_once", "UPDATE", (closing,), f"OLD.{closing} <> {standing}"),
        _no_delete(table),
    ]


def faulty(session: Session, revision: str) -> Iterator[tuple[str, bool]]:
    """The guards that a database of `revision` should have and has not as they were laid: name, and whether missing.

    Of a revision that the program does not know yet, what it knows is looked for.
    """
    known = sorted(laid(revision, session.catalog.columns), key=lambda guard: guard.name)
    for guard, missing in session.catalog.faulty(known):
        yield guard.name, missing


def laid(revision: str, columns: Callable[[str], Sequence[str]]) -> Iterator[Guard]:
    """All guards that the migrations up to `revision` lay."""
    yield from append_only("import_file") if revision < "0002" else closed_once("import_file", "encoding")
    for table, since in _APPEND_ONLY.items():
        if since <= revision:
            yield from append_only(table)
    for table, since in _TWO_TIMES.items():
        if since <= revision:
            yield from keeps_history(table, columns(table))


def _no_delete(table: str) -> Guard:
    """That no row of `table` is deleted."""
    return Guard(table, "no_delete", "DELETE")
