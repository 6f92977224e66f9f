"""The played year's documents go out as they are due, some are corrected, and a restored backup knows all of it."""

import json
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.played.conftest import DRAWN, END, STORY
from tests.played.playing import Office, opened

MONTHS_DRAWN_LATE = (1, 2)
"""The plan was issued in March: these months' dispatches go out with March's."""


def due(month: int) -> list[str]:
    """What goes out when a month's figures are drawn, as it is typed."""
    months = [*(MONTHS_DRAWN_LATE if month == min(DRAWN) else ()), month]
    typed = [f"monthly --as-of 2023-{each:02}" for each in months]
    typed += [f"quarterly --as-of 2023-{month:02} --no-lock"] if month % 3 == 0 else []
    typed += [f"halfyear --as-of 2023-{month:02} --no-lock"] if month == 6 else []
    typed += [f"annual --as-of 2023-{month:02} --no-lock"] if month == 12 else []
    return typed


def publish(office: Office, moment: datetime, typed: str) -> None:
    ran = office.type(moment, ["report", "publish", *typed.split()])
    assert ran.code == 0, f"{typed}\n{ran.err}"


def lived(folder: Path, until: int) -> Office:
    """The story up to the moment at which a month is drawn, with all that is due by then published on the way."""
    office = opened(folder)
    waiting = [month for month in DRAWN if month <= until]
    for step in (each for each in STORY if each.moment <= DRAWN[until]):
        while waiting and step.moment > DRAWN[waiting[0]]:
            _draw(office, waiting.pop(0))
        list(office.play([step]))
    for month in waiting:
        _draw(office, month)
    return office


def _draw(office: Office, month: int) -> None:
    for typed in due(month):
        publish(office, DRAWN[month] + timedelta(minutes=1), typed)


def told(office: Office, line: str) -> Any:
    ran = office.type(END, [*line.split(), "--format", "json"])
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def documents(office: Office) -> Mapping[str, bytes]:
    """Every file of every published document as it is handed out again."""
    found = {}
    for row in told(office, "report issued")["rows"]:
        for file in row["files"]:
            suffix = Path(file["name"]).suffix
            place = office.folder / f"再印{row['number']}{suffix}"
            ran = office.type(END, ["report", "reissue", str(row["number"]), "-o", place.name])
            assert ran.code == 0, ran.err
            found[place.name] = place.read_bytes()
    return found


def restored(office: Office, folder: Path) -> Office:
    """The office of a fresh machine, which has a backup and nothing else."""
    assert office.type(END, ["db", "backup", "最后.zip"]).code == 0
    fresh = Office(folder)
    shutil.copy(office.folder / "最后.zip", folder)
    assert fresh.type(END, ["db", "restore", "最后.zip", "--yes"]).code == 0
    return fresh


def holds(office: Office, folder: Path, numbers: list[int]) -> None:
    """A fresh machine hands out the same bytes, tells the same changes of some documents, and is sound."""
    fresh = restored(office, folder)
    assert documents(fresh) == documents(office)
    for number in numbers:
        line = f"report changes {number} --known-at {END:%Y-%m-%dT%H:%M}"
        assert told(fresh, line) == told(office, line)
    assert fresh.type(END, ["db", "check"]).code == 0


def test_a_quarter(tmp_path: Path) -> None:
    office = lived(tmp_path / "一", 3)
    assert [row["kind"] for row in told(office, "report issued")["rows"]] == ["monthly"] * 3 + ["quarterly"]
    (tmp_path / "二").mkdir()
    holds(office, tmp_path / "二", [4])


@pytest.mark.slow
def test_the_year(tmp_path: Path) -> None:
    """Twelve dispatches, four bulletins, the half-year and the year; what differs at the end is corrected."""
    office = lived(tmp_path / "一", 12)
    rest = [step for step in STORY if step.moment > DRAWN[12]]
    list(office.play(rest))
    rows = told(office, "report issued")["rows"]
    kinds = [row["kind"] for row in rows]
    assert {kind: kinds.count(kind) for kind in kinds} == {"monthly": 12, "quarterly": 4, "halfyear": 1, "annual": 1}
    bulletins = [row["number"] for row in rows if row["kind"] != "monthly"]
    corrected = []
    for number in bulletins:
        if told(office, f"report changes {number}")["rows"]:
            publish(office, END, f"correction --corrects {number}")
            corrected.append(number)
    assert len(corrected) >= 2
    (tmp_path / "二").mkdir()
    holds(office, tmp_path / "二", [row["number"] for row in rows])
