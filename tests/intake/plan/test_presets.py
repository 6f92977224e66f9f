"""A preset file: read whole, or every fault by row and column."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from jytrack.domain.accounts.preset import PresetItem
from jytrack.intake.plan.presets import read_preset
from jytrack.shipped import shipped

SHIPPED = (shipped("seed") / "presets" / "ningxia.csv").read_text("utf-8-sig")

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "本县.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_the_rule_book_s_numbers(write: Write) -> None:
    preset, problems = read_preset(shipped("seed") / "presets" / "ningxia.csv", "ningxia")
    assert not problems
    assert preset is not None
    assert preset.name == "ningxia"
    assert {item.value: preset[item] for item in PresetItem} == {
        "cap_pct": 110,
        "cap_score": 110,
        "floor_pct": 70,
        "floor_score": 0,
        "kept_score": 100,
        "broken_score": 0,
        "unreported_score": 0,
        "milestone_done_score": 100,
        "milestone_done_late_score": 100,
        "milestone_open_score": 0,
        "lead_weight": 1,
        "co_lead_weight": 1,
        "responsible_weight": Fraction(1, 2),
        "via_group_weight": 0,
        "late_report": Fraction(1, 10),
        "missing_report": Fraction(1, 2),
        "places": 2,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_as_a_spreadsheet_saves_it(write: Write, encoding: str) -> None:
    preset, problems = read_preset(write(SHIPPED, encoding), "本县")
    assert (preset and preset.name, problems) == ("本县", ())


def test_items_may_stand_in_any_order_in_any_width(write: Write) -> None:
    head, *rows = SHIPPED.splitlines()
    preset, problems = read_preset(
        write("\n".join([head, *reversed(rows)]).replace("责任权重,0.5", "责任权重 ,０.８")), "本县"
    )
    assert not problems
    assert preset is not None
    assert preset[PresetItem.RESPONSIBLE_WEIGHT] == Fraction("0.8")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("牵头权重,1", "牵头权重,一", (13, "值", "应为数字")),
        ("牵头权重,1", "牵头权重,", (13, "值", "应为数字")),
        ("牵头权重,1", "牵头权重,-1", (13, "值", "不能是负数")),
        ("责任权重,0.5", "责任权重,0.505", (15, "值", "权重的小数不能多于2位")),
        ("迟报每次扣分,0.1", "迟报每次扣分,0.00001", (17, "值", "小数不能多于4位")),
        ("小数位数,2", "小数位数,5", (19, "值", "应在0至4之间")),
        ("小数位数,2", "小数位数,0.5", (19, "值", "应为整数")),
        ("起分线,70", "起分线,120", (5, "值", "起分线不能高于封顶线")),
        ("责任权重,0.5", "牵头权重,0.5", (15, "项目", "重复：第13行已有")),
        ("迟报每次扣分,0.1,", "来源,甲,", (17, "项目", "重复：第2行已有")),
        ("来源,宁夏一项已废止的规定所用的计分办法", "来源,", (2, "值", "不能为空")),
        ("项目,值,说明", "项目,说明", (1, "值", "表头缺少这一列")),
    ],
)
def test_every_fault_names_its_row_and_column(write: Write, old: str, new: str, found: tuple[int, str, str]) -> None:
    text = f"\n{SHIPPED}"
    assert f"\n{old}" in text
    preset, problems = read_preset(write(text.replace(f"\n{old}", f"\n{new}")[1:]), "本县")
    assert preset is None
    assert found in [(problem.row, problem.column, problem.message) for problem in problems]


def test_a_strange_item_is_refused_with_those_that_there_are(write: Write) -> None:
    _, problems = read_preset(write(SHIPPED + "奖励分,5,\n"), "本县")
    assert [(problem.row, problem.value) for problem in problems] == [(20, "奖励分")]
    assert "缺报每次扣分" in problems[0].message


@pytest.mark.parametrize("item", ["来源", *(item.label for item in PresetItem)])
def test_every_item_must_be_there(write: Write, item: str) -> None:
    text = "\n".join(line for line in SHIPPED.splitlines() if not line.startswith(f"{item},"))
    _, problems = read_preset(write(text), "本县")
    assert [problem.message for problem in problems] == [f"缺少“{item}”这一行"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04", "这是电子表格工作簿，不是 CSV 文本"),
        ('项目,值,说明\n"牵头'.encode(), "引号不配对或单元格有误"),
        ("项目,值,说明\n".encode(), "表头下面没有数据"),
        (b"\x00\x01", "文件里不是可读的文字"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "本县.csv"
    path.write_bytes(content)
    preset, problems = read_preset(path, "本县")
    assert preset is None
    assert [problem.message for problem in problems] == [message]


def test_a_folder_and_nothing_at_all(tmp_path: Path) -> None:
    assert [problem.message for problem in read_preset(tmp_path, "本县")[1]] == ["无法读取这个文件"]
    assert [problem.message for problem in read_preset(tmp_path / "没有.csv", "本县")[1]] == ["缺少这个文件"]
