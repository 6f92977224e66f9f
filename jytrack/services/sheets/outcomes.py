"""What became of an import, gathered from its sheets for the clerk, and what a yes of hers would change of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.period import Period
from jytrack.intake.values.mending import left_to_office, left_to_office_alone
from jytrack.intake.values.problem import Code, Severity
from jytrack.reports.sheets import imports as report
from jytrack.reports.sheets.corrections import corrected
from jytrack.reports.sheets.missing import StillMissing
from jytrack.reports.sheets.remedies import Remedy
from jytrack.services.sheets.lacking import still_missing
from jytrack.services.sheets.merging import Fate
from jytrack.services.sheets.parcels import Parcel
from jytrack.store.database.database import Session

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
    return report.ImportOutcome(files, written, dry_run, missing, _remedies(parcels))


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


def _remedies(parcels: Iterable[Parcel]) -> tuple[Remedy, ...]:
    """What the office can do itself about what refused the sheets."""
    errors = (each for parcel in parcels for each in parcel.problems if each.severity is Severity.ERROR)
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
        corrections=corrected(plan, parcel.label or parcel.name, parcel.corrections),
    )
