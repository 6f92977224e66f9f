"""Return slips: to whom, which cells, what to do, until when, from whom; polite and under a screen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from wcwidth import wcswidth

from jytrack.intake.sheets.files import Opened, open_file
from jytrack.intake.sheets.points import Figure, Point, points
from jytrack.intake.sheets.reader import SheetReader
from jytrack.intake.sheets.slips import Letter, Part, return_slip
from jytrack.intake.values.problem import Code, Problem, finding
from tests.conftest import Golden
from tests.intake.sample import CONTEXT

LETTER = Letter(("香水镇",), "香水镇3月.csv", date(2023, 7, 5), "县就业工作领导小组办公室", date(2023, 7, 3))
WITH_COPY = replace(LETTER, file="七乡镇.csv", copy="七乡镇.退回.xlsx", locked=True)
GOOD = "乡镇,指标,月份,本月数,累计数\n香水镇,城镇新增就业,2023-03,12,\n大湾乡,农村劳动力转移就业,2023-03,,2900\n"
UGLY = (
    GOOD
    + "香水乡,城镇新增就业,2023-03,约9,\n"
    + "六盘山镇,城镇新增就业,2023-13,同上,3.5\n" * 3
    + "新民乡,创造新岗位,2023-09,1,\n"
    + "兴盛乡,城镇新增就业,2023-03,七,\n"
    + "香水镇,城镇新增就业,2023-03,13,\n"
)
RATES = "指标,本月数,分子,分母\n有稳定就业者的家庭占比,,300,200\n城镇新增就业,2万公里,,\n零就业家庭（期末户数）,,,5\n"


def read(text: str, name: str) -> list[Point]:
    """What is wrong with a sheet, and where."""
    opened = open_file(BytesIO(text.encode()))
    assert isinstance(opened, Opened)
    reader = SheetReader(opened.tabs[0], name, CONTEXT)
    assert list(reader.entries()) is not None
    return points(opened.tabs[0], reader.header, reader.metric, reader.problems)


def slip(points: Sequence[Point], letter: Letter = LETTER, sheet: str = "") -> str:
    """The slip about one sheet."""
    return return_slip(letter, [Part(sheet, points)])


def number(row: int, value: str) -> Point:
    """An error of a cell."""
    wrong = finding(Code.NOT_A_NUMBER, f"本月数“{value}”不是数字", "请只写数字", row=row, column="D", value=value)
    return Point(wrong, f"第{row}村", (Figure(f"D{row}", "本月数", value),))


def whole(problem: Problem) -> list[Point]:
    """A problem of a sheet as a whole."""
    return [Point(problem)]


SLIPS = {
    "one": slip(read(GOOD + "香水乡,城镇新增就业,2023-03,约9,\n", "香水镇3月.csv")),
    "with-a-copy": slip(read(UGLY, "七乡镇.csv"), WITH_COPY, "3月"),
    "parts-of-rates": slip(read(RATES, "香水镇2023年3月.csv")),
    "long": slip([number(5 * row, "约9") for row in range(1, 9)] + [number(7, "七"), number(8, "八")]),
    "unreadable": slip(whole(finding(Code.DECODE, "文件加了密码，打不开", "请取消密码，保存后再发"))),
    "personal": slip(read(GOOD.replace("12,", "12,13900000000"), "香水镇3月.csv")),
    "personal-elsewhere": slip([number(5, "约9")], replace(LETTER, personal=True)),
    "unknown-sender": slip([number(5, "约9")], replace(LETTER, to=(), copy="表.退回.xlsx", lacking="图表、图片")),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip(name: str, golden: Golden) -> None:
    golden(f"slips/{name}.txt", SLIPS[name])


def test_equal_problems_of_a_column_are_told_once() -> None:
    told = slip([number(5, "约9"), number(6, "七"), number(7, "约9"), number(9, "八"), number(12, "九")])
    cells = "D5格（第5村）、D6格（第6村）、D7格（第7村）等5处"
    assert f"1. {cells}：本月数“约9”“七”“八”等不是数字。请只写数字\n" in told
    assert "有5处要改" in told


def test_a_slip_stays_under_a_screen() -> None:
    many = [
        Point(
            finding(Code.DUPLICATE_KEY, f"与第 {row - 1} 行重复", "只留一行", row=row, column="A"),
            figures=(Figure(f"A{row}", "", "x"),),
        )
        for row in range(2, 400)
    ]
    told = slip(many)
    assert sum(-(-max(wcswidth(line), 1) // 80) for line in told.splitlines()) <= 25
    assert "有398处要改" in told
    assert "只列前18项，共398项；其余请照样核对" in told
    assert "全部见副本里的批注" in slip(many, WITH_COPY)


def test_a_cell_as_long_as_a_page_stays_on_its_line() -> None:
    told = slip([number(5, "长\n" * 500)])
    assert told.count("\n") == 7
    assert max(map(len, told.splitlines())) < 170


def test_every_character_is_in_gbk_and_none_steers_a_terminal() -> None:
    told = slip([number(5, "9²✓\x1b[31m")], replace(LETTER, file="香水镇👍.csv", copy="香水镇.退回.xlsx"))
    assert told.encode("gbk").decode("gbk") == told
    assert "《香水镇?.csv》" in told
    assert "“9?? [31m”" in told


def test_a_sheet_without_errors_gets_no_slip() -> None:
    assert slip(read(GOOD.replace("12", "１２"), "表.csv")) == ""


def test_what_only_the_office_can_do_is_not_said() -> None:
    ours = finding(Code.PERIOD_CONFLICT, "导入时给的月份是 2023-03，标题是 2023-04", office="请核对 --period")
    assert slip(whole(ours)) == ""
    assert "导入" not in slip([*whole(ours), number(5, "约9")])


@pytest.mark.parametrize("text", ["王某13800001234", "64042419900101000X"])
def test_nothing_personal_is_repeated(text: str) -> None:
    wrong = finding(Code.NOT_A_NUMBER, f"{text}“约9”不是数字", "请只写数字", row=5, column="D", value="约9")
    told = slip([Point(wrong, text, (Figure("D5", text, text),))], replace(LETTER, file=f"{text}.csv"), text)
    assert text not in told
    assert "D5格" in told
    assert "请只写数字" in told
