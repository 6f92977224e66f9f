"""Whole copies of a database file that may be in use, and a copy put in the place of another."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from jytrack.store.engines.session_sqlite import connect


def stamped(path: Path, what: str, when: datetime) -> Path:
    """A name beside `path` that says what the copy is and when it was made."""
    return path.with_name(f"{path.stem}-{what}-{when:%Y%m%d-%H%M%S}{path.suffix}")


def copy_database(source: Path, target: Path, wait: float) -> None:
    """Copy `source` as of now to the file `target`, which appears whole or not at all.

    The copy is one self-contained file (no write-ahead log), fit for a memory stick.
    """
    partial = target.with_name(f"{target.name}.part")
    try:
        with closing(connect(source, wait=wait)) as old, closing(sqlite3.connect(partial)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def put_in_place(source: Path, path: Path, when: datetime, wait: float) -> Path | None:
    """Copy `source` to the place of `path`; where the file that stood there is kept."""
    fresh = path.with_name(f"{path.name}.new")
    copy_database(source, fresh, wait)
    kept = _set_aside(path, when) if path.exists() else None
    fresh.replace(path)
    with closing(connect(path, wait=wait)) as session:
        session.execute("PRAGMA journal_mode = WAL")
    return kept


def _set_aside(path: Path, when: datetime) -> Path:
    """Move the file aside with its write-ahead log, sound or not."""
    kept = stamped(path, "replaced", when)
    for suffix in ("-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.replace(kept.with_name(kept.name + suffix))
    return path.replace(kept)
