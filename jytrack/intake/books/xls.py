"""The outlines of an old binary workbook's sheets (.xls of Excel, .et of WPS): records in a stream of an OLE2 file."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from jytrack.intake.books.outline import MOST_CELLS, Merge, Outline, damaged, encrypted, is_percentage, refuse
from jytrack.intake.values.problem import Code

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STREAMS = ("Workbook", "Book")
_ENCRYPTED = "EncryptedPackage"
_DOCUMENT = "WordDocument"
_LAST_SECTOR = 0xFFFFFFFA

_BEGIN, _END, _SHEET, _PASSWORD, _MERGES = 0x0809, 0x000A, 0x0085, 0x002F, 0x00E5
_STRINGS, _EXTENT = 0x00FC, 0x0200
_FORMULA, _ERROR, _MANY_NUMBERS = 0x0006, 0x0205, 0x00BD
_SINGLE = frozenset((0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6, _FORMULA, _ERROR))
"""The records of one cell with a value; each begins with its row and column."""

_NUMBER, _SHORT_NUMBER, _STYLE, _FORMAT, _ROW, _COLUMN_WIDTH = 0x0203, 0x027E, 0x00E0, 0x041E, 0x0208, 0x007D
_BUILT_IN_PERCENTAGES = (9, 10)
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_SHORTEST_STRING = 3
"""What the format allows; a damaged number beyond would be believed by the library, which makes room for it at once."""

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


class _Stream(NamedTuple):
    """Where a stream of the file begins, and how long it is."""

    start: int
    size: int


def xls_outlines(raw: bytes) -> list[Outline]:
    """The outline of each sheet in the order of the workbook; Unreadable when `raw` is no workbook, or encrypted."""
    book = book_stream(raw)
    try:
        return _outlines(book)
    except (struct.error, IndexError) as error:
        raise damaged() from error


def book_stream(raw: bytes) -> bytes:
    """The stream of records in the file `raw`; Unreadable when there is none, or it is encrypted."""
    container = _Container(raw)
    if _ENCRYPTED in container.streams:
        raise encrypted()
    if _DOCUMENT in container.streams:
        raise refuse(Code.DECODE, "这是 Word 文档，不是表格", "请把数填进表格，另存为 .xlsx 后再发")
    stream = next((container.streams[name] for name in _STREAMS if name in container.streams), None)
    if stream is None:
        raise damaged()
    return container.read(stream)


class _Container:
    """An OLE2 file: sectors chained into streams, and a directory that names them."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        try:
            shift, mini_shift = struct.unpack_from("<HH", raw, 30)
            count, directory, self._cutoff, mini_start = (
                struct.unpack_from("<I", raw, at)[0] for at in (44, 48, 56, 60)
            )
            difat_start = struct.unpack_from("<I", raw, 68)[0]
            if shift not in (9, 12) or mini_shift != 6:
                raise damaged()
            self._size, self._mini_size = 1 << shift, 1 << mini_shift
            self._fat = self._table(self._fat_sectors(count, difat_start))
            entries = b"".join(self._sector(at) for at in _chain(self._fat, directory))
            self.streams = dict(_directory(entries))
            self._mini_fat = self._table(list(_chain(self._fat, mini_start)))
            root = self.streams.get("Root Entry", _Stream(_LAST_SECTOR, 0))
            self._mini = b"".join(self._sector(at) for at in _chain(self._fat, root.start))
        except struct.error as error:
            raise damaged() from error

    def read(self, stream: _Stream) -> bytes:
        """What `stream` holds."""
        if stream.size >= self._cutoff:
            return b"".join(self._sector(at) for at in _chain(self._fat, stream.start))[: stream.size]
        size, mini = self._mini_size, self._mini
        return b"".join(mini[at * size : (at + 1) * size] for at in _chain(self._mini_fat, stream.start))[: stream.size]

    def _fat_sectors(self, count: int, at: int) -> list[int]:
        """The sectors of the table of chains: 109 of them in the header, the rest in a chain of their own."""
        sectors = list(struct.unpack_from("<109I", self._raw, 76))
        seen = set()
        while at < _LAST_SECTOR and at not in seen:
            seen.add(at)
            *more, at = struct.unpack(f"<{self._size // 4}I", self._sector(at))
            sectors += more
        return [sector for sector in sectors if sector < _LAST_SECTOR][:count]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        """The numbers in `sectors`."""
        data = b"".join(self._sector(at) for at in sectors)
        return struct.unpack(f"<{len(data) // 4}I", data)

    def _sector(self, at: int) -> bytes:
        """The sector numbered `at`, filled up with zeros at the end of the file."""
        begin = (at + 1) * self._size
        if begin >= len(self._raw):
            raise damaged()
        return self._raw[begin : begin + self._size].ljust(self._size, b"\0")


def _chain(table: tuple[int, ...], at: int) -> Iterator[int]:
    """The sectors of the chain that begins with `at`; Unreadable where it leaves the file or runs in a circle."""
    left = len(table)
    while at < _LAST_SECTOR:
        if at >= len(table) or not left:
            raise damaged()
        yield at
        at = table[at]
        left -= 1


def _directory(entries: bytes) -> Iterator[tuple[str, _Stream]]:
    """The streams that the directory names."""
    for at in range(0, len(entries), 128):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        if kind in (2, 5) and 2 <= length <= 64:
            name = entries[at : at + length - 2].decode("utf-16-le", "replace")
            yield name, _Stream(*struct.unpack_from("<II", entries, at + 116))


def _outlines(book: bytes) -> list[Outline]:
    """The outlines of the sheets in the stream `book`, whose first part lists where they begin."""
    starts = []
    styles = _Styles()
    for kind, body in records(book, 0):
        styles.take(kind, body)
        if kind == _PASSWORD:
            raise encrypted()
        if kind == _STRINGS and struct.unpack_from("<I", body, 4)[0] > len(book) // _SHORTEST_STRING:
            raise damaged()
        if kind == _SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
    if len(set(starts)) != len(starts):
        raise damaged()
    outlines = []
    room = MOST_CELLS
    for start in starts:
        outline = Outline(room)
        percents = styles.percentages
        for kind, body in records(book, start):
            _take(outline, kind, body)
            _look(outline, kind, body, percents)
        outlines.append(outline)
        room -= outline.rows * outline.columns
    return outlines


def records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of the part of `book` that begins at `at`, those of charts within it too."""
    depth = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth <= 1:
            yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size


class _Styles:
    """How numbers are shown: the formats, and the styles that name them, in the order in which cells count them."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = dict.fromkeys(_BUILT_IN_PERCENTAGES, "0%")
        self._formats: list[int] = []

    def take(self, kind: int, body: bytes) -> None:
        """Note what one record of the workbook says."""
        if kind == _STYLE:
            self._formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _FORMAT and len(body) >= 5:
            number, length, wide = struct.unpack_from("<HHB", body)
            text = body[5 : 5 + (2 * length if wide & 1 else length)]
            self._codes[number] = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")

    @property
    def percentages(self) -> frozenset[int]:
        """The styles that show a number as a percentage."""
        return frozenset(at for at, number in enumerate(self._formats) if is_percentage(self._codes.get(number, "")))


def _look(outline: Outline, kind: int, body: bytes, percents: frozenset[int]) -> None:
    """Note how what one record of a sheet says is shown: as a percentage, or not at all."""
    if kind in (_NUMBER, _SHORT_NUMBER, _FORMULA):
        row, column, style = struct.unpack_from("<HHH", body)
        if style in percents:
            outline.percents.add((row, column))
    elif kind == _MANY_NUMBERS:
        row, first = struct.unpack_from("<HH", body)
        styles = (struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 6, 6))
        outline.percents.update((row, first + at) for at, style in enumerate(styles) if style in percents)
    elif kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN_ROW:
        outline.hidden_rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLUMN_WIDTH and len(body) >= 10 and body[8] & _HIDDEN_COLUMN:
        first, last = struct.unpack_from("<HH", body)
        outline.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))


def _take(outline: Outline, kind: int, body: bytes) -> None:
    """Note what one record of a sheet says."""
    if kind in _SINGLE:
        row, column = struct.unpack_from("<HH", body)
        outline.fill(row, column)
        if kind == _ERROR and body[7]:
            outline.errors[row, column] = _ERRORS.get(body[6], "#ERROR")
        elif kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
            outline.errors[row, column] = _ERRORS.get(body[8], "#ERROR")
    elif kind == _MANY_NUMBERS:
        outline.fill(struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, len(body) - 2)[0])
    elif kind == _EXTENT and len(body) == 14:
        top, bottom, left, right = struct.unpack_from("<IIHH", body)
        if not (top <= bottom <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
            raise damaged()
    elif kind == _MERGES:
        for at in range(2, len(body) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<HHHH", body, at)
            outline.merges.append(Merge(top, left, bottom, right))
