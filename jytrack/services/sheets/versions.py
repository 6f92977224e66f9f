"""Mended copies among the files of an import: each takes the place of its original, and that is told."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from jytrack.domain.sheets.receipts import Received
from jytrack.intake.books.origin import origin_of
from jytrack.intake.sheets.files import open_file
from jytrack.intake.sheets.leaks import without_numbers
from jytrack.intake.sheets.returned_names import is_returned_name, returned_name
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.services.sheets.parcels import File, Parcel, parcels_of


@dataclass
class Chosen:
    """The files that are read, what is to be said of them, and which are refused instead of being read."""

    files: list[File]
    remarks: dict[File, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[File, Problem] = field(default_factory=dict)

    def parcels(self, context: Context, day: Callable[[File], Received]) -> list[Parcel]:
        """The sheets of all files, each received on its `day`, with what is to be said of them as copies."""
        return [parcel for file in self.files for parcel in self._parcels(context, file, day(file))]

    def _parcels(self, context: Context, file: File, received: Received) -> list[Parcel]:
        """The sheets of one file."""
        if trouble := self.refused.get(file):
            return [Parcel(file.name, file, trouble=trouble, received=received)]
        found = parcels_of(file, context, received)
        found[0].remarks += self.remarks[file]
        return found


def chosen(files: Sequence[File]) -> Chosen:
    """What is read of `files`, where returned copies lie beside their originals.

    A mended copy is read instead of its original; one that is as it was sent is passed over. Where the original was
    changed after the copy was made, where two copies were mended, or where it cannot be told, nobody chooses in
    silence: each of them is refused by name.
    """
    result = Chosen(list(files))
    copies = [(file, origin) for file in files if (origin := origin_of(file.stream)) or is_returned_name(file.name)]
    if not copies:
        return result
    sent = [file for file in files if file not in [copy for copy, _ in copies]]
    of_original: dict[str, list[tuple[File, str]]] = defaultdict(list)
    for copy, origin in copies:
        of_original[origin or returned_name(copy.name)].append((copy, origin))
    for group in of_original.values():
        _choose(result, sent, group)
    return result


def _choose(result: Chosen, sent: Iterable[File], group: list[tuple[File, str]]) -> None:
    """Settle the copies of one original."""
    first, origin = group[0]
    original = next((file for file in sent if origin and file.sha256 == origin), None)
    if original is None:
        same_name = [file for file in sent if returned_name(file.name) == returned_name(first.name)]
        if same_name:
            told = _changed(same_name[0], first, known=bool(origin))
            _refuse(result, [*same_name, *(copy for copy, _ in group)], told)
            return
    mended: list[File] = []
    for copy, _ in group:
        if original is not None and _same_rows(original, copy):
            result.files.remove(copy)
            message = f"没有读 {copy.name}：还没有改，和 {original.name} 一样"
            result.remarks[original].append(finding(Code.COPY_UNTOUCHED, message))
        elif any(_same_rows(copy, other) for other in mended):
            result.files.remove(copy)
            result.remarks[mended[0]].append(finding(Code.COPY_UNTOUCHED, f"没有读 {copy.name}：内容相同"))
        else:
            mended.append(copy)
    if len(mended) > 1:
        names = "和".join(copy.name for copy in mended)
        _refuse(result, mended, f"{names}都是同一张表改过的副本，内容不同")
        if original is not None:
            result.files.remove(original)
    elif mended and original is not None:
        result.files.remove(original)
        message = f"用 {mended[0].name} 代替 {original.name}"
        result.remarks[mended[0]].append(finding(Code.COPY_TAKEN, message))


def _refuse(result: Chosen, files: Iterable[File], message: str) -> None:
    """Refuse each of `files`."""
    for file in files:
        result.refused[file] = finding(Code.TWO_VERSIONS, message)


def _changed(original: File, copy: File, *, known: bool) -> str:
    """Why it is left open which of two files is meant."""
    if known:
        return f"{original.name} 在退回以后又改过，不是 {copy.name} 的原表，分不清用哪一份"
    return f"看不出 {copy.name} 是不是 {original.name} 的副本，分不清用哪一份"


def _same_rows(one: File, other: File) -> bool:
    """Whether two files hold the same cells, however they are saved."""
    try:
        return all(mine == theirs for mine, theirs in zip_longest(_cells(one), _cells(other)))
    except csv.Error:
        return False


def _cells(file: File) -> Iterator[tuple[int, int, int, str]]:
    """The cells of a file that hold anything, as a copy shows them: the number of the sheet, row, column and text."""
    file.stream.seek(0)
    opened = open_file(file.stream)
    for number, tab in enumerate(() if isinstance(opened, Problem) else opened.tabs):
        for row, cells in enumerate(tab.rows()):
            shown = enumerate(without_numbers(cells))
            yield from ((number, row, at, " ".join(cell.split())) for at, cell in shown if cell.strip())
