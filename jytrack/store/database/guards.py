"""The triggers by which the database itself refuses that what was recorded is changed or deleted."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from jytrack.store.engines.sqlite import Session
from jytrack.store.values.encoding import FOREVER

_APPEND_ONLY = {
    "settings_log": "0001",
    "task_log": "0001",
    "import_batch": "0001",
    "import_problem": "0002",
    "task_evidence": "0003",
}
"""The tables that only grow, and the revision that brought each."""

_TWO_TIMES = ("reading", "target_goal", "schedule", "allocation")
"""The tables of which a row may only be closed, all of the first revision."""


def append_only(table: str) -> dict[str, str]:
    """The triggers, statement by name, that let no row of `table` be changed or deleted."""
    return dict((_trigger(table, "no_update", "UPDATE"), _trigger(table, "no_delete", "DELETE")))


def closed_once(table: str, column: str) -> dict[str, str]:
    """Those that let a row of `table` be changed while `column` is empty, and none be deleted."""
    open_still = _trigger(table, "no_update", "UPDATE", f"WHEN OLD.{column} <> '' ")
    return dict((open_still, _trigger(table, "no_delete", "DELETE")))


def keeps_history(table: str, columns: Sequence[str]) -> dict[str, str]:
    """Those that let nothing happen to a row of `table`, which has `columns`, but that it is closed, once."""
    kept = ", ".join(name for name in columns if name != "superseded_at")
    return dict(
        (
            _trigger(table, "no_update", f"UPDATE OF {kept}"),
            _trigger(table, "closed_once", "UPDATE OF superseded_at", f"WHEN OLD.superseded_at <> {FOREVER} "),
            _trigger(table, "no_delete", "DELETE"),
        )
    )


def faulty(session: Session, revision: str) -> Iterator[tuple[str, bool]]:
    """The triggers that a database of `revision` should have and has not as they were laid: name, and whether missing.

    Of a revision that the program does not know yet, what it knows is looked for.
    """
    rows = session.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {name: _plain(statement) for name, statement in rows}

    def columns(table: str) -> list[str]:
        return [name for (name,) in session.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]

    for name, statement in sorted(_laid(revision, columns).items()):
        if found.get(name) != _plain(statement):
            yield name, name not in found


def _laid(revision: str, columns: Callable[[str], Sequence[str]]) -> Mapping[str, str]:
    """All triggers that the migrations up to `revision` lay."""
    laid = append_only("import_file") if revision < "0002" else closed_once("import_file", "encoding")
    for table, since in _APPEND_ONLY.items():
        if since <= revision:
            laid |= append_only(table)
    for table in _TWO_TIMES:
        laid |= keeps_history(table, columns(table))
    return laid


def _trigger(table: str, rule: str, when: str, condition: str = "") -> tuple[str, str]:
    """The name and the statement of one trigger."""
    name = f"tr_{table}_{rule}"
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
    return name, f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition}{refusal}"


def _plain(statement: str) -> str:
    """A statement without what SQLite may add to it when a table is renamed: quotes and space."""
    return " ".join(statement.replace('"', "").split())
