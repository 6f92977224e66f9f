"""Plan files take what sheets take: numbers with separators, 万 and %, days with 日, workbooks; and no other year."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from jytrack.intake.plan.files import COLUMNS
from tests.plan_folder import add, change, plan_of, problems_of, rows, target_of
from tests.plan_text import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good plan folder to edit."""
    return Path(shutil.copytree(FOLDER, tmp_path / "plan"))


@pytest.mark.parametrize(
    ("metric", "code", "typed", "goal"),
    [
        ("农村劳动力转移就业", "rural-transfer", "29,000", 29000),
        ("农村劳动力转移就业", "rural-transfer", "2.9万", 29000),
        ("农村劳动力转移就业", "rural-transfer", "２．９万人", 29000),
        ("高校毕业生就业去向落实率", "graduate-placement", "90%", 90),
        ("高校毕业生就业去向落实率", "graduate-placement", "90.5％", Fraction(181, 2)),
        ("创业担保贷款发放", "guaranteed-loans", "0.18亿元", 1800),
    ],
)
def test_a_goal_as_sheets_write_numbers(folder: Path, metric: str, code: str, typed: str, goal: Fraction) -> None:
    change(folder, "targets.csv", {"指标": metric}, {"年度目标值": typed})
    assert target_of(folder, code).goals[0].value == goal


@pytest.mark.parametrize("typed", ["90%", "29,00", "约2.9万", "2.9万元", "同上", "29 000 000 x"])
def test_what_is_not_the_metrics_measure_is_refused(folder: Path, typed: str) -> None:
    change(folder, "targets.csv", {"指标": "农村劳动力转移就业"}, {"年度目标值": typed})
    (problem,) = problems_of(folder)
    assert (problem.column, problem.value, problem.message) == ("年度目标值", typed, "应为数字")


@pytest.mark.parametrize("typed", ["25日", "25 号", "２５日", "25"])
def test_a_due_day_may_end_in_a_word(folder: Path, typed: str) -> None:
    change(folder, "duties.csv", {"指标": "创造新岗位"}, {"截止日": typed})
    assert target_of(folder, "new-posts").duties[0].due_day == 25


def test_bounds_are_in_the_metrics_own_measure(folder: Path) -> None:
    add(folder, "bounds.csv", {"单位": "人社局", "指标": "高校毕业生就业去向落实率", "下限": "80%", "上限": "95%"})
    add(folder, "bounds.csv", {"单位": "香水镇", "指标": "农村劳动力转移就业", "上限": "1万"})
    assert target_of(folder, "graduate-placement").bounds[0].low == 80
    assert target_of(folder, "rural-transfer").bounds[0].high == 10000


def as_workbook(folder: Path, file: str) -> Path:
    """The file as a workbook of the same name in its place; figures as figures."""
    book = Workbook()
    for row in rows(folder / file):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    path = (folder / file).with_suffix(".xlsx")
    book.save(path)
    (folder / file).unlink()
    return path


def test_workbooks_in_the_place_of_csv(folder: Path) -> None:
    before = plan_of(folder)
    for file in COLUMNS:
        as_workbook(folder, file)
    assert plan_of(folder) == before


def test_a_workbooks_problem_names_it_and_its_row(folder: Path) -> None:
    change(folder, "targets.csv", {"指标": "城镇新增就业"}, {"年度目标值": "五百五"})
    as_workbook(folder, "targets.csv")
    assert [(each.file, each.row, each.column) for each in problems_of(folder)] == [("targets.xlsx", 2, "年度目标值")]


def test_a_workbook_that_is_one_too_many_or_none(folder: Path) -> None:
    shutil.copy(as_workbook(Path(shutil.copytree(folder, folder.parent / "另")), "targets.csv"), folder)
    assert [(each.file, each.message) for each in problems_of(folder)] == [
        ("targets.xlsx", "和 targets.csv 重复，请只留一个")
    ]
    (folder / "targets.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "targets.csv").unlink()
    assert {each.file for each in problems_of(folder)} >= {"targets.xlsx"}
    (folder / "说明.xlsx").write_bytes(b"")
    assert "说明.xlsx" in {each.file for each in problems_of(folder)}


@pytest.mark.parametrize(
    ("file", "key", "cells"),
    [
        ("milestones.csv", {"名称": "季通报（一季度）"}, {"截止日期": "2024-04-10"}),
        ("milestones.csv", {"任务": "5", "类别": "政策窗口"}, {"开始日期": "2022-12-01"}),
        ("targets.csv", {"指标": "高校毕业生就业去向落实率"}, {"考核节点": "2024-12-31"}),
        ("duties.csv", {"指标": "创造新岗位"}, {"起始月份": "202401"}),
        ("calendar.csv", {"日期": "2023-01-01"}, {"日期": "2025-01-01"}),
        ("plan.csv", {"项目": "印发日期"}, {"值": "2025-03-07"}),
    ],
)
def test_another_year_is_refused_in_every_file(
    folder: Path, file: str, key: dict[str, str], cells: dict[str, str]
) -> None:
    row = change(folder, file, key, cells)
    (problem,) = problems_of(folder)
    assert (problem.file, problem.row, problem.column) == (file, row, next(iter(cells)))
    assert "不在方案年度2023年内" in problem.message


def test_a_plan_may_be_issued_the_year_before(folder: Path) -> None:
    change(folder, "plan.csv", {"项目": "印发日期"}, {"值": "2022-12-28"})
    assert plan_of(folder).issued_on.year == 2022
