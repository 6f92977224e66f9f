"""A report is made only in the form asked for: JSON makes nothing of the page, and the page nothing of the JSON."""

import pkgutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from importlib import import_module
from inspect import getmembers, isfunction
from typing import Any, NoReturn

import pytest

import jytrack.reports
from jytrack.domain.accounts.reminding import reminders
from jytrack.domain.accounts.scoring import score_all
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.delivery.ledger import Delivery, Outcome, Recipient, Urged
from jytrack.domain.delivery.obligations import Obligation
from jytrack.domain.delivery.routing import Contact, Due
from jytrack.domain.documents.changes import Difference, Link, ShownField, Subject
from jytrack.domain.documents.publication import FileRole, KeptFile, Publication, Series
from jytrack.domain.figures.ranking import compare_units
from jytrack.domain.plan.locks import LockState
from jytrack.domain.plan.stages import ObligationKind, Urgency
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.sheets.checking import Suspicion
from jytrack.domain.sheets.doubting import NO_DOUBTS, Standing
from jytrack.domain.sheets.receipts import Item, Receipt
from jytrack.domain.sheets.records import Act, Backing, FileProblem, ReadingChange, ReceivedChange, ScheduleChange
from jytrack.domain.sheets.undoing import ActKind
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Flaw, LogAction, ScheduleRole, TaskGrouping, UnitOrder
from jytrack.reports.accounts import account, accountability, board, brief, first_day, overview, scored
from jytrack.reports.accounts import reminders as reminding
from jytrack.reports.delivery import channels, contacts, deliveries, sending
from jytrack.reports.delivery.digest import digest
from jytrack.reports.documents import changes, issued
from jytrack.reports.figures import explain, matrix, readings, targets, townships, variance
from jytrack.reports.formats import json, plain
from jytrack.reports.keeping import database
from jytrack.reports.plan import goals, locks, ownership, schedules, seeding, splitting
from jytrack.reports.sheets import acts, imports, quality, redating, submissions, undoing, withdrawal
from jytrack.reports.supervision import evidence, forms, ledger, tasklist, tasks
from jytrack.reports.values import document, urging
from jytrack.reports.values.document import Report
from jytrack.services.accounts.scoring import find_preset
from tests.reports import results
from tests.reports.sample import CLOCK, KNOWN_AT, PLAN, READINGS, TARGETS, TOWNS, YEAR

Kind = Callable[..., Report]
Given = Callable[[PlanStanding], tuple[Any, ...]]

TARGET, RECORD, JUNE = TARGETS[0], results.RECORDS[0], Period(YEAR, 6)
PARTS = dict.fromkeys(TOWNS, Fraction(200))
ACT = Act(3, ActKind.RECORD, KNOWN_AT, "办公室", date(YEAR, 6, 20), "补报", None, None, (), 1)
RECEIPT = Receipt(
    "表.csv", "", "a" * 64, True, date(YEAR, 6, 20), KNOWN_AT, "办公室", (Item("东河镇"),), (("ditto", 1),)
)
REDATED = redating.Redated(
    ACT, ReceivedChange(date(YEAR, 6, 19), "补报", KNOWN_AT, "办公室"), [("", ACT.received_on)], written=True
)
PROVED = LogEntry(LogAction.NOTE, date(YEAR, 5, 4), KNOWN_AT, "办公室", note="会议纪要")
BEHIND = explain.Behind(RECORD, (), counted=True)
SUSPICION = Suspicion(Flaw.JUMP, "东河镇", JUNE, TARGET, Fraction(300), Fraction(30))
CHANGE = ReadingChange(TARGET.metric, "东河镇", JUNE, RECORD.reading, None)
SCHEDULES = (ScheduleChange(ScheduleRole.OFFICIAL, TARGET.schedule, KNOWN_AT, None, "办公室"),)
UNITS = compare_units(TARGET, PARTS, READINGS[TARGET.code], CLOCK)


def lead(standing: PlanStanding) -> tuple[Any, ...]:
    backings = dict.fromkeys((target.code for target in TARGETS), Backing())
    return standing, standing.accountability.accounts[0], backings


def score(standing: PlanStanding) -> tuple[Any, ...]:
    scoring = score_all(standing.accountability.accounts, find_preset("ningxia"), CLOCK.as_of)
    return accountability.report(standing), scoring, None, UnitOrder.RANK


TO = Recipient(PLAN.departments[0].name, "folder")
OWED = Obligation(ObligationKind.WINDOW, "window/1/a", TO.department, "受理", CLOCK.as_of, CLOCK.as_of, task=1)
DUES = (Due(OWED, 0, Urgency.BLUE),)
MESSAGE = sending.Line(TO, DUES, digest(PLAN, TO.department, DUES, CLOCK.as_of), 1, Outcome.SENT)
DELIVERY = Delivery(1, 1, TO, CLOCK.known_at, "小马", (DUES[0].item,), "ab" * 32)

PUBLISHED = Publication(
    *(1, PLAN.code, DocumentKind.QUARTERLY, Series.BULLETIN, YEAR, 1, CLOCK.as_of, KNOWN_AT, KNOWN_AT, "办公室"),
    *(CLOCK.as_of, "关于一季度的通报"),
    files=(KeptFile(FileRole.DRAFT, "季通报.docx", "a" * 64),),
)
CHANGED = Difference(Subject(TARGET.code), ShownField.STANDING, "滞后", (Link("快于时序", ()),))
LOCKED = LogEntry(LogAction.MONTH_LOCKED, CLOCK.as_of, KNOWN_AT, "办公室", period=JUNE)

KINDS: dict[Kind, Given] = {
    account.report: lead,
    accountability.report: lambda standing: (standing, UnitOrder.RANK),
    acts.list_report: lambda standing: (PLAN, CLOCK, acts.Listed([ACT], [RECEIPT], {})),
    matrix.report: lambda standing: (
        PLAN,
        CLOCK,
        matrix.Matrix.of(PLAN, (townships.Compared(TARGET, PARTS, UNITS),)),
        UnitOrder.RANK,
    ),
    acts.show_report: lambda standing: (PLAN, CLOCK, acts.Shown(ACT, (), results.RECORDS, 4)),
    board.report: lambda standing: (standing, standing.reports_ahead),
    brief.report: lambda standing: (standing,),
    database.check_report: lambda standing: (results.DAMAGE,),
    database.info_report: lambda standing: (results.INFO,),
    evidence.report: lambda standing: (PLAN, CLOCK, None, [evidence.Proof(1, PROVED, Evidence("表.pdf", 9, "a" * 64))]),
    explain.report: lambda standing: (explain.Explained(PLAN, CLOCK, standing.assessments[0], None, (), (), [BEHIND]),),
    goals.split_report: lambda standing: (
        PLAN,
        CLOCK,
        goals.Split(TARGET, Fraction(600), PARTS, {}, date(YEAR, 1, 1), written=True),
    ),
    splitting.matrix_report: lambda standing: (
        PLAN,
        CLOCK,
        splitting.Matrix(
            [goals.Split(TARGET, Fraction(600), PARTS, {}, date(YEAR, 1, 1), written=True)],
            frozenset(),
            date(YEAR, 1, 1),
            written=True,
        ),
    ),
    splitting.refused_report: lambda standing: (PLAN, CLOCK, "分解.csv", [FileProblem("分解.csv", "少了一个乡")]),
    imports.report: lambda standing: (PLAN, CLOCK, results.REFUSED),
    overview.report: lambda standing: (standing,),
    ownership.report: lambda standing: (PLAN, CLOCK),
    redating.report: lambda standing: (PLAN, CLOCK, REDATED),
    quality.report: lambda standing: (PLAN, CLOCK, quality.Found([Standing(1, SUSPICION)], [])),
    readings.report: lambda standing: (readings.Told(PLAN, CLOCK, results.found(*results.RECORDS)),),
    reminding.report: lambda standing: (standing, reminders(standing)),
    sending.report: lambda standing: (standing, [MESSAGE]),
    deliveries.report: lambda standing: (PLAN, CLOCK, [DELIVERY], CLOCK.known_at),
    contacts.report: lambda standing: (PLAN, CLOCK, {Contact(TO): (CLOCK.known_at, "小马")}),
    channels.report: lambda standing: (PLAN, CLOCK, channels.Channels("x", False, {"folder": "folder"}, {"folder": 0})),
    first_day.on_first_day: lambda standing: (brief.report(standing), standing),
    urging.with_urged: lambda standing: (tasks.show_report(standing, standing.tasks[0]), Urged(2, CLOCK.as_of)),
    schedules.report: lambda standing: (PLAN, CLOCK, schedules.Shown(TARGET, SCHEDULES)),
    scored.scored: score,
    seeding.refused_report: lambda standing: ("方案", results.BROKEN_FOLDER),
    seeding.report: lambda standing: (results.SECOND_INIT,),
    submissions.report: lambda standing: (PLAN, CLOCK, standing.disciplines, None, None),
    targets.list_report: lambda standing: (PLAN, CLOCK, TARGETS),
    targets.show_report: lambda standing: (standing, standing.assessments[0], results.found(results.RECORDS[0]), PARTS),
    tasklist.list_report: lambda standing: (standing, standing.tasks, TaskGrouping.SECTION),
    tasks.show_report: lambda standing: (standing, standing.tasks[0]),
    townships.report: lambda standing: (
        PLAN,
        CLOCK,
        [townships.Compared(TARGET, PARTS, UNITS)],
        UnitOrder.RANK,
        None,
    ),
    townships.short: lambda standing: (
        PLAN,
        CLOCK,
        [townships.told(townships.Compared(TARGET, PARTS, UNITS), UnitOrder.RANK)],
        NO_DOUBTS,
        lambda: townships.report(PLAN, CLOCK, [townships.Compared(TARGET, PARTS, UNITS)], UnitOrder.RANK, None).data,
    ),
    forms.ledger: lambda standing: (standing, standing.tasks[:2], {}),
    forms.reasons: lambda standing: (standing, standing.assessments[:2], {}),
    ledger.report: lambda standing: (standing, standing.tasks[:2], {}),
    undoing.report: lambda standing: (
        PLAN,
        CLOCK,
        undoing.Undone(ACT, ACT, ActKind.UNDO, 4, "重了", [CHANGE], ["累计数前后不符"]),
    ),
    variance.report: lambda standing: (PLAN, CLOCK, standing.assessments),
    changes.report: lambda standing: (PLAN, CLOCK, PUBLISHED, [CHANGED]),
    issued.report: lambda standing: (PLAN, CLOCK, [PUBLISHED], {1: 1}),
    locks.report: lambda standing: (PLAN, CLOCK, [(LOCKED, LockState.LOCKED)]),
    withdrawal.report: lambda standing: (PLAN, CLOCK, RECORD, "填错了"),
}
"""Every function that makes a report, with arguments to make one."""


def made(kind: Kind, standing: PlanStanding) -> Report:
    more = {withdrawal.report: {"written": True}, sending.report: {"dry_run": True}}.get(kind, {})
    return kind(*KINDS[kind](standing), **more)


def refuse(*_args: object, **_more: object) -> NoReturn:
    raise AssertionError("made without being asked for")


@pytest.fixture
def no_page(standing: PlanStanding, monkeypatch: pytest.MonkeyPatch) -> PlanStanding:
    """Nothing of a page can be made; what stands in every page was made with the modules."""
    for block in (document.Document, document.Heading, document.Paragraph, document.Line, document.Table):
        monkeypatch.setattr(block, "__init__", refuse)
    return standing


@pytest.fixture
def no_object(standing: PlanStanding, monkeypatch: pytest.MonkeyPatch) -> PlanStanding:
    """The header that every object begins with cannot be made."""
    for name, module in list(sys.modules.items()):
        if name.startswith("jytrack.reports.") and hasattr(module, "header"):
            monkeypatch.setattr(module, "header", refuse)
    return standing


def named(kind: Kind) -> str:
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_json_makes_no_page(kind: Kind, no_page: PlanStanding) -> None:
    report = made(kind, no_page)
    assert json.render(report.data)
    with pytest.raises(AssertionError, match="without being asked"):
        _ = report.document


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_the_page_makes_no_json(kind: Kind, no_object: PlanStanding) -> None:
    report = made(kind, no_object)
    assert plain.render(report.document)
    with pytest.raises(AssertionError, match="without being asked"):
        _ = report.data


def test_each_form_is_made_once(standing: PlanStanding) -> None:
    report = overview.report(standing)
    assert report.document is report.document
    assert report.data is report.data


def test_every_kind_of_report_is_held_here() -> None:
    assert set(KINDS) == set(reports_made())


def reports_made() -> Iterator[Kind]:
    """The public functions of the reports room that make a report."""
    for found in pkgutil.walk_packages(jytrack.reports.__path__, "jytrack.reports."):
        module = import_module(found.name)
        for name, function in getmembers(module, isfunction):
            if (
                function.__module__ == found.name
                and function.__annotations__.get("return") is Report
                and name[0] != "_"
            ):
                yield function
