"""A refused sheet of any format goes back marked to the cell, and its mended copy takes its place by itself.

tests/data/returned holds one sheet four times over (the .xls and .ods saved by LibreOffice): a figure that differs from
the record, a running total that falls, a numerator above its denominator, and two rows for the same.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Protection

from tests.cli.conftest import Jytrack
from tests.command import Ran

DATA = Path(__file__).parents[2] / "data" / "returned"
CASES = Path(__file__).parents[2] / "data" / "cases" / "desk"
FORMATS = "csv", "xls", "ods", "xlsx"
ON = "--received", "2023-04-20"
BEFORE = "单位,指标,月份,本月数,累计数\n大湾乡,城镇新增就业,2023-03,9,\n大湾乡,农村劳动力转移就业,2023-02,,2900\n"
MENDED: Mapping[str, object] = {"D3": 9, "E4": 2950, "F5": 280, "G5": 300, "D6": 4, "D7": None}
"""What belongs into the marked cells, and into no others."""

Sheet = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, jytrack: Jytrack, sheet: Sheet) -> Path:
    """An empty folder for sheets; February is on record."""
    assert jytrack("target", "import", sheet(BEFORE, "先前.csv"), *ON).code == 0
    (found := tmp_path / "收表").mkdir()
    return found


def send(folder: Path, kind: str) -> Path:
    """The bad sheet comes in."""
    path = folder / f"大湾乡3月.{kind}"
    path.write_bytes((DATA / path.name).read_bytes())
    return path


def returned(jytrack: Jytrack, folder: Path) -> Path:
    """The copy of the one sheet that is refused."""
    back = folder.with_name("退回")
    assert jytrack("target", "import", folder, *ON, "--slips", back).code == 3
    (copy,) = back.glob("*.xlsx")
    return copy


def mend(copy: Path, to: Path, cells: Mapping[str, object] = MENDED) -> Path:
    """The unit mends `cells` and sends the copy back as `to`."""
    book = openpyxl.load_workbook(copy)
    for at, value in cells.items():
        book.worksheets[0][at] = value
    book.save(to)
    return to


def counts(ran: Ran) -> dict[str, dict[str, int]]:
    """What became of each file."""
    return {file["file"]: file["counts"] for file in json.loads(ran.out)["files"]}


def notes(ran: Ran) -> list[str]:
    """What was told beside that."""
    problems = [each for file in json.loads(ran.out)["files"] for each in file["problems"]]
    return [each["message"] for each in problems if each["severity"] == "note"]


@pytest.mark.parametrize("kind", FORMATS)
def test_exactly_the_figures_in_question_are_marked_and_free(jytrack: Jytrack, folder: Path, kind: str) -> None:
    send(folder, kind)
    page = openpyxl.load_workbook(returned(jytrack, folder)).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert {cell.coordinate for cell in cells if cell.comment} == MENDED.keys()
    assert {cell.coordinate for cell in cells if not cell.protection.locked} == MENDED.keys()
    assert {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == "FFFFFF00"} == MENDED.keys()
    assert page.protection.sheet
    assert page.protection.password is None


@pytest.mark.parametrize("kind", FORMATS)
def test_a_mended_copy_takes_the_place_of_its_original(jytrack: Jytrack, folder: Path, kind: str) -> None:
    sent = send(folder, kind)
    copy = returned(jytrack, folder)
    mend(copy, folder / copy.name)
    ran = jytrack("target", "import", folder, *ON, "--format", "json")
    assert (ran.code, notes(ran)) == (0, [f"用 大湾乡3月.退回.xlsx 代替 {sent.name}"])
    assert counts(ran) == {copy.name: {"new": 3, "unchanged": 1, "corrected": 0, "rejected": 0}}


def test_the_copy_is_known_by_what_it_holds_whatever_it_is_called(jytrack: Jytrack, folder: Path) -> None:
    send(folder, "xls")
    mend(returned(jytrack, folder), folder / "改好了.xlsx")
    ran = jytrack("target", "import", folder, *ON, "--format", "json")
    assert (ran.code, notes(ran)) == (0, ["用 改好了.xlsx 代替 大湾乡3月.xls"])


@pytest.mark.parametrize(("kind", "after"), [("ods", b""), ("xls", b""), ("csv", b",,,,,,\r\n\r\n")])
def test_a_copy_as_it_was_sent_is_not_read(jytrack: Jytrack, folder: Path, kind: str, after: bytes) -> None:
    sent = send(folder, kind)
    sent.write_bytes(sent.read_bytes() + after)
    copy = returned(jytrack, folder)
    mend(copy, folder / copy.name, {})
    ran = jytrack("target", "import", folder, *ON, "--format", "json")
    assert (ran.code, list(counts(ran))) == (3, [sent.name])
    assert notes(ran) == [f"没有读 大湾乡3月.退回.xlsx：还没有改，和 {sent.name} 一样"]


def test_an_original_that_was_changed_meanwhile_is_not_replaced_in_silence(jytrack: Jytrack, folder: Path) -> None:
    sent = send(folder, "csv")
    copy = mend(returned(jytrack, folder), folder / "大湾乡3月.退回.xlsx")
    sent.write_bytes(sent.read_bytes() + "大湾乡,创造新岗位,2023-02,1,,,\r\n".encode("gb18030"))
    ran = jytrack("target", "import", folder, *ON, "--format", "json", "--slips", folder.with_name("又退"))
    problems = [each for file in json.loads(ran.out)["files"] for each in file["problems"]]
    assert ran.code == 3
    assert {(each["code"], each["suggestion"]) for each in problems} == {
        ("two-versions", "只留要用的一份，把另一份移出文件夹后再导入")
    }
    assert all(sent.name in each["message"] and copy.name in each["message"] for each in problems)
    assert not folder.with_name("又退").exists()
    sent.unlink()
    assert jytrack("target", "import", folder, *ON).code == 0


def test_a_copy_without_its_mark_is_not_taken_for_one(jytrack: Jytrack, folder: Path) -> None:
    send(folder, "csv")
    book = openpyxl.Workbook()
    book.active.append(["单位", "指标", "月份", "本月数"])
    book.active.append(["大湾乡", "创造新岗位", "2023-03", 4])
    book.save(folder / "大湾乡3月.退回.xlsx")
    ran = jytrack("target", "import", folder, *ON)
    assert ran.code == 3
    assert "看不出 大湾乡3月.退回.xlsx 是不是 大湾乡3月.csv 的副本" in ran.out


def test_two_mended_copies_of_one_sheet_are_refused_until_one_is_left(jytrack: Jytrack, folder: Path) -> None:
    send(folder, "xlsx")
    copy = returned(jytrack, folder)
    mend(copy, folder / "大湾乡3月.退回.xlsx")
    mend(copy, folder / "大湾乡3月.退回 (1).xlsx", {**MENDED, "D6": 6})
    ran = jytrack("target", "import", folder, *ON)
    assert ran.code == 3
    assert "都是同一张表改过的副本，内容不同" in ran.out
    mend(copy, folder / "大湾乡3月.退回 (1).xlsx")
    ran = jytrack("target", "import", folder, *ON, "--format", "json")
    assert (ran.code, len(counts(ran))) == (0, 1)


def test_a_copy_of_a_copy_has_one_name_and_the_first_original(jytrack: Jytrack, folder: Path, tmp_path: Path) -> None:
    send(folder, "xls")
    first = returned(jytrack, folder)
    mend(first, folder / first.name, {**MENDED, "D3": "约9"})
    assert jytrack("target", "import", folder, *ON, "--slips", tmp_path / "二").code == 3
    (second,) = (tmp_path / "二").glob("*.xlsx")
    assert second.name == first.name
    page = openpyxl.load_workbook(second).worksheets[0]
    assert [cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked] == ["D3"]
    mend(second, folder / second.name, {"D3": 9})
    ran = jytrack("target", "import", folder, *ON, "--format", "json")
    assert (ran.code, notes(ran)) == (0, ["用 大湾乡3月.退回.xlsx 代替 大湾乡3月.xls"])


def test_what_has_no_cell_to_mend_is_not_locked(jytrack: Jytrack, folder: Path) -> None:
    (folder / "香水镇.csv").write_text("指标,本月数\n城镇新增就业,9\n", encoding="utf-8")
    assert not openpyxl.load_workbook(returned(jytrack, folder)).worksheets[0].protection.sheet


def test_cells_that_were_free_before_are_locked_unless_marked(jytrack: Jytrack, folder: Path) -> None:
    sent = send(folder, "xlsx")
    book = openpyxl.load_workbook(sent)
    for at in ("D3", "D4", "E6"):
        book.worksheets[0][at].protection = Protection(locked=False)
    book.worksheets[0].column_dimensions["C"].protection = Protection(locked=False)
    book.save(sent)
    page = openpyxl.load_workbook(returned(jytrack, folder)).worksheets[0]
    free = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert (free, page.column_dimensions["C"].protection.locked) == (set(MENDED), True)


@pytest.mark.parametrize(("name", "marked"), [("cumulative_wrong.csv", {"E3"}), ("rate_wrong.csv", {"D2", "E2", "E3"})])
def test_the_clerks_own_cases(jytrack: Jytrack, folder: Path, sheet: Sheet, name: str, marked: set[str]) -> None:
    before = "乡镇,指标,月份,累计数\n香水镇,农村劳动力转移就业,2023-06,2465\n"
    assert jytrack("target", "import", sheet(before, "六月.csv"), "--received", "2023-07-25").code == 0
    (folder / name).write_bytes((CASES / name).read_bytes())
    back = folder.with_name("退回")
    assert jytrack("target", "import", folder, "--received", "2023-08-25", "--slips", back).code == 3
    page = openpyxl.load_workbook(next(back.glob("*.xlsx"))).worksheets[0]
    assert {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment} == marked


def test_the_slip_goes_to_the_unit_and_says_nothing_of_the_office(jytrack: Jytrack, folder: Path) -> None:
    send(folder, "xls")
    returned(jytrack, folder)
    slip = (folder.with_name("退回") / "大湾乡3月.退回单.txt").read_text(encoding="utf-8")
    assert slip.startswith("大湾乡：您好！\n你们报来的《大湾乡3月.xls》有4处要改：\n")
    for word in ("D3格（大湾乡 城镇新增就业 2023-03）", "分子320、分母300", "D7、D6格", "最迟", "星期"):
        assert word in slip
    assert "\n县就业工作领导小组办公室\n" in slip
    assert not [word for word in ("--", "jytrack", "导入", "departments") if word in slip]
    screen = jytrack("target", "import", folder, *ON).out
    assert "办公室可以办的" in screen
    assert "--correct --reason" in screen


@pytest.mark.parametrize("place", ["header", "footer", "name"])
def test_nothing_personal_goes_back(jytrack: Jytrack, folder: Path, place: str) -> None:
    phone = "13800001234"
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["乡镇", "城镇新增就业", f"王某{phone}" if place == "header" else "备注"])
    page.append(["香水镇", "约9", 5])
    page["A9"] = f"填表人：王某 {phone}" if place == "footer" else "填表人：虚构"
    book.save(folder / f"香水镇2023年3月{phone if place == 'name' else ''}.xlsx")
    back = folder.with_name("退回")
    assert jytrack("target", "import", folder, *ON, "--slips", back).code == 3
    assert bool(copies := list(back.glob("*.xlsx"))) is (place != "header")
    assert all(openpyxl.load_workbook(each).worksheets[0]["A9"].value.startswith("填表人：") for each in copies)
    assert not [path.name for path in back.iterdir() if phone in path.name]
    (slip,) = back.glob("*.txt")
    assert phone not in slip.read_text(encoding="utf-8")


def test_a_copy_whose_signature_is_covered_is_known_to_be_untouched_or_mended(jytrack: Jytrack, folder: Path) -> None:
    text = "香水镇2023年3月\n指标,本月数\n创造新岗位,约9\n制表人：王某,13800001234\n"
    (folder / "香水镇.csv").write_text(text, encoding="utf-8")
    back = folder.with_name("退回")
    assert jytrack("target", "import", folder, *ON, "--slips", back).code == 3
    copy = folder / "香水镇.退回.xlsx"
    shutil.copy(back / copy.name, copy)
    assert "没有读 香水镇.退回.xlsx：还没有改" in jytrack("target", "import", folder, *ON).out
    book = openpyxl.load_workbook(copy)
    book.worksheets[0]["B3"] = 9
    book.save(copy)
    ran = jytrack("target", "import", folder, *ON)
    assert (ran.code, "用 香水镇.退回.xlsx 代替 香水镇.csv" in ran.out) == (0, True)


def test_what_only_the_office_can_do_sends_nothing_back(jytrack: Jytrack, folder: Path) -> None:
    (folder / "大湾乡.csv").write_text("大湾乡2023年4月\n指标,本月数\n创造新岗位,1\n", encoding="utf-8")
    back = folder.with_name("退回")
    ran = jytrack("target", "import", folder, "--period", "2023-03", "--received", "2023-05-20", "--slips", back)
    assert ran.code == 3
    assert "请核对导入时给的" in ran.out
    assert not back.exists()
