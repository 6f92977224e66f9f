"""What a Word file says of itself in properties of its own (文件 → 属性 → 自定义), which other programs keep."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

_PART = "docProps/custom.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FIRST = 2
"""The numbers below belong to the format."""


def stamped(package: bytes, marks: Mapping[str, str]) -> bytes:
    """The same package with `marks` as its own properties; as it is where there are none."""
    if not marks:
        return package
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != _PART:
                target.writestr(name, _told(name, source.read(name)))
        target.writestr(_PART, _properties(marks))
    return out.getvalue()


def _told(name: str, content: bytes) -> bytes:
    """A member; those that list what is in the package tell of the properties too."""
    text = content.decode("utf-8") if name in (_TYPES, _RELATIONS) else ""
    if not text or _PART in text:
        return content
    if name == _TYPES:
        return text.replace("</Types>", f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/></Types>').encode()
    relation = f'<Relationship Id="rIdMarks" Type="{_OFFICE}/relationships/custom-properties" Target="{_PART}"/>'
    return text.replace("</Relationships>", f"{relation}</Relationships>").encode()


def _properties(marks: Mapping[str, str]) -> str:
    """The properties, numbered in their order."""
    rows = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(marks.items(), _FIRST)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{rows}</Properties>'
    )
