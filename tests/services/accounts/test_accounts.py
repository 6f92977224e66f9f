"""Every row of the accountability table opens into what it is made of (issue 4 of 4, 5), on the demo."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.values.words import Act, UnitOrder
from jytrack.errors import NotFound
from jytrack.services.accounts import reporting
from jytrack.services.supervision import extending, supervising
from jytrack.services.supervision.extending import Wish
from jytrack.services.supervision.supervising import Ground
from tests.services.desks import CHINA, desk_at, told, with_demo

DAY = date(2023, 6, 30)
YEAR_END = date(2023, 12, 31)
NOW = datetime(2023, 7, 3, 9, tzinfo=CHINA)
LATER = datetime(2023, 7, 4, 9, tzinfo=CHINA)
STATES = ("cancelled", "done", "green", "yellow", "red", "grey")
PARTS = ("lead", "co_lead", "responsible", "via_group")

Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, with a task under way in which extensions were granted, refused and are still open."""
    folder = tmp_path_factory.mktemp("demo")
    path, proof = with_demo(folder / "demo.db")[0], folder / "名单.txt"
    proof.write_text("（虚构）", encoding="utf-8")
    for day, act in ((8, Act.ASSIGN), (9, Act.ACCEPT), (10, Act.START)):
        supervising.move(
            desk_at(path, NOW), act, Ground(8, ("人社局", "财政局"), on=date(2023, 6, day), files=(proof,))
        )
    on = date(2023, 6, 15)
    for department, until, granted in (("人社局", date(2024, 3, 1), True), ("人社局", date(2024, 4, 1), False)):
        ground = Ground(8, (department,), note="招募推迟（虚构）", on=on)
        extending.request(desk_at(path, NOW), Wish(ground, until))
        extending.decide(desk_at(path, NOW), Wish(ground), granted=granted)
    extending.request(
        desk_at(path, NOW), Wish(Ground(8, ("财政局",), note="资金未到（虚构）", on=on), date(2024, 3, 1))
    )
    for act in (Act.ASSIGN, Act.ACCEPT, Act.START, Act.REPORT, Act.FINISH):
        supervising.move(desk_at(path, NOW), act, Ground(3, note="（虚构）", on=on))
    supervising.move(desk_at(path, NOW), Act.CANCEL, Ground(16, note="并入任务14（虚构）", on=on))
    return path


def table(demo: Path, day: date = DAY, order: UnitOrder = UnitOrder.PLAN) -> dict[str, Row]:
    """The rows of the table for all, as JSON has them, in their order."""
    rows = told(reporting.accountability(desk_at(demo, LATER), day, None, order=order))["rows"]
    return {row["department"]: row for row in rows}


def opened(demo: Path, department: str, day: date = DAY) -> Row:
    """The one row of the page of a department, as JSON has it."""
    (row,) = told(reporting.accountability(desk_at(demo, LATER), day, None, department))["rows"]
    return dict(row)


def counts(row: Row) -> Iterator[tuple[str, int]]:
    """The counts printed in a row, by the names under which they are opened."""
    for key, value in row.items():
        if isinstance(value, dict) and key != "opened":
            yield from ((f"{key}.{name}", number) for name, number in value.items() if not name.endswith("_pct"))
        elif isinstance(value, int) and not key.startswith("days_") and not key.endswith("_pct"):
            yield key, value


def test_every_count_of_every_department_equals_its_opened_list(demo: Path) -> None:
    rows = table(demo)
    assert len(rows) == 45
    assert UNASSIGNED in rows
    for department, row in rows.items():
        assert_opens(row, opened(demo, department))


@pytest.mark.parametrize("day", [date(2023, 1, 5), YEAR_END, date(2024, 1, 5)])
def test_so_it_is_at_both_ends_of_the_year(demo: Path, day: date) -> None:
    rows = table(demo, day)
    for department in ("人社局", "香水镇", "税务局", "县就业工作领导小组成员单位", UNASSIGNED):
        assert_opens(rows[department], opened(demo, department, day))


def assert_opens(row: Row, page: Row) -> None:
    """Hold the page's row to the table's, and the length of each of its lists to the count printed there."""
    assert {key: page[key] for key in row} == row
    assert {name: len(items) for name, items in page["opened"].items()} == dict(counts(row)), row["department"]


@pytest.fixture(scope="module")
def pages(demo: Path) -> list[Row]:
    return [opened(demo, department) for department in ("人社局", "财政局", "黄花乡", "税务局", UNASSIGNED)]


def test_an_item_stands_under_the_count_that_its_own_state_names(pages: list[Row]) -> None:
    for page in pages:
        for part in PARTS:
            for state in STATES:
                items = page["opened"][f"{part}.{state}"]
                assert all((item["role"], item["state"]) == (part, state) for item in items)
                assert all(item["light"] == state for item in items if state in STATES[2:])
                assert all(item["status"] in ("done", "closed") for item in items if state == "done")
        for colour in ("green", "yellow", "red", "grey"):
            assert all(item["light"] == colour for item in page["opened"][f"targets.{colour}"])
        for state in ("on_time", "late", "missing"):
            assert all(item["state"] == state for item in page["opened"][f"reporting.{state}"])
        assert all(item["corrections"] for item in page["opened"]["reporting.corrected"])


def test_days_and_shares_are_those_of_the_opened_items(pages: list[Row]) -> None:
    for page in pages:
        found = page["opened"]
        assert page["days_overdue"] == sum(item["days_late"] for item in found["milestones_overdue"])
        assert page["days_late_done"] == sum(item["days_late"] for item in found["milestones_late_done"])
        whole = len(found["lead.tasks"]) - len(found["lead.cancelled"])
        assert page["done_rate_pct"] == share(len(found["lead.done"]), whole)
        assert page["done_of_due_pct"] == share(len(found["due.done"]), len(found["due.tasks"]))


def share(part: int, whole: int) -> float | None:
    return round(float(Fraction(100 * part, whole)), 6) if whole else None


def test_a_township_that_has_not_reported_is_charged_and_the_lead_is_not(pages: list[Row]) -> None:
    bureau, _, township, *_ = pages
    missing = {item["target"] for item in township["opened"]["reporting.missing"]}
    excused = bureau["opened"]["targets.grey_not_own_fault"]
    assert len(excused) == 5
    assert {item["target"] for item in excused} <= missing
    assert all(item["missing_units"] == ["黄花乡"] and item["not_own_fault"] for item in excused)
    assert not bureau["opened"]["reporting.missing"]


def test_extensions_tell_the_original_day_and_the_one_granted(pages: list[Row]) -> None:
    bureau, finance, *_ = pages
    (granted,), (refused,) = bureau["opened"]["postponed"], bureau["opened"]["extensions_refused"]
    assert (granted["task"], granted["original"], granted["granted"]) == (8, "2023-12-31", "2024-03-01")
    assert (refused["until"], refused["granted"]) == ("2024-04-01", None)
    (pending,) = finance["opened"]["extensions_pending"]
    assert (pending["department"], pending["decided_on"]) == ("财政局", None)


def test_a_task_shows_its_last_entries_and_their_files(pages: list[Row]) -> None:
    bureau, finance, *_ = pages
    led, joined = task_8(bureau, "lead.tasks"), task_8(finance, "responsible.tasks")
    assert [entry["to_status"] for entry in led["log"]] == ["assigned", "accepted", "in_progress"]
    assert {file["name"] for entry in led["log"] for file in entry["evidence"]} == {"名单.txt"}
    assert (joined["own_status"], joined["status"]) == ("in_progress", "in_progress")


def task_8(page: Row, count: str) -> Row:
    """The task that was moved on, among the items of a count."""
    (found,) = [item for item in page["opened"][count] if item["task"] == 8]
    return dict(found)


def test_a_target_names_the_readings_behind_it(demo: Path) -> None:
    found = opened(demo, "人社局")["opened"]
    (loans,) = [item for item in found["targets.red"] if item["target"] == "guaranteed-loans"]
    assert (loans["goal"], loans["actual"], loans["variance"]) == (1800, 700, -200)
    assert (loans["readings"], loans["readings_by_hand"], loans["last_received_on"]) == (6, 0, "2023-06-28")
    assert len(loans["files"]) == 6
    assert loans["explain"] == "jytrack report explain guaranteed-loans"


def test_the_page_is_found_by_any_spelling_of_the_department(demo: Path) -> None:
    for spelled in ("县人社局", " 人社局 ", "人力资源和社会保障局"):
        assert opened(demo, spelled)["department"] == "人社局"


def test_who_has_nothing_to_answer_for_has_no_page(demo: Path) -> None:
    with pytest.raises(NotFound, match="是不是“人社局”"):
        opened(demo, "人设局")


def test_the_order_by_rank_ranks_and_lists_the_unranked_after(demo: Path) -> None:
    rows = list(table(demo, YEAR_END, UnitOrder.RANK).values())
    ranks = [row["rank"] for row in rows if row["rank"]]
    assert ranks == sorted(ranks)
    assert (rows[0]["department"], rows[0]["done_of_due_pct"], ranks[:3]) == ("发改局", 33.333333, [1, 2, 2])
    assert [row["rank"] for row in rows[: len(ranks)]] == ranks
    assert {row["kind"] for row in rows if row["rank"]} <= {"bureau", "party", "park"}
    last = [row["kind"] for row in rows[-6:]]
    assert last == ["vertical", "vertical", "vertical", "group", "group", None]


def test_without_being_asked_nobody_is_ranked(demo: Path) -> None:
    assert {row["rank"] for row in table(demo, YEAR_END).values()} == {None}


def test_findings_are_those_of_the_department(demo: Path) -> None:
    def finds(department: str) -> bool:
        return reporting.accountability(desk_at(demo, LATER), DAY, None, department).findings

    assert [finds(name) for name in ("人社局", "黄花乡", "香水镇", "税务局", UNASSIGNED)] == [
        True, True, False, False, True,
    ]  # fmt: skip
