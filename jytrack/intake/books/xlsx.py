"""The outlines of an .xlsx workbook's sheets, read from its XML.

Parts are found as the package says, by relationships from its root on: neither their names nor their folder is fixed.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial, reduce
from typing import NamedTuple
from xml.parsers import expat

from jytrack.intake.books.archive import Archive, Attributes, feed, local, new_parser, parse
from jytrack.intake.books.formats import is_telling
from jytrack.intake.books.outline import MOST_CELLS, Outline, damaged, refuse
from jytrack.intake.values.problem import Code

_ROOT = ""
"""The package itself, which names its main part."""

_MAIN, _SHEET, _STYLES, _STRINGS = "officeDocument", "worksheet", "styles", "sharedStrings"
"""What parts are to those that name them: the last step of the relationship's type."""

_STRINGS_NAME = "sharedstrings.xml"
"""The usual name of the table of texts, by which readers find one that nothing names."""

_MOST_SHEETS = 1000
_SHORTEST_STRING = len("<si/>")
_LONGEST_TEXT = 32_767
"""How many characters any spreadsheet program lets a cell hold; one longer text could stand in a million cells."""

_MOST_BYTES = 4
"""How many bytes a character has at most."""

_BUILT_IN_PERCENTAGES = ("9", "10")
_TRUE = ("1", "true")
_MOST_COLUMNS = 16_384
_HOLDING = frozenset(("v", "is", "f"))
_LETTERS = re.compile(r"[A-Z]{1,3}")


class _Relation(NamedTuple):
    """That a part names another: by which id, as what, and the other's name."""

    id: str
    kind: str
    part: str


def main_part(archive: Archive) -> str:
    """The name of the part that the package says it is made for, "" where it names none."""
    named = [relation.part for relation in _relations(archive, _ROOT) if relation.kind == _MAIN]
    if len(named) > 1:
        raise damaged()
    return named[0] if named and named[0] in archive else ""


def is_xlsx(archive: Archive, part: str) -> bool:
    """Whether the main part `part` of `archive` is an .xlsx (or .xlsm, .xltx) workbook."""
    found: list[str] = []
    if part.endswith(".xml"):
        parse(archive.pieces(part), lambda name, _: None if found else found.append(local(name)))
    return found == ["workbook"]


def xlsx_outlines(archive: Archive) -> list[Outline]:
    """The outline of each sheet, in the order of the workbook; an empty one for a hidden sheet, which is not read."""
    outlines = []
    room = MOST_CELLS
    relations = _relations(archive, main_part(archive))
    _check_strings(archive, relations)
    formats = _formats(archive, relations)
    for member, shown in worksheets(archive):
        outline = Outline(room)
        if member and shown:
            parser = new_parser()
            _Scan(outline, parser, formats)
            feed(parser, archive.pieces(member))
        outlines.append(outline)
        room -= outline.rows * outline.columns
    return outlines


def worksheets(archive: Archive) -> list[tuple[str, bool]]:
    """The member that holds each sheet, "" for one that is no worksheet, and whether it is shown.

    No member holds two sheets: reading a large one a thousand times over would never end.
    """
    workbook = main_part(archive)
    parts = {relation.id: relation.part for relation in _relations(archive, workbook) if relation.kind == _SHEET}
    found: list[tuple[str, bool]] = []

    def sheet(name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            if len(found) == _MOST_SHEETS:
                raise refuse(Code.TOO_LARGE, f"工作表超过{_MOST_SHEETS}张", "请只留填报的表，保存后再发")
            id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            found.append((parts.get(id_, ""), attributes.get("state", "visible") == "visible"))

    parse(archive.pieces(workbook), sheet)
    members = [member.casefold() for member, _ in found if member]
    if len(set(members)) < len(members):
        raise damaged()
    return found


def _relations(archive: Archive, part: str) -> list[_Relation]:
    """The parts that `part` names."""
    folder, name = posixpath.split(part)
    found: list[_Relation] = []

    def relation(element: str, attributes: Attributes) -> None:
        if local(element) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            named = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(_Relation(attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], named))

    member = posixpath.join(folder, "_rels", f"{name}.rels")
    if member in archive:
        parse(archive.pieces(member), relation)
    return found


def _check_strings(archive: Archive, relations: Sequence[_Relation]) -> None:
    """Refuse a table of texts that claims more of them than it can hold, or holds one that no cell can.

    The library makes room for as many as are claimed before it reads the first, and copies a text for each cell.
    """
    by_name = [member for member in archive if posixpath.basename(member) == _STRINGS_NAME]
    named = [relation.part.casefold() for relation in relations if relation.kind == _STRINGS]
    for member in dict.fromkeys(name for name in (*named, *by_name) if name in archive):
        parser = new_parser()
        parser.StartElementHandler = partial(_check_claim, parser, archive.size(member) // _SHORTEST_STRING)
        feed(parser, archive.pieces(member))
        _check_lengths(archive.pieces(member))


def _check_claim(parser: expat.XMLParserType, most: int, _: str, attributes: Attributes) -> None:
    """Refuse what the first element of a table of texts claims beyond `most`; the others claim nothing."""
    parser.StartElementHandler = None
    if int(attributes.get("uniqueCount", "0")) > most:
        raise damaged()


def _check_lengths(pieces: Iterable[bytes]) -> None:
    """Refuse a text that no cell can hold, in whatever encoding."""
    begun = 0
    for piece in pieces:
        first, *others = map(len, piece.split(b"<"))
        longest, begun = max(begun + first, *others, 0), others[-1] if others else begun + first
        if longest > _MOST_BYTES * _LONGEST_TEXT:
            message = f"有一格的文字超过{_LONGEST_TEXT}个字，不像填报表"
            raise refuse(Code.TOO_LARGE, message, "请删去那一格多余的文字，保存后再发")


def _formats(archive: Archive, relations: Sequence[_Relation]) -> dict[str, str]:
    """The formats of the styles, by their number as cells name it, that show more than a number."""
    codes = dict.fromkeys(_BUILT_IN_PERCENTAGES, "0%")
    found: dict[str, str] = {}
    inside: list[str] = []
    count = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count
        inside.append(local(name))
        if inside[-1] == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif inside[-2:] == ["cellXfs", "xf"]:
            code = codes.get(attributes.get("numFmtId", ""), "")
            if is_telling(code):
                found[str(count)] = code
            count += 1

    def end(_: str) -> None:
        inside.pop()

    for relation in relations:
        if relation.kind == _STYLES and relation.part in archive:
            parse(archive.pieces(relation.part), start, end)
    return found


class _Scan:
    """One pass of `parser` over a sheet's XML.

    A cell counts as filled by its value. One with a formula and no value was never calculated: it is an error, for
    read as blank it would vanish. Only the texts of formulas and errors are listened to, as most cells are neither.
    """

    def __init__(self, outline: Outline, parser: expat.XMLParserType, formats: Mapping[str, str]) -> None:
        self._outline = outline
        self._formats = formats
        self._format = ""
        self._parser = parser
        self._row, self._column = -1, -1
        self._kind = ""
        self._inside = ""
        self._texts: dict[str, str] = {}
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        element = local(name)
        if element == "c":
            self._kind = attributes.get("t", "n")
            self._format = self._formats.get(attributes.get("s", ""), "") if self._kind == "n" else ""
            if "r" in attributes:
                self._row, self._column = _place(attributes["r"])
            else:
                self._column += 1
        elif element in _HOLDING:
            self._outline.fill(self._row, self._column)
            if self._format:
                self._outline.formats[self._row, self._column] = self._format
            if element == "f" or self._kind == "e" or self._texts:
                self._inside = element
                self._texts[element] = ""
                self._parser.CharacterDataHandler = self._text
                self._parser.EndElementHandler = self._end
        elif element == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self._outline.hidden_rows.add(self._row)
        elif element == "col" and attributes.get("hidden") in _TRUE:
            lowest, highest = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self._outline.hidden_columns.update(range(lowest - 1, min(highest, _MOST_COLUMNS)))

    def _text(self, text: str) -> None:
        """Take in text."""
        if self._inside:
            self._texts[self._inside] += text

    def _end(self, name: str) -> None:
        """Take in the end of an element."""
        self._inside = ""
        if local(name) == "c":
            value, formula = self._texts.get("v", ""), self._texts.get("f")
            if self._kind == "e":
                self._outline.errors[self._row, self._column] = value or "#ERROR"
            elif formula is not None and not value and self._kind == "n":
                self._outline.errors[self._row, self._column] = f"={formula}"
            self._texts = {}
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None


class _Columns(dict[str, int]):
    """The columns, from 0, by their letters."""

    def __missing__(self, letters: str) -> int:
        """The column called `letters`."""
        if _LETTERS.fullmatch(letters) is None:
            raise damaged()
        self[letters] = column = reduce(lambda before, letter: before * 26 + ord(letter) - ord("A") + 1, letters, 0) - 1
        return column


_columns = _Columns()


def area(name: str) -> int:
    """How many cells there are in the area `name`, such as A1:B2; ValueError when it names none."""
    first, _, last = name.partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    return (abs(bottom - top) + 1) * (abs(right - left) + 1)


def _place(name: str) -> tuple[int, int]:
    """The row and column, from 0, of the cell `name`; ValueError when its row is no number."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]) - 1, _columns[letters]
