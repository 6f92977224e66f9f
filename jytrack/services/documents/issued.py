"""The documents that went out: the list, the same bytes again, taken back, what became known after stamping."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from jytrack.domain.documents.publication import FileRole, KeptFile, Publication
from jytrack.domain.values.listing import free_name
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction
from jytrack.errors import DatabaseProblem, InputRefused, NotFound, UsageError
from jytrack.reports.documents import issued as report
from jytrack.services.documents.changing import count, find
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database import contents
from jytrack.store.documents import publications
from jytrack.store.plan import ledger
from jytrack.store.supervision import evidence


@valueclass
class Handed:
    """A kept file as it is handed out again; `warning` where it should not be used as it is."""

    name: str
    content: bytes
    warning: str = ""


def issued(desk: Desk, known_at: datetime | None, *, with_changes: bool) -> Answer:
    """What the plan's documents were; `with_changes` counts the targets that each shows otherwise today."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, None, known_at)
        found = publications.load(session, plan, clock.known_at)
        changed = {each.number: count(desk, session, each) for each in found} if with_changes else None
    return Answer(report.report(plan, clock, found, changed))


def reissue(desk: Desk, number: int, *, draft: bool = False, suffix: str | None = None) -> list[Handed]:
    """What went out as `number`, byte for byte, or the drafts it was made of; nothing is made anew.

    With a `suffix` the one file that has it, of those or of all that is kept; with "" the first. NotFound where none
    has it, DatabaseProblem where what is kept is not what was kept.
    """
    with desk.database.reading() as session:
        publication = find(session, number)
        chosen = _chosen(publication, suffix, draft=draft)
        found = [(file, contents.load(session, file.sha256)) for file in chosen]
    taken = publication.withdrawn
    warning = f"第{number}号已于{date_text(taken.on)}收回：{taken.note}" if taken else ""
    names = set[str]()
    handed = []
    for file, content in found:
        if content is None:
            raise DatabaseProblem(
                f"第{number}号发布的“{file.name}”不是原来的了，没有取出；请用 jytrack db check 查明，"
                "再从备份恢复：jytrack db restore 备份文件"
            )
        role = "" if file.role is FileRole.FINAL else f"_{file.role.label}"
        stem = f"{publication.called}_{publication.kind.label}{role}"
        handed.append(Handed(free_name(f"{stem}{Path(file.name).suffix}", names), content, warning))
    return handed


def _chosen(publication: Publication, suffix: str | None, *, draft: bool) -> Sequence[KeptFile]:
    """Which of the files are asked for."""
    drafts = [file for file in publication.papers if file.role is FileRole.DRAFT]
    own = drafts if draft else [file for file in publication.papers if file.role is FileRole.FINAL] or drafts
    if not suffix:
        return own if suffix is None else own[:1]
    kept = list(dict.fromkeys((*own, *drafts)))
    if found := [each for each in kept if each.name.lower().endswith(suffix)]:
        return found[:1]
    raise NotFound(
        f"第{publication.number}号发布没有 {suffix} 文件，存的是：{'、'.join(each.name for each in kept)}；"
        f"原名取出用 jytrack report reissue {publication.number}"
    )


def withdraw(desk: Desk, number: int, reason: str, on: date | None) -> str:
    """Take a document back: it stays, marked; what was recorded, for the clerk."""
    if not reason.strip():
        raise UsageError(f"收回要写明原因：jytrack report withdraw {number} --reason 原因")
    day = _day(desk, on, f"jytrack report withdraw {number}")
    with desk.database.writing() as session:
        publication = find(session, number)
        if publication.withdrawn:
            raise InputRefused(
                f"第{number}号已于{date_text(publication.withdrawn.on)}收回；已发布的见 jytrack report issued"
            )
        plan, _ = replace(desk, plan=publication.plan).open_plan(session)
        entry = LogEntry(LogAction.PUBLICATION_WITHDRAWN, day, desk.now, desk.actor, reason.strip(), publication=number)
        ledger.append(session, plan, None, entry)
    return f"第{number}号（{publication.called}）已收回，留在记录里；锁定的月份没有打开，要开见 jytrack target locks"


def register(desk: Desk, number: int, document_no: str, files: tuple[Path, ...], on: date | None) -> str:
    """Record what became known after stamping: the document's number, scans; what was recorded, for the clerk."""
    if not document_no.strip() and not files:
        raise UsageError(f"登记什么？文号用 --document-no，扫描件用 --file：jytrack report register {number} --help")
    day = _day(desk, on, f"jytrack report register {number}")
    with desk.database.writing() as session:
        publication = find(session, number)
        plan, _ = replace(desk, plan=publication.plan).open_plan(session)
        with evidence.kept(desk.where, session, files) as kept:
            entry = LogEntry(
                LogAction.PUBLICATION_REGISTERED, day, desk.now, desk.actor, document_no.strip(), evidence=kept,
                publication=number,
            )  # fmt: skip
            ledger.append(session, plan, None, entry)
    told = [f"文号 {document_no.strip()}" if document_no.strip() else "", f"附件{len(files)}个" if files else ""]
    return f"第{number}号（{publication.called}）已登记：{'，'.join(filter(None, told))}"


def _day(desk: Desk, on: date | None, command: str) -> date:
    if on and on > desk.today:
        raise UsageError(f"日期{date_text(on)}还没到；请写今天或以前，如 {command} --on {desk.today}")
    return on or desk.today
