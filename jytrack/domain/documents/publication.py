"""Documents that went out: their series and numbers, and what of each was frozen (documents.md §7)."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime

from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word


class Series(Word):
    """What is numbered together, year by year."""

    BULLETIN = "bulletin", "通报"
    DISPATCH = "dispatch", "调度"
    REPORT = "report", "专报"
    URGING = "urging", "催报"
    SUPERVISION = "supervision", "督办"


class FileRole(Word):
    """What a kept file is: made by the program, the one that went out, or the figures behind both."""

    DRAFT = "draft", "底稿"
    FINAL = "final", "定稿"
    FACTS = "facts", "数据"


SERIES: Mapping[DocumentKind, Series] = {
    DocumentKind.QUARTERLY: Series.BULLETIN,
    DocumentKind.HALFYEAR: Series.BULLETIN,
    DocumentKind.ANNUAL: Series.BULLETIN,
    DocumentKind.CORRECTION: Series.BULLETIN,
    DocumentKind.MONTHLY: Series.DISPATCH,
    DocumentKind.SPECIAL: Series.REPORT,
    DocumentKind.URGE: Series.URGING,
    DocumentKind.SUPERVISE: Series.SUPERVISION,
}
"""In which series each kind of document is numbered; a kind that is not here is not published."""

LETTERS = frozenset({DocumentKind.URGE, DocumentKind.SUPERVISE})
"""The kinds that go to one department, as things stand on a day: what is recorded later answers them."""


class Mark(Word):
    """What a draft's file tells of itself in its own properties."""

    KIND = "jytrack-kind", "文书"
    ABOUT = "jytrack-about", "对象"
    AS_OF = "jytrack-as-of", "截至"
    KNOWN_AT = "jytrack-known-at", "数据时间"
    FINGERPRINT = "jytrack-fingerprint", "数据指纹"


@valueclass
class KeptFile:
    """A file kept with a publication, by the hash of its bytes."""

    role: FileRole
    name: str
    sha256: str


@valueclass
class HandChange:
    """A number that was typed into the final or out of it, and the words around it."""

    added: bool
    number: str
    words: str


@valueclass
class Told:
    """An entry of the log about a publication: what was said of it afterwards."""

    at: datetime
    by: str
    on: date
    note: str


@valueclass
class Publication:
    """A document as it went out.

    `number` counts all of the database and names it in commands, `issue` those of its series and year. `about` is whom
    it is for, where a period has several (a unit, a task's number). `corrects` and `replaces` are numbers. `program` is
    the version that made it. The hashes are those of the wording, the letterhead and the facts; `fingerprint` is
    printed in it. `reason` is why it replaces another, or was `entered` with an issue of its own (补登).
    """

    number: int
    plan: str
    kind: DocumentKind
    series: Series
    year: int
    issue: int
    as_of: date
    known_at: datetime
    recorded_at: datetime
    recorded_by: str
    published_on: date
    title: str
    document_no: str = ""
    about: str = ""
    corrects: int | None = None
    replaces: int | None = None
    program: str = ""
    rules: str = ""
    wording_sha256: str = ""
    looks_sha256: str = ""
    facts_sha256: str = ""
    fingerprint: str = ""
    reason: str = ""
    entered: bool = False
    files: tuple[KeptFile, ...] = ()
    changed_by_hand: tuple[HandChange, ...] = ()
    withdrawn: Told | None = None
    registered: tuple[Told, ...] = field(default=())

    @property
    def called(self) -> str:
        """Series and issue, as they are printed: 2023年第2期通报."""
        return f"{self.year}年第{self.issue}期{self.series.label}"

    @property
    def stated_no(self) -> str:
        """The document number that is known of it: the last one registered, else the one given when published."""
        return next((each.note for each in reversed(self.registered) if each.note), self.document_no)

    @property
    def facts(self) -> KeptFile:
        """The figures behind it, as text, deflated."""
        return next(file for file in self.files if file.role is FileRole.FACTS)

    @property
    def papers(self) -> tuple[KeptFile, ...]:
        """What can be read or printed of it: the draft and what went out."""
        return tuple(file for file in self.files if file.role is not FileRole.FACTS)

    @property
    def main_file(self) -> KeptFile:
        """What went out: the first final, without one the draft."""
        return next((file for file in self.files if file.role is FileRole.FINAL), self.files[0])


def in_use(known: Iterable[Publication]) -> list[Publication]:
    """Those that are neither withdrawn nor replaced by a later one."""
    found = list(known)
    replaced = {each.replaces for each in found}
    return [each for each in found if not (each.withdrawn or each.number in replaced)]


def letters_of(known: Iterable[Publication], kind: DocumentKind, about: str) -> list[Publication]:
    """The letters of a kind about the same by which somebody was pressed: one that replaces another is the same one."""
    return [each for each in in_use(known) if (each.kind, each.about) == (kind, about)]


def told_with(called: str, entries: Iterable[tuple[int | None, LogEntry]]) -> str:
    """What the log tells of a document that is called so: all that followed from its going out, so that it is missed.

    `entries` are those that follow, each with its task's number.
    """
    return "；".join((called, *(_followed(no, entry) for no, entry in entries)))


def _followed(no: int | None, entry: LogEntry) -> str:
    """One thing that followed."""
    if entry.period:
        return f"锁定{period_text(entry.period)}"
    if entry.milestone:
        return f"任务{no}节点“{entry.milestone}”完成"
    return f"催办{entry.department}{f'（任务{no}）' if no else ''}"
