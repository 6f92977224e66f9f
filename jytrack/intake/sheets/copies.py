"""The marked copy of a refused file as it may go out: searched once more, with what it lacks of its original."""

import io
from collections.abc import Sequence

from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.books.archive import Archive
from jytrack.intake.books.looking import looks_of
from jytrack.intake.books.origin import origin_of
from jytrack.intake.books.texts import holds_personal_data
from jytrack.intake.sheets.returned import Mark, returned_workbook

_PARTS = (
    ("图表", "xl/charts/", b""),
    ("图片", "xl/media/", b""),
    ("控件", "xl/ctrlprops/", b""),
    ("切片器", "xl/slicers/", b""),
    ("图形", "xl/drawings/", b":sp>"),
    ("迷你图", "xl/worksheets/", b":sparkline>"),
    ("引用别的工作表的下拉选项", "xl/worksheets/", b"<x14:dataValidation "),
    ("部分条件格式", "xl/worksheets/", b"<x14:conditionalFormatting "),
)
"""What openpyxl does not keep, all or at times: what it is called, in which members it stands (their names casefolded),
and by which text it is known there."""


@valueclass
class Copy:
    """A marked copy, None where none may go out; `locked`, `lacking` and `personal` as a slip tells of them."""

    content: bytes | None = None
    locked: bool = False
    lacking: str = ""
    personal: bool = False


def marked(raw: bytes, name: str, sha256: str, marks: Sequence[Mark]) -> Copy:
    """The copy of the file `name` that holds `raw`, with `marks`; none of it goes out with personal data in it."""
    content = returned_workbook(raw, name, marks, origin_of(io.BytesIO(raw)) or sha256)
    if content is None:
        return Copy()
    if holds_personal_data(content):
        return Copy(personal=True)
    return Copy(content, not any(mark.free for mark in marks), "、".join(_lacking(raw, content)))


def _lacking(raw: bytes, content: bytes) -> list[str]:
    """What the original `raw` has and its copy `content` has not."""
    before, after = _parts(raw), _parts(content)
    beside = {what for looks in looks_of(raw).values() for what in looks.dropped}
    return [*(what for what, _, _ in _PARTS if what in before - after), *sorted(beside)]


def _parts(raw: bytes) -> set[str]:
    """Which of those parts the .xlsx workbook `raw` has."""
    if not raw.startswith(b"PK"):
        return set()
    archive = Archive(raw)
    return {
        what
        for what, folder, mark in _PARTS
        for name in archive
        if name.startswith(folder) and (not mark or mark in b"".join(archive.pieces(name)))
    }
