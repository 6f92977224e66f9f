"""`target allocate` by last year's readings, its odd persons, and what `target revise` says of a split that is off."""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack
from tests.command import typed

REGION = Path(__file__).parents[2] / "data" / "region-2024"
LAST_YEAR = REGION / "sheets" / "虚构_2023年对比数.csv"
COUNTIES = ("甲山县", "乙水县", "丙原县", "丁河县", "戊林区")
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
JUNE = ("--as-of", "2023-06-30", "--format", "json")


def parts_of(jytrack: Jytrack, code: str, *options: str) -> dict[str, float]:
    """The split as `target show` tells it."""
    (row,) = json.loads(jytrack("target", "show", code, *options).out)["rows"]
    found: dict[str, float] = row["allocation"]
    return found


def last_year() -> dict[str, Fraction]:
    """Each county's whole last year, added up from the sheet as it was typed."""
    whole: Counter[str] = Counter()
    with LAST_YEAR.open(encoding="utf-8-sig", newline="") as lines:
        next(lines)
        for line in csv.DictReader(lines):
            if line["指标"] == "城镇就业岗位落实":
                whole[line["单位"]] += int(line["本月数"])
    return {county: Fraction(whole[county]) for county in COUNTIES}


@pytest.fixture(scope="module")
def loaded(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the region's plan and its last year."""
    path = Path(shutil.copy(migrated, tmp_path_factory.mktemp("市") / "台账.db"))
    for words in (["init", "--seed", REGION], ["target", "import", LAST_YEAR, "--received", "2024-02-28"]):
        assert typed(words, {"JYTRACK_DB": str(path), "JYTRACK_ACTOR": "测试员"}).code == 0
    return path


@pytest.fixture
def region(bare: Jytrack, loaded: Path, database: Path) -> Jytrack:
    shutil.copy(loaded, database)
    return bare


@pytest.mark.parametrize("goal", ["24000", "24003"])
def test_last_years_readings_split_a_goal(region: Jytrack, goal: str) -> None:
    if goal != "24000":
        order = ("--goal", goal, "--from", "2024-01-01", "--reason", "测试")
        assert region("target", "revise", "city-jobs", *order).code == 0
    ran = region("target", "allocate", "city-jobs", "--weights", "last-year", "--reason", "按上年数")
    assert ran.code == 0
    assert f"分解合计{goal}人，与目标相等" in ran.out
    weights = last_year()
    exact = {county: int(goal) * weight / sum(weights.values()) for county, weight in weights.items()}
    whole = {county: floor(share) for county, share in exact.items()}
    odd = sorted(COUNTIES, key=lambda county: whole[county] - exact[county])[: int(goal) - sum(whole.values())]
    expected = {county: whole[county] + (county in odd) for county in COUNTIES}
    found = parts_of(region, "city-jobs", "--as-of", "2024-06-30", "--format", "json")
    assert found == expected
    assert list(found) == list(COUNTIES)
    assert sum(found.values()) == int(goal)


def test_an_amount_is_split_to_the_ten_thousandth(region: Jytrack) -> None:
    assert region("target", "allocate", "labour-income", "--weights", "last-year").code == 0
    # last year's 192 000, 160 000, 208 000, 104 000 and 136 000 of 800 000: 24, 20, 26, 13 and 17 per cent
    found = parts_of(region, "labour-income", "--as-of", "2024-06-30", "--format", "json")
    assert found == dict(zip(COUNTIES, (204000, 170000, 221000, 110500, 144500), strict=True))


def test_a_split_by_last_year_ranks_the_counties(region: Jytrack) -> None:
    for month in range(1, 6):
        sheet = REGION / "sheets" / f"虚构_各县区{month}月汇总.csv"
        order = ("--received", f"2024-{month:02d}-28", "--confirm")  # May holds a loan typed in yuan
        assert region("target", "import", sheet, *order).code == 0
    region("target", "allocate", "labour-income", "--weights", "last-year")
    asked = ("report", "townships", "--target", "labour-income", "--as-of", "2024-05-31", "--format", "json")
    rows = json.loads(region(*asked).out)["rows"]
    # by hand: 79470/204000 38.956 %, 66180/170000 38.929 %, 86070/221000 38.946 %, 43020/110500 38.932 %,
    # 56290/144500 38.955 %
    assert {row["unit"]: row["rank"] for row in rows} == dict(zip(COUNTIES, (1, 5, 3, 4, 2), strict=True))
    assert {row["light_code"] for row in rows} == {"on_track"}  # last year 37.5 % stood at the end of May


def last_years_sheet(tmp_path: Path, values: tuple[int, ...]) -> Path:
    """New posts of 2022, each township's whole year in December's cumulative."""
    lines = [f"{town},创造新岗位,2022-12,{value}" for town, value in zip(TOWNS, values, strict=False)]
    path = tmp_path / "虚构_2022年对比数.csv"
    path.write_text("单位,指标,月份,累计数\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("values", "parts"),
    [
        # 400 ÷ 7 = 57 and 1 over: the first in official order
        ((9,) * 7, (58, 57, 57, 57, 57, 57, 57)),
        # 400 ÷ 11 a head: 36.36 six times, five heads' 181.82; .82 first, then official order
        ((1, 1, 1, 1, 1, 1, 5), (37, 37, 36, 36, 36, 36, 182)),
        # a township without any last year gets none
        ((0, 1, 1, 1, 1, 1, 3), (0, 50, 50, 50, 50, 50, 150)),
        # 400 ÷ 32 a head: 25, 37.5, 62.5 and 150; of the four halves the two heavier ones get the two persons over
        ((2, 2, 3, 3, 5, 5, 12), (25, 25, 37, 37, 63, 63, 150)),
        # 400 ÷ 64 · 2 = 12.5 twice, 400 ÷ 64 · 6 = 37.5 twice: one over goes to the heavier, in official order
        ((2, 6, 2, 6, 16, 16, 16), (12, 38, 12, 38, 100, 100, 100)),
    ],
)
def test_odd_persons_by_last_year(
    jytrack: Jytrack, tmp_path: Path, values: tuple[int, ...], parts: tuple[int, ...]
) -> None:
    assert jytrack("target", "import", last_years_sheet(tmp_path, values), "--received", "2023-03-20").code == 0
    assert jytrack("target", "allocate", "new-posts", "--weights", "last-year").code == 0
    assert parts_of(jytrack, "new-posts", *JUNE) == dict(zip(TOWNS, parts, strict=True))


def test_last_year_must_be_known_of_every_unit(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("target", "import", last_years_sheet(tmp_path, (9,) * 5), "--received", "2023-03-20").code == 0
    ran = jytrack("target", "allocate", "new-posts", "--weights", "last-year")
    assert (ran.code, ran.out) == (3, "")
    assert "黄花乡、大湾乡没有上年数" in ran.err
    assert parts_of(jytrack, "new-posts", *JUNE) == {}


def test_equal_shares_give_the_odd_persons_in_official_order(jytrack: Jytrack) -> None:
    order = ("--goal", "405", "--from", "2023-01-01", "--reason", "测试")
    assert jytrack("target", "revise", "new-posts", *order).code == 0
    assert jytrack("target", "allocate", "new-posts", "--equal").code == 0
    # 405 = 7 × 57 + 6: all but the last of the list
    assert parts_of(jytrack, "new-posts", *JUNE) == dict(zip(TOWNS, (58,) * 6 + (57,), strict=True))


def revise(jytrack: Jytrack, goal: str, begins: str = "2023-05-01") -> str:
    ran = jytrack("target", "revise", "new-posts", "--goal", goal, "--from", begins, "--reason", "上级调整")
    assert (ran.code, ran.out) == (0, "")
    return ran.err


def test_a_revision_reminds_of_a_split_that_no_longer_adds_up(jytrack: Jytrack) -> None:
    assert "注意" not in revise(jytrack, "410")
    assert jytrack("target", "allocate", "new-posts", "--equal", "--from", "2023-05-01").code == 0
    said = revise(jytrack, "420")
    assert "原有任务分解合计410个，比目标少10" in said
    assert "jytrack target allocate 创造新岗位 --equal --from 2023-05-01" in said
    shown = jytrack("target", "show", "new-posts", "--as-of", "2023-06-30").out
    assert "分解合计410个，比目标少10" in shown
    assert "分解合计410，比目标少10" in jytrack("report", "townships", "--target", "new-posts", *JUNE[:2]).out
    (row,) = json.loads(jytrack("target", "show", "new-posts", *JUNE).out)["rows"]
    assert (row["goal"], row["allocation_total"]) == (420, 410)
    assert "超分解5" in revise(jytrack, "405")


def test_the_command_that_the_reminder_names_mends_it(jytrack: Jytrack) -> None:
    assert jytrack("target", "allocate", "new-posts", "--equal").code == 0
    said = revise(jytrack, "420")
    command = said[said.index("jytrack ") + len("jytrack ") :].partition("（")[0].split()
    assert jytrack(*command).code == 0
    april = ("--as-of", "2023-04-30", "--format", "json")
    assert sum(parts_of(jytrack, "new-posts", *april).values()) == 400
    assert sum(parts_of(jytrack, "new-posts", *JUNE).values()) == 420


def test_a_revision_of_what_still_adds_up_is_silent(jytrack: Jytrack, sheet: Callable[..., Path]) -> None:
    lines = "\n".join(f"{town},60" for town in TOWNS)
    assert jytrack("target", "allocate", "new-posts", sheet(f"单位,分解数\n{lines}\n", "分解.csv")).code == 0
    assert "注意" not in revise(jytrack, "420")
    assert "与目标相等" in jytrack("target", "show", "new-posts", "--as-of", "2023-06-30").out


def test_the_same_split_twice_is_refused(jytrack: Jytrack) -> None:
    split = ("target", "allocate", "urban-new-jobs", "--equal")
    assert jytrack(*split).code == 0
    ran = jytrack(*split)
    assert (ran.code, "本来就是这样，未作改动" in ran.err) == (3, True)
    assert jytrack(*split, "--dry-run").code == 0
    assert jytrack("target", "allocate", "urban-new-jobs", "--weights", "villages").code == 0


def test_a_split_reminds_of_the_goal_that_comes_later(jytrack: Jytrack) -> None:
    later = ("--goal", "600", "--from", "2023-08-01", "--reason", "调增")
    assert jytrack("target", "revise", "urban-new-jobs", *later).code == 0
    said = jytrack("target", "allocate", "urban-new-jobs", "--equal").out
    assert "注意：目标自2023年8月1日起为600人，那天起要另作分解" in said
    assert "jytrack target allocate 城镇新增就业 --equal --from 2023-08-01" in said
    again = jytrack("target", "allocate", "urban-new-jobs", "--equal", "--from", "2023-08-01").out
    assert "注意" not in again
