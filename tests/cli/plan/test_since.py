"""`init --since`: earlier months may be reported, are owed by nobody and never late; a later `init` remembers it."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Jytrack

JULY = ("--as-of", "2023-07-31", "--format", "json")
UNIT = "香水镇"


@pytest.fixture
def from_july(unplanned: Jytrack) -> Jytrack:
    assert unplanned("init", "--since", "2023-07").code == 0
    return unplanned


def account(jytrack: Jytrack) -> dict[str, Any]:
    rows = json.loads(jytrack("report", "submissions", "--unit", UNIT, *JULY).out)["rows"]
    found: dict[str, Any] = rows[0]
    return found


def test_only_months_from_then_on_are_owed(from_july: Jytrack) -> None:
    owed = {row["period"] for row in json.loads(from_july("remind", *JULY).out)["rows"] if row["kind"] == "submission"}
    assert owed == {"2023-07"}


def test_earlier_months_may_be_reported_and_are_not_late(from_july: Jytrack) -> None:
    order = ("target", "record", "new-posts", "--unit", UNIT)
    assert from_july(*order, "--period", "2023-03", "--month", "5", "--received", "2023-07-20").code == 0
    assert from_july(*order, "--period", "2023-07", "--cumulative", "60", "--received", "2023-07-24").code == 0
    rows = json.loads(from_july("report", "variance", *JULY).out)["rows"]
    (posts,) = (row for row in rows if row["target"] == "new-posts")
    assert posts["actual"] == 60
    page = from_july("report", "submissions", "--unit", UNIT, *JULY).out
    assert '"late": 0' in page
    assert '"late": 1' not in page


@pytest.mark.parametrize(
    ("since", "day", "said"),
    [
        ("2023-07", "2023-08-10", "1—6月的数可以补报，不算迟"),
        ("2023-02", "2023-08-10", "；1月的数可以补报，不算迟"),
        ("", "2023-08-10", "以前月份不补报的，init 再加 --since 2023-08"),
        ("", "2023-01-10", "先看样子（数据虚构）：jytrack demo 演示库.db"),
    ],
)
def test_the_first_day_says_what_of_earlier_months(unplanned: Jytrack, since: str, day: str, said: str) -> None:
    assert unplanned("init", *(("--since", since) if since else ())).code == 0
    assert unplanned("report", "--as-of", day).out.rstrip().endswith(said)


def test_a_later_init_remembers_it(from_july: Jytrack) -> None:
    assert "没有变化" in from_july("init").out
    assert "没有变化" in from_july("init", "--since", "2023-07").out
    assert json.loads(from_july("init", "--since", "2023-09", "--dry-run", "--format", "json").out)["rows"]
    changed = json.loads(from_july("init", "--since", "2023-09", "--format", "json").out)["rows"]
    assert {row["subject"].split()[0] for row in changed} == {"填报责任"}
    assert "没有变化" in from_july("init").out
    assert from_july("db", "check").code == 0


@pytest.mark.parametrize("month", ["2024-07", "7月", "七月", "某月", "2023-13"])
def test_a_month_of_the_plans_year(bare: Jytrack, month: str) -> None:
    assert bare("init", "--since", month).code == 2
