"""Row ids behind the names that the domain uses as keys."""

from jytrack.store.database.database import Session


def plan_id(session: Session, code: str) -> int:
    """The row of the plan `code`, which exists; asked once in a transaction, for a plan keeps its row."""
    if code not in session.plans:
        session.plans[code] = int(session.execute("SELECT id FROM plan WHERE code = ?", (code,)).fetchone()[0])
    return session.plans[code]


def department_ids(session: Session, region: str) -> dict[str, int]:
    """The rows of a region's departments by name."""
    return dict(session.execute("SELECT name, id FROM department WHERE region = ?", (region,)))


def metric_ids(session: Session, region: str) -> dict[str, int]:
    """The rows of a region's metrics by code."""
    return dict(session.execute("SELECT code, id FROM metric WHERE region = ?", (region,)))


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
