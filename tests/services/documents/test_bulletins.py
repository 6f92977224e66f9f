"""The documents that sum up, at each period's end and at the edges: every number in them stands in their facts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.figures.ranking import compare_units
from jytrack.domain.figures.reading import Reading, Submission
from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.recurring import with_recurring
from jytrack.domain.plan.target import Target
from jytrack.domain.plan.wording import DocumentKind, Stationery
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import Direction, Measure, TaskStatus
from jytrack.errors import UsageError
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.intake.plan.wording import read_wording
from jytrack.reports.documents.bulletin import bulletin as laid_out
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.fingerprint import facts_of, fingerprint
from jytrack.reports.documents.notes import Source
from jytrack.reports.figures.townships import Compared
from jytrack.reports.formats.plain import render
from jytrack.reports.values.document import Document
from jytrack.services.documents.bulletins import bulletin
from jytrack.services.documents.drafting import Office, drafted, shipped_text
from tests.conftest import Golden
from tests.plan_text import FOLDER
from tests.reports.documents.numbers_in_facts import strangers
from tests.services.desks import CHINA, desk_at, with_demo

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 30)
LATER = datetime(2023, 7, 5, 12, tzinfo=CHINA)
KINDS = (DocumentKind.QUARTERLY, DocumentKind.SPECIAL, DocumentKind.HALFYEAR)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("demo") / "demo.db")[0]


@cache
def jingyuan() -> Plan:
    plan, _ = read_plan_folder(FOLDER)
    assert plan is not None
    return with_recurring(plan, WorkCalendar.of(plan.calendar))


def names(plan: Plan) -> dict[str, Sequence[str]]:
    return {each.code: (each.metric.name, each.metric.prose_name) for each in plan.targets}


def unstamped(page: str) -> str:
    """A page without what any change of the schema makes another."""
    return re.sub(r"数据指纹[0-9a-f]{12}", "数据指纹（指纹）", page)


def fulfilled(target: Target, month: int) -> list[Reading]:
    """Readings by which the target has reached its goal by the end of `month`."""
    goal = target.goals[0].value if target.goals else None
    units, metric = target.unit_duties, target.metric
    readings = []
    for duty in units:
        for at in range(1, month + 1):
            of, part = Reading(duty.unit, Period(2023, at)), None if goal is None else goal / len(units)
            if metric.measure is Measure.RATE:
                readings.append(replace(of, numerator=quantity(100), denominator=quantity(100)))
            elif metric.measure is Measure.LEVEL or target.is_stock or part is None:
                low = target.direction is Direction.AT_MOST and metric.measure is not Measure.LEVEL
                readings.append(replace(of, value=quantity(0 if low else goal or 1)))
            else:
                whole = -(-part.numerator // part.denominator)
                readings.append(replace(of, cumulative=quantity(whole)))
    return readings


def made_of(plan: Plan, month: int, *, done: bool) -> Facts:
    """The plan's facts after `month`: with everything done, or with nothing ever reported."""
    as_of = Period(2023, month).last_day if month else date(2023, 1, 20)
    clock = Clock(2023, as_of, datetime(as_of.year, as_of.month, as_of.day, 18, tzinfo=CHINA))
    readings = {each.code: fulfilled(each, month) if done else [] for each in plan.targets}
    tasks = tuple(
        replace(task, status=TaskStatus.DONE, milestones=tuple(replace(m, done_on=m.due_on) for m in task.milestones))
        for task in plan.tasks
    )
    came = [
        Submission(each.unit, code, each.period, each.period.first_day)
        for code, found in readings.items()
        for each in found
    ]
    standing: PlanStanding = stand(replace(plan, tasks=tasks) if done else plan, readings, came, clock)
    several = [each for each in plan.targets if len(each.unit_duties) > 1]
    compared = [Compared(each, {}, compare_units(each, {}, readings[each.code], clock)) for each in several]
    return Facts(standing, compared, "二季度")


def drawn(kind: DocumentKind, facts: Facts) -> Document:
    """The draft of facts, with the words that are shipped."""
    plan, clock = facts.standing.plan, facts.standing.clock
    office = Office(read_wording(kind, shipped_text(kind), []), "", Stationery(), b"", shipped_wording=True)
    source = Source(clock, plan.thresholds, fingerprint(facts_of(facts)), f"jytrack report {kind.value}")
    made = laid_out(facts, source, date(2023, 1, 1))
    return drafted(office, plan, clock, made.blocks, made.tables, span=facts.span, without=made.without)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("month", "done", "called"),
    [
        pytest.param(0, False, "m0", id="before the first month ends"),
        pytest.param(6, False, "nothing", id="nothing reported"),
        pytest.param(6, True, "done", id="everything done by June"),
        pytest.param(12, True, "year-done", id="everything done, the year over"),
        pytest.param(12, False, "year-nothing", id="nothing reported, the year over"),
    ],
)  # fmt: skip
def test_at_the_edges(kind: DocumentKind, month: int, done: bool, called: str, golden: Golden) -> None:
    facts = made_of(jingyuan(), month, done=done)
    document = drawn(kind, facts)
    assert strangers(document, facts_of(facts), names(facts.standing.plan)) == []
    golden(f"documents/{kind.value}-{called}.txt", unstamped(render(document)))


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        (DocumentKind.QUARTERLY, MARCH),
        (DocumentKind.QUARTERLY, JUNE),
        (DocumentKind.HALFYEAR, JUNE),
        (DocumentKind.SPECIAL, MARCH),
        (DocumentKind.SPECIAL, JUNE),
    ],
)
def test_every_number_of_the_demo_is_a_fact(demo: Path, kind: DocumentKind, day: date) -> None:
    for named in (True, False):
        report = bulletin(desk_at(demo, LATER), kind, day, None, townships=named).report
        assert strangers(report.document, report.data, names(jingyuan())) == []


def test_a_number_that_is_no_fact_is_found(demo: Path) -> None:
    report = bulletin(desk_at(demo, LATER), DocumentKind.QUARTERLY, JUNE, None).report
    first = next(each for each in report.document.blocks if "274" in getattr(each, "text", ""))
    forged = replace(first, text=getattr(first, "text", "").replace("274", "284"))  # type: ignore[type-var]
    blocks = tuple(forged if each is first else each for each in report.document.blocks)
    [found] = strangers(replace(report.document, blocks=blocks), report.data, names(jingyuan()))
    assert found.startswith("284: 1.城镇新增就业已报284人")


def test_no_township_is_named_upward_unless_asked(demo: Path) -> None:
    towns = [each.name for each in jingyuan().departments if each.kind.label == "乡镇"]
    quiet = bulletin(desk_at(demo, LATER), DocumentKind.SPECIAL, JUNE, None, townships=False).report.document
    assert not [town for town in towns if town in render(quiet)]
    told = bulletin(desk_at(demo, LATER), DocumentKind.SPECIAL, JUNE, None, townships=True).report.document
    assert "黄花乡" in render(told)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_make_the_same_document_and_fingerprint(demo: Path, kind: DocumentKind) -> None:
    first, later = (
        bulletin(desk_at(demo, moment), kind, JUNE, None).report
        for moment in (LATER, datetime(2024, 3, 1, 8, tzinfo=CHINA))
    )
    assert render(first.document) == render(later.document)
    assert fingerprint(first.data) == fingerprint(later.data)
    assert f"数据指纹{fingerprint(first.data)}" in render(first.document)


def test_other_facts_have_another_fingerprint(demo: Path) -> None:
    march, june = (
        bulletin(desk_at(demo, LATER), DocumentKind.QUARTERLY, day, None).report.data for day in (MARCH, JUNE)
    )
    assert fingerprint(march) != fingerprint(june)
    assert fingerprint({"a": 1, "known_at": "x"}) == fingerprint({"known_at": "y", "a": 1})


@pytest.mark.parametrize(
    ("kind", "asked", "nearest"),
    [
        (DocumentKind.QUARTERLY, "2023-05-31", "2023-06"),
        (DocumentKind.QUARTERLY, "2023-06-15", "2023-06"),
        (DocumentKind.HALFYEAR, "2023-12-31", "2023-06"),
        (DocumentKind.SPECIAL, "2023-01-31", "2023-03"),
    ],
)
def test_another_day_is_answered_with_the_nearest(demo: Path, kind: DocumentKind, asked: str, nearest: str) -> None:
    told = f"不是{kind.label}的截止日，最近的是：jytrack report {kind.value} --as-of {nearest}"
    with pytest.raises(UsageError, match=told):
        bulletin(desk_at(demo, LATER), kind, date.fromisoformat(asked), None)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (
            DocumentKind.QUARTERLY,
            "2023年一季度还没有结束，不出季通报；先看样子：jytrack report quarterly --as-of 2023-03",
        ),
        (
            DocumentKind.HALFYEAR,
            "2023年上半年还没有结束，不出半年看进度；先看样子：jytrack report halfyear --as-of 2023-06",
        ),
    ],
)
def test_before_the_first_period_is_over_there_is_none(demo: Path, kind: DocumentKind, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        bulletin(desk_at(demo, datetime(2023, 2, 1, tzinfo=CHINA)), kind, None, None)


def test_without_a_day_it_is_the_last_period_that_is_over(demo: Path) -> None:
    page = render(
        bulletin(desk_at(demo, datetime(2023, 6, 29, tzinfo=CHINA)), DocumentKind.QUARTERLY, None, None).report.document
    )
    assert page.startswith("关于2023年一季度")
    page = render(bulletin(desk_at(demo, LATER), DocumentKind.QUARTERLY, None, None).report.document)
    assert page.startswith("关于2023年二季度")


def test_days_to_answer_run_from_the_day_known_and_are_left_blank_long_after(demo: Path) -> None:
    page = render(bulletin(desk_at(demo, LATER), DocumentKind.QUARTERLY, JUNE, None).report.document)
    assert "缺报单位请于7月4日前补报" in page
    assert "于7月11日前加盖公章" in page
    page = render(bulletin(desk_at(demo, LATER), DocumentKind.QUARTERLY, MARCH, None).report.document)
    assert "于　　月　　日前加盖公章" in page
    assert "补报" not in page.partition("【附件")[0]  # nothing was missing in March
