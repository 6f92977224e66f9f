"""Desks at chosen moments, and the demo taken in as its office would have done."""

import csv
import json
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
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
    init(desk_at(path, LOADED), None)
    return path


def with_demo(path: Path) -> tuple[Path, datetime]:
    """The same with the demo's imports, each on the day it was received; and the moment just before the correction."""
    loaded(path)
    before = LOADED
    with (DEMO / "imports.csv").open(encoding="utf-8-sig", newline="") as lines:
        for hour, row in enumerate(csv.DictReader(lines), start=1):
            day = date.fromisoformat(row["收到日期"])
            now = datetime.combine(day, time(hour), CHINA)
            reason = row["更正原因"]
            if reason:
                before = now - timedelta(minutes=1)
            files = tuple(DEMO / name for name in row["文件"].split())
            order = Order(files, received=day, correct=bool(reason), reason=reason)
            assert not import_sheets(desk_at(path, now), order).refused
    return path, before


def told(answer: Answer) -> dict[str, Any]:
    """The answer as a program reads it."""
    data: dict[str, Any] = json.loads(render(answer.report.data))
    return data
