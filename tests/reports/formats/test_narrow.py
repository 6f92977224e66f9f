"""What stands on a narrow screen, and that nothing which is read whole is broken on it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jytrack.domain.values.words import Colour
from jytrack.reports.formats import table
from jytrack.reports.formats.wrapping import wrapped
from jytrack.reports.values.document import Bar, Cell, Column, Document, Lamp, Table

NAMES = st.text("乡镇就业创业贷款培训", min_size=2, max_size=15)
FIGURES = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.sampled_from(["≥26590", "-11.1", "100.0%", "2023-06-30", "12月31日", "urban-new-jobs", "1400（1400—1440）"]),
)


def drawn(columns: tuple[Column, ...], *rows: tuple[Cell, ...], width: int = 40) -> str:
    return table.render(Document("表", (Table(columns, rows),)), width=width, colour=False)


@given(st.lists(st.tuples(NAMES, FIGURES, FIGURES, NAMES, FIGURES), min_size=1, max_size=4), st.integers(40, 120))
def test_no_figure_and_no_name_is_broken(rows: list[tuple[str, ...]], width: int) -> None:
    columns = (Column("指标", shrink=True), Column("实际", right=True), Column("收到"), Column("单位"), Column("差额"))
    shown = drawn(columns, *rows, width=width)
    assert max(map(cell_len, shown.splitlines())) <= width
    for row in rows:
        assert [cell for cell in row if cell not in shown] == []


def test_what_is_spare_goes_in_its_order() -> None:
    columns = (Column("单位"), Column("完成率", spare=1), Column("预测", spare=3), Column("百分点", spare=2))
    row = ("香水镇", "68.4%", "1400（1400—1440）", "+18.4")
    assert "屏幕窄" not in drawn(columns, row, width=60)
    for width, left_out in ((30, "预测"), (16, "预测、百分点"), (10, "完成率、预测、百分点")):
        shown = drawn(columns, row, width=width)
        assert f"没有列出：{left_out}；" in re.sub(r"\s", "", shown)
        assert "香水镇" in shown


def test_a_bar_goes_before_all_others_and_is_not_named() -> None:
    columns = (Column("单位"), Column("进度"), Column("完成率", spare=1))
    shown = drawn(columns, ("香水镇", Bar(None), "68.4%"), ("新民乡", Bar(1), "100.0%"), width=20)
    assert "█" not in shown
    assert "100.0%" in shown
    assert "屏幕窄" not in shown


def test_what_cannot_do_without_is_stacked() -> None:
    columns = (
        Column("亮灯"),
        Column("指标", shrink=True),
        Column("实际", right=True),
        Column("校验值"),
        Column("逾期"),
    )
    row = (Lamp(Colour.RED, "落后"), "创业担保贷款发放", 700, "0" * 30, "·")
    assert drawn(columns, row, width=40).splitlines()[2:] == [
        " 红  落后  创业担保贷款发放",
        "    实际：700",
        "    校验值：",
        f"    {'0' * 30}",
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("城镇新增就业、创造新岗位", 16, ["城镇新增就业、", "创造新岗位"]),
        ("行政村（社区）就业工作人员配备率", 20, ["行政村（社区）", "就业工作人员配备率"]),
        ("应完成 12000 人", 10, ["应完成", "12000 人"]),
        ("比名称长得多的一句没有标点的话", 10, ["比名称长得", "多的一句没", "有标点的话"]),
    ],
)
def test_wrapping_whole(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width, whole=True) == lines
