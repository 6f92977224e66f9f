"""What became of the sheets of an import, as it is kept and as it is told, and what a yes would change of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Finding
from jytrack.domain.values.period import Period
from jytrack.intake.values.mending import left_to_office, left_to_office_alone
from jytrack.intake.values.personal import masked
from jytrack.intake.values.problem import Code, Problem, Severity
from jytrack.reports.sheets import imports as report
from jytrack.reports.sheets.corrections import CorrectedFigures
from jytrack.reports.sheets.missing import StillMissing
from jytrack.reports.sheets.remedies import Remedy
from jytrack.services.sheets.lacking import still_missing
from jytrack.services.sheets.merging import Fate
from jytrack.services.sheets.parcels import Parcel
from jytrack.store.database.database import Session
from jytrack.store.sheets import findings, imports

_QUESTIONS = {
    Code.OUT_OF_PROPORTION: "有的数与全年目标相比差得太远，确实无误、照收吗？",
    Code.OLDER_SHEET: "有的数后来更正过，这些表更早，确实要照它们改吗？",
}
"""What is asked about errors that a yes settles."""


def outcome_of(
    plan: Plan, parcels: Sequence[Parcel], missing: StillMissing | None, *, written: bool, dry_run: bool
) -> report.ImportOutcome:
    """All that is told of an import."""
    files = tuple(_outcome(plan, parcel) for parcel in parcels)
    return report.ImportOutcome(files, written, dry_run, missing, remedies(parcels))


def question_of(parcels: Iterable[Parcel]) -> str:
    """What to ask somebody about sheets that nothing refuses but what a yes settles; "" where that would not help."""
    codes = {problem.code for parcel in parcels for problem in parcel.errors}
    return "".join(asked for code, asked in _QUESTIONS.items() if code in codes) if codes <= _QUESTIONS.keys() else ""


def still_missing_after(session: Session, plan: Plan, parcels: Sequence[Parcel]) -> StillMissing | None:
    """Who has not reported yet for the last month that the sheets speak of; None when they speak of none."""
    last = max((period for period in _periods(parcels) if period.year == plan.year), default=None)
    return StillMissing(last, still_missing(session, plan, last)) if last else None


def _periods(parcels: Iterable[Parcel]) -> set[Period]:
    """The months that the sheets speak of."""
    return {period for parcel in parcels if parcel.reader for period in parcel.reader.periods}


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


class _Sheet(Protocol):
    """A sheet that came, of figures or a form."""

    @property
    def errors(self) -> Iterable[Problem]:
        """The problems that refuse it."""


def remedies(parcels: Iterable[_Sheet]) -> tuple[Remedy, ...]:
    """What the office can do itself about what refused the sheets."""
    errors = (each for parcel in parcels for each in parcel.errors)
    found = Counter((each.code, advice) for each in errors if (advice := left_to_office(each)))
    return tuple(Remedy(str(code), code.label, count, advice) for (code, advice), count in found.items())


def _outcome(plan: Plan, parcel: Parcel) -> report.FileOutcome:
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
        corrections=CorrectedFigures(plan, parcel.label or parcel.name, parcel.corrections),
    )
