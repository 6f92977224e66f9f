"""`jytrack report accountability --department`, as it is typed."""

import csv
import io
import json
import shutil
from pathlib import Path

from jytrack.shipped import shipped
from tests import plan_folder
from tests.cli.conftest import Jytrack

COMMAND = ("report", "accountability", "--as-of", "2023-06-30")


def test_a_row_is_opened_by_any_spelling(jytrack: Jytrack) -> None:
    ran = jytrack(*COMMAND, "--department", "县人力资源和社会保障局")
    assert ran.code == 0
    assert ran.out.startswith("泾源县“就业创业促进年”活动实施方案：单位责任（人社局）")
    assert "【牵头任务19项：" in ran.out


def test_rows_of_every_kind_are_opened(jytrack: Jytrack) -> None:
    for department, said in (
        ("牵头单位未明确", "未明确牵头单位的任务1项"),
        (
            "县就业工作领导小组成员单位",
            "成员还没有填写；填写用 jytrack task members 县就业工作领导小组成员单位。",
        ),
        ("各乡（镇）", "成员7个：香水镇、"),
        ("税务局", "垂直单位：只列出情况，不评分、不排名。"),
        ("社会经济调查队", "【报送：迟报0项、缺报6项、更正0项】"),
    ):
        ran = jytrack(*COMMAND, "--department", department)
        assert ran.code == 0
        assert said in ran.out


def test_an_unknown_department_is_named_with_the_nearest(jytrack: Jytrack) -> None:
    ran = jytrack(*COMMAND, "--department", "人设局")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "错误：没有单位“人设局”，是不是“人社局”；名单见 jytrack report accountability\n"


def test_a_department_without_task_and_duty_has_nothing_to_open(unplanned: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "方案"
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    plan_folder.add(folder, "departments.csv", {"单位名称": "审计局", "类别": "部门", "依据": "推定"})
    assert unplanned("init", "--seed", folder).code == 0
    ran = unplanned(*COMMAND, "--department", "审计局")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "错误：“审计局”不承担任务，也不填报；名单见 jytrack report accountability\n"


def test_the_flat_sheet_opens_every_count_of_the_row(jytrack: Jytrack, tmp_path: Path) -> None:
    path = tmp_path / "人社局.csv"
    assert jytrack(*COMMAND, "--department", "人社局", "-o", path).code == 0
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    (row,) = json.loads(jytrack(*COMMAND, "--department", "人社局", "--format", "json").out)["rows"]
    counted = {
        "牵头任务：黄": row["lead"]["yellow"],
        "责任任务：黄": row["responsible"]["yellow"],
        "指标：灰": row["targets"]["grey"],
        "报送：缺报": row["reporting"]["missing"],
    }
    assert all(counted.values())
    assert {name: sum(line["计数项"] == name for line in lines) for name in counted} == counted
    assert {line["单位"] for line in lines} == {"人社局"}


def test_ranks_are_told_on_request_only(jytrack: Jytrack) -> None:
    asked = jytrack("report", "accountability", "--as-of", "2023-12-31", "--order", "名次")
    assert asked.code == 0
    assert "名次按到期办结率排，并列同名次。" in asked.out
    assert "名次" not in jytrack("report", "accountability", "--as-of", "2023-12-31").out
    refused = jytrack(*COMMAND, "--order", "rang")
    assert refused.code == 2
    assert "“rang”不认识，可选：方案顺序 plan、名次 rank" in refused.err


def test_exit_code_speaks_of_the_department_alone(jytrack: Jytrack) -> None:
    assert jytrack(*COMMAND, "--department", "人社局", "--exit-code").code == 7
    assert jytrack(*COMMAND, "--department", "税务局", "--exit-code").code == 0


def test_files_of_one_name_are_told_once_with_their_number(jytrack: Jytrack, tmp_path: Path) -> None:
    for month, number in ((1, 3), (2, 4), (3, 5)):
        sheet = tmp_path / str(month) / "发改局.csv"
        sheet.parent.mkdir()
        sheet.write_text(f"单位,指标,月份,本月数\n发改局,重点项目带动就业,2023-0{month},{number}\n", encoding="utf-8")
        assert jytrack("target", "import", sheet, "--received", f"2023-0{month + 1}-20").code == 0
    page = ("report", "accountability", "--department", "发改局", "--as-of", "2023-03")
    assert "发改局.csv（3份）" in jytrack(*page, "--format", "csv").out
    assert "3个文件" in jytrack(*page).out
