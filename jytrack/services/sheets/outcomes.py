"""What became of each sheet of an import, as it is kept and as it is told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from jytrack.domain.sheets.records import Finding
from jytrack.intake.values.mending import left_to_office, left_to_office_alone
from jytrack.intake.values.personal import masked
from jytrack.intake.values.problem import Problem, Severity
from jytrack.reports.sheets import imports as report
from jytrack.reports.sheets.remedies import Remedy
from jytrack.services.sheets.merging import Fate
from jytrack.services.sheets.parcels import Parcel
from jytrack.store.database.database import Session
from jytrack.store.sheets import findings, imports


def close_file(session: Session, parcel: Parcel) -> None:
    """Record what became of the parcel's sheet, and what was noticed in it."""
    if parcel.laid is None or parcel.laid.file is None or parcel.reader is None:
        return
    read = imports.SheetRead(
        encoding=parcel.encoding,
        layout=parcel.reader.layout,
        period=parcel.reader.period,
        new=parcel.count(Fate.NEW),
        unchanged=parcel.count(Fate.UNCHANGED),
        corrected=parcel.count(Fate.CORRECTED),
        rejected=parcel.rejected,
    )
    imports.close_file(session, parcel.laid.file, read)
    findings.keep(
        session, parcel.laid.file, [_kept(each) for each in parcel.problems if each.severity is not Severity.ERROR]
    )


def _kept(noticed: Problem) -> Finding:
    """What was noticed, as it is kept; a note may speak of a heading, which was not searched for telephone numbers."""
    message, value = masked(noticed.message), noticed.value and masked(noticed.value)
    return Finding(noticed.severity, noticed.code, message, noticed.row, noticed.column, value, noticed.suggestion)


def remedies_of(parcels: Iterable[Parcel]) -> tuple[Remedy, ...]:
    """What the office can do itself about what refused the sheets."""
    errors = (each for parcel in parcels for each in parcel.problems if each.severity is Severity.ERROR)
    found = Counter((each.code, advice) for each in errors if (advice := left_to_office(each)))
    return tuple(Remedy(str(code), code.label, count, advice) for (code, advice), count in found.items())


def outcome_of(parcel: Parcel) -> report.FileOutcome:
    """One sheet's part of the answer."""
    reader, earlier = parcel.reader, parcel.earlier
    return report.FileOutcome(
        file=parcel.name,
        label=parcel.label,
        sheet=parcel.sheet,
        sha256=parcel.file.sha256 if parcel.file else "",
        encoding=parcel.encoding,
        layout=reader.layout if reader else "",
        period=reader.period if reader else None,
        new=parcel.count(Fate.NEW),
        unchanged=parcel.count(Fate.UNCHANGED),
        corrected=parcel.count(Fate.CORRECTED),
        rejected=parcel.rejected,
        findings=[replace(each, suggestion=each.suggestion or left_to_office_alone(each)) for each in parcel.problems],
        received=parcel.received,
        same_as=(earlier.batch, earlier.name) if earlier else None,
    )
