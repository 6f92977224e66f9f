"""Workbooks made for a test: by XlsxWriter, or out of their XML."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

Fill = Callable[[Any, Any], None]

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def xlsx(fill: Fill, **options: Any) -> bytes:
    """A workbook of one sheet 表, filled by `fill(workbook, sheet)`."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, **options})
    fill(book, book.add_worksheet("表"))
    book.close()
    return stream.getvalue()


def xlsx_of(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet that holds `rows` from A1 on; None is left blank."""

    def fill(_: Any, sheet: Any) -> None:
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)

    return xlsx(fill)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip file of `members`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def replaced(raw: bytes, name: str, content: bytes | str) -> bytes:
    """The zip file `raw` with other content in the member `name`."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    return zipped({**members, name: content})


def ods(tables: str, **members: str) -> bytes:
    """An .ods workbook whose sheets are the XML `tables`."""
    manifest = members.get("manifest", "")
    return zipped(
        {
            "mimetype": _ODS,
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            f'manifest:1.0"><manifest:file-entry manifest:full-path="/">{manifest}</manifest:file-entry>'
            "</manifest:manifest>",
            "content.xml": f"<office:document-content {_NAMES}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def table(*rows: str) -> str:
    """The XML of an .ods sheet."""
    return f'<table:table table:name="表">{"".join(rows)}</table:table>'


def row(*cells: str, repeated: int = 1) -> str:
    """The XML of an .ods row that stands for `repeated` equal ones."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def number(value: float, repeated: int = 1) -> str:
    """The XML of an .ods cell with a number."""
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"'
        f' table:number-columns-repeated="{repeated}"><text:p>{value}</text:p></table:table-cell>'
    )


def blank(repeated: int = 1) -> str:
    """The XML of so many empty .ods cells."""
    return f'<table:table-cell table:number-columns-repeated="{repeated}"/>'


def cell(shown: str, **attributes: str) -> str:
    """The XML of any .ods cell; an attribute's first _ stands for the colon, the others for hyphens."""
    named = " ".join(f'{k.replace("_", ":", 1).replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f"<table:table-cell {named}><text:p>{shown}</text:p></table:table-cell>"
