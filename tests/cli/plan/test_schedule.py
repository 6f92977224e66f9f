"""`target schedule`: both schedules shown, set, taken away, and never known earlier than written."""

import json

import pytest

from tests.cli.conftest import Jytrack

STEPS = "0,0,1/4,1/4,1/4,0.5,0.5,0.5,0.75,0.75,0.75,1"


def test_a_second_schedule_warns_and_the_official_one_decides(jytrack: Jytrack) -> None:
    known = str(json.loads(jytrack("target", "list", "--format", "json").out)["known_at"])
    look = ("report", "variance", "--as-of", "2023-06-30", "--format", "json")
    old = jytrack(*look, "--known-at", known).raw
    setting = ("target", "schedule", "new-posts", "--kind", "steps", "--points", STEPS, "--early-warning")
    rows = json.loads(jytrack(*setting, "--reason", "提前提醒", "--format", "json").out)["rows"]
    assert [(row["role"], row["kind"]) for row in rows] == [("official", "linear"), ("early_warning", "steps")]
    assert rows[1]["expected_pct"][5] == 50
    assert jytrack(*setting, "--reason", "再来").code == 3
    assert jytrack("target", "schedule", "new-posts", "--early-warning", "--remove", "--reason", "不用了").code == 0
    assert len(json.loads(jytrack("target", "schedule", "new-posts", "--format", "json").out)["rows"]) == 1
    assert jytrack(*look, "--known-at", known).raw == old
    assert jytrack("init").code == 0


def test_the_official_schedule_is_changed(jytrack: Jytrack) -> None:
    day = ("--kind", "checkpoint", "--checkpoint", "2023-09-30", "--reason", "改为集中考核")
    assert jytrack("target", "schedule", "new-posts", *day).code == 0
    (row,) = json.loads(jytrack("target", "schedule", "new-posts", "--format", "json").out)["rows"]
    assert row["expected_pct"] == [0] * 8 + [100] * 4
    assert jytrack("target", "schedule", "new-posts", "--kind", "last_year", "--reason", "甲").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        "--kind linear",
        "--remove --reason 甲",
        "--kind steps --reason 甲",
        "--kind linear --points 1 --reason 甲",
        f"--kind steps --points {STEPS.replace('0.5', '0.1')} --reason 甲",
        "--kind steps --points 1,1 --reason 甲",
        "--kind checkpoint --reason 甲",
        "--kind checkpoint --checkpoint 2024-01-01 --reason 甲",
        "--kind 每天 --reason 甲",
    ],
)
def test_what_is_refused(jytrack: Jytrack, arguments: str) -> None:
    ran = jytrack("target", "schedule", "new-posts", *arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：")
