"""When the sheets of an import were received, and what is remembered of those that were not taken in."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.receipts import DayFrom, Receipt, Received, not_after, received_on
from jytrack.domain.values.numerals import date_text
from jytrack.errors import UsageError
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.values.days import named_days
from jytrack.intake.values.problem import Code, finding
from jytrack.services.sheets.form_parcels import FormParcel
from jytrack.services.sheets.merging import Fate, Merger
from jytrack.services.sheets.parcels import IMPORT, File, Parcel
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.sheets import receipts

_AS = f"用法见 {IMPORT} --help"

_MOST_ASKED = 200_000
"""An import of more rows is years at once or a whole region, sent again as it was."""


def day_of(desk: Desk, session: Session, plan: Plan, file: File, asked: date | None, *, by_file: bool) -> Received:
    """The day on which `file` counts as received: `asked` for all, its own `by_file`, its folder's, else today.

    Where the same file came before and was not taken in, it is not later than then. UsageError for a day to come, and
    for a folder that names two.
    """
    modified = datetime.fromtimestamp(file.modified, desk.now.tzinfo).date() if by_file else None
    folder = None if asked or by_file else _folder_day(file)
    own = received_on(desk.today, asked, modified, folder)
    if own.day > desk.today:
        raise UsageError(
            f"《{file.name}》按{own.by.label}是 {own.day} 收到，还没到；请核对，或写 --received 日期，{_AS}"
        )
    return not_after(own, receipts.first_received(session, plan, file.sha256))


def _folder_day(file: File) -> date | None:
    """The one day that the name of the file's folder states."""
    name = file.path.parent.name
    days = named_days(name)
    if len(days) > 1:
        raise UsageError(f"文件夹“{name}”的名称里有两个日期，不知道哪天收到；请改名，或写 --received 日期，{_AS}")
    return next(iter(days), None)


def tell_days(parcels: Sequence[Parcel], merger: Merger) -> None:
    """Say of each sheet why it counts as received before the day given, and which of its rows were received then.

    Where more than `_MOST_ASKED` rows are on record already, nobody asks of each when it came.
    """
    for parcel in parcels:
        if parcel.received is None or parcel.laid is None:
            continue
        day = parcel.received.day
        if parcel.received.by is DayFrom.FIRST:
            message = f"这份表{date_text(day)}已经收到过，当时没有写入，收到日期按那天算"
            parcel.remarks.append(finding(Code.RECEIVED, message))
        if 0 < parcel.count(Fate.UNCHANGED) <= _MOST_ASKED:
            days = merger.received_days(parcel.laid)
            told = "、".join(f"{count}个数已在{date_text(on)}收到" for on, count in sorted(days.items()) if on != day)
            if told:
                message = f"{told}，这次的日期（{date_text(day)}）不改动"
                advice = "确要改，用 jytrack target received 次 --date 日期 --reason 原因，次见 jytrack target imports"
                parcel.remarks.append(finding(Code.RECEIVED, message, advice))


def not_taken_in(desk: Desk, context: Context, parcels: Sequence[Parcel], *, partial: bool) -> list[Receipt]:
    """What is remembered of an import with a refused sheet: that one, and what it kept out; all but those on record."""
    if not any(parcel.refused for parcel in parcels):
        return []
    left = (each for each in parcels if each.file and (each.refused or not (partial or each.earlier)))
    return [_receipt(desk, context, parcel) for parcel in left]


def _receipt(desk: Desk, context: Context, parcel: Parcel) -> Receipt:
    """One sheet as it is remembered: nothing of its cells; what does not go back to its unit was kept out."""
    refused = parcel.goes_back
    return Receipt(
        name=parcel.name,
        sheet=parcel.sheet,
        sha256=parcel.file.sha256 if parcel.file else "",
        refused=refused,
        received_on=parcel.received.day if parcel.received else desk.today,
        recorded_at=desk.now,
        recorded_by=desk.actor,
        items=parcel.goes_to(context) if refused else (),
        problems=tuple(Counter(str(each.code) for each in parcel.errors).most_common()),
    )


def forms_left(desk: Desk, parcels: Sequence[FormParcel], *, partial: bool) -> list[Receipt]:
    """What is remembered of forms that were not taken in, as of sheets; a form is nobody's duty by a day."""
    if not any(parcel.refused for parcel in parcels):
        return []
    return [
        Receipt(
            name=parcel.name,
            sheet=parcel.sheet,
            sha256=parcel.file.sha256,
            refused=parcel.goes_back,
            received_on=parcel.received.day if parcel.received else desk.today,
            recorded_at=desk.now,
            recorded_by=desk.actor,
            problems=tuple(Counter(str(each.code) for each in parcel.errors).most_common()),
        )
        for parcel in parcels
        if parcel.refused or not (partial or parcel.earlier)
    ]
