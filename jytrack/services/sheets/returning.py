"""What goes back to a unit whose file was refused: the file with its cells marked, and a slip for the chat."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import PurePath
from typing import Protocol

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.due import answer_by, due_day, due_periods
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.copies import Copy, marked
from jytrack.intake.sheets.points import Point
from jytrack.intake.sheets.returned import marks_of
from jytrack.intake.sheets.returned_names import returned_name
from jytrack.intake.sheets.slips import Letter, Part, return_slip
from jytrack.intake.sheets.statements import Vocabulary
from jytrack.intake.values.problem import Problem
from jytrack.services.sheets.context import context_of
from jytrack.services.sheets.parcels import File
from jytrack.services.values.answer import Attachment


class Sheet(Protocol):
    """One sheet of a file that came, of figures or a form, as far as it matters for going back."""

    @property
    def file(self) -> File | None:
        """The file that it stands in."""

    @property
    def sheet(self) -> str:
        """Its name in its workbook."""

    @property
    def label(self) -> str:
        """What it is called where its workbook has several; "" else."""

    @property
    def refused(self) -> Collection[int | None]:
        """The rows that hold an error."""

    @property
    def problems(self) -> Iterable[Problem]:
        """Everything there is to say about it."""

    @property
    def points(self) -> Sequence[Point]:
        """What each problem points at."""

    @property
    def addressees(self) -> Iterable[str]:
        """Whose it is, as far as it says so."""

    @property
    def months(self) -> Iterable[Period]:
        """The months of which units owe reports that it speaks of."""


def returns(plan: Plan, today: date, files: Iterable[File], parcels: Sequence[Sheet]) -> tuple[Attachment, ...]:
    """For each refused file the marked copy, where one may be made, and the slip; no two by the same name.

    A file that only the office can do something about does not go back.
    """
    found: list[Attachment] = []
    taken: set[str] = set()
    vocabulary = Vocabulary(context_of(plan, today))
    for file in files:
        sheets = [parcel for parcel in parcels if parcel.file is file]
        if any(parcel.refused for parcel in sheets):
            units = _units(plan, vocabulary, file.name, sheets)
            letter = Letter(units, file.name, _until(plan, today, units, sheets), plan.office, today)
            found += _of_file(letter, file, sheets, taken)
    return tuple(found)


def _of_file(letter: Letter, file: File, sheets: Sequence[Sheet], taken: set[str]) -> list[Attachment]:
    """What goes back for one file."""
    parts = [Part(parcel.sheet if parcel.label else "", parcel.points) for parcel in sheets]
    if not return_slip(letter, parts):
        return []
    file.stream.seek(0)
    copy = Copy()
    if marks := marks_of({parcel.sheet: parcel.problems for parcel in sheets}):
        copy = marked(file.stream.read(), file.name, file.sha256, marks)
    named = f"{letter.to[0] if len(letter.to) == 1 else '来表'}.csv" if file.told else file.name
    name = _free(returned_name(named), taken)
    if copy.content:
        letter = replace(letter, copy=name, locked=copy.locked, lacking=copy.lacking)
    slip = return_slip(replace(letter, personal=copy.personal), parts)
    told = Attachment(_free(f"{PurePath(name).stem}单.txt", taken), slip.encode())
    return [Attachment(name, copy.content), told] if copy.content else [told]


def _units(plan: Plan, vocabulary: Vocabulary, name: str, sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Whom a file is from: the unit that its sheets state, else those of its rows, else who is named in its name."""
    read = {unit for parcel in sheets for unit in parcel.addressees}
    units = read or vocabulary.said(PurePath(name).stem).units
    return tuple(department.name for department in plan.departments if department.name in units)


def _until(plan: Plan, today: date, units: Iterable[str], sheets: Iterable[Sheet]) -> date:
    """Until when the mended sheets are asked back, all that their units owe for their months together."""
    periods = {period for parcel in sheets for period in parcel.months}
    calendar = WorkCalendar.of(plan.calendar)
    duties = (duty for target in plan.targets for duty in target.unit_duties if duty.unit in units)
    days = [
        due_day(duty, period, calendar)
        for duty in duties
        for period in periods.intersection(due_periods(duty, plan.year))
    ]
    return answer_by(days, today, calendar)


def _free(name: str, taken: set[str]) -> str:
    """`name`, or with a number when it is taken."""
    path = PurePath(name)
    tries = (name if number == 1 else f"{path.stem}-{number}{path.suffix}" for number in count(1))
    chosen = next(each for each in tries if each not in taken)
    taken.add(chosen)
    return chosen
