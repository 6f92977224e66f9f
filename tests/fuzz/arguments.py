"""What the fuzzer types: any command with any options and any words, on a database that must stay sound."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.command import PROGRAM, typed
from tests.services.desks import loaded

WORDS = (
    "香水镇", "黄花乡", "人社局", "城镇新增就业", "urban-new-jobs", "15", "0", "-1", "99999999999999999999",
    "3.5", "29,000",
    "2023-03", "2023-03-31", "2023-13", "2023-02-30", "0001-01-01", "9999-12-31", "2023-03-31T08:00:00+08:00", "核实",
    "", " ", "=1+1", "<w:p>", "\x1b[31m", "\udcff", "％", "——as-of", "——", "不存在", "json", "csv", "plan", "red",
    "ningxia", "不在.csv", "表.csv", "出.json", "出", ".", "/dev/null", "村" * 300, "'; DROP TABLE reading; --", "*",
    "13800000000",
)  # fmt: skip
KNOWN = frozenset((*range(8), 130))
"""The exit codes of interface.md; a question that nobody answers ends as an interruption."""


class Command(NamedTuple):
    """What can be typed: the path, the kinds of its arguments, and its options with the kind of their value."""

    path: tuple[str, ...]
    arguments: tuple[str, ...]
    options: tuple[tuple[str, str | None], ...]


LIKELY = {
    "day": ("2023-03-31", "2023-06-30", "2023-03", "2023-01-05", "2023-12-31"),
    "month": ("2023-03", "2023-06", "2023-01"),
    "whom": ("香水镇", "黄花乡", "人社局", "各乡（镇）"),
    "number": ("1", "5", "15", "27", "30"),
    "target": ("urban-new-jobs", "城镇新增就业", "startup-loans", "surveyed-unemployment"),
    "file": ("表.csv", "出.json", "出.docx", "出.xlsx", "出.html", "夹"),
}
NAMED = {
    "day": ("--as-of", "--on", "--from", "--until", "--due", "--received", "--date", "--since", "--known-at"),
    "month": ("--period",),
    "whom": ("--unit", "--department", "--add", "--remove"),
    "target": ("--target", "code", "metric"),
    "number": ("no", "--task", "--accept", "--reopen", "number"),
    "file": ("-o", "--output", "--file", "--slips", "source", "files", "paths"),
}


@cache
def commands() -> tuple[Command, ...]:
    """Every command there is."""
    return tuple(_below(PROGRAM, ()))


def _below(command: Any, path: tuple[str, ...]) -> Iterator[Command]:
    options, plain = [], []
    for each in command.params:
        kind = _kind(each)
        if each.param_type_name == "option":
            takes = not each.is_flag
            options += [(name, kind if takes else None) for name in (*each.opts, *each.secondary_opts)]
        else:
            plain.append(kind)
    yield Command(path, tuple(plain), tuple(options))
    for name, below in getattr(command, "commands", {}).items():
        yield from _below(below, (*path, name))


def _kind(parameter: Any) -> str:
    """What is likely to be understood there: a kind of LIKELY, or the choices that it allows."""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return "|".join(str(getattr(choice, "value", choice)) for choice in choices)
    return next((kind for kind, names in NAMED.items() if {parameter.name, *parameter.opts} & set(names)), "any")


def _word(kind: str, at: int) -> str:
    """Three times in four a word of its kind, else any."""
    likely = LIKELY.get(kind) or tuple(kind.split("|") if "|" in kind else WORDS)
    return likely[at // 4 % len(likely)] if at % 4 else WORDS[at // 4 % len(WORDS)]


def _line(data: bytes) -> list[str]:
    """The command line that `data` chooses: a command, a word for each argument, and then option after option."""
    given = iter(data)
    path, plain, options = commands()[next(given, 0) % len(commands())]
    line = [*path, *(_word(kind, next(given, 1)) for kind in plain)]
    for at in given:
        if options:
            name, kind = options[at % len(options)]
            line += [name] if kind is None else [name, _word(kind, next(given, 1))]
    return line


def arguments(data: bytes) -> None:
    """A command line made of `data`: it ends with a known code, in one line, and the database stays sound."""
    line = _line(data)
    database = _database()
    here = Path.cwd()
    os.chdir(database.parent)
    try:
        ran = typed(line, {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": "测试员", "COLUMNS": "100"})
    finally:
        os.chdir(here)
    assert ran.code in KNOWN, (line, ran.code)
    assert "Traceback" not in ran.err, (line, ran.err)
    if ran.code not in (0, 7):
        assert ran.err.strip() or ran.out.strip(), (line, "it says nothing")
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)], line
    connection.close()


_Used = {"times": 0}


def _database() -> Path:
    """A database with the plan and a sheet beside it, laid anew now and then, for acts pile up."""
    base = _base()
    database = base.parent / "台" / "台账.db"
    if _Used["times"] % 200 == 0:
        shutil.rmtree(database.parent, ignore_errors=True)
        database.parent.mkdir()
        shutil.copy(base, database)
        (database.parent / "表.csv").write_text("乡镇,指标,月份,本月数\n香水镇,城镇新增就业,2023-03,12\n", "utf-8")
    _Used["times"] += 1
    return database


@cache
def _base() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jytrack-fuzz-", dir=os.environ.get("JYTRACK_FUZZ_DIR")))
    return loaded(folder / "台账.db")
