"""The documents say what the program does."""

import re
from pathlib import Path

import pytest

from tests.docs import page, tables

ROOT = Path(__file__).parents[1]


def test_cli_page_is_the_programs_own_help() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == page(), "run make docs"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_named_exists(name: str) -> None:
    """A command that a README shows must have a heading in the generated page."""
    known = set(re.findall(r"^## (jytrack.*)$", page(), flags=re.MULTILINE))
    shown = re.findall(r"^ *jytrack ((?:[a-z]+ ?)+)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    for words in shown:
        assert any(f"jytrack {words}".startswith(command) for command in known if command != "jytrack"), words


def test_tables_of_columns_and_views_are_those_of_the_code() -> None:
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8").endswith(tables()), "run make docs"
