"""What holds for every plan and every reading (issue 2 of 4, Tests)."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.accounts.accountability import STATES, Account
from jytrack.domain.accounts.opened import opened
from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.figures.assessing import assess, assess_figures
from jytrack.domain.figures.reading import Reading, Submission
from jytrack.domain.figures.value import fold, unit_figures
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.sheets.receipts import Item, Receipt
from jytrack.domain.supervision.extension import EXTENDING
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import percent
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.domain.values.words import (
    Colour,
    Direction,
    ExtensionState,
    Frequency,
    LightCode,
    Measure,
    Part,
    Reporting,
    ScheduleKind,
    SubmissionState,
    TaskStatus,
)
from tests.domain.builders import checkpoint, clock, departments, metric, milestone, plan, target, task

UNITS = ("香水镇", "泾河源镇", "六盘山镇")
BUREAUS = ("发改局", "人社局", "财政局")
GROUP = "各乡（镇）"

quantities = st.integers(0, 300).map(lambda number: Quantity(number * 10_000))
nets = st.integers(-50, 300).map(lambda number: Quantity(number * 10_000))
schedules = st.sampled_from([Schedule(), checkpoint(9, 30), Schedule(ScheduleKind.LAST_YEAR)])
months = st.integers(0, 12)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A target of any kind, of one to three units."""
    measure = draw(st.sampled_from(Measure))
    reporting = draw(st.sampled_from(Reporting))
    units = UNITS[: draw(st.integers(1, 3))]
    return target(
        draw(st.none() | st.integers(0, 600)),
        of=metric(measure, reporting, may_be_negative=draw(st.booleans())),
        direction=draw(st.sampled_from(Direction)),
        units=units,
        frequency=draw(st.sampled_from(Frequency)),
        since=draw(st.integers(1, 4)),
        schedule=draw(schedules),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Reading]:
    """Readings of any shape, one for a unit and month, some of the year before."""
    keys = draw(st.sets(st.tuples(st.sampled_from(UNITS), st.sampled_from([2022, 2023]), st.integers(1, 12))))
    found = []
    for unit, year, month in sorted(keys):
        parts = draw(st.none() | st.tuples(quantities, quantities))
        found.append(
            Reading(
                unit,
                Period(year, month),
                month=draw(st.none() | nets),
                cumulative=draw(st.none() | quantities),
                value=draw(st.none() | quantities),
                numerator=parts[0] if parts else None,
                denominator=parts[1] if parts else None,
            )
        )
    return found


@given(targets(), histories(), months, st.randoms())
def test_the_order_of_readings_never_matters(of: Target, readings: list[Reading], month: int, random: object) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assess(of, shuffled, clock(month)) == assess(of, readings, clock(month))


@given(targets(), histories(), months)
def test_splitting_a_reading_over_two_sheets_never_matters(of: Target, readings: list[Reading], month: int) -> None:
    pieces = [replace(r, month=None) for r in readings] + [Reading(r.unit, r.period, month=r.month) for r in readings]
    assert assess(of, pieces, clock(month)) == assess(of, readings, clock(month))


@given(targets(), histories(), months)
def test_units_judged_one_by_one_fold_into_the_whole(of: Target, readings: list[Reading], month: int) -> None:
    alone = [
        unit_figures(replace(of, unit_duties=(duty,)), [r for r in readings if r.unit == duty.unit], clock(month))[0]
        for duty in of.unit_duties
    ]
    together = assess(of, readings, clock(month))
    assert assess_figures(of, alone, clock(month)) == together
    if of.metric.measure in (Measure.COUNT, Measure.AMOUNT) and together.actual is not None:
        assert together.actual == sum(unit.figure or 0 for unit in alone)


@given(targets(), histories(), months)
def test_only_closed_months_of_the_year_enter(of: Target, readings: list[Reading], month: int) -> None:
    within = [r for r in readings if r.period.year == 2023 and r.period.month <= month]
    assert fold(of, unit_figures(of, readings, clock(month))) == fold(of, unit_figures(of, within, clock(month)))


@given(targets(), histories(), months)
def test_never_green_while_units_are_missing_but_for_a_lower_bound(
    of: Target, readings: list[Reading], month: int
) -> None:
    found = assess(of, readings, clock(month), readings)
    assert len(found.units_reported) + len(found.missing_units) == len(of.units)
    assert set(found.stale_units) <= set(found.missing_units)
    if found.missing_units and found.light.colour is Colour.GREEN:
        assert found.light.lower_bound
        assert of.is_flow
        assert of.direction is Direction.AT_LEAST
        assert not of.metric.may_be_negative
    assert found.light.reason


@given(targets(), histories(), months)
def test_filling_in_a_missing_report_never_takes_a_lower_bound_away(
    of: Target, readings: list[Reading], month: int
) -> None:
    of = replace(of, metric=metric(Measure.COUNT, Reporting.INCREMENT), direction=Direction.AT_LEAST)
    counted = [replace(r, month=None if r.month is None else Quantity(abs(r.month)), cumulative=None) for r in readings]
    before = assess(of, counted, clock(month))
    known = {(r.unit, r.period) for r in counted if r.month is not None}
    zeros = [
        Reading(unit, Period(2023, m), month=Quantity(0))
        for unit in of.units
        for m in range(1, month + 1)
        if (unit, Period(2023, m)) not in known
    ]
    if before.light.lower_bound:
        after = assess(of, [r for r in counted if r.month is not None] + zeros, clock(month))
        assert after.light.colour is Colour.GREEN
        assert not after.light.lower_bound


@given(targets(), histories(), months)
def test_percent_never_shows_the_goal_before_it_is_met(of: Target, readings: list[Reading], month: int) -> None:
    found = assess(of, readings, clock(month))
    if found.attainment is not None and found.actual is not None and found.goal is not None:
        assert (Fraction(percent(found.attainment).rstrip("%")) >= 100) == (found.actual >= found.goal)


@given(targets(), histories(), months)
def test_variance_is_actual_minus_expected_always(of: Target, readings: list[Reading], month: int) -> None:
    found = assess(of, readings, clock(month))
    if found.actual is not None and found.expected is not None:
        assert found.variance == found.actual - found.expected
    else:
        assert found.variance is None


extension_logs = st.lists(
    st.builds(
        LogEntry,
        st.sampled_from(EXTENDING),
        st.just(clock(3).as_of),
        st.just(clock(3).known_at),
        st.just("办公室"),
        department=st.sampled_from([None, *BUREAUS, UNITS[0]]),
        milestone=st.sampled_from([None, "节点0"]),
    ),
    max_size=4,
).map(tuple)


@st.composite
def submissions(draw: st.DrawFn, of: Target) -> list[Submission]:
    """Reports of the target on any day of the year, some corrected."""
    keys = draw(st.sets(st.tuples(st.sampled_from(UNITS), st.integers(1, 12)), max_size=12))
    days = st.dates(clock(1).as_of, clock(12).as_of)
    return [
        Submission(unit, of.code, Period(2023, month), draw(days), draw(st.integers(0, 2)), draw(st.none() | days))
        for unit, month in keys
    ]


sheets_not_taken_in = st.builds(
    Receipt,
    name=st.just("表.csv"),
    sheet=st.just(""),
    sha256=st.sampled_from("abc"),
    refused=st.booleans(),
    received_on=st.dates(clock(1).as_of, clock(12).as_of),
    recorded_at=st.just(clock(12).known_at),
    recorded_by=st.just("办公室"),
    items=st.lists(
        st.builds(
            Item,
            st.sampled_from(UNITS),
            st.none() | st.just("m0"),
            st.none() | st.builds(Period, st.just(2023), st.integers(1, 12)),
        ),
        max_size=3,
    ).map(tuple),
    taken_in=st.booleans(),
)


@st.composite
def standings(draw: st.DrawFn) -> PlanStanding:
    """A plan of a few tasks and targets at some month."""
    names = st.lists(st.sampled_from([*BUREAUS, GROUP, *UNITS]), max_size=3, unique=True)
    due = st.dates(clock(1).as_of, clock(12).as_of)
    tasks = [
        task(
            no,
            draw(names),
            draw(names),
            status=draw(st.sampled_from(TaskStatus)),
            milestones=tuple(
                milestone(f"节点{number}", draw(due), draw(st.none() | due))
                for number in range(draw(st.integers(0, 2)))
            ),
            extension_log=draw(extension_logs),
        )
        for no in range(1, draw(st.integers(1, 5)) + 1)
    ]
    of = [
        replace(draw(targets()), metric=metric(code=f"m{number}"), task=draw(st.none() | st.integers(1, len(tasks))))
        for number in range(draw(st.integers(0, 3)))
    ]
    subject = plan(tasks, of, departments=departments(*BUREAUS, members=UNITS))
    came = [draw(submissions(judged)) for judged in of]
    receipts = draw(st.lists(sheets_not_taken_in, max_size=4))
    readings = {judged.code: draw(histories()) for judged in of}
    return stand(subject, readings, chain(*came), clock(draw(months)), receipts=receipts)


@settings(max_examples=60, deadline=None)
@given(standings())
def test_every_count_opens_into_that_many_items(standing: PlanStanding) -> None:
    for account in (*standing.accountability.accounts, standing.accountability.total):
        assert sum(account.tally(part).tasks for part in Part) == len(account.items)
        for part in Part:
            tally = account.tally(part)
            assert tally.tasks == sum((tally.cancelled, tally.done, tally.green, tally.yellow, tally.red, tally.grey))
        numbers = [item.standing.task.no for item in account.items]
        assert len(numbers) == len(set(numbers))
        assert {name: len(items) for name, items in opened(account).items()} == counted(standing.plan, account)


def counted(plan: Plan, account: Account) -> dict[str, int]:
    """The counts of a row, each found by its own counting, not by listing."""
    reports = account.discipline
    led = [item.standing for item in account.items if item.part is Part.LEAD]
    open_days = [m.days_late for of in led if of.light for m in of.milestones if m.light.code is not LightCode.DONE]
    done_days = [m.days_late for of in led if of.light for m in of.milestones if m.light.code is LightCode.DONE]
    return {
        **{f"{part}.{state}": getattr(account.tally(part), state) for part in Part for state in ("tasks", *STATES)},
        **{f"targets.{colour}": [t.light.colour for t in account.targets].count(colour) for colour in Colour},
        "targets.grey_not_own_fault": sum(
            plan.lead_of(t.target) not in (None, *t.missing_units)
            for t in account.targets
            if t.light.code in (LightCode.NO_REPORT, LightCode.AWAITING) and t.missing_units
        ),
        "milestones_overdue": len(open_days) - open_days.count(0),
        "milestones_late_done": len(done_days) - done_days.count(0),
        "due.tasks": len(account.due),
        "due.done": account.due_done,
        "postponed": account.extended(ExtensionState.GRANTED),
        "extensions_pending": account.extended(ExtensionState.PENDING),
        "extensions_refused": account.extended(ExtensionState.REFUSED),
        "reporting.expected": reports.expected,
        "reporting.on_time": reports.on_time,
        "reporting.late": reports.late,
        "reporting.missing": reports.missing,
        "reporting.corrected": reports.corrected,
        "reporting.returned": reports.returned,
    }


@settings(max_examples=60, deadline=None)
@given(standings())
def test_primary_leads_and_the_unassigned_make_the_total(standing: PlanStanding) -> None:
    total, accounts = standing.accountability.total, standing.accountability.accounts
    assert accounts[-1].department == UNASSIGNED
    for field in ("tasks", "cancelled", "done", "green", "yellow", "red", "grey"):
        assert sum(getattr(a.tally(Part.LEAD), field) for a in accounts) == getattr(total.tally(Part.LEAD), field)
    assert total.tally(Part.LEAD).tasks == len(standing.plan.tasks)
    assert sum(len(account.targets) for account in accounts) == len(standing.plan.targets)
    assert sum(len(account.blameless) for account in accounts) == len(total.blameless)
    for field in ("milestones_overdue", "days_overdue", "days_late_done"):
        assert sum(getattr(account, field) for account in accounts) == getattr(total, field)


@settings(max_examples=60, deadline=None)
@given(standings())
def test_discipline_is_a_partition_of_what_was_due(standing: PlanStanding) -> None:
    for discipline in standing.disciplines.values():
        assert discipline.expected == discipline.on_time + discipline.late + discipline.missing
        assert all(report.due_on <= standing.clock.as_of for report in discipline.reports)
        for report in discipline.reports:
            late = report.received_on is not None and report.received_on > report.due_on
            assert (report.state is SubmissionState.MISSING) == (report.received_on is None)
            assert late == (report.excused or report.state is SubmissionState.LATE)
            assert (report.days_late > 0) == (report.state is SubmissionState.LATE)


@settings(max_examples=60, deadline=None)
@given(standings())
def test_a_task_has_a_light_and_reasons_unless_it_is_cancelled(standing: PlanStanding) -> None:
    for judged in standing.tasks:
        assert (judged.light is None) == (judged.task.status is TaskStatus.CANCELLED)
        assert all(judged.reasons)
        assert judged.reasons
