"""Help, version and shell completion answer without loading the layers below or anything heavy."""

import subprocess
import sys

import pytest

HEAVY = {"sqlalchemy", "sqlmodel", "alembic", "pydantic", "rich", "tabulate", "wcwidth", "sqlite3", "xlsxwriter"}
LAYERS = {"jytrack.services", "jytrack.store", "jytrack.intake", "jytrack.reports"}
SCRIPT = """
import os, sys
from jytrack.cli.app import main
sys.argv = ["jytrack", *{arguments!r}]
os.environ |= {environment!r}
try:
    main()
except SystemExit:
    pass
print("LOADED", *sorted(sys.modules))
"""


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--help"], {}),
        (["--version"], {}),
        ([], {}),
        (["target", "import", "--help"], {}),
        (["no-such-command"], {}),
        ([], {"_JYTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "jytrack rep", "COMP_CWORD": "1"}),
    ],
)
def test_loads_nothing_heavy(arguments: list[str], environment: dict[str, str]) -> None:
    script = SCRIPT.format(arguments=arguments, environment=environment)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split("LOADED", 1)[1].split())
    assert "typer" in loaded
    assert not loaded & (HEAVY | LAYERS)


def test_completion_completes() -> None:
    script = SCRIPT.format(
        arguments=[], environment={"_JYTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "jytrack rep", "COMP_CWORD": "1"}
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split()[0] == "report"
