"""What became of the record behind a printed page, told by the code at its foot."""

from collections.abc import Sequence

from jytrack.domain.sheets.records import PrintedCode
from jytrack.store.database import chain
from jytrack.store.database.recount import CHAINED, Fault
from jytrack.store.documents import issued
from jytrack.store.documents.issued import PUBLISHING
from jytrack.store.engines.session import Session
from jytrack.store.plan import ledger


def page(
    session: Session, code: str, broken: Sequence[int], faults: Sequence[Fault], *, revision: str = CHAINED
) -> PrintedCode:
    """What became of the record that a page with `code` was printed with.

    A page pins the last act of writing; one printed before acts were chained pins the last entry of the task log.
    `broken` are the entries that break the log's chain, `faults` what is not as its act wrote it.
    """
    act = chain.printed(session, code) if revision >= CHAINED else None
    if act:
        number, recorded_at, later = act
        intact = all(fault.act is not None and fault.act > number for fault in faults)
        return PrintedCode(code, None, recorded_at, intact, later, number)
    if revision >= PUBLISHING and (found := issued.printed(session, code)):
        number, called, recorded_at, sound = found
        return PrintedCode(code, None, recorded_at, sound and not broken, issued=called)
    entry = ledger.printed(session, code)
    if entry:
        number, recorded_at, later = entry
        return PrintedCode(code, number, recorded_at, all(each > number for each in broken), later)
    return PrintedCode(code)
