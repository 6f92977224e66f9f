"""Documents that went out: written once, and read back with what the log said of them afterwards."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from jytrack.domain.documents.publication import FileRole, HandChange, KeptFile, Publication, Series, Told
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.database.moments import next_moment
from jytrack.store.values.encoding import FOREVER, date_of, moment_number, moment_of, sound, word_of
from jytrack.store.values.grouping import grouped

_COLUMNS = (
    "kind", "series", "year", "issue", "as_of", "about", "known_at", "recorded_at", "recorded_by", "published_on",
    "title", "document_no", "corrects_id", "replaces_id", "program", "rules", "wording_sha256", "looks_sha256",
    "facts_sha256", "fingerprint", "reason", "entered",
)  # fmt: skip
_ROWS = f"""
SELECT b.id, p.code, {", ".join(f"b.{column}" for column in _COLUMNS)}
FROM publication b JOIN plan p ON p.id = b.plan_id WHERE b.recorded_at <= ? {{which}} ORDER BY b.id
"""  # noqa: S608 - our own names
_FACTS = "数据.json.zlib"
_MOST_FACTS = 200 * 1024**2
_FILES = "SELECT publication_id, role, name, sha256 FROM publication_file ORDER BY publication_id, position"
_CHANGES = "SELECT publication_id, added, number, words FROM publication_difference ORDER BY publication_id, position"
_TOLD = """
SELECT publication_id, action, recorded_at, recorded_by, happened_on, note FROM task_log
WHERE action IN ('publication_withdrawn', 'publication_registered') AND recorded_at <= ? ORDER BY id
"""


@valueclass
class Outgoing:
    """A document as it is to be kept: all that its row says, its facts as text, its files in their order."""

    kind: DocumentKind
    series: Series
    year: int
    issue: int
    as_of: date
    about: str
    known_at: datetime
    published_on: date
    title: str
    document_no: str
    corrects: int | None
    replaces: int | None
    program: str
    rules: str
    wording_sha256: str
    looks_sha256: str
    facts: str
    fingerprint: str
    reason: str
    entered: bool
    files: Sequence[tuple[FileRole, str, bytes]]
    changed_by_hand: Sequence[HandChange] = ()


def add(session: Session, plan: Plan, out: Outgoing, who: str, now: datetime) -> tuple[int, datetime]:
    """Keep a document; its number, and the moment at which the log is to tell of it."""
    number, stored = session.next_number("publication"), next_moment(session, now)
    moment, facts = moment_of(stored), out.facts.encode()
    kept = [*out.files, (FileRole.FACTS, _FACTS, zlib.compress(facts))]
    values = (
        out.kind.value, out.series.value, out.year, out.issue, out.as_of.isoformat(), out.about,
        moment_number(out.known_at), stored, who, out.published_on.isoformat(), out.title, out.document_no,
        out.corrects, out.replaces, out.program, out.rules, out.wording_sha256, out.looks_sha256,
        hashlib.sha256(facts).hexdigest(),
        out.fingerprint, out.reason, int(out.entered),
    )  # fmt: skip
    row = (number, plan_id(session, plan.code), *values)
    session.insert("publication", ("id", "plan_id", *_COLUMNS), [row])
    files = [
        (position, role.value, name, contents.keep(session, content, moment))
        for position, (role, name, content) in enumerate(kept, 1)
    ]
    whose = {"publication_id": number}
    session.insert("publication_file", ("position", "role", "name", "sha256"), files, whose)
    changes = [
        (position, int(each.added), each.number, each.words) for position, each in enumerate(out.changed_by_hand, 1)
    ]
    session.insert("publication_difference", ("position", "added", "number", "words"), changes, whose)
    return number, moment


def load(session: Session, plan: Plan | None = None, known_at: datetime | None = None) -> list[Publication]:
    """The documents of `plan`, or of all plans, that had gone out by the moment, the first one first."""
    until = FOREVER if known_at is None else moment_number(known_at)
    which, values = ("", ()) if plan is None else ("AND b.plan_id = ?", (plan_id(session, plan.code),))
    rows = session.execute(_ROWS.format(which=which), (until, *values)).fetchall()
    if not rows:
        return []
    files = grouped(_files(session))
    changes = grouped(
        (number, HandChange(bool(added), what, words))
        for number, added, what, words in sound(session.execute(_CHANGES))
    )
    told = grouped(
        (number, (word_of(LogAction, action), Told(moment_of(at), by, date_of(on), note)))
        for number, action, at, by, on, note in sound(session.execute(_TOLD, (until,)))
    )
    return [_publication(row, files[row[0]], changes[row[0]], told[row[0]]) for row in sound(rows)]


def facts(session: Session, publication: Publication) -> str | None:
    """The figures behind a document as they were kept; None where they are not what they were."""
    deflated = contents.load(session, publication.facts.sha256)
    if deflated is None:
        return None
    found = zlib.decompressobj().decompress(deflated, _MOST_FACTS)
    return found.decode() if hashlib.sha256(found).hexdigest() == publication.facts_sha256 else None


def next_issue(session: Session, plan: Plan, series: Series, year: int) -> int:
    """The issue after the last of the series and year."""
    (last,) = session.execute(
        "SELECT coalesce(max(issue), 0) FROM publication WHERE plan_id = ? AND series = ? AND year = ?",
        (plan_id(session, plan.code), series.value, year),
    ).fetchone()
    return int(last) + 1


def has_any(session: Session) -> bool:
    """Whether anything ever went out."""
    return session.execute("SELECT 1 FROM publication LIMIT 1").fetchone() is not None


def _files(session: Session) -> Iterator[tuple[int, KeptFile]]:
    for number, role, name, sha256 in sound(session.execute(_FILES)):
        yield number, KeptFile(word_of(FileRole, role), name, sha256)


def _publication(
    row: Sequence[Any],
    files: tuple[KeptFile, ...],
    changes: tuple[HandChange, ...],
    told: tuple[tuple[LogAction, Told], ...],
) -> Publication:
    """One document; of several withdrawals the first counts."""
    number, plan, kind, series, year, issue, as_of, about, known_at, at, by, on, title, document_no, *rest = row
    corrects, replaces, program, rules, wording, looks, facts, fingerprint, reason, entered = rest
    taken = [each for action, each in told if action is LogAction.PUBLICATION_WITHDRAWN]
    return Publication(
        number=number,
        plan=plan,
        kind=word_of(DocumentKind, kind),
        series=word_of(Series, series),
        year=year,
        issue=issue,
        as_of=date_of(as_of),
        known_at=moment_of(known_at),
        recorded_at=moment_of(at),
        recorded_by=by,
        published_on=date_of(on),
        title=title,
        document_no=document_no,
        about=about,
        corrects=corrects,
        replaces=replaces,
        program=program,
        rules=rules,
        wording_sha256=wording,
        looks_sha256=looks,
        facts_sha256=facts,
        fingerprint=fingerprint,
        reason=reason,
        entered=bool(entered),
        files=files,
        changed_by_hand=changes,
        withdrawn=taken[0] if taken else None,
        registered=tuple(each for action, each in told if action is LogAction.PUBLICATION_REGISTERED),
    )
