"""`demo`: a database of the fictional sheets that come with the program, filled as an office fills its own."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from jytrack import outcome
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Act
from jytrack.drafts import drafted, put_new
from jytrack.errors import OutputProblem, UsageError, os_reason
from jytrack.services.plan.seeding import init
from jytrack.services.sheets.importing import Order, import_sheets
from jytrack.services.supervision import bulk, milestones, supervising
from jytrack.services.supervision.supervising import Ground
from jytrack.services.values.desk import Desk
from jytrack.shipped import shipped

_NODE, _NOTE = "节点完成", "备注"
"""What an act of acts.csv is called where it moves no department; the others are called as the acts are."""


@valueclass
class Demo:
    """What the demo holds: how many files were imported, in how many batches, and how many acts of tasks."""

    files: int
    batches: int
    acts: int


def make(desk: Desk, path: Path) -> Demo:
    """Make the demo database at `path`, whole or not at all; UsageError where anything stands there."""
    if path.exists():
        raise _standing(path)
    try:
        with drafted(path.resolve().parent) as draft:
            try:
                made = _fill(replace(desk, where=draft, plan=None))
            finally:
                outcome.begin()  # what was committed to a draft is not done for anybody
            put_new(draft, path.resolve())
    except FileExistsError:
        raise _standing(path) from None
    except OSError as error:
        raise OutputProblem(f"演示库 {path} 写不了（{os_reason(error)}）；请换一个位置：jytrack demo 文件") from None
    return made


def _standing(path: Path) -> UsageError:
    return UsageError(f"已有 {path}，没有动它；演示库另写一个文件名：jytrack demo 另一个名字.db")


def _fill(desk: Desk) -> Demo:
    """Take in the sheets, each batch on the day on which it came, and then what the office did, on its days."""
    init(desk, None)
    batches = list(_rows("imports.csv"))
    files = 0
    for row in batches:
        names = tuple(shipped("seed") / "demo" / name for name in row["文件"].split())
        reason = row["更正原因"]
        order = Order(names, received=date.fromisoformat(row["收到日期"]), correct=bool(reason), reason=reason)
        import_sheets(desk, order)
        files += len(names)
    acts = list(_rows("acts.csv"))
    for row in acts:
        _act(desk, row["办什么"], row["节点"], _ground(row))
    return Demo(files, len(batches), len(acts))


def _ground(row: dict[str, str]) -> Ground:
    return Ground(int(row["任务"]), note=row["依据"], on=date.fromisoformat(row["日期"]))


def _act(desk: Desk, called: str, milestone: str, ground: Ground) -> None:
    """Do one act of acts.csv."""
    if called == _NODE:
        milestones.finish(desk, milestone, ground)
    elif called == _NOTE:
        bulk.note(desk, (ground.no,), ground)
    else:
        supervising.move(desk, next(act for act in Act if act.label == called), ground)


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a list that stands beside the demo's sheets."""
    with (shipped("seed") / "demo" / name).open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)
