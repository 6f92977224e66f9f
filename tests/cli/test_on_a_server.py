"""What is on a server answers as the file does that it came from, byte by byte, and so does the file it becomes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jytrack.store.engines.session_postgres import PostgresSession
from tests.cli.answers import ANSWERS, Office
from tests.command import typed
from tests.on_both import Places, differing, moved
from tests.played.playing import CHINA

AT_ONCE = (
    "report --as-of 2023-06-30",
    "task show 14 --as-of 2023-06-30",
    "target imports",
    "report changes 1 --all",
    "remind log",
)
"""What is asked in every run: a page of each kind of statement."""

OF_ITSELF = {"init", "plan check", "db info", "db check"}
"""Those whose answer names the database, or none."""
READING = [f"{command} {words}".strip() for command, behind in ANSWERS.items() for words in behind]
READING = [
    line
    for line in READING
    if not any(line.startswith(command) for command in OF_ITSELF) and (" import " not in line or "--dry-run" in line)
]
"""A refused import leaves a receipt, and what is written on each engine for itself has a code of its own."""
MOST = 50
ALL_PAGES = ("variance", "townships", "townships --unit 香水镇", "matrix", "submissions", "explain new-posts", "weekly")
NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)


@pytest.fixture(scope="module")
def places(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """The demo after half a year's work, in three places."""
    with moved(office.folder / "演示.db", tmp_path_factory.mktemp("回")) as found:
        yield found


def named(office: Office, line: str) -> str:
    """The line with the paths of the office's files, which hold no blank."""
    return " ".join(str(office.folder / word) if (office.folder / word).is_file() else word for word in line.split())


@pytest.mark.parametrize("lines", [AT_ONCE, pytest.param(READING, marks=pytest.mark.slow)], ids=["some", "all"])
def test_the_demo_answers_alike(office: Office, places: Places, tmp_path: Path, lines: list[str]) -> None:
    channels = {"JYTRACK_CHANNELS": str(office.folder / "channels.toml")}
    asked = [named(office, line) for line in lines]
    assert differing(places, asked, NOW, tmp_path, channels) == []


@pytest.mark.parametrize(
    "page",
    ["", "brief", "accountability", *(pytest.param(each, marks=pytest.mark.slow) for each in ALL_PAGES)],
)
def test_a_report_asks_a_server_few_questions(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """As few as a file, with those that begin to read: on a line with 10 ms each of fifty costs half a second."""
    sent: list[str] = []
    execute = PostgresSession.execute

    def counted(self: PostgresSession, sql: str, *values: Any) -> Any:
        sent.append(sql)
        return execute(self, sql, *values)

    monkeypatch.setattr(PostgresSession, "execute", counted)
    assert typed(["report", *page.split(), "--as-of", "2023-06-30"], {"JYTRACK_DB": places[1]}).code == 0
    assert 0 < len(sent) <= MOST
