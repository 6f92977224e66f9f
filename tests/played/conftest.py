"""The fictional year, played once for all that is asked of it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from tests.command import Ran
from tests.played.playing import CHINA, Office, Step, opened, story

STORY = story()
PAGES = {step.page: step for step in STORY if step.page}
DRAWN = {
    month: next(step.moment for step in STORY if step.page == f"2023-{month:02}/report.txt") for month in range(3, 13)
}
"""When each month's report was drawn: on the first days of the month after."""

END = datetime(2024, 1, 31, 9, tzinfo=CHINA)
"""The day on which somebody looks back."""


@dataclass(frozen=True)
class Year:
    """The year as played, and the office's desk at its end."""

    office: Office
    did: list[tuple[Step, Ran]]

    def told(self, line: str, *more: str) -> dict[str, Any]:
        """What a command tells a program at the year's end."""
        ran = self.office.type(END, [*line.split(), *more, "--format", "json"])
        assert ran.code == 0, ran.err
        found: dict[str, Any] = json.loads(ran.out)
        return found

    def month(self, line: str, month: int, *, then: bool = True) -> dict[str, Any]:
        """The same for a month: as it was known when its report was drawn, or as it is known now."""
        known = ("--known-at", DRAWN[month].strftime("%Y-%m-%dT%H:%M")) if then else ()
        return self.told(line, "--as-of", f"2023-{month:02}", *known)

    def target(self, code: str, month: int, *, then: bool = True) -> dict[str, Any]:
        """One target in a month."""
        [row] = (row for row in self.month("report variance", month, then=then)["rows"] if row["target"] == code)
        return dict(row)


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year, played once for all that is asked of it."""
    office = opened(tmp_path_factory.mktemp("一年"))
    return Year(office, list(office.play(STORY)))
