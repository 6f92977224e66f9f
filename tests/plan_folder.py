"""A copied plan folder to edit as a clerk would, and what the reader then says of it."""

import csv
from pathlib import Path

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.plan.folder import read_plan_folder

Cells = dict[str, str]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def save(path: Path, records: list[list[str]], encoding: str = "utf-8-sig") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(records)


def row_of(records: list[list[str]], key: Cells) -> int:
    """The spreadsheet's number of the one row that holds `key`."""
    (row,) = (
        number
        for number, record in enumerate(records[1:], 2)
        if all(record[records[0].index(column)] == cell for column, cell in key.items())
    )
    return row


def change(folder: Path, file: str, key: Cells, cells: Cells) -> int:
    """Put `cells` into the row that holds `key`; its number."""
    records = rows(folder / file)
    row = row_of(records, key)
    for column, cell in cells.items():
        records[row - 1][records[0].index(column)] = cell
    save(folder / file, records)
    return row


def add(folder: Path, file: str, cells: Cells) -> int:
    """Append a row of `cells`; its number."""
    records = rows(folder / file)
    save(folder / file, [*records, [cells.get(column, "") for column in records[0]]])
    return len(records) + 1


def problems_of(folder: Path) -> tuple[FileProblem, ...]:
    plan, problems = read_plan_folder(folder)
    assert (plan is None) is bool(problems)
    return problems


def plan_of(folder: Path) -> Plan:
    plan, problems = read_plan_folder(folder)
    assert problems == ()
    assert plan is not None
    return plan


def target_of(folder: Path, code: str) -> Target:
    (target,) = (target for target in plan_of(folder).targets if target.code == code)
    return target
