"""Corrections by blocks come to what they come to one by one, whatever the sheets say of what is on record."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jytrack.services.plan import locking
from jytrack.services.sheets.importing import Order, import_sheets
from jytrack.store.keeping.maintenance import check
from tests.services.desks import CHINA, desk_at, loaded, told

TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡")
CORRECT = Order((), correct=True, reason="核实")
FIRST = datetime(2023, 8, 7, 10, tzinfo=CHINA)

Rows = list[tuple[str, str, str]]
months, totals = st.sampled_from(["", "5", "7", "12"]), st.sampled_from(["", "40", "41"])
whole = st.tuples(*(st.tuples(st.just(town), st.sampled_from(["5", "7"]), totals) for town in TOWNS)).map(list)
loose = st.lists(st.tuples(st.sampled_from(TOWNS), months, totals), min_size=1, max_size=6)
sheets = whole | loose


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The plan, and the plan with a month that was locked and opened for all: there entries are settled one by one."""
    plain, opened = (loaded(tmp_path_factory.mktemp("方案") / f"{name}.db") for name in ("plain", "opened"))
    locking.lock(desk_at(opened, FIRST - timedelta(hours=2)), ["2023-07"], "", strict=False)
    exception = locking.Opening("2023-07", TOWNS, "核实", date(2023, 12, 31))
    locking.unlock(desk_at(opened, FIRST - timedelta(hours=1)), exception)
    return plain.read_bytes(), opened.read_bytes()


def took(path: Path, orders: list[tuple[Rows, Order]]) -> tuple[list[Any], list[Any]]:
    """What was answered to the sheets, one after the other, and what is on record then."""
    answers = []
    for day, (rows, order) in enumerate(orders):
        file = path.with_name(f"{day}.csv")
        lines = "".join(f"{town},创造新岗位,2023-07,{month},{total}\n" for town, month, total in rows)
        file.write_text(f"单位,指标,月份,本月数,累计数\n{lines}", encoding="utf-8")
        answers.append(told(import_sheets(desk_at(path, FIRST + timedelta(days=day)), replace(order, files=(file,)))))
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT * FROM reading ORDER BY 1, 2, 3, 4").fetchall()
    connection.close()
    assert check(path).sound
    return [(each["files"], each["corrected_figures"], each["written"]) for each in answers], found


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(first=whole, later=st.lists(st.tuples(sheets, st.booleans()), min_size=1, max_size=3))
def test_by_blocks_as_one_by_one(bases: tuple[bytes, bytes], first: Rows, later: list[tuple[Rows, bool]]) -> None:
    orders = [(first, Order((), partial=True))]
    orders += [(rows, replace(CORRECT, partial=partial)) for rows, partial in later]
    found = []
    for base in bases:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "x.db"
            path.write_bytes(base)
            found.append(took(path, orders))
    assert found[0] == found[1]
