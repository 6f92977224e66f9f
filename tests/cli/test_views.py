"""The views for other programs say what the commands say."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from jytrack.store.database.views import VIEWS
from tests.cli.answers import Office

pytestmark = pytest.mark.file
Row = dict[str, Any]
REVISION = "target revise new-posts --goal 500 --from 2023-09-01 --reason 上调"
SOURCE = ("file", "sha256", "sheet", "row")
PUBLISHING = "report publish quarterly --as-of 2023-03"
YEAR_END = ("--as-of", "2023-12-31")


@pytest.fixture
def look(office: Office) -> Iterator[sqlite3.Connection]:
    """The demo's database as another program opens it."""
    with closing(sqlite3.connect(office.folder / "演示.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def rows(office: Office, *command: str) -> list[Row]:
    found: list[Row] = json.loads(office.types([*command, "--format", "json"]).raw)["rows"]
    return found


def seen(look: sqlite3.Connection, query: str) -> list[Row]:
    return [dict(row) for row in look.execute(query)]


def named(text: str | None) -> list[str]:
    return text.split("、") if text else []


def same(row: Row, shown: Row, *keys: str) -> None:
    """That a view's row says of `keys` what the object does."""
    assert [row[key] for key in keys] == [shown[key] for key in keys]


def test_every_view_has_the_columns_that_are_told_of(office: Office, look: sqlite3.Connection) -> None:
    assert office.types(PUBLISHING.split()).code == 0
    assert office.types(["remind", "send"]).code == 0
    laid = {name for (name,) in look.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert laid == {view.name for view in VIEWS}
    for view in VIEWS:
        found = look.execute(f"SELECT * FROM {view.name}")
        assert [column for column, *_ in found.description] == list(view.columns)
        assert found.fetchone(), f"nothing in {view.name}"


def test_readings(office: Office, look: sqlite3.Connection) -> None:
    shown = rows(office, "target", "readings", *YEAR_END)
    key = ("target", "unit", "period")
    found = {tuple(row[part] for part in key): row for row in seen(look, "SELECT * FROM v_reading")}
    assert len(found) == len(shown) > 0
    for each in shown:
        row = found[tuple(each[part] for part in key)]
        same(row, each, "month", "cumulative", "value", "numerator", "denominator", "received_on", "recorded_at")
        same(row, each, "recorded_by", "reason", "cited", "note")
        same(row, each["source"] or dict.fromkeys(SOURCE), *SOURCE)


def test_targets(office: Office, look: sqlite3.Connection) -> None:
    assert (
        office.types(
            ["target", "own", "urban-new-jobs", "--department", "人社局", "--note", "会议", "--on", "2023-06-20"]
        ).code
        == 0
    )
    assert (
        office.types(["target", "own", "rural-transfer", "--task", "8", "--note", "会议", "--on", "2023-06-20"]).code
        == 0
    )
    shown = rows(office, "target", "list", *YEAR_END)
    found = seen(look, "SELECT * FROM v_target ORDER BY position")
    for row, each in zip(found, shown, strict=True):
        same(row, {**each, "target": each["code"]}, "target", "name", "measure_unit", "measure", "reporting")
        same(row, each, "direction", "binding", "goal", "goal_basis", "task")
        assert (named(row["lead"]), named(row["units"])) == (each["lead"], each["units"])


def test_tasks(office: Office, look: sqlite3.Connection) -> None:
    shown = rows(office, "task", "list", *YEAR_END)
    found = seen(look, "SELECT * FROM v_task ORDER BY task")
    for row, each in zip(found, shown, strict=True):
        same({**row, "no": row["task"]}, each, "no", "title", "section", "status")
        assert (named(row["lead"]), named(row["responsible"])) == (each["lead"], each["responsible"])
    assert {row["status"] for row in found} > {"registered", "reported"}


def test_goals_and_their_parts(office: Office, look: sqlite3.Connection) -> None:
    assert office.types(REVISION.split()).code == 0
    for code in ("urban-new-jobs", "new-posts"):
        shown = json.loads(office.types(["target", "show", code, *YEAR_END, "--format", "json"]).raw)
        found = seen(look, f"SELECT * FROM v_goal WHERE target = '{code}' ORDER BY valid_from")
        assert [(row["goal"], row["valid_from"]) for row in found] == [
            (goal["goal"], goal["from"]) for goal in shown["rows"][0]["goals"]
        ]
    parts = {row["unit"]: row["goal"] for row in seen(look, "SELECT * FROM v_allocation WHERE name = '城镇新增就业'")}
    towns = rows(office, "report", "townships", "--target", "urban-new-jobs", *YEAR_END)
    assert parts == {row["unit"]: row["goal"] for row in towns}


def test_imports_and_the_log(office: Office, look: sqlite3.Connection) -> None:
    acts = {row["act"] for row in seen(look, "SELECT * FROM v_import")}
    shown = rows(office, "target", "imports")
    assert len(acts) == len(shown)
    for each in shown:
        found = seen(look, f"SELECT * FROM v_import WHERE act = {each['import']}")
        same(found[0], each, "recorded_at", "recorded_by", "reason", "undoes", "undone_by")
        files = each["files"] or [{"file": None, "received_on": each["received_on"]}]
        assert [(row["file"], row["received_on"]) for row in found] == [
            (file["file"], file["received_on"]) for file in files
        ]
    (entry,) = seen(look, "SELECT * FROM v_task_log WHERE task = 14 AND to_status = 'reported'")
    assert (entry["note"], entry["happened_on"], entry["department"]) == ("已上线", "2023-05-05", "审批局")
    (group,) = seen(look, "SELECT * FROM v_department WHERE members IS NOT NULL")
    assert len(named(group["members"])) == 7


def test_what_went_out_and_what_was_sent(office: Office, look: sqlite3.Connection) -> None:
    assert office.types([*PUBLISHING.split(), "--document-no", "草号"]).code == 0
    number = rows(office, "report", "issued")[-1]["number"]
    assert office.types(["report", "register", str(number), "--document-no", "泾就办〔2023〕7号"]).code == 0
    assert office.types(["report", "withdraw", str(number), "--reason", "有误"]).code == 0
    assert office.types(["remind", "send"]).code == 0
    shown = rows(office, "report", "issued")[-1]
    found = seen(look, "SELECT * FROM v_publication ORDER BY number")[-1]
    same(
        found, shown, "number", "kind", "series", "year", "issue", "about", "title", "as_of", "known_at",
        "published_on", "recorded_at", "recorded_by", "document_no", "fingerprint", "program", "corrects", "replaces",
    )  # fmt: skip
    assert (found["withdrawn_on"], found["files"]) == (shown["withdrawn"], shown["files"][0]["name"])
    sent = {row["number"]: row for row in rows(office, "remind", "log")}
    kept = seen(look, "SELECT * FROM v_delivery")
    assert {row["number"] for row in kept} == set(sent) != set()
    for row in kept:
        one = sent[row["number"]]
        same(row, one, "outcome", "channel", "department")
        assert len(named(row["obligations"])) == len(one["items"])


def test_a_view_that_was_changed_is_found(office: Office, look: sqlite3.Connection) -> None:
    (laid,) = look.execute("SELECT sql FROM sqlite_master WHERE name = 'v_goal'").fetchone()
    assert "完好" in office.types(["db", "check"]).out
    look.execute("DROP VIEW v_goal")
    assert "视图缺失：v_goal" in office.types(["db", "check"]).out
    look.execute(laid.replace("t.name", "'改'"))
    assert "视图被改动：v_goal" in office.types(["db", "check"]).out
    assert office.types(["init"]).code == 0
    assert look.execute("SELECT sql FROM sqlite_master WHERE name = 'v_goal'").fetchone()[0] == laid
    assert "完好" in office.types(["db", "check"]).out
