"""Forms that come back: read, compared with what is on record, written all or not at all."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from jytrack.domain.plan.feedback import Key
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.receipts import Received
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError
from jytrack.intake.values.mending import left_to_office_alone
from jytrack.reports.sheets import imports as report
from jytrack.reports.sheets.texts import CorrectedText, text_subject
from jytrack.services.sheets import originals
from jytrack.services.sheets.form_parcels import FormParcel, about_of, form_parcels
from jytrack.services.sheets.merging import Fate
from jytrack.services.sheets.outcomes import remedies
from jytrack.services.sheets.parcels import FORMS, File, named_files, opened
from jytrack.services.sheets.receiving import day_of, forms_left
from jytrack.services.sheets.returning import returns
from jytrack.services.sheets.versions import chosen
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.plan import feedback
from jytrack.store.plan.feedback import Act, Writing
from jytrack.store.sheets import imports, receipts

IMPORT = "jytrack task import"


@valueclass
class Order:
    """What the command line asked for; `received` None: the folder's day, else today.

    `originals`: up to how many bytes a file is kept as it came, 0 for none.
    """

    files: tuple[Path, ...]
    period: Period | None = None
    received: date | None = None
    correct: bool = False
    reason: str = ""
    partial: bool = False
    dry_run: bool = False
    slips: bool = False
    originals: int = contents.MOST_BYTES


def import_forms(desk: Desk, order: Order) -> Answer:
    """Read all forms, list every problem of all of them at once, and write when there is no error.

    UsageError for a file that is not there, a day to come, or corrections without a reason.
    """
    if order.received and order.received > desk.today:
        raise UsageError(f"收到日期 {order.received} 还没到；请写今天或以前，用法见 {IMPORT} --help")
    if order.correct and not order.reason.strip():
        raise UsageError(f"更正要写明原因：{IMPORT} 文件 --correct --reason 原因")
    with ExitStack() as stack:
        files = [stack.enter_context(opened(path, IMPORT)) for path in named_files(order.files, IMPORT, FORMS)]
        read = chosen(files)
        with desk.database.writing(keep=False) as session:
            plan, clock = desk.open_plan(session, period=order.period)
            day = partial(_day, desk, session, plan, order)
            parcels = list(form_parcels(plan, read, order.period, day))
            for parcel in parcels:
                parcel.earlier = imports.find_by_sha256(session, plan, parcel.file.sha256)
            on_record, about = feedback.in_force(session, plan), about_of(plan)
            act: dict[Key, str] = {}
            for parcel in parcels:
                parcel.settle(on_record, act, correct=order.correct, about=about)
            refused = any(parcel.refused for parcel in parcels)
            fresh = any(parcel.fresh for parcel in parcels)
            written = session.keep = fresh and (order.partial or not refused) and not order.dry_run
            number = _write(desk, session, plan, parcels, order) if written else None
            left = [] if order.dry_run else forms_left(desk, parcels, partial=order.partial)
            if written:
                receipts.remember(session, plan, left, desk.now)
        if left and not written:
            with desk.database.writing() as session:
                receipts.remember(session, plan, left, desk.now)
        outcome = report.ImportOutcome(
            tuple(_outcome(plan, parcel) for parcel in parcels),
            written,
            order.dry_run,
            remedies=remedies(parcels),
            forms=True,
            recorded_as=number,
        )
        answer = Answer(
            report.report(plan, clock, outcome), refused, returnable=any(parcel.goes_back for parcel in parcels)
        )
        if not (order.slips and refused):
            return answer
        return replace(answer, attachments=returns(plan, desk.today, files, parcels))


def _day(desk: Desk, session: Session, plan: Plan, order: Order, file: File) -> Received:
    """The day on which `file` counts as received."""
    return day_of(desk, session, plan, file, order.received, by_file=False)


def _write(desk: Desk, session: Session, plan: Plan, parcels: list[FormParcel], order: Order) -> int:
    """Put on record what the forms say, as one act; its number."""
    leads = {task.no: task.lead for task in plan.tasks}
    count = sum(len(parcel.fresh) for parcel in parcels)
    day, reason = (
        max((each.received.day for each in parcels if each.received), default=desk.today),
        order.reason.strip(),
    )
    batch = imports.open_batch(session, plan, desk.actor, desk.now, day, reason, sheets=count + 1)
    writings = []
    taken_in = [parcel for parcel in parcels if parcel.reader and (parcel.fresh or parcel.fates)]
    originals.keep(session, batch.recorded_at, taken_in, order.originals)
    for parcel in taken_in:
        received = parcel.received.day if parcel.received else day
        file = imports.open_file(
            session, batch, parcel.name, parcel.sheet, parcel.file.sha256, parcel.file.size, received
        )
        imports.close_file(
            session,
            file,
            imports.SheetRead(
                parcel.encoding,
                parcel.reader.head.kind.value if parcel.reader and parcel.reader.head else "",
                parcel.reader.period if parcel.reader else None,
                parcel.count(Fate.NEW),
                parcel.count(Fate.UNCHANGED),
                parcel.count(Fate.CORRECTED),
                len(parcel.refused),
            ),
        )
        for said in parcel.fresh:
            on = min(said.key.period.last_day, received)
            lead = leads[said.key.subject] if isinstance(said.key.subject, int) else None
            writings.append(Writing(said.key, said.text, on, lead, file, said.row))
    feedback.write(session, plan, writings, Act(batch.recorded_at, batch.recorded_by, reason))
    return batch.id


def _outcome(plan: Plan, parcel: FormParcel) -> report.FileOutcome:
    """What became of one form."""
    reader, earlier, called = parcel.reader, parcel.earlier, parcel.label or parcel.name
    return report.FileOutcome(
        file=parcel.name,
        label=parcel.label,
        sheet=parcel.sheet,
        sha256=parcel.file.sha256,
        encoding=parcel.encoding,
        layout=reader.head.kind.value if reader and reader.head else "",
        period=reader.period if reader else None,
        new=parcel.count(Fate.NEW),
        unchanged=parcel.count(Fate.UNCHANGED),
        corrected=parcel.count(Fate.CORRECTED),
        rejected=len(parcel.refused),
        findings=[replace(each, suggestion=each.suggestion or left_to_office_alone(each)) for each in parcel.problems],
        received=parcel.received,
        same_as=(earlier.batch, earlier.name) if earlier else None,
        corrections=tuple(
            CorrectedText(called, text_subject(plan, change.key), row, change)
            for row, changes in sorted(parcel.changes.items())
            for change in changes
            if row not in parcel.refused
        ),
    )
