"""Corrections by blocks come to what they come to one by one, whatever the sheets say of what is on record."""

import sqlite3
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jytrack.domain.sheets.correcting import Correction
from jytrack.reports.formats import plain
from jytrack.reports.sheets.corrections import SHOWN
from jytrack.services.plan import locking
from jytrack.services.sheets import corrections, merging
from jytrack.services.sheets.importing import Order, import_sheets
from jytrack.store.engines import session_sqlite, sqlite
from jytrack.store.keeping.maintenance import check
from tests.at_length import at_length
from tests.services.desks import CHINA, desk_at, loaded, told

TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡")
CORRECT = Order((), correct=True, reason="核实")
FIRST = datetime(2023, 8, 7, 10, tzinfo=CHINA)

MONTHLY = ("new-startups", "new-posts", "reemployment", "welfare-posts", "hardship-employment", "skills-training")

Rows = list[tuple[str, str, str]]


class Work(NamedTuple):
    """What an import did."""

    statements: list[str]
    objects: list[Correction]


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


@at_length(10, 200)
def test_by_blocks_as_one_by_one(bases: tuple[bytes, bytes], examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=(Phase.explicit, Phase.generate))
    @given(first=whole, later=st.lists(st.tuples(sheets, st.booleans()), min_size=1, max_size=3))
    def alike(first: Rows, later: list[tuple[Rows, bool]]) -> None:
        orders = [(first, Order((), partial=True))]
        orders += [(rows, replace(CORRECT, partial=partial)) for rows, partial in later]
        found = []
        for base in bases:
            with TemporaryDirectory() as folder:
                path = Path(folder) / "x.db"
                path.write_bytes(base)
                found.append(took(path, orders))
        assert found[0] == found[1]

    alike()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """The statements that are sent and the corrections that are made into objects from now on."""
    found = Work([], [])

    def connected(path: Path, *, wait: float) -> session_sqlite.SqliteSession:
        session = session_sqlite.connect(path, wait=wait)
        session.set_trace_callback(found.statements.append)
        return session

    def counted(*given: Any) -> Correction:
        found.objects.append(Correction(*given))
        return found.objects[-1]

    monkeypatch.setattr(sqlite, "connect", connected)
    for module in (corrections, merging):
        monkeypatch.setattr(module, "Correction", counted)
    return found


def test_all_corrected_is_a_few_questions_and_no_objects(
    bases: tuple[bytes, bytes], tmp_path: Path, work: Work
) -> None:
    """So it is where what is corrected was corrected before, too: of the rows those are made that the page shows."""
    asked = defaultdict(list)
    for months in (2, 7):
        path = tmp_path / f"{months}.db"
        path.write_bytes(bases[0])
        for day, figure in enumerate((5, 7, 8)):
            rows = [
                f"{town},{code},2023-{month:02d},{figure}"
                for month, code, town in product(range(1, months + 1), MONTHLY, TOWNS)
            ]
            file = tmp_path / "全.csv"
            file.write_text("\n".join(["单位,指标,月份,本月数", *rows]), encoding="utf-8")
            work.statements.clear()
            work.objects.clear()
            order = replace(CORRECT, files=(file,)) if day else Order((file,))
            answer = import_sheets(desk_at(path, FIRST + timedelta(days=day)), order)
            page = plain.render(answer.report.document)
            assert f"更正{len(rows) if day else 0}条" in page
            assert len(work.objects) <= SHOWN + 1
            asked[figure].append(len(set(work.statements)))  # guards are told of as the statement again, a row each
    assert all(more - few < 40 for few, more in asked.values()), asked
