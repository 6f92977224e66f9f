"""The second schedule only warns: in the remarks, in JSON, in csv, in the small print; the light never hears of it."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.words import ScheduleKind
from jytrack.reports.figures.variance import report
from jytrack.reports.figures.variance_rows import json_row
from jytrack.reports.formats import csv, plain
from jytrack.reports.values import phrases
from tests.reports.sample import CLOCK, PLAN, READINGS

(POSTS,) = (target for target in PLAN.targets if target.code == "posts")
"""63 of 120 at the end of June: 52.5 %, on the linear schedule 2.5 points ahead."""


def steps(june: str) -> Schedule:
    """A schedule whose sixth share is `june`."""
    return Schedule(ScheduleKind.STEPS, (*[Fraction(0)] * 5, Fraction(june), *[Fraction(9, 10)] * 5, Fraction(1)))


def warned(schedule: Schedule | None) -> Assessment:
    return assess(replace(POSTS, early_warning=schedule), READINGS["posts"], CLOCK)


def sheet(*items: Assessment) -> list[Mapping[str, str]]:
    """The csv as a program reads it."""
    head, *lines = csv.render(report(PLAN, CLOCK, items).document).decode("utf-8-sig").splitlines()
    return [dict(zip(head.split(","), line.split(","), strict=True)) for line in lines]


@pytest.mark.parametrize(
    ("june", "share", "points", "words"),
    [
        ("0.4", 40, 12.5, "比预警时序+12.5（亮灯按正式时序）"),
        ("0.525", 52.5, 0, "比预警时序0.0（亮灯按正式时序）"),
        ("0.7", 70, -17.5, "比预警时序-17.5（亮灯按正式时序）"),
    ],
)
def test_ahead_at_and_behind_the_warning(june: str, share: float, points: float, words: str) -> None:
    judged = warned(steps(june))
    assert judged.light == warned(None).light
    assert words in phrases.remarks(judged)
    assert json_row(PLAN, judged)["early_warning"] == {
        "schedule": "steps",
        "expected_pct": share,
        "variance_pp": points,
    }
    (row,) = sheet(judged)
    assert (row["预警时序"], float(row["预警进度（%）"]), float(row["距预警时序（百分点）"])) == ("分步", share, points)


def test_a_warning_that_cannot_be_computed_is_named_and_has_no_figure() -> None:
    judged = warned(Schedule(ScheduleKind.LAST_YEAR))
    assert json_row(PLAN, judged)["early_warning"] is None
    assert "预警" not in phrases.remarks(judged)
    (row,) = sheet(judged)
    assert (row["预警时序"], row["预警进度（%）"], row["距预警时序（百分点）"]) == ("上年同期", "", "")


def test_without_a_second_schedule_nothing_is_said() -> None:
    judged = warned(None)
    assert json_row(PLAN, judged)["early_warning"] is None
    (row,) = sheet(judged)
    assert (row["预警时序"], row["预警进度（%）"], row["距预警时序（百分点）"]) == ("", "", "")
    assert "预警" not in plain.render(report(PLAN, CLOCK, [judged]).document)


def test_the_small_print_counts_the_targets_that_have_one() -> None:
    other: Target = next(target for target in PLAN.targets if target.code == "loans")
    page = plain.render(report(PLAN, CLOCK, [warned(steps("0.4")), assess(other, READINGS["loans"], CLOCK)]).document)
    assert "1项另有预警时序，只作提示，不影响亮灯" in page
