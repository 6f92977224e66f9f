"""The board fits one screen, whatever the plan, and says how much it leaves out."""

from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.plan.plan import Milestone, Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import LogAction, MilestoneKind, TaskStatus
from jytrack.reports.accounts import board
from jytrack.reports.formats import plain, table
from tests.domain.builders import last_moves
from tests.reports.sample import CLOCK, KNOWN_AT, PLAN, READINGS, links, submissions

CRAMPED = 100


def screen(standing: PlanStanding) -> list[str]:
    return (
        table.render(board.report(standing, standing.reports_ahead).document, width=CRAMPED, colour=False)
        .rstrip("\n")
        .split("\n")
    )


def crowded(no: int) -> Task:
    """A task with a long name that waits for everybody and is overdue in several ways."""
    log = tuple(
        LogEntry(LogAction.STATUS, date(2023, 6, 1 + no % 20), KNOWN_AT, "办", department=who, to_status=status)
        for who, status in (("就业局", TaskStatus.REPORTED), ("发展局", TaskStatus.ASSIGNED))
    )
    return Task(
        no,
        "统筹推进" * 12,
        f"（{no % 12}）" + "重点群体就业促进行动" * 3,
        links=links("就业局 发展局", "财务局"),
        milestones=tuple(
            Milestone(f"{'调度会' * 9}{day}", MilestoneKind.MILESTONE, due_on=date(2023, 6, day)) for day in (1, 15)
        ),
        status=TaskStatus.REPORTED,
        last_moves=last_moves(log),
    )


def red(target: Target, place: int) -> Target:
    metric = replace(target.metric, code=f"loans-{place}", name="创业担保贷款发放" * 5)
    return replace(target, metric=metric, task=None)


LOANS = next(target for target in PLAN.targets if target.code == "loans")
CROWD: Plan = replace(
    PLAN,
    title="促进就业方案" * 20,
    notice="★ 含演示数据，纯属虚构",
    tasks=tuple(map(crowded, range(1, 121))),
    targets=tuple(red(LOANS, place) for place in range(20)),
)
CROWDED = stand(CROWD, {f"loans-{place}": READINGS["loans"] for place in range(20)}, [], CLOCK)


@pytest.mark.parametrize("month", range(1, 13))
def test_any_month_fits_one_screen(month: int) -> None:
    standing = stand(PLAN, READINGS, submissions(), replace(CLOCK, as_of=date(2023, month, 28)))
    assert len(screen(standing)) <= board.LINES


def test_an_empty_plan_fits_and_says_so(january: PlanStanding) -> None:
    text = "\n".join(screen(january))
    assert "红灯指标：无" in text
    assert "等办公室批核、等单位办理：无" in text
    empty = plain.render(board.report(stand(replace(PLAN, tasks=(), targets=()), {}, [], CLOCK), ()).document)
    assert "没有任务。" in empty


def test_a_crowded_plan_fits_and_says_how_much_is_left_out() -> None:
    lines = screen(CROWDED)
    assert len(lines) <= board.LINES
    assert max(map(cell_len, lines)) <= CRAMPED
    text = "\n".join(lines)
    assert "红灯指标：20项，列出前" in text
    assert "逾期和一周内到期：240项，列出前" in text
    assert "等办公室批核、等单位办理：240项，列出前" in text


def test_each_list_gets_its_part_of_the_screen() -> None:
    lines = screen(CROWDED)
    assert sum("反馈待核" in line for line in lines) >= 1
    assert sum("逾期29天" in line for line in lines) >= 1
    assert sum("少200万元" in line for line in lines) >= 1


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2], "1 2"),
        ([1, 2, 3, 9], "1-3 9"),
        ([10, 12, 13, 14], "10 12-14"),
        ([10, 12, 14, 16, 18], "10 12 14 16 18"),
        ([10, 12, 14, 16, 18, 20], "6项"),
    ],
)
def test_numbers_of_tasks_in_a_narrow_cell(numbers: list[int], told: str) -> None:
    assert board.runs(numbers) == told


def test_every_task_stands_once_under_its_light() -> None:
    data = board.report(stand(PLAN, READINGS, submissions(), CLOCK), ()).data
    counts, rows = data["counts"], data["rows"]
    assert isinstance(counts, dict)
    assert isinstance(rows, list)
    assert sum(value for value in counts.values() if isinstance(value, int)) == len(rows) == len(PLAN.tasks)
