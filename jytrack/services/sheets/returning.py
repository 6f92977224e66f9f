"""What goes back to a unit whose file was refused: the file with its cells marked, and a slip for the chat."""

from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import PurePath

from jytrack.intake.sheets.returned import marks_of, returned_name, returned_workbook
from jytrack.intake.sheets.slips import return_slip
from jytrack.services.sheets.parcels import File, Parcel
from jytrack.services.values.answer import Attachment


def returns(files: Iterable[File], parcels: Sequence[Parcel]) -> tuple[Attachment, ...]:
    """For each refused file the marked copy, where one may be made, and the slip; no two by the same name."""
    found: list[Attachment] = []
    taken: set[str] = set()
    for file in files:
        sheets = [parcel for parcel in parcels if parcel.file is file]
        if any(parcel.refused for parcel in sheets):
            found += _of_file(file, sheets, taken)
    return tuple(found)


def _of_file(file: File, sheets: Sequence[Parcel], taken: set[str]) -> list[Attachment]:
    """What goes back for one file."""
    copy = None
    if marks := marks_of({parcel.sheet: parcel.problems for parcel in sheets}):
        file.stream.seek(0)
        copy = returned_workbook(file.stream.read(), file.name, marks)
    name = _free(returned_name(file.name), taken)
    several = len(sheets) > 1
    slips = (
        return_slip(file.name, parcel.problems, parcel.sheet if several else "", name if copy else "")
        for parcel in sheets
    )
    slip = Attachment(_free(f"{PurePath(name).stem}单.txt", taken), "\n".join(filter(None, slips)).encode())
    return [slip] if copy is None else [Attachment(name, copy), slip]


def _free(name: str, taken: set[str]) -> str:
    """`name`, or with a number when it is taken."""
    path = PurePath(name)
    tries = (name if number == 1 else f"{path.stem}-{number}{path.suffix}" for number in count(1))
    chosen = next(each for each in tries if each not in taken)
    taken.add(chosen)
    return chosen
