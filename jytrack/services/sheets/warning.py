"""What is doubtful about the rows of an import, said at these rows as warnings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from jytrack.domain.sheets.checking import Suspicion
from jytrack.domain.values.numerals import plain
from jytrack.intake.values.problem import MOST_LISTED, Code, Problem, ProblemList, finding
from jytrack.reports.sheets.quality import sentence
from jytrack.services.sheets.parcels import Parcel
from jytrack.services.sheets.second_look import Doubtful

_ADVICE = "无误的不必处理；有误的改正后重新导入"

_COUNTED = finding(Code.NOT_LISTED, "")
"""Stands for a doubt that nobody will read: telling it would take longer than finding it."""


def warn(parcels: Sequence[Parcel], found: Iterable[Doubtful]) -> None:
    """Add what was `found` to the sheets that it is about; what is about none in particular, to the first."""
    sheets = {parcel.laid.file: parcel for parcel in parcels if parcel.laid}
    doubts: defaultdict[int, ProblemList] = defaultdict(ProblemList)
    for item in found:
        listed = doubts[id(sheets.get(item.file, parcels[0]))]
        listed.append(_problem(item.tell()) if len(listed) < MOST_LISTED else _COUNTED)
    for parcel in parcels:
        parcel.doubts = doubts[id(parcel)].listed()


def leave_to_check(parcel: Parcel, rows: int) -> None:
    """Say that of so many rows none was looked at a second time."""
    message = f"这次写入 {rows} 条，是否可疑没有逐条看"
    parcel.doubts = [finding(Code.NOT_LISTED, message, "请看 jytrack target check")]


def _problem(item: Suspicion) -> Problem:
    """The doubt as a warning at its row."""
    value = None if item.value is None else plain(item.value)
    return finding(Code(item.flaw), sentence(item), _ADVICE, row=item.source.row if item.source else None, value=value)
