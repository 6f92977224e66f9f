"""The outlines of an old binary workbook's sheets (.xls of Excel, .et of WPS): records in a stream of an OLE2 file."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jytrack.intake.books.formats import is_telling
from jytrack.intake.books.outline import MOST_CELLS, Outline, damaged, encrypted, refuse
from jytrack.intake.values.problem import Code

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STREAMS = ("workbook", "book")
_ENCRYPTED = "encryptedpackage"
_DOCUMENTS = {"worddocument": "Word 文档", "powerpoint document": "演示文稿"}
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY_SIZE, _IS_STREAM = 128, 2

_BEGIN, _END, _SHEET, _PASSWORD = 0x0809, 0x000A, 0x0085, 0x002F
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


class _Entry(NamedTuple):
    """An entry of the directory: its name, casefolded, what it is, its neighbours in the tree, and its content."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def xls_outlines(raw: bytes) -> tuple[bytes, list[Outline]]:
    """The workbook as it is to be read on, and the outline of each sheet in its order; Unreadable for what is none.

    In the copy that is given back no stream but the one looked at bears a workbook's name, so that no reader can take
    another.
    """
    container = _Container(raw)
    number = _book(container)
    try:
        outlines = _outlines(container.read(container.entries[number]))
    except (struct.error, IndexError) as error:
        raise damaged() from error
    others = [at for at, entry in enumerate(container.entries) if entry.name in _STREAMS and at != number]
    return container.renamed(others), outlines


def book_stream(raw: bytes) -> bytes:
    """The stream of records in the file `raw`; Unreadable when there is none, or it is encrypted."""
    container = _Container(raw)
    return container.read(container.entries[_book(container)])


def _book(container: "_Container") -> int:
    """Which entry of the directory is the workbook.

    What the file is, its root says: objects embedded in a sheet lie deeper, and may be workbooks too.
    """
    streams = container.at_root()
    number = next((streams[name] for name in _STREAMS if name in streams), None)
    if number is None:
        if _ENCRYPTED in streams:
            raise encrypted()
        for name, document in _DOCUMENTS.items():
            if name in streams:
                raise refuse(Code.DECODE, f"这是 {document}，不是表格", "请把数填进表格，另存为 .xlsx 后再发")
        raise damaged()
    return number


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
            self._directory = list(_chain(self._fat, directory))
            self.entries = list(_entries(b"".join(map(self._sector, self._directory))))
            self._mini_fat = self._table(list(_chain(self._fat, mini_start)))
            self._mini = b"".join(self._sector(at) for at in _chain(self._fat, self.entries[0].start))
        except (struct.error, IndexError) as error:
            raise damaged() from error

    def at_root(self) -> dict[str, int]:
        """The numbers of the streams that lie at the root, by name."""
        found: dict[str, int] = {}
        todo, seen = [self.entries[0].child], set[int]()
        while todo:
            number = todo.pop()
            if number in seen or number >= len(self.entries):
                continue
            seen.add(number)
            entry = self.entries[number]
            todo += entry.left, entry.right
            if entry.kind == _IS_STREAM:
                found.setdefault(entry.name, number)
        return found

    def renamed(self, numbers: Sequence[int]) -> bytes:
        """The file, in which the entries `numbers` have a name that nobody asks for."""
        if not numbers:
            return self._raw
        changed = bytearray(self._raw)
        for number in numbers:
            sector, place = divmod(number, self._size // _ENTRY_SIZE)
            at = (self._directory[sector] + 1) * self._size + place * _ENTRY_SIZE
            changed[at : at + 2] = "_".encode("utf-16-le")
        return bytes(changed)

    def read(self, stream: _Entry) -> bytes:
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


def _entries(directory: bytes) -> Iterator[_Entry]:
    """The entries of the directory."""
    for at in range(0, len(directory), _ENTRY_SIZE):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        left, right, child = struct.unpack_from("<III", directory, at + 68)
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").casefold()
        yield _Entry(name, kind, left, right, child, *struct.unpack_from("<II", directory, at + 116))


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
        formats = styles.telling
        for kind, body in records(book, start):
            _take(outline, kind, body)
            _look(outline, kind, body, formats)
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
    def telling(self) -> dict[int, str]:
        """The formats of the styles that show more than a number."""
        codes = (self._codes.get(number, "") for number in self._formats)
        return {at: code for at, code in enumerate(codes) if is_telling(code)}


def _look(outline: Outline, kind: int, body: bytes, formats: Mapping[int, str]) -> None:
    """Note how what one record of a sheet says is shown: with more than its number, or not at all."""
    if kind in (_NUMBER, _SHORT_NUMBER, _FORMULA):
        row, column, style = struct.unpack_from("<HHH", body)
        if style in formats:
            outline.formats[row, column] = formats[style]
    elif kind == _MANY_NUMBERS:
        row, first = struct.unpack_from("<HH", body)
        styles = (struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 6, 6))
        outline.formats |= {(row, first + at): formats[style] for at, style in enumerate(styles) if style in formats}
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
