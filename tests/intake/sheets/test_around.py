"""What stands around figures, in sheets as offices send them (tests/data/around.json): right, or refused.

The table has an object a kind of statement: its sheets, each with

    name      the file's name                text     what it holds
    right     the figures (unit, metric, month, field, number) that may come of it, each way in which that is right
    refused   whether it may be refused instead; a sheet without a right way must be
"""

import json
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.values.numerals import plain
from jytrack.domain.values.quantity import exact
from jytrack.intake.sheets.sheet import Context, Field
from jytrack.services.sheets.context import context_of
from tests.generated_sheets.desk import NOW
from tests.intake.sample import read_sheet
from tests.services.desks import desk_at, loaded

TABLE: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "data" / "around.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The 2023 plan, after its year."""
    desk = desk_at(loaded(tmp_path_factory.mktemp("around") / "plan.db"), NOW)
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    return context_of(plan, NOW.date())


def outcome(context: Context, sheet: dict[str, Any]) -> str | list[str]:
    """The figures that come of a sheet, or why it is refused."""
    read = read_sheet(sheet["text"].encode(), sheet["name"], context)
    if read.refused:
        return read.problems[0].message
    return sorted(
        f"{entry.unit} {entry.metric} {entry.period} {field.value} {plain(exact(figure))}"
        for entry in read.entries
        for field, figure in zip(Field, entry[4:9], strict=True)
        if figure is not None
    )


@pytest.mark.parametrize("kind", TABLE)
def test_a_sheet_goes_in_as_its_surroundings_say_or_not_at_all(context: Context, kind: str) -> None:
    found = ((sheet, outcome(context, sheet)) for sheet in TABLE[kind])
    wrong = [
        f"{sheet['name']}: {sheet['text']}\n→ {came}"
        for sheet, came in found
        if not (sheet["refused"] if isinstance(came, str) else came in sheet["right"])
    ]
    assert not wrong, "\n\n".join(wrong)


def test_the_table_holds_all_kinds() -> None:
    assert len(TABLE) >= 13
    assert sum(map(len, TABLE.values())) >= 200
