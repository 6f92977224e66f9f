"""Long sheets are read before the database is locked: with the same answer, and nobody waits while they are read."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from jytrack.domain.values.period import Period
from jytrack.services.sheets import importing
from jytrack.services.sheets.importing import Order, Typed, import_sheets, record
from jytrack.store.database.database import Database
from tests.services.desks import CHINA, desk_at, loaded, told

DAY = datetime(2023, 7, 20, 10, tzinfo=CHINA)
HEAD = "单位,指标,月份,本月数\n"
PARTIAL = Order((), partial=True)
SHEETS = {
    "all goes in": (HEAD + "香水镇,创造新岗位,2023-05,9\n新民乡,创造新岗位,2023-05,7\n", Order(())),
    "a row that cannot be read": (HEAD + "香水镇,创造新岗位,2023-05,九个\n新民乡,创造新岗位,2023-05,7\n", PARTIAL),
    "a row twice": (HEAD + "香水镇,创造新岗位,2023-05,9\n香水镇,创造新岗位,2023-05,8\n", PARTIAL),
    "beside what is on record": (HEAD + "香水镇,创造新岗位,2023-06,5\n新民乡,创造新岗位,2023-06,7\n", PARTIAL),
    "corrected": (HEAD + "香水镇,创造新岗位,2023-06,5\n", Order((), correct=True, reason="核实")),
    "no sheet at all": ("你好\n", Order(())),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan, and a figure of June that was typed."""
    path = loaded(tmp_path_factory.mktemp("方案") / "x.db")
    record(desk_at(path, DAY.replace(day=10)), Typed("new-posts", "香水镇", Period(2023, 6), month="4"), Order(()))
    return path


@pytest.fixture
def database(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(base, tmp_path / "x.db"))


def content(path: Path) -> list[list[tuple[object, ...]]]:
    """What is on record of readings, and what the chain says of it."""
    with closing(sqlite3.connect(path)) as connection:
        tables = "reading", "writing", "import_batch", "import_file", "import_problem", "receipt", "chain_part"
        return [connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in tables]


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_read_ahead_is_taken_in_alike(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text, order = SHEETS[name]
    sheet = tmp_path / "表.csv"
    sheet.write_text(text, encoding="utf-8")
    found = []
    for large in (importing._LARGE, 0):
        monkeypatch.setattr(importing, "_LARGE", large)
        path = Path(shutil.copy(database, tmp_path / f"{large}.db"))
        answer = import_sheets(desk_at(path, DAY), replace(order, files=(sheet,)))
        found.append((told(answer), answer.refused, content(path)))
    assert found[0] == found[1]


def meanwhile(act: Callable[[], object]) -> Callable[[int, int], None]:
    """What watches an import and does `act` once, when it is told that reading has begun."""
    waiting = [act]

    def watch(_: int, __: int) -> None:
        if waiting:
            waiting.pop()()

    return watch


def taken(path: Path, sheet: Path, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> object:
    """What is answered to a long sheet, while which is read somebody does `act`."""
    monkeypatch.setattr(importing, "_LARGE", 0)
    sheet.write_text(HEAD + "香水镇,创造新岗位,2023-05,9\n新民乡,创造新岗位,2023-05,7\n", encoding="utf-8")
    return told(import_sheets(desk_at(path, DAY), Order((sheet,)), meanwhile(act)))


def test_who_writes_while_a_sheet_is_read_does_not_wait(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        with Database(database, wait=0.1).writing():
            pass

    answer = taken(database, tmp_path / "表.csv", write, monkeypatch)
    assert answer["written"]


def test_what_was_written_meanwhile_is_heeded(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that another typed while the sheet was read stands, and the sheet that says otherwise is refused."""
    other = desk_at(database, DAY)

    def write() -> None:
        record(other, Typed("new-posts", "香水镇", Period(2023, 5), month="8"), Order(()))

    answer = taken(database, tmp_path / "表.csv", write, monkeypatch)
    assert not answer["written"]
    assert [problem["code"] for problem in answer["files"][0]["problems"]] == ["conflict"]


def test_what_the_sheet_is_read_against_is_asked_again(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan that was changed meanwhile has the sheet read anew, under the lock."""
    read = []
    sheets = importing._Sheets.parcels
    monkeypatch.setattr(importing._Sheets, "parcels", lambda *given: read.append(sheets(*given)) or read[-1])

    def rename() -> None:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE department_alias SET alias = alias || '（旧）'")

    answer = taken(database, tmp_path / "表.csv", rename, monkeypatch)
    assert answer["written"]
    assert read[0] is not read[1]
    assert read[1][0].ahead is None
