"""A plan folder with something wrong in it: every problem is found, at its file, row and column."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.intake.plan.files import COLUMNS, MONTHS, OPTIONAL
from tests.plan_folder import Cells, add, change, problems_of, rows, save
from tests.plan_text import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good plan folder to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "plan"))


RENSHE = {"单位名称": "人社局"}
XIANGSHUI = {"单位名称": "香水镇"}
LINK = {"任务": "1", "单位": "发改局"}
JOBS = {"指标": "城镇新增就业"}
JOBS_METRIC = {"指标代码": "urban-new-jobs"}
RATE_METRIC = {"指标代码": "graduate-placement"}
BUDGET = {"指标": "就业工作经费"}
REVIEWS = {"指标": "县委政府研究推进次数"}
WINDOW = {"任务": "5", "类别": "政策窗口"}
RED = {"项目": "进度差红线"}


@pytest.mark.parametrize(
    ("file", "key", "column", "value", "message"),
    [
        ("plan.csv", {"项目": "年度"}, "值", "二〇二三", "应为整数"),
        ("plan.csv", {"项目": "年度"}, "值", "23", "应在2000至2100之间"),
        ("plan.csv", {"项目": "印发日期"}, "值", "2023-02-30", "应为日期"),
        ("plan.csv", {"项目": "方案代码"}, "值", "泾源2023", "代码只能用"),
        ("plan.csv", {"项目": "方案名称"}, "值", "", "不能为空"),
        ("departments.csv", RENSHE, "类别", "机关", "应为以下之一：部门、乡镇"),
        ("departments.csv", RENSHE, "依据", "", "应为以下之一：原文、推算、推定"),
        ("departments.csv", RENSHE, "别名", "县人社局、县 财政局", "“县 财政局”重复：已用于“财政局”"),
        ("departments.csv", RENSHE, "成员", "香水镇", "只有集合单位才有成员"),
        ("departments.csv", XIANGSHUI, "行政村数", "十八", "应为整数"),
        ("departments.csv", XIANGSHUI, "行政村数", "1" + 20 * "0", "太大，最多9位数"),
        ("departments.csv", XIANGSHUI, "行政村数", 5000 * "1", "太大，最多9位数"),
        ("departments.csv", {"单位名称": "县就业工作领导小组成员单位"}, "成员", "人社", "没有这个单位，是否为“人社局”"),
        ("departments.csv", {"单位名称": "县就业工作领导小组成员单位"}, "成员", "人社局、县人社局", "“人社局”重复"),
        ("departments.csv", {"单位名称": "县就业工作领导小组成员单位"}, "成员", "各乡（镇）", "本身是集合单位"),
        ("tasks.csv", {"序号": "2"}, "任务名称", "", "不能为空"),
        ("task_departments.csv", LINK, "任务", "31", "tasks.csv中没有这项任务"),
        ("task_departments.csv", LINK, "任务", "一", "应为整数"),
        ("task_departments.csv", LINK, "单位", "发展局", "departments.csv中没有这个单位"),
        ("task_departments.csv", LINK, "角色", "配合单位", "应为以下之一：牵头单位、责任单位"),
        ("task_departments.csv", {"任务": "1", "单位": "人社局"}, "单位", "财政局", "已是这项任务的责任单位"),
        ("task_departments.csv", {"任务": "1", "单位": "人社局"}, "顺序", "1", "已有顺序为1的责任单位"),
        ("metrics.csv", JOBS_METRIC, "数值类型", "数字", "应为以下之一：数量、金额、比率、水平"),
        ("metrics.csv", JOBS_METRIC, "可为负数", "可以", "应为是或否"),
        ("metrics.csv", JOBS_METRIC, "计量单位", "", "不能为空"),
        ("metrics.csv", JOBS_METRIC, "分子单位", "人", "只有比率才有分子单位和分母单位"),
        ("metrics.csv", JOBS_METRIC, "分子不超分母", "是", "只有比率才有分子和分母"),
        ("metrics.csv", RATE_METRIC, "别名", "落实率、新增 就业", "“新增 就业”重复：已用于“城镇新增就业”"),
        ("metrics.csv", RATE_METRIC, "分母单位", "", "比率要有分子单位和分母单位"),
        ("metrics.csv", RATE_METRIC, "填报方式", "当月新增", "比率只能报期末数"),
        ("metrics.csv", RATE_METRIC, "指标代码", "Graduate Placement", "代码只能用"),
        ("metrics.csv", RATE_METRIC, "指标代码", "urban-new-jobs", "重复：已用于“城镇新增就业”"),
        ("targets.csv", JOBS, "年度目标值", "约550", "应为数字"),
        ("targets.csv", JOBS, "年度目标值", "1e5", "应为数字"),
        ("targets.csv", JOBS, "年度目标值", 5000 * "9", "太大"),
        ("targets.csv", JOBS, "年度目标值", "550.00001", "小数不能多于4位"),
        ("targets.csv", JOBS, "年度目标值", "-550", "不能是负数"),
        ("targets.csv", JOBS, "方向", "高于", "应为以下之一：不低于、不高于"),
        ("targets.csv", {"指标": "职业技能培训"}, "任务", "99", "tasks.csv中没有这项任务"),
        ("targets.csv", JOBS, "约束性", "强", "应为是或否"),
        ("targets.csv", JOBS, "时序类型", "分步", "schedules.csv中没有这个指标的分步时序"),
        ("targets.csv", JOBS, "考核节点", "2023-12-31", "按月均衡没有考核日期"),
        ("targets.csv", BUDGET, "考核节点", "", "考核节点要有日期"),
        ("targets.csv", BUDGET, "考核节点", "2024-12-31", "不在方案年度2023年内"),
        ("targets.csv", BUDGET, "考核节点", "年底", "应为日期"),
        ("schedules.csv", REVIEWS, "用途", "参考", "应为以下之一：时序、预警"),
        ("schedules.csv", REVIEWS, "5月", "0.2", "累计比例比上月小"),
        ("schedules.csv", REVIEWS, "12月", "0.9", "最后一个月的累计比例应为1"),
        ("schedules.csv", REVIEWS, "7月", "", "要有12个月的累计比例"),
        ("schedules.csv", REVIEWS, "7月", "一半", "应为0至1之间"),
        ("schedules.csv", REVIEWS, "7月", "1/" + 5000 * "9", "写得太长"),
        ("schedules.csv", REVIEWS, "12月", "120%", "累计比例不能超过1"),
        ("schedules.csv", REVIEWS, "考核节点", "2023-06-30", "分步没有考核日期"),
        ("duties.csv", JOBS, "填报单位", "各镇", "departments.csv中没有这个单位"),
        ("duties.csv", JOBS, "填报单位", "县就业工作领导小组成员单位", "还没有成员"),
        ("duties.csv", JOBS, "频次", "常常", "应为以下之一：每月、每季度、每半年、每年"),
        ("duties.csv", JOBS, "截止日", "32", "应在1至31之间"),
        ("duties.csv", JOBS, "起始月份", "2023-13", "应为月份"),
        ("milestones.csv", WINDOW, "截止日期", "", "政策窗口要有截止日期"),
        ("milestones.csv", WINDOW, "截止日期", "四月底", "应为日期"),
        ("milestones.csv", {"名称": "半年看进度"}, "开始日期", "2023-07-15", "开始日期晚于截止日期"),
        ("milestones.csv", {"名称": "月调度"}, "开始日期", "2023-03-01", "按频次办的节点不写开始日期"),
        ("milestones.csv", WINDOW, "开始日期", "2023-05-01", "开始日期晚于截止日期"),
        ("milestones.csv", {"名称": "春风行动"}, "截止日期", "2023-03-31", "清单没有日期"),
        ("milestones.csv", {"名称": "金秋招聘月"}, "名称", "春风行动", "已有同名的节点"),
        ("milestones.csv", WINDOW, "频次", "有时", "应为以下之一"),
        ("thresholds.csv", RED, "项目", "红线", "应为以下之一：进度差红线"),
        ("thresholds.csv", RED, "值", "10", "进度差红线应为负数或0"),
        ("thresholds.csv", RED, "指标", "没有的指标", "targets.csv中没有这个指标的目标"),
        ("thresholds.csv", {"项目": "临期天数"}, "值", "-7", "临期天数不能是负数"),
        ("thresholds.csv", {"项目": "临期天数"}, "值", "7.5", "临期天数应为整数"),
        ("policies.csv", {"标准": "每户至少1人"}, "标准", "", "不能为空"),
        ("calendar.csv", {"日期": "2023-04-23"}, "日期", "2023-04-05", "日期重复"),
        ("calendar.csv", {"日期": "2023-04-05"}, "放假", "休", "应为是或否"),
    ],
)
def test_a_wrong_cell_is_the_only_problem(
    folder: Path, file: str, key: Cells, column: str, value: str, message: str
) -> None:
    row = change(folder, file, key, {column: value})
    (problem,) = problems_of(folder)
    assert (problem.file, problem.row, problem.column, problem.value) == (file, row, column, value)
    assert message in problem.message


def test_an_alias_written_twice_is_one(folder: Path) -> None:
    change(folder, "departments.csv", RENSHE, {"别名": "县人社局、人社、县人社局"})
    assert problems_of(folder) == ()


def test_a_milestone_has_a_day_or_recurs(folder: Path) -> None:
    change(folder, "milestones.csv", {"名称": "月调度"}, {"频次": ""})
    (problem,) = problems_of(folder)
    assert (problem.column, problem.message) == ("截止日期", "节点要有截止日期或频次")


@pytest.mark.parametrize(
    ("file", "key", "cells", "column", "message"),
    [
        ("targets.csv", JOBS, {"任务": "9"}, "任务依据", "任务和任务依据要么都填"),
        ("schedules.csv", REVIEWS, {"类型": "按月均衡", **dict.fromkeys(MONTHS, "")}, "类型", "与targets.csv"),
        ("schedules.csv", REVIEWS, {"类型": "按月均衡"}, "1月", "按月均衡不填各月比例"),
    ],
)
def test_a_cell_that_does_not_fit_another(
    folder: Path, file: str, key: Cells, cells: Cells, column: str, message: str
) -> None:
    row = change(folder, file, key, cells)
    assert any((p.file, p.row, p.column) == (file, row, column) and message in p.message for p in problems_of(folder))


@pytest.mark.parametrize(
    ("file", "cells", "column", "message"),
    [
        ("plan.csv", {"项目": "年度", "值": "2024"}, "项目", "重复：第5行已有"),
        ("plan.csv", {"项目": "备注", "值": "无"}, "项目", "应为以下之一：方案代码"),
        ("departments.csv", {"单位名称": "人 社局", "类别": "部门", "依据": "原文"}, "单位名称", "已用于“人社局”"),
        ("tasks.csv", {"序号": "30", "任务名称": "甲", "所属部分": "乙"}, "序号", "任务30重复：第31行已有"),
        ("targets.csv", {**JOBS, "方向": "不低于", "约束性": "是", "时序类型": "分步"}, "指标", "重复：第2行已有"),
        ("schedules.csv", {**REVIEWS, "用途": "时序", "类型": "按月均衡"}, "指标", "时序重复：第2行已有"),
        (
            "duties.csv",
            {**JOBS, "填报单位": "香水镇", "频次": "每月", "截止日": "25", "起始月份": "202301"},
            "填报单位",
            "“香水镇”填报这个指标的责任重复",
        ),
        ("thresholds.csv", {**RED, "值": "-5"}, "项目", "进度差红线重复"),
        ("thresholds.csv", {**JOBS, **RED, "值": "-0.12345"}, "值", "小数不能多于4位"),
    ],
)
def test_an_added_row_is_the_only_problem(folder: Path, file: str, cells: Cells, column: str, message: str) -> None:
    row = add(folder, file, cells)
    (problem,) = problems_of(folder)
    assert (problem.file, problem.row, problem.column, problem.value) == (file, row, column, cells[column])
    assert message in problem.message


@pytest.mark.parametrize("file", COLUMNS)
def test_a_missing_column(folder: Path, file: str) -> None:
    for column in COLUMNS[file]:
        records = rows(folder / file)
        records[0][records[0].index(column)] = "别的"
        save(folder / file, records)
    found = [p for p in problems_of(folder) if p.message == "表头缺少这一列"]
    assert [(p.file, p.row, p.column) for p in found] == [(file, 1, column) for column in COLUMNS[file]]


@pytest.mark.parametrize("file", COLUMNS)
def test_a_missing_file(folder: Path, file: str) -> None:
    (folder / file).unlink()
    found = [(problem.file, problem.message) for problem in problems_of(folder)]
    if file == "schedules.csv":  # optional, but one target here has its steps in it
        assert found == [("targets.csv", "schedules.csv中没有这个指标的分步时序")]
    else:
        assert found == ([] if file in OPTIONAL else [(file, "缺少这个文件")])


def test_an_optional_file_may_have_no_rows_yet(folder: Path) -> None:
    save(folder / "policies.csv", rows(folder / "policies.csv")[:1])
    assert not problems_of(folder)


@pytest.mark.parametrize(
    ("file", "content", "row", "message"),
    [
        ("tasks.csv", b"", None, "文件是空的"),
        ("tasks.csv", b"\xff\xfe\x00\xd8", None, "文件里不是可读的文字"),
        ("plan.csv", "项目,值\r\n".encode(), None, "表头下面没有数据"),
        ("plan.csv", "项目,值,项目\r\n年度,2023,\r\n".encode(), 1, "表头重复"),
        ("policies.csv", '任务,事项,标准,条件,依据\r\n1,"甲"乙,丙,,原文\r\n'.encode(), 2, "引号不配对"),
        ("policies.csv", '任务,事项,标准,条件,依据\r\n\r\n1,"甲\n乙,丙,,原文\r\n'.encode(), 3, "引号不配对"),
        (
            "policies.csv",
            f"任务,事项,标准,条件,依据\r\n1,{'甲' * 131_073},丙,,原文\r\n".encode(),
            2,
            "超过131072个字",
        ),
        ("policies.csv", "任务,事项,标准,条件,依据\r\n1,甲,乙,,原文,多出\r\n".encode(), 2, "单元格比表头多"),
    ],
)
def test_a_broken_file(folder: Path, file: str, content: bytes, row: int | None, message: str) -> None:
    (folder / file).write_bytes(content)
    problem = next(problem for problem in problems_of(folder) if message in problem.message)
    assert (problem.file, problem.row) == (file, row)
    assert all(problem.file == file for problem in problems_of(folder)), "a broken file says nothing about the others"


def test_what_is_no_plan_folder(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "2024")
    assert (problem.file, problem.message) == (str(tmp_path / "2024"), "没有这个方案文件夹")
    assert [problem.message for problem in problems_of(tmp_path)] == ["缺少这个文件"] * (len(COLUMNS) - len(OPTIONAL))


def test_a_misspelt_optional_file_is_not_passed_over(folder: Path) -> None:
    (folder / "schedules.csv").rename(folder / "schedule.csv")
    assert "schedule.csv" in {problem.file for problem in problems_of(folder)}


def test_a_name_that_is_gone_is_told_wherever_it_is_used(folder: Path) -> None:
    change(folder, "departments.csv", {"单位名称": "社会经济调查队"}, {"单位名称": "调查队", "别名": ""})
    assert [(p.file, p.column, p.value) for p in problems_of(folder)] == [
        ("task_departments.csv", "单位", "社会经济调查队"),
        ("duties.csv", "填报单位", "社会经济调查队"),
    ]


def test_a_target_without_a_unit(folder: Path) -> None:
    records = rows(folder / "duties.csv")
    save(folder / "duties.csv", [record for record in records if record[0] != "城镇新增就业"])
    (problem,) = problems_of(folder)
    assert (problem.file, problem.row, problem.column) == ("targets.csv", 2, "指标")


def test_all_problems_are_told_at_once_by_file_and_row(folder: Path) -> None:
    change(folder, "targets.csv", JOBS, {"年度目标值": "多", "方向": "高"})
    change(folder, "departments.csv", RENSHE, {"类别": "机关"})
    change(folder, "targets.csv", BUDGET, {"年度目标值": "少"})
    (folder / "calendar.csv").write_bytes(b"")
    found = [(problem.file, problem.value) for problem in problems_of(folder)]
    assert found == [
        ("departments.csv", "机关"),
        *(("targets.csv", value) for value in ("高", "多", "少")),
        ("calendar.csv", None),
    ]


@pytest.mark.parametrize("other", [os.mkdir, os.mkfifo])
def test_what_is_no_file_in_place_of_one(folder: Path, other: Callable[[Path], None]) -> None:
    (folder / "policies.csv").unlink()
    other(folder / "policies.csv")
    assert [(problem.file, problem.message) for problem in problems_of(folder)] == [
        ("policies.csv", "无法读取这个文件")
    ]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_cell_brings_the_reader_down(data: st.DataObject) -> None:
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(FOLDER, Path(place) / "plan"))
        for file in data.draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=1, max_size=3)):
            records = rows(folder / file)
            row = data.draw(st.integers(0, len(records) - 1))
            column = data.draw(st.integers(0, len(records[0]) - 1))
            elsewhere = st.sampled_from([cell for record in records for cell in record])
            records[row][column] = data.draw(elsewhere | st.text(st.characters(exclude_categories=["Cs", "Cc"])))
            save(folder / file, records)
        problems_of(folder)
