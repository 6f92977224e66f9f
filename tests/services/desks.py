"""Desks at chosen moments, and the demo taken in as its office would have done."""

import csv
import json
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jytrack.reports.formats.json import render
from jytrack.services.plan.seeding import init
from jytrack.services.sheets.importing import Order, import_sheets
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.shipped import shipped

CHINA = timezone(timedelta(hours=8))
LOADED = datetime(2023, 3, 7, 9, tzinfo=CHINA)
DEMO = shipped("seed") / "demo"


def desk_at(path: Path, now: datetime) -> Desk:
    """The office's desk at the moment `now`."""
    return Desk(path, None, "办公室", now)


def loaded(path: Path) -> Path:
    """A database with the 2023 plan, made the day the plan was issued."""
    path.write_bytes(_plan())
    return path


def with_demo(path: Path) -> tuple[Path, datetime]:
    """The same with the demo's imports, each on the day it was received; and the moment just before the correction."""
    held, before = _demo()
    path.write_bytes(held)
    return path, before


@cache
def _plan() -> bytes:
    """Made once a process: loading a plan takes longer than most of what is asked of it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.db"
        init(desk_at(path, LOADED), None)
        return path.read_bytes()


@cache
def _demo() -> tuple[bytes, datetime]:
    before = LOADED
    with TemporaryDirectory() as folder, (DEMO / "imports.csv").open(encoding="utf-8-sig", newline="") as lines:
        path = loaded(Path(folder) / "demo.db")
        for hour, row in enumerate(csv.DictReader(lines), start=1):
            now = datetime.combine(date.fromisoformat(row["收到日期"]), time(hour), CHINA)
            reason = row["更正原因"]
            if reason:
                before = now - timedelta(minutes=1)
            files = tuple(DEMO / name for name in row["文件"].split())
            order = Order(files, received=now.date(), correct=bool(reason), reason=reason)
            assert not import_sheets(desk_at(path, now), order).refused
        return path.read_bytes(), before


def told(answer: Answer) -> dict[str, Any]:
    """The answer as a program reads it."""
    data: dict[str, Any] = json.loads(render(answer.report.data))
    return data
