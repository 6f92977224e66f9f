"""One office's record as a file, on a server, and as the file that it becomes again: what each of them answers."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import time_machine

from jytrack.store.keeping import moving
from tests import server
from tests.command import Ran, typed

Places = tuple[str, str, str]
"""How `--db` names the file, the schema that it was moved to, and the file that this was backed up to."""


@contextlib.contextmanager
def moved(path: Path, folder: Path) -> Iterator[Places]:
    """The database file `path` on a server, and back in `folder`; each way compares it table by table."""
    where, back = server.new_database(), folder / "回.db"
    try:
        with server.clock_as_here():
            moving.restore(where, path)
        moving.backup(where, back)
        yield str(path), where.dsn, str(back)
    finally:
        server.drop_database(where)


def differing(
    places: Places, lines: Sequence[str], moment: datetime, folder: Path, more: Mapping[str, str] | None = None
) -> list[str]:
    """Those of the command lines, typed in `folder` at the `moment`, whose JSON is not byte for byte the same."""
    found = []
    with server.clock_as_here(), contextlib.chdir(folder), time_machine.travel(moment, tick=False):
        for line in lines:
            answers = [_asked(place, line, more or {}) for place in places]
            assert answers[0].code in (0, 3, 7), (line, answers[0].err)
            if (
                len(
                    {
                        (ran.code, ran.raw, ran.err.replace(place, ""))
                        for place, ran in zip(places, answers, strict=True)
                    }
                )
                > 1
            ):
                found.append(line)
    return found


def _asked(place: str, line: str, more: Mapping[str, str]) -> Ran:
    """What one place answers; on the server the login is set behind the name."""
    actor = "办公室" if place.startswith("postgresql://") else f"办公室（{server.OWNER}）"
    settings = {"JYTRACK_DB": place, "JYTRACK_ACTOR": actor, "JYTRACK_PLAN": None, "COLUMNS": "200", **more}
    return typed([*line.split(), "--format", "json"], settings)
