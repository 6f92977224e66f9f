"""Readings in: sheets and single values, checked, merged with what is on record, written all or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from jytrack.domain.figures.reading import Entries
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.correcting import Age
from jytrack.domain.sheets.receipts import Received, received_on
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError
from jytrack.intake.sheets.files import Tab
from jytrack.intake.sheets.reader import SheetReader
from jytrack.intake.sheets.sheet import Context, Field
from jytrack.intake.values.problem import Code, Problem
from jytrack.reports.sheets import imports as report
from jytrack.services.plan.locked import Locked
from jytrack.services.sheets import originals
from jytrack.services.sheets.context import Against, context_of
from jytrack.services.sheets.merging import Merger
from jytrack.services.sheets.outcomes import close_file, outcome_of, question_of, still_missing_after
from jytrack.services.sheets.overtaking import tell_ages, tell_overtaken
from jytrack.services.sheets.parcels import File, Parcel, named_files, opened
from jytrack.services.sheets.receiving import day_of, not_taken_in, tell_days
from jytrack.services.sheets.versions import Chosen, chosen
from jytrack.services.sheets.warning import tell_blanks, warn
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.services.values.second_look import OF_A_SHEET, take_note
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.sheets import doubts, imports, receipts
from jytrack.store.sheets.recording import READINGS, Recorder

BY_HAND = "手工登记"
"""The name that stands for a file when a value was typed on the command line."""

_LARGE = 1 << 20
"""Of files with more bytes than this the readings' references are looked for once, before they are kept."""

Watch = Callable[[int, int], None]
"""Is told of how many bytes how many have been read."""


@valueclass
class Order:
    """What the command line asked of an import; `received` is the day of all sheets, None: see `receiving.day_of`.

    `by_file`: each file was received on the day on which it was last written. `slips`: what goes back is wanted too;
    `confirm`: figures out of all proportion to the goal are meant, and so are corrections by older sheets. `originals`:
    up to how many bytes a file is kept as it came, 0 for none.
    """

    files: tuple[Path, ...]
    period: Period | None = None
    unit: str | None = None
    received: date | None = None
    correct: bool = False
    reason: str = ""
    partial: bool = False
    dry_run: bool = False
    slips: bool = False
    confirm: bool = False
    by_file: bool = False
    originals: int = contents.MOST_BYTES


@valueclass
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


def import_sheets(desk: Desk, order: Order, watch: Watch | None = None) -> Answer:
    """Read all files, list every problem of all of them at once, and write when there is no error.

    UsageError for a file that is not there or an order that contradicts itself.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(opened(path)) for path in named_files(order.files)]

        sheets = _Sheets(desk, order, chosen(files))
        against = Against(partial(_context, order, _day(desk, order)))
        large = sum(file.size for file in files) > _LARGE
        if large:
            sheets.read_ahead(against, stack.enter_context(TemporaryFile()), watch)
        answer, laid = _take_in(desk, order, against, sheets.parcels, watch=watch, bulk=READINGS if large else "")
        if not (order.slips and answer.refused):
            return answer
        from jytrack.services.sheets.returning import returns  # heavy, and most sheets go in

        with desk.database.reading() as session:
            plan, _ = desk.open_plan(session, period=order.period)
        return replace(answer, attachments=returns(plan, desk.today, files, laid))


class _Sheets:
    """The sheets of the chosen files, which are opened again only where what they are read against has changed."""

    def __init__(self, desk: Desk, order: Order, read: Chosen) -> None:
        """Nothing is opened yet."""
        self._desk, self._order, self._read = desk, order, read
        self._against: tuple[Context, Mapping[File, Received]] | None = None
        self._parcels: list[Parcel] = []

    def parcels(self, session: Session, plan: Plan, context: Context) -> list[Parcel]:
        """The sheets, each with the day on which it counts as received."""
        asked, by_file = self._order.received, self._order.by_file
        days = {file: day_of(self._desk, session, plan, file, asked, by_file=by_file) for file in self._read.files}
        if self._against != (context, days):
            self._against = context, days
            self._parcels = self._read.parcels(context, days.__getitem__)
        return self._parcels

    def read_ahead(self, against: Against, file: BinaryIO, watch: Watch | None) -> None:
        """Read all into `file` before anybody has to wait; what is on record is asked for when they are laid."""
        with self._desk.database.reading() as session:
            plan, _ = self._desk.open_plan(session, period=self._order.period)
            parcels = self.parcels(session, plan, against.in_state(session, plan))
        _watched(parcels, lambda parcel: parcel.read_ahead(file), watch)


def _watched(parcels: Sequence[Parcel], work: Callable[[Parcel], Iterable[None]], watch: Watch | None) -> None:
    """Do the `work` of each parcel, and tell `watch` how far their files are read."""
    files = {parcel.file.sha256: parcel.file for parcel in parcels if parcel.file}
    whole, before = sum(file.size for file in files.values()), 0
    for parcel in parcels:
        for _ in work(parcel):
            if watch and parcel.file:
                watch(before + parcel.file.stream.tell(), whole)
        before += parcel.file.size if parcel.file else 0


def record(desk: Desk, typed: Typed, order: Order) -> Answer:
    """Take in one value typed on the command line, by the same road as a sheet of one row.

    UsageError when no figure was given.
    """
    figures = [typed.month, typed.cumulative, typed.value, typed.numerator, typed.denominator]
    if not any(figure.strip() for figure in figures):
        raise UsageError(
            "没有写数；请写一个：本月数 --month，本年累计数 --cumulative，期末数 --value，比率的分子 --numerator "
            "和分母 --denominator；用法见 jytrack target record --help"
        )
    header = ["单位", "指标", "月份", *(item.label for item in Field), "来源"]

    def parcels(_: Session, plan: Plan, context: Context) -> list[Parcel]:
        unit, target = find_department(plan, typed.unit), find_target(plan, typed.code)
        row = [unit.name, target.code, str(typed.period), *figures, typed.source]
        received = received_on(desk.today, order.received)
        return [
            Parcel(BY_HAND, reader=_ByHand(Tab("", lambda: [header, row]), BY_HAND, context), age=lambda: Age(received))
        ]

    return _take_in(desk, order, Against(partial(_context, order, _day(desk, order))), parcels)[0]


class _ByHand(SheetReader):
    """The reader of what was typed on the command line, where there are no rows and columns."""

    def entries(self) -> Iterator[Entries]:
        """The entry, in row 0."""
        for entries in super().entries():
            yield [entry._replace(row=0) for entry in entries]
        self.problems = list(map(_as_typed, self.problems))


def _as_typed(problem: Problem) -> Problem:
    """A problem of what was typed, where an option is what a column is in a sheet."""
    advice = "请加 --source 写明数据出自哪里" if problem.code is Code.SOURCE_NEEDED else problem.suggestion
    return replace(problem, row=None, column=None, suggestion=advice)


def _take_in(
    desk: Desk,
    order: Order,
    against: Against,
    read: Callable[[Session, Plan, Context], list[Parcel]],
    watch: Watch | None = None,
    bulk: str = "",
) -> tuple[Answer, list[Parcel]]:
    """The one road into the database: read, merge with what is on record, check, write all or nothing."""
    parcels: list[Parcel] = []
    settled = False
    # All is written as it is read. Where a row is refused, everything is taken back and written anew without it, until
    # nothing more is refused: what is left out may be what another row was judged by.
    while not settled:
        with desk.database.writing(bulk=bulk) as session:
            plan, clock = desk.open_plan(session, period=order.period)
            context = against.in_state(session, plan)
            parcels = parcels or read(session, plan, context)
            merger = _lay(desk, session, plan, parcels, order, watch)
            settled = not _learn(parcels)
            if settled:
                merger.check_histories()
                settled = not _learn(parcels)
                if settled and merger.changed:
                    warn(parcels, take_note(session, plan, merger.written))
                if settled and order.correct:
                    tell_blanks(plan, parcels, merger)
                if settled:
                    tell_overtaken(parcels)
                    tell_days(parcels, merger)
            refused = any(parcel.refused for parcel in parcels)
            written = session.keep = settled and merger.changed and (order.partial or not refused) and not order.dry_run
            missing = None if refused and not order.partial else still_missing_after(session, plan, parcels)
            left = [] if order.dry_run else not_taken_in(desk, context, parcels, partial=order.partial)
            if written:
                _close(session, plan, parcels, merger, order)
                receipts.remember(session, plan, left, desk.now)
    if left and not written:
        with desk.database.writing() as session:
            receipts.remember(session, plan, left, desk.now)
    outcome = outcome_of(plan, parcels, missing, written=written, dry_run=order.dry_run)
    told, returnable = report.report(plan, clock, outcome), any(parcel.goes_back for parcel in parcels)
    return Answer(told, refused, question=question_of(parcels), returnable=returnable), parcels


def _day(desk: Desk, order: Order) -> date:
    """The day on which the act counts as received; UsageError for one to come, and for corrections without a reason."""
    received = order.received or desk.today
    if received > desk.today:
        raise UsageError(f"收到日期 {received} 还没到；请写今天或以前，用法见 jytrack target import --help")
    if order.correct and not order.reason.strip():
        raise UsageError("更正要写明原因：jytrack target import 文件 --correct --reason 原因")
    return received


def _lay(
    desk: Desk, session: Session, plan: Plan, parcels: Sequence[Parcel], order: Order, watch: Watch | None
) -> Merger:
    """Write the rows of all parcels in which no error is known."""
    tell_ages(desk, session, plan, parcels)
    for parcel in parcels:
        parcel.earlier = imports.find_by_sha256(session, plan, parcel.file.sha256) if parcel.file else None
    received = max((parcel.received.day for parcel in parcels if parcel.received), default=order.received or desk.today)
    reason = order.reason.strip()
    batch = imports.open_batch(session, plan, desk.actor, desk.now, received, reason, sheets=len(parcels))
    recorder = Recorder(session, plan, batch, len(parcels))
    metrics = {target.code: target.metric for target in plan.targets}
    merger = Merger(
        recorder, metrics, Locked(session, plan, desk.today), correct=order.correct, confirmed=order.confirm
    )
    _watched(parcels, lambda parcel: parcel.lay(merger, _open_file(session, batch, parcel)), watch)
    return merger


def _close(session: Session, plan: Plan, parcels: Sequence[Parcel], merger: Merger, order: Order) -> None:
    """Record what became of each sheet that was taken in, and keep its file as it came."""
    taken_in = {parcel.laid.file: parcel for parcel in parcels if parcel.laid and parcel.laid.file is not None}
    originals.keep(session, merger.written.until, taken_in.values(), order.originals)
    for parcel in taken_in.values():
        close_file(session, parcel)
    if taken_in:
        doubts.number_kept(session, plan, OF_A_SHEET, merger.written.until, min(filter(None, taken_in)) - 1)


def _learn(parcels: Iterable[Parcel]) -> bool:
    """Take in what was refused of any parcel; whether there is more of it than before."""
    learned = [parcel.learn() for parcel in parcels]
    return any(learned)


def _open_file(session: Session, batch: imports.Batch, parcel: Parcel) -> int | None:
    """Record the parcel's sheet, unless it was typed by hand or cannot be read."""
    if parcel.file is None or parcel.reader is None:
        return None
    received_on = parcel.received.day if parcel.received else None
    file = parcel.file
    return imports.open_file(session, batch, parcel.name, parcel.sheet, file.sha256, file.size, received_on)


def _context(order: Order, received: date, plan: Plan) -> Context:
    """What the sheets of an order are read against, but for what is known of the figures on record."""
    return replace(
        context_of(plan, received),
        period=order.period,
        unit=find_department(plan, order.unit).name if order.unit else None,
        correcting=order.correct,
        confirmed=order.confirm,
    )
