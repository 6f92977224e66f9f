"""A document goes out: its number, its facts, the draft and what was signed are kept in one transaction (§7)."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from jytrack import __version__
from jytrack.domain.documents.changes import as_kept
from jytrack.domain.documents.publication import (
    LETTERS,
    SERIES,
    FileRole,
    HandChange,
    Publication,
    in_use,
    told_with,
)
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.rules import RULES_VERSION
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports.documents.fingerprint import canonical, fingerprint_of
from jytrack.reports.formats import docx
from jytrack.services.documents import consequences
from jytrack.services.documents.finals import Final, Stated, compared, read_finals, stated
from jytrack.services.documents.frozen import frozen
from jytrack.services.documents.kinds import KINDS
from jytrack.services.documents.made import Made
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.documents import publications, since
from jytrack.store.plan import ledger

_CHANGES_TOLD = 20


@valueclass
class Order:
    """What the command line asked."""

    kind: DocumentKind
    as_of: date | None = None
    about: str = ""
    files: tuple[Path, ...] = ()
    known_at: datetime | None = None
    on: date | None = None
    document_no: str = ""
    lock: bool | None = None
    corrects: int | None = None
    replaces: int | None = None
    issue: int | None = None
    reason: str = ""
    dry_run: bool = False
    yes: bool = False


@valueclass
class Published:
    """What became of it, in lines for the clerk; `question`: it waits for nothing but a yes.

    `number` None: nothing was written. `name` and `draft` are the document as the program made it.
    """

    lines: tuple[str, ...]
    number: int | None = None
    question: str = ""
    name: str = ""
    draft: bytes = b""


def publish(desk: Desk, order: Order) -> Published:
    """Publish, or say what a publishing would do.

    UsageError for what cannot be meant; InputRefused where the period's document is out already with other figures,
    where the final is not made of these facts, or where the issue is taken.
    """
    make = KINDS.get(order.kind)
    if make is None:
        raise UsageError(f"{order.kind.label}不能发布；可以发布的：{'、'.join(known.label for known in KINDS)}")
    _require_meant(desk, order)
    finals = read_finals(order.files)
    found = stated(finals)
    if found.kind not in (None, order.kind):
        raise UsageError(f"{order.files[0]} 是{found.kind.label}；请写 jytrack report publish {found.kind.value}")
    with desk.database.writing(keep=not order.dry_run) as session:
        known_at = found.known_at or order.known_at or found.printed_at
        about = order.about or found.about or (str(order.corrects) if order.corrects else "")
        made = make(desk, session, order.as_of or found.as_of, known_at, about)
        return _published(desk, session, replace(order, about=made.about or about), made, finals, found)


def _published(
    desk: Desk, session: Session, order: Order, made: Made, finals: tuple[Final, ...], found: Stated
) -> Published:
    """The document `made`, checked against what is out and against the finals, and kept."""
    if made.clock.as_of > desk.today:
        raise UsageError(f"{date_text(made.clock.as_of)}还没到，不能发布；先看样子：jytrack report {order.kind.value}")
    facts = made.facts()
    text = canonical(facts)
    pinned = fingerprint_of(text)
    known = publications.load(session, made.plan)
    same = _same(known, order, made)
    if same and _is_again(session, same, made, pinned, finals):
        session.keep = False
        return Published((f"第{same.number}号（{same.called}）已发布过，内容相同",), same.number)
    _require_free(known, order, made, same)
    told = _matched(session, order, made, pinned, found)
    document = made.document()
    draft = docx.render(document)
    drafts = [(FileRole.DRAFT, f"{order.kind.label}_底稿.docx", draft), *_workbook(made, order.kind)]
    changes = compared(draft, finals)
    lines = [*told, *_hand_lines(changes, finals)]
    if changes and not (order.yes or order.dry_run):
        session.keep = False
        return Published(tuple(lines), question="定稿和底稿的数不一样，照定稿发布并记下这些改动？")
    series = SERIES[order.kind]
    out = publications.Outgoing(
        kind=order.kind,
        series=series,
        year=made.plan.year,
        issue=order.issue or publications.next_issue(session, made.plan, series, made.plan.year),
        as_of=made.clock.as_of,
        about=order.about,
        known_at=made.clock.known_at,
        published_on=order.on or desk.today,
        title=document.title,
        document_no=order.document_no,
        corrects=order.corrects,
        replaces=order.replaces,
        program=__version__,
        rules=RULES_VERSION,
        wording_sha256=hashlib.sha256(made.office.text.encode()).hexdigest(),
        looks_sha256=hashlib.sha256(made.office.letterhead).hexdigest(),
        facts=text,
        fingerprint=pinned,
        reason=order.reason.strip(),
        entered=order.issue is not None,
        files=[*drafts, *(final.kept for final in finals)],
        changed_by_hand=changes,
    )
    number, moment = publications.add(session, made.plan, out, desk.actor, desk.now)
    lines += ["试运行，没有写入；发布时会："] if order.dry_run else []
    called = f"{out.year}年第{out.issue}期{series.label}"
    after = consequences.of(desk, session, made, order.kind, number, called, out.published_on, lock=order.lock)
    told_of = told_with(called, after.entries)
    entry = LogEntry(LogAction.PUBLISHED, out.published_on, moment, desk.actor, told_of, publication=number)
    ledger.append_all(session, made.plan, [(None, entry), *after.entries])
    lines.append(
        f"已发布第{number}号：{called}{'（补登）' if out.entered else ''}，{document.title}，数据指纹 {pinned}，"
        f"数据、底稿{'和定稿' if finals else ''}已存进数据库"
    )
    name = f"{called}_{order.kind.label}.docx"
    return Published((*lines, *after.lines), None if order.dry_run else number, name=name, draft=draft)


def _workbook(made: Made, kind: DocumentKind) -> Iterator[tuple[FileRole, str, bytes]]:
    """The workbook that goes with the document, where its kind has one."""
    if workbook := made.papers.get("xlsx"):
        from jytrack.reports.formats import xlsx

        yield FileRole.DRAFT, f"{kind.label}_底稿.xlsx", xlsx.render(workbook())


def _require_meant(desk: Desk, order: Order) -> None:
    """UsageError for options that do not go together."""
    again = f"jytrack report publish {order.kind.value}"
    if order.on and order.on > desk.today:
        raise UsageError(f"日期{date_text(order.on)}还没到；请写今天或以前，如 {again} --on {desk.today}")
    if order.replaces is not None and not order.reason.strip():
        raise UsageError(f"整份重发要写明原因：{again} --replaces {order.replaces} --reason 原因")
    if order.issue is not None and not order.reason.strip():
        raise UsageError(f"指定期号要写明原因：{again} --issue {order.issue} --reason 原因")
    if order.issue is not None and order.issue < 1:
        raise UsageError(f"期号从1起，不是 {order.issue}；用法见 {again} --help")
    if order.about and order.kind not in LETTERS:
        raise UsageError(f"--for 只用于催报单和督办函，{order.kind.label}不用写；用法见 {again} --help")
    corrects = order.kind is DocumentKind.CORRECTION
    if corrects is not (order.corrects is not None):
        what = "更正说明要写明更正第几号" if corrects else "--corrects 只用于更正说明"
        raise UsageError(f"{what}：jytrack report publish correction --corrects 号")


def _same(known: Sequence[Publication], order: Order, made: Made) -> Publication | None:
    """What is out of the same kind, period and receiver, or corrects the same, and neither withdrawn nor replaced."""
    wanted = (order.kind, made.clock.as_of, order.about, order.corrects)
    found = (each for each in reversed(in_use(known)) if (each.kind, each.as_of, each.about, each.corrects) == wanted)
    return next(found, None)


def _is_again(session: Session, same: Publication, made: Made, pinned: str, finals: Sequence[Final]) -> bool:
    """Whether it is the same file again, or without one the same figures."""
    if not finals:
        kept = frozen(session, same)
        return same.fingerprint == pinned or (bool(kept) and as_kept(made.shown(), kept) == kept)
    contents = {file.sha256 for file in same.files}
    return all(hashlib.sha256(final.content).hexdigest() in contents for final in finals)


def _require_free(known: Sequence[Publication], order: Order, made: Made, same: Publication | None) -> None:
    """InputRefused where the document is out already, or its issue taken; NotFound for what it cannot replace."""
    numbers = {each.number: each for each in known}
    for number in filter(None, (order.replaces, order.corrects)):
        if number not in numbers:
            raise NotFound(f"没有第{number}号发布；已发布的见 jytrack report issued")
    if order.replaces is not None and (same is None or same.number != order.replaces):
        raise InputRefused(
            f"第{order.replaces}号不是{_period(made)}{order.kind.label}在用的一份；已发布的见 jytrack report issued"
        )
    if same and order.kind is not DocumentKind.CORRECTION and order.replaces is None:
        mend = "" if order.kind in LETTERS else f"数有变动请发更正说明：jytrack report changes {same.number}；"
        raise InputRefused(
            f"{_period(made)}{order.kind.label}已发布（第{same.issue}期）；{mend}"
            f"整份重发加 --replaces {same.number} --reason"
        )
    if order.issue is not None:
        series = SERIES[order.kind]
        taken = [each for each in known if each.series is series and each.year == made.plan.year]
        if order.issue in {each.issue for each in taken}:
            raise InputRefused(
                f"{made.plan.year}年第{order.issue}期{series.label}已经有了；已发布的见 jytrack report issued"
            )


def _period(made: Made) -> str:
    """What it sums up; of a letter its day and whom or what it is about."""
    if told := made.pressed:
        return f"{date_text(made.clock.as_of)}{f'任务{told.task}' if told.task else told.department}的"
    return f"{made.plan.year}年{made.span.name}"


def _matched(session: Session, order: Order, made: Made, pinned: str, found: Stated) -> list[str]:
    """What is to be said of the fingerprint on the final; InputRefused where it is not that of the facts."""
    if not found.fingerprint:
        return []
    if found.fingerprint == pinned:
        return [f"定稿上的数据指纹 {pinned} 和重算的一致"]
    if order.issue is not None:
        return [f"定稿上的数据指纹是 {found.fingerprint}，按当时数据重算是 {pinned}，不一致；照登，两个都留着"]
    why = _since_the_draft(session, made.plan, made.clock.known_at)
    raise InputRefused(
        f"定稿上的数据指纹是 {found.fingerprint}，按同一时点重算是 {pinned}：出底稿以后{why}；"
        f"请重新出底稿：jytrack report {order.kind.value} --as-of {made.clock.as_of:%Y-%m} -o 底稿.docx"
    )


def _since_the_draft(session: Session, plan: Plan, known_at: datetime) -> str:
    """What changed that facts depend on besides what is recorded."""
    subjects = list(dict.fromkeys(each.subject for each in since.settings(session, plan, known_at)))
    if subjects:
        more = f"等{len(subjects)}项" if len(subjects) > 3 else ""
        return f"方案设置改过（{'、'.join(subjects[:3])}{more}）"
    return f"程序换过版本（现为 {__version__}），或底稿来自另一个数据库"


def _hand_lines(changes: Sequence[HandChange], finals: Sequence[Final]) -> list[str]:
    """What was changed by hand, a line each; that a file which is no Word file was not read."""
    added, missing = ([each for each in changes if each.added is side] for side in (True, False))
    lines = [f"定稿多出：{each.words}" for each in added[:_CHANGES_TOLD]]
    lines += [f"定稿多出的还有{len(added) - _CHANGES_TOLD}处"] if len(added) > _CHANGES_TOLD else []
    if missing:
        lines.append(f"底稿有、定稿没有：{'、'.join(each.number for each in missing[:_CHANGES_TOLD])}")
    if finals and not any(final.paper for final in finals):
        lines.append("定稿不是 .docx，没有核对里面的数")
    return lines
