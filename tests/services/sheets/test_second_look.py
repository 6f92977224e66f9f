"""What an import warns of, what is kept of it, and what the check says of it afterwards."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.values.period import Period
from jytrack.intake.values import problem
from jytrack.services.sheets import undoing
from jytrack.services.sheets.checking import Scope, check
from jytrack.services.sheets.importing import Order, Typed, import_sheets, record
from jytrack.services.sheets.undoing import undo
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Database
from jytrack.store.plan.allocations import allocate
from tests.services.desks import CHINA, desk_at, loaded, told

HEADER = "单位,指标,月份,本月数,累计数,数值,分子,分母,来源,备注"
YEAR_END = date(2023, 12, 31)
LATER = datetime(2024, 1, 6, tzinfo=CHINA)
Row = tuple[str, str, int, Mapping[str, float | str]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(loaded(tmp_path / "账.db"), datetime(2024, 1, 5, 9, tzinfo=CHINA))


def months(
    metric: str, *values: float | None, unit: str = "香水镇", column: str = "本月数", first: int = 1
) -> list[Row]:
    return [(unit, metric, m, {column: v}) for m, v in enumerate(values, first) if v is not None]


def noted(rows: Sequence[Row]) -> list[Row]:
    return [(*row[:3], {**row[3], "备注": "集中招聘"}) for row in rows]


def parts(*values: tuple[int, int]) -> list[Row]:
    return [("香水镇", "有稳定就业者的家庭占比", m, {"分子": n, "分母": d}) for m, (n, d) in enumerate(values, 1)]


def sheet(path: Path, rows: Sequence[Row]) -> Path:
    names = HEADER.split(",")
    lines = [
        ",".join([unit, metric, f"2023-{month:02d}", *(str(cells.get(name, "")) for name in names[3:])])
        for unit, metric, month, cells in rows
    ]
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def imported(desk: Desk, name: str, rows: Sequence[Row], *, reason: str = "", dry_run: bool = False) -> dict[str, Any]:
    file = sheet(desk.path.parent / name, rows)
    answer = import_sheets(
        desk, Order((file,), received=YEAR_END, correct=bool(reason), reason=reason, dry_run=dry_run)
    )
    assert not answer.refused
    return told(answer)


def warned(answer: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    return [(row["code"], row["row"]) for row in answer["rows"] if row["severity"] == "warning"]


def checked(desk: Desk) -> dict[str, Any]:
    return told(check(desk, Scope(), YEAR_END, LATER))


POSTS, JOBS, AGAIN, LOANS = "创造新岗位", "城镇新增就业", "城镇失业人员再就业", "创业担保贷款发放"
CASES = {
    "looks-cumulative": (months(POSTS, 10, 11), months(POSTS, 25, first=3), 2),
    "unit-slip": (
        months(LOANS, 180, 190, 170, unit="人社局"),
        months(LOANS, 0.018, unit="人社局", first=4),
        2,
    ),
    "outlier": (months(POSTS, 120, 100, 110, 95, 105), months(POSTS, 200, first=6), 2),
    "jump": (months(POSTS, 99, 101, 100), months(POSTS, 131, first=4), 2),
}


@pytest.mark.parametrize("code", ["looks-cumulative", "unit-slip", "outlier", "jump"])
def test_warned_at_the_row_kept_and_seen_again_until_it_is_corrected(desk: Desk, code: str) -> None:
    before, now, row = CASES[code]
    assert warned(imported(desk, "以前.csv", before)) == []
    answer = imported(desk, "本月.csv", now)
    assert warned(answer) == [(code, row)]
    (found,) = [each for each in answer["rows"] if each["severity"] == "warning"]
    assert now[0][0] in found["message"]
    assert found["value"] == str(next(iter(now[0][3].values())))
    with Database(desk.path).reading() as session:
        assert session.execute('SELECT code, "row" FROM import_problem').fetchall() == [(code, row)]
    seen = checked(desk)
    assert [(each["code"], each["source"]["file"], each["source"]["row"]) for each in seen["rows"]] == [
        (code, "本月.csv", row)
    ]
    assert seen["kept"] == []  # no doubt is shown twice
    column = next(iter(now[0][3]))
    calm = [(*now[0][:3], {column: before[-1][3][column]})]
    assert warned(imported(desk, "更正.csv", calm, reason="填错")) == []
    assert checked(desk)["rows"] == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (months(POSTS, 10, 11), months(POSTS, 20, first=3)),
        (months(POSTS, 10), months(POSTS, 25, first=3)),  # February is not known
        (months(LOANS, 180, 190, 170, unit="人社局"), months(LOANS, 0.4, unit="人社局", first=4)),
        (months(POSTS, 120, 100, 110, 95, 105), months(POSTS, 125, first=6)),
        (months(POSTS, 100, 100, 100), months(POSTS, 130, first=4)),
        (months(POSTS, 100, 100, 100), noted(months(POSTS, 131, first=4))),
        (months(POSTS, 25, 25, 25), months(POSTS, 25, first=4)),  # a year's pattern is the check's to tell
        (months(JOBS, 5, 5), months(AGAIN, 5, 5)),
        (months(JOBS, 5), months(AGAIN, 5, 6)),  # the whole is not known in full
        ([], parts((90, 100), (91, 100), (90, 100), (92, 100), (90, 100), (91, 100))),
    ],
)
def test_not_warned(desk: Desk, before: list[Row], now: list[Row]) -> None:
    if before:
        imported(desk, "以前.csv", before)
    assert warned(imported(desk, "本月.csv", now)) == []


def test_rates_and_part_and_whole(desk: Desk) -> None:
    rates = parts((90, 100), (91, 100), (90, 100), (92, 100), (90, 100), (20, 100))
    assert warned(imported(desk, "比率.csv", rates)) == [("outlier", 7)]
    imported(desk, "整体.csv", months(JOBS, 5, 5))
    assert warned(imported(desk, "部分.csv", months(AGAIN, 5, 6))) == [("subset", 3)]
    assert [row["code"] for row in told(check(desk, Scope(), date(2023, 2, 28), LATER))["rows"]] == ["subset"]


def test_the_same_sheet_twice(desk: Desk) -> None:
    def of_month(month: int, last: int) -> list[Row]:
        values = {POSTS: 4, JOBS: 3, "城乡公益性岗位开发": last}
        return [row for metric, value in values.items() for row in months(metric, value, first=month)]

    assert warned(imported(desk, "一月.csv", of_month(1, 5))) == []
    assert warned(imported(desk, "二月.csv", of_month(2, 5))) == [("same-as-last-month", None)]
    assert warned(imported(desk, "三月.csv", of_month(3, 6))) == []
    (seen,) = checked(desk)["rows"]
    assert (seen["code"], seen["period"], seen["source"]["file"]) == ("same-as-last-month", "2023-02", "二月.csv")
    assert warned(imported(desk, "更正.csv", months(JOBS, 4, first=2), reason="误报上月")) == []
    assert checked(desk)["rows"] == []


def test_either_order(desk: Desk) -> None:
    """The check says the same whichever came first; an import warns only of rows that it wrote."""
    assert warned(imported(desk, "三月.csv", months(POSTS, 25, first=3))) == []
    assert warned(imported(desk, "以前.csv", months(POSTS, 10, 11))) == []
    (seen,) = checked(desk)["rows"]
    assert (seen["code"], seen["period"], seen["source"]["file"]) == ("looks-cumulative", "2023-03", "三月.csv")


def test_only_looked_at(desk: Desk) -> None:
    answer = imported(desk, "表.csv", months(POSTS, 10, 11, 25), dry_run=True)
    assert (warned(answer), answer["written"]) == ([("looks-cumulative", 4)], False)
    assert checked(desk)["rows"] == []


def test_what_is_typed_by_hand_is_looked_at_too(desk: Desk) -> None:
    imported(desk, "以前.csv", months(POSTS, 10, 11))
    typed = Typed("new-posts", "香水镇", Period(2023, 3), month="25")
    answer = told(record(desk, typed, Order((), received=YEAR_END)))
    assert warned(answer) == [("looks-cumulative", None)]
    assert [row["code"] for row in checked(desk)["rows"]] == ["looks-cumulative"]


def test_so_many_are_listed_and_the_rest_is_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problem, "MOST_LISTED", 1)
    rows = [row for unit in ("香水镇", "大湾乡", "黄花乡") for row in months(POSTS, 10, 11, 25, unit=unit)]
    answer = imported(desk, "表.csv", rows)
    assert sorted(code for code, _ in warned(answer)) == ["looks-cumulative", "not-listed"]
    assert any(row["message"] == "还有2处请核对没有列出" for row in answer["rows"])
    seen = checked(desk)
    assert ([row["code"] for row in seen["rows"]], seen["kept"]) == (["looks-cumulative"] * 3, [])


def test_what_was_undone_is_spoken_of_no_more(desk: Desk) -> None:
    imported(desk, "以前.csv", months(POSTS, 10, 11))
    assert warned(imported(desk, "三月.csv", months(POSTS, 25, first=3))) == [("looks-cumulative", 2)]
    undo(desk, undoing.Order(2, "错"))
    assert (checked(desk)["rows"], checked(desk)["kept"]) == ([], [])


def test_a_cumulative_below_half_of_an_earlier_one(desk: Desk) -> None:
    rows = months("农村劳动力转移就业", 3000, 1400, column="累计数")
    imported(desk, "累计.csv", rows[:1])
    assert warned(imported(desk, "像当月.csv", rows[1:], reason="核减")) == [("looks-monthly", 2)]
    assert [row["code"] for row in checked(desk)["rows"]] == ["looks-monthly"]


def test_more_than_three_times_the_allocation(desk: Desk) -> None:
    with Database(desk.path).writing() as session:
        plan, _ = desk.open_plan(session)
        split = {"香水镇": Fraction(3)}
        allocate(session, plan, "new-posts", split, date(2023, 1, 1), "", "办公室", desk.now)
    assert warned(imported(desk, "够了.csv", months(POSTS, 9))) == []
    assert warned(imported(desk, "太多.csv", months(POSTS, 1, first=2))) == [("over-allocation", 2)]
    assert [row["code"] for row in checked(desk)["rows"]] == ["over-allocation"]
