"""Packages (zip files) whose bytes depend on nothing but what is in them."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""When a package says that it was made, the earliest day of a zip file: nothing tells when it was printed."""

_LEVEL = 6


def sealed(package: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The same package, its members by name and without a time, those `replaced` with new content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            member.create_system, member.external_attr, member.compress_type = 0, 0, zipfile.ZIP_DEFLATED
            target.writestr(member, replaced.get(name) or source.read(name), compresslevel=_LEVEL)
    return out.getvalue()
