"""Whole copies of a database that may be in use."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from jytrack.store.engines.sqlite import connect


def stamped(path: Path, what: str, when: datetime) -> Path:
    """A name beside `path` that says what the copy is and when it was made."""
    return path.with_name(f"{path.stem}-{what}-{when:%Y%m%d-%H%M%S}{path.suffix}")


def copy_database(source: Path, target: Path) -> None:
    """Copy `source` as of now to the file `target`, which appears whole or not at all.

    The copy is one self-contained file (no write-ahead log), fit for a memory stick.
    """
    partial = target.with_name(f"{target.name}.part")
    try:
        with closing(connect(source)) as old, closing(sqlite3.connect(partial)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
