"""`make soak` runs every slow test, each in one of its parts."""

from pathlib import Path

from tests.soak.run import PARTS, ROOT

SLOW = ("mark.slow", "marks=pytest.mark.slow", "@at_length(")


def test_every_file_with_a_slow_test_is_in_a_part() -> None:
    parts = {ROOT / each for part in PARTS.values() for each in part.tests if each.startswith("tests/")}
    assert all(part.exists() for part in parts)
    slow = {path for path in (ROOT / "tests").rglob("*.py") if any(word in path.read_text("utf-8") for word in SLOW)}
    outside = {path for path in slow if not parts & {path, *path.parents}}
    assert {path.name for path in outside} <= {Path(__file__).name, "at_length.py"}
