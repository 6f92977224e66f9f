"""Splits as sheets: a unit a row, an indicator a column, whatever order, dress and remarks they come in."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.plan.target import Duty, Metric, Target
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Direction, Frequency, Measure, Reporting
from jytrack.intake.plan.outlines import Sheet
from jytrack.intake.plan.split_heads import Vocabulary
from jytrack.intake.plan.splits import Splits, read_split, read_splits, read_weights

UNITS = ("甲镇", "乙镇", "丙乡")
JOBS = Metric("jobs", "城镇新增就业", "人", Measure.COUNT, Reporting.INCREMENT, aliases=("新增就业",))
POSTS = Metric("posts", "创造新岗位", "个", Measure.COUNT, Reporting.INCREMENT)
LOANS = Metric("loans", "创业担保贷款发放", "万元", Measure.AMOUNT, Reporting.INCREMENT)
FIRST, SECOND = (Metric(f"r{n}", f"{n}就业率", "%", Measure.RATE, Reporting.POINT) for n in ("毕业生", "困难生"))


def target(metric: Metric) -> Target:
    duties = tuple(Duty(unit, Frequency.MONTH, 25, Period(2023, 1)) for unit in UNITS)
    return Target(metric, Direction.AT_LEAST, unit_duties=duties)


TARGETS = {metric.code: target(metric) for metric in (JOBS, POSTS, LOANS)}
WORDS = Vocabulary(
    2023,
    "某某县",
    {unit: unit for unit in (*UNITS, "人社局")},
    {name: metric for metric in (JOBS, POSTS, LOANS, FIRST, SECOND) for name in (metric.name, *metric.aliases)},
)
Grid = list[list[str]]
PLAIN: Grid = [
    ["乡镇", "城镇新增就业", "创造新岗位", "创业担保贷款发放"],
    ["甲镇", "10", "4", "1.5"],
    ["乙镇", "20", "5", "2"],
    ["丙乡", "30", "6", "0"],
]
PARTS = {
    "jobs": dict(zip(UNITS, map(Fraction, (10, 20, 30)), strict=True)),
    "posts": dict(zip(UNITS, map(Fraction, (4, 5, 6)), strict=True)),
    "loans": dict(zip(UNITS, map(Fraction, ("3/2", "2", "0")), strict=True)),
}


def read(grid: Grid) -> Splits:
    return read_splits(Sheet("表", grid), WORDS, TARGETS)


def told(found: Splits) -> list[str]:
    return [f"{problem.column or ''}{problem.row or ''} {problem.message}" for problem in found.problems]


def changed(row: int, at: int, text: str, grid: Grid = PLAIN) -> Grid:
    copy = [list(cells) for cells in grid]
    copy[row][at] = text
    return copy


@given(st.permutations(range(4)), st.permutations(range(1, 4)))
def test_the_order_of_columns_and_rows_means_nothing(columns: list[int], rows: list[int]) -> None:
    found = read([[PLAIN[row][at] for at in columns] for row in (0, *rows)])
    assert (found.parts, found.problems) == (PARTS, [])


@pytest.mark.parametrize(
    "grid",
    [
        [["某某县2023年任务分解表"], ["", "", "", "单位：人、个、万元"], *PLAIN],
        [["填报单位：某某县人社局", "", "", "单位：人"], *PLAIN],
        [["", "", "单位：人、元"], changed(0, 3, "创业担保贷款发放（万元）")[0], *PLAIN[1:]],
        [["序号", *PLAIN[0], "备注"], *([str(n), *cells, "注"] for n, cells in enumerate(PLAIN[1:], 1))],
        [*PLAIN, ["合计", "60", "15", "3.5"], ["制表人：张三", "", "电话：", ""]],
        [PLAIN[0], ["全县合计", "60", "15", "3.5"], *PLAIN[1:]],
        [PLAIN[0], ["甲", "1", "2", "3"], *PLAIN[1:]],
        [*PLAIN[:3], ["小计", "30", "9", "3.5"], PLAIN[3], ["小计", "30", "6", "0"]],
        [
            [*PLAIN[0], "合计"],
            *([*cells, total] for cells, total in zip(PLAIN[1:], ("15.5", "27", "36"), strict=True)),
        ],
        [["", "就业", "", "贷款"], PLAIN[0], *PLAIN[1:]],
        [["乡镇", *PLAIN[0][1:]], ["", "目标数", "任务数", "目标"], *PLAIN[1:]],
        [
            ["乡（镇）", "1．城镇新增就业（人）", "（三）创造新岗位：", "2023年创业担保贷款发放目标任务（万元）"],
            *PLAIN[1:],
        ],
        [["", "新增就业目标数", "* 创造新岗位（单位：个）", "创业担保贷款发放（目标）"], *PLAIN[1:]],
        [PLAIN[0], *([f"（{n}）某某县{cells[0]}：", *cells[1:]] for n, cells in zip("一二三", PLAIN[1:], strict=True))],
        [PLAIN[0], *([f"{cells[0]}（5个村）", *cells[1:]] for cells in PLAIN[1:])],
        changed(
            0, 3, "创业担保贷款发放（元）", [PLAIN[0], *([*c[:3], str(int(float(c[3]) * 10000))] for c in PLAIN[1:])]
        ),
    ],
)
def test_what_stands_around_the_figures_is_understood(grid: Grid) -> None:
    found = read(grid)
    assert (found.parts, told(found)) == (PARTS, [])


@pytest.mark.parametrize(
    ("grid", "says"),
    [
        (changed(0, 1, "城镇新增就亚"), "B1 不认识，是不是“城镇新增就业”？"),
        (changed(0, 1, "就业率"), "B1 分不清是“困难生就业率”“毕业生就业率”中的哪个，请写全称"),
        (changed(0, 1, "天气"), "B1 不认识，请写指标全称"),
        (changed(0, 1, "城镇新增就业完成数"), "B1 “城镇新增就业完成数”不是全年任务的分解数"),
        (changed(0, 1, "2022年城镇新增就业"), "B1 不认识，请写指标全称"),
        (changed(0, 1, "其中：城镇新增就业"), "B1 “其中：城镇新增就业”不是全年任务的分解数"),
        (changed(0, 1, "创造新岗位"), "C1 “创造新岗位”重复：B1 已有"),
        (changed(0, 1, "毕业生就业率"), "B1 “毕业生就业率”不能分解"),
        (changed(0, 1, "城镇新增就业（个）"), "B1 “城镇新增就业”按“人”计，表里写的单位是“个”"),
        ([["", "", "", "单位：元"], *PLAIN], "D2 “创业担保贷款发放”按“万元”计，表里写的单位是“元”"),
        ([["", "单位：万人"], *PLAIN], "B2 “城镇新增就业”按“人”计，表里写的单位是“万人”"),
        ([["", "单位：千元"], *PLAIN], "D2 “创业担保贷款发放”按“万元”计，表里写的单位是“千元”"),
        (changed(0, 1, ""), "B2 这一列没有表头，不知道是什么数"),
        ([["", "创造新岗位", "", "贷款"], *PLAIN], "B2 同时写了“创造新岗位”和“城镇新增就业”，分不清是哪个指标"),
        (changed(1, 0, "甲真"), "A2 不在单位名单里，请写单位全称"),
        (changed(1, 0, ""), "A2 单位空着，不知道是谁的数"),
        (changed(1, 0, "乙镇"), "A3 “乙镇”重复：第2行已有"),
        (PLAIN[:3], " 没有丙乡，每个填报单位都要有一行"),
        ([*PLAIN, ["人社局", "5", "", ""]], "B5 人社局不填报“城镇新增就业”，这一格请空着"),
        (changed(2, 1, "很多"), "B3 “很多”不是数字"),
        (changed(2, 1, "20.5"), "B3 “20.5”不是整数"),
        (changed(2, 1, "-20"), "B3 “-20”是负数"),
        (changed(2, 1, "=A1+B1"), "B3 “=A1+B1”是还没有算出数的公式"),
        (changed(2, 1, ""), "B3 乙镇的“城镇新增就业”空着；没有任务请写0"),
        (changed(2, 1, "—"), "B3 乙镇的“城镇新增就业”空着；没有任务请写0"),
        ([*PLAIN, ["合计", "61", "15", ""]], "B5 合计写的是“61”，相加是60"),
        ([*PLAIN[:2], ["小计", "11", "", ""], *PLAIN[2:]], "B3 合计写的是“11”，相加是10"),
        ([[*PLAIN[0], "合计"], [*PLAIN[1], "99"], *PLAIN[2:]], "E2 合计写的是“99”，相加是15.5"),
        ([["2022年任务分解表"], *PLAIN], "A1 写的是2022年，方案是2023年的"),
        ([["2023年6月就业完成情况"], *PLAIN], "A1 看着是填报数，不是任务分解；导入填报数用 jytrack target import"),
        (PLAIN[1:], "1 没有表头；请在第一个单位上面一行写指标名称"),
        ([list(column) for column in zip(*PLAIN, strict=True)], " 没有认出填报单位"),
        ([["乡镇", "备注"], *([unit, "x"] for unit in UNITS)], " 没有一列写明指标；请在表头写指标名称"),
    ],
)
def test_what_is_refused_names_the_cell(grid: Grid, says: str) -> None:
    problems = told(read(grid))
    assert any(problem.startswith(says) for problem in problems), problems


def test_all_problems_at_once() -> None:
    grid = changed(0, 1, "天气", changed(2, 2, "五", changed(3, 3, "", changed(1, 0, "丁镇"))))
    assert [line.split()[0] for line in told(read(grid))] == [
        "B1",
        "A2",
        "C3",
        "D4",
        "没有甲镇，每个填报单位都要有一行",
    ]


def test_what_was_put_right_is_told() -> None:
    found = read(changed(1, 1, "１０人"))
    assert (found.parts, found.fixed) == (PARTS, ["B2 “１０人”读作10人"])


# --- one indicator ----------------------------------------------------------------------------------------------------


def one(grid: Grid) -> Splits:
    return read_split(Sheet("表", grid), WORDS, TARGETS["posts"])


def two(heading: str) -> Grid:
    return [["乡镇", heading], *([cells[0], cells[2]] for cells in PLAIN[1:])]


@given(st.integers(0, 99))
def test_one_indicator_is_found_by_its_heading(seed: int) -> None:
    order = random.Random(seed).sample(range(4), 4)
    found = one([[cells[at] for at in order] for cells in PLAIN])
    assert (found.parts, found.problems) == ({"posts": PARTS["posts"]}, [])


@pytest.mark.parametrize(
    "heading", ["分解数", "任务", "目标数（个）", "数量", "创造新岗位", "创造新岗位任务数", "个数"]
)
def test_the_only_column_is_taken_when_it_names_nothing_else(heading: str) -> None:
    found = one(two(heading))
    assert (found.parts, told(found)) == ({"posts": PARTS["posts"]}, [])


@pytest.mark.parametrize(
    ("grid", "says"),
    [
        (two("城镇新增就业"), "没有“创造新岗位”这一列，表里的列有：“城镇新增就业”"),
        (two("新增就业目标数"), "没有“创造新岗位”这一列，表里的列有：“新增就业目标数”"),
        (two("分解数（万元）"), "“创造新岗位”按“个”计，表里写的单位是“万元”"),
        (two("上年完成"), "“上年完成”不是全年任务的分解数"),
        ([cells[:2] + cells[3:] for cells in PLAIN], "没有“创造新岗位”这一列"),
        ([[*cells[:3], cells[2]] for cells in PLAIN], "“创造新岗位”重复：C1 已有"),
        ([["乡镇", "甲数", "乙数"], *(cells[:3] for cells in PLAIN[1:])], "没有“创造新岗位”这一列"),
    ],
)
def test_another_column_is_never_taken(grid: Grid, says: str) -> None:
    assert [says in line for line in told(one(grid))] == [True]


def test_weights_are_the_only_numbers_or_headed_so() -> None:
    def weights(grid: Grid) -> Splits:
        return read_weights(Sheet("表", grid), WORDS, TARGETS["posts"])

    assert weights(two("村数")).parts["posts"] == PARTS["posts"]
    headed = weights([[*cells, "权数" if n == 0 else f"{n}.5"] for n, cells in enumerate(PLAIN)])
    assert list(headed.parts["posts"].values()) == [Fraction(3, 2), Fraction(5, 2), Fraction(7, 2)]
    assert "看不出哪一列是权数" in told(weights(PLAIN))[0]
