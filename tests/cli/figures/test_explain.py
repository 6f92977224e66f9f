"""`report explain`, `report submissions`, `target withdraw` as they are typed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack

JUNE = ("--unit", "香水镇", "--period", "2023-06")


@pytest.fixture
def reported(jytrack: Jytrack) -> Jytrack:
    assert jytrack("target", "record", "new-posts", *JUNE, "--month", "12", "--received", "2023-06-25").code == 0
    return jytrack


def test_a_reading_is_explained_then_withdrawn_then_gone(reported: Jytrack, tmp_path: Path) -> None:
    explained = json.loads(reported("report", "explain", "new-posts", "--as-of", "2023-06", "--format", "json").out)
    assert [(row["unit"], row["month"], row["source"]) for row in explained["rows"]] == [("香水镇", 12, None)]
    assert explained["rules"]["version"]
    assert reported("target", "withdraw", "new-posts", *JUNE, "--reason", "报错", "--dry-run").code == 0
    assert reported("target", "withdraw", "new-posts", *JUNE, "--reason", "报错").code == 0
    again = reported("target", "withdraw", "new-posts", *JUNE, "--reason", "报错")
    assert (again.code, again.out, again.err.count("\n")) == (3, "", 1)
    explained = json.loads(reported("report", "explain", "new-posts", "--as-of", "2023-06", "--format", "json").out)
    assert explained["rows"] == []


def test_missing_reports_are_findings(reported: Jytrack) -> None:
    asked = ("report", "submissions", "--as-of", "2023-06", "--format", "json")
    assert reported(*asked).code == 0
    assert reported(*asked, "--exit-code").code == 7
    assert reported("report", "submissions", "--as-of", "2023-01-10", "--exit-code").code == 0


def test_the_reading_list_stops_at_the_as_of_day(reported: Jytrack) -> None:
    def listed(day: str) -> int:
        return len(json.loads(reported("target", "readings", "--as-of", day, "--format", "json").out)["rows"])

    assert (listed("2023-06-29"), listed("2023-06-30")) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("report", "explain", "no-such"), 4),
        (("report", "explain", "new-posts", "--unit", "人社局"), 4),
        (("report", "submissions", "--unit", "无名乡"), 4),
        (("report", "submissions", "--period", "2022-06", "--as-of", "2023-06"), 2),
        (("target", "withdraw", "new-posts", *JUNE), 2),
    ],
)
def test_wrong_orders_are_one_line(jytrack: Jytrack, arguments: tuple[str, ...], code: int) -> None:
    ran = jytrack(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
