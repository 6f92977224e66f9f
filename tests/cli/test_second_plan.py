"""A second, fictional plan made only of CSV files: another year, five counties, other metrics; no code knows it."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack
from tests.command import typed, uncoded, undated
from tests.conftest import Golden
from tests.plan_folder import change

PLAN = Path(__file__).parents[1] / "data" / "region-2024"
SHEETS = PLAN / "sheets"
MAY = ("--as-of", "2024-05-31", "--known-at", "2099-01-01")
JUNE = ("--as-of", "2024-06-30", "--known-at", "2099-01-01")


def load(jytrack: Jytrack) -> None:
    """The plan, then every sheet as it came in."""
    assert jytrack("init", "--seed", PLAN).code == 0
    for month in range(1, 7):
        name = SHEETS / f"虚构_各县区{month}月汇总.csv"
        # What was typed in yuan is taken for meant, to be found again by the check.
        order = ("--received", f"2024-{month:02d}-28", "--confirm")
        assert jytrack("target", "import", name, *order).code == 0
    others = (SHEETS / "虚构_市级部门上半年登记.csv", SHEETS / "虚构_2023年对比数.csv")
    assert jytrack("target", "import", *others, "--received", "2024-06-28").code == 0


def correct(jytrack: Jytrack) -> None:
    """The correction of the loan that was typed in yuan."""
    sheet = SHEETS / "虚构_乙水县5月更正.csv"
    order = ("--received", "2024-06-29", "--correct", "--reason", "误按元填写")
    assert jytrack("target", "import", sheet, *order).code == 0


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the region's plan and its sheets, corrected."""
    path = tmp_path_factory.mktemp("市") / "台账.db"
    run = partial(typed, settings={"JYTRACK_DB": str(path), "JYTRACK_ACTOR": "测试员"})
    load(lambda *words: run(words))
    correct(lambda *words: run(words))
    return path


@pytest.fixture
def region(bare: Jytrack, corrected: Path, database: Path) -> Jytrack:
    """The command line on a copy of it."""
    shutil.copy(corrected, database)
    return bare


def rows(jytrack: Jytrack, *arguments: str) -> dict[str, dict[str, object]]:
    """The rows of a JSON answer by target."""
    ran = jytrack(*arguments, "--format", "json")
    assert ran.code == 0
    return {row["target"]: row for row in json.loads(ran.out)["rows"]}


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("report", ("report", *JUNE)),
        ("report-may", ("report", *MAY)),
        ("accountability", ("report", "accountability", *JUNE)),
        ("check", ("target", "check", *JUNE)),
        ("task", ("task", "show", "4", *JUNE)),
        ("remind", ("remind", *JUNE)),
        ("income", ("target", "show", "labour-income", *MAY)),
        ("unemployment", ("target", "show", "jobless-rate", *JUNE)),
    ],
)
def test_what_people_read(region: Jytrack, golden: Golden, name: str, command: tuple[str, ...]) -> None:
    ran = region(*command)
    assert ran.code == 0
    golden(f"region-2024/{name}.txt", uncoded(undated(ran.out)))


def test_last_years_readings_shape_the_schedule_and_never_enter_the_actual(region: Jytrack) -> None:
    assert region("report", "variance", *MAY).code == 0
    with_last_year = rows(region, "report", "variance", *MAY)["labour-income"]
    assert with_last_year["actual"] == 331030
    # 2023: 300 000 of 800 000 by May
    assert with_last_year["expected_pct"] == 37.5
    assert with_last_year["expected"] == 318750
    for county in ("甲山县", "乙水县", "丙原县", "丁河县", "戊林区"):
        shown = json.loads(region("target", "readings", "labour-income", "--unit", county, "--format", "json").out)
        assert sum(row["period"].startswith("2023") for row in shown["rows"]) == 12


def test_without_last_year_there_is_no_such_schedule(unplanned: Jytrack) -> None:
    assert unplanned("init", "--seed", PLAN).code == 0
    for month in range(1, 4):
        unplanned("target", "import", SHEETS / f"虚构_各县区{month}月汇总.csv", "--received", "2024-03-28")
    row = rows(unplanned, "report", "variance", "--as-of", "2024-03-31")["labour-income"]
    assert (row["actual"], row["expected"], row["light_code"], row["projection"]) == (
        168030,
        None,
        "not_computable",
        None,
    )
    assert "上年" in str(row["projection_note"])


def test_target_show_compares_with_last_year_and_last_month(region: Jytrack) -> None:
    (shown,) = json.loads(region("target", "show", "labour-income", *MAY, "--format", "json").out)["rows"]
    # 331 030 against 300 000; May's own 82 000 against April's 81 000
    assert shown["comparison"] == {"year_on_year": 10.343333, "month_on_month": 1.234568, "in": "percent"}
    assert "同比+10.3%，环比+1.2%" in region("target", "show", "labour-income", *MAY).out
    (waiting,) = json.loads(region("target", "show", "labour-income", *JUNE, "--format", "json").out)["rows"]
    assert waiting["comparison"]["year_on_year"] is None


@pytest.mark.parametrize(("limit", "light"), [("-5", "yellow"), ("-4", "red")])
def test_a_targets_threshold_changes_every_output_at_once(
    region: Jytrack, tmp_path: Path, limit: str, light: str
) -> None:
    folder = tmp_path / "方案"
    shutil.copytree(PLAN, folder)
    change(folder, "thresholds.csv", {"指标": "创业贷款发放"}, {"值": limit})
    changed = region("init", "--seed", folder)
    assert changed.code == 0
    assert ("亮灯标准 startup-loans" in changed.out) is (limit != "-5")
    red = light == "red"

    variance = json.loads(region("report", "variance", *MAY, "--format", "json").out)
    assert {row["target"]: row["light"] for row in variance["rows"]}["startup-loans"] == light
    assert variance["rules"]["target_thresholds"]["startup-loans"]["flow_red"] == int(limit)
    account = json.loads(region("report", "accountability", *MAY, "--format", "json").out)["rows"]
    (finance,) = (row for row in account if row["department"] == "市财政局")
    assert (finance["lead"]["red"], finance["lead"]["yellow"]) == ((1, 0) if red else (0, 1))
    weekly = region("report", "weekly", *MAY).out
    assert ("创业贷款发放" in weekly.partition("【黄灯】")[0]) is red
    assert ("创业贷款发放" in weekly.partition("【黄灯】")[2]) is not red
    reminders = rows(region, "remind", *MAY)
    assert reminders["startup-loans"]["light"] == light
    tasks = json.loads(region("task", "list", *MAY, "--format", "json").out)["rows"]
    assert {row["no"]: row["light"] for row in tasks}[4] == light
    for command in ("variance", "accountability"):
        assert "落后时序不超过8个百分点为黄" in region("report", command, *MAY).out
    assert f"创业贷款发放（落后时序不超过{limit[1:]}个百分点为黄，超过为红）" in region("report", *MAY).out


def test_the_plans_own_threshold_reaches_every_target_without_one(region: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "方案"
    shutil.copytree(PLAN, folder)
    change(folder, "thresholds.csv", {"指标": "", "项目": "临期天数"}, {"值": "2"})
    assert "二季度调度" in region("remind", *JUNE).out
    assert region("init", "--seed", folder).code == 0
    assert "二季度调度" not in region("remind", *JUNE).out
    assert "节点2天内为临期" in region("report", *JUNE).out


def test_check_finds_what_was_planted_and_is_quieter_once_corrected(bare: Jytrack) -> None:
    load(bare)
    check = ("target", "check", *JUNE)
    slip = ("out-of-proportion", "乙水县", "2024-05")

    def found(*options: str) -> list[tuple[str, str, str]]:
        answer = json.loads(bare(*check, *options, "--format", "json").out)
        return [(row["code"], row["unit"], row["period"]) for row in answer["rows"]]

    assert slip in found()
    assert found("--target", "startup-loans") == [slip]
    assert found("--unit", "乙水") == [slip]
    assert {unit for _, unit, _ in found("--target", "技能证书")} == {"戊林区"}
    correct(bare)
    assert slip not in found()
    assert found("--known-at", "2024-01-01") == []  # nothing had been recorded yet


def test_check_says_when_it_is_clean(region: Jytrack, tmp_path: Path) -> None:
    clean = ("target", "check", *JUNE, "--unit", "甲山县")
    ran = region(*clean, "--exit-code")
    assert (ran.code, ran.out.rstrip().splitlines()[-1], ran.err) == (0, "没有疑点。", "")
    assert json.loads(region(*clean, "--format", "json").out)["rows"] == []
    assert region(*clean, "--format", "csv").out.count("\n") == 1
    page = tmp_path / "核对.txt"
    assert region(*clean, "-o", page).code == 0
    assert "没有疑点。" in page.read_text(encoding="utf-8")


def test_check_leaves_with_seven_only_when_asked(region: Jytrack) -> None:
    assert region("target", "check", *JUNE).code == 0
    assert region("target", "check", *JUNE, "--exit-code").code == 7
    assert region("target", "check", "--target", "无此指标").code == 4
    assert region("target", "check", "--unit", "无此单位").code == 4


def test_a_level_without_its_source_is_refused(region: Jytrack) -> None:
    sheet = ("target", "record", "jobless-rate", "--unit", "市统计局", "--period", "2024-07", "--value", "4.6")
    refused = region(*sheet, "--received", "2024-07-30", "--format", "json")
    assert refused.code == 3
    assert json.loads(refused.out)["rows"][0]["code"] == "source-needed"
    assert region(*sheet, "--received", "2024-07-30", "--source", "虚构月报第7期").code == 0
    row = rows(region, "report", "variance", "--as-of", "2024-07-31")["jobless-rate"]
    # 4.2 4.4 4.3 4.1 4.3 4.4 4.6: the other five months may average (12 × 4.5 − 30.3) ÷ 5
    assert (row["light_code"], row["headroom"], row["mean"], row["may_average"]) == ("over_limit", -0.1, 4.328571, 4.74)
    assert "超出0.1个百分点" in region("target", "show", "jobless-rate", "--as-of", "2024-07-31").out


def test_one_database_holds_both_plans(region: Jytrack) -> None:
    assert region("init").code == 0
    first = json.loads(region("report", "variance", "--as-of", "2023-06-30", "--format", "json").out)
    second = json.loads(region("report", "variance", "--as-of", "2024-06-30", "--format", "json").out)
    assert (first["plan"], len(first["rows"])) == ("jingyuan-2023", 31)
    assert (second["plan"], len(second["rows"])) == ("region-2024", 9)
    assert {row["actual"] for row in first["rows"]} == {None}
    named = json.loads(region("--plan", "region-2024", "task", "list", "--format", "json").out)
    assert (named["plan"], len(named["rows"])) == ("region-2024", 6)
    assert json.loads(region("--plan", "jingyuan-2023", "target", "check", "--format", "json").out)["rows"] == []


def test_check_compares_with_the_split_of_the_goal(region: Jytrack, tmp_path: Path) -> None:
    split = tmp_path / "分解.csv"
    split.write_text("单位,分解数\n甲山县,800\n乙水县,5000\n丙原县,6200\n丁河县,6000\n戊林区,6000\n", encoding="utf-8")
    assert region("target", "allocate", "city-jobs", split).code == 0
    found = rows(region, "target", "check", *JUNE, "--unit", "甲山县")
    assert {code: (row["code"], row["against"]) for code, row in found.items()} == {
        "city-jobs": ("over-allocation", 800)
    }
