"""Scores of the demo: every printed line adds up, and nothing of them is there unless it is asked for."""

import json
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.accounts.preset import Preset, PresetItem, attained
from jytrack.domain.accounts.scoring import score_all
from jytrack.domain.values.words import UnitOrder
from jytrack.reports.accounts import scores
from jytrack.reports.formats import csv, plain
from jytrack.reports.formats.json import render
from jytrack.reports.values.document import Document, Report
from jytrack.services.accounts import reporting
from jytrack.services.accounts.scoring import find_preset
from tests.conftest import Golden
from tests.services.desks import CHINA, desk_at, with_demo

DAYS = [date(2023, 1, 31), date(2023, 6, 30), date(2023, 12, 31)]
JUNE = DAYS[1]
AFTER = datetime(2024, 1, 1, 9, tzinfo=CHINA)
NINGXIA = find_preset("ningxia")
HRSS = "人社局"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("scores") / "demo.db")[0]


def own(**values: str) -> Preset:
    """An office's own preset: other numbers, by the codes of the items."""
    return replace(
        NINGXIA, name="本县", values={**NINGXIA.values, **{PresetItem(code): Fraction(v) for code, v in values.items()}}
    )


ROUGH = own(
    places="0", cap_pct="100", lead_weight="0.37", via_group_weight="0.25", late_report="0.0125", missing_report="7"
)


def page(
    demo: Path,
    preset: Preset | None,
    department: str | None = None,
    day: date = JUNE,
    order: UnitOrder = UnitOrder.PLAN,
) -> Report:
    desk = desk_at(demo, AFTER)
    return reporting.accountability(desk, day, AFTER, department, order, preset).report


def told(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render(report.data))
    return data


def exact(value: float) -> Fraction:
    return Fraction(str(value))


def rounded(value: Fraction, places: int) -> Fraction:
    """Half up, by this test's own arithmetic; scores are never negative before what is taken off."""
    return Fraction((2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator), 10**places)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("preset", [NINGXIA, ROUGH], ids=["ningxia", "own"])
def test_every_score_is_what_its_printed_items_add_up_to(demo: Path, preset: Preset, day: date) -> None:
    data = told(page(demo, preset, day=day))
    rules = data["rules"]["scoring"]
    scored = [row for row in data["rows"] if row["score"] is not None]
    assert scored
    weights = {role: exact(rules[f"{role}_weight"]) for role in ("lead", "co_lead", "responsible", "via_group")}
    for row in scored:
        detail = row["score_detail"]
        items = detail["items"]
        assert all(exact(item["weight"]) == weights[item["role"]] > 0 for item in items)
        assert all(exact(item["weighted"]) == exact(item["weight"]) * exact(item["score"]) for item in items)
        weighted, weight = sum(exact(i["weighted"]) for i in items), sum(exact(i["weight"]) for i in items)
        assert exact(detail["base"]) == rounded(weighted / weight, rules["places"])
        taken = {one["kind"]: exact(one["points"]) for one in detail["deductions"]}
        reports = row["reporting"]
        assert taken.get("late", 0) == reports["late"] * exact(rules["late_report"])
        assert taken.get("missing", 0) == reports["missing"] * exact(rules["missing_report"])
        assert exact(row["score"]) == exact(detail["base"]) - sum(taken.values())


@pytest.mark.parametrize("day", DAYS)
def test_vertical_units_and_groups_are_listed_and_never_scored(demo: Path, day: date) -> None:
    rows = [row for row in told(page(demo, ROUGH, day=day))["rows"] if row["kind"] in ("vertical", "group", None)]
    assert {row["department"] for row in rows} >= {"税务局", "人行泾源支行", "社会经济调查队", "各乡（镇）"}
    for row in rows:
        assert row["score"] is None
        assert not row["score_detail"]["items"]
        assert row["score_detail"]["reason"]


def test_what_could_be_scored_is_scored_or_says_why_not(demo: Path) -> None:
    """Each task of a department is there: by its targets and milestones, or as a whole."""
    for row in told(page(demo, NINGXIA))["rows"]:
        if row["kind"] not in ("vertical", "group", None):
            detail = row["score_detail"]
            spoken = {item["task"] for item in (*detail["items"], *detail["unscored"])}
            assert spoken - {None} == {item["task"] for item in row["items"]}


@pytest.mark.parametrize("department", [None, HRSS])
def test_without_the_option_nothing_is_there(demo: Path, department: str | None) -> None:
    """A page with scores is the page without them, and the scores."""
    bare, scored = page(demo, None, department), page(demo, NINGXIA, department)
    assert "计分" not in plain.render(bare.document)
    added = [block for block in scored.document.blocks if block not in bare.document.blocks]
    assert added
    assert tuple(block for block in scored.document.blocks if block not in added) == bare.document.blocks
    data, with_scores = told(bare), told(scored)
    assert data["rules"]["preset"] is None
    assert "scoring" not in data["rules"]
    assert all(row["score"] is None and "score_detail" not in row for row in data["rows"])
    del with_scores["rules"]["scoring"]
    with_scores["rules"]["preset"] = None
    for row in with_scores["rows"]:
        del row["score_detail"], row["score_rank"]
        row["score"] = None
    assert with_scores == data


def test_the_preset_is_printed_whole(demo: Path) -> None:
    for department in (None, HRSS):
        report = page(demo, NINGXIA, department)
        text = plain.render(report.document)
        for item in PresetItem:
            assert item.label in text
        assert NINGXIA.source in text
        assert NINGXIA.remark in text
        rules = told(report)["rules"]
        assert rules["preset"] == "ningxia"
        assert {item.value: Fraction(str(rules["scoring"][item.value])) for item in PresetItem} == NINGXIA.values


def test_an_office_s_own_numbers_change_the_scores(demo: Path) -> None:
    def score(preset: Preset) -> float:
        (row,) = told(page(demo, preset, HRSS))["rows"]
        return float(row["score"])

    assert score(NINGXIA) == 83.81
    assert score(own(late_report="1")) == 76.61
    assert score(own(floor_pct="50")) == 88.43
    assert score(own(responsible_weight="0")) == 81.07


def test_ranks_by_score_only_when_asked(demo: Path) -> None:
    rows = told(page(demo, NINGXIA))["rows"]
    assert {row["score_rank"] for row in rows} == {None}
    ranked = told(page(demo, NINGXIA, order=UnitOrder.RANK))["rows"]
    places = {row["department"]: row["score_rank"] for row in ranked}
    scored = {row["department"]: row["score"] for row in rows if row["score"] is not None}
    assert {name for name, place in places.items() if place} == set(scored)
    assert all(places[name] == 1 + sum(other > own for other in scored.values()) for name, own in scored.items())


@pytest.mark.parametrize(
    ("done", "percent", "points"),
    [("6999.9", "69.99%", "0"), ("7000", "70.00%", "70"), ("10999.9", "109.99%", "109.99")],
)
def test_no_percentage_is_printed_on_the_other_side_of_a_line(demo: Path, done: str, percent: str, points: str) -> None:
    standing = reporting.stand_plan(desk_at(demo, AFTER), JUNE, AFTER)
    score = score_all(standing.accountability.accounts, NINGXIA, JUNE).scores[HRSS]
    ratio = Fraction(done) / 10_000
    item = replace(score.items[0], ratio=ratio, score=attained(NINGXIA, ratio))
    text = plain.render(Document(HRSS, scores.detail(replace(score, items=(item,)), NINGXIA)))
    assert text.splitlines()[5].split()[-4:] == [percent, points, "1", points]


def test_csv_has_the_scores_too(demo: Path) -> None:
    head, *rows = csv.render(page(demo, NINGXIA).document).decode("utf-8-sig").splitlines()
    assert head.endswith("得分,基础分,加权得分,权重,扣分,计分项,未计分项,不计分原因")
    (line,) = [row for row in rows if row.startswith(f"{HRSS},")]
    assert line.endswith(",83.81,84.61,1099.975,13,0.8,15,26,")
    lines = csv.render(page(demo, NINGXIA, HRSS).document).decode("utf-8-sig").splitlines()
    assert "1,以工代赈项目吸纳农民工占比,责任,93.333333,93.33,0.5,46.665," in lines
    assert ",得分,,,83.81,,," in lines
    assert "13,区属国企定向退役军人岗位占比,责任,,,,,不作约束" in lines


def test_pages(demo: Path, golden: Golden) -> None:
    standing = reporting.stand_plan(desk_at(demo, AFTER), JUNE, AFTER)
    scoring = score_all(standing.accountability.accounts, NINGXIA, JUNE)
    table = (*scores.overall(scoring, UnitOrder.PLAN), *scores.method(NINGXIA))
    golden("reports/scores.txt", plain.render(Document("计分表", table)))
    for name in (HRSS, "六盘山镇"):
        golden(f"reports/scores-{name}.txt", plain.render(Document(name, scores.detail(scoring.scores[name], NINGXIA))))
