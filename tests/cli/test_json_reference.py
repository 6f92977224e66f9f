"""The reference of the JSON objects: docs/json.toml holds for every answer and every golden file."""

import json
from pathlib import Path
from typing import Any

import pytest

from jytrack.cli.values.options import Format
from jytrack.cli.values.output import render
from tests.cli.answers import ANSWERS, Office
from tests.conftest import GOLDEN
from tests.shapes import ANSWERS as TOLD
from tests.shapes import DOCS, KEYS, OBJECTS, SCALARS, faults, page, parts, schema, schemas, written

WRITTEN_BY = {
    "account": "report accountability",
    "accountability": "report accountability",
    "board": "task board",
    "brief": "report brief",
    "readings": "target readings",
    "import-refused": "target import",
    "task-list-by-section": "task list",
    "variance": "report variance",
}
"""The command behind each golden file whose name does not begin with it."""


def wrong(command: str, answer: Any) -> list[str]:
    asked = schema(command)
    return list(faults(answer, asked, asked))


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.json")), ids=lambda path: path.stem)
def test_every_golden_file_is_as_told(path: Path) -> None:
    command = WRITTEN_BY.get(path.stem) or next(
        command
        for command in (*TOLD, *(each.split()[0] for each in TOLD))
        if path.stem.startswith(command.replace(" ", "-"))
    )
    assert wrong(command, json.loads(path.read_text(encoding="utf-8"))) == []


def test_every_answer_is_as_told(office: Office) -> None:
    assert set(TOLD) == set(ANSWERS)
    for line, (_, report) in office.reports().items():
        command = max((command for command in TOLD if line.startswith(command)), key=len)
        assert wrong(command, json.loads(render(report, Format.JSON))) == [], line


def test_what_is_not_as_told_is_found() -> None:
    good = {"plan": None, "as_of": None, "known_at": None, "path": "x", "sound": True, "log_entries": 1}
    good |= {"log_recorded_at": "2023-07-01T09:00:00+08:00", "log_head": "ab" * 32, "codes": [], "rows": ["x"]}
    good |= {"chain_acts": None, "chain_recorded_at": None, "chain_head": None}
    good |= {"ahead_of_clock": [], "left_behind": [], "bundled_evidence": None, "unnamed_evidence": []}
    assert wrong("db check", good) == []
    for bad in ({"sound": 1}, {"log_entries": 1.5}, {"log_head": "ab"}, {"rows": [None]}, {"codes": [{}]}, {"more": 1}):
        assert wrong("db check", good | bad), bad
    assert wrong("db check", {key: value for key, value in good.items() if key != "sound"}) == ["$ has no sound"]


def test_every_object_and_key_is_told_of_once() -> None:
    used = {part for kind in TOLD.values() for part in parts(kind)}
    used |= {part for fields in OBJECTS.values() for kind in fields.values() for part in parts(kind)}
    assert used == set(OBJECTS)
    assert not set(SCALARS) & set(OBJECTS)
    assert {key for name, fields in OBJECTS.items() if name != "opened" for key in fields} == set(KEYS)


def test_the_page_and_the_schemas_are_made_from_it() -> None:
    assert (DOCS / "json.md").read_text(encoding="utf-8") == page(), "run make docs"
    kept = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "schemas").iterdir()}
    assert kept == {name: written(made) for name, made in schemas().items()}, "run make docs"
