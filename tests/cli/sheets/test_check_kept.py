"""`target check` shows what was noticed at the imports, as long as it speaks of what is in force."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.sheets.records import Finding
from jytrack.store.database.database import Database
from jytrack.store.sheets.findings import keep
from tests.cli.conftest import Jytrack
from tests.conftest import Golden

AS_OF = ("--as-of", "2023-06-30")
MARCH = "单位,指标,月份,分子,分母,数值\n人社局,高校毕业生就业去向落实率,2023-03,90,100,88%\n"
KEPT = (
    Finding("warning", "rate-mismatch", "“88%”与分子分母算出的90%不一致", 2, "F", "88%", "以分子分母为准，请核对"),
    Finding("warning", "total-mismatch", "合计9，各行相加是8", 9, "D", "9", "请核对合计"),
    Finding("warning", "jump", "比此前平均多 40%", 2, "D", "90"),
    Finding("fixed", "fixed", "“８”读作8", 2, "D", "８"),
)


@pytest.fixture
def checked(jytrack: Jytrack, sheet: Callable[..., Path], database: Path) -> Jytrack:
    """An import of one sheet with nothing wrong in it, with which findings of every kind are kept."""
    clean = MARCH.replace("88%", "")
    assert jytrack("target", "import", sheet(clean, "三月.csv"), "--received", "2023-03-28").code == 0
    with Database(database).writing() as session:
        (file,) = session.execute("SELECT id FROM import_file").fetchone()
        keep(session, file, KEPT)
    return jytrack


def kept(jytrack: Jytrack, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(jytrack("target", "check", *options, "--format", "json").out)["kept"]
    return found


def test_only_what_the_check_cannot_find_itself(checked: Jytrack, golden: Golden) -> None:
    found = kept(checked, *AS_OF)
    assert [item["code"] for item in found] == ["rate-mismatch", "total-mismatch"]
    assert {item["import"] for item in found} == {1}
    assert found[0]["source"]["file"] == "三月.csv"
    assert (found[0]["source"]["row"], found[0]["value"]) == (2, "88%")
    page = checked("target", "check", *AS_OF).out
    golden("cli/check-kept.txt", page.replace(page.split("\n")[0], "核对"))
    lines = checked("target", "check", *AS_OF, "--format", "csv").out.splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["rate-mismatch", "total-mismatch"]
    assert checked("target", "check", *AS_OF, "--exit-code").code == 7


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (("--unit", "人社局"), ["rate-mismatch"]),
        (("--target", "graduate-placement"), ["rate-mismatch"]),
        (("--unit", "香水镇"), []),
        (("--target", "new-posts"), []),
        (("--known-at", "2023-01-01"), []),
    ],
)
def test_what_was_asked_for(checked: Jytrack, options: tuple[str, ...], codes: list[str]) -> None:
    assert [item["code"] for item in kept(checked, *AS_OF, *options)] == codes


def test_months_after_the_day_asked_are_left_out(checked: Jytrack) -> None:
    assert kept(checked, "--as-of", "2023-02-28") == []
    assert len(kept(checked, "--as-of", "2023-03-15")) == 2


def test_an_undone_import_is_not_spoken_of(checked: Jytrack) -> None:
    assert len(json.loads(checked("target", "imports", "1", "--format", "json").out)["problems"]) == 4
    assert "导入时留存的提示（4处）" in checked("target", "imports", "1").out
    assert checked("target", "undo", "1", "--reason", "错", "--yes").code == 0
    assert kept(checked, *AS_OF) == []
    assert "没有疑点。" in checked("target", "check", *AS_OF).out
    assert checked("target", "undo", "2", "--reason", "没错", "--yes").code == 0
    assert len(kept(checked, *AS_OF)) == 2
