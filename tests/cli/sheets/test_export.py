"""`target export`: what goes out comes in again elsewhere, and a county's month is the region's import."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jytrack.services.figures import targets
from jytrack.services.sheets import exporting, importing
from jytrack.shipped import shipped
from tests import plan_folder
from tests.cli.conftest import Jytrack
from tests.command import typed
from tests.conftest import Golden
from tests.services.desks import LOADED, desk_at, loaded, told

Sheet = Callable[..., Path]
DEMO = shipped("seed") / "demo"
LOANS = Path(__file__).parents[2] / "data" / "loans_in_yuan.csv"
MARCH = ("--period", "2023-03")
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
TEMPTING = ("=1+1", "+86 转告", "-口径变了", "@全体", "＝甲", "一，二;三\t四", '他说"好"', "'引号", "两行\n备注")


def not_doubts(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is wrong with a sheet itself: a true figure may look doubtful here as it did there."""
    return [problem for problem in problems if problem["severity"] != "warning"]


@pytest.fixture(scope="module")
def quarter(initiated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the first quarter of the demo, in which nothing is left to be checked."""
    path = Path(shutil.copy(initiated, tmp_path_factory.mktemp("季") / "台账.db"))
    sheets = [each for month in (1, 2, 3) for each in sorted((DEMO / f"2023-{month:02d}").iterdir())]
    acts = [("target", "import", each, "--received", "2023-04-01") for each in sheets]
    for words in (*acts, ("target", "check", "--accept", "1", "--note", "看过台账")):
        assert typed(words, {"JYTRACK_DB": str(path), "JYTRACK_ACTOR": "测试员"}).code == 0
    return path


@pytest.fixture
def county(bare: Jytrack, quarter: Path, database: Path) -> Jytrack:
    """The command line on a copy of it."""
    shutil.copy(quarter, database)
    return bare


def readings(jytrack: Jytrack, *more: str) -> list[tuple[object, ...]]:
    """What is in force, without where it came from."""
    found: list[dict[str, Any]] = json.loads(jytrack("target", "readings", *more, "--format", "json").out)["rows"]
    kept = ("target", "unit", "period", "month", "cumulative", "value", "numerator", "denominator", "cited", "note")
    return [tuple(row[name] for name in kept) for row in found]


def rows(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def imported(jytrack: Jytrack, path: Path, database: Path) -> dict[str, Any]:
    """What a new database said of the file."""
    elsewhere = {"JYTRACK_DB": str(database)}
    assert jytrack("init", env=elsewhere).code == 0
    ran = jytrack("target", "import", path, "--format", "json", env=elsewhere)
    assert ran.code == 0
    found: dict[str, Any] = json.loads(ran.out)
    return found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_exported_and_imported_the_readings_are_equal(county: Jytrack, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"出去{suffix}"
    ran = county("target", "export", "-o", path)
    before = readings(county)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"已写入 {path}：{len(before)}条\n"
    found = imported(county, path, tmp_path / "别处.db")
    assert found["files"][0]["counts"] == {"new": len(before), "unchanged": 0, "corrected": 0, "rejected": 0}
    assert not_doubts(found["files"][0]["problems"]) == []
    there = {"JYTRACK_DB": str(tmp_path / "别处.db")}
    after: list[dict[str, Any]] = json.loads(county("target", "readings", "--format", "json", env=there).out)["rows"]
    assert len(after) == len(before)
    assert county("target", "check", "--accept", "1", "--note", "看过台账", env=there).code == 0
    again = county("target", "export", env=there).raw
    assert again == county("target", "export").raw


def test_what_is_still_to_be_checked_does_not_leave_in_silence(jytrack: Jytrack, tmp_path: Path) -> None:
    """A figure 10⁴ off: refused by name, sent only on request, and then it says so; its own month and target only."""
    assert jytrack("target", "import", LOANS, "--received", "2023-08-01", "--confirm").code == 0
    refused = jytrack("target", "export", "-o", tmp_path / "表.csv")
    assert (refused.code, list(tmp_path.glob("表*"))) == (3, [])
    assert refused.err == (
        "错误：要导出的数里有1个待核对：人社局2023年7月“创业担保贷款发放”；"
        "请先核对（jytrack target check），确要照样导出加 --with-doubts\n"
    )
    assert [row[9] for row in rows(jytrack("target", "export", "--with-doubts").raw)[1:]] == ["待核对"]
    assert jytrack("target", "export", "--period", "2023-06").code == 0
    assert jytrack("target", "export", "--target", "new-posts").code == 0
    month = ("--summary", "--period", "2023-07")
    assert jytrack("target", "export", *month).code == 3
    assert jytrack("target", "export", "--summary", "--period", "2023-06").code == 0
    whole = jytrack("target", "export", *month, "--with-doubts")
    assert [row[9] for row in rows(whole.raw)[1:]] == ["含待核对的数"]
    assert jytrack("target", "check", "--accept", "1", "--note", "银行回单已核").code == 0
    assert [row[9] for row in rows(jytrack("target", "export").raw)[1:]] == [""]


# Letter by letter: of whole texts some are words of the program's own (应完成), and say what the figure beside them is.
letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Nd"))
notes = st.one_of(st.sampled_from(TEMPTING), st.lists(letters, max_size=12).map("".join))
entered = st.tuples(st.sampled_from(TOWNS), st.integers(1, 12), st.integers(-500, 10**6), notes)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("template") / "plan.db")


def unmarked(note: str) -> str:
    """A note without what an export adds to it where the figure is still to be checked."""
    return note.removesuffix("待核对").removesuffix("；")


@settings(max_examples=12, deadline=None)
@given(stated=st.lists(entered, min_size=1, max_size=12, unique_by=lambda row: row[:2]), workbook=st.booleans())
def test_round_trip(template: Path, stated: list[tuple[str, int, int, str]], workbook: bool) -> None:
    """Whatever came in by a sheet goes out and comes in again as it was, texts that tempt a spreadsheet included."""
    with TemporaryDirectory() as folder:
        here, there = (desk_at(Path(shutil.copy(template, Path(folder) / name)), LOADED) for name in "甲乙")
        here, there = (desk_at(desk.path, LOADED.replace(year=2024)) for desk in (here, there))
        sheet = Path(folder) / "进来.csv"
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["单位", "指标", "月份", "本月数", "备注"])
            writer.writerows([unit, "城镇新增就业", f"2023-{month:02d}", n, note] for unit, month, n, note in stated)
        assert not importing.import_sheets(here, importing.Order((sheet,), confirm=True)).refused
        out = Path(folder) / f"出去.{'xlsx' if workbook else 'csv'}"
        with out.open("wb") as file_out:
            done = exporting.export(here, exporting.Order(with_doubts=True), file_out, workbook=workbook)
        (told_of,) = told(importing.import_sheets(there, importing.Order((out,), confirm=True)))["files"]
        assert (told_of["counts"]["new"], not_doubts(told_of["problems"])) == (done.count, [])
        both = []
        for desk in (here, there):
            found = told(targets.readings(desk, None, None, None, None, None, with_history=False))["rows"]
            both.append([(row["unit"], row["period"], row["month"], unmarked(row["note"])) for row in found])
        assert both[0] == both[1]
        assert len(both[0]) == len(stated)


def test_texts_stay_texts(jytrack: Jytrack, sheet: Sheet, tmp_path: Path) -> None:
    lines = [f'香水镇,创造新岗位,2023-{month:02d},{month},"{note}"' for month, note in enumerate(TEMPTING[:5], 1)]
    jytrack("target", "import", sheet("单位,指标,月份,本月数,备注\n" + "\n".join(lines)))
    written = [row[9] for row in rows(jytrack("target", "export").raw)[1:]]
    assert written == [f" {note}" for note in TEMPTING[:5]]
    jytrack("target", "export", "-o", tmp_path / "表.xlsx")
    cells = CalamineWorkbook.from_path(tmp_path / "表.xlsx").get_sheet_by_index(0).to_python()
    assert [row[9] for row in cells[1:]] == list(TEMPTING[:5])
    assert [row[3] for row in cells[1:]] == [1.0, 2.0, 3.0, 4.0, 5.0]


def test_the_head_of_an_export(county: Jytrack, golden: Golden) -> None:
    raw = county("target", "export", "--from", "2023-02", "--to", "2023-03", "--unit", "香水").raw
    assert raw.startswith(b"\xef\xbb\xbf")
    golden("cli/export.csv", raw.decode("utf-8-sig"))


@pytest.mark.parametrize(
    ("options", "months"),
    [
        (MARCH, {"2023-03"}),
        (("--from", "2023-02"), {"2023-02", "2023-03"}),
        (("--to", "2023-02"), {"2023-01", "2023-02"}),
        (("--as-of", "2023-03-30"), {"2023-01", "2023-02"}),
        (("--as-of", "2023-01-30"), set()),
        (("--known-at", "2023-01-01"), set()),
    ],
)
def test_what_was_asked_for(county: Jytrack, options: tuple[str, ...], months: set[str]) -> None:
    ran = county("target", "export", *options)
    assert ran.code == 0
    assert {row[2] for row in rows(ran.raw)[1:]} == months


def test_a_folder_takes_the_file_under_a_name_of_its_own(county: Jytrack, tmp_path: Path) -> None:
    assert county("target", "export", "-o", tmp_path, "--target", "new-posts", *MARCH).code == 0
    assert county("target", "export", "-o", tmp_path, "--summary", *MARCH).code == 0
    made = {path.name for path in tmp_path.glob("*.csv")}
    assert made == {"填报数-2023年3月.csv", "汇总-2023年3月.csv"}
    assert {row[1] for row in rows((tmp_path / "填报数-2023年3月.csv").read_bytes())[1:]} == {"创造新岗位"}


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--period", "2023-03", "--from", "2023-01"), 2, "不能和"),
        (("--from", "2023-03", "--to", "2023-01"), 2, "晚于"),
        (("--summary", "--unit", "香水镇"), 2, "不能和"),
        (("--incomplete",), 2, "--summary"),
        (("--summary", "--as-of", "2023-01-15"), 2, "没有可汇总的月份"),
        (("--unit", "无名乡"), 4, "没有单位"),
        (("--target", "no-such"), 4, "没有指标"),
        (("-o", "填报数.pdf"), 2, "后缀"),
        (("-o", "没有/这个/文件夹.csv"), 6, "没有这个文件夹"),
    ],
)
def test_refused(county: Jytrack, options: tuple[str, ...], code: int, says: str) -> None:
    ran = county("target", "export", *options)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err


def test_a_refused_export_leaves_no_file(county: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    assert county("target", "export", "-o", folder / "表.csv", "--unit", "无名乡").code == 4
    assert list(folder.iterdir()) == []


def test_the_summary_leaves_out_what_lacks_a_unit(county: Jytrack) -> None:
    whole = {row[1]: row for row in rows(county("target", "export", "--summary", *MARCH).raw)[1:]}
    assert whole["城镇新增就业"][0] == "泾源县"
    where = ("--unit", "大湾乡", "--period", "2023-03", "--reason", "重报")
    assert county("target", "withdraw", "urban-new-jobs", *where).code == 0
    ran = county("target", "export", "--summary", *MARCH)
    lacking = {row[1]: row for row in rows(ran.raw)[1:]}
    assert whole.keys() - lacking.keys() == {"城镇新增就业"}
    assert "城镇新增就业：未报齐，没有汇总，缺 大湾乡" in ran.err
    assert "--incomplete" in ran.err
    some = county("target", "export", "--summary", "--incomplete", *MARCH)
    assert "城镇新增就业：不完整，缺 大湾乡" in some.err
    partly = {row[1]: row for row in rows(some.raw)[1:]}
    assert int(whole["城镇新增就业"][3]) - int(partly["城镇新增就业"][3]) == 6


def region_folder(folder: Path) -> Path:
    """A fictional region that follows the same metrics, reported by its counties."""
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    for key, value in (("方案代码", "yun-2023"), ("方案名称", "虚云市方案（虚构）"), ("地区", "虚云市（虚构）")):
        plan_folder.change(folder, "plan.csv", {"项目": key}, {"值": value})
    counties = ("泾源县", "甲山县", "乙水县")
    for name in counties:
        plan_folder.add(folder, "departments.csv", {"单位名称": name, "类别": "县区", "依据": "推定"})
    group = {"单位名称": "各县（区）", "类别": "集合单位", "成员": "、".join(counties), "依据": "推定"}
    plan_folder.add(folder, "departments.csv", group)
    duties = plan_folder.rows(folder / "duties.csv")
    unit = duties[0].index("填报单位")
    for row in duties[1:]:
        row[unit] = "各县（区）"
    plan_folder.save(folder / "duties.csv", duties)
    return folder


def test_a_countys_month_is_the_regions_import(county: Jytrack, tmp_path: Path) -> None:
    there = {"JYTRACK_DB": str(tmp_path / "市.db")}
    assert county("init", "--seed", region_folder(tmp_path / "市方案"), env=there).code == 0
    for month in (1, 2, 3):
        path = tmp_path / f"泾源{month}月.xlsx" if month == 2 else tmp_path / f"泾源{month}月.csv"
        assert county("target", "export", "--summary", "--period", f"2023-{month:02d}", "-o", path).code == 0
        ran = county("target", "import", path, "--format", "json", env=there)
        assert ran.code == 0, ran.out
        assert not_doubts(json.loads(ran.out)["rows"]) == []
    mine = json.loads(county("report", "variance", "--as-of", "2023-03-31", "--format", "json").out)["rows"]
    shown = county("report", "explain", "urban-new-jobs", "--unit", "泾源县", "--as-of", "2023-03-31", env=there)
    assert shown.code == 0
    compared = 0
    theirs = json.loads(county("target", "readings", "--period", "2023-03", "--format", "json", env=there).out)["rows"]
    figures = {row["target"]: row for row in theirs}
    for row in mine:
        found = figures.get(row["target"])
        if found is None:
            continue
        compared += 1
        if row["measure"] == "rate":
            assert (found["numerator"], found["denominator"]) == (row["numerator"], row["denominator"])
        else:
            assert row["actual"] == (found["cumulative"] if found["cumulative"] is not None else found["value"])
    assert compared >= 25


def test_an_empty_answer_says_so(jytrack: Jytrack) -> None:
    ran = jytrack("target", "export", "--period", "2023-07")
    assert (ran.code, ran.err) == (0, "没有符合条件的填报数；已登记的见 jytrack target readings\n")


@pytest.mark.parametrize("heading", ["单位", "乡镇"])
def test_what_this_and_earlier_versions_wrote_is_read(county: Jytrack, tmp_path: Path, heading: str) -> None:
    written = county("target", "export", *MARCH).raw
    assert written.startswith("\ufeff单位,指标,月份".encode())
    path = tmp_path / "上报.csv"
    path.write_bytes(written.replace("\ufeff单位,".encode(), f"\ufeff{heading},".encode(), 1))
    [file] = json.loads(county("target", "import", path, "--dry-run", "--format", "json").out)["files"]
    assert file["counts"] == {"new": 0, "unchanged": len(rows(written)) - 1, "corrected": 0, "rejected": 0}
