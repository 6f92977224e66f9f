"""The map in docs/architecture.md shows the house as it stands."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LAYERS = ("cli", "services", "reports", "store", "intake", "domain")
MOST_LINES = 300


def test_the_files_that_answer_the_ten_questions_exist() -> None:
    questions = PAGE.split("## Ten questions", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in questions.splitlines() if line.startswith("| ") and "?" in line]
    assert len(rows) == 10
    for row in rows:
        named = re.findall(r"`((?:jytrack|seed)/[^`]+)`", row)
        assert named, row
        assert [path for path in named if not (ROOT / path).is_file()] == []


def test_the_picture_has_every_wing() -> None:
    header = next(line for line in PAGE.splitlines() if line.startswith("| layer"))
    drawn = {word.strip() for word in header.strip("|").split("|")[1:]}
    beside = {"formats", "engines", "database", "books"}
    for layer in LAYERS:
        wings = {path.parent.name for path in (ROOT / "jytrack" / layer).glob("*/__init__.py")}
        assert wings <= drawn | beside


def test_no_file_is_longer_than_a_room() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "jytrack").rglob("*.py")}
    assert {str(path): size for path, size in sizes.items() if size > MOST_LINES} == {}


def test_files_are_written_in_the_rooms_that_are_for_it() -> None:
    """Outputs by `cli/values/files`, drafts by `drafts`; copies of the database and evidence are made of drafts."""
    rooms = {"drafts.py", "cli/values/files.py"}
    writes = re.compile(
        r"""\.(?:open|fdopen)\((?:[^()]*,\s*)?["'][rb]*[wax+]|write_(?:bytes|text)\(|mkstemp|NamedTemporary"""
    )
    package = ROOT / "jytrack"
    found = {
        path.relative_to(package).as_posix() for path in package.rglob("*.py") if writes.search(path.read_text("utf-8"))
    }
    assert found == rooms
