"""Whether what is kept of published documents is what was kept: asked by `db check`, of any revision that has them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from jytrack.domain.documents.publication import Publication, told_with
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import day_in
from jytrack.domain.values.words import LogAction
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.documents import publications
from jytrack.store.plan import ledger

PUBLISHING = "0014"
"""The revision that brought published documents."""

_AFTERWARDS = (LogAction.PUBLICATION_WITHDRAWN, LogAction.PUBLICATION_REGISTERED)
_TOLD = "SELECT publication_id, count(*) FROM task_log WHERE action = 'published' GROUP BY publication_id"


def printed(session: Session, code: str) -> tuple[int, str, datetime, bool] | None:
    """The document whose fingerprint is `code`: its number, what it is called, when, and whether all of it is sound.

    Of several of one fingerprint the last: it went out again unchanged.
    """
    found = [each for each in publications.load(session) if each.fingerprint == code]
    if not found:
        return None
    last = found[-1]
    sound = publications.facts(session, last) is not None and all(
        contents.load(session, file.sha256) is not None for file in last.files
    )
    return last.number, called(last), last.recorded_at, sound


def called(publication: Publication) -> str:
    """The document with its day: 第 7 号（2023年第2期通报，7月10日）."""
    return (
        f"第{publication.number}号（{publication.called}，{day_in(publication.published_on, publication.year)}发布"
        f"{'，已收回' if publication.withdrawn else ''}）"
    )


def files(session: Session) -> dict[str, str]:
    """What each kept file is called, by its hash; whether it is sound is for who keeps contents to say."""
    return {
        file.sha256: f"{called(each)}的{file.role.label}“{file.name}”"
        for each in publications.load(session)
        for file in each.papers
    }


def faults(session: Session) -> Iterator[str]:
    """What is wrong with documents: figures that are others, entries that lack, unexplained gaps between issues."""
    known = publications.load(session)
    told = dict(session.execute(_TOLD))
    for each in known:
        if publications.facts(session, each) is None:
            yield f"{called(each)}的数据不是原来的了"
        if told.get(each.number) != 1:
            yield f"{called(each)}在督办日志里没有对应的一条"
    yield from _unfollowed(session, known)
    for number in sorted(set(told) - {each.number for each in known}, key=str):
        yield f"督办日志记着第{number}号发布，数据库里没有这一号"
    yield from _gaps(known)


def _unfollowed(session: Session, known: Iterable[Publication]) -> Iterator[str]:
    """Documents of which the log tells that something followed, a lock or a milestone, that it does not hold."""
    by_number = {each.number: each for each in known}
    for plan in sorted({each.plan for each in by_number.values()}):
        found: dict[int, list[tuple[int | None, LogEntry]]] = {}
        for no, entry in ledger.about_documents(session, plan_id(session, plan)):
            if entry.publication in by_number and entry.action not in _AFTERWARDS:
                found.setdefault(entry.publication, []).append((no, entry))
        for number, entries in found.items():
            said = next((entry.note for _, entry in entries if entry.action is LogAction.PUBLISHED), "")
            each = by_number[number]
            followed = [(no, entry) for no, entry in entries if entry.action is not LogAction.PUBLISHED]
            # Earlier programs did not tell what followed.
            if said not in ("", each.called, told_with(each.called, followed)):
                yield f"{called(each)}随发布登记的在督办日志里不全：{said.removeprefix(each.called).lstrip('；')}"


def _gaps(known: list[Publication]) -> Iterator[str]:
    """The issues that are missing between others, where no issue after them was given by hand."""
    series: dict[tuple[str, str, int], list[Publication]] = {}
    for each in known:
        series.setdefault((each.plan, each.series, each.year), []).append(each)
    for found in series.values():
        issues = {each.issue for each in found}
        for each in found:
            missing = each.issue - 1
            if missing and missing not in issues and not each.entered:
                yield f"{each.year}年第{missing}期{found[0].series.label}不在数据库里，第{each.issue}期在"
