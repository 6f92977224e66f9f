"""The results of an .xlsx workbook's formulas: openpyxl drops them on saving, and previews in a chat do not compute."""

import io
import re
import zipfile
from collections.abc import Sequence
from html import escape

from jytrack.intake.books.archive import Archive, Attributes, local, parse
from jytrack.intake.books.outline import refuse
from jytrack.intake.books.xlsx import area, worksheets
from jytrack.intake.values.problem import Code

Results = dict[str, tuple[str, str]]
"""By the name of the cell: the type of its result, and the result, both as they stand in the file."""

_EMPTIED = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^<]*(?:/>|</f>))<v(?: ?/|></v)></c>')
"""How openpyxl writes a cell with a formula."""


def formula_results(raw: bytes, most: int) -> list[Results]:
    """The results of the formulas of each worksheet, hidden ones too, in the order of the workbook `raw`.

    Unreadable as in `Archive`, and when the sheets have more than `most` cells, formatted blank ones counted, and all
    those of merged areas and links, which openpyxl makes one by one.
    """
    archive = Archive(raw)
    found: list[Results] = []
    for member, _ in worksheets(archive):
        if member:
            scan = _Scan(most)
            parse(archive.pieces(member), scan.start, scan.end, scan.text)
            most = scan.room
            found.append(scan.results)
    return found


def with_results(saved: bytes, results: Sequence[Results]) -> bytes:
    """The workbook `saved` by openpyxl with the results of its formulas put back."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        members = {f"xl/worksheets/sheet{number}.xml": of_sheet for number, of_sheet in enumerate(results, 1)}
        for info in before.infolist():
            content = before.read(info)
            if members.get(info.filename):
                content = _put_back(content, members[info.filename])
            after.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _put_back(sheet: bytes, results: Results) -> bytes:
    """The XML of a sheet with the results of its formulas."""

    def result(cell: re.Match[bytes]) -> bytes:
        kind, value = results.get(cell[1].decode(), ("", ""))
        if not value and kind != "str":
            return cell[0]
        typed = f' t="{kind}"' if kind else ""
        opening = b'<c r="%b"%b%b>' % (cell[1], cell[2], typed.encode())
        return b"%b%b<v>%b</v></c>" % (opening, cell[3], escape(value, quote=False).encode())

    return _EMPTIED.sub(result, sheet)


class _Scan:
    """One pass over a sheet's XML for cells with formulas."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.results: Results = {}
        self._cell, self._kind, self._value = "", "", ""
        self._formula, self._inside = False, False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        element = local(name)
        if element == "c":
            self._cell, self._kind, self._value = attributes.get("r", ""), attributes.get("t", ""), ""
            self._formula = False
            self._take(1)
        elif element in ("mergeCell", "hyperlink"):
            self._take(area(attributes.get("ref", "")))
        elif element == "f":
            self._formula = True
        self._inside = element == "v" and self._formula

    def _take(self, cells: int) -> None:
        """Count so many cells more."""
        self.room -= cells
        if self.room < 0:
            raise refuse(Code.TOO_LARGE, "表太大，做不了标记", "请照退回单逐处改正")

    def text(self, text: str) -> None:
        """Take in text."""
        if self._inside:
            self._value += text

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        self._inside = False
        if local(name) == "c" and self._formula:
            self.results[self._cell] = self._kind, self._value
