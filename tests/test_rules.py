"""docs/rules.md names, for each rule, tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([a-z_/]+\.py)::(test_\w+)`")


@cache
def defined(file: str) -> set[str]:
    """The tests of a file, without running it."""
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_rule_names_tests_that_exist() -> None:
    rules = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| rule |")]
    assert len(rules) > 60
    for line in rules:
        held_by = line.rsplit("|", 2)[1]
        named = NAMED.findall(held_by)
        assert named, line
        assert held_by.count("`") == 2 * len(named), line
        for file, test in named:
            assert test in defined(file), f"{file} has no {test}"
