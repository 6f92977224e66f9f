"""A refused workbook goes back marked, and is imported once the marked cells, and no others, are mended."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jytrack.intake.sheets.returned import Mark, returned_workbook
from jytrack.intake.sheets.returned_names import returned_name
from tests.cli.conftest import Jytrack
from tests.intake.workbooks import xlsx

ROWS: tuple[tuple[object, ...], ...] = (
    ("乡镇", "指标", "月份", "本月数", "累计数"),
    ("香水镇", "城镇新增就业", "2023-03", "约9", None),
    (None, "创造新岗位", "2023-03", 4, 12),
    ("大湾乡", "农村劳动力转移就业", "2023年3月", None, 2900),
    ("新民镇", "城镇新增就业", "2023-03", 7, None),
)
MENDED = {"D3": 9, "A6": "新民乡"}


def workbook() -> bytes:
    """A township's workbook with two cells that are wrong."""

    def fill(_: Any, sheet: Any) -> None:
        sheet.write(0, 0, "2023年3月就业情况统计表（演示）")
        for row, cells in enumerate(ROWS, 1):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(row, column, value)
        sheet.merge_range("A3:A4", "香水镇")

    return xlsx(fill)


def csv() -> bytes:
    """The same as text."""
    rows = [["" if value is None else str(value) for value in cells] for cells in ROWS]
    rows[2][0] = "香水镇"
    return "\n".join(["2023年3月就业情况统计表（演示）", *map(",".join, rows)]).encode("gb18030")


@pytest.mark.parametrize(("name", "raw"), [("七乡镇.xlsx", workbook()), ("七乡镇.csv", csv())])
def test_there_and_back_again(jytrack: Jytrack, tmp_path: Path, name: str, raw: bytes) -> None:
    sent = tmp_path / name
    sent.write_bytes(raw)
    refused = jytrack("target", "import", sent, "--format", "json")
    assert refused.code == 3
    (file,) = json.loads(refused.out)["files"]
    problems = [problem for problem in file["problems"] if problem["severity"] == "error"]
    assert [(problem["row"], problem["column"]) for problem in problems] == [(3, "D"), (6, "A")]

    marks = [Mark("", problem["row"], problem["column"], problem["message"]) for problem in problems]
    copy = returned_workbook(raw, name, marks)
    assert copy is not None
    back = tmp_path / returned_name(name)
    back.write_bytes(copy)
    assert jytrack("target", "import", back).code == 3

    book = openpyxl.load_workbook(back)
    page = book.worksheets[0]
    assert {cell.coordinate for cells in page.iter_rows() for cell in cells if cell.comment} == MENDED.keys()
    for at, value in MENDED.items():
        page[at] = value
    book.save(back)
    taken = jytrack("target", "import", back, "--format", "json")
    assert taken.code == 0
    (file,) = json.loads(taken.out)["files"]
    assert file["counts"] == {"new": 4, "unchanged": 0, "corrected": 0, "rejected": 0}


def test_a_refusal_names_the_option_that_sends_it_back(jytrack: Jytrack, tmp_path: Path) -> None:
    (sent := tmp_path / "七乡镇.xlsx").write_bytes(workbook())
    assert jytrack("target", "import", sent).err == "要把错处标出来退回去改，再加 --slips 文件夹 运行一次\n"
    assert "再加 --slips" not in jytrack("target", "import", sent, "--slips", tmp_path / "退回").err


def test_what_a_folder_holds_beside_sheets_is_named(jytrack: Jytrack, tmp_path: Path) -> None:
    """What spreadsheet programs leave beside an open sheet is not worth a word."""
    (folder := tmp_path / "收表").mkdir()
    (folder / "大湾乡.csv").write_text("单位,指标,月份,本月数\n大湾乡,创造新岗位,2023-03,3\n", encoding="utf-8")
    for name in ("说明.docx", ".~lock.大湾乡.csv#", "~$大湾乡.xlsx"):
        (folder / name).touch()
    ran = jytrack("target", "import", folder, "--received", "2023-03-25")
    assert (ran.code, ran.err) == (0, "没有读 说明.docx：不是表格（.csv .tsv .txt .xlsx .xlsm .xls .et .ods）\n")
    assert "没有变化" in jytrack("target", "import", folder, "--received", "2023-03-25").out


def test_copies_do_not_go_among_the_sheets(jytrack: Jytrack, tmp_path: Path) -> None:
    (folder := tmp_path / "收表").mkdir()
    (folder / "七乡镇.xlsx").write_bytes(workbook())
    ran = jytrack("target", "import", folder, "--slips", folder)
    assert ran.code == 2
    assert "--slips 退回" in ran.err
    assert [path.name for path in folder.iterdir()] == ["七乡镇.xlsx"]
