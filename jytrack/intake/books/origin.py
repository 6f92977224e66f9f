"""The mark by which a returned copy says which file it is a copy of: a property of the document, which programs keep.

It is the sha256 of the original; a copy of a copy has that of the first original.
"""

import io
import re
import struct
import zipfile
import zlib

PROPERTY = "jytrack-original"
"""Its name among the document's own properties (文件 → 属性 → 自定义)."""

_MEMBER = "docProps/custom.xml"
_LONGEST = 64 * 1024
_STATED = re.compile(rb'name="%b"[^>]*>\s*<[^>]*>([0-9a-f]{64})<' % PROPERTY.encode())


def origin_of(raw: bytes) -> str:
    """The sha256 of the file of which the workbook `raw` is a returned copy; "" for one that is none."""
    if not raw.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(_MEMBER) as member:
            found = _STATED.search(member.read(_LONGEST))
    except (zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, EOFError, OSError, RuntimeError):
        return ""  # a broken file is told of where it is read
    return found[1].decode() if found else ""
