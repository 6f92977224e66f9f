"""`report accountability --score`: the presets that there are, and files that are none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jytrack.domain.accounts.preset import PresetItem
from jytrack.shipped import shipped
from tests.cli.conftest import Jytrack

SHIPPED = (shipped("seed") / "presets" / "ningxia.csv").read_text("utf-8-sig")
Sheet = Callable[..., Path]
LABELS = "、".join(item.label for item in PresetItem)
DAY = ("--as-of", "2023-06-30")


def test_the_office_s_own_file(jytrack: Jytrack, sheet: Sheet) -> None:
    path = sheet(SHIPPED.replace("缺报每次扣分,0.5", "缺报每次扣分,0.25"), "本县.csv", "gb18030")
    ran = jytrack("report", "accountability", "--score", path, "--format", "json", *DAY)
    rules = json.loads(ran.out)["rules"]
    assert (rules["preset"], rules["scoring"]["missing_report"]) == ("本县.csv", 0.25)


def test_a_department_with_its_score(jytrack: Jytrack) -> None:
    ran = jytrack("report", "accountability", "--score", "ningxia", "--department", "发改局", *DAY)
    assert ran.code == 0
    # Nobody has reported anything: what 发改局 owes scores nothing, what others owe is left out.
    assert "扣分 = 缺报16次 × 0.5 = 8" in ran.out
    assert "得分 = 0 - 8 = -8" in ran.out
    assert "计分办法 ningxia" in ran.out
    assert "用哪种办法由办公室选定" in ran.out


@pytest.mark.parametrize("name", ["宁夏", "", ".", "../presets/ningxia", "没有.csv", "长" * 300])
def test_no_such_preset(jytrack: Jytrack, name: str) -> None:
    ran = jytrack("report", "accountability", "--score", name, *DAY)
    assert (ran.code, ran.out) == (2, "")
    own = "自带的有 ningxia，也可写自己的 .csv 文件"
    assert ran.err == f"错误：没有计分办法“{name}”，{own}；用法见 jytrack report accountability --help\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("缺报每次扣分,0.5", "缺报每次扣分,半分", "本县.csv 第18行“值”列：应为数字，写的是“半分”"),
        (
            "缺报每次扣分,0.5",
            "缺报每次扣,0.5",
            f"本县.csv 第18行“项目”列：应为以下之一：{LABELS}，写的是“缺报每次扣”（共2处）",
        ),
        ("项目,值", "名目,值", "本县.csv 第1行“项目”列：表头缺少这一列"),
        ("缺报每次扣分,0.5", '缺报每次扣分,"半\n分"', "本县.csv 第18行“值”列：应为数字，写的是“半 分”"),
        (SHIPPED, "", "本县.csv：文件是空的"),
    ],
)
def test_a_faulty_file_is_told_in_one_line(jytrack: Jytrack, sheet: Sheet, old: str, new: str, told: str) -> None:
    path = sheet(SHIPPED.replace(old, new), "本县.csv")
    ran = jytrack("report", "accountability", "--score", path, *DAY)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"错误：计分办法 {told}；可对照自带的：jytrack report accountability --score ningxia\n"
