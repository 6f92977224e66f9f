"""Every report in every format that it has, compared with texts that were read before they were kept."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from jytrack.domain.accounts.reminding import reminders
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.values.words import TaskGrouping
from jytrack.reports.accounts import accountability, board, brief, overview
from jytrack.reports.accounts import reminders as reminding
from jytrack.reports.accounts.weekly import Received, weekly_text
from jytrack.reports.figures import readings, targets, variance
from jytrack.reports.formats import csv, json, markdown, plain, table
from jytrack.reports.keeping import database
from jytrack.reports.plan import seeding
from jytrack.reports.sheets import imports
from jytrack.reports.supervision import tasklist, tasks
from jytrack.reports.values.document import Report
from tests.conftest import Golden
from tests.reports import results
from tests.reports.sample import CLOCK, PLAN, TOWNS

Make = Callable[[PlanStanding], Report]

FLAT: dict[str, Make] = {
    "variance": lambda standing: variance.report(standing.plan, standing.clock, standing.assessments),
    "accountability": accountability.report,
    "task-list": lambda standing: tasklist.list_report(standing, standing.tasks),
    "task-list-by-section": lambda standing: tasklist.list_report(standing, standing.tasks, TaskGrouping.SECTION),
    "board": lambda standing: board.report(standing, standing.reports_ahead),
    "brief": brief.report,
    "target-list": lambda standing: targets.list_report(PLAN, CLOCK, PLAN.targets),
    "readings": lambda standing: readings.report(readings.Told(PLAN, CLOCK, results.found(*results.RECORDS))),
    "remind": lambda standing: reminding.report(standing, reminders(standing)),
    "import-refused": lambda standing: imports.report(PLAN, CLOCK, results.REFUSED),
    "db-info": lambda standing: database.info_report(results.INFO),
    "db-check": lambda standing: database.check_report(results.DAMAGE),
    "db-check-sound": lambda standing: database.check_report(results.CHECKED),
    "db-check-pages": lambda standing: database.check_report(results.PAGES_HELD),
    "db-check-destroyed": lambda standing: database.check_report(results.DESTROYED),
    "init-refused": lambda standing: seeding.refused_report("方案", results.BROKEN_FOLDER),
    "init-first": lambda standing: seeding.report(results.FIRST_INIT),
    "init-upgrade": lambda standing: seeding.report(results.SECOND_INIT),
}
"""Reports that csv can write."""

PAGES: dict[str, Make] = {
    "overview": overview.report,
    "task-show": lambda standing: tasks.show_report(standing, standing.tasks[0]),
    "task-show-milestones": lambda standing: tasks.show_report(standing, standing.tasks[2]),
    "target-show": lambda standing: targets.show_report(
        standing, standing.assessments[0], results.found(results.RECORDS[0]), dict.fromkeys(TOWNS, Fraction(200))
    ),
    "target-show-steps": lambda standing: targets.show_report(standing, standing.assessments[11], results.found(), {}),
}
"""Pages of several tables."""

ALL = {**FLAT, **PAGES}


@pytest.mark.parametrize("name", ALL)
def test_plain(name: str, standing: PlanStanding, golden: Golden) -> None:
    golden(f"reports/{name}.txt", plain.render(ALL[name](standing).document))


@pytest.mark.parametrize("name", ["overview", "accountability", "task-show", "board"])
def test_table_in_a_terminal_of_100_cells(name: str, standing: PlanStanding, golden: Golden) -> None:
    golden(f"reports/{name}.100.txt", table.render(ALL[name](standing).document, width=100, colour=False))


@pytest.mark.parametrize("name", ["overview", "remind", "readings", "task-show-milestones", "board", "brief"])
def test_markdown(name: str, standing: PlanStanding, golden: Golden) -> None:
    golden(f"reports/{name}.md", markdown.render(ALL[name](standing).document))


@pytest.mark.parametrize("name", FLAT)
def test_csv(name: str, standing: PlanStanding, golden: Golden) -> None:
    golden(f"reports/{name}.csv", csv.render(FLAT[name](standing).document))


@pytest.mark.parametrize("name", [name for name in ALL if name != "overview"])
def test_json(name: str, standing: PlanStanding, golden: Golden) -> None:
    golden(f"reports/{name}.json", json.render(ALL[name](standing).data))


def test_weekly(standing: PlanStanding, golden: Golden) -> None:
    received = {Received("东河镇"): 2, Received("西坪镇", corrected=True): 1}
    golden("reports/weekly.txt", weekly_text(standing, received))


def test_first_day_of_the_year(january: PlanStanding, golden: Golden) -> None:
    golden("reports/january.txt", plain.render(overview.report(january).document))
    golden("reports/january-weekly.txt", weekly_text(january, {}))
