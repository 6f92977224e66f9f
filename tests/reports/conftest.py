"""The sample plan judged, for every test of the reports room."""

from dataclasses import replace
from datetime import date

import pytest

from jytrack.domain.accounts.standing import PlanStanding, stand
from tests.reports.sample import CLOCK, PLAN, READINGS, YEAR, submissions


@pytest.fixture(scope="session")
def standing() -> PlanStanding:
    return stand(PLAN, READINGS, submissions(), CLOCK)


@pytest.fixture(scope="session")
def january() -> PlanStanding:
    """The same plan on its first day of work: nothing closed, nothing reported."""
    return stand(PLAN, {}, [], replace(CLOCK, as_of=date(YEAR, 1, 10)))
