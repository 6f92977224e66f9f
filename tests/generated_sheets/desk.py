"""What becomes of a made-up sheet on a real database, and what there is to object to."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from jytrack.domain.values.period import Period
from jytrack.services.figures import targets
from jytrack.services.sheets.importing import Order, import_sheets
from tests.generated_sheets.sheets import Sheet
from tests.generated_sheets.truth import Figure
from tests.services.desks import CHINA, desk_at, told

NOW = datetime(2024, 1, 10, 9, tzinfo=CHINA)
FIELDS = ("month", "cumulative", "value", "numerator", "denominator")
NUMBERS = count()


@dataclass(frozen=True)
class Outcome:
    """What an import did: the figures on record after it and all that it said."""

    refused: bool
    stored: frozenset[Figure]
    problems: tuple[Mapping[str, Any], ...]
    words: str


def imported(template: Path, sheet: Sheet) -> Outcome:
    """Import `sheet` into a copy of the database `template`."""
    number = next(NUMBERS)
    database = Path(shutil.copy(template, template.with_name(f"{number}.db")))
    folder = template.with_name(str(number))
    folder.mkdir()
    file = folder / sheet.name
    file.write_bytes(sheet.content)
    desk = desk_at(database, NOW)
    period = Period(*sheet.period) if sheet.period else None
    answer = import_sheets(desk, Order((file,), period=period, unit=sheet.unit))
    data = told(answer)
    rows = told(targets.readings(desk, None, None, None, None, None, with_history=False))["rows"]
    stored = frozenset(
        Figure(row["unit"], row["target"], row["period"], field, Decimal(str(row[field])))
        for row in rows
        for field in FIELDS
        if row[field] is not None
    )
    shutil.rmtree(folder)
    database.unlink()
    problems = tuple(problem for outcome in data["files"] for problem in outcome["problems"])
    return Outcome(answer.refused, stored, problems, _words({key: data[key] for key in data if key != "still_missing"}))


def _words(part: Any) -> str:
    if isinstance(part, dict):
        return "\n".join(_words(value) for key, value in part.items() if key not in ("sha256", "known_at"))
    if isinstance(part, list):
        return "\n".join(map(_words, part))
    return part if isinstance(part, str) else ""


def objection(sheet: Sheet, outcome: Outcome) -> str:
    """What is wrong with an outcome, beginning with its kind; "" for nothing.

    What goes in is true, all of it goes in or is told of, or else the sheet is refused with an error.
    """
    errors = [problem for problem in outcome.problems if problem["severity"] == "error"]
    if outcome.refused:
        if outcome.stored or not errors:
            return f"refused, but: {outcome.stored} {outcome.problems}"
        if sheet.must_go_in:
            return "refused though it is clear: " + "; ".join(_said(problem) for problem in errors[:3])
        return ""
    if errors:
        return "taken in with errors: " + "; ".join(map(_said, errors[:3]))
    if sheet.must_refuse:
        return f"not refused: on record {_list(outcome.stored)}"
    if wrong := outcome.stored - sheet.figures.keys():
        return f"wrong figures on record: {_list(wrong)}"
    lost = [figure for figure in sheet.figures if figure not in outcome.stored]
    silent = [figure for figure in lost if sheet.must_go_in or not _told_of(sheet, figure, outcome)]
    if silent:
        return f"lost: {_list(silent)}"
    if unsaid := [word for word in sheet.said if word not in outcome.words]:
        return f"not said: {unsaid}"
    if said := [word for word in sheet.unsaid if word in outcome.words]:
        return f"said for nothing: {said}"
    return ""


def _list(figures: Iterable[Figure]) -> str:
    return ", ".join(" ".join(map(str, figure)) for figure in sorted(figures)[:3]) or "nothing"


def _told_of(sheet: Sheet, figure: Figure, outcome: Outcome) -> bool:
    """Whether something is said of the cell in which `figure` stands."""
    _, row, column = sheet.figures[figure]
    return any(
        problem["row"] == row or (problem["column"] == column and problem["row"] != row) for problem in outcome.problems
    )


def _said(problem: Mapping[str, Any]) -> str:
    return f"{problem['code']} {problem['column'] or ''}{problem['row'] or ''} {problem['message']}"
