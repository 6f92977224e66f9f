"""What is doubtful about the rows of an import, said at these rows as warnings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.numerals import period_text, plain
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.words import Flaw
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.problem import MOST_LISTED, Code, Problem, ProblemList, finding
from jytrack.reports.sheets.quality import sentence
from jytrack.services.sheets.merging import Merger
from jytrack.services.sheets.parcels import Parcel
from jytrack.services.values.second_look import Doubtful

_ADVICE = "有误的改正后重新导入；无误的在 jytrack target check 里核实"

_NOT_TOLD = (Flaw.NEVER_CHANGED, Flaw.OUT_OF_PROPORTION)
"""What may well be so is the check's to tell; what is out of proportion was told when it was confirmed."""

_COUNTED = finding(Code.NOT_LISTED, "")
"""Stands for a doubt that nobody will read: telling it would take longer than finding it."""


def warn(parcels: Sequence[Parcel], found: Iterable[Doubtful]) -> None:
    """Add what was `found` of this act's rows to the sheets that it is about; if about none, to the first."""
    sheets = {parcel.laid.file: parcel for parcel in parcels if parcel.laid}
    doubts: defaultdict[int, ProblemList] = defaultdict(ProblemList)
    for item in found:
        if item.place and item.place.ours and item.suspicion.flaw not in _NOT_TOLD:
            listed = doubts[id(sheets.get(item.place.file, parcels[0]))]
            listed.append(_problem(item) if len(listed) < MOST_LISTED else _COUNTED)
    for parcel in parcels:
        parcel.doubts = doubts[id(parcel)].listed()


def _problem(found: Doubtful) -> Problem:
    """The doubt as a warning at its row."""
    item, row = found.suspicion, found.place.row if found.place else None
    value = None if item.value is None else plain(item.value)
    return finding(Code(item.flaw), sentence(item), _ADVICE, row=row, value=value)


def tell_blanks(plan: Plan, parcels: Iterable[Parcel], merger: Merger) -> None:
    """Say of each sheet that replaces another what it leaves blank although a figure is on record: that stays."""
    names = {target.code: target.metric.name for target in plan.targets}
    for parcel in parcels:
        for entry in merger.on_record_at(parcel.reader.blanks if parcel.reader else ()):
            stated = zip(Field, entry[4:9], strict=True)
            figures = "、".join(f"{field.label}{plain(exact(value))}" for field, value in stated if value is not None)
            what = f"{entry.unit}{period_text(entry.period)}“{names[entry.metric]}”"
            withdraw = f"jytrack target withdraw {entry.metric} --unit {entry.unit} --period {entry.period}"
            message = f"{what}已登记{figures}，这次没有填，没有改动"
            parcel.remarks.append(finding(Code.LEFT_BLANK, message, f"要收回请运行 {withdraw} --reason 原因"))
