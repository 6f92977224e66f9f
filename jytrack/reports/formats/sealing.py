"""Packages (zip files) whose bytes depend on nothing but what is in them."""

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def sealed(package: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The same package, its members by name and without a time, those `replaced` with new content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system, member.external_attr, member.compress_type = 0, 0, zipfile.ZIP_DEFLATED
            target.writestr(member, replaced.get(name) or source.read(name), compresslevel=_LEVEL)
    return out.getvalue()
