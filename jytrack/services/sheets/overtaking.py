"""How old the sheets of a correcting import are, and what is kept of those that overtook a later correction."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import cache, partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.correcting import Age, Proof, age_of
from jytrack.domain.sheets.receipts import Received
from jytrack.intake.books.origin import saved_at
from jytrack.services.sheets.conflicts import overtaken
from jytrack.services.sheets.parcels import File, Parcel
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.sheets import imports


def tell_ages(desk: Desk, session: Session, plan: Plan, parcels: Iterable[Parcel]) -> None:
    """Let each sheet of a file tell its age in this session, which is looked for once, where it is asked for."""
    for parcel in parcels:
        if parcel.file is not None and parcel.received is not None:
            parcel.age = cache(partial(_age, desk, session, plan, parcel.file, parcel.received))


def _age(desk: Desk, session: Session, plan: Plan, file: File, received: Received) -> Age:
    """What shows that the file had been there, as it is, by some moment; it may be being read just now."""
    zone, place = desk.now.tzinfo, file.stream.tell()
    shown = {
        Proof.IMPORTED: imports.first_imported(session, plan, file.sha256),
        Proof.SAVED: saved_at(file.stream, zone),
        Proof.MODIFIED: written_at(file.modified, zone),
    }
    file.stream.seek(place)
    return age_of(received, shown)


def written_at(modified: float, zone: tzinfo | None) -> datetime | None:
    """The moment so many seconds after 1970 at which a file was written; None where a disk names one of no calendar."""
    try:
        return datetime.fromtimestamp(modified, zone)
    except (OverflowError, OSError, ValueError):
        return None


def tell_overtaken(parcels: Iterable[Parcel]) -> None:
    """Say of each sheet which later corrections it replaced, because somebody confirmed that; it is kept with it."""
    for parcel in parcels:
        for each in parcel.laid.corrections.by_older if parcel.laid else ():
            if each.last and each.older:
                parcel.remarks.append(overtaken(each, each.last, each.older, confirmed=True))
