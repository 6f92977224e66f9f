"""Readings in: sheets and single values, checked, merged with what is on record, written all or not at all."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from jytrack.domain.period import Period
from jytrack.domain.plan import Metric, Plan
from jytrack.domain.reading import Entry
from jytrack.domain.words import DepartmentKind
from jytrack.errors import UsageError, os_reason
from jytrack.intake.history import History, against_history
from jytrack.intake.problem import Code, Problem, Severity
from jytrack.intake.reader import read_sheet, read_table
from jytrack.intake.sheet import Context, Field, Sheet
from jytrack.reports import imports as report
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.merging import Fate, Laid, Overlay
from jytrack.services.naming import departments_by_spelling, find_department, find_target, targets_by_spelling
from jytrack.store import imports, recording
from jytrack.store.database import Session

BY_HAND = "手工登记"
"""The name that stands for a file when a value was typed on the command line."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asked of an import; `received` None is today."""

    files: tuple[Path, ...]
    period: Period | None = None
    unit: str | None = None
    received: date | None = None
    correct: bool = False
    reason: str = ""
    partial: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """One reading as typed on the command line; an empty text is not stated."""

    code: str
    unit: str
    period: Period
    month: str = ""
    cumulative: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    source: str = ""


@dataclass
class _Parcel:
    """One sheet on its way: as read, what it changes on record, and all that is wrong with it."""

    sheet: Sheet
    sha256: str = ""
    size: int = 0
    laid: Laid | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused_rows(self) -> set[int | None]:
        """The rows that hold an error; None among them stands for the sheet as a whole."""
        return {problem.row for problem in self.problems if problem.severity is Severity.ERROR}

    def entries(self) -> list[Entry]:
        """The entries of the rows without an error."""
        refused = self.refused_rows
        if None in refused:
            return []
        return [entry for entry in self.sheet.entries if entry.row not in refused] if refused else self.sheet.entries

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to write."""
        return self.laid is not None and bool(self.laid.new or self.laid.replacing)

    def count(self, fate: Fate) -> int:
        """How many entries met `fate`."""
        return self.laid.fates[fate] if self.laid else 0


def import_sheets(desk: Desk, order: Order) -> Answer:
    """Read all files, list every problem of all of them at once, and write when there is no error.

    UsageError for a file that is not there or an order that contradicts itself.
    """
    contents = [(path, _content(path)) for path in order.files]

    def parcels(context: Context) -> list[_Parcel]:
        return [
            _Parcel(read_sheet(raw, path.name, context), hashlib.sha256(raw).hexdigest(), len(raw))
            for path, raw in contents
        ]

    return _take_in(desk, order, parcels)


def record(desk: Desk, typed: Typed, order: Order) -> Answer:
    """Take in one value typed on the command line, by the same road as a sheet of one row.

    UsageError when no figure was given.
    """
    figures = [typed.month, typed.cumulative, typed.value, typed.numerator, typed.denominator]
    if not any(figure.strip() for figure in figures):
        raise UsageError("没有写数；请写 --month、--cumulative 等，用法见 jytrack target record --help")

    def parcels(context: Context) -> list[_Parcel]:
        header = ["单位", "指标", "月份", *(item.label for item in Field), "来源"]
        row = [typed.unit, typed.code, str(typed.period), *figures, typed.source]
        sheet = read_table([header, row], BY_HAND, context)
        entries = [entry._replace(row=0) for entry in sheet.entries]
        problems = [replace(problem, row=None, column=None) for problem in sheet.problems]
        return [_Parcel(replace(sheet, entries=entries, problems=problems))]

    return _take_in(desk, order, parcels, typed)


def _take_in(desk: Desk, order: Order, read: Callable[[Context], list[_Parcel]], typed: Typed | None = None) -> Answer:
    """The one road into the database: read, merge with what is on record, check, write all or nothing."""
    received = order.received or desk.today
    if received > desk.today:
        raise UsageError(f"收到日期 {received} 还没到；请写今天或以前，用法见 jytrack target import --help")
    if order.correct and not order.reason.strip():
        raise UsageError("更正要写明原因：jytrack target import 文件 --correct --reason 原因")
    with desk.database.writing(keep=not order.dry_run) as session:
        plan, clock = desk.open_plan(session)
        if typed is not None:
            find_target(plan, typed.code)
            find_department(plan, typed.unit)
        parcels = read(_context(plan, order, received))
        _merge(session, plan, parcels, order)
        errors = any(parcel.refused_rows for parcel in parcels)
        written = (order.partial or not errors) and any(
            parcel.laid and any(parcel.laid.changes()) for parcel in parcels
        )
        if written:
            batch = imports.open_batch(session, plan, desk.actor, desk.now, received, order.reason.strip())
            for parcel in parcels:
                _write(session, plan, batch, parcel)
    outcome = report.ImportOutcome(
        tuple(map(_outcome, parcels)), written=written and not order.dry_run, dry_run=order.dry_run
    )
    return Answer(report.report(plan, clock, outcome), refused=errors)


def _content(path: Path) -> bytes:
    """The bytes of a file that the user named."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"没有文件 {path}，请核对文件名：jytrack target import 文件") from None
    except IsADirectoryError:
        raise UsageError(f"{path} 是文件夹，请写出里面的文件：jytrack target import {path}/*.csv") from None
    except OSError as error:
        raise UsageError(f"读不了文件 {path}（{os_reason(error)}），请核对后重试：jytrack target import 文件") from None


def _context(plan: Plan, order: Order, received: date) -> Context:
    """The plan's vocabulary and duties, against which sheets are read."""
    return Context(
        year=plan.year,
        units={
            key: department.name
            for key, department in departments_by_spelling(plan).items()
            if department.kind is not DepartmentKind.GROUP
        },
        metrics={key: target.metric for key, target in targets_by_spelling(plan).items()},
        duties=frozenset((unit, target.code) for target in plan.targets for unit in target.units),
        received_on=received,
        period=order.period,
        unit=find_department(plan, order.unit).name if order.unit else None,
    )


def _merge(session: Session, plan: Plan, parcels: Sequence[_Parcel], order: Order) -> None:
    """Settle the fate of every entry; rows in which an error turns up on the way are left out, and the rest anew."""
    for parcel in parcels:
        parcel.problems = list(parcel.sheet.problems)
    pairs = {entry[1:3] for parcel in parcels for entry in parcel.sheet.entries}
    recorded = recording.on_record(session, plan, pairs)
    metrics = [target.metric for target in plan.targets]
    found = True
    while found:
        overlay = Overlay(recorded, correct=order.correct)
        layers = [overlay.lay(parcel.sheet, parcel.entries()) for parcel in parcels]
        readings = overlay.cumulative_readings()
        found = False
        for parcel, laid in zip(parcels, layers, strict=True):
            troubles = [*laid.problems, *_against_record(laid, readings, metrics, order)]
            parcel.laid = laid
            parcel.problems += troubles
            found = found or bool(troubles)


def _against_record(laid: Laid, readings: History, metrics: Sequence[Metric], order: Order) -> list[Problem]:
    """What cumulative values contradict, in the sheet and on record; a correction overrules a fall."""
    entries = [entry for entry in laid.changes() if entry[1:3] in readings] if readings else []
    found = against_history(entries, readings, metrics)
    return [problem for problem in found if not (order.correct and problem.code is Code.CUMULATIVE_FALLS)]


def _write(session: Session, plan: Plan, batch: imports.Batch, parcel: _Parcel) -> None:
    """Write what changes on record by one sheet, and the sheet's own record unless it was typed by hand."""
    file = None
    if parcel.sha256:
        sheet = parcel.sheet
        file = imports.add_file(
            session,
            batch,
            imports.ImportedFile(
                name=sheet.name,
                sha256=parcel.sha256,
                size=parcel.size,
                encoding=sheet.encoding,
                layout=sheet.layout,
                period=sheet.period,
                new=parcel.count(Fate.NEW),
                unchanged=parcel.count(Fate.UNCHANGED),
                corrected=parcel.count(Fate.CORRECTED),
                rejected=len(parcel.refused_rows),
            ),
        )
    if parcel.laid:
        recording.store(session, plan, batch, file, parcel.laid.new.values(), parcel.laid.replacing.values())


def _outcome(parcel: _Parcel) -> report.FileOutcome:
    """One sheet's part of the answer."""
    sheet = parcel.sheet
    return report.FileOutcome(
        sheet.name,
        parcel.sha256,
        sheet.encoding,
        sheet.layout,
        sheet.period,
        parcel.count(Fate.NEW),
        parcel.count(Fate.UNCHANGED),
        parcel.count(Fate.CORRECTED),
        len(parcel.refused_rows),
        parcel.problems,
    )
