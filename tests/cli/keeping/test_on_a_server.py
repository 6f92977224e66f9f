"""What is on a server answers as the file does that it came from, byte by byte, and so does the file it becomes."""

from pathlib import Path

import pytest

from tests import server
from tests.command import typed
from tests.services.desks import with_demo

ASKED = (
    "report --as-of 2023-06-30",
    "report matrix --as-of 2023-06-30",
    "report submissions --as-of 2023-06-30",
    "target list --as-of 2023-06-30",
    "target readings",
    "target imports",
    "task list --as-of 2023-06-30",
    "task show 5",
    "remind --as-of 2023-06-30",
)


@pytest.mark.slow
def test_the_demo_answers_alike(tmp_path: Path) -> None:
    path, _ = with_demo(tmp_path / "台账.db")
    where = server.new_database()
    back = tmp_path / "回.db"
    try:
        for words in (["restore", "--yes", str(path)], ["check"], ["backup", str(back)]):
            done = typed(["db", *words], {"JYTRACK_DB": where.dsn, "JYTRACK_ACTOR": "小马"})
            assert done.code == 0, done.err
        for words in ASKED:
            ran = [
                typed([*words.split(), "--format", "json"], {"JYTRACK_DB": each})
                for each in (str(path), where.dsn, str(back))
            ]
            assert ran[0].code == 0, (words, ran[0].err)
            assert ran[1].out == ran[0].out, words
            assert ran[2].out == ran[0].out, words
    finally:
        server.drop_database(where)
