"""`target revise`, `target allocate` and `report townships`, as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack

Sheet = Callable[..., Path]
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
AS_OF = ("--as-of", "2023-06-30")


def rows(jytrack: Jytrack, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(jytrack(*arguments, "--format", "json").out)["rows"]
    return found


def split_of(jytrack: Jytrack, *more: str) -> object:
    return rows(jytrack, "target", "show", "new-posts", *AS_OF, *more)[0]["allocation"]


def split_sheet(sheet: Sheet, *parts: int | str, encoding: str = "utf-8") -> Path:
    lines = [f"{unit},{part}" for unit, part in zip(TOWNS, parts, strict=False)]
    return sheet("单位,分解数\n" + "\n".join(lines), "分解.csv", encoding)


def test_a_goal_is_revised_from_a_day_and_the_old_one_stays(jytrack: Jytrack) -> None:
    ran = jytrack("target", "revise", "new-posts", "--goal", "420", "--from", "2023-05-01", "--reason", "上级加码")
    assert (ran.code, ran.out) == (0, "")
    assert "由400改为420个" in ran.err
    goals = {
        day: next(r for r in rows(jytrack, "report", "variance", "--as-of", day) if r["target"] == "new-posts")
        for day in ("2023-04-30", "2023-05-01")
    }
    assert [(row["goal"], row["original_goal"]) for row in goals.values()] == [(400, 400), (420, 400)]
    assert "原目标400" in jytrack("report", "variance", *AS_OF).out
    (shown,) = rows(jytrack, "target", "show", "new-posts", *AS_OF)
    assert [goal["goal"] for goal in shown["goals"]] == [400, 420]  # type: ignore[attr-defined]


def test_a_revision_is_not_known_before(jytrack: Jytrack) -> None:
    (before,) = rows(jytrack, "target", "show", "new-posts", *AS_OF)
    moment = str(json.loads(jytrack("target", "list", *AS_OF, "--format", "json").out)["known_at"])
    old = jytrack("report", "variance", *AS_OF, "--known-at", moment, "--format", "json").raw
    jytrack("target", "revise", "new-posts", "--goal", "420", "--from", "2023-05-01", "--reason", "甲")
    jytrack("target", "revise", "new-posts", "--goal", "430", "--from", "2023-05-01", "--reason", "乙")
    jytrack("target", "allocate", "new-posts", "--equal")
    assert jytrack("report", "variance", *AS_OF, "--known-at", moment, "--format", "json").raw == old
    assert split_of(jytrack, "--known-at", moment) == before["allocation"] == {}
    (after,) = rows(jytrack, "target", "show", "new-posts", *AS_OF)
    assert (after["goal"], len(after["goals"])) == (430, 2)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "code", "says"),
    [
        ({"--goal": "400"}, 3, "已经是400"),
        ({"--reason": " "}, 2, "原因"),
        ({"--from": "2024-01-01"}, 2, "不在方案年度"),
        ({"--goal": "四百"}, 2, "不是数"),
        ({"--goal": "-4"}, 2, "是负数"),
        ({"--goal": "400.12345"}, 2, "四位小数"),
    ],
)
def test_revisions_refused(jytrack: Jytrack, changed: dict[str, str], code: int, says: str) -> None:
    options = {"--goal": "420", "--from": "2023-05-01", "--reason": "甲"} | changed
    ran = jytrack("target", "revise", "new-posts", *(part for pair in options.items() for part in pair))
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert "jytrack target" in ran.err


def test_splits_by_equal_shares_villages_and_file(jytrack: Jytrack, sheet: Sheet) -> None:
    assert jytrack("target", "allocate", "new-posts", "--equal", "--dry-run").code == 0
    assert split_of(jytrack) == {}
    assert jytrack("target", "allocate", "new-posts", "--weights", "villages").code == 0
    assert split_of(jytrack) == dict(zip(TOWNS, (85, 73, 65, 44, 36, 44, 53), strict=True))
    ran = jytrack("target", "allocate", "new-posts", split_sheet(sheet, *[60] * 7, encoding="gb18030"))
    assert (ran.code, "超分解20" in ran.out) == (0, True)
    assert split_of(jytrack) == dict.fromkeys(TOWNS, 60)
    weights = split_sheet(sheet, 1, 1, 1, 1, 1, 1, 2)
    assert jytrack("target", "allocate", "new-posts", "--weights", weights).code == 0
    assert split_of(jytrack) == dict.fromkeys(TOWNS, 50) | {"大湾乡": 100}


def test_a_shortfall_must_be_acknowledged(jytrack: Jytrack, sheet: Sheet) -> None:
    short = split_sheet(sheet, *[50] * 7)
    ran = jytrack("target", "allocate", "new-posts", short)
    assert (ran.code, split_of(jytrack)) == (3, {})
    assert "少50" in ran.err
    assert jytrack("target", "allocate", "new-posts", short, "--allow-shortfall").code == 0
    assert split_of(jytrack) == dict.fromkeys(TOWNS, 50)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ("new-posts", 2, "选一种"),
        ("new-posts --equal --weights villages", 2, "选一种"),
        ("new-posts 无此文件.csv", 2, "没有文件"),
        ("new-posts --weights last-year", 3, "没有上年数"),
        ("new-posts --equal --from 2024-01-01", 2, "不在方案年度"),
        ("village-staff --equal", 3, "不能分解"),
        ("job-fairs --equal", 3, "不能分解"),
        ("no-such --equal", 4, "没有指标"),
    ],
)
def test_splits_refused(jytrack: Jytrack, arguments: str, code: int, says: str) -> None:
    ran = jytrack("target", "allocate", *arguments.split())
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert "jytrack target" in ran.err


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ((60,) * 6, "没有大湾乡"),
        ((60,) * 6 + ("很多",), "很多"),
        ((60,) * 6 + ("60.5",), "不是整数"),
        ((60,) * 7 + ("合计",), ""),
    ],
)
def test_files_refused(jytrack: Jytrack, sheet: Sheet, parts: tuple[int | str, ...], says: str) -> None:
    path = split_sheet(sheet, *parts)
    if says:
        ran = jytrack("target", "allocate", "new-posts", path)
        assert (ran.code, says in ran.err) == (3, True)
    else:
        wrong = sheet(path.read_text() + "\n合计,400\n", "合计.csv")
        assert "相加是420" in jytrack("target", "allocate", "new-posts", wrong).err


def test_townships_are_ranked(jytrack: Jytrack) -> None:
    for unit, number in zip(TOWNS[:6], (9, 9, 9, 4, 4, 1), strict=True):
        jytrack("target", "record", "new-posts", "--unit", unit, "--period", "2023-01", "--month", str(number))
    january = ("report", "townships", "--target", "new-posts", "--as-of", "2023-01-31")
    assert {row["rank"] for row in rows(jytrack, *january)} == {None}
    assert "jytrack target allocate 创造新岗位 --equal" in jytrack(*january).out
    jytrack("target", "allocate", "new-posts", "--equal")
    found = rows(jytrack, *january)
    assert [row["unit"] for row in found] == list(TOWNS)
    assert [row["rank"] for row in found][-1] is None
    assert not found[-1]["reported"]
    by_rank = rows(jytrack, *january, "--order", "rank")
    places = [row["rank"] for row in by_rank[:6]]
    assert places == sorted(places, key=str)
    assert [row["unit"] for row in rows(jytrack, *january, "--unit", "新民乡")] == ["新民乡"]
    assert "未报齐，不排名：大湾乡" in jytrack(*january).out
    assert rows(jytrack, *january, "--order", "名次") == by_rank
    refused = jytrack(*january, "--order", "x")
    assert (refused.code, "方案顺序 plan、名次 rank" in refused.err) == (2, True)
    assert jytrack("report", "townships", "--target", "job-fairs").code == 2


def test_an_older_known_at_keeps_the_ranks_it_had(jytrack: Jytrack) -> None:
    """A correction turns the order round, for the page of all units and for that of one."""
    record = ("target", "record", "new-posts", "--period", "2023-01", "--unit")
    jytrack("target", "allocate", "new-posts", "--equal")
    for unit, number in zip(TOWNS, (9, 8, 7, 6, 5, 4, 3), strict=True):
        jytrack(*record, unit, "--month", str(number))
    january = ("report", "townships", "--target", "new-posts", "--as-of", "2023-01-31")
    moment = str(json.loads(jytrack(*january, "--format", "json").out)["known_at"])
    jytrack(*record, TOWNS[6], "--month", "20", "--correct", "--reason", "漏报")
    jytrack("target", "withdraw", "new-posts", "--unit", TOWNS[0], "--period", "2023-01", "--reason", "报错了")

    def ranks(*more: str) -> list[object]:
        found = [row["rank"] for row in rows(jytrack, *january, *more)]
        alone = [rows(jytrack, *january, *more, "--unit", unit)[0]["rank"] for unit in TOWNS]
        assert alone == found
        return found

    assert ranks() == [None, 2, 3, 4, 5, 6, 1]
    assert ranks("--known-at", moment) == [1, 2, 3, 4, 5, 6, 7]


def test_what_people_read(jytrack: Jytrack, sheet: Sheet, golden: Callable[[str, str], None]) -> None:
    for unit, number in zip(TOWNS[:6], (9, 9, 8, 4, 4, 1), strict=True):
        jytrack("target", "record", "new-posts", "--unit", unit, "--period", "2023-01", "--month", str(number))
    golden("cli/allocate.txt", jytrack("target", "allocate", "new-posts", split_sheet(sheet, *[60] * 7)).out)
    page = jytrack("report", "townships", "--target", "new-posts", "--as-of", "2023-01-31", "--order", "rank").out
    golden("cli/townships.txt", page.split("【口径】")[0])
    jytrack("target", "record", "new-posts", "--unit", TOWNS[6], "--period", "2023-01", "--month", "2")
    for unit, number in zip(TOWNS, (1, 12, 3, 4, 5, 6, 20), strict=True):
        jytrack("target", "record", "new-posts", "--unit", unit, "--period", "2023-02", "--month", str(number))
    page = jytrack("report", "matrix", "--as-of", "2023-02-28", "--order", "rank").out
    golden("cli/matrix.txt", page.split("【口径】")[0])
