"""The files that came back from signing: read, and matched with the draft that they were made of."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from jytrack.domain.documents.numbers import changed_by_hand
from jytrack.domain.documents.publication import FileRole, HandChange
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.texts import readable_name
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError, os_reason
from jytrack.intake.documents.word import Paper, read_paper
from jytrack.store.database.contents import MOST_BYTES
from jytrack.store.values.encoding import SHANGHAI

WORD = ".docx"


@valueclass
class Final:
    """A file that is to go out; `paper` None: it is no Word file, and nothing in it is read."""

    name: str
    content: bytes
    paper: Paper | None

    @property
    def kept(self) -> tuple[FileRole, str, bytes]:
        """As it is kept."""
        return FileRole.FINAL, self.name, self.content


def read_finals(files: Sequence[Path]) -> tuple[Final, ...]:
    """The files as they are; UsageError for what cannot be read, is empty, or is too large to be a document."""
    return tuple(_read(file) for file in files)


def _read(file: Path) -> Final:
    name = readable_name(file.name)
    try:
        size = file.stat().st_size if file.is_file() else -1
        content = file.read_bytes() if 0 < size <= MOST_BYTES else b""
    except OSError as error:
        raise UsageError(f"{file} 读不了（{os_reason(error)}）；请核对 --file 后面的路径") from None
    if size > MOST_BYTES:
        raise UsageError(
            f"{file} 有{size // 1024**2} MB，定稿最大{MOST_BYTES // 1024**2} MB；扫描件请在发布后登记："
            "jytrack report register 号 --file 扫描件.pdf"
        )
    if not content:
        raise UsageError(f"{file} 不是文件或是空文件，没有发布；请核对 --file 后面的路径")
    paper = read_paper(name, content) if file.suffix.lower() == WORD else None
    return Final(name, content, paper)


@valueclass
class Stated:
    """What the finals say of the draft that they are made of; None and "": they say nothing."""

    kind: DocumentKind | None = None
    about: str = ""
    as_of: date | None = None
    known_at: datetime | None = None
    printed_at: datetime | None = None
    fingerprint: str = ""


def stated(finals: Sequence[Final]) -> Stated:
    """What the first of them that bears a mark says."""
    for paper in (final.paper for final in finals if final.paper):
        if paper.kind or paper.fingerprint or paper.printed_at:
            kind = DocumentKind(paper.kind) if paper.kind in set(DocumentKind) else None
            return Stated(kind, paper.about, paper.as_of, paper.known_at, _moment(paper.printed_at), paper.fingerprint)
    return Stated()


def compared(draft: bytes, finals: Sequence[Final]) -> list[HandChange]:
    """The numbers that differ between the draft and the first Word file among the finals."""
    for final in finals:
        if final.paper:
            return changed_by_hand(read_paper(WORD, draft).text, final.paper.text)
    return []


def _moment(printed: str) -> datetime | None:
    """The moment as the small print has it, in the office's zone; a minute is meant to its end."""
    try:
        moment = datetime.fromisoformat(printed if printed.count(":") > 1 else f"{printed}:59.999999")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
