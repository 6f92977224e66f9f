"""A doubtful figure travels with its doubt: on every page that shows it, until it is accepted or another."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Jytrack
from tests.conftest import Golden

DATA = Path(__file__).parents[2] / "data"
LOANS = "guaranteed-loans"
AUGUST = ("--as-of", "2023-08-10")
TOLD = "1个数待核对（jytrack target check）"
MARKED = "创业担保贷款发放※"
PAGES = {
    "report": ("report",),
    "variance": ("report", "variance"),
    "explain": ("report", "explain", LOANS),
    "unit": ("report", "explain", LOANS, "--unit", "人社局"),
    "account": ("report", "accountability", "--department", "人社局"),
    "show": ("target", "show", LOANS),
    "brief": ("report", "brief"),
}
UNTOUCHED = (("target", "show", "new-posts"), ("report", "explain", "new-posts"), ("report", "townships"))


@pytest.fixture
def doubted(jytrack: Jytrack) -> Jytrack:
    """1 200 000 typed in 元 where the metric is in 万元, taken in after a yes."""
    assert jytrack("target", "import", DATA / "loans_in_yuan.csv", "--received", "2023-08-01").code == 3
    assert jytrack("target", "import", DATA / "loans_in_yuan.csv", "--received", "2023-08-01", "--confirm").code == 0
    return jytrack


def found(jytrack: Jytrack, *options: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(jytrack("target", "check", *options, "--format", "json").out)
    return data


def accept(jytrack: Jytrack, number: int, note: str = "已核实") -> None:
    assert jytrack("target", "check", "--accept", str(number), "--note", note).code == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_so_until_it_is_accepted(doubted: Jytrack, page: str) -> None:
    text = doubted(*PAGES[page], *AUGUST).out
    assert "待核对" in text
    if page != "brief":
        assert "※" in text
    assert TOLD in text.splitlines()
    if page in ("report", "variance", "account"):
        assert MARKED in text
    accept(doubted, 1)
    text = doubted(*PAGES[page], *AUGUST).out
    assert "待核对" not in text
    assert "※" not in text


def test_programs_and_spreadsheets_are_told(doubted: Jytrack) -> None:
    data = json.loads(doubted("report", "variance", *AUGUST, "--format", "json").out)
    assert data["open_doubts"] == 1
    assert {row["target"] for row in data["rows"] if row["open_doubts"]} == {LOANS}
    explained = json.loads(doubted("report", "explain", LOANS, *AUGUST, "--format", "json").out)
    assert (explained["open_doubts"], [row["open_doubts"] for row in explained["rows"]]) == (1, [1])
    rows = csv.DictReader(doubted("report", "variance", *AUGUST, "--format", "csv").out.lstrip("\ufeff").splitlines())
    assert [row["指标代码"] for row in rows if row["待核对"] == "1"] == [LOANS]


def test_the_list_of_readings_marks_what_is_doubted_and_in_force(doubted: Jytrack) -> None:
    asked = ("target", "readings", LOANS)
    assert "※ 含待核对的数" in doubted(*asked).out
    assert [row["open_doubts"] for row in json.loads(doubted(*asked, "--format", "json").out)["rows"]] == [1]
    [row] = csv.DictReader(doubted(*asked, "--format", "csv").out.lstrip("\ufeff").splitlines())
    assert row["待核对"] == "1"
    assert "※" not in doubted("target", "readings", "new-posts").out
    accept(doubted, 1)
    assert "※" not in doubted(*asked).out


@pytest.mark.parametrize("page", UNTOUCHED)
def test_what_does_not_show_it_says_nothing(doubted: Jytrack, page: tuple[str, ...]) -> None:
    assert "待核对" not in doubted(*page, *AUGUST).out


def test_it_belongs_to_its_month(doubted: Jytrack) -> None:
    assert "待核对" not in doubted("report", "variance", "--as-of", "2023-06-30").out
    assert found(doubted, "--as-of", "2023-06-30")["rows"] == []


def test_the_week_says_so_in_its_one_message(doubted: Jytrack) -> None:
    text = doubted("report", "weekly", *AUGUST).out
    assert TOLD in text
    assert len(text.encode()) <= 2048 + 1


def test_a_unit_is_marked_among_the_townships(jytrack: Jytrack) -> None:
    assert jytrack("target", "import", DATA / "16_lost_digit_in_june.csv", "--received", "2023-12-31").code == 0
    text = jytrack("report", "townships", "--target", "new-posts", "--as-of", "2023-12-31").out
    assert "香水镇※" in text
    assert "2个数待核对（jytrack target check）" in text.splitlines()
    data = json.loads(
        jytrack("report", "townships", "--target", "new-posts", "--as-of", "2023-12-31", "--format", "json").out
    )
    assert [row["open_doubts"] for row in data["rows"]] == [2, 0, 0, 0, 0, 0, 0]


def test_a_lost_digit_is_doubted_like_one_too_many(jytrack: Jytrack) -> None:
    ran = jytrack(
        "target", "import", DATA / "16_lost_digit_in_june.csv", "--received", "2023-12-31", "--format", "json"
    )
    warned = [(row["code"], row["row"], row["value"]) for row in json.loads(ran.out)["rows"]]
    assert warned == [("outlier", 7, "12"), ("outlier", 13, "91")]


def test_numbers_do_not_shift_and_what_is_corrected_is_gone(jytrack: Jytrack, golden: Golden) -> None:
    jytrack("target", "import", DATA / "16_lost_digit_in_june.csv", "--received", "2023-12-31")
    accept(jytrack, 1, "六月停工，已核实")
    page = jytrack("target", "check", "--accepted").out
    golden("cli/check-accepted.txt", page[: page.rindex("测试员")])
    (left,) = found(jytrack)["rows"]
    assert (left["number"], left["period"]) == (2, "2023-12")
    year_end = ("new-posts", "--unit", "香水镇", "--period", "2023-12")
    changed = jytrack("target", "record", *year_end, "--month", "61", "--correct", "--reason", "看错")
    assert changed.code == 0
    data = found(jytrack)
    assert ([row["number"] for row in data["rows"]], [row["number"] for row in data["accepted"]]) == ([], [1])
    gone = jytrack("target", "check", "--accept", "2", "--note", "已核实")
    assert (gone.code, gone.err) == (
        3,
        "错误：疑点2说的数已经更正或收回，不必处理；还在的见 jytrack target check\n",
    )
    assert jytrack("target", "record", *year_end, "--month", "91", "--correct", "--reason", "没看错").code == 0
    assert [row["number"] for row in found(jytrack)["rows"]] == [2]


def test_a_decision_has_a_time_and_can_be_taken_back(doubted: Jytrack) -> None:
    before = found(doubted)["known_at"]
    accept(doubted, 1, "银行回单已核")
    data = found(doubted)
    assert (data["open_doubts"], data["rows"]) == (0, [])
    decision = data["accepted"][0]["decision"]
    assert (decision["accepted"], decision["note"], decision["recorded_by"]) == (True, "银行回单已核", "测试员")
    assert found(doubted, "--known-at", before)["open_doubts"] == 1
    assert TOLD in doubted("report", "variance", *AUGUST, "--known-at", before).out
    assert doubted("target", "check", "--exit-code").code == 0
    assert doubted("target", "check", "--reopen", "1", "--note", "回单是别县的").code == 0
    assert doubted("target", "check", "--exit-code").code == 7
    assert found(doubted)["rows"][0]["decision"]["note"] == "回单是别县的"
    assert found(doubted, "--known-at", data["known_at"])["open_doubts"] == 0


def test_all_numbers_or_none(jytrack: Jytrack) -> None:
    jytrack("target", "import", DATA / "16_lost_digit_in_june.csv", "--received", "2023-12-31")
    assert jytrack("target", "check", "--accept", "1", "--accept", "7", "--note", "已核实").code == 4
    assert found(jytrack)["open_doubts"] == 2
    ran = jytrack("target", "check", "--accept", "1", "--accept", "2", "--note", "已核实")
    assert ran.code == 0
    assert "以上2个已记为核实（已核实）" in ran.err
    assert found(jytrack)["open_doubts"] == 0


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--accept", "1"), 2, "请写明依据：jytrack target check --accept 1 --note 依据"),
        (("--accept", "1", "--note", " "), 2, "请写明依据"),
        (("--accept", "9", "--note", "已核实"), 4, "没有编号为9的疑点"),
        (("--reopen", "1", "--note", "再看"), 3, "没有核实过"),
        (("--accept", "1", "--reopen", "1", "--note", "x"), 2, "一次只用一个"),
        (("--accept", "1", "--note", "x", "--unit", "人社局"), 2, "同用"),
        (("--note", "x"), 2, "--note 只和"),
    ],
)
def test_what_is_no_decision_is_refused(doubted: Jytrack, options: tuple[str, ...], code: int, says: str) -> None:
    ran = doubted("target", "check", *options)
    assert ran.code == code
    assert says in ran.err
    assert found(doubted)["open_doubts"] == 1


def test_nothing_is_doubted(jytrack: Jytrack) -> None:
    ran = jytrack("target", "check")
    assert (ran.code, ran.out.rstrip().splitlines()[-1]) == (0, "没有疑点。")


def test_what_was_noticed_about_a_sheet_is_accepted_too(jytrack: Jytrack, sheet: Callable[..., Path]) -> None:
    rows = "单位,创造新岗位\n香水镇,5\n大湾乡,6\n合计,12\n"
    assert (
        jytrack("target", "import", sheet(rows, "表.csv"), "--period", "2023-03", "--received", "2023-04-01").code == 0
    )
    (kept,) = found(jytrack)["kept"]
    assert (kept["code"], kept["number"]) == ("total-mismatch", 1)
    assert "待核对" not in jytrack("report", "variance", "--as-of", "2023-04-01").out  # it is about no one figure
    accept(jytrack, 1, "合计是电话里报的，各乡镇数无误")
    data = found(jytrack)
    assert (data["open_doubts"], data["kept"], data["accepted"][0]["number"]) == (0, [], 1)


def test_nobody_is_asked_twice_about_a_figure_on_record(doubted: Jytrack, tmp_path: Path) -> None:
    again = doubted("target", "import", DATA / "loans_in_yuan.csv", "--received", "2023-08-03")
    assert again.code == 0
    assert "没有需要写入的数：新增0条、更正0条、未变1条。" in again.out
    accept(doubted, 1)
    again = doubted("target", "import", DATA / "loans_in_yuan.csv", "--received", "2023-08-04", "--confirm")
    assert "请核对" not in again.out
    assert found(doubted)["rows"] == []
    other = tmp_path / "更正.csv"
    other.write_text(
        (DATA / "loans_in_yuan.csv").read_text(encoding="utf-8-sig").replace("1200000", "1300000"), "utf-8"
    )
    refused = doubted("target", "import", other, "--received", "2023-08-05", "--correct", "--reason", "重报")
    assert refused.code == 3
    assert "1300000" in refused.out
