"""The files of an import as they came: kept with it, unless they are too large or hold somebody's number."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain
from typing import Protocol

from jytrack.errors import DatabaseProblem, NotFound, UsageError
from jytrack.intake.books.texts import holds_personal_data
from jytrack.intake.sheets.files import Tab
from jytrack.intake.values.personal import is_personal
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.services.sheets.parcels import File
from jytrack.services.values.desk import Desk
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.sheets import acts

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = contents.MOST_BYTES // MEGABYTE
"""A larger file is never kept; where nobody says otherwise, any other is."""


class Sheet(Protocol):
    """A sheet that was taken in, with all tabs of its file; None where it was typed."""

    @property
    def file(self) -> File | None:
        """The file it came in."""

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """All that its file has."""

    @property
    def remarks(self) -> list[Problem]:
        """What is said of it."""


def keep(session: Session, moment: datetime, taken_in: Iterable[Sheet], most: int) -> None:
    """Keep the files of which a sheet was taken in at the moment, of at most so many bytes; why not is said.

    Nothing of a file is kept that holds personal data anywhere: in a signature below the figures, in a comment.
    UsageError where a file is not what it was when it was read.
    """
    found: dict[str, list[Sheet]] = {}
    for sheet in taken_in:
        if sheet.file is not None:
            found.setdefault(sheet.file.sha256, []).append(sheet)
    for sheets in found.values():
        file = sheets[0].file
        if file is None or not most:
            continue
        if file.size > most:
            _tell(sheets, f"原件{_megabytes(file.size)} MB，超过{_megabytes(most)} MB，没有留存")
            continue
        content = _read(file)
        if _holds_numbers(content, sheets[0].tabs):
            _tell(sheets, "原件里有身份证号或手机号，没有留存")
        elif contents.keep(session, content, moment) != file.sha256:
            raise UsageError(f"文件《{file.name}》在读的时候被改动，没有写入；请再导入一次：jytrack target import 文件")


def hand_back(desk: Desk, number: int, name: str, write: Callable[[bytes], None]) -> str:
    """Write the file `name` ("": the only one) of an import as it came; its name.

    NotFound where the import has no such file or it was not kept, UsageError where it has several; DatabaseProblem
    where what was kept was altered.
    """
    from jytrack.services.sheets.undoing import require_act  # heavy, and an import only keeps files

    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session)
        require_act(session, plan, number)
        act = next(act for act in acts.load_acts(session, plan, clock.known_at) if act.id == number)
        files = {file.name: file.sha256 for file in act.files if name in ("", file.name)}
        if not files:
            what = f"文件《{name}》" if name else "文件"
            raise NotFound(f"第{number}次没有{what}；文件见 jytrack target imports {number}")
        if len(files) > 1:
            raise UsageError(
                f"第{number}次有{len(files)}个文件（{'、'.join(files)}），一次取一个："
                f"jytrack target original {number} --file 文件名 -o 文件"
            )
        ((name, sha256),) = files.items()
        if not contents.is_kept(session, sha256):
            raise NotFound(
                f"第{number}次的《{name}》没有留存原件（以前的版本导入的、太大、设了不留，或原件里有个人信息）；"
                f"导入情况见 jytrack target imports {number}"
            )
        content = contents.load(session, sha256)
    if content is None:
        raise DatabaseProblem(f"第{number}次的《{name}》原件被改动，没有取出；请查明：jytrack db check")
    write(content)
    return name


def _holds_numbers(content: bytes, tabs: Iterable[Tab]) -> bool:
    """Whether somebody's number stands anywhere in a file with these tabs, be it where no figure is read."""
    if content.startswith(b"PK"):
        return holds_personal_data(content)
    cells = chain.from_iterable(chain.from_iterable(tab.rows() for tab in tabs if tab.guarded))
    return any(map(is_personal, cells))


def _read(file: File) -> bytes:
    file.stream.seek(0)
    return file.stream.read(contents.MOST_BYTES + 1)


def _tell(sheets: Iterable[Sheet], message: str) -> None:
    for sheet in sheets:
        sheet.remarks.append(finding(Code.NOT_KEPT, message))


def _megabytes(size: int) -> str:
    return f"{-(-size * 10 // MEGABYTE) / 10:g}"
