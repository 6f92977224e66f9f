"""The keys of the JSON objects, as the interface promises them."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from jytrack.domain.accounts.reminding import reminders
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.reports.accounts import accountability, overview
from jytrack.reports.accounts import reminders as reminding
from jytrack.reports.figures import readings, targets, variance
from jytrack.reports.formats.json import render
from jytrack.reports.sheets import imports
from jytrack.reports.supervision import tasklist
from jytrack.reports.values.document import Report
from tests.reports import results
from tests.reports.sample import CLOCK, PLAN

HEADER = "plan as_of known_at rows"
REPORT = f"{HEADER} report closed_months rules"
TALLY = "tasks done green yellow red grey cancelled"


def keys(row: object) -> Mapping[str, Any]:
    assert isinstance(row, dict)
    return row


def lacking(row: object, promised: str) -> set[str]:
    return set(promised.split()) - set(keys(row))


def test_task_list(standing: PlanStanding) -> None:
    data = keys(tasklist.list_report(standing, standing.tasks).data)
    assert not lacking(data, HEADER)
    row = "no title section lead responsible status light light_reasons targets milestones longest_overdue_days"
    assert [lacking(found, row) for found in data["rows"]] == [set()] * 6
    assert (data["plan"], data["as_of"], data["known_at"]) == (PLAN.code, "2023-06-30", "2023-07-01T09:00:00+08:00")


def test_target_list() -> None:
    data = keys(targets.list_report(PLAN, CLOCK, PLAN.targets).data)
    assert not lacking(data, HEADER)
    row = (
        "code name measure_unit direction measure reporting goal goal_basis binding task task_basis"
        " lead responsible units frequency schedule"
    )
    assert {key for found in data["rows"] for key in lacking(found, row)} == set()


def test_variance(standing: PlanStanding) -> None:
    data = keys(variance_of(standing).data)
    assert not lacking(data, REPORT)
    assert not lacking(data["rules"], "preset thresholds")
    row = (
        "target name measure_unit direction measure binding task task_basis lead responsible goal original_goal actual"
        " mean numerator denominator needed attainment_pct schedule expected expected_pct variance variance_pp headroom"
        " remaining required_per_month pace_per_month pace_ratio projection projection_note early_warning light"
        " light_code light_reason lower_bound units_reported units_expected missing_units stale_units"
    )
    assert {key for found in data["rows"] for key in lacking(found, row)} == set()
    projections = [found["projection"] for found in data["rows"] if found["projection"]]
    assert projections
    assert {key for found in projections for key in lacking(found, "headline low high")} == set()


def test_accountability(standing: PlanStanding) -> None:
    data = keys(accountability.report(standing).data)
    assert not lacking(data, f"{REPORT} total")
    row = (
        "department kind lead co_lead responsible via_group targets milestones_overdue days_overdue done_rate_pct"
        " done_of_due_pct reporting score items rank milestones_late_done days_late_done due postponed"
        " extensions_pending extensions_refused"
    )
    for found in [*data["rows"], data["total"]]:
        assert not lacking(found, row)
        for part in ("lead", "co_lead", "responsible", "via_group"):
            assert set(found[part]) == set(TALLY.split())
        assert not lacking(found["targets"], "green yellow red grey")
        assert not lacking(found["reporting"], "expected on_time late missing corrected completeness_pct")
        assert {key for item in found["items"] for key in lacking(item, "task role light reasons")} == set()


def test_counts_open_into_as_many_items(standing: PlanStanding) -> None:
    for row in keys(accountability.report(standing).data)["rows"]:
        for part in ("lead", "co_lead", "responsible", "via_group"):
            assert row[part]["tasks"] == sum(item["role"] == part for item in row["items"])


def test_report_holds_both(standing: PlanStanding) -> None:
    data = keys(overview.report(standing).data)
    assert data["rows"] == variance_of(standing).data["rows"]
    assert data["accountability"] == accountability.report(standing).data


def test_remind(standing: PlanStanding) -> None:
    data = keys(reminding.report(standing, reminders(standing)).data)
    row = "kind what department due_on days light message task target period urged urged_on next_on"
    assert not lacking(data, HEADER)
    assert [set(found) for found in data["rows"]] == [set(row.split())] * len(reminders(standing))


def test_target_import() -> None:
    data = keys(imports.report(PLAN, CLOCK, results.REFUSED).data)
    assert not lacking(data, f"{HEADER} files written")
    for file in data["files"]:
        assert not lacking(file, "file sha256 encoding layout period counts problems")
        assert set(file["counts"]) == {"new", "unchanged", "corrected", "rejected"}
        for problem in file["problems"]:
            assert set(problem) == {"severity", "code", "row", "column", "value", "message", "suggestion"}
    assert data["written"] is False


def test_readings_name_their_source() -> None:
    data = json.loads(render(readings.report(readings.Told(PLAN, CLOCK, results.found(*results.RECORDS))).data))
    row = "unit period month cumulative value numerator denominator recorded_at recorded_by source"
    assert {key for found in data["rows"] for key in lacking(found, row)} == set()
    assert set(data["rows"][0]["source"]) == {"file", "sha256", "sheet", "row"}
    assert data["rows"][1]["source"] is None


@pytest.mark.parametrize("field", ["attainment_pct", "variance_pp", "pace_ratio", "actual"])
def test_unknown_is_null_and_never_zero(standing: PlanStanding, field: str) -> None:
    rows = {row["target"]: row for row in keys(variance_of(standing).data)["rows"]}
    assert rows["fund"][field] is None


def variance_of(standing: PlanStanding) -> Report:
    return variance.report(standing.plan, standing.clock, standing.assessments)
