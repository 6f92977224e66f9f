"""Row ids behind the names that the domain uses as keys."""

from jytrack.store.database.database import Session


def plan_id(session: Session, code: str) -> int:
    """The row of the plan `code`, which exists; asked once in a transaction, for a plan keeps its row."""
    if code not in session.plans:
        session.plans[code] = int(session.execute("SELECT id FROM plan WHERE code = ?", (code,)).fetchone()[0])
    return session.plans[code]


def department_ids(session: Session, region: str) -> dict[str, int]:
    """The rows of a region's departments by name; asked once in a transaction, until names are added."""
    return _named(session, "department", region, "SELECT name, id FROM department WHERE region = ?")


def metric_ids(session: Session, region: str) -> dict[str, int]:
    """The rows of a region's metrics by code; asked once in a transaction, until codes are added."""
    return _named(session, "metric", region, "SELECT code, id FROM metric WHERE region = ?")


def names_added(session: Session) -> None:
    """Have the rows of departments and metrics asked anew, for there are new ones."""
    session.named.clear()


def _named(session: Session, table: str, region: str, rows: str) -> dict[str, int]:
    """The rows of `table` in the region by what `rows` selects as their names."""
    if (table, region) not in session.named:
        session.named[table, region] = dict(session.execute(rows, (region,)))
    return session.named[table, region]


def target_ids(session: Session, plan: int) -> dict[str, int]:
    """The rows of a plan's targets by their metrics' codes."""
    return dict(
        session.execute(
            "SELECT m.code, t.id FROM target t JOIN metric m ON m.id = t.metric_id WHERE t.plan_id = ?", (plan,)
        )
    )


def next_row(session: Session, table: str) -> int:
    """The id of the next row of `table`, a name of ours, to be asked within the write that inserts it.

    Ids are given by the program: a sequence of the database skips numbers when an import is refused.
    """
    return int(session.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608
