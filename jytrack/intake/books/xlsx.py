"""The outlines of an .xlsx workbook's sheets, read from its XML."""

import re
from functools import reduce
from xml.parsers import expat

from jytrack.intake.books.archive import Archive, Attributes, feed, local, new_parser, parse
from jytrack.intake.books.outline import MOST_CELLS, Merge, Outline, damaged, is_percentage

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_BUILT_IN_PERCENTAGES = ("9", "10")
_TRUE = ("1", "true")
_MOST_COLUMNS = 16_384
_HOLDING = frozenset(("v", "is", "f"))
_LETTERS = re.compile(r"[A-Z]{1,3}")


def is_xlsx(archive: Archive) -> bool:
    """Whether `archive` is an .xlsx (or .xlsm, .xltx) workbook."""
    return _WORKBOOK in archive


def xlsx_outlines(archive: Archive) -> list[Outline]:
    """The outline of each sheet, in the order of the workbook; an empty one for a hidden sheet, which is not read."""
    outlines = []
    room = MOST_CELLS
    percents = _percentages(archive)
    for member, shown in worksheets(archive):
        outline = Outline(room)
        if member and shown:
            parser = new_parser()
            _Scan(outline, parser, percents)
            feed(parser, archive.pieces(member))
        outlines.append(outline)
        room -= outline.rows * outline.columns
    return outlines


def worksheets(archive: Archive) -> list[tuple[str, bool]]:
    """The member that holds each sheet, "" for one that is no worksheet, and whether it is shown."""
    targets: dict[str, str] = {}
    sheets: list[Attributes] = []

    def relation(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            sheets.append(attributes)

    parse(archive.pieces(_RELATIONS), relation)
    parse(archive.pieces(_WORKBOOK), sheet)
    found = []
    for attributes in sheets:
        relation_id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        target = targets.get(relation_id, "").removeprefix("/").removeprefix("xl/")
        found.append((f"xl/{target}" if target else "", attributes.get("state", "visible") == "visible"))
    return found


def _percentages(archive: Archive) -> frozenset[str]:
    """The styles, by their number as cells name it, that show a number as a percentage."""
    if _STYLES not in archive:
        return frozenset()
    codes = dict.fromkeys(_BUILT_IN_PERCENTAGES, "0%")
    found: set[str] = set()
    inside: list[str] = []
    count = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal count
        inside.append(local(name))
        if inside[-1] == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif inside[-2:] == ["cellXfs", "xf"]:
            if is_percentage(codes.get(attributes.get("numFmtId", ""), "")):
                found.add(str(count))
            count += 1

    def end(_: str) -> None:
        inside.pop()

    parse(archive.pieces(_STYLES), start, end)
    return frozenset(found)


class _Scan:
    """One pass of `parser` over a sheet's XML.

    A cell counts as filled by its value. One with a formula and no value was never calculated: it is an error, for
    read as blank it would vanish. Only the texts of formulas and errors are listened to, as most cells are neither.
    """

    def __init__(self, outline: Outline, parser: expat.XMLParserType, percents: frozenset[str]) -> None:
        self._outline = outline
        self._percents = percents
        self._percent = False
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
            self._percent = self._kind == "n" and attributes.get("s", "") in self._percents
            if "r" in attributes:
                self._row, self._column = _place(attributes["r"])
            else:
                self._column += 1
        elif element in _HOLDING:
            self._outline.fill(self._row, self._column)
            if self._percent:
                self._outline.percents.add((self._row, self._column))
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
        elif element == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self._outline.merges.append(Merge(*_place(first), *_place(last or first)))

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


def _place(name: str) -> tuple[int, int]:
    """The row and column, from 0, of the cell `name`; ValueError when its row is no number."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]) - 1, _columns[letters]
