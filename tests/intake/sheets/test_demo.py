"""The fictional demo sheets: they say that they are, they come in whole, and they show every light."""

import csv
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Colour, LightCode
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.intake.sheets.merging import Outcome, merge
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.values.decode import Decoded, decode
from jytrack.intake.values.problem import Code, Severity
from jytrack.intake.values.spelling import spelling
from jytrack.shipped import shipped
from tests.intake.sample import Sheet, codes, contradictions, read_sheet

DEMO = shipped("seed") / "demo"
Batch = tuple[list[str], date, str]


def batches() -> list[Batch]:
    """The batches of imports.csv in order: files, the day they came, the reason of a correction."""
    with (DEMO / "imports.csv").open(encoding="utf-8-sig", newline="") as manifest:
        rows = list(csv.DictReader(manifest))
    return [(row["文件"].split(" "), date.fromisoformat(row["收到日期"]), row["更正原因"]) for row in rows]


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, problems = read_plan_folder(shipped("seed") / "jingyuan-2023")
    assert found is not None, problems
    return found


def context_of(plan: Plan, received: date) -> Context:
    units = {spelling(written): d.name for d in plan.departments for written in (d.name, *d.aliases) if not d.members}
    metrics = [target.metric for target in plan.targets]
    return Context(
        plan.year,
        units,
        {spelling(written): metric for metric in metrics for written in (metric.code, metric.name, *metric.aliases)},
        frozenset((unit, target.code) for target in plan.targets for unit in target.units),
        received,
    )


@pytest.fixture(scope="module")
def sheets(plan: Plan) -> list[Sheet]:
    """All sheets in the order in which they came."""
    return [
        read_sheet((DEMO / file).read_bytes(), file.rpartition("/")[2], context_of(plan, received))
        for files, received, _ in batches()
        for file in files
    ]


def test_every_sheet_is_listed_once() -> None:
    listed = [file for files, _, _ in batches() for file in files]
    found = [str(path.relative_to(DEMO)) for path in DEMO.glob("2023-*/*.csv")]
    assert sorted(listed) == sorted(found)
    assert 15 <= len(found) <= 25


def test_every_sheet_says_that_it_is_fictional() -> None:
    for path in DEMO.glob("2023-*/*.csv"):
        decoded = decode(path.read_bytes())
        assert isinstance(decoded, Decoded)
        assert any("虚构演示数据" in line for line in decoded.text.splitlines()[:2]), path.name


def test_every_sheet_comes_in_without_an_error(sheets: list[Sheet]) -> None:
    assert {sheet.name: codes(sheet) for sheet in sheets if sheet.refused} == {}
    assert all(sheet.entries for sheet in sheets)
    warnings = [(sheet.name, code) for sheet in sheets for code in codes(sheet, Severity.WARNING)]
    assert warnings == [("虚构_乡镇5月汇总表.csv", Code.TOTAL_MISMATCH)]


def test_the_sheets_are_as_messy_as_real_ones(sheets: list[Sheet]) -> None:
    assert {sheet.encoding for sheet in sheets} == {"gb18030", "utf-8", "utf-8-sig", "utf-16"}
    assert {sheet.layout for sheet in sheets} == {"long", "summary"}
    put_right = "".join(problem.value or "" for sheet in sheets for problem in sheet.problems)
    assert all(mess in put_right for mess in ("万", "３", ",", "元", "年", "人"))


@pytest.fixture(scope="module")
def record(plan: Plan, sheets: list[Sheet]) -> dict[tuple[str, str], dict[Period, Reading]]:
    """What is on record after all sheets, in order, and only where a reason was given against what was there."""
    reasons = iter([reason for files, _, reason in batches() for _ in files])
    kept: dict[tuple[str, str], dict[Period, Reading]] = {}
    metrics = [target.metric for target in plan.targets]
    for sheet in sheets:
        reason = next(reasons)
        history = {key: tuple(readings.values()) for key, readings in kept.items()}
        assert contradictions(sheet.entries, history, metrics) == []
        for entry in sheet.entries:
            readings = kept.setdefault((entry.unit, entry.metric), {})
            merged = merge(entry, readings.get(entry.period))
            assert merged.outcome is (Outcome.CONFLICT if reason else Outcome.NEW)
            readings[entry.period] = merged.reading
    return kept


def test_the_missing_and_the_corrected(plan: Plan, record: dict[tuple[str, str], dict[Period, Reading]]) -> None:
    june = Period(2023, 6)
    missing = {
        unit
        for target in plan.targets
        for unit in target.units
        if any(duty.unit == unit and june.month in duty.frequency.due_months for duty in target.unit_duties)
        and june not in record.get((unit, target.code), {})
    }
    assert missing == {"黄花乡"}
    assert record["大湾乡", "new-posts"][Period(2023, 5)].month == 4 * 10_000


LIGHTS = {
    LightCode.OVER_LIMIT: ["zero-employment-families"],
    LightCode.FAR_BEHIND: ["guaranteed-loans", "job-fairs"],
    LightCode.NEAR_LIMIT: ["surveyed-unemployment"],
    LightCode.BEHIND: ["internship-posts", "project-jobs", "work-relief-labour-share"],
    LightCode.DONE: ["welfare-posts", "western-plan-recruits"],
    LightCode.ON_TRACK: [
        *("enterprise-jobs", "hardship-employment", "hardship-graduate-aid", "leadership-reviews", "mass-incidents"),
        *("new-startups", "rural-transfer", "startup-training", "veteran-post-share", "work-relief-pay-share"),
    ],
    LightCode.AWAITING: [
        *("hardship-service", "household-employment", "new-posts", "reemployment", "skills-training"),
        *("urban-new-jobs", "village-staff"),
    ],
    LightCode.NOT_DUE: ["graduate-placement", "sanzhi-recruits", "unplaced-graduate-aid", "work-budget"],
    LightCode.NO_GOAL: ["employment-fund"],
}


def test_the_lights_at_the_end_of_june(plan: Plan, record: dict[tuple[str, str], dict[Period, Reading]]) -> None:
    clock = Clock(plan.year, date(2023, 6, 30), datetime(2023, 7, 1, tzinfo=ZoneInfo("Asia/Shanghai")))
    found: dict[LightCode, list[str]] = {}
    colours = set()
    for target in plan.targets:
        readings = [r for (_, code), kept in record.items() if code == target.code for r in kept.values()]
        light = assess(target, readings, clock).light
        colours.add(light.colour)
        found.setdefault(light.code, []).append(target.code)
    assert {code: sorted(targets) for code, targets in found.items()} == LIGHTS
    assert colours == set(Colour)
