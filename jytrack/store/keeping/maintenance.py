"""The database as a thing: what it holds, whether it is sound."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from jytrack.domain.sheets.records import DatabaseCheck, DatabaseInfo
from jytrack.domain.values.log import Evidence
from jytrack.domain.values.valueclass import valueclass
from jytrack.drafts import left_behind
from jytrack.errors import DatabaseProblem
from jytrack.store.database import chain, contents, guards, recount, views
from jytrack.store.database.database import Database
from jytrack.store.database.moments import ahead
from jytrack.store.database.schema import head_revision, stored_revision
from jytrack.store.delivery import texts
from jytrack.store.documents import issued
from jytrack.store.engines.engine import engine_at
from jytrack.store.engines.session import Session
from jytrack.store.keeping import printed
from jytrack.store.plan import ledger
from jytrack.store.plan.plans import plan_codes
from jytrack.store.supervision import evidence
from jytrack.store.values.address import Address, File, address_of
from jytrack.store.values.encoding import SHANGHAI, moment_of

NAMES_EVIDENCE = "0003"
"""The revision whose log first names files."""


@valueclass
class _Packed:
    """The files that belong to a database in a backup, whose hashes were all compared, or inside its database."""

    kept: Collection[str]
    inside: evidence.Shelf

    def is_kept(self, sha256: str) -> bool:
        """Whether what has this hash is in it."""
        return sha256 in self.kept or self.inside.is_kept(sha256)

    def fault(self, file: Evidence) -> str:
        """What is wrong with a file of evidence."""
        return "" if self.is_kept(file.sha256) else "不在备份里"


Files = evidence.Shelf | _Packed

_MOST_NAMED = 20
"""So many values that cannot be read are named one by one at most."""


def info(where: Address | Path) -> DatabaseInfo:
    """What the database at `where` holds; the errors are those of opening it."""
    database = Database(where)
    with database.reading() as session:
        counts = {
            name: session.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a name of ours
            for name in session.catalog.tables()
            if name != "alembic_version"
        }
        (last,) = session.execute("SELECT max(recorded_at) FROM import_batch").fetchone()
        return DatabaseInfo(
            path=str(database.where),
            size=engine_at(database.where).size(),
            revision=head_revision(),
            plans=plan_codes(session),
            counts=counts,
            last_import=None if last is None else moment_of(last),
            log=ledger.end(session),
            chain=chain.end(session),
            writer=session.catalog.writer(),
        )


def check(where: Address | Path, codes: Sequence[str] = (), now: datetime | None = None) -> DatabaseCheck:
    """What is wrong with the database at `where`, and what became of the record behind pages with the `codes`.

    Looked at are the file's own structure, every value, references between rows, the history of each reading, the
    guards that refuse changes, the chain of the task log, the chain of all acts with what each wrote, moments recorded
    that lie after `now` (None: the clock's), the evidence files beside the database, and what killed programs left.
    DatabaseProblem for a file that cannot be opened as jytrack's.
    """
    where = address_of(where)
    found = _looked_through(where, codes, now)
    if not isinstance(where, File):  # what belongs to it is inside it
        return found
    path, folder = where.path, evidence.folder_of(where.path)
    if found.log is None:  # the file is damaged
        return found
    unnamed: Sequence[Path] = ()
    if own_revision(path) >= NAMES_EVIDENCE:
        with engine_at(File(path)).reading() as session:
            unnamed = evidence.unnamed(session, folder)
    left = (*left_behind(path.absolute().parent), *left_behind(folder))
    return replace(found, left=left, unnamed=tuple(unnamed))


def check_copy(copy: Path, kept: Collection[str], codes: Sequence[str], now: datetime) -> DatabaseCheck:
    """The same of a copy of a database whose evidence and texts stand elsewhere, sound, by the hashes `kept`."""
    found = _looked_through(File(copy), codes, now, kept)
    return replace(found, bundled=len(kept))


def _looked_through(
    where: Address, codes: Sequence[str], now: datetime | None, packed: Collection[str] | None = None
) -> DatabaseCheck:
    """What is wrong within the database and with the files that belong to it, by the hashes `packed` in a backup."""
    revision = own_revision(where)
    path, folder = str(where), str(evidence.folder_of(where.path)) if isinstance(where, File) else ""
    with engine_at(where).reading() as session:
        shelf = evidence.Shelf(where, session)
        files = shelf if packed is None else _Packed(packed, evidence.Shelf(None, session))
        damage = _damage(session, revision)
        if damage:
            return DatabaseCheck(path, folder, tuple(damage))
        broken = list(ledger.broken_entries(session))
        chained = revision >= recount.CHAINED
        faults = list(recount.faults(session)) if chained else []
        return DatabaseCheck(
            path,
            folder,
            tuple(_wrong(session, revision, broken, faults)),
            tuple(_lost(session, revision, files)),
            ledger.end(session),
            tuple(printed.page(session, code, broken, faults, revision=revision) for code in codes),
            tuple(ahead(session, now or datetime.now(SHANGHAI))),
            chain=chain.end(session) if chained else None,
        )


def lacks_evidence(path: Path) -> bool:
    """Whether evidence that the log names is not beside the database at `path`, or not as it came."""
    revision = own_revision(path)
    with engine_at(File(path)).reading() as session:
        return any(_lost(session, revision, evidence.Shelf(path, session)))


def own_revision(where: Address | Path) -> str:
    """The revision of a database of ours, whatever it is; DatabaseProblem for any other."""
    where = address_of(where)
    with engine_at(where).reading() as session:
        revision = stored_revision(session, where)
    if revision is None:
        raise DatabaseProblem(f"数据库 {where} 还是空的，请先运行 jytrack init")
    return revision


def _wrong(session: Session, revision: str, broken: Sequence[int], faults: Sequence[recount.Fault]) -> Iterator[str]:
    """What is wrong within a file that is not damaged.

    `broken` are the entries that break the log's chain, `faults` what is not as its act wrote it; of these, what is
    named more closely is not told twice.
    """
    from jytrack.store.database import diagnosis

    yield from islice(diagnosis.misfits(session), _MOST_NAMED)
    yield from diagnosis.dangling(session)
    if torn := recount.torn_histories(session):
        yield f"有{torn}个填报数的更正历史前后不接"
    named = {"task_log", "task_evidence"} if broken else set()
    for name, missing in guards.faulty(session, revision):
        named.add(chain.SCHEMA)
        yield f"防改触发器{'缺失' if missing else '被改动'}：{name}"
    if revision == head_revision():
        for name, missing in views.faulty(session):
            yield f"视图{'缺失' if missing else '被改动'}：{name}；重建请运行 jytrack init"
    if "content" in session.catalog.tables():
        whose = issued.files(session) if revision >= issued.PUBLISHING else {}
        for sha256, what in contents.faults(session):
            yield f"{whose.get(sha256, f'留存的原件 {sha256} ')}{what}"
    if revision >= issued.PUBLISHING:
        yield from issued.faults(session)
    for number in broken:
        yield f"督办日志第{number}条被改动，或它之前有缺失"
    for fault in faults:
        if fault.subject not in named:
            yield diagnosis.not_as_written(fault)


def _lost(session: Session, revision: str, files: Files) -> Iterator[str]:
    """Evidence that the log names, and texts that were sent, that are gone or altered."""
    if revision < NAMES_EVIDENCE:
        return
    for no, file in evidence.named(session):
        if wrong := files.fault(file):
            yield f"{'归属决定' if no is None else f'任务{no}'}的材料“{file.name}”{wrong}（{file.sha256}）"
    if revision >= texts.SINCE:
        yield from texts.lost(session, files.is_kept)


def _damage(session: Session, revision: str) -> list[str]:
    """Damage to the file itself, or missing tables, which make looking further useless."""
    if not session.catalog.is_sound():
        return ["文件已损坏，没法再往下查"]
    from jytrack.store.database.diagnosis import missing

    session.lenient()
    return list(missing(session)) if revision == head_revision() else []
