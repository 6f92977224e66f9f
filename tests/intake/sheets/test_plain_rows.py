"""Long sheets read column by column and row by row: the same entries and the same problems, whatever the rows hold."""

import random
from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.intake.sheets import blocks
from jytrack.intake.sheets.files import Tab
from jytrack.intake.sheets.plainrows import PlainRows
from jytrack.intake.values.problem import Code
from tests.intake.sample import CONTEXT, METRICS, TOWNSHIPS, Sheet, codes, read_tab

HEADERS = (
    ("乡镇", "指标", "月份", "本月数"),
    ("乡镇", "指标", "月份", "本月数", "累计数"),
    ("月份", "本月数", "乡镇", "指标", "累计数", "备注"),
    ("乡镇", "指标", "月份", "本月数", "累计数", "分子", "分母", "数值", "来源", "备注"),
    ("序号", "乡镇", "指标", "计量单位", "月份", "本月数", "累计数", "上年同期", "来源"),
    ("乡镇", "指标", "本月数（人）", "累计数"),
    ("乡镇", "指标", "数值", "来源"),
    ("乡镇", "指标", "月份", "本月数", "累记数"),
)
PLAIN = {
    "乡镇": (*TOWNSHIPS, *TOWNSHIPS, "人社局"),
    "指标": ("城镇新增就业", "urban-new-jobs", "创造新岗位", "startup-training"),
    "月份": ("2023-01", "2023-02", "2022-12"),
    "本月数": ("0", "1", "12.0", ""),
    "累计数": ("", "20", "—"),
    "计量单位": ("",),
    "分子": ("",),
    "分母": ("",),
    "数值": ("",),
    "来源": ("", "统计台账", " 台账 "),
    "备注": ("", "两家 企业", "  "),
    "序号": ("1",),
    "累记数": ("", "略"),
    "上年同期": ("7",),
}
ODD = {
    "乡镇": ("香水", "香水乡", "", "合计", "小计", "制表人：某", "人社局", "香 水镇"),
    "指标": (*(metric.name for metric in METRICS), "新增就业", "就业新增", "", "合计"),
    "月份": ("3月", "", "2023-12", "2021-01", "2023.1", "三月"),
    "本月数": ("", "—", "５", "1.5", "-3", "同上", "约9", "#REF!", "2.9万", "9人"),
    "累计数": ("29000", "-1", "无", "1，234", "=A1"),
    "计量单位": ("人", "个", "户", "万人", "元", "万元"),
    "分子": ("9", "1.5"),
    "分母": ("10", "8"),
    "数值": ("5.4", "90%", "0", "—"),
    "来源": ("公报",),
    "备注": ("/",),
    "序号": ("", "十"),
    "累记数": ("30",),
    "上年同期": ("—", "约7"),
}
MOSTLY_PLAIN = {
    title: st.sampled_from(cells * (40 * len(ODD[title]) // len(cells)) + ODD[title]) for title, cells in PLAIN.items()
}


def row_of(header: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """A row under `header`, most of whose cells are plain, and sometimes too short or too long."""
    whole = st.tuples(*(MOSTLY_PLAIN[title.partition("（")[0]] for title in header)).map(list)
    how = st.sampled_from(["whole"] * 40 + ["short", "long"])
    return st.tuples(whole, how).map(lambda drawn: _bent(*drawn))


def _bent(cells: list[str], how: str) -> list[str]:
    """The row `cells` whole, too short or too long."""
    return {"whole": cells, "short": cells[:-1], "long": [*cells, "多出来"]}[how]


SHEETS = st.sampled_from(HEADERS).flatmap(
    lambda header: st.tuples(st.just(header), st.lists(row_of(header), max_size=30))
)


def read_both_ways(header: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> tuple[Sheet, Sheet]:
    """The sheet read in plain blocks where that is possible, and row by row throughout."""
    every = [header, *rows]
    plainly, by_row = (read_tab(Tab("", lambda: every, guarded), name, CONTEXT) for guarded in (False, True))
    return plainly, by_row


@settings(max_examples=400)
@given(SHEETS, st.sampled_from(["表.csv", "2023年3月.csv", "香水镇2023年2月.csv"]), st.integers(1, 6))
def test_blocks_make_no_difference(drawn: tuple[Sequence[str], list[list[str]]], name: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_SIZE", size)
        plainly, by_row = read_both_ways(*drawn, name)
    assert plainly == by_row


@pytest.mark.parametrize("size", [1, 4])
@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("乡镇,指标,月份,本月数", ["香水镇,城镇新增就业,2023-01,1", "人社局,城镇新增就业,2023-01,1"]),
        ("乡镇,指标,月份,本月数", ["香水镇,城镇新增就业,2023-01,５", "大湾乡,城镇新增就业,2023-01,５"]),
        ("乡镇,指标,月份,本月数,累记数", ["香水镇,城镇新增就业,2023-01,1,", "大湾乡,城镇新增就业,2023-01,1,30"]),
        ("乡镇,指标,计量单位,月份,本月数", ["香水镇,创造新岗位,个,2023-01,1", "大湾乡,创造新岗位,户,2023-01,1"]),
        ("乡镇,指标,月份,本月数", ["香水镇,城镇新增就业,3月,1", "大湾乡,城镇新增就业,2023-01,1"]),
        ("乡镇,指标,月份,数值,来源", ["社会经济调查队,城镇调查失业率,2023-01,5.4,"]),
        ("乡镇,指标,月份,数值,来源", ["社会经济调查队,城镇调查失业率,2023-01,5.4,公报"]),
        ("乡镇,指标,月份,本月数（元）,累计数（万元）", ["人社局,创业担保贷款发放,2023-01,7000000,700"]),
        ("乡镇,指标,月份,本月数,累计数", ["香水镇,城镇新增就业,2023-01,,", "香水镇,农村劳动力转移就业,2023-01,,2900"]),
        ("乡镇,指标,月份,本月数,分子,分母", ["香水镇,有稳定就业者的家庭占比,2023-01,,9,8"]),
    ],
)
def test_rows_that_only_the_walk_may_judge(header: str, rows: list[str], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_SIZE", size)
        plainly, by_row = read_both_ways(header.split(","), [row.split(",") for row in rows], "表.csv")
    assert plainly == by_row


@pytest.mark.parametrize("seed", range(3))
def test_troubled_rows_somewhere_in_a_long_sheet(seed: int) -> None:
    chance = random.Random(seed)
    header = HEADERS[3]
    pairs = [(unit, metric) for unit in TOWNSHIPS for metric in PLAIN["指标"][1:3]]
    rows = [[*pair, month, "5", *[""] * 6] for _ in range(240) for pair in pairs for month in PLAIN["月份"]]
    for _ in range(seed):
        rows[chance.randrange(len(rows))] = [chance.choice(ODD[title]) for title in header]
    plainly, by_row = read_both_ways(header, rows, "表.csv")
    assert plainly == by_row
    assert len(rows) - seed <= len(plainly.entries) <= len(rows)


def test_plain_rows_are_read_column_by_column(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the properties above compare are two ways indeed."""
    read: list[int | None] = []
    whole = PlainRows.read

    def noting(self: PlainRows, block: Sequence[Sequence[str]], first: int) -> object:
        entries = whole(self, block, first)
        read.append(None if entries is None else len(entries))
        return entries

    monkeypatch.setattr(PlainRows, "read", noting)
    monkeypatch.setattr(blocks, "_SIZE", 3)
    good = ["香水镇", "城镇新增就业", "2023-01", "1"]
    rows = [*[good] * 3, good, [*good[:3], "约1"], good, *[good] * 2]
    plainly, by_row = read_both_ways(HEADERS[0], rows, "表.csv")
    assert read == [3, None, 2]
    assert codes(plainly) == codes(by_row) == [Code.NOT_A_NUMBER]
    assert [entry.row for entry in chain(plainly.entries)] == [2, 3, 4, 5, 7, 8, 9]
