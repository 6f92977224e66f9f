"""Sheets that were once read wrongly (tests/data/cases): each goes in with exactly the right readings, or is refused.

right.json has an entry a sheet:

    case      the sheet                              options   what is typed after its name
    first     a sheet that is imported before it     why       what is the matter with it
    taken_in  the readings (unit, metric, month, field, figure) that may be on record afterwards, if it is taken in:
              each way in which that is right; none where it must be refused
    refused   whether it may be refused
    said      if it is taken in, one of these words is said        warned  there is a warning (of each of these rows)
    named     if it is refused, each of these texts is said        marks   these cells of the copy that goes back
    never     none of these texts is said, whatever becomes of it
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Jytrack

CASES = Path(__file__).parents[2] / "data" / "cases"
RIGHT: list[dict[str, Any]] = json.loads((CASES / "right.json").read_text(encoding="utf-8"))
FIELDS = ("month", "cumulative", "value", "numerator", "denominator")


def readings(jytrack: Jytrack) -> list[str]:
    """What is on record, a line a figure."""
    rows = json.loads(jytrack("target", "readings", "--format", "json").out)["rows"]
    return sorted(
        f"{row['unit']} {row['target']} {row['period']} {field} {row[field]}"
        for row in rows
        for field in FIELDS
        if row[field] is not None
    )


def problems(answer: dict[str, Any], severity: str) -> list[dict[str, Any]]:
    return [each for file in answer["files"] for each in file["problems"] if each["severity"] == severity]


def told(part: Any) -> str:
    """All texts of an answer, without the moments and check sums that are different each time."""
    if isinstance(part, dict):
        return "\n".join(told(value) for key, value in part.items() if key not in ("sha256", "known_at", "file"))
    if isinstance(part, list):
        return "\n".join(map(told, part))
    return part if isinstance(part, str) else ""


def commented(copy: Path) -> Iterator[str]:
    """The cells with a comment, which must be free to be mended."""
    for cells in openpyxl.load_workbook(copy).worksheets[0].iter_rows():
        for cell in cells:
            if cell.comment:
                assert not cell.protection.locked
                yield cell.coordinate


def test_each_sheet_is_in_the_table() -> None:
    listed = {entry[key] for entry in RIGHT for key in ("case", "first") if key in entry}
    found = {str(path.relative_to(CASES)) for path in CASES.glob("*/**/*") if path.is_file()}
    assert found == listed
    assert len(RIGHT) >= 90


@pytest.mark.parametrize("right", RIGHT, ids=[entry["case"] for entry in RIGHT])
def test_a_sheet_goes_in_right_or_not_at_all(jytrack: Jytrack, right: dict[str, Any]) -> None:
    if "first" in right:
        assert jytrack("target", "import", CASES / right["first"]).code == 0
    before = readings(jytrack)
    ran = jytrack("target", "import", CASES / right["case"], *right.get("options", ()), "--format", "json")
    answer = json.loads(ran.out)
    said = told(answer) + ran.err
    after = readings(jytrack)
    assert not [text for text in right.get("never", ()) if text in said]
    if ran.code == 3:
        assert after == before
        assert answer["written"] is False
        assert problems(answer, "error")
        assert right["refused"], [each["message"] for each in problems(answer, "error")]
        assert [text for text in right.get("named", ()) if text not in said] == []
    else:
        assert ran.code == 0
        assert problems(answer, "error") == []
        ways = [sorted(way) for way in right["taken_in"]]
        assert ways, f"to be refused, yet on record: {after}"
        assert after in ways or after == ways[0]
        assert not right.get("said") or any(word in said for word in right["said"])
        warned = {each["row"] for each in problems(answer, "warning")}
        assert not right.get("warned") or warned
        assert set(right["warned"] if isinstance(right.get("warned"), list) else ()) <= warned


@pytest.mark.parametrize("right", [entry for entry in RIGHT if "marks" in entry], ids=lambda entry: str(entry["case"]))
def test_the_cells_to_mend_are_marked(jytrack: Jytrack, tmp_path: Path, right: dict[str, Any]) -> None:
    if "first" in right:
        assert jytrack("target", "import", CASES / right["first"]).code == 0
    assert jytrack("target", "import", CASES / right["case"], "--slips", tmp_path / "退回").code == 3
    (copy,) = (tmp_path / "退回").glob("*.xlsx")
    marked = set(commented(copy))
    assert marked == set(right["marks"])
