"""One department's page in every format, compared with texts that were read before they were kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Milestone, Plan
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.words import LogAction, MilestoneKind, TaskStatus, UnitOrder
from jytrack.reports.accounts import account, accountability
from jytrack.reports.formats import csv, json, markdown, plain, table
from jytrack.reports.values.document import Report
from tests.conftest import Golden
from tests.reports.sample import CLOCK, KNOWN_AT, PLAN, READINGS, YEAR, submissions

BACKINGS = {
    **{target.code: Backing(18, 0, date(YEAR, 6, 20), ("东河镇6月.csv", "西坪镇.csv")) for target in PLAN.targets},
    "loans": Backing(6, 1, date(YEAR, 6, 20), ("就业局6月.csv",)),
    "fund": Backing(),
}
SHEET = Evidence("名册.xlsx", 20_480, "ab12" * 16)


def entry(action: LogAction, month: int, day: int, **more: object) -> LogEntry:
    return LogEntry(action, date(YEAR, month, day), KNOWN_AT, "办公室", **more)  # type: ignore[arg-type]


def moved(before: TaskStatus, after: TaskStatus, day: int, **more: object) -> LogEntry:
    return entry(LogAction.STATUS, 5, day, department="就业局", from_status=before, to_status=after, **more)


def extension(action: LogAction, day: int, until: date | None, milestone: str | None, **more: object) -> LogEntry:
    return entry(action, 6, day, department="就业局", until=until, milestone=milestone, **more)


EXTENSIONS = (
    extension(LogAction.EXTENSION_REQUESTED, 5, date(YEAR, 7, 31), "园区揭牌", note="场地未交付"),
    extension(LogAction.EXTENSION_APPROVED, 6, date(YEAR, 7, 20), "园区揭牌"),
    extension(LogAction.EXTENSION_REQUESTED, 20, date(YEAR + 1, 3, 31), None, note="名额未定", evidence=(SHEET,)),
    extension(LogAction.EXTENSION_REFUSED, 21, None, None, note="按期办"),
    extension(LogAction.EXTENSION_REQUESTED, 25, date(YEAR + 1, 1, 31), None, note="再申请"),
)
MOVES = (
    moved(TaskStatus.REGISTERED, TaskStatus.ASSIGNED, 4),
    entry(LogAction.NOTE, 5, 4, note="会议纪要", evidence=(SHEET,)),
    moved(TaskStatus.ASSIGNED, TaskStatus.ACCEPTED, 5),
    moved(TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS, 8, note="名册已核", evidence=(SHEET,)),
    moved(TaskStatus.IN_PROGRESS, TaskStatus.REPORTED, 20, note="半年情况"),
)
MILESTONES = (
    Milestone("园区揭牌", MilestoneKind.MILESTONE, due_on=date(YEAR, 6, 15), postponed_to=date(YEAR, 7, 20)),
    Milestone("政策宣讲", MilestoneKind.MILESTONE, due_on=date(YEAR, 4, 10), done_on=date(YEAR, 4, 13)),
)


@pytest.fixture(scope="module")
def busy() -> PlanStanding:
    """The sample plan, with a task of 就业局 in which everything happened that an account can tell of."""
    task = replace(PLAN.tasks[1], milestones=MILESTONES, log=(*MOVES, *EXTENSIONS), extension_log=EXTENSIONS)
    done = replace(PLAN.tasks[3], links=task.links, milestones=MILESTONES[1:])
    plan: Plan = replace(PLAN, tasks=(PLAN.tasks[0], task, PLAN.tasks[2], done, *PLAN.tasks[4:]))
    return stand(plan, READINGS, submissions(), CLOCK)


def row(standing: PlanStanding, department: str) -> Account:
    (found,) = [each for each in standing.accountability.accounts if each.department == department]
    return found


def page(standing: PlanStanding, department: str, order: UnitOrder = UnitOrder.PLAN) -> Report:
    return account.report(standing, row(standing, department), BACKINGS, order)


Render = Callable[[Report], str | bytes]

FORMATS: dict[str, Render] = {
    "txt": lambda report: plain.render(report.document),
    "100.txt": lambda report: table.render(report.document, width=100, colour=False),
    "md": lambda report: markdown.render(report.document),
    "csv": lambda report: csv.render(report.document),
    "json": lambda report: json.render(report.data),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_department_s_page(name: str, busy: PlanStanding, golden: Golden) -> None:
    golden(f"reports/account.{name}", FORMATS[name](page(busy, "就业局")))


@pytest.mark.parametrize(
    ("department", "name"),
    [(UNASSIGNED, "unassigned"), ("南岭乡", "township"), ("调查队", "vertical"), ("各乡镇", "group")],
)
def test_other_rows(department: str, name: str, busy: PlanStanding, golden: Golden) -> None:
    golden(f"reports/account-{name}.txt", table.render(page(busy, department).document, width=100, colour=False))


def test_a_group_whose_members_are_not_known_says_so(busy: PlanStanding) -> None:
    plan = busy.plan
    bare = tuple(replace(each, members=()) if each.name == "各乡镇" else each for each in plan.departments)
    standing = stand(replace(plan, departments=bare), READINGS, submissions(), CLOCK)
    assert "集合单位，成员还没有填写；填写用 jytrack task members 各乡镇。" in plain.render(
        page(standing, "各乡镇").document
    )


@pytest.mark.parametrize("name", ["100.txt", "csv"])
def test_the_table_by_rank(name: str, busy: PlanStanding, golden: Golden) -> None:
    golden(f"reports/accountability-rank.{name}", FORMATS[name](accountability.report(busy, UnitOrder.RANK)))


@pytest.mark.parametrize(("department", "words"), [("就业局", "1个单位有名次）：1"), ("财务局", "）：不排名")])
def test_a_page_by_rank_tells_the_department_s_own(department: str, words: str, busy: PlanStanding) -> None:
    assert words in plain.render(page(busy, department, UnitOrder.RANK).document)
    assert "名次" not in plain.render(page(busy, department).document)


def test_no_line_of_the_table_is_wider_than_the_terminal(busy: PlanStanding, golden: Golden) -> None:
    from rich.cells import cell_len

    for report in (accountability.report(busy), accountability.report(busy, UnitOrder.RANK), page(busy, "就业局")):
        lines = table.render(report.document, width=100, colour=False).splitlines()
        assert max(map(cell_len, lines)) <= 100
