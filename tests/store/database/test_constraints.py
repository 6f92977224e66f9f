"""The database itself refuses what the rules forbid, whoever writes."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.store.database.database import Database, Session
from jytrack.store.database.keys import next_row
from jytrack.store.sheets.imports import open_batch, open_file
from jytrack.store.values.address import Server
from jytrack.store.values.encoding import FOREVER, LAST_WRITING
from tests import server
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import store

READING = {
    "metric_id": 1,
    "unit_id": 3,
    "period": 202305,
    "superseded_by": LAST_WRITING,
    "month": 10_000,
    "source": "",
    "note": "",
    "writing_id": 1,
}
WRITING = {
    "batch_id": 1,
    "recorded_at": 1,
    "recorded_by": "x",
    "received_on": "2023-06-01",
    "import_file_id": 1,
    "reason": "",
}
LOG = {
    "plan_id": 1,
    "task_no": 1,
    "action": "note",
    "happened_on": "2023-06-01",
    "recorded_at": 1,
    "recorded_by": "x",
    "note": "",
    "digest": "0" * 64,
}
GOAL = {
    "target_id": 1,
    "valid_from": "2023-07-01",
    "superseded_at": FOREVER,
    "value": 1,
    "basis": "printed",
    "reason": "",
    "document": "",
    "recorded_at": 1,
    "recorded_by": "x",
}
DUTY = {"target_id": 3, "unit_id": 3, "position": 1, "frequency": "month", "due_day": 25, "since": 202301}
LINK = {"plan_id": 1, "task_no": 2, "role": "lead", "department_id": 1, "position": 1, "basis": "printed"}
MILESTONE = {"plan_id": 1, "task_no": 2, "name": "x", "position": 1, "kind": "milestone", "basis": "printed"}
SCHEDULE = {
    "target_id": 1,
    "role": "official",
    "kind": "linear",
    "reason": "",
    "recorded_at": 1,
    "recorded_by": "x",
    "superseded_at": 2,
}
THRESHOLD = {"plan_id": 1, "target_id": 2, "name": "hard_pace", "value": 10_000}
DEPARTMENT = {"region": "东县", "name": "水务局"}
IN_PLAN = {"plan_id": 1, "department_id": 7, "position": 7, "kind": "bureau", "basis": "printed"}
ALIAS = {"plan_id": 1, "alias": "东", "department_id": 3, "position": 3}
MEMBER = {"plan_id": 1, "group_id": 6, "member_id": 1, "position": 1}
POINT = {"schedule_id": 1, "month": 12, "share": "1/1"}
FILE = {
    "batch_id": 1,
    "name": "x",
    "sheet": "",
    "sha256": "0" * 64,
    "size": 1,
    "encoding": "utf-8",
    "layout": "long",
    "new_rows": 0,
    "unchanged_rows": 0,
    "corrected_rows": 0,
    "rejected_rows": 0,
}
ALLOCATION = {**GOAL, "unit_id": 3}
PLAN_ROW = {"code": "x", "title": "x", "region": "x", "year": 2023, "issued_on": "2023-01-01", "document": ""}
TASK = {"plan_id": 1, "no": 3, "title": "x", "section": "", "summary": ""}
EVIDENCE = {"log_id": 1, "position": 1, "name": "x", "size": 1, "sha256": "0" * 64}
METRIC_ALIAS = {"plan_id": 1, "alias": "x", "target_id": 1, "position": 1}
PROBLEM = {"import_file_id": 1, "position": 1, "severity": "note", "code": "x", "message": "x", "suggestion": ""}
RECEIPT = {
    "plan_id": 1,
    "name": "x",
    "sheet": "",
    "sha256": "0" * 64,
    "refused": True,
    "received_on": "2023-06-01",
    "recorded_at": 1,
    "recorded_by": "x",
}
RECEIPT_ITEM = {"receipt_id": 1, "position": 1, "unit_id": 3, "metric_id": 1, "period": 202305}
RECEIPT_PROBLEM = {"receipt_id": 1, "code": "x", "count": 1}
CHANGE = {"batch_id": 1, "received_on": "2023-06-01", "reason": "x", "recorded_at": 1, "recorded_by": "x"}

SOUND: dict[str, dict[str, object]] = {
    "plan": PLAN_ROW,
    "department": DEPARTMENT,
    "plan_department": IN_PLAN,
    "department_alias": ALIAS,
    "group_member": MEMBER,
    "task": TASK,
    "task_department": LINK,
    "milestone": MILESTONE,
    "task_log": LOG,
    "task_evidence": EVIDENCE,
    "metric_alias": METRIC_ALIAS,
    "threshold": THRESHOLD,
    "target_goal": GOAL,
    "schedule": SCHEDULE,
    "schedule_point": POINT,
    "allocation": ALLOCATION,
    "duty": DUTY,
    "import_file": FILE,
    "import_problem": PROBLEM,
    "receipt": RECEIPT,
    "receipt_item": RECEIPT_ITEM,
    "receipt_problem": RECEIPT_PROBLEM,
    "received_change": CHANGE,
    "reading": READING,
    "writing": WRITING,
}


NUMBERED = {
    "plan",
    "department",
    "threshold",
    "schedule",
    "task_log",
    "import_file",
    "receipt",
    "received_change",
    "writing",
}
"""The tables of which a row has a number, given by the program."""


def insert(session: Session, table: str, row: dict[str, object]) -> None:
    if table in NUMBERED and "id" not in row:
        row = {"id": next_row(session, table), **row}
    session.insert(table, tuple(row), [tuple(row.values())])


@pytest.fixture(scope="module")
def filled_file(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Database:
    return fill(Database(Path(shutil.copy(_template, tmp_path_factory.mktemp("filled"))), wait=0.2))


@pytest.fixture(scope="module")
def filled_server(_on_server: tuple[Server, Server]) -> Iterator[Database]:
    where, _ = _on_server
    with server.clock_as_here():  # not any longer: each test's own is taken away before a module's
        made = fill(Database(where, wait=0.2))
    yield made
    server.reset(where)


@pytest.fixture
def filled(engine: str, request: pytest.FixtureRequest) -> Database:
    """What `fill` made; no test here keeps anything."""
    made = request.getfixturevalue(f"filled_{engine}")
    assert isinstance(made, Database)
    return made


def fill(database: Database) -> Database:
    """Put in one reading, one import and a department outside the plan."""
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
        store(session, PLAN, batch, None, [Entry(2, "西乡", "jobs", Period(2023, 1), quantity(8))])
        insert(session, "department", {"region": "东县", "name": "外单位"})
        insert(session, "task_log", LOG)
        open_file(session, batch, "x", "", "0" * 64, 1)
        insert(session, "receipt", RECEIPT)
    return database


@pytest.mark.parametrize("table", SOUND)
def test_sound_rows_are_taken(filled: Database, table: str) -> None:
    with filled.writing(keep=False) as session:
        insert(session, table, SOUND[table])


@pytest.mark.parametrize(
    ("table", "fault", "rule"),
    [
        ("reading", {"period": 202313}, "ck_reading_period"),
        ("reading", {"period": 202300}, "ck_reading_period"),
        ("reading", {"month": None}, "ck_reading_number"),
        ("reading", {"withdrawn": 1}, "ck_reading_number"),
        ("reading", {"numerator": 1}, "ck_reading_parts"),
        ("reading", {"denominator": 1}, "ck_reading_parts"),
        ("reading", {"numerator": 1, "denominator": -1}, "ck_reading_denominator"),
        ("reading", {"row": 0}, "ck_reading_row"),
        ("import_problem", {"severity": "error"}, "ck_import_problem_severity"),
        ("receipt", {"sha256": "0"}, "ck_receipt_sha256"),
        ("receipt_item", {"period": 202313}, "ck_receipt_item_period"),
        ("receipt_item", {"position": 0}, "ck_receipt_item_position"),
        ("receipt_problem", {"count": 0}, "ck_receipt_problem_count"),
        ("received_change", {"reason": ""}, "ck_received_change_reason"),
        ("reading", {"writing_id": LAST_WRITING}, "ck_reading_two_times"),
        ("reading", {"unit_id": 4, "period": 202301}, "UNIQUE"),  # one in force
        ("reading", {"unit_id": 99}, "FOREIGN KEY"),
        ("reading", {"metric_id": 99}, "FOREIGN KEY"),
        ("reading", {"writing_id": 99}, "FOREIGN KEY"),
        ("writing", {"import_file_id": 99}, "FOREIGN KEY"),
        ("writing", {"batch_id": 99}, "FOREIGN KEY"),
        ("task_log", {"action": "erase"}, "ck_task_log_action"),
        ("task_log", {"action": "status"}, "ck_task_log_status"),
        ("task_log", {"to_status": "done"}, "ck_task_log_status"),
        ("task_log", {"action": "status", "to_status": "finished"}, "ck_task_log_to_status"),
        ("task_log", {"action": "status", "to_status": "done", "from_status": "x"}, "ck_task_log_from_status"),
        ("task_log", {"action": "milestone_done"}, "ck_task_log_milestone"),
        ("task_log", {"action": "milestone_reopened"}, "ck_task_log_milestone"),
        ("task_log", {"action": "milestone_dropped"}, "ck_task_log_milestone"),
        ("task_log", {"action": "milestone_reopened", "milestone": "x", "until": "2023-06-01"}, "ck_task_log_until"),
        ("task_log", {"milestone": "x"}, "ck_task_log_milestone"),
        ("task_log", {"action": "milestone_added", "until": "2023-06-01"}, "ck_task_log_milestone"),
        ("task_log", {"action": "milestone_added", "milestone": "x"}, "ck_task_log_until"),
        ("task_log", {"action": "extension_requested"}, "ck_task_log_until"),
        ("task_log", {"action": "extension_refused", "until": "2023-06-01"}, "ck_task_log_until"),
        ("task_log", {"task_no": None}, "ck_task_log_task"),
        ("task_log", {"action": "target_owner"}, "ck_task_log_target"),
        ("task_log", {"target_id": 1}, "ck_task_log_target"),
        ("task_log", {"action": "target_owner", "target_id": 1, "department_id": 1}, "ck_task_log_owner"),
        ("task_log", {"action": "target_owner", "target_id": 99}, "FOREIGN KEY"),
        ("task_log", {"action": "member_added", "department_id": 1}, "ck_task_log_group"),
        ("task_log", {"group_id": 6, "department_id": 1}, "ck_task_log_group"),
        ("task_log", {"action": "member_removed", "group_id": 6}, "ck_task_log_member"),
        ("task_log", {"action": "member_added", "group_id": 7, "department_id": 1}, "FOREIGN KEY"),  # not of this plan
        ("task_log", {"action": "task_owner", "milestone": "x"}, "ck_task_log_milestone"),
        ("task_log", {"digest": "0"}, "ck_task_log_digest"),
        ("task_log", {"task_no": 99}, "FOREIGN KEY"),
        ("task_log", {"department_id": 7}, "FOREIGN KEY"),  # not of this plan
        ("task_evidence", {"position": 0}, "ck_task_evidence_position"),
        ("task_evidence", {"size": -1}, "ck_task_evidence_size"),
        ("task_evidence", {"sha256": "0"}, "ck_task_evidence_sha256"),
        ("task_evidence", {"log_id": 9}, "FOREIGN KEY"),
        ("target_goal", {"recorded_at": FOREVER}, "ck_target_goal_two_times"),
        ("target_goal", {"basis": "guessed"}, "ck_target_goal_basis"),
        ("target_goal", {"valid_from": "2023-01-01"}, "UNIQUE"),
        ("allocation", {"recorded_at": FOREVER}, "ck_allocation_two_times"),
        ("allocation", {"basis": "x"}, "ck_allocation_basis"),
        ("allocation", {"value": None}, "NOT NULL"),
        ("schedule", {"kind": "checkpoint"}, "ck_schedule_checkpoint"),
        ("schedule", {"checkpoint": "2023-06-30"}, "ck_schedule_checkpoint"),
        ("schedule", {"kind": "curve"}, "ck_schedule_kind"),
        ("schedule", {"role": "x"}, "ck_schedule_role"),
        ("schedule", {"superseded_at": 1}, "ck_schedule_two_times"),
        ("schedule", {"superseded_at": FOREVER}, "UNIQUE"),
        ("schedule_point", {"month": 0}, "ck_schedule_point_month"),
        ("schedule_point", {"month": 13}, "ck_schedule_point_month"),
        ("duty", {"due_day": 0}, "ck_duty_due_day"),
        ("duty", {"due_day": 32}, "ck_duty_due_day"),
        ("duty", {"since": 202300}, "ck_duty_since"),
        ("duty", {"frequency": "week"}, "ck_duty_frequency"),
        ("duty", {"position": 0}, "ck_duty_position"),
        ("duty", {"target_id": 1, "unit_id": 5}, "UNIQUE"),
        ("threshold", {"name": "speed"}, "ck_threshold_name"),
        ("threshold", {"name": "flow_red"}, "ck_threshold_not_above_zero"),
        ("threshold", {"value": -1}, "ck_threshold_not_below_zero"),
        ("threshold", {"name": "last_months", "value": 1}, "ck_threshold_whole"),
        ("threshold", {"name": "near_limit"}, "UNIQUE"),
        ("threshold", {"target_id": None}, "UNIQUE"),
        ("task_department", {"position": 0}, "ck_task_department_position"),
        ("task_department", {"role": "helper"}, "ck_task_department_role"),
        ("task_department", {"basis": "x"}, "ck_task_department_basis"),
        ("task_department", {"task_no": 1, "department_id": 3}, "UNIQUE"),  # two in one place
        ("task_department", {"department_id": 7}, "FOREIGN KEY"),
        ("milestone", {"kind": "wish"}, "ck_milestone_kind"),
        ("milestone", {"starts_on": "2023-06-02", "due_on": "2023-06-01"}, "ck_milestone_starts_on"),
        ("milestone", {"frequency": "day"}, "ck_milestone_frequency"),
        ("milestone", {"position": 0}, "ck_milestone_position"),
        ("milestone", {"task_no": 1, "name": "受理"}, "UNIQUE"),
        ("task", {"no": 0}, "ck_task_no"),
        ("task", {"title": ""}, "ck_task_title"),
        ("task", {"no": 2}, "UNIQUE"),
        ("task", {"plan_id": 9}, "FOREIGN KEY"),
        ("plan", {"code": "dong-2023"}, "UNIQUE"),
        ("plan", {"year": 20230}, "ck_plan_year"),
        ("department", {"name": "人社局"}, "UNIQUE"),
        ("department", {"name": ""}, "ck_department_name"),
        ("plan_department", {"kind": "firm"}, "ck_plan_department_kind"),
        ("plan_department", {"position": 0}, "ck_plan_department_position"),
        ("plan_department", {"villages": -1}, "ck_plan_department_villages"),
        ("plan_department", {"communities": -1}, "ck_plan_department_communities"),
        ("plan_department", {"basis": "x"}, "ck_plan_department_basis"),
        ("plan_department", {"code": "640424901"}, "UNIQUE"),
        ("department_alias", {"alias": "人社"}, "UNIQUE"),
        ("department_alias", {"position": 0}, "ck_department_alias_position"),
        ("department_alias", {"department_id": 7}, "FOREIGN KEY"),
        ("metric_alias", {"alias": "就业"}, "UNIQUE"),
        ("metric_alias", {"position": 0}, "ck_metric_alias_position"),
        ("group_member", {"member_id": 6}, "ck_group_member_not_itself"),
        ("group_member", {"position": 0}, "ck_group_member_position"),
        ("group_member", {"member_id": 7}, "FOREIGN KEY"),
        ("import_file", {"sha256": "0"}, "ck_import_file_sha256"),
        ("import_file", {"size": -1}, "ck_import_file_size"),
        ("import_file", {"new_rows": -1}, "ck_import_file_counts"),
        ("import_file", {"rejected_rows": -1}, "ck_import_file_counts"),
        ("import_file", {"period": 202313}, "ck_import_file_period"),
        ("import_file", {"batch_id": 9}, "FOREIGN KEY"),
    ],
)
def test_faults_are_refused(
    filled: Database, table: str, fault: dict[str, object], rule: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=rule if rule.startswith("ck_") else None), filled.writing() as session:
        insert(session, table, SOUND[table] | fault)


@pytest.mark.file
@pytest.mark.parametrize("fault", [{"month": 1.5}, {"cumulative": "十"}])
def test_a_file_takes_whole_numbers_alone(filled: Database, fault: dict[str, object]) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ck_reading_exact"), filled.writing() as session:
        insert(session, "reading", READING | fault)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("task_log", "UPDATE task_log SET note = 'x'"),
        ("task_log", "DELETE FROM task_log"),
        ("task_evidence", "UPDATE task_evidence SET name = 'x'"),
        ("task_evidence", "DELETE FROM task_evidence"),
        ("settings_log", "UPDATE settings_log SET became = ''"),
        ("settings_log", "DELETE FROM settings_log"),
        ("import_batch", "UPDATE import_batch SET recorded_by = 'x'"),
        ("import_batch", "DELETE FROM import_batch"),
        ("import_file", "UPDATE import_file SET name = 'x'"),
        ("import_file", "DELETE FROM import_file"),
        ("reading", "UPDATE reading SET month = 1"),
        ("reading", "UPDATE reading SET writing_id = writing_id"),
        ("writing", "UPDATE writing SET recorded_at = 1"),
        ("writing", "DELETE FROM writing"),
        ("reading", "DELETE FROM reading"),
        ("target_goal", "UPDATE target_goal SET value = 1"),
        ("target_goal", "DELETE FROM target_goal"),
        ("schedule", "UPDATE schedule SET kind = 'linear'"),
        ("schedule", "DELETE FROM schedule"),
        ("allocation", "UPDATE allocation SET value = 1"),
        ("allocation", "DELETE FROM allocation"),
    ],
)
def test_history_is_not_rewritten(filled: Database, table: str, change: str, refusal: type[Exception]) -> None:
    def rewrite() -> None:
        with filled.writing() as session:
            if table in ("task_evidence", "allocation", "import_file"):
                insert(session, table, SOUND[table])
            assert session.execute(f"SELECT count(*) FROM {table}").fetchone() > (0,)
            session.execute(change)

    with pytest.raises(refusal, match=f"{table} keeps its history"):
        rewrite()


@pytest.mark.parametrize("table", ["reading", "target_goal", "schedule", "allocation"])
def test_a_row_is_closed_once(filled: Database, table: str, refusal: type[Exception]) -> None:
    with filled.writing(keep=False) as session:
        if table == "allocation":
            insert(session, table, ALLOCATION)
        closing, standing = ("superseded_by", LAST_WRITING) if table == "reading" else ("superseded_at", FOREVER)
        assert session.execute(f"UPDATE {table} SET {closing} = ?", (standing - 1,)).rowcount > 0
        with pytest.raises(refusal, match="keeps its history"):
            session.execute(f"UPDATE {table} SET {closing} = ?", (standing,))
