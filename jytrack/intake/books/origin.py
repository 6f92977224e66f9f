"""What a document says of itself in properties that programs keep: of which file it is a copy, when it was saved.

The mark of a returned copy is the sha256 of the original; a copy of a copy has that of the first original.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Collection
from datetime import datetime, tzinfo
from typing import BinaryIO

PROPERTY = "jytrack-original"
"""Its name among the document's own properties (文件 → 属性 → 自定义)."""

_MEMBERS = "docProps/custom.xml", "meta.xml"
"""Where it stands in an .xlsx, and where LibreOffice puts it when the copy is saved as .ods."""

_ZIPPED = b"PK\3\4"
_LONGEST = 64 * 1024
_STATED = re.compile(rb'name="%b"[^>]*>(?:\s*<[^>]*>)?([0-9a-f]{64})<' % PROPERTY.encode())

_SAVED_IN = "docProps/core.xml", "meta.xml"
_SAVED = re.compile(rb"<(?:dcterms:modified|dc:date)(?:\s[^>]*)?>\s*([0-9T:.Z+-]+)\s*<")


def origin_of(stream: BinaryIO) -> str:
    """The sha256 of the file of which the workbook in `stream` is a returned copy; "" for one that is none."""
    return _property(stream, _MEMBERS, _STATED)


def saved_at(stream: BinaryIO, zone: tzinfo | None) -> datetime | None:
    """When the .xlsx or .ods in `stream` says that it was saved, in `zone` where it names none; None: it does not."""
    try:
        saved = datetime.fromisoformat(_property(stream, _SAVED_IN, _SAVED))
    except ValueError:
        return None
    return saved if saved.tzinfo else saved.replace(tzinfo=zone)


def _property(stream: BinaryIO, members: Collection[str], stated: re.Pattern[bytes]) -> str:
    """What `stated` finds in one of the `members` of a zipped document; "" where there is none."""
    stream.seek(0)
    if stream.read(len(_ZIPPED)) != _ZIPPED:
        return ""
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in set(members).intersection(archive.namelist()):
                with archive.open(member) as content:
                    if found := stated.search(content.read(_LONGEST)):
                        return found[1].decode()
    except (zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, EOFError, OSError, RuntimeError):
        pass  # a broken file is told of where it is read
    return ""
