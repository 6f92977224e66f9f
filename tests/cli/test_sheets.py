"""Every table that is written for a spreadsheet, of every command: a column's name means one thing everywhere."""

import csv
import io
import re
from collections.abc import Iterator

import pytest

from jytrack.reports.values.columns import COLUMNS
from tests.cli.answers import ANSWERS, Office
from tests.cli.values.test_usage import COMMANDS
from tests.plan_text import load

UNITS = {department.name for department in load().departments} | {"牵头单位未明确", "泾源县", "财政局"}
CELLS = {
    "单位": lambda cell: cell in UNITS,
    "数": lambda cell: re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell),
    "日期": lambda cell: re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", cell),
    "月份": lambda cell: re.fullmatch(r"20[0-9]{2}-[0-9]{2}", cell),
    "时间": lambda cell: re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,}\+08:00", cell),
    "代码": lambda cell: re.fullmatch(r"[a-z0-9_-]+(、[a-z0-9_-]+)*", cell),
    "文字": lambda cell: True,
}
"""What stands under a column of each kind, where anything does."""

FEW = 24
"""So many columns at most may be empty on the demo."""

Sheet = tuple[str, list[str], list[list[str]]]


def test_every_command_with_a_format_answers_in_these_tests() -> None:
    having = {
        " ".join(words)
        for words, command in COMMANDS
        if any("--format" in each.opts and "json" in getattr(each.type, "choices", ()) for each in command.params)
    }
    assert having == set(ANSWERS)


@pytest.fixture(scope="module")
def sheets(office: Office) -> list[Sheet]:
    """Every answer that csv can write, and the sheets that leave the house."""
    return list(written(office))


def written(office: Office) -> Iterator[Sheet]:
    for line, ran in office.answers("csv").items():
        assert ran.raw or ran.code == 2, f"{line}\n{ran.err}"
        if ran.raw:
            yield line, *read(ran.raw)
    for line in ("target export", "target export --period 2023-05 --summary"):
        yield line, *read(office.types([*line.split(), "--with-doubts"]).raw)
    assert (
        office.types(["target", "template", "--all", "--period", "2023-07", "--format", "csv", "-o", "下发"]).code == 0
    )
    for path in (office.folder / "下发").glob("*.csv"):
        yield path.name, *read(path.read_bytes().split(b"\r\n", 1)[1])

    assert office.types(["db", "archive", "2023", "-o", "归档"]).code == 0
    for path in sorted((office.folder / "归档").rglob("*.csv")):
        if (
            path.parent.name != "收表" or path.name == "退回和没有写入的.csv"
        ):  # the sheets themselves are the townships'
            yield path.name, *read(path.read_bytes())


def read(raw: bytes) -> tuple[list[str], list[list[str]]]:
    heading, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    return heading, rows


def test_every_column_has_its_meaning_and_every_meaning_its_column(sheets: list[Sheet]) -> None:
    named = {name for _, heading, _ in sheets for name in heading}
    assert named == set(COLUMNS)
    assert all(len(set(heading)) == len(heading) for _, heading, _ in sheets)


def test_what_stands_under_a_name_is_what_it_means(sheets: list[Sheet]) -> None:
    filled = set()
    for line, heading, rows in sheets:
        for row in rows:
            for name, cell in zip(heading, row, strict=True):
                assert not cell or CELLS[COLUMNS[name][0]](cell), (line, name, cell)
                filled |= {name} if cell else set()
    assert len(set(COLUMNS) - filled) < FEW, f"the demo shows nothing of {sorted(set(COLUMNS) - filled)}"
