"""The looks of an old binary workbook's sheets: its records for fonts, formats and styles (Excel 97 and later)."""

import struct
from collections.abc import Iterator

from jytrack.intake.books.looks import Line, Look, Looks, Property, look
from jytrack.intake.books.outline import Merge
from jytrack.intake.books.xls import book_stream, records

_FONT, _FORMAT, _STYLE, _PALETTE, _SHEET = 0x0031, 0x041E, 0x00E0, 0x0092, 0x0085
_ROW, _COLUMNS, _MERGES, _WINDOW, _PANE, _SETUP = 0x0208, 0x007D, 0x00E5, 0x023E, 0x0041, 0x00A1
_CELLS = frozenset((0x0201, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00FD, 0x00D6))
_MANY_BLANK, _MANY_NUMBERS = 0x00BE, 0x00BD
_DROPPED = {0x0006: "公式", 0x001C: "批注"}
_MOST_COLUMNS = 256
_FIRST_COLOUR = 8
_STANDARD = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333"
)
_ACROSS = {1: "left", 2: "center", 3: "right", 4: "fill", 5: "justify", 6: "center_across", 7: "distributed"}
_DOWN = {0: "top", 1: "vcenter", 3: "vjustify", 4: "vdistributed"}
_UNDERLINES = {1: 1, 2: 2, 0x21: 33, 0x22: 34}
_LAST_BORDER, _LAST_PATTERN = 13, 18
_BOLD = 600
_TWIPS = 20
_CHARACTER = 256
"""A column's width is told in such parts of a character, a font's size and a row's height in such of a point."""


def xls_looks(raw: bytes) -> dict[str, Looks]:
    """How each sheet of the workbook `raw` looks, by its name; errors of `struct` and of places where it is broken."""
    book = book_stream(raw)
    styles = _Styles()
    starts: dict[str, int] = {}
    for kind, body in records(book, 0):
        styles.take(kind, body)
        if kind == _SHEET:
            starts[_text(body, 6, 1)] = struct.unpack_from("<I", body)[0]
    looks = styles.looks()
    return {name: _sheet(records(book, start), looks) for name, start in starts.items()}


def _sheet(found: Iterator[tuple[int, bytes]], looks: list[Look]) -> Looks:
    """How the sheet with these records looks."""
    sheet, frozen = Looks(), False
    for kind, body in found:
        if kind in _DROPPED:
            sheet.dropped.add(_DROPPED[kind])
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            sheet.put(row, column, looks[style])
        elif kind in (_MANY_BLANK, _MANY_NUMBERS):
            row, first = struct.unpack_from("<HH", body)
            step = 2 if kind == _MANY_BLANK else 6
            for place, at in enumerate(range(4, len(body) - step, step)):
                sheet.put(row, first + place, looks[struct.unpack_from("<H", body, at)[0]])
        elif kind == _ROW:
            row, height, options = struct.unpack_from("<H4xH4xH", body)
            sheet.rows[row] = Line(None if height & 0x8000 else height / _TWIPS, bool(options & 0x20))
        elif kind == _COLUMNS:
            first, last, width, _, options = struct.unpack_from("<HHHHH", body)
            line = Line(width / _CHARACTER, bool(options & 0x01))
            sheet.columns |= dict.fromkeys(range(first, min(last + 1, _MOST_COLUMNS)), line)
        elif kind == _MERGES:
            areas = (struct.unpack_from("<HHHH", body, at) for at in range(2, len(body) - 7, 8))
            sheet.merges += [Merge(top, left, bottom, right) for top, bottom, left, right in areas]
        elif kind == _WINDOW:
            options = struct.unpack_from("<H", body)[0]
            frozen, sheet.gridlines = bool(options & 0x08), bool(options & 0x02)
        elif kind == _PANE and frozen:
            columns, rows = struct.unpack_from("<HH", body)
            sheet.frozen = rows, columns
        elif kind == _SETUP:
            options = struct.unpack_from("<H", body, 10)[0]
            sheet.landscape = not options & 0x06
    return sheet


class _Styles:
    """The fonts, formats, colours and styles of a workbook, which name each other by number."""

    def __init__(self) -> None:
        self._fonts: list[bytes] = []
        self._codes: dict[int, str] = {}
        self._styles: list[bytes] = []
        self._colours = _STANDARD.split()

    def take(self, kind: int, body: bytes) -> None:
        """Note what one record of the workbook says."""
        if kind == _FONT:
            self._fonts.append(body)
        elif kind == _FORMAT:
            self._codes[struct.unpack_from("<H", body)[0]] = _text(body, 2, 2)
        elif kind == _STYLE:
            self._styles.append(body)
        elif kind == _PALETTE:
            self._colours = [body[at : at + 3].hex().upper() for at in range(2, len(body) - 3, 4)]

    def looks(self) -> list[Look]:
        """The looks, in the order in which cells count them."""
        return [look({**self._font(body), **self._alignment(body), **self._frame(body)}) for body in self._styles]

    def _font(self, style: bytes) -> dict[str, Property]:
        """The font of a style, and how its numbers are shown."""
        at, number = struct.unpack_from("<HH", style)
        font = self._fonts[at - (at > 4)]  # nobody uses the number 4
        height, options, colour, weight = struct.unpack_from("<HHHH", font)
        found: dict[str, Property] = {"font_name": _text(font, 14, 1), "font_size": height / _TWIPS}
        found["bold"], found["italic"] = weight >= _BOLD, bool(options & 0x02)
        found["font_strikeout"] = bool(options & 0x08)
        if underline := _UNDERLINES.get(font[10]):
            found["underline"] = underline
        if shade := self._colour(colour):
            found["font_color"] = shade
        found["num_format"] = self._codes.get(number, number)
        return found

    def _alignment(self, style: bytes) -> dict[str, Property]:
        """How the text of a style stands in its cell."""
        alignment, indent = style[6], style[8] & 0x0F
        found: dict[str, Property] = {}
        if across := _ACROSS.get(alignment & 0x07):
            found["align"] = across
        if down := _DOWN.get(alignment >> 4 & 0x07):
            found["valign"] = down
        if alignment & 0x08:
            found["text_wrap"] = True
        if indent:
            found["indent"] = indent
        return found

    def _frame(self, style: bytes) -> dict[str, Property]:
        """The borders and the fill of a style."""
        lines, more, fill = struct.unpack_from("<IIH", style, 10)
        found: dict[str, Property] = {}
        sides = ("left", lines, 0, lines >> 16), ("right", lines, 4, lines >> 23)
        for side, word, shift, colour in (*sides, ("top", lines, 8, more), ("bottom", lines, 12, more >> 7)):
            if kind := min(word >> shift & 0x0F, _LAST_BORDER):
                found[side] = kind
                if shade := self._colour(colour & 0x7F):
                    found[f"{side}_color"] = shade
        if pattern := min(more >> 26, _LAST_PATTERN):
            found["pattern"] = pattern
            front, back = self._colour(fill & 0x7F), self._colour(fill >> 7 & 0x7F)
            if front:
                found["bg_color" if pattern == 1 else "fg_color"] = front
            if back and pattern != 1:
                found["bg_color"] = back
        return found

    def _colour(self, number: int) -> str:
        """The colour of this number, "" for that of the window."""
        at = number - _FIRST_COLOUR if number >= _FIRST_COLOUR else number
        return f"#{self._colours[at]}" if 0 <= at < len(self._colours) else ""


def _text(body: bytes, at: int, size: int) -> str:
    """The text at a place of a record, its length told in so many bytes before."""
    length = int.from_bytes(body[at : at + size], "little")
    wide = body[at + size] & 1
    text = body[at + size + 1 :][: 2 * length if wide else length]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")
