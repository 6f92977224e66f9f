"""A page asks the database few questions: on a line with 10 ms each of fifty costs half a second."""

from pathlib import Path

import pytest

from jytrack.store.engines import frozen_sqlite, session_sqlite
from tests.cli.conftest import Jytrack

MOST = 50
DEMO = Path(__file__).parents[3] / "seed" / "demo"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that have been sent."""
    sent: list[str] = []

    def traced(path: Path, *, mode: str = "rw", wait: float) -> session_sqlite.SqliteSession:
        session = session_sqlite.connect(path, mode=mode, wait=wait)
        session.set_trace_callback(sent.append)
        return session

    monkeypatch.setattr(frozen_sqlite, "connect", traced)
    return sent


@pytest.mark.parametrize("draft", ["monthly", "annual"])
def test_a_draft_asks_few_questions(jytrack: Jytrack, asked: list[str], draft: str) -> None:
    assert jytrack("target", "import", *sorted(DEMO.glob("2023-0[1-2]/*.csv")), "--received", "2023-03-10").code == 0
    asked.clear()
    assert jytrack("report", draft, "--as-of", "2023-12").code == 0
    assert 0 < len(asked) <= MOST


@pytest.mark.parametrize(
    "page",
    [
        (),
        ("variance",),
        ("accountability",),
        ("townships",),
        ("townships", "--unit", "香水镇"),
        ("matrix",),
        ("submissions",),
        ("submissions", "--unit", "香水镇"),
        ("explain", "new-posts"),
        ("brief",),
        ("weekly",),
    ],
    ids=" ".join,
)
def test_a_report_asks_few_questions(jytrack: Jytrack, asked: list[str], page: tuple[str, ...]) -> None:
    assert jytrack("target", "import", *sorted(DEMO.glob("2023-0[1-2]/*.csv")), "--received", "2023-03-10").code == 0
    asked.clear()
    assert jytrack("report", *page, "--as-of", "2023-02-28").code == 0
    assert 0 < len(asked) <= MOST
    assert sum("SELECT id, undoes_id FROM import_batch" in each for each in asked) <= 1
    assert sum("FROM received_change c JOIN import_batch b" in each for each in asked) <= 1


@pytest.mark.parametrize(
    ("kind", "month"),
    [("quarterly", "2023-03"), ("special", "2023-03"), ("halfyear", "2023-06"), ("monthly", "2023-03")],
)
def test_a_document_asks_few_questions(jytrack: Jytrack, asked: list[str], kind: str, month: str) -> None:
    assert jytrack("target", "import", *sorted(DEMO.glob("2023-0[1-2]/*.csv")), "--received", "2023-03-10").code == 0
    asked.clear()
    assert jytrack("report", kind, "--as-of", month).code == 0
    assert 0 < len(asked) <= MOST
