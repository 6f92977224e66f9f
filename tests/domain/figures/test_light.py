"""Every cell of the light table, its boundaries, the grey order and the missing units (domain.md §3, Light)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from jytrack.domain.figures.light import Case, Light, light_for, milestone_light
from jytrack.domain.plan.target import Metric, Schedule, Target, Thresholds
from jytrack.domain.values.words import Colour, Direction, Measure, Reporting
from tests.domain.builders import checkpoint, clock, metric, milestone, target

F = Fraction
FLOW = metric()
NET_FLOW = metric(may_be_negative=True)
CUMULATIVE = metric(reporting=Reporting.CUMULATIVE_DISTINCT)
STOCK = metric(reporting=Reporting.POINT)
RATE = metric(Measure.RATE)
LEVEL = metric(Measure.LEVEL)
AMOUNT = metric(Measure.AMOUNT)


def case(of: Metric, goal: str | None, actual: str | None, month: int = 6, **more: object) -> Case:
    """A case with δ on a linear schedule for flows, r − T for rates; `most=True` makes the goal a ceiling."""
    direction = Direction.AT_MOST if more.pop("most", False) else Direction.AT_LEAST
    schedule = more.pop("schedule", Schedule())
    judged = target(goal, of=of, direction=direction, schedule=schedule)
    wanted, have = (None if text is None else F(text) for text in (goal, actual))
    given = {
        "as_of": clock(month).as_of,
        "points": points_of(judged, wanted, have, month),
        "pace": None,
        "pace_ratio": None,
        "ever_reported": actual is not None,
        "units_missing": False,
    } | more
    return Case(target=judged, closed_months=month, goal=wanted, actual=have, **given)  # type: ignore[arg-type]


def points_of(judged: Target, goal: F | None, actual: F | None, month: int) -> F | None:
    if goal is None or actual is None:
        return None
    if not judged.is_flow or judged.direction is Direction.AT_MOST:
        return actual - goal
    return 100 * (actual / goal - F(month, 12)) if goal else None


def seen(light: Light) -> str:
    return f"{light.colour} {light.code}" + (" lower_bound" if light.lower_bound else "")


@pytest.mark.parametrize("of", [FLOW, CUMULATIVE, AMOUNT], ids=["increment", "cumulative", "amount"])
@pytest.mark.parametrize(
    ("month", "actual", "light"),
    [
        (6, "1000", "green done"),
        (6, "1200", "green done"),
        (6, "999.9999", "green on_track"),
        (6, "500", "green on_track"),
        (6, "499.9999", "yellow behind"),
        (6, "400", "yellow behind"),
        (6, "399.9999", "red far_behind"),
        (6, "0", "red far_behind"),
        (12, "1000", "green done"),
        (12, "999.9999", "red not_met"),
        (12, "0", "red not_met"),
    ],
)
def test_flow_at_least(of: Metric, month: int, actual: str, light: str) -> None:
    assert seen(light_for(case(of, "1000", actual, month))) == light


@pytest.mark.parametrize(
    ("month", "actual", "pace", "ratio", "light"),
    [
        (9, "749", "90", "1.51", "red far_behind"),
        (9, "749", "90", "1.5", "yellow behind"),
        (9, "749", "1", "1.5", "yellow behind"),
        (9, "749", "0", None, "red far_behind"),
        (9, "749", "-1", None, "red far_behind"),
        (9, "750", "0", None, "green on_track"),
        (9, "750", "90", "1.51", "green on_track"),
        (8, "660", "90", "1.51", "yellow behind"),
        (8, "660", "0", None, "yellow behind"),
        (11, "900", "10", "1.51", "red far_behind"),
    ],
)
def test_flow_behind_with_three_months_left(month: int, actual: str, pace: str, ratio: str | None, light: str) -> None:
    judged = case(FLOW, "1000", actual, month, pace=F(pace), pace_ratio=None if ratio is None else F(ratio))
    assert seen(light_for(judged)) == light


@pytest.mark.parametrize(
    ("month", "actual", "light"),
    [
        (6, "100", "green on_track"),
        (6, "99.9999", "red far_behind"),
        (12, "100", "green done"),
        (12, "99.9999", "red not_met"),
    ],
)
def test_stock_at_least(month: int, actual: str, light: str) -> None:
    assert seen(light_for(case(STOCK, "100", actual, month))) == light


@pytest.mark.parametrize("of", [RATE, LEVEL], ids=["rate", "level"])
@pytest.mark.parametrize(
    ("month", "actual", "light"),
    [
        (6, "90", "green on_track"),
        (6, "89.9999", "yellow behind"),
        (6, "88", "yellow behind"),
        (6, "87.9999", "red far_behind"),
        (12, "90", "green done"),
        (12, "89.9999", "red not_met"),
        (12, "80", "red not_met"),
    ],
)
def test_rate_at_least(of: Metric, month: int, actual: str, light: str) -> None:
    assert seen(light_for(case(of, "90", actual, month))) == light


@pytest.mark.parametrize("of", [LEVEL, RATE], ids=["level", "rate"])
@pytest.mark.parametrize("month", [6, 12])
@pytest.mark.parametrize(
    ("actual", "light"),
    [
        ("5.3", "green on_track"),
        ("5.3001", "yellow near_limit"),
        ("5.5", "yellow near_limit"),
        ("5.5001", "red over_limit"),
    ],
)
def test_level_or_rate_at_most(of: Metric, month: int, actual: str, light: str) -> None:
    assert seen(light_for(case(of, "5.5", actual, month, most=True))) == light


@pytest.mark.parametrize("of", [FLOW, STOCK, AMOUNT], ids=["increment", "stock", "amount"])
@pytest.mark.parametrize("month", [6, 12])
@pytest.mark.parametrize(
    ("actual", "light"), [("0", "green on_track"), ("3", "green on_track"), ("3.0001", "red over_limit")]
)
def test_count_at_most(of: Metric, month: int, actual: str, light: str) -> None:
    assert seen(light_for(case(of, "3", actual, month, most=True))) == light


@pytest.mark.parametrize(
    ("due", "done", "light"),
    [
        (-1, None, "red overdue"),
        (0, None, "yellow due_soon"),
        (7, None, "yellow due_soon"),
        (8, None, "green not_due"),
        (-30, -1, "green done"),
        (30, 0, "green done"),
        (-1, 1, "red overdue"),
    ],
)
def test_milestones(due: int, done: int | None, light: str) -> None:
    today = date(2023, 6, 30)
    done_on = None if done is None else today + timedelta(days=done)
    judged = milestone_light(milestone("半年看进度", today + timedelta(days=due), done_on), today, Thresholds())
    assert seen(judged) == light


@pytest.mark.parametrize(
    ("judged", "light"),
    [
        (case(FLOW, None, None, 0, units_missing=True), "grey no_goal"),
        (case(FLOW, None, "500"), "grey no_goal"),
        (case(FLOW, "1000", None, 0, units_missing=True), "grey not_due"),
        (case(RATE, "90", "80", schedule=checkpoint(12, 31)), "grey not_due"),
        (case(RATE, "90", None, schedule=checkpoint(12, 31), units_missing=True), "grey not_due"),
        (case(RATE, "90", "90", schedule=checkpoint(12, 31)), "green on_track"),
        (case(RATE, "90", "90", schedule=checkpoint(12, 31), units_missing=True), "grey not_due"),
        (case(RATE, "90", "80", 12, schedule=checkpoint(12, 31)), "red not_met"),
        (case(FLOW, "90", "40", schedule=checkpoint(9, 30), points=F(44)), "grey not_due"),
        (case(FLOW, "90", "90", schedule=checkpoint(9, 30)), "green done"),
        (case(FLOW, "90", "90", schedule=checkpoint(9, 30), units_missing=True), "green done lower_bound"),
        (case(FLOW, "90", "40", 9, schedule=checkpoint(9, 30), points=F(-50)), "red far_behind"),
        (case(LEVEL, "5.5", "5", schedule=checkpoint(9, 30), most=True), "grey not_due"),
        (case(LEVEL, "5.5", "5.6", schedule=checkpoint(9, 30), most=True), "red over_limit"),
        (case(FLOW, "3", "4", schedule=checkpoint(9, 30), most=True), "red over_limit"),
        (case(FLOW, "3", "4", schedule=checkpoint(9, 30), most=True, units_missing=True), "red over_limit"),
        (case(RATE, "10", "50", schedule=checkpoint(9, 30), most=True, units_missing=True), "grey not_due"),
        (case(FLOW, "1000", None), "grey not_due"),
        (case(FLOW, "1000", None, units_missing=True), "grey no_report"),
        (case(FLOW, "0", None), "grey not_due"),
        (case(RATE, "90", None, ever_reported=True), "grey not_computable"),
        (case(RATE, "90", None, ever_reported=True, units_missing=True), "grey awaiting"),
        (case(FLOW, "1000", "900", points=None), "grey not_computable"),
        (case(FLOW, "0", "-1", points=None), "grey not_computable"),
        (case(FLOW, "1000", "900", points=None, units_missing=True), "grey awaiting"),
        (case(FLOW, "1000", "900", 12, points=None), "red not_met"),
        (case(FLOW, "0", "0"), "green done"),
    ],
)
def test_grey_and_its_order(judged: Case, light: str) -> None:
    assert seen(light_for(judged)) == light


@pytest.mark.parametrize(
    ("judged", "light"),
    [
        (case(FLOW, "1000", "1000", units_missing=True), "green done lower_bound"),
        (case(FLOW, "1000", "500", units_missing=True), "green on_track lower_bound"),
        (case(FLOW, "1000", "499", units_missing=True), "grey awaiting"),
        (case(FLOW, "1000", "0", units_missing=True), "grey awaiting"),
        (case(FLOW, "1000", "999", 12, units_missing=True), "grey awaiting"),
        (case(CUMULATIVE, "1000", "500", units_missing=True), "green on_track lower_bound"),
        (case(NET_FLOW, "1000", "1000", units_missing=True), "grey awaiting"),
        (case(NET_FLOW, "1000", "1000"), "green done"),
        (case(FLOW, "3", "4", most=True, units_missing=True), "red over_limit"),
        (case(FLOW, "3", "3", most=True, units_missing=True), "grey awaiting"),
        (case(STOCK, "0", "1", most=True, units_missing=True), "red over_limit"),
        (case(STOCK, "0", "0", most=True, units_missing=True), "grey awaiting"),
        (case(STOCK, "100", "100", units_missing=True), "grey awaiting"),
        (case(RATE, "90", "95", units_missing=True), "grey awaiting"),
        (case(RATE, "90", "50", units_missing=True), "grey awaiting"),
        (case(RATE, "10", "50", most=True, units_missing=True), "grey awaiting"),
        (case(LEVEL, "5.5", "5", most=True, units_missing=True), "grey awaiting"),
        (case(LEVEL, "5.5", "9", most=True, units_missing=True), "grey awaiting"),
    ],
)
def test_what_stands_while_units_are_missing(judged: Case, light: str) -> None:
    assert seen(light_for(judged)) == light


@pytest.mark.parametrize(
    ("of", "goal", "actual", "month", "lines", "light"),
    [
        (FLOW, "1000", "350", 6, Thresholds(flow_red=F(-20)), "yellow behind"),
        (FLOW, "1000", "450", 6, Thresholds(flow_red=F(-4)), "red far_behind"),
        (RATE, "90", "86", 6, Thresholds(rate_red=F(-5)), "yellow behind"),
        (LEVEL, "5.5", "5.2", 6, Thresholds(near_limit=F(1, 2)), "yellow near_limit"),
    ],
)
def test_thresholds_are_the_target_s_data(
    of: Metric, goal: str, actual: str, month: int, lines: Thresholds, light: str
) -> None:
    direction = Direction.AT_MOST if of is LEVEL else Direction.AT_LEAST
    judged = target(goal, of=of, direction=direction, thresholds=lines)
    points = points_of(judged, F(goal), F(actual), month)
    found = light_for(
        Case(judged, clock(month).as_of, month, F(goal), F(actual), points, None, None, True, units_missing=False)
    )
    assert seen(found) == light


@pytest.mark.parametrize(
    ("lines", "light"),
    [
        (Thresholds(), "red far_behind"),
        (Thresholds(hard_pace=F(2)), "yellow behind"),
        (Thresholds(last_months=2), "yellow behind"),
    ],
)
def test_the_pace_rule_is_data_too(lines: Thresholds, light: str) -> None:
    judged = target("1000", thresholds=lines)
    found = light_for(
        Case(judged, clock(9).as_of, 9, F(1000), F(740), F(-1), F(50), F("1.6"), True, units_missing=False)
    )
    assert seen(found) == light


def test_grey_is_never_green_for_a_colour() -> None:
    assert {light_for(case(FLOW, "1000", None, month)).colour for month in range(13)} == {Colour.GREY}
