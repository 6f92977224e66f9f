"""Guards in the words of SQLite: a trigger each, which refuses the statement."""

from jytrack.store.values.guard import Guard


def statement(guard: Guard) -> str:
    """The statement that lays `guard`; databases are compared with it, so its wording is for ever."""
    when = f"{guard.event} OF {', '.join(guard.columns)}" if guard.columns else guard.event
    condition = f"WHEN {guard.condition} " if guard.condition else ""
    refusal = f"BEGIN SELECT RAISE(ABORT, '{guard.table} keeps its history'); END"
    return f"CREATE TRIGGER {guard.name} BEFORE {when} ON {guard.table} {condition}{refusal}"


def plain(statement: str) -> str:
    """A statement without what SQLite may add to it when a table is renamed: quotes and space."""
    return " ".join(statement.replace('"', "").split())
