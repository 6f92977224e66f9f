"""The clerk's month: the commands of README.zh-CN.md are run as printed, in order, and people do their part between."""

import json
import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.command import typed
from tests.services.desks import with_demo

README = Path(__file__).parents[1] / "README.zh-CN.md"
TEN = "一个月，十条命令"
MONTH = "二、每月怎么做"
AT_MOST = 10
"""So many commands a month takes, from sheets sent out to the dispatch handed in."""
OTHERS = ("三、任务督办", "四、出材料", "六、每周小结（定时发）", "七、催办（自动发消息）")

SENT, BACK = Path("下发/7月"), Path("退回/7月")
CAME, CAME_NEXT = Path("收表/7月/2023-07-25收"), Path("收表/7月/2023-07-26收")
HEADER_ROW = 5
MENDED = {"新民乡": ("H6", 12), "黄花乡": ("H9", 3)}
"""Two cells that were filled in badly, and what belongs there."""
LATE, TWICE, IN_PIECES = "兴盛乡", "泾河源镇", "六盘山镇"
"""Who sends a day late, who sends the same sheet again, and who leaves one metric for the day after."""
LEFT = "创造新岗位"


def commands(chapter: str) -> list[str]:
    """The jytrack commands in the code blocks of one chapter."""
    text = README.read_text(encoding="utf-8").split(f"## {chapter}\n", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("jytrack ")]


def fill_in() -> None:
    """The seven townships fill in what they were sent, two of them badly, and send it back; one keeps it a day."""
    for folder in (CAME, CAME_NEXT):
        folder.mkdir(parents=True)
    for path in sorted([*SENT.glob("*镇2023*"), *SENT.glob("*乡2023*")]):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        place = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
        for row in range(HEADER_ROW + 1, sheet.max_row + 1):
            metric = sheet.cell(row, place["指标"]).value
            if metric == "农村劳动力转移就业":
                so_far = re.search(r"\d+$", str(sheet.cell(row, place["上月累计"]).value))
                assert so_far
                sheet.cell(row, place["累计数"], int(so_far[0]) + 20)
            elif metric and not (metric == LEFT and path.name.startswith(IN_PIECES)):
                sheet.cell(row, place["数值" if "期末" in metric else "本月数"], 0 if "期末" in metric else 4)
        for unit, (cell, _) in MENDED.items():
            if path.name.startswith(unit):
                sheet[cell] = "同上"
        book.save((SENT if path.name.startswith(LATE) else CAME) / path.name)


def mend() -> None:
    """The day after: two townships mend the yellow cells of their copies; the clerk puts them beside the others.

    One sends its sheet late, one sends it once more, one sends what was missing.
    """
    for unit, (cell, value) in MENDED.items():
        [copy] = BACK.glob(f"{unit}*.退回.xlsx")
        slip = next(BACK.glob(f"{unit}*.退回单.txt")).read_text(encoding="utf-8")
        assert f"{unit}：您好" in slip
        assert f"{cell}格（" in slip
        assert "县就业工作领导小组办公室\n" in slip
        book = openpyxl.load_workbook(copy)
        assert book.worksheets[0][cell].fill.fgColor.rgb == "FFFFFF00"
        book.worksheets[0][cell] = value
        book.save(CAME_NEXT / copy.name)
    [late], [again] = SENT.glob(f"{LATE}*"), CAME.glob(f"{TWICE}*")
    shutil.copy(late, CAME_NEXT)
    shutil.copy(again, CAME_NEXT / f"再发{again.name}")
    rest = f"单位,指标,月份,本月数\n{IN_PIECES},{LEFT},2023-07,4\n"
    (CAME_NEXT / f"{IN_PIECES}补报.csv").write_text(rest, encoding="utf-8")


def write_correction() -> None:
    """A township sends a correction as a small sheet."""
    Path("大湾乡7月更正.csv").write_text("单位,指标,月份,本月数\n大湾乡,创造新岗位,2023-07,3\n", encoding="utf-8")


def write_split() -> None:
    """The office has split three goals over the townships in a workbook."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["单位", "城镇新增就业", "创造新岗位", "新培育创业实体"])
    for unit in ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡"):
        page.append([unit, 80, 60, 30])
    page.append(["合计", 560, 420, 210])
    book.save("分解.xlsx")


def write_notice() -> None:
    """A department sends a notice along with its report."""
    Path("上线通知.pdf").write_bytes(b"%PDF-1.4")


def answer_forms() -> None:
    """Two leads fill in their forms."""
    for path, cells in {
        "说明表/人社局滞后原因说明表.xlsx": {"滞后原因": "审批慢", "责任人": "分管局长", "完成时限": "9月底"},
        "台账空表/发改局督办台账.xlsx": {"最近进展": "已开工", "存在问题": "无"},
    }.items():
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        head = next(row for row in page.iter_rows() if row[1].value in ("指标", "任务"))
        for cell in head:
            if cell.value in cells:
                page.cell(cell.row + 1, cell.column).value = cells[cell.value]
        book.save(path)


BEFORE: dict[str, Callable[[], None]] = {
    "jytrack target import 收表/7月 --dry-run": fill_in,
    "jytrack target import 收表/7月": mend,
    'jytrack target import 大湾乡7月更正.csv --correct --reason "核实有1个岗位重复登记"': write_correction,
    "jytrack target allocate --file 分解.xlsx --dry-run": write_split,
    'jytrack task report 14 --note "开办企业一日办结已上线" --file 上线通知.pdf --on 2023-08-10': write_notice,
    "jytrack task import 说明表/人社局滞后原因说明表.xlsx --received 2023-07-05 --slips 退回说明": answer_forms,
}
"""What people do before a command."""

REFUSED = 3
LEAVES_WITH = {
    "jytrack target import 收表/7月 --dry-run": REFUSED,
    "jytrack target import 收表/7月 --slips 退回/7月": REFUSED,
}
"""The commands that the chapter says are refused."""

SAYS = {
    "jytrack report submissions --as-of 2023-07-28": "退回过2张表",
    'jytrack target received 16 --date 2023-07-27 --reason "27日电话报的，当天没有登记"': "已改为2023年7月27日",
    "jytrack target import 收表/7月 --slips 退回/7月": "没有写入任何数：共2处须改正",
    "jytrack target import 收表/7月": "已写入：新增63条、更正0条、未变9条",
    'jytrack target import 大湾乡7月更正.csv --correct --reason "核实有1个岗位重复登记"': "更正1条",
    'jytrack target undo 18 --reason "更正表发错了" --yes': "下面1个数已这样变",
    'jytrack target allocate --file 分解.xlsx --reason "县政府办任务分解文件"': "超分解20",
    "jytrack target allocate 城镇新增就业 --weights villages --from 2023-08-01": "分解合计600人，与目标相等",
    'jytrack task milestone done 3 "养老托育项目验收" --on 2023-09-12': "迟12天",
    "jytrack task list --department 发改局 --role lead --as-of 2023-08-31": "共3项",
    "jytrack report accountability --as-of 2023-12-31 --score ningxia": "ningxia",
    "jytrack task import 说明表/人社局滞后原因说明表.xlsx --received 2023-07-05 --slips 退回说明": "已写入：新增1条",
    "jytrack task import 台账空表/发改局督办台账.xlsx --received 2023-07-05": "已写入：新增1条",
    "jytrack report urge --unit 黄花乡 --as-of 2023-06-30": "12项未收到",
    "jytrack db check": "完好",
    "jytrack remind record --department 黄花乡 --note 电话催，答应27日报": "人工催办 黄花乡",
    "jytrack report submissions --unit 黄花乡": "已催2次",
}
"""What proves that a command did what the chapter says."""


@pytest.fixture
def walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs the commands of a chapter, one after the other, in a folder of their own on the demo's database."""
    monkeypatch.chdir(tmp_path)
    database, _ = with_demo(tmp_path / "演示.db")
    environment = {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": "办公室", "COLUMNS": "200"}
    environment["JYTRACK_CHANNELS"] = str(tmp_path / "channels.toml")
    (tmp_path / "channels.toml").touch()

    def run(chapter: str, before: Mapping[str, Callable[[], None]] = BEFORE) -> None:
        for command in commands(chapter):
            before.get(command, lambda: None)()
            ran = typed(shlex.split(command)[1:], environment)
            assert ran.code == LEAVES_WITH.get(command, 0), f"{command}\n{ran.out}{ran.err}"
            assert SAYS.get(command, "") in ran.out + ran.err, command

    return run


def how_july_came() -> dict[str, tuple[int, int, int]]:
    """How many of each township's reports for July came in time, how many late, and how many sheets went back."""
    asked = ["report", "submissions", "--period", "2023-07", "--as-of", "2023-08-31", "--format", "json"]
    rows = json.loads(typed(asked, {"JYTRACK_DB": str(Path("演示.db"))}).out)["rows"]
    townships = (row for row in rows if row["unit"].endswith(("镇", "乡")))
    return {row["unit"]: (row["on_time"], row["late"], row["returned"]) for row in townships}


def test_a_month_takes_ten_commands(walk: Callable[..., None], tmp_path: Path) -> None:
    printed = commands(TEN)
    assert len(printed) <= AT_MOST
    assert printed[0].startswith("jytrack target template --all ")
    assert printed[-1].startswith("jytrack report publish 月调度 ")
    walk(TEN, {printed[1]: fill_in, printed[2]: mend})
    assert {path.name for path in tmp_path.glob("七月*")} == {"七月上报.xlsx", "七月调度.xlsx"}
    database = {"JYTRACK_DB": str(tmp_path / "演示.db")}
    issued = json.loads(typed(["report", "issued", "--format", "json"], database).out)["rows"]
    assert [(row["kind"], row["as_of"]) for row in issued] == [("monthly", "2023-07-31")]
    nodes = json.loads(typed(["task", "show", "27", "--as-of", "2999-12-31", "--format", "json"], database).out)
    [done] = [each["done_on"] for each in nodes["rows"][0]["milestones"] if each["name"] == "月调度（7月）"]
    assert done


def test_the_month_as_printed(walk: Callable[..., None], tmp_path: Path) -> None:
    printed = [command for chapter in (MONTH, *OTHERS) for command in commands(chapter)]
    assert set(printed) >= {*BEFORE, *LEAVES_WITH, *SAYS}, "the test names a command that no chapter prints any more"
    walk(MONTH)
    assert how_july_came() == {
        "香水镇": (9, 0, 0),
        "泾河源镇": (9, 0, 0),
        "六盘山镇": (8, 1, 0),
        "新民乡": (0, 9, 1),
        "兴盛乡": (0, 9, 0),
        "黄花乡": (0, 9, 1),
        "大湾乡": (8, 0, 0),  # one figure was taken back
    }
    assert {path.name for path in tmp_path.glob("七月*")} == {"七月差额.csv", "七月上报.xlsx", "七月明细.csv"}


@pytest.mark.parametrize("chapter", OTHERS)
def test_the_other_chapters_as_printed(walk: Callable[..., None], chapter: str) -> None:
    assert commands(chapter)
    walk(chapter)
