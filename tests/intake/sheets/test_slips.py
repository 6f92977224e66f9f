"""Return slips: polite, under a screen, naming row, column and what to do."""

import pytest

from jytrack.intake.sheets.slips import return_slip
from jytrack.intake.values.problem import Code, Problem, finding
from tests.conftest import Golden
from tests.intake.sample import read

GOOD = "乡镇,指标,月份,本月数,累计数\n香水镇,城镇新增就业,2023-03,12,\n大湾乡,农村劳动力转移就业,2023-03,,2900\n"
UGLY = (
    GOOD
    + "香水乡,城镇新增就业,2023-03,约9,\n"
    + "六盘山镇,城镇新增就业,2023-13,同上,3.5\n" * 3
    + "新民乡,创造新岗位,2023-09,1,\n"
    + "兴盛乡,城镇新增就业,2023-03,七,\n"
    + "香水镇,城镇新增就业,2023-03,13,\n"
)


def number(row: int, value: str) -> Problem:
    """An error of a cell."""
    return finding(Code.NOT_A_NUMBER, f"本月数“{value}”不是数字", "请只写数字", row=row, column="D", value=value)


SLIPS = {
    "one": (read(GOOD + "香水乡,城镇新增就业,2023-03,约9,\n", "香水镇3月.csv").problems, "", ""),
    "with-a-copy": (read(UGLY, "七乡镇.csv").problems, "3月", "七乡镇.退回.xlsx"),
    "long": ([number(5 * row, "约9") for row in range(1, 9)] + [number(7, "七"), number(8, "八")], "", ""),
    "unreadable": ([finding(Code.DECODE, "文件加了密码，打不开", "请取消密码，保存后再发")], "", ""),
    "personal": (read(GOOD.replace("12,", "12,13900000000")).problems, "", ""),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip(name: str, golden: Golden) -> None:
    problems, sheet, copy = SLIPS[name]
    golden(f"slips/{name}.txt", return_slip("香水镇3月.csv", problems, sheet, copy))


def test_equal_problems_of_a_column_are_told_once() -> None:
    slip = return_slip(
        "表.csv", [number(5, "约9"), number(6, "七"), number(7, "约9"), number(9, "八"), number(12, "九")]
    )
    assert "1. 第 5—7、9、12 行 D 列：本月数“约9”“七”“八”等不是数字。请只写数字\n" in slip
    assert "有 5 处要改" in slip


def test_a_slip_stays_under_a_screen() -> None:
    problems = [
        finding(Code.DUPLICATE_KEY, f"与第 {row - 1} 行重复", "只留一行", row=row, column="A") for row in range(2, 400)
    ]
    slip = return_slip("表.csv", problems)
    assert slip.count("\n") <= 24
    assert "有 398 处要改" in slip
    assert "还有 383 项" in slip


def test_a_cell_as_long_as_a_page_stays_on_its_line() -> None:
    slip = return_slip("表.csv", [number(5, "长\n" * 500)])
    assert slip.count("\n") == 4
    assert max(map(len, slip.splitlines())) < 170


def test_every_character_is_in_gbk() -> None:
    slip = return_slip("香水镇👍.csv", [number(5, "9²✓")], copy="香水镇.退回.xlsx")
    assert slip.encode("gbk").decode("gbk") == slip
    assert "《香水镇?.csv》" in slip
    assert "“9??”" in slip


def test_a_sheet_without_errors_gets_no_slip() -> None:
    assert return_slip("表.csv", read(GOOD.replace("12", "１２")).problems) == ""
