"""A zipped workbook unpacked within bounds, whatever its headers claim: a zip bomb costs neither memory nor time."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from jytrack.intake.books.outline import MOST_BYTES, MOST_UNPACKED, Unreadable, damaged, encrypted, refuse
from jytrack.intake.values.problem import Code

_MOST_MEMBERS = 10_000
_MOST_TIMES = 100
"""Sheets of figures shrink to a tenth or so; what shrinks more than this, and is large, was made to."""

_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = b"PK\x03\x04"
_PACKED_SLICE = 16 * 1024
_PIECE = 256 * 1024

Attributes = dict[str, str]


class Archive:
    """The members of the zip file `raw`, each unpacked piece by piece; Unreadable for a broken or swollen one."""

    def __init__(self, raw: bytes) -> None:
        """Unpack all members once, keeping nothing, so that their true sizes and checksums are known."""
        if raw.count(_DIRECTORY_ENTRY) > _MOST_MEMBERS:
            raise _swollen()
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as directory:
                members = directory.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise damaged() from error
        if any(member.flag_bits & 1 for member in members):
            raise encrypted()
        self._raw = memoryview(raw)
        self._members = {_plain_name(member.filename): member for member in members}
        if len(self._members) < len(members):  # which of two of one name is meant, no two programs agree
            raise damaged()
        room = min(MOST_UNPACKED, max(MOST_BYTES, _MOST_TIMES * len(raw)))
        self._sizes: dict[str, int] = {}
        for name, member in self._members.items():
            self._sizes[name] = self._check(member, room)
            room -= self._sizes[name]

    def __contains__(self, name: str) -> bool:
        """Whether there is a member `name`, in whatever letter case and with whatever slashes."""
        return _plain_name(name) in self._members

    def __iter__(self) -> Iterator[str]:
        """The names of the members, casefolded and with slashes."""
        return iter(self._members)

    def pieces(self, name: str) -> Iterator[bytes]:
        """What the member `name` holds, piece by piece; Unreadable when there is none."""
        if name not in self:
            raise damaged()
        return self._unpacked(self._members[_plain_name(name)])

    def size(self, name: str) -> int:
        """How many bytes the member `name` truly holds."""
        return self._sizes[_plain_name(name)]

    def _check(self, member: zipfile.ZipInfo, room: int) -> int:
        """The true size of `member`; Unreadable beyond `room` or with a false checksum."""
        size = checksum = 0
        for piece in self._unpacked(member):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            if size > room:
                raise _swollen()
        if checksum != member.CRC:
            raise damaged()
        return size

    def _unpacked(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """What `member` holds; its stated size is not believed."""
        header = self._raw[member.header_offset : member.header_offset + 30]
        if len(header) < 30 or header[:4] != _LOCAL_HEADER:
            raise damaged()
        start = member.header_offset + 30 + sum(struct.unpack_from("<HH", header, 26))
        packed = self._raw[start : start + member.compress_size]
        if member.compress_type == zipfile.ZIP_STORED:
            yield from (bytes(piece) for piece in _slices(packed, _PIECE))
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            yield from _inflated(packed)
        else:
            raise damaged()


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `start`, `end` and `text` for what the XML in `pieces` holds; Unreadable where it is broken."""
    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    feed(parser, pieces)


def new_parser() -> expat.XMLParserType:
    """An XML parser; no workbook defines entities, and one that does may define them to swell, so it is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    """Run `parser` over the whole of `pieces`; Unreadable where the XML, its encoding or a number in it is broken."""
    last = True
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", last)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged() from error


def _plain_name(name: str) -> str:
    """The name of a member as all programs take it: some write it with backslashes."""
    return name.replace("\\", "/").casefold()


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def _no_doctype(*_: object) -> None:
    """Refuse a document that defines its own type."""
    raise damaged()


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """The deflated data `packed`, piece by piece."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for part in _slices(packed, _PACKED_SLICE):
            rest: bytes | memoryview = part
            while rest:
                yield stream.decompress(rest, _PIECE)
                rest = stream.unconsumed_tail
        yield stream.flush()
    except zlib.error as error:
        raise damaged() from error


def _slices(data: memoryview, size: int) -> Iterator[memoryview]:
    """`data` in slices of `size` bytes."""
    return (data[at : at + size] for at in range(0, len(data), size))


def _swollen() -> Unreadable:
    """The refusal of a file that unpacks to far more than a sheet of figures."""
    message = f"解压后太大，不像填报表（最多{MOST_UNPACKED // 1024**2} MB）"
    return refuse(Code.TOO_LARGE, message, "请把填报的数复制到一张新表，保存后再发")
