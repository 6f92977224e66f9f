"""Every figure of the demo report, recomputed from the readings that `report explain` lists, by its own arithmetic."""

import hashlib
import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.values.period import Period
from jytrack.errors import NotFound
from jytrack.reports.formats import csv, plain
from jytrack.services.accounts import reporting
from jytrack.services.figures import explaining, targets
from jytrack.services.sheets import submissions
from jytrack.services.sheets.withdrawing import withdraw
from jytrack.services.values.desk import Desk
from tests.conftest import Golden
from tests.services.desks import CHINA, DEMO, desk_at, told, with_demo

DAY = date(2023, 6, 30)
AFTER = datetime(2023, 7, 1, 9, tzinfo=CHINA)
MONTHS = 6
DUE = {"month": range(1, 7), "quarter": (3, 6), "half": (6,), "year": ()}
Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    return with_demo(tmp_path_factory.mktemp("demo") / "demo.db")


def exact(value: float | int | None) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def shown(value: Fraction | int | None) -> float | None:
    """The value as JSON shows it: rounded half up to six decimals."""
    if value is None:
        return None
    steps = abs(Fraction(value)) * 10**6 + Fraction(1, 2)
    return float(Fraction(int(steps), 10**6)) * (1 if value >= 0 else -1)


def by_unit(rows: list[Row], unit: str) -> dict[int, Row]:
    return {int(row["period"][5:]): row for row in rows if row["unit"] == unit}


def unit_value(kind: str, months: dict[int, Row]) -> tuple[Fraction | None, Fraction | None, set[int]]:
    """One unit's value (or numerator), its denominator, and the months on which it counts as having reported."""
    if kind == "increment":
        covered = max((month for month, row in months.items() if row["cumulative"] is not None), default=0)
        values = [exact(months[covered]["cumulative"])] if covered else []
        values += [exact(row["month"]) for month, row in months.items() if month > covered and row["month"] is not None]
        stated = {month for month, row in months.items() if row["month"] is not None} | set(range(1, covered + 1))
        return (sum((v for v in values if v is not None), Fraction(0)) if months else None), None, stated
    if not months:
        return None, None, set()
    latest = months[max(months)]
    answered = set(range(1, max(months) + 1))
    if kind == "rate":
        return exact(latest["numerator"]), exact(latest["denominator"]), answered
    return exact(latest["value" if kind == "point" else "cumulative"]), None, answered


def month_by_month(months: dict[int, Row]) -> dict[int, Fraction]:
    """An increment's months; the unknown ones under a cumulative share evenly what is left of it."""
    known = {month: exact(row["month"]) or Fraction(0) for month, row in months.items() if row["month"] is not None}
    start, before = 0, Fraction(0)
    for end in sorted(month for month, row in months.items() if row["cumulative"] is not None):
        total = exact(months[end]["cumulative"]) or Fraction(0)
        span = range(start + 1, end + 1)
        unknown = [month for month in span if months.get(month, {}).get("month") is None]
        rest = total - before - sum(known[month] for month in span if month not in unknown)
        known |= {month: rest / len(unknown) for month in unknown}
        start, before = end, total
    return known


def growth(kind: str, months: dict[int, Row]) -> Fraction:
    """What one unit's value grew by in April, May and June."""
    if kind == "increment":
        return sum((value for month, value in month_by_month(months).items() if month > 3), Fraction(0))
    values = {month: exact(row["cumulative"]) or Fraction(0) for month, row in months.items()}
    until_march = [month for month in values if month <= 3]
    first = min(values)
    start = values[max(until_march)] if until_march else values[first] * 3 / first
    return values[max(values)] - start


def light(row: Row, of: dict[str, Any], limits: Row, waiting: bool, missing: bool) -> tuple[str, str]:
    """Colour and code by the table of the rule book, for the kinds of target that the demo has, at the end of June."""
    goal, actual, delta = of["goal"], of["actual"], of["variance_pp"]
    up = row["direction"] == "at_least"
    if goal is None:
        return "grey", "no_goal"
    if waiting and not (up and actual is not None and actual >= goal):
        return "grey", "not_due"
    if actual is None:
        return "grey", "no_report" if missing else "not_due"
    if row["measure"] in ("rate", "level"):
        if missing:
            return "grey", "awaiting"
        if not up:
            if actual > goal:
                return "red", "over_limit"
            near = actual > goal - Fraction(str(limits["near_limit"]))
            return ("yellow", "near_limit") if near else ("green", "on_track")
        if actual >= goal:
            return "green", "on_track"
        return ("yellow", "behind") if actual - goal >= limits["rate_red"] else ("red", "far_behind")
    if not up:
        if actual > goal:
            return "red", "over_limit"
        return ("grey", "awaiting") if missing else ("green", "on_track")
    if actual >= goal:
        found = "green", "done"
    elif delta >= 0:
        found = "green", "on_track"
    else:
        found = ("red", "far_behind") if delta < limits["flow_red"] else ("yellow", "behind")
    bound_holds = found[0] == "green" and row["target"] != "urban-new-jobs"  # a net figure may fall again
    return found if not missing or bound_holds else ("grey", "awaiting")


def by_hand(row: Row, asked: Row, rows: list[Row], limits: Row) -> dict[str, Any]:
    """The figures of one row of the report from the listed readings, the goal, and what the target asks."""
    kind = "rate" if row["measure"] == "rate" else "cumulative" if "cum" in asked["reporting"] else asked["reporting"]
    units = {unit: by_unit(rows, unit) for unit in asked["units"]}
    due = {duty["unit"]: duty["frequency"] for duty in asked["duties"]}
    values = {unit: unit_value(kind, months) for unit, months in units.items()}
    frequency = {unit: due.get(unit, next(iter(due.values()))) for unit in units}
    missing = [
        unit
        for unit, (_, _, answered) in values.items()
        if not all(month in answered for month in list(DUE[frequency[unit]])[-1 if kind != "increment" else 0 :])
    ]
    stale = [unit for unit in missing if units[unit] and kind != "increment"]
    numerators = [value for value, _, _ in values.values() if value is not None]
    denominators = [value for _, value, _ in values.values() if value is not None]
    whole = sum(numerators, Fraction(0)) if numerators else None
    bottom = sum(denominators, Fraction(0)) if denominators else None
    actual = 100 * whole / bottom if kind == "rate" and whole is not None and bottom else whole
    goal = exact(asked["goal"])
    flow = row["measure"] in ("count", "amount") and kind != "point"
    rises = flow and row["direction"] == "at_least"
    checkpoint = asked["checkpoint"] and date.fromisoformat(asked["checkpoint"]) > DAY
    share = {
        "linear": Fraction(MONTHS, 12),
        "checkpoint": Fraction(0 if checkpoint else 1),
        "steps": exact((asked["schedule_points_pct"] or [0] * 12)[5] / 100),
    }[asked["schedule"]]
    expected = goal * share if rises and goal is not None and share is not None else goal
    found: dict[str, Any] = {"goal": goal, "actual": actual, "expected": expected}
    found["variance"] = actual - expected if actual is not None and expected is not None else None
    alpha = actual / goal if flow and row["direction"] == "at_least" and goal and actual is not None else None
    found["attainment_pct"] = 100 * alpha if alpha is not None else None
    found["expected_pct"] = 100 * share if rises and share is not None else None
    found["variance_pp"] = 100 * (alpha - share) if rises and alpha is not None and share is not None else None
    if row["measure"] == "rate":
        found |= {"numerator": whole, "denominator": bottom, "variance_pp": found["variance"]}
    remaining = max(Fraction(0), goal - actual) if rises and goal is not None and actual is not None else None
    found["remaining"] = remaining
    found["required_per_month"] = remaining / 6 if remaining is not None else None
    pace = sum((growth(kind, months) for months in units.values() if months), Fraction(0)) / 3
    found["pace_per_month"] = pace if rises and not missing and whole is not None else None
    steady = found["pace_per_month"] is not None and pace > 0 and remaining is not None
    found["pace_ratio"] = remaining / 6 / pace if steady and remaining is not None else None
    found["headroom"] = (
        goal - actual if row["direction"] == "at_most" and goal is not None and actual is not None else None
    )
    if row["measure"] == "level":
        months = [exact(item["value"]) or Fraction(0) for item in rows]
        found["mean"] = sum(months) / len(months)
        found["may_average"] = (12 * (goal or 0) - sum(months)) / (12 - len(months))
    projected = rises and not missing and actual is not None and share is not None and share >= Fraction(15, 100)
    found["projection"] = None
    if projected and actual is not None and share is not None:
        shape, recent = actual / share, actual + pace * 6
        found["projection"] = {
            "headline": shown(shape),
            "low": shown(min(shape, recent)),
            "high": shown(max(shape, recent)),
        }
    found["light"], found["light_code"] = light(row, found, limits, bool(checkpoint), bool(missing))
    return found | {"missing_units": missing, "stale_units": stale, "units_reported": len(units) - len(missing)}


@pytest.mark.parametrize("corrected", [True, False])
def test_every_figure_follows_from_the_listed_readings(demo: tuple[Path, datetime], corrected: bool) -> None:
    path, before = demo
    recomputed(desk_at(path, AFTER + timedelta(days=9)), AFTER if corrected else before)


def test_every_figure_follows_after_a_withdrawal_too(demo: tuple[Path, datetime], tmp_path: Path) -> None:
    path = Path(shutil.copy(demo[0], tmp_path / "demo.db"))
    desk = desk_at(path, AFTER + timedelta(days=1))
    for code, unit, month in (
        ("new-posts", "香水镇", 6),
        ("rural-transfer", "大湾乡", 6),
        ("guaranteed-loans", "人社局", 2),
    ):
        withdraw(desk, code, unit, Period(2023, month), "报错了", dry_run=False)
    recomputed(desk_at(path, AFTER + timedelta(days=9)), AFTER + timedelta(days=2))
    recomputed(desk_at(path, AFTER + timedelta(days=9)), AFTER)


def recomputed(desk: Desk, known_at: datetime) -> None:
    """Compare every figure known at the moment with the one that the listed readings give by hand."""
    report = told(reporting.variance(desk, DAY, known_at))
    asked = {row["code"]: row for row in told(targets.list_targets(desk, None, None, DAY, known_at))["rows"]}
    assert len(report["rows"]) == 31
    for row in report["rows"]:
        explained = told(explaining.explanation(desk, row["target"], None, DAY, known_at))
        assert explained["assessment"] == row
        found = by_hand(row, asked[row["target"]], explained["rows"], report["rules"]["thresholds"])
        numbers = {key: shown(value) if isinstance(value, Fraction) else value for key, value in found.items()}
        assert {"target": row["target"], **{key: row[key] for key in found}} == {"target": row["target"], **numbers}
        for step in explained["steps"]:
            assert step["formula"]
        if row["needed"] is not None:
            goal, bottom = exact(row["goal"]), exact(row["denominator"])
            assert goal is not None
            assert bottom is not None
            assert row["needed"] == max(0, ceil(goal * bottom / 100) - row["numerator"])


def lines_of(file: str) -> tuple[str, list[str]]:
    """A demo sheet's checksum, and its lines as a spreadsheet numbers them, written narrow and without commas."""
    (path,) = DEMO.rglob(file)
    raw = path.read_bytes()
    codec = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    return hashlib.sha256(raw).hexdigest(), [unicodedata.normalize("NFKC", line) for line in text.splitlines()]


def test_each_reading_stands_in_the_sheet_and_the_row_named(demo: tuple[Path, datetime]) -> None:
    desk = desk_at(demo[0], AFTER)
    readings = told(targets.readings(desk, None, None, None, DAY, AFTER, with_history=True))["rows"]
    assert len(readings) > 500
    for row in readings:
        source = row["source"]
        checksum, lines = lines_of(source["file"])
        assert checksum == source["sha256"]
        line = lines[source["row"] - 1].replace(",", "") + lines[source["row"] - 1]
        stated = [
            row[name] for name in ("month", "cumulative", "value", "numerator", "denominator") if row[name] is not None
        ]
        assert stated
        assert all(str(number) in line or f"{number / 10_000:g}万" in line for number in stated), (row, line)


def test_the_correction_changes_one_figure_and_names_what_it_replaced(demo: tuple[Path, datetime]) -> None:
    path, before = demo
    desk = desk_at(path, AFTER)
    now = told(explaining.explanation(desk, "new-posts", None, DAY, AFTER))
    was = told(explaining.explanation(desk, "new-posts", None, DAY, before))
    assert was["assessment"]["actual"] - now["assessment"]["actual"] == 3 + sum(
        row["month"] for row in was["rows"] if row["period"] == "2023-06"
    ) - sum(row["month"] for row in now["rows"] if row["period"] == "2023-06")
    (changed,) = (row for row in now["rows"] if row["corrects"])
    assert (changed["unit"], changed["period"], changed["month"], changed["corrects"]["month"]) == (
        "大湾乡",
        "2023-05",
        4,
        7,
    )
    assert changed["reason"] == "核实发现3个岗位重复登记"
    assert len(changed["source"]["sha256"]) == 64
    assert not any(row["corrects"] for row in was["rows"])


def test_steps_give_the_figures_of_the_report(demo: tuple[Path, datetime]) -> None:
    """Each numbered step is the figure that the report shows under the same name."""
    path, _ = demo
    names = {"actual": "actual", "expected": "expected", "variance": "variance", "remaining": "remaining"}
    names |= {"required": "required_per_month", "pace": "pace_per_month", "pace_ratio": "pace_ratio", "mean": "mean"}
    names |= {
        "headroom": "headroom",
        "needed": "needed",
        "variance_points": "variance_pp",
        "may_average": "may_average",
    }
    desk = desk_at(path, AFTER)
    seen = set()
    for row in told(reporting.variance(desk, DAY, AFTER))["rows"]:
        explained = told(explaining.explanation(desk, row["target"], None, DAY, AFTER))
        for step in explained["steps"]:
            if step["step"] in names:
                seen.add(step["step"])
                assert step["result"] == row[names[step["step"]]]
        assert sum(item["value"] or 0 for item in explained["units"]) >= 0
    assert seen == set(names)


def test_a_unit_s_page_is_its_part_of_the_whole_page(demo: tuple[Path, datetime]) -> None:
    """Only the unit's own readings are read for it; the rest of the page must not show that."""
    desk, seen = desk_at(demo[0], AFTER), 0
    for row in told(reporting.variance(desk, DAY, AFTER))["rows"]:
        whole = told(explaining.explanation(desk, row["target"], None, DAY, AFTER))
        for unit in whole["units"]:
            own = told(explaining.explanation(desk, row["target"], unit["unit"], DAY, AFTER))
            assert own["units"] == [unit]
            assert own["rows"] == [reading for reading in whole["rows"] if reading["unit"] == unit["unit"]]
            assert own["assessment"] == whole["assessment"] == row
            seen += 1
    assert seen > 100


def test_a_unit_that_does_not_report_is_refused(demo: tuple[Path, datetime]) -> None:
    with pytest.raises(NotFound, match="target show 创造新岗位"):
        explaining.explanation(desk_at(demo[0], AFTER), "new-posts", "人社局", DAY, AFTER)


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("new-posts", None),
        ("new-posts", "大湾乡"),
        ("surveyed-unemployment", None),
        ("work-relief-labour-share", None),
        ("zero-employment-families", None),
        ("guaranteed-loans", None),
        ("leadership-reviews", None),
        ("sanzhi-recruits", None),
    ],
)
def test_what_a_person_reads(demo: tuple[Path, datetime], golden: Golden, code: str, unit: str | None) -> None:
    answer = explaining.explanation(desk_at(demo[0], AFTER), code, unit, DAY, AFTER)
    text = plain.render(answer.report.document)
    golden(f"reports/explain-{code}{'-unit' if unit else ''}.txt", text)
    assert text.encode("gbk")


@pytest.mark.parametrize("unit", [None, "六盘山镇"])
def test_submissions_as_a_person_reads_them(demo: tuple[Path, datetime], golden: Golden, unit: str | None) -> None:
    answer = submissions.submissions(desk_at(demo[0], AFTER), unit, None, DAY, AFTER)
    name = f"reports/submissions{'-unit' if unit else ''}"
    text = plain.render(answer.report.document)
    golden(f"{name}.txt", text)
    golden(f"{name}.csv", csv.render(answer.report.document))
    assert text.encode("gbk")


def test_submissions_partition_and_agree_with_accountability(demo: tuple[Path, datetime]) -> None:
    desk = desk_at(demo[0], AFTER)
    rows = told(submissions.submissions(desk, None, None, DAY, AFTER))["rows"]
    account = told(reporting.accountability(desk, DAY, AFTER))
    of_unit = {row["department"]: row["reporting"] for row in account["rows"]}
    counted: dict[str, int] = defaultdict(int)
    for row in rows:
        assert row["expected"] == row["on_time"] + row["late"] + row["missing"] == len(row["items"])
        assert len(row["missing_items"]) == row["missing"]
        assert {key: row[key] for key in of_unit[row["unit"]]} == of_unit[row["unit"]]
        counted["expected"] += row["expected"]
        counted["missing"] += row["missing"]
    assert counted == {key: account["total"]["reporting"][key] for key in counted}


@pytest.mark.parametrize(
    ("unit", "period", "units", "expected", "findings"),
    [
        ("各乡（镇）", None, 7, 420, True),
        ("黄花乡", 6, 1, 12, True),
        ("黄花乡", 5, 1, 9, False),
        ("财政局", None, 1, 6, False),
    ],
)
def test_submissions_narrowed(
    demo: tuple[Path, datetime], unit: str, period: int | None, units: int, expected: int, findings: bool
) -> None:
    asked = Period(2023, period) if period else None
    answer = submissions.submissions(desk_at(demo[0], AFTER), unit, asked, DAY, AFTER)
    rows = told(answer)["rows"]
    assert (len(rows), sum(row["expected"] for row in rows), answer.findings) == (units, expected, findings)


def test_due_days_are_moved_by_the_calendar(demo: tuple[Path, datetime]) -> None:
    rows = told(submissions.submissions(desk_at(demo[0], AFTER), "香水镇", None, DAY, AFTER))["rows"]
    days = {item["period"]: item["due_on"] for item in rows[0]["items"]}
    assert days["2023-02"] == "2023-02-27"  # the 25th was a Saturday
    assert days["2023-06"] == "2023-06-25"  # a Sunday, but a make-up workday
