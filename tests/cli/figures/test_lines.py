"""Figures beside a line, as every page prints them: minimal sequences with the value that is right."""

import csv
import io
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jytrack.shipped import shipped
from tests.cli.conftest import Jytrack
from tests.plan_folder import change, rows, save

JUNE = ("--as-of", "2023-06")
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")


def row(jytrack: Jytrack, code: str, *more: str) -> dict[str, Any]:
    """The target's row of the variance report, its numbers as they are written."""
    answer = json.loads(jytrack("report", "variance", *more, "--format", "json").out, parse_float=Decimal)
    found: dict[str, Any] = next(row for row in answer["rows"] if row["target"] == code)
    return found


def record(jytrack: Jytrack, code: str, unit: str, period: str, *figures: str) -> None:
    ran = jytrack("target", "record", code, "--unit", unit, "--period", period, *figures, "--received", f"{period}-28")
    assert ran.code == 0, ran.err


def edited(tmp_path: Path, file: str, key: dict[str, str], cells: dict[str, str]) -> Path:
    """The 2023 plan's folder with one row changed."""
    folder = tmp_path / "方案"
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    change(folder, file, key, cells)
    return folder


def pages(jytrack: Jytrack, code: str, task: int) -> dict[str, str]:
    """All pages in June that print the target's figures."""
    asked = {
        "report": ("report",),
        "variance": ("report", "variance"),
        "explain": ("report", "explain", code),
        "target": ("target", "show", code),
        "task": ("task", "show", str(task)),
        "board": ("task", "board"),
        "weekly": ("report", "weekly"),
        "brief": ("report", "brief"),
        "remind": ("remind",),
    }
    return {page: jytrack(*words, *JUNE).out for page, words in asked.items()}


def test_a_revision_from_the_first_day_keeps_the_printed_goal(jytrack: Jytrack) -> None:
    order = ("target", "revise", "welfare-posts", "--from", "2023-01-01", "--reason", "年初调整")
    assert jytrack(*order, "--goal", "198").code == 0
    found = row(jytrack, "welfare-posts", *JUNE)
    assert (found["goal"], found["original_goal"]) == (198, 220)
    assert "目标值经调整：城乡公益性岗位开发" in jytrack("report", "variance", *JUNE).out
    (shown,) = json.loads(jytrack("target", "show", "welfare-posts", *JUNE, "--format", "json").out)["rows"]
    assert [(goal["goal"], goal["basis"]) for goal in shown["goals"]] == [(220, "printed"), (198, "assumed")]
    # The last of several revisions of one day is in force; what is revised back is the printed goal again.
    assert jytrack(*order, "--goal", "210").code == 0
    assert [row(jytrack, "welfare-posts", *JUNE)[key] for key in ("goal", "original_goal")] == [210, 220]
    assert jytrack(*order, "--goal", "220").code == 0
    assert [row(jytrack, "welfare-posts", *JUNE)[key] for key in ("goal", "original_goal")] == [220, 220]


def test_red_by_three_hundredths_is_red_on_every_page(jytrack: Jytrack) -> None:
    for month in range(1, 6):
        record(jytrack, "guaranteed-loans", "人社局", f"2023-{month:02d}", "--month", "0")
    record(jytrack, "guaranteed-loans", "人社局", "2023-06", "--month", "719.5")
    for unit_month in range(1, 7):
        record(jytrack, "startup-training", "人社局", f"2023-{unit_month:02d}", "--month", "8")
    for page, text in pages(jytrack, "guaranteed-loans", 15).items():
        lines = [line for line in text.split("\n") if "能力培训" not in line]
        assert set(re.findall(r"-10\.\d", "\n".join(lines))) == ({"-10.1"} if page != "brief" else set()), page
    # Another target stands at the line itself, and is shown there.
    found = row(jytrack, "startup-training", *JUNE)
    assert (found["variance_pp"], found["light"]) == (-10, "yellow")
    assert re.search(r"黄.*创业（网络创业）能力培训.*-10\.0", jytrack("report", *JUNE).out)


def test_a_rate_below_the_red_line_is_one_number(jytrack: Jytrack) -> None:
    parts = ("--numerator", "12996", "--denominator", "100000")
    record(jytrack, "work-relief-labour-share", "发改局", "2023-06", *parts)
    for page, text in pages(jytrack, "work-relief-labour-share", 1).items():
        told = {number for number in re.findall(r"(?<![\d.])1[23]\.\d+", text) if Decimal(number) < Decimal("13.1")}
        assert told <= {"12.99"}, (page, told)
        assert "12.99" in text or page in ("board", "weekly", "brief"), page
        assert set(re.findall(r"-2\.\d(?!\d)", text)) <= {"-2.1"}, page


def test_a_unit_s_row_is_on_the_red_side_too(jytrack: Jytrack) -> None:
    assert (
        jytrack("target", "revise", "new-posts", "--goal", "70000", "--from", "2023-01-01", "--reason", "试").code == 0
    )
    assert jytrack("target", "allocate", "new-posts", "--equal").code == 0
    record(jytrack, "new-posts", "香水镇", "2023-06", "--cumulative", "3999")
    page = jytrack("report", "townships", "--target", "new-posts", *JUNE).out
    assert re.search(r"香水镇\s+红\s+3999\s+10000\s+40\.0%\s+-1001\s+-10\.1", page), page


@pytest.mark.parametrize(("actual", "shown"), [("1799.9999", "1799.9"), ("1800", "1800")])
def test_a_projection_does_not_reach_the_goal_early(jytrack: Jytrack, actual: str, shown: str) -> None:
    for month in range(1, 12):
        record(jytrack, "guaranteed-loans", "人社局", f"2023-{month:02d}", "--month", "0")
    record(jytrack, "guaranteed-loans", "人社局", "2023-12", "--month", actual)
    page = jytrack("target", "show", "guaranteed-loans", "--as-of", "2023-12").out
    assert f"预测全年{shown}万元" in page


def test_less_than_one_ahead_is_not_shown_as_one_and_what_lacks_is_whole(jytrack: Jytrack) -> None:
    january = ("--as-of", "2023-01")
    record(jytrack, "job-fairs", "人社局", "2023-01", "--month", "1")
    for unit in TOWNS:
        record(jytrack, "new-posts", unit, "2023-01", "--month", "33" if unit == TOWNS[0] else "0")
    report = jytrack("report", *january).out
    assert re.search(r"线上线下招聘活动.*\+0\.2", report)
    assert re.search(r"创造新岗位\s+少1个", report)
    assert "超前0.2场次" in row(jytrack, "job-fairs", *january)["light_reason"]
    assert "落后1个" in row(jytrack, "new-posts", *january)["light_reason"]
    assert "少1个" in jytrack("report", "weekly", *january).out
    assert "少1个" in jytrack("report", "brief", *january).out


def test_large_numbers_are_exact_in_every_format(unplanned: Jytrack, tmp_path: Path) -> None:
    folder = edited(tmp_path, "targets.csv", {"指标": "创业担保贷款发放"}, {"年度目标值": "2500000000000"})
    assert unplanned("init", "--seed", folder).code == 0
    record(unplanned, "guaranteed-loans", "人社局", "2023-01", "--month", "999999999999.9999")
    found = row(unplanned, "guaranteed-loans", "--as-of", "2023-01")
    assert str(found["actual"]) == "999999999999.9999"
    record(unplanned, "guaranteed-loans", "人社局", "2023-02", "--month", "123456789012.3457")
    asked = ("report", "variance", "--as-of", "2023-02")
    found = row(unplanned, "guaranteed-loans", "--as-of", "2023-02")
    assert str(found["actual"]) == "1123456789012.3456"
    (flat,) = (
        line
        for line in csv.DictReader(io.StringIO(unplanned(*asked, "--format", "csv").out.lstrip("\ufeff")))
        if line["指标代码"] == "guaranteed-loans"
    )
    for column, key in (("实际", "actual"), ("月均需", "required_per_month"), ("差额（百分点）", "variance_pp")):
        assert flat[column] == str(found[key]), column
    assert "1123456789012.3456" in unplanned(*asked).out


def test_one_limit_for_goals_and_figures(unplanned: Jytrack, tmp_path: Path) -> None:
    folder = edited(tmp_path, "targets.csv", {"指标": "创业担保贷款发放"}, {"年度目标值": "1500000000000"})
    assert unplanned("init", "--seed", folder).code == 0
    order = ("target", "revise", "guaranteed-loans", "--from", "2023-06-01", "--reason", "加码", "--goal")
    assert unplanned(*order, "1650000000000").code == 0
    assert row(unplanned, "guaranteed-loans", *JUNE)["goal"] == 1650000000000
    record(unplanned, "guaranteed-loans", "人社局", "2023-01", "--month", "1000000000000.0001")
    assert unplanned(*order, "10000000000000").code == 0
    beyond = "10000000000000.0001"
    refused = unplanned(*order, beyond)
    assert (refused.code, "太大，最大10万亿" in refused.err) == (2, True)
    typed = ("target", "record", "guaranteed-loans", "--unit", "人社局", "--period", "2023-02", "--month", beyond)
    refused = unplanned(*typed)
    assert refused.code != 0
    assert "太大，最大10万亿" in refused.out
    change(folder, "targets.csv", {"指标": "创业担保贷款发放"}, {"年度目标值": beyond})
    refused = unplanned("init", "--seed", folder)
    assert refused.code != 0
    assert "太大，最大10万亿" in refused.out


def test_what_is_at_least_so_much_is_a_lower_bound_everywhere(jytrack: Jytrack) -> None:
    for unit in TOWNS[:6]:
        record(jytrack, "new-posts", unit, "2023-06", "--cumulative", "5")
    assert "≥30" in jytrack("report", *JUNE).out
    assert row(jytrack, "new-posts", *JUNE)["lower_bound"] is True
    flat = csv.DictReader(io.StringIO(jytrack("report", "variance", *JUNE, "--format", "csv").out.lstrip("\ufeff")))
    assert {line["为下限"] for line in flat if line["指标代码"] == "new-posts"} == {"是"}


def test_a_page_to_be_recomputed_comes_out(jytrack: Jytrack) -> None:
    page = jytrack("report", "explain", "urban-new-jobs", "--as-of", "2023-05").out
    assert "T × W = 550 × 5 ÷ 12 = 229.1667" in page
    assert (
        "T × W = 29000 × 5 ÷ 12 = 12083.3333"
        in jytrack("report", "explain", "rural-transfer", "--as-of", "2023-05").out
    )


def test_the_parts_of_a_split_are_those_of_the_units_listed(unplanned: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "方案"
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    assert unplanned("init", "--seed", folder).code == 0
    assert unplanned("target", "allocate", "new-posts", "--equal").code == 0
    records = rows(folder / "duties.csv")
    (at,) = (n for n, line in enumerate(records) if line[0] == "创造新岗位")
    listed = [[*records[at][:1], unit, *records[at][2:]] for unit in TOWNS[:6]]
    save(folder / "duties.csv", [*records[:at], *listed, *records[at + 1 :]])
    assert unplanned("init", "--seed", folder).code == 0
    for unit in TOWNS[:6]:
        record(unplanned, "new-posts", unit, "2023-01", "--month", "1")
    for page in (("report", "townships", "--target", "new-posts"), ("target", "show", "new-posts")):
        assert re.search(r"分解合计343个?，比目标少57", unplanned(*page, "--as-of", "2023-01").out), page


def test_a_month_without_all_its_units_does_not_go_up(jytrack: Jytrack) -> None:
    record(jytrack, "new-posts", TOWNS[0], "2023-03", "--cumulative", "30")
    for unit in TOWNS[1:]:
        for month, value in ((1, "1"), (2, "2"), (3, "3")):
            record(jytrack, "new-posts", unit, f"2023-0{month}", "--month", value)
    for more in ((), ("--incomplete",)):
        sheet = jytrack("target", "export", "--period", "2023-03", "--summary", *more).out
        (line,) = (
            line for line in csv.DictReader(io.StringIO(sheet.lstrip("\ufeff"))) if "创造新岗位" in line.values()
        )
        assert (line["本月数"], line["累计数"]) == ("", "66"), line


@pytest.mark.parametrize("field", ["--month", "--cumulative"])
def test_a_quarterly_number_lights_alike_in_either_column(unplanned: Jytrack, tmp_path: Path, field: str) -> None:
    folder = edited(tmp_path, "duties.csv", {"指标": "重点项目带动就业"}, {"频次": "每季度"})
    assert unplanned("init", "--seed", folder).code == 0
    values = ("500", "560", "560") if field == "--month" else ("500", "1060", "1620")
    for month, value in zip(("03", "06", "09"), values, strict=True):
        record(unplanned, "project-jobs", "发改局", f"2023-{month}", field, value)
    found = row(unplanned, "project-jobs", "--as-of", "2023-10")
    assert (found["actual"], found["light"]) == (1620, "yellow")
    assert (str(found["pace_per_month"]), str(found["pace_ratio"])) == ("186.666667", "1.017857")


@pytest.mark.parametrize("field", ["--month", "--cumulative"])
def test_between_half_yearly_reports_progress_has_not_stopped(unplanned: Jytrack, tmp_path: Path, field: str) -> None:
    folder = edited(tmp_path, "duties.csv", {"指标": "线上线下招聘活动"}, {"频次": "每半年"})
    assert unplanned("init", "--seed", folder).code == 0
    record(unplanned, "job-fairs", "人社局", "2023-06", field, "7")
    for as_of in ("2023-06", "2023-09"):
        found = row(unplanned, "job-fairs", "--as-of", as_of)
        assert str(found["pace_per_month"]) == "1.166667"
    assert (found["variance_pp"], found["light"]) == (-5, "yellow")
    assert "没有进展" not in found["light_reason"]


def test_months_under_a_cumulative_are_not_urged_from_its_due_day_on(jytrack: Jytrack) -> None:
    order = ("target", "record", "new-posts", "--unit", TOWNS[0], "--period", "2023-06", "--cumulative", "60")
    assert jytrack(*order, "--received", "2023-06-25").code == 0
    asked = ("report", "submissions", "--unit", TOWNS[0], "--format", "json", "--as-of")
    for day in ("2023-06-28", "2023-06-30"):
        answer = json.loads(jytrack(*asked, day).out)
        states = {item["period"]: item["state"] for item in _items(answer) if item["target"] == "new-posts"}
        assert "missing" not in states.values(), (day, states)
        assert len(states) == 6


def _items(answer: Any) -> list[dict[str, Any]]:
    """The items of a submissions answer, wherever they stand."""
    if isinstance(answer, dict):
        own = [answer] if {"period", "state", "target"} <= set(answer) else []
        return own + [item for value in answer.values() for item in _items(value)]
    return [item for value in answer for item in _items(value)] if isinstance(answer, list) else []


def test_what_is_not_binding_is_shown_red_and_asks_nobody_to_act(jytrack: Jytrack) -> None:
    record(jytrack, "veteran-post-share", "退役军人事务局", "2023-12", "--numerator", "1", "--denominator", "100")
    end = ("--as-of", "2023-12")
    assert row(jytrack, "veteran-post-share", *end)["light"] == "red"
    assert "区属国企定向退役军人岗位占比" in jytrack("report", "weekly", *end).out
    assert "退役军人事务局，不作约束" in jytrack("report", "weekly", *end).out
    assert "区属国企定向退役军人岗位占比：" not in jytrack("remind", *end).out


def test_a_table_for_programs_says_grey_where_json_does(jytrack: Jytrack) -> None:
    sheet = jytrack("report", "townships", "--target", "new-posts", *JUNE, "--format", "csv").out
    assert {line["亮灯"] for line in csv.DictReader(io.StringIO(sheet.lstrip("\ufeff")))} == {"灰"}


def test_the_month_stands_beside_others_in_every_format(jytrack: Jytrack) -> None:
    record(jytrack, "guaranteed-loans", "人社局", "2023-01", "--month", "100")
    record(jytrack, "guaranteed-loans", "人社局", "2023-02", "--month", "150")
    for month, value in (("01", "80"), ("02", "120")):
        record(jytrack, "guaranteed-loans", "人社局", f"2022-{month}", "--month", value)
    found = row(jytrack, "guaranteed-loans", "--as-of", "2023-02")
    told = {
        "month_value": 150, "month_value_last_year": 120, "month_year_on_year": 25, "month_on_month": 50,
        "actual_last_year": 200, "year_on_year": 25, "change_in": "percent",
    }  # fmt: skip
    assert {key: found[key] for key in told} == told
    asked = ("report", "variance", "--as-of", "2023-02")
    (line,) = (
        line
        for line in csv.DictReader(io.StringIO(jytrack(*asked, "--format", "csv").out.lstrip("\ufeff")))
        if line["指标代码"] == "guaranteed-loans"
    )
    columns = ("本月数", "上年同月数", "本月同比", "环比", "上年同期累计", "累计同比", "增减单位")
    assert [line[column] for column in columns] == ["150", "120", "25", "50", "200", "25", "%"]
    assert re.search(
        r"创业担保贷款发放\s+万元\s+150\s+120\s+\+25\.0%\s+\+50\.0%\s+\+25\.0%", jytrack(*asked, "--monthly").out
    )
    assert "本月同比" not in jytrack(*asked).out
