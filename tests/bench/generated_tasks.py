"""A generated plan with its supervision ledger, of any size, for timing: fictional tasks and departments."""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from jytrack.domain.supervision.lifecycle import State
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.words import Act, LogAction, TaskStatus
from jytrack.shipped import shipped
from jytrack.store.values.encoding import SHANGHAI
from tests.bench.generated import append_rows

YEARS = range(2019, 2024)
ISSUED = date(YEARS[0], 1, 1)
FIRST = 101
"""The number of the first generated task; those of the 2023 plan come before."""

Told = tuple[int, LogEntry]
"""An entry of the log with its task."""


def write_task_plan(folder: Path, tasks: int, departments: int) -> None:
    """A five-year plan in its last year: to each task one lead and about four more, and a milestone a year."""
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    head = (folder / "plan.csv").read_text(encoding="utf-8-sig")
    (folder / "plan.csv").write_text(head.replace("2023-03-07\n", f"{YEARS[-1]}-01-01\n", 1), encoding="utf-8")
    bodies = [department_name(number) for number in range(departments)]
    append_rows(folder / "departments.csv", [{"单位名称": name, "类别": "部门", "依据": "推定"} for name in bodies])
    task = {"所属部分": "虚构行动", "内容摘要": "虚构任务，只作测速。", "依据": "推定"}
    numbers = range(FIRST, FIRST + tasks)
    append_rows(folder / "tasks.csv", [{"序号": str(no), "任务名称": f"第{no}项虚构任务", **task} for no in numbers])
    append_rows(
        folder / "task_departments.csv",
        [
            {"任务": str(no), "单位": name, "角色": role, "顺序": str(place), "依据": "推定"}
            for no in numbers
            for role, names in parties(no, bodies).items()
            for place, name in enumerate(names, 1)
        ],
    )
    milestone = {"类别": "节点", "依据": "推定"}
    append_rows(
        folder / "milestones.csv",
        [
            {"任务": str(no), "名称": milestone_name(year), "截止日期": due_day(no, year).isoformat(), **milestone}
            for no in numbers
            for year in YEARS
        ],
    )


def parties(no: int, bodies: Sequence[str]) -> dict[str, list[str]]:
    """The departments of a task by role: a lead, for every third task a co-lead, and three to five responsible ones."""
    chance = random.Random(no)
    leads = 2 if no % 3 == 0 else 1
    names = chance.sample(bodies, leads + chance.randrange(3, 6))
    return {"牵头单位": names[:leads], "责任单位": names[leads:]}


def task_log(tasks: int, departments: int, proof: tuple[Evidence, ...]) -> list[Told]:
    """Five years of every task's log, in the order in which it was recorded; what is finished is proved by `proof`."""
    bodies = [department_name(number) for number in range(departments)]
    found = [
        (no, replace(entry, evidence=proof) if entry.to_status is TaskStatus.DONE else entry)
        for no in range(FIRST, FIRST + tasks)
        for entry in _life(no, parties(no, bodies))
    ]
    found.sort(key=lambda told: told[1].recorded_at)
    return found


def _life(no: int, names: dict[str, list[str]]) -> Iterator[LogEntry]:
    """One task: its departments' moves, a note a month until its end, its milestones, now and then an extension."""
    chance = random.Random(-no)
    lead, *others = [*names["牵头单位"], *names["责任单位"]]
    moves = list(_moves(chance, lead, long=True))
    yield from moves
    for name in others:
        yield from _moves(chance, name, long=False)
    over = moves[-1].on if moves[-1].to_status and moves[-1].to_status.finished else date.max
    for year in YEARS:
        for month in range(1, 13):
            day = date(year, month, chance.randrange(1, 29))
            if day < over and chance.random() < 0.95:
                late = timedelta(days=chance.choice((0, 0, 0, 1, 2)))
                yield _entry(LogAction.NOTE, day, day + late, f"{month}月虚构进展：按计划推进，走访企业若干家。")
        due = due_day(no, year)
        if chance.random() < 0.1:
            asked, until = due - timedelta(days=20), due + timedelta(days=30)
            yield _entry(
                LogAction.EXTENSION_REQUESTED,
                asked,
                asked,
                "材料未齐",
                lead,
                milestone=milestone_name(year),
                until=until,
            )
            yield _entry(
                LogAction.EXTENSION_APPROVED, asked, asked, "同意", lead, milestone=milestone_name(year), until=until
            )
        if chance.random() < (0.95 if year < YEARS[-1] else 0.8):
            done = due + timedelta(days=chance.randrange(-30, 20))
            if done.year <= YEARS[-1]:
                yield _entry(LogAction.MILESTONE_DONE, done, done, milestone=milestone_name(year))


def _moves(chance: random.Random, name: str, *, long: bool) -> Iterator[LogEntry]:
    """One department's legal life; a lead reports every year, and half of all are finished at the end."""
    acts = [Act.ASSIGN, Act.ACCEPT, Act.START]
    for _ in YEARS if long else ():
        acts += [Act.REPORT, *chance.choice(([Act.START], [Act.START], [Act.RETURN, Act.START]))]
    acts += chance.choice(
        ([], [], [Act.REPORT], [Act.REPORT, Act.FINISH], [Act.REPORT, Act.FINISH, Act.CLOSE], [Act.REPORT, Act.FINISH])
        if chance.random() < 0.9
        else ([Act.SUSPEND], [Act.CANCEL], [Act.SUSPEND, Act.RESUME])
    )
    days = sorted(chance.sample(range(3, 360 * len(YEARS)), len(acts)))
    state = State()
    for act, after in zip(acts, days, strict=True):
        day, reached = ISSUED + timedelta(days=after), state.after(act)
        assert reached is not None
        yield _entry(LogAction.STATUS, day, day, "按程序办理", name, state, reached)
        state = reached


def _entry(
    action: LogAction,
    on: date,
    recorded: date,
    note: str = "",
    department: str | None = None,
    before: State | None = None,
    after: State | None = None,
    *,
    milestone: str | None = None,
    until: date | None = None,
) -> LogEntry:
    return LogEntry(
        action, on, datetime.combine(recorded, time(9), SHANGHAI), "办公室", note, department,
        before.status if before else None, after.status if after else None, milestone, until,
    )  # fmt: skip


def due_day(no: int, year: int) -> date:
    """The day of the plan's year by which a milestone of a task is due; each year of the log has one."""
    return date(YEARS[-1], 3 + (no + year) % 10, 1 + no % 28)


def milestone_name(year: int) -> str:
    """The name of every task's milestone of a year."""
    return f"{year}年度虚构节点"


def department_name(number: int) -> str:
    """The name of a fictional department."""
    return f"虚构{number:03d}局"
