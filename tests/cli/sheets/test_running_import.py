"""A page taken while others write names a known-at at which the very same page is seen again, for ever."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.generated import write_plan, write_readings
from tests.cli.conftest import Jytrack

UNITS, METRICS = 250, 20
ROWS = UNITS * METRICS * 12
AS_OF = ("--as-of", "2023-12-31")


@pytest.fixture
def county(bare: Jytrack, tmp_path: Path) -> Jytrack:
    """The command line on a generated plan without readings, and a sheet of 60 000 rows beside it."""
    write_plan(tmp_path / "plan", UNITS, METRICS)
    assert write_readings(tmp_path / "year.csv", UNITS, METRICS) == ROWS
    assert bare("init", "--seed", tmp_path / "plan").code == 0
    return bare


def known_to(page: str) -> str:
    """The moment that the page names: as JSON has it, or as people read it."""
    if page.startswith("{"):
        return str(json.loads(page)["known_at"])
    named = re.search(r"数据：按(.+?)为止登记的数", page)
    assert named
    return named[1]


def test_pages_taken_while_an_import_runs_are_seen_again(county: Jytrack, database: Path, tmp_path: Path) -> None:
    asked = (("report", "variance", *AS_OF, "--format", "json"), ("report", "variance", *AS_OF))
    command = [sys.executable, "-m", "jytrack", "--db", str(database), "target", "import", str(tmp_path / "year.csv")]
    pages, taken_meanwhile = [], 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        while running.poll() is None:
            for order in asked:
                taken_meanwhile += running.poll() is None  # when the page was asked for
                pages.append((order, county(*order).out))
        assert running.returncode == 0
    pages += [(order, county(*order).out) for order in asked]
    assert taken_meanwhile, "no page was taken while the import ran"
    assert len({known_to(page) for _, page in pages}) > 1, "the import changed nothing"
    again = [county(*order, "--known-at", known_to(page)).out for order, page in pages]
    assert again == [page for _, page in pages]
