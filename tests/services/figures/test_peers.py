"""One unit's page asks the database for the others, and says what the rule book computes from all their readings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.cli.values.dates import SHANGHAI
from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.ranking import UnitStanding
from jytrack.domain.figures.reading import Entry, Submission, arrived
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Duty, Goal, Schedule, Target
from jytrack.domain.sheets.discipline import Discipline, disciplines, due_courses
from jytrack.domain.sheets.records import ReadingRecord
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import Direction, Frequency, Measure, Reporting, ScheduleKind, UnitOrder
from jytrack.reports.figures.townships import told
from jytrack.reports.formats import plain
from jytrack.services.figures import comparing
from jytrack.services.figures.among import ends_of, one_unit
from jytrack.services.figures.units import all_units
from jytrack.services.plan.seeding import init
from jytrack.services.sheets.submissions import of_one
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.figures import peers
from jytrack.store.plan.allocations import Allocations
from jytrack.store.sheets import arrivals as store
from jytrack.store.sheets import readings
from jytrack.store.sheets.arrivals import arrivals
from jytrack.store.sheets.imports import open_batch, open_writing
from jytrack.store.values.encoding import LAST_WRITING, moment_number
from jytrack.store.values.listed import keyed
from tests.at_length import at_length

NOW = datetime(2024, 1, 10, 9, tzinfo=SHANGHAI)
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡")
STRANGER = "人社局"
YEAR_START = Period(2023, 1)

AMOUNTS = {
    "new-posts": Reporting.INCREMENT,
    "reemployment": Reporting.INCREMENT,
    "rural-transfer": Reporting.CUMULATIVE_DISTINCT,
    "skills-training": Reporting.POINT,
}
"""Targets that are split, each as if it were reported so; the first is held against the shape of last year."""
RATES = {"village-staff": Direction.AT_LEAST, "hardship-service": Direction.AT_MOST}
LEVEL = "surveyed-unemployment"
CEILING = "zero-employment-families"
CODES = (*AMOUNTS, *RATES, LEVEL, CEILING)

Told = tuple[str, str, Period, int, int]
"""Code, unit, period, and two numbers, of which a kind of target takes what it needs."""

FIGURES = ("month", "cumulative", "value", "numerator", "denominator")
PERIODS = (*(Period(2023, month) for month in range(1, 5)), Period(2022, 3), Period(2022, 12))


def history(chance: Random, share: float) -> list[Told]:
    """So much of all that can be told, one thing each of a code, a unit and a month; ties are common."""
    return [
        (code, unit, period, chance.randrange(5), chance.choice((0, 1, 2, 2, 2, 3)))
        for code in CODES
        for unit in (*TOWNS, STRANGER)
        for period in PERIODS
        if chance.random() < share
    ]


frequencies = st.sampled_from((Frequency.MONTH, Frequency.MONTH, Frequency.QUARTER, Frequency.HALF))
duties = st.builds(Duty, st.just(""), frequencies, st.just(25), st.builds(Period, st.just(2023), st.integers(1, 3)))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("peers") / "台账.db", None, "测试员", NOW - timedelta(days=300))
    init(made, None)
    return replace(made, now=NOW)


def adapted(plan: Plan, kinds: Sequence[Duty]) -> Plan:
    """The plan's targets made into one of each kind, reported by four townships."""
    opened = tuple(replace(duty, unit=unit) for unit, duty in zip(TOWNS, kinds, strict=True))
    known = {target.code: target for target in plan.targets}
    return replace(plan, targets=tuple(_adapted(known[code], opened) for code in CODES))


def _adapted(target: Target, opened: tuple[Duty, ...]) -> Target:
    metric, schedule = target.metric, Schedule()
    if target.code in AMOUNTS:
        metric = replace(metric, measure=Measure.COUNT, reporting=AMOUNTS[target.code])
    if target.code == "new-posts":
        schedule = Schedule(ScheduleKind.LAST_YEAR)
    goal = Goal(Fraction(5), date(2023, 2, 15)) if target.code == LEVEL else target.goals[0]
    direction = RATES.get(target.code, target.direction)
    return replace(
        target, metric=metric, schedule=schedule, goals=(goal,), direction=direction, duties=opened, unit_duties=opened
    )


def entry(item: Told) -> Entry:
    """What was told, in the fields that its kind of target reads."""
    code, unit, period, first, second = item
    number, other = quantity(first), quantity(second)
    place = (2, unit, code, period)
    if code in RATES:
        return Entry(*place, numerator=number, denominator=other)
    match AMOUNTS.get(code, Reporting.POINT):
        case Reporting.POINT:
            return Entry(*place, value=number)
        case Reporting.INCREMENT if not second:
            return Entry(*place, cumulative=number)
        case Reporting.INCREMENT if second == 1:
            return Entry(*place, month=number, cumulative=other)
        case Reporting.INCREMENT:
            return Entry(*place, month=number)
        case _:
            return Entry(*place, cumulative=number)


def record(session: Session, plan: Plan, now: datetime, entries: Iterable[Entry]) -> datetime:
    """Put the entries into the place of what is in force, those without a number taking it back; the moment."""
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    batch = open_batch(session, plan, "甲", now, now.date())
    writings: dict[date, int] = {}
    for item in entries:
        place = metrics[item.metric], units[item.unit], item.period.number
        day = item.period.last_day - timedelta(days=len(item.unit) * 3 - 6)
        if day not in writings:
            writings[day] = open_writing(session, batch, moment_number(batch.recorded_at), day)
        session.execute(
            "UPDATE reading SET superseded_by = ? "
            "WHERE metric_id = ? AND unit_id = ? AND period = ? AND superseded_by = ?",
            (writings[day], *place, LAST_WRITING),
        )
        numbers = item[4:9]
        session.execute(
            "INSERT INTO reading (metric_id, unit_id, period, month, cumulative, value, numerator, denominator, "
            "withdrawn, superseded_by, writing_id, source, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')",
            (
                *place,
                *numbers,
                not any(number is not None for number in numbers),
                LAST_WRITING,
                writings[day],
            ),
        )
    return batch.recorded_at


def compared(session: Session, plan: Plan, splits: Allocations, clock: Clock) -> list[UnitStanding]:
    """Every unit's own page, and what a screen shows of thousands, against the page of all; the units."""
    whole = all_units(session, plan, splits, clock)
    law = {item.target.code: item.units for item in whole}
    for item, order in product(whole, UnitOrder):
        assert ends_of(peers.Peers(session, plan), item.target, splits, clock, order) == told(item, order)
    for unit in TOWNS:
        for item in one_unit(session, plan, splits, clock, unit):
            (found,) = item.units
            (expected,) = (other for other in law[item.target.code] if other.unit == unit)
            assert found == expected, item.target.code
    return [unit for units in law.values() for unit in units]


def by_hand(session: Session, plan: Plan, clock: Clock) -> Iterator[Submission]:
    """What came in, told of each version by itself."""
    versions: dict[tuple[str, str, Period], list[ReadingRecord]] = defaultdict(list)
    for record in readings.history(session, plan, clock.known_at):
        if record.reading.period.year == plan.year:
            versions[record.reading.unit, record.metric.code, record.reading.period].append(record)
    for key, records in versions.items():
        days: dict[str, date] = {}
        corrections, before = 0, {}
        for record in records:
            stated = {name: getattr(record.reading, name) for name in FIGURES}
            if record.withdrawn:
                days, corrections, before = {}, 0, {}
                continue
            for name, figure in stated.items():
                if figure is not None:
                    days.setdefault(name, record.received_on)
            corrections += any(before.get(name) not in (None, stated[name]) for name in FIGURES)
            before = stated
        if days:
            yield Submission(*key, min(days.values()), corrections, days.get("cumulative"))


def disciplined(session: Session, plan: Plan, clock: Clock) -> Mapping[str, Discipline]:
    """Every unit's own due reports against those of all; the disciplines."""
    sent = readings.readings_until(session, plan, clock)
    judged = [assess(target, sent[target.code], clock) for target in plan.targets]
    came = arrivals(session, plan, clock)
    told = arrived(by_hand(session, plan, clock))
    assert came == {code: {unit: tuple(sent) for unit, sent in units.items()} for code, units in told.items()}
    law = disciplines(plan, due_courses(plan, judged, came, clock.as_of, clock.as_of))
    for unit in (*TOWNS, STRANGER):
        assert of_one(session, plan, clock, unit) == {name: found for name, found in law.items() if name == unit}
    return law


@at_length(10, 300)
def test_one_unit_is_what_the_rule_book_says_of_it(desk: Desk, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(
        seed=st.integers(0, 10**9),
        share=st.sampled_from((0.3, 0.9, 0.97, 1)),
        kinds=st.lists(duties, min_size=4, max_size=4),
        parts=st.lists(st.sampled_from((None, 0, 1, 2, 3, 3)), min_size=4, max_size=4),
        months=st.sampled_from((0, 1, 2, 3, 3, 4)),
    )
    def holds(seed: int, share: float, kinds: list[Duty], parts: list[int | None], months: int) -> None:
        chance = Random(seed)
        first, second = history(chance, share), history(chance, 0.1)
        as_of = Period(2023, months).last_day if months else date(2023, 1, 30)
        split = {unit: Fraction(part) for unit, part in zip(TOWNS, parts, strict=True) if part is not None}
        with desk.database.writing(keep=False) as session:
            plan, _ = desk.open_plan(session)
            moments = [record(session, plan, NOW, map(entry, first))]
            moments.append(record(session, plan, NOW + timedelta(hours=1), map(entry, second)))
            back = [Entry(2, unit, code, period) for code, unit, period, *_ in history(chance, 0.03)]
            moments.append(record(session, plan, NOW + timedelta(hours=2), back))
            for known_at in moments:
                clock = Clock(2023, as_of, known_at)
                compared(session, adapted(plan, kinds), dict.fromkeys(AMOUNTS, split), clock)
                disciplined(session, adapted(plan, kinds), clock)

    holds()


def test_ranks_ties_rises_and_shares_are_there(desk: Desk) -> None:
    """The property above must not hold for want of ranks: two months of whole reports, of every kind."""
    monthly = [Duty("", Frequency.MONTH, 25, YEAR_START)] * 4
    split = dict(zip(TOWNS, map(Fraction, (4, 4, 2, 2)), strict=True))
    numbers = ((1, 1, 1, 4), (1, 1, 4, 1))
    with desk.database.writing(keep=False) as session:
        plan, _ = desk.open_plan(session)
        entries = [
            entry((code, unit, Period(2023, month), number, 3))
            for code in CODES
            for month, row in enumerate(numbers, 1)
            for unit, number in zip(TOWNS, row, strict=True)
        ]
        clock = Clock(2023, date(2023, 2, 28), record(session, plan, NOW, [*entries, *_last_year()]))
        units = compared(session, adapted(plan, monthly), dict.fromkeys(AMOUNTS, split), clock)
        reports = disciplined(session, adapted(plan, monthly), clock)
    by_code = {unit.judged.target.code: units[at : at + 4] for at, unit in enumerate(units) if not at % 4}
    assert [unit.rank for unit in by_code["new-posts"]] == [3, 3, 1, 1]
    assert [unit.rank for unit in by_code["village-staff"]] == [2, 2, 1, 2]
    assert [unit.rank for unit in by_code["hardship-service"]] == [1, 1, 4, 1]
    assert [unit.rise for unit in by_code["village-staff"]] == [0, 0, 1, -1]
    assert [unit.rank for unit in by_code[LEVEL]] == [1, 1, 4, 1]
    assert [unit.rank for unit in by_code[CEILING]] == [None] * 4
    assert [unit.contribution for unit in by_code["new-posts"]] == [Fraction(n, 14) for n in (2, 2, 5, 5)]
    assert {unit.judged.expected_share for unit in by_code["new-posts"]} == {Fraction(1, 3)}
    assert {unit.judged.expected_share for unit in by_code["reemployment"]} == {Fraction(1, 6)}
    assert {(unit.expected, unit.missing) for unit in reports.values()} == {(2 * len(CODES), 0)}


@pytest.mark.parametrize("order", UnitOrder)
def test_the_page_of_a_screen_is_that_of_all(desk: Desk, order: UnitOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = desk, "new-posts", None, order, date(2023, 2, 28), None
    whole = comparing.townships(*asked).report
    monkeypatch.setattr(comparing, "LONG", len(TOWNS))
    short = comparing.townships(*asked, short=True).report
    assert plain.render(short.document) == plain.render(whole.paper("plain"))
    assert short.data == whole.data


def _last_year() -> Iterable[Entry]:
    """A year before in which a third had come by February, all of it by December."""
    for unit in TOWNS:
        for month in range(1, 13):
            number = {2: 1, 12: 2}.get(month, 0)
            yield Entry(2, unit, "new-posts", Period(2022, month), month=quantity(number))


def test_the_reports_of_one_unit_are_found_by_the_same_key(desk: Desk) -> None:
    with desk.database.reading() as session:
        words = {"metrics": "(1, 2)", "of_units": "r.unit_id IN (1)", "is_report": "TRUE"}
        for statement in (store._TOGETHER, keyed(("metric_id", "unit_id"), [(1, 1)]) + store._ONE_BY_ONE):
            sql = statement.format(**words, received_on="w.received_on", packed="count(*)")
            plan = [step[-1] for step in session.execute(f"EXPLAIN QUERY PLAN {sql}", ASKED)]
            found = [step for step in plan if step.startswith("SEARCH r ")]
            assert {step.split(" (")[1].split(" AND period")[0] for step in found} == {"metric_id=? AND unit_id=?"}


ASKED = dict.fromkeys(("metric", "unit", "units", "first", "last", "moment"), 1)


@pytest.mark.parametrize(
    ("sql", "steps"),
    [
        (peers._READINGS.format(metrics="(1, 2)"), ["(metric_id=? AND unit_id=? AND period>? AND period<?)"]),
        (peers._OF_UNITS.format(units="(1, 2)"), ["(metric_id=? AND unit_id=? AND period>? AND period<?)"]),
        (
            peers._INCREMENTS.format(metrics="(1, 2)"),
            ["(metric_id=?)", "(metric_id=? AND unit_id=? AND period>? AND period<?)"],
        ),
        (
            peers._latest("value").format(metrics="(1, 2)"),
            ["(metric_id=?)", "(metric_id=? AND unit_id=? AND period=? AND superseded_by>?)"],
        ),
    ],
)
def test_readings_are_found_by_their_own_key(desk: Desk, sql: str, steps: list[str]) -> None:
    """No scan, no sorting, no second index: one unit by its whole key, a target's units in the order of the key."""
    with desk.database.reading() as session:
        plan = [step[-1] for step in session.execute(f"EXPLAIN QUERY PLAN {sql}", ASKED)]
    assert [step for step in plan if step.startswith("SEARCH r ")] == [
        f"SEARCH r USING PRIMARY KEY {key}" for key in steps
    ]
    assert not any("TEMP B-TREE" in step for step in plan)
