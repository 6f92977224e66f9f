"""Whatever a sheet looks like, what goes in of it is true, or it is refused; and plain sheets go in.

python -m tests.generated_sheets.survey tells what is objected to, by kind and feature.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings

from tests.generated_sheets.desk import NOW, imported, objection
from tests.generated_sheets.pen import WILD
from tests.generated_sheets.sheets import Sheet, sheets
from tests.generated_sheets.truth import METRICS, OWNERS
from tests.services.desks import desk_at, loaded
from tests.tally import tally

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the 2023 plan."""
    return loaded(tmp_path_factory.mktemp("sheets") / "plan.db")


COUNTED: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _counted() -> Iterator[None]:
    """How many sheets were imported, told at the end."""
    yield
    tally("generated sheets", COUNTED)


def holds(template: Path, sheet: Sheet) -> None:
    outcome = imported(template, sheet)
    COUNTED["refused" if outcome.refused else "taken in"] += 1
    for feature in sorted(sheet.used.intersection(WILD)):
        event(f"{feature}: {'refused' if outcome.refused else 'taken in'}")
    assert objection(sheet, outcome) == ""


def test_the_truth_is_the_plans(template: Path) -> None:
    desk = desk_at(template, NOW)
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    known = {target.code: target for target in plan.targets}
    for metric in METRICS.values():
        assert known[metric.code].metric.name == metric.name
        assert {unit for unit, owned in OWNERS.items() if metric in owned} <= set(known[metric.code].units)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(sheet=sheets())
def test_a_plain_sheet_goes_in_as_it_is_meant(template: Path, sheet: Sheet) -> None:
    holds(template, sheet)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(sheet=sheets(wild=True))
def test_a_misleading_sheet_goes_in_as_it_is_meant_or_not_at_all(template: Path, sheet: Sheet) -> None:
    holds(template, sheet)


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None, suppress_health_check=SLOW)
@given(sheet=sheets())
def test_many_plain_sheets(template: Path, sheet: Sheet) -> None:
    holds(template, sheet)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, suppress_health_check=SLOW)
@given(sheet=sheets(wild=True))
def test_many_misleading_sheets(template: Path, sheet: Sheet) -> None:
    holds(template, sheet)
