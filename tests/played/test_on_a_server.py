"""The fictional year, and the second plan's, on a server: every page is byte for byte what the file answers."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.command import typed
from tests.on_both import differing, moved
from tests.played.conftest import END, Year
from tests.played.playing import CHINA

REGION = Path(__file__).parents[1] / "data" / "region-2024"

OF_A_MONTH = (
    "report", "report variance", "report accountability", "report townships", "report matrix", "report submissions",
    "report brief", "task list", "task board", "task ledger", "target list", "target readings", "target check",
    "remind",
)  # fmt: skip
OF_A_YEAR = (
    "target imports", "target locks --all", "report issued", "report issued --changes", "remind log", "task own",
    "target own", "task members", "target readings --history",
    *(f"task show {number}" for number in range(1, 31)),
)  # fmt: skip


@pytest.mark.slow
def test_the_played_year_answers_alike(year: Year, tmp_path: Path) -> None:
    months = [f"{page} --as-of 2023-{month:02}" for page in OF_A_MONTH for month in (3, 6, 9, 12)]
    issued = [f"report changes {row['number']} --all" for row in year.told("report issued")["rows"]]
    with moved(year.office.folder / "台账.db", tmp_path) as places:
        assert differing(places, [*months, *OF_A_YEAR, *issued], END, year.office.folder) == []


@pytest.mark.slow
def test_the_second_plan_answers_alike(tmp_path: Path) -> None:
    path, now = tmp_path / "台账.db", datetime(2024, 7, 8, 9, tzinfo=CHINA)
    settings = {"JYTRACK_DB": str(path), "JYTRACK_ACTOR": "办公室", "JYTRACK_PLAN": None}
    assert typed(["init", "--seed", REGION], settings).code == 0
    for sheet in sorted((REGION / "sheets").iterdir()):
        typed(["target", "import", sheet, "--received", "2024-07-05"], settings)
    months = [f"{page} --as-of 2024-{month:02}" for page in OF_A_MONTH for month in (3, 6, 12)]
    codes = ("city-jobs", "labour-income", "wage-cases")
    asked = [f"{page} {code} --as-of 2024-06" for page in ("target show", "report explain") for code in codes]
    with moved(path, tmp_path) as places:
        assert differing(places, [*months, *asked, "target imports"], now, tmp_path) == []
