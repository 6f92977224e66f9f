"""Help, version and shell completion answer without loading the layers below or anything heavy."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from jytrack.cli.app import app
from tests.command import typed

HEAVY = {
    "sqlalchemy",
    "sqlmodel",
    "alembic",
    "pydantic",
    "rich",
    "tabulate",
    "wcwidth",
    "sqlite3",
    "psycopg2",
    "xlsxwriter",
}
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


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [
        (["--help"], {"plan.init", "keeping.demo", "keeping.helping"}),
        (["task", "show", "--help"], {"supervision.tasks"}),
        (["report", "--help", "--quiet"], None),
        (["target", "milestone"], set()),
    ],
)
def test_of_the_commands_only_what_is_asked_for_is_loaded(arguments: list[str], modules: set[str] | None) -> None:
    script = SCRIPT.format(arguments=arguments, environment={})
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    inner = [
        name.split(".", 2)[2] for name in run.stdout.split("LOADED", 1)[1].split() if name.startswith("jytrack.cli.")
    ]
    wings = {name for name in inner if "." in name and not name.startswith("values.")}
    if modules is None:  # a group's help speaks of each of its commands
        assert {"accounts.report", "documents.letters"} <= wings
        assert "keeping.database" not in wings
    else:
        assert wings == modules


UNREAD = {
    "psycopg2",
    "jytrack.store.engines.postgres",
    *(HEAVY - {"sqlite3"}),
    "importlib.metadata",
    "email",
    "tempfile",
    "jytrack.services.values.naming",
    "jytrack.reports.accounts.account",
    "jytrack.reports.accounts.weekly",
    "jytrack.reports.accounts.brief",
}
"""What the page looked at daily does without: drivers of servers, what draws and spells, the pages beside it."""


def test_the_daily_page_loads_what_it_shows_alone(initiated: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(initiated, tmp_path / "台账.db"))
    script = SCRIPT.format(arguments=["report"], environment={"JYTRACK_DB": str(database)})
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split("LOADED", 1)[1].split())
    assert "sqlite3" in loaded
    assert not UNREAD & loaded


SENDING = {"smtplib", "ssl", "urllib.request", "http.client", "jytrack.channels.mail", "jytrack.channels.bots"}


@pytest.mark.parametrize(
    "words", ["report", "remind", "remind log", "remind send --dry-run", "report weekly", "task show 3", "db info"]
)
def test_daily_commands_load_neither_what_sends_nor_the_models(words: str, initiated: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(initiated, tmp_path / "台账.db"))
    (tmp_path / "channels.toml").touch()
    environment = {"JYTRACK_DB": str(database), "JYTRACK_CHANNELS": str(tmp_path / "channels.toml")}
    script = SCRIPT.format(arguments=words.split(), environment=environment)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(run.stdout.split("LOADED", 1)[1].split()) & (SENDING | {"sqlmodel", "alembic"})


UNASKED = {
    "jytrack.services.sheets.returning",
    "jytrack.services.sheets.undoing",
    "jytrack.intake.sheets.marking",
    "http.client",
    "python_calamine",
    "xlsxwriter",
    "docx",
}


def test_an_import_of_text_that_goes_in_loads_neither_workbooks_nor_what_sends_back(
    initiated: Path, tmp_path: Path
) -> None:
    (tmp_path / "香水镇.csv").write_text("乡镇,指标,月份,本月数\n香水镇,urban-new-jobs,2023-01,7\n", encoding="utf-8")
    arguments = ["target", "import", str(tmp_path / "香水镇.csv")]
    environment = {"JYTRACK_DB": shutil.copy(initiated, str(tmp_path / "台账.db"))}
    script = SCRIPT.format(arguments=arguments, environment=environment)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    said, loaded = run.stdout.split("LOADED", 1)
    assert "新增1条" in said
    assert not set(loaded.split()) & UNASKED


OFFERED = (
    ("报", "报告"),
    ("report 差", "差额"),
    ("任务 ", "清单"),
    ("report variance --截", "--截至"),
    ("target show 城", "城镇新增就业"),
    ("target record 城镇新增就业 --unit 香", "香水镇"),
    ("target record 城镇新增就业 --单位 香", "香水镇"),
    ("任务 查看 1", "14"),
    ("task milestone done 20 就", "就业援助月"),
    ("task list --status ", "办理中"),
    ("target readings --period 2023-0", "2023-06"),
    ("--plan ", "jingyuan-2023"),
    ("没有的命令 ", ""),
)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(("line", "expected"), OFFERED)
def test_names_are_offered(
    initiated: Path, monkeypatch: pytest.MonkeyPatch, shell: str, line: str, expected: str
) -> None:
    line = f"jytrack {line}"
    environment = {"_JYTRACK_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "_TYPER_COMPLETE_ARGS": line}
    environment |= {"COMP_CWORD": str(len(line.split(" ")) - 1), "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("tests.command.PROGRAM", get_command(app))  # one of its own, which learns the Chinese names
    ran = typed([], {"JYTRACK_DB": str(initiated), "JYTRACK_PLAN": None})
    assert expected in ran.out
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_explanations_load_no_markup(initiated: Path, shell: str) -> None:
    line = "jytrack target readings --period 2023-0"
    environment = {"_JYTRACK_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line, "JYTRACK_DB": str(initiated)}
    environment |= {"COMP_WORDS": line, "COMP_CWORD": "4", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    script = SCRIPT.format(arguments=[], environment=environment)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    offered, loaded = run.stdout.split("LOADED", 1)
    assert "2023年6月" in offered
    assert not {"rich.console", "rich.markup"} & set(loaded.split())


def test_no_database_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "_JYTRACK_COMPLETE": "complete_bash",
        "COMP_WORDS": "jytrack task show ",
        "COMP_CWORD": "3",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("tests.command.PROGRAM", get_command(app))
    (tmp_path / "破.db").write_text("不是数据库")
    for path in ("没有.db", "破.db"):
        ran = typed([], {"JYTRACK_DB": str(tmp_path / path)})
        assert (ran.out.strip(), ran.err) == ("", "")
    assert not (tmp_path / "没有.db").exists()


def test_completion_completes() -> None:
    script = SCRIPT.format(
        arguments=[], environment={"_JYTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "jytrack rep", "COMP_CWORD": "1"}
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split()[0] == "report"
