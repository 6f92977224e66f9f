"""The mark by which a returned copy says which file it is a copy of: a property of the document, which programs keep.

It is the sha256 of the original; a copy of a copy has that of the first original.
"""

import re
import struct
import zipfile
import zlib
from typing import BinaryIO

PROPERTY = "jytrack-original"
"""Its name among the document's own properties (文件 → 属性 → 自定义)."""

_MEMBERS = "docProps/custom.xml", "meta.xml"
"""Where it stands in an .xlsx, and where LibreOffice puts it when the copy is saved as .ods."""

_ZIPPED = b"PK\3\4"
_LONGEST = 64 * 1024
_STATED = re.compile(rb'name="%b"[^>]*>(?:\s*<[^>]*>)?([0-9a-f]{64})<' % PROPERTY.encode())


def origin_of(stream: BinaryIO) -> str:
    """The sha256 of the file of which the workbook in `stream` is a returned copy; "" for one that is none."""
    stream.seek(0)
    if stream.read(len(_ZIPPED)) != _ZIPPED:
        return ""
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in set(_MEMBERS).intersection(archive.namelist()):
                with archive.open(member) as content:
                    if found := _STATED.search(content.read(_LONGEST)):
                        return found[1].decode()
    except (zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, EOFError, OSError, RuntimeError):
        pass  # a broken file is told of where it is read
    return ""
