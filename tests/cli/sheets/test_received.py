"""When a sheet counts as received, what is told of sheets that went back, and received days that are put right."""

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.conftest import Jytrack, Ran
from tests.services.desks import CHINA

HEADER = "单位,指标,月份,本月数\n"
GOOD = HEADER + "香水镇,创造新岗位,2023-07,3\n"
BAD = HEADER + "新民乡,创造新岗位,2023-07,同上\n"
WORSE = HEADER + "新民乡,创造新岗位,2023-07,待定\n"
MENDED = HEADER + "新民乡,创造新岗位,2023-07,4\n"
REFUSED = 3


class Step(NamedTuple):
    """One import: what lies in the folder by then (None: taken away), the options, and how it ends."""

    files: Mapping[str, str | None]
    options: Sequence[str] = ()
    code: int = 0


def on(day: str) -> tuple[str, str]:
    return "--received", f"2023-07-{day}"


def walk(jytrack: Jytrack, folder: Path, steps: Sequence[Step]) -> list[Ran]:
    """Take the steps; each file was written on 24 July 2023."""
    written = datetime(2023, 7, 24, 12, tzinfo=CHINA).timestamp()
    ran = []
    for step in steps:
        for name, text in step.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
                os.utime(path, (written, written))
        ran.append(jytrack("target", "import", folder, *step.options))
        assert ran[-1].code == step.code, ran[-1].out + ran[-1].err
    return ran


def told(jytrack: Jytrack, unit: str, *options: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The unit's row of submissions, and in it July's report of new-posts."""
    page = jytrack("report", "submissions", "--unit", unit, "--as-of", "2023-08-31", "--format", "json", *options)
    (row,) = json.loads(page.out)["rows"]
    (item,) = (each for each in row["items"] if each["period"] == "2023-07" and each["target"] == "new-posts")
    return row, item


ONLY_GOOD = {"香水镇.csv": GOOD}
BATCH = {"香水镇.csv": GOOD, "新民乡.csv": BAD}


@pytest.mark.parametrize(
    ("unit", "steps", "received", "state", "returns", "first"),
    [
        pytest.param("香水镇", [Step(ONLY_GOOD, on("25"))], "25", "on_time", 0, "25", id="option"),
        pytest.param(
            "香水镇", [Step({"2023-07-25收/香水镇.csv": GOOD})], "25", "on_time", 0, "25", id="folder of the day"
        ),
        pytest.param("香水镇", [Step({"20230726/香水镇.csv": GOOD})], "26", "late", 0, "26", id="folder without signs"),
        pytest.param(
            "香水镇",
            [Step({"2023年7月25日收/香水镇.csv": GOOD}, on("27"))],
            "27",
            "late",
            0,
            "27",
            id="option before folder",
        ),
        pytest.param("香水镇", [Step(ONLY_GOOD, ("--received", "file"))], "24", "on_time", 0, "24", id="file"),
        pytest.param(
            "香水镇",
            [Step({"2023-07-26收/香水镇.csv": GOOD}, ("--received", "file"))],
            "24",
            "on_time",
            0,
            "24",
            id="file before folder",
        ),
        pytest.param(
            "香水镇",
            [Step(BATCH, on("25"), REFUSED), Step({"新民乡.csv": MENDED}, on("28"))],
            "25",
            "on_time",
            0,
            "25",
            id="good sheet of a refused batch",
        ),
        pytest.param(
            "香水镇",
            [
                Step(BATCH, on("25"), REFUSED),
                Step({"香水镇.csv": GOOD.replace(",3", ",5"), "新民乡.csv": MENDED}, on("28")),
            ],
            "28",
            "late",
            0,
            "28",
            id="good sheet that was changed since",
        ),
        pytest.param(
            "香水镇",
            [Step(BATCH, (*on("25"), "--dry-run"), REFUSED), Step({"新民乡.csv": MENDED}, on("28"))],
            "28",
            "late",
            0,
            "28",
            id="a dry run remembers nothing",
        ),
        pytest.param(
            "香水镇",
            [Step(ONLY_GOOD, ("--received", "2023-06-25"), REFUSED), Step({}, on("25"))],
            "25",
            "on_time",
            0,
            "25",
            id="a day before the month is none",
        ),
        pytest.param(
            "新民乡",
            [Step(BATCH, on("25"), REFUSED), Step({"新民乡.csv": MENDED}, on("28"))],
            "28",
            "late",
            1,
            "25",
            id="mended",
        ),
        pytest.param("新民乡", [Step(BATCH, on("25"), REFUSED)], None, "missing", 1, "25", id="not mended yet"),
        pytest.param(
            "新民乡",
            [Step(BATCH, on("25"), REFUSED), Step({}, on("26"), REFUSED), Step({"新民乡.csv": MENDED}, on("28"))],
            "28",
            "late",
            1,
            "25",
            id="refused twice, the same bytes",
        ),
        pytest.param(
            "新民乡",
            [
                Step(BATCH, on("25"), REFUSED),
                Step({"新民乡.csv": WORSE}, on("26"), REFUSED),
                Step({"新民乡.csv": MENDED}, on("28")),
            ],
            "28",
            "late",
            2,
            "25",
            id="refused twice, mended badly",
        ),
        pytest.param(
            "新民乡",
            [Step(BATCH, (*on("25"), "--partial"), REFUSED), Step({"新民乡.csv": MENDED}, on("28"))],
            "28",
            "late",
            1,
            "25",
            id="good rows written, the rest mended",
        ),
        pytest.param(
            "新民乡",
            [
                Step({"甲.csv": MENDED}, on("20")),
                Step({"甲.csv": None, "乙.csv": MENDED.replace(",4", ",5")}, on("25"), REFUSED),
                Step({}, (*on("28"), "--correct", "--reason", "核实")),
            ],
            "20",
            "on_time",
            0,
            "20",
            id="refused until the office said why, then taken in as it was",
        ),
    ],
)
def test_which_day_counts(
    jytrack: Jytrack,
    tmp_path: Path,
    unit: str,
    steps: Sequence[Step],
    received: str | None,
    state: str,
    returns: int,
    first: str,
) -> None:
    walk(jytrack, tmp_path / "收表", steps)
    row, item = told(jytrack, unit)
    assert item["received_on"] == (received and f"2023-07-{received}")
    assert (item["state"], row["returned"], item["returns"]) == (state, returns, returns)
    assert item["first_received_on"] == f"2023-07-{first}"
    assert len(row["returns"]) == returns


def test_slips_are_not_written_where_sheets_are_read(jytrack: Jytrack, tmp_path: Path) -> None:
    day = tmp_path / "收表" / "2023-07-25收"
    (ran,) = walk(jytrack, tmp_path / "收表", [Step({"2023-07-25收/新民乡.csv": BAD}, ("--slips", str(day)), 2)])
    assert "副本会混进原表" in ran.err
    assert len(list(day.iterdir())) == 1


def test_without_anything_said_it_is_today(jytrack: Jytrack, tmp_path: Path) -> None:
    (ran,) = walk(jytrack, tmp_path / "收表", [Step(ONLY_GOOD)])
    assert "（按今天）" in ran.out
    assert told(jytrack, "香水镇")[1]["received_on"] == datetime.now(CHINA).date().isoformat()


def test_what_is_typed_by_hand_and_refused_leaves_no_receipt(jytrack: Jytrack) -> None:
    typed = ("target", "record", "new-posts", "--unit", "香水镇", "--period", "2023-07", "--month", "同上", *on("25"))
    assert jytrack(*typed).code == REFUSED
    assert json.loads(jytrack("target", "imports", "--format", "json").out)["not_taken_in"] == []
    assert told(jytrack, "香水镇")[0]["returned"] == 0


def test_an_amount_that_is_confirmed_later_did_not_go_back(jytrack: Jytrack, tmp_path: Path) -> None:
    """Refused as out of proportion, and taken in as it was when the office said that it is meant."""
    large = {"香水镇.csv": GOOD.replace(",3", ",300000")}
    walk(jytrack, tmp_path / "收表", [Step(large, on("25"), REFUSED), Step({}, (*on("28"), "--confirm"))])
    row, item = told(jytrack, "香水镇")
    assert (item["received_on"], item["state"], row["returned"]) == ("2023-07-25", "on_time", 0)
    assert "收到过、没有写入的表" not in jytrack("target", "imports").out


@pytest.mark.parametrize(
    ("folder", "options", "named"),
    [
        ("2023-07-01至2023-07-25", (), "有两个日期"),
        ("2099-07-25收", (), "按文件夹名是 2099-07-25 收到，还没到"),
        ("收表", ("--received", "2999-07-25"), "收到日期 2999-07-25 还没到"),
        ("收表", ("--received", "2023-07"), "只写到月"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(
    jytrack: Jytrack, tmp_path: Path, folder: str, options: Sequence[str], named: str
) -> None:
    ran = walk(jytrack, tmp_path / folder, [Step(ONLY_GOOD, options, 2)])[0]
    assert named in ran.err


@pytest.mark.parametrize("folder", ["2023-02-30收", "7月25日收", "编号20230799", "电话202307251"])
def test_what_is_no_day_says_nothing(jytrack: Jytrack, tmp_path: Path, folder: str) -> None:
    (ran,) = walk(jytrack, tmp_path / folder, [Step(ONLY_GOOD)])
    assert "（按今天）" in ran.out


def test_the_answer_says_which_day_counts_and_why(jytrack: Jytrack, tmp_path: Path) -> None:
    _, again = walk(
        jytrack, tmp_path / "收表", [Step(BATCH, on("25"), REFUSED), Step({"新民乡.csv": MENDED}, on("28"))]
    )
    assert "收到日期：2023年7月25日（按首次收到）1份；2023年7月28日（按--received）1份。" in again.out
    assert "《香水镇.csv》：这份表2023年7月25日已经收到过，当时没有写入，收到日期按那天算" in again.out
    kept = json.loads(jytrack("target", "imports", "1", "--format", "json").out)
    assert [(each["severity"], each["code"]) for each in kept["problems"]] == [("note", "received")]
    assert sorted(file["received_on"] for file in kept["files"]) == ["2023-07-25", "2023-07-28"]


def test_another_day_for_rows_on_record_is_told_and_changes_nothing(jytrack: Jytrack, tmp_path: Path) -> None:
    _, same, renewed = walk(
        jytrack,
        tmp_path / "收表",
        [
            Step(ONLY_GOOD, on("25")),
            Step({}, on("28")),
            Step({"香水镇.csv": GOOD + "香水镇,新培育创业实体,2023-07,2\n"}, on("29")),
        ],
    )
    assert "1个数已在2023年7月25日收到，这次的日期（2023年7月28日）不改动" in same.out
    assert "1个数已在2023年7月25日收到，这次的日期（2023年7月29日）不改动" in renewed.out
    assert told(jytrack, "香水镇")[1]["received_on"] == "2023-07-25"


def test_a_return_is_shown_wherever_reports_are_counted(jytrack: Jytrack, tmp_path: Path) -> None:
    walk(jytrack, tmp_path / "收表", [Step(BATCH, on("25"), REFUSED), Step({"新民乡.csv": MENDED}, on("28"))])
    as_of = ("--as-of", "2023-08-31")
    page = jytrack("report", "submissions", *as_of).out
    assert "退回过1张表" in page
    assert "迟报1 缺报8 退回1" in page
    assert "新民乡  7月     新民乡.csv  2023年7月25日       1处  2023年7月28日" in page
    own = jytrack("report", "accountability", "--department", "新民乡", *as_of).out
    assert "退回1张表】" in own
    assert "新民乡.csv  2023年7月25日" in own
    rows = json.loads(jytrack("report", "accountability", *as_of, "--format", "json").out)
    assert {row["department"]: row["reporting"]["returned"] for row in rows["rows"]}["新民乡"] == 1
    assert rows["total"]["reporting"]["returned"] == 1
    opened = json.loads(jytrack("report", "accountability", "--department", "新民乡", *as_of, "--format", "json").out)[
        "rows"
    ][0]["opened"]["reporting.returned"]
    assert [(sheet["file"], sheet["received_on"], sheet["problems"]) for sheet in opened] == [
        ("新民乡.csv", "2023-07-25", {"ditto": 1})
    ]
    lines = jytrack("report", "submissions", *as_of, "--format", "csv").out.splitlines()
    assert lines[0].endswith("退回次数,首次收到")
    assert [line for line in lines if ",2023-07-28,迟报" in line] == [
        "新民乡,new-posts,创造新岗位,2023-07,2023-07-25,2023-07-28,迟报,3,0,1,2023-07-25"
    ]


def test_what_the_sheet_did_not_hold_did_not_go_back(jytrack: Jytrack, tmp_path: Path) -> None:
    walk(jytrack, tmp_path / "收表", [Step(BATCH, on("25"), REFUSED)])
    row, _ = told(jytrack, "新民乡")
    assert [item["target"] for item in row["items"] if item["returns"]] == ["new-posts"]


SEVERAL = HEADER + "香水镇,创造新岗位,2023-07,3\n新民乡,创造新岗位,2023-07,同上\n新民乡,新培育创业实体,2023-07,2\n"
SUMMARY = "2023年7月汇总表\n乡镇,创造新岗位,新培育创业实体\n香水镇,3,2\n新民乡,同上,1\n"
RETURN = "新民乡2023年7月月报\n指标,本月数\n创造新岗位,约三\n新培育创业实体,1\n"
POSTS, STARTS = "new-posts", "new-startups"


@pytest.mark.parametrize(
    ("name", "text", "units"),
    [
        ("汇总.csv", SEVERAL, ["新民乡"]),
        ("汇总.csv", SUMMARY, ["新民乡"]),
        ("月报.csv", RETURN, ["新民乡"]),
        ("新民乡7月.csv", "什么都不是\n", ["新民乡"]),
        ("7月.csv", "什么都不是\n", []),
        ("7月.csv", HEADER + "某某镇,创造新岗位,2023-07,3\n", []),
        ("7月.csv", HEADER + "香水镇,创造新岗位,2023-07,3\n某某镇,创造新岗位,2023-07,3\n", ["香水镇"]),
    ],
)
def test_to_whom_a_sheet_goes_back(
    jytrack: Jytrack, tmp_path: Path, name: str, text: str, units: Sequence[str]
) -> None:
    """Of a sheet of several units to those whose figures are wrong; nobody else is charged with it."""
    walk(jytrack, tmp_path / "收表", [Step({name: text}, on("25"), REFUSED)])
    listed = json.loads(jytrack("target", "imports", "--format", "json").out)["not_taken_in"]
    assert [sheet["units"] for sheet in listed] == [units]
    page = json.loads(jytrack("report", "submissions", "--as-of", "2023-08-31", "--format", "json").out)
    assert [row["unit"] for row in page["rows"] if row["returned"]] == units


def test_a_refusal_of_nobody_known_is_listed_with_the_imports(jytrack: Jytrack, tmp_path: Path) -> None:
    walk(jytrack, tmp_path / "收表", [Step({"7月.csv": "什么都不是\n"}, on("25"), REFUSED)])
    page = jytrack("target", "imports").out
    assert "收到过、没有写入的表（1张）" in page
    assert "2023年7月25日  7月.csv  看不出  看不出  退回：找不到表头1处  测试员" in page
    assert ",退回," in jytrack("target", "imports", "--format", "csv").out


def test_nothing_personal_is_remembered(jytrack: Jytrack, tmp_path: Path, database: Path) -> None:
    """A sheet with telephone numbers in its rows and its name, 虚构."""
    row = HEADER.strip() + ",备注\n新民乡,创造新岗位,2023-07,3,张三虚构 13912345678\n"
    walk(jytrack, tmp_path / "收表", [Step({"新民乡13812345678.csv": row}, on("25"), REFUSED)])
    (sheet,) = json.loads(jytrack("target", "imports", "--format", "json").out)["not_taken_in"]
    assert (sheet["file"], sheet["problems"]) == ("新民乡***********.csv", {"personal-data": 1})
    with closing(sqlite3.connect(database)) as connection:
        dump = "\n".join(connection.iterdump())
    assert "13912345678" not in dump
    assert "13812345678" not in dump
    assert "张三" not in dump
    walk(jytrack, tmp_path / "好表", [Step({"香水镇13812345678.csv": GOOD}, on("25"))])
    with closing(sqlite3.connect(database)) as connection:
        assert "13812345678" not in "\n".join(connection.iterdump())


def redated(jytrack: Jytrack, *arguments: str) -> Ran:
    return jytrack("target", "received", *arguments, "--reason", "门卫代收，当天就到了")


def test_a_received_day_is_put_right_with_a_reason(jytrack: Jytrack, tmp_path: Path) -> None:
    walk(jytrack, tmp_path / "收表", [Step(ONLY_GOOD, on("28"))])
    before = json.loads(jytrack("report", "submissions", "--format", "json").out)["known_at"]
    assert told(jytrack, "香水镇")[1]["state"] == "late"
    dry = redated(jytrack, "1", "--date", "2023-07-25", "--dry-run")
    assert "只检查，没有写入" in dry.out
    assert told(jytrack, "香水镇")[1]["state"] == "late"
    ran = redated(jytrack, "1", "--date", "2023-07-25")
    assert "收到日期已改为2023年7月25日，原因：门卫代收" in ran.out
    now, then = told(jytrack, "香水镇")[1], told(jytrack, "香水镇", "--known-at", before)[1]
    assert (now["received_on"], now["state"]) == ("2023-07-25", "on_time")
    assert (then["received_on"], then["state"]) == ("2023-07-28", "late")
    shown = jytrack("target", "imports", "1").out
    assert "由 测试员 改为2023年7月25日，原因：门卫代收，当天就到了" in shown
    assert "收到日期改过" in jytrack("target", "imports").out
    act = json.loads(jytrack("target", "imports", "1", "--format", "json").out)
    assert (act["received_on"], act["files"][0]["received_on"]) == ("2023-07-25", "2023-07-25")
    assert [change["reason"] for change in act["received_changes"]] == ["门卫代收，当天就到了"]
    reading = json.loads(jytrack("target", "readings", "new-posts", "--format", "json").out)["rows"][0]
    assert reading["received_on"] == "2023-07-25"
    # The last word counts, and what was undone and brought back keeps it.
    assert redated(jytrack, "1", "--date", "2023-07-26").code == 0
    for act_number in ("1", "2"):
        assert jytrack("target", "undo", act_number, "--reason", "试", "--yes").code == 0
    assert told(jytrack, "香水镇")[1]["received_on"] == "2023-07-26"
    assert jytrack("db", "check").code == 0


def test_one_file_of_an_import_is_put_right(jytrack: Jytrack, tmp_path: Path) -> None:
    walk(jytrack, tmp_path / "收表", [Step({"香水镇.csv": GOOD, "新民乡.csv": MENDED}, on("28"))])
    assert redated(jytrack, "1", "--date", "2023-07-24", "--file", "香水镇.csv").code == 0
    assert told(jytrack, "香水镇")[1]["received_on"] == "2023-07-24"
    assert told(jytrack, "新民乡")[1]["received_on"] == "2023-07-28"
    same = redated(jytrack, "1", "--date", "2023-07-24", "--file", "香水镇.csv")
    assert "收到日期本来就是2023年7月24日，没有改动" in same.out


def test_what_was_typed_by_hand_is_put_right_and_keeps_it_when_undone(jytrack: Jytrack) -> None:
    typed = ("target", "record", "new-posts", "--unit", "香水镇", "--period", "2023-07")
    assert jytrack(*typed, "--month", "3", *on("28")).code == 0
    assert redated(jytrack, "1", "--date", "2023-07-25").code == 0
    assert told(jytrack, "香水镇")[1]["received_on"] == "2023-07-25"
    assert jytrack(*typed, "--month", "4", *on("30"), "--correct", "--reason", "核实").code == 0
    assert jytrack("target", "undo", "2", "--reason", "核错了", "--yes").code == 0
    (row,) = json.loads(jytrack("target", "readings", "new-posts", "--format", "json").out)["rows"]
    assert (row["month"], row["received_on"]) == (3, "2023-07-25")


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("9", "--date", "2023-07-25"), 4, "没有第9次"),
        (("1", "--date", "2023-07-25", "--file", "没有.csv"), 4, "没有文件《没有.csv》"),
        (("1", "--date", "2999-01-01"), 2, "还没到"),
        (("1", "--date", "2023-06-30"), REFUSED, "里有 2023-07 的数，在 2023-06-30 还没开始"),
        (("2", "--date", "2023-07-25"), REFUSED, "第2次是收回，没有收到日期可改"),
        (("3", "--date", "2023-07-25"), REFUSED, "第3次已由第4次撤销"),
        (("4", "--date", "2023-07-25"), REFUSED, "第4次是撤销"),
    ],
)
def test_what_cannot_be_put_right_says_why(
    jytrack: Jytrack, tmp_path: Path, arguments: Sequence[str], code: int, named: str
) -> None:
    walk(jytrack, tmp_path / "收表", [Step({"香水镇.csv": GOOD, "新民乡.csv": MENDED}, on("28"))])
    why = ("--reason", "试")
    assert jytrack("target", "withdraw", "new-posts", "--unit", "新民乡", "--period", "2023-07", *why).code == 0
    walk(jytrack, tmp_path / "又收", [Step({"兴盛乡.csv": MENDED.replace("新民乡", "兴盛乡")}, on("28"))])
    assert jytrack("target", "undo", "3", *why, "--yes").code == 0
    ran = redated(jytrack, *arguments)
    assert (ran.code, named in ran.err, ran.err.count("\n")) == (code, True, 1), ran.err


def test_a_blank_reason_is_refused(jytrack: Jytrack, tmp_path: Path) -> None:
    walk(jytrack, tmp_path / "收表", [Step(ONLY_GOOD, on("28"))])
    ran = jytrack("target", "received", "1", "--date", "2023-07-25", "--reason", " ")
    assert (ran.code, "要写明原因" in ran.err) == (2, True)


def april(jytrack: Jytrack) -> tuple[str, int]:
    """When April's report of urban-new-jobs came, and how late."""
    page = jytrack("report", "submissions", "--unit", "香水镇", "--as-of", "2023-08-31", "--format", "json")
    (found,) = (
        item
        for item in json.loads(page.out)["rows"][0]["items"]
        if (item["target"], item["period"]) == ("urban-new-jobs", "2023-04")
    )
    return found["received_on"], found["days_late"]


def recorded(jytrack: Jytrack, month: str, *figure: str) -> None:
    ran = jytrack("target", "record", "urban-new-jobs", "--unit", "香水镇", "--period", f"2023-{month}", *figure)
    assert ran.code == 0, ran.err


def test_a_month_under_a_cumulative_gets_no_later(jytrack: Jytrack) -> None:
    recorded(jytrack, "05", "--cumulative", "50", "--received", "2023-05-25")
    assert april(jytrack) == ("2023-05-25", 30)
    recorded(jytrack, "06", "--cumulative", "60", "--received", "2023-06-25")
    recorded(jytrack, "07", "--cumulative", "70", "--received", "2023-07-25")
    assert april(jytrack) == ("2023-05-25", 30)
    recorded(jytrack, "04", "--month", "10", "--received", "2023-08-10")
    assert april(jytrack) == ("2023-05-25", 30)


def test_a_cumulative_that_was_added_later_answers_from_its_own_day(jytrack: Jytrack) -> None:
    recorded(jytrack, "05", "--month", "10", "--received", "2023-05-20")
    recorded(jytrack, "05", "--cumulative", "50", "--received", "2023-07-20")
    assert april(jytrack) == ("2023-07-20", 86)
