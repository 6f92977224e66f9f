"""The marked copy of a refused file as it may go out: searched once more, with what it lacks of its original."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jytrack.intake.books.archive import Archive
from jytrack.intake.books.origin import origin_of
from jytrack.intake.books.outline import Unreadable
from jytrack.intake.sheets.leaks import holds_personal_data
from jytrack.intake.sheets.returned import Mark, returned_workbook

_DROPPED = (
    ("图表", "xl/charts/"),
    ("图片", "xl/media/"),
    ("控件", "xl/ctrlprops/"),
    ("切片器", "xl/slicers/"),
)
"""What openpyxl cannot keep, by the folder of its members; names are casefolded."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A marked copy, None where none may go out; `locked`, `lacking` and `personal` as a slip tells of them."""

    content: bytes | None = None
    locked: bool = False
    lacking: str = ""
    personal: bool = False


def marked(raw: bytes, name: str, sha256: str, marks: Sequence[Mark]) -> Copy:
    """The copy of the file `name` that holds `raw`, with `marks`; none of it goes out with personal data in it."""
    content = returned_workbook(raw, name, marks, origin_of(raw) or sha256)
    if content is None:
        return Copy()
    if holds_personal_data(content):
        return Copy(personal=True)
    return Copy(content, not any(mark.free for mark in marks), "、".join(_lacking(raw)))


def _lacking(raw: bytes) -> Iterable[str]:
    """What the original `raw` has and its copy has not."""
    try:
        members = list(Archive(raw)) if raw.startswith(b"PK") else []
    except Unreadable:
        return ()
    return [what for what, folder in _DROPPED if any(folder in member for member in members)]
