"""What an entry of the log pins of the document that went out with it: its row, its files, what was changed by hand."""

from collections import defaultdict
from collections.abc import Mapping

from jytrack.store.database.coverage import GROWN
from jytrack.store.engines.session import Session

_PARTS = tuple(cover for cover in GROWN if cover.table.startswith("publication"))


def pinned(session: Session, publication: int | None = None) -> Mapping[int, list[object]]:
    """By the document's number all that is kept of it; None: of every document. Files are pinned by their hashes."""
    found: defaultdict[int, list[object]] = defaultdict(list)
    present = set(session.catalog.tables())
    for cover in _PARTS:
        if cover.table not in present:
            continue
        columns = ", ".join(f'"{column}"' for column in cover.columns)
        which = "" if publication is None else f"WHERE {cover.key[0]} = {publication:d}"
        order = ", ".join(cover.key)
        for row in session.execute(f"SELECT {columns} FROM {cover.table} {which} ORDER BY {order}"):  # noqa: S608
            found[row[0]].append([cover.table, *row])
    return found
