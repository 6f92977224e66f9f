"""Locked months, as they are typed: what stands, what is welcome all the same, and who opens what for how long."""

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jytrack.cli.values.dates import SHANGHAI
from jytrack.shipped import shipped
from tests.cli.conftest import Jytrack

Sheet = Callable[..., Path]
HEAD = "单位,指标,月份,本月数,累计数\n"
REFUSED, NOT_FOUND, WRONG = 3, 4, 2
OPEN_EAST = "jytrack target unlock 2023-01 --unit 香水镇"


def today() -> date:
    """The day that the command line sees, whatever the zone of this machine; asked when a test runs."""
    return datetime.now(SHANGHAI).date()


def said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def locked_text() -> str:
    return f"2023年1月已于{said(today())}由测试员锁定"


@pytest.fixture
def locked(jytrack: Jytrack, sheet: Sheet) -> Jytrack:
    """Two units have reported January; of 香水镇 February as well. January is locked."""
    rows = "香水镇,创造新岗位,2023-01,12,\n大湾乡,创造新岗位,2023-01,7,\n香水镇,创造新岗位,2023-02,3,\n"
    assert jytrack("target", "import", sheet(HEAD + rows, "初.csv"), "--received", "2023-03-10").code == 0
    assert jytrack("target", "lock", "2023-01").code == 0
    return jytrack


def row(month: str, *, unit: str = "香水镇", period: str = "2023-01") -> list[str]:
    return ["target", "record", "new-posts", "--unit", unit, "--period", period, *month.split()]


CORRECT = ["--correct", "--reason", "核实"]


def data(jytrack: Jytrack, *arguments: str) -> Any:
    return json.loads(jytrack(*arguments, "--format", "json").out)


def in_force(jytrack: Jytrack) -> dict[tuple[str, str], int | None]:
    return {(each["unit"], each["period"]): each["month"] for each in data(jytrack, "target", "readings")["rows"]}


@pytest.mark.parametrize(
    ("arguments", "act"),
    [
        (row("--month 9 --correct --reason 核实"), ""),
        (row("--cumulative 12"), ""),
        (row("--month 9"), ""),
        (["target", "withdraw", "new-posts", "--unit", "香水镇", "--period", "2023-01", "--reason", "错"], "收回"),
        (["target", "undo", "1", "--reason", "错", "--yes"], "撤销"),
        (["target", "received", "1", "--date", "2023-03-01", "--reason", "错"], "改收到日期"),
    ],
)
@pytest.mark.parametrize("dry", [False, True])
def test_what_is_on_record_in_a_locked_month_stands(locked: Jytrack, arguments: list[str], act: str, dry: bool) -> None:
    before = in_force(locked), locked("target", "imports").out
    ran = locked(*arguments, *(["--dry-run"] if dry else []))
    assert ran.code == REFUSED
    told = ran.err if act else ran.out
    assert locked_text() in told
    assert OPEN_EAST in told
    if act:
        assert told.count("\n") == 1
        assert f"要{act}，请办公室开例外：jytrack target unlock" in told
    assert (in_force(locked), locked("target", "imports").out) == before
    assert locked("db", "check").code == 0


def test_an_undoing_names_all_units_of_the_month(locked: Jytrack) -> None:
    ran = locked("target", "undo", "1", "--reason", "错", "--dry-run")
    assert "香水镇、大湾乡要撤销" in ran.err
    assert "--unit 香水镇 --unit 大湾乡 --reason 原因" in ran.err


def test_first_reports_and_other_months_are_welcome(locked: Jytrack) -> None:
    assert locked(*row("--month 5", unit="黄花乡")).code == 0
    assert locked(*row("--month 4", period="2023-02"), *CORRECT).code == 0
    assert locked(*row("--month 12")).code == 0  # what is on record already
    found = in_force(locked)
    assert found["黄花乡", "2023-01"] == 5
    assert found["香水镇", "2023-02"] == 4


def test_a_figure_that_was_taken_back_may_come_again(jytrack: Jytrack) -> None:
    """Nothing of it is on record; the month was printed without it."""
    assert jytrack(*row("--month 9")).code == 0
    taken = ["target", "withdraw", "new-posts", "--unit", "香水镇", "--period", "2023-01", "--reason", "错"]
    assert jytrack(*taken).code == 0
    jytrack("target", "lock", "2023-01")
    assert jytrack(*row("--month 8")).code == 0
    assert jytrack(*row("--month 7"), *CORRECT).code == REFUSED


def test_a_strict_lock_keeps_first_reports_out_and_stays_strict(locked: Jytrack, sheet: Sheet) -> None:
    assert "也不再收补报" in locked("target", "lock", "2023", "--strict").err
    ran = locked(*row("--month 5", unit="黄花乡"))
    assert ran.code == REFUSED
    assert "不再收补报" in ran.out
    late = sheet(HEAD + "黄花乡,创造新岗位,2023-01,5,\n香水镇,创造新岗位,2023-01,12,\n", "迟.csv")
    ran = locked("target", "import", late, "--dry-run")
    assert ran.code == REFUSED
    assert ran.out.count("月份已锁定（1处）") == 1  # what is on record already may come again
    assert "本来就锁定着" in locked("target", "lock", "2023-01").err
    assert locked(*row("--month 5", unit="黄花乡")).code == REFUSED
    assert locked("target", "unlock", "2023-01", "--unit", "黄花乡", "--reason", "核实").code == 0
    assert locked(*row("--month 5", unit="黄花乡")).code == 0


def test_an_import_lists_a_locked_month_with_all_other_problems(locked: Jytrack, sheet: Sheet, tmp_path: Path) -> None:
    rows = "香水镇,创造新岗位,2023-01,10,\n大湾乡,没有的指标,2023-01,3,\n黄花乡,创造新岗位,2023-01,4,\n"
    ran = locked("target", "import", sheet(HEAD + rows, "改.csv"), *CORRECT, "--slips", tmp_path / "退回")
    assert ran.code == REFUSED
    assert "共2处须改正" in ran.out
    assert f"“香水镇”2023年1月已登记本月数12，这里是10；{locked_text()}" in ran.out
    (slip,) = (tmp_path / "退回").glob("*.txt")
    told = slip.read_text(encoding="utf-8")
    assert "这个月的数已经定下" in told
    assert "jytrack" not in told  # the office's commands are none of the unit's business
    assert locked("target", "import", sheet(HEAD + rows, "改.csv"), *CORRECT, "--partial").code == REFUSED
    assert in_force(locked)["香水镇", "2023-01"] == 12


def test_an_exception_is_for_its_unit_and_its_month_until_the_next_lock(locked: Jytrack) -> None:
    last = today() + timedelta(days=7)
    opened = locked("target", "unlock", "2023-01", "--unit", "香水镇", "--reason", "核实有5人重复登记")
    assert f"2023年1月对香水镇开例外，到{said(last)}止（含当天）" in opened.err
    assert locked(*row("--month 9"), *CORRECT).code == 0
    assert locked(*row("--month 9", unit="大湾乡"), *CORRECT).code == REFUSED
    assert locked("target", "undo", "1", "--reason", "错", "--yes").code == REFUSED
    assert "随之结束的例外：2023年1月香水镇" in locked("target", "lock", "2023-01").err
    assert locked(*row("--month 8"), *CORRECT).code == REFUSED
    assert in_force(locked)["香水镇", "2023-01"] == 9


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["lock", "六月里"], WRONG, "“六月里”不是月份、季度或年份"),
        (["lock", "2022-06"], WRONG, "“2022-06”不在方案 jingyuan-2023 的年度"),
        (["lock", "2023-13"], WRONG, "不是月份"),
        (["unlock", "2023-02", "--unit", "香水镇", "--reason", "核实"], REFUSED, "2023年2月没有锁定，不用开例外"),
        (["unlock", "2023-01", "--unit", "香水镇", "--reason", " "], WRONG, "开例外要写明单位和原因"),
        (["unlock", "2023-01", "--unit", "无名镇", "--reason", "核实"], NOT_FOUND, "没有单位“无名镇”"),
        (
            ["unlock", "2023-01", "--unit", "县就业工作领导小组成员单位", "--reason", "核实"],
            REFUSED,
            "是集合单位，请写具体单位",
        ),
        (
            ["unlock", "2023-01", "--unit", "香水镇", "--reason", "核实", "--until", "2023-02-01"],
            WRONG,
            "最后一天2023年2月1日已经过去",
        ),
    ],
)
def test_what_cannot_be_locked_or_opened(locked: Jytrack, arguments: list[str], code: int, told: str) -> None:
    before = locked("target", "locks", "--all").out
    ran = locked("target", *arguments)
    assert (ran.code, told in ran.err, ran.err.count("\n")) == (code, True, 1), ran.err
    assert locked("target", "locks", "--all").out == before


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2023-06", [6]),
        ("2023年6月", [6]),
        ("2023年二季度", [4, 5, 6]),
        ("第二季度", [4, 5, 6]),
        ("2023年上半年", [1, 2, 3, 4, 5, 6]),
        ("2023年1—3月", [1, 2, 3]),
        ("2023", list(range(1, 13))),
        ("2023年", list(range(1, 13))),
    ],
)
def test_months_are_named_as_people_name_them(jytrack: Jytrack, text: str, months: list[int]) -> None:
    assert jytrack("target", "lock", text).code == 0
    rows = data(jytrack, "target", "locks")["rows"]
    assert [each["period"] for each in rows] == [f"2023-{month:02d}" for month in months]


def test_a_page_tells_it_as_it_was_then(locked: Jytrack) -> None:
    first = data(locked, "target", "locks")
    locked("target", "unlock", "2023-01", "--unit", "香水镇", "--reason", "核实", "--until", f"{today()}")
    assert [each["state"] for each in data(locked, "target", "locks")["rows"]] == ["locked", "open"]
    tomorrow = f"{today() + timedelta(days=1)}"
    assert [each["state"] for each in data(locked, "target", "locks", "--as-of", tomorrow)["rows"]] == ["locked"]
    told = data(locked, "target", "locks", "--all", "--as-of", tomorrow)["rows"]
    assert [each["state"] for each in told] == ["locked", "lapsed"]
    then = data(locked, "target", "locks", "--known-at", first["known_at"])
    assert then == first
    assert data(locked, "target", "locks", "--as-of", f"{today() - timedelta(days=1)}")["rows"] == []


def test_another_plan_of_the_region_heeds_the_lock(locked: Jytrack, database: Path) -> None:
    """Readings belong to the region: the plan of next year may correct last year's, and so must find them locked."""
    seed = database.with_name("下一年")
    shutil.copytree(shipped("seed") / "jingyuan-2023", seed)
    for path in seed.rglob("*.csv"):
        path.write_text(
            path.read_text(encoding="utf-8-sig").replace("2023", "2024").replace("2022-12", "2023-12"),
            encoding="utf-8-sig",
        )
    assert locked("init", "--seed", seed).code == 0
    ran = locked("--plan", "jingyuan-2024", *row("--month 9"), *CORRECT)
    assert ran.code == REFUSED
    assert "jytrack --plan jingyuan-2023 target unlock 2023-01 --unit 香水镇" in ran.out
