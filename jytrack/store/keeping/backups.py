"""Copies of the database as a whole: made while others write, looked through, and put in its place."""

import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from jytrack.domain.sheets.records import DatabaseCheck
from jytrack.domain.values.valueclass import valueclass
from jytrack.drafts import drafted, filling, put_new, put_over
from jytrack.errors import DatabaseProblem, OutputProblem, UsageError, os_reason
from jytrack.store.database.schema import head_revision, too_new
from jytrack.store.delivery import texts
from jytrack.store.engines.engine import engine_at, file_engine
from jytrack.store.keeping import bundle, maintenance
from jytrack.store.supervision import evidence
from jytrack.store.values.address import File
from jytrack.store.values.encoding import SHANGHAI


@valueclass
class BackedUp:
    """What a backup holds: how many files that belong to it, and how many more are named and could not be packed."""

    path: Path
    evidence: int
    lost: int = 0


def backup(path: Path, target: Path) -> BackedUp:
    """Copy the database at `path`, in use or not, to the new file `target`, which appears whole.

    A .zip holds the evidence and the sent texts as well; any other file is a database and nothing else.
    OutputProblem if the file exists; DatabaseProblem for a damaged database, of which a copy would be no backup.
    """
    maintenance.own_revision(path)
    engine = file_engine(path)
    with engine.reading() as session:
        if not session.catalog.is_sound():
            raise DatabaseProblem(f"数据库 {path} 已损坏，没有备份；请从以前的备份恢复：jytrack db restore 备份文件")
    if target.suffix.lower() != ".zip":
        engine.copy_to(target)
        return BackedUp(target, 0)
    with _writing(target):
        if target.exists():
            raise FileExistsError
        with engine.copied(target.absolute().parent) as copy, drafted(target.absolute().parent) as draft:
            sound, lost = _belonging(copy, evidence.folder_of(path))
            with filling(draft) as file:
                bundle.write(file, copy, sound)
            draft.chmod(stat.S_IMODE(copy.stat().st_mode))
            put_new(draft, target)
    return BackedUp(target, len(sound), lost)


def check(source: Path, codes: Sequence[str], now: datetime) -> DatabaseCheck:
    """What is wrong with the backup `source`, a .zip or a database; nothing of it is left unpacked.

    DatabaseProblem for a .zip that is not whole, or not as it was packed.
    """
    if not bundle.is_bundle(source):
        return maintenance.check(file_of(source), codes, now)
    folder = Path(gettempdir())
    with bundle.opened(source) as opened, ExitStack() as stack:
        with _told(folder):
            copy = stack.enter_context(drafted(folder))
            with filling(copy) as file:
                opened.unpack(bundle.DATABASE, file)
        for sha256 in opened.evidence:
            opened.unpack(bundle.EVIDENCE + sha256)
        with _inside(source):
            return replace(maintenance.check_copy(copy, set(opened.evidence), codes, now), path=str(source))


def require_backup(source: Path) -> None:
    """UsageError where there is no such file."""
    file_of(source)


def restore(path: Path, source: Path) -> Path | None:
    """Put the sound backup `source` in the place of the database, and return where the replaced file is kept.

    The evidence in a .zip is put beside the database before; what stands there stays. UsageError when there is no such
    backup; DatabaseProblem when it is not sound or newer than the program.
    """
    if path.exists() and file_of(source).samefile(path):
        raise _no_backup(source)
    engine, now = file_engine(path), datetime.now(SHANGHAI)
    if not bundle.is_bundle(file_of(source)):
        require_restorable(source)
        return engine.replace_by(source, now)
    folder = path.absolute().parent
    with bundle.opened(source) as opened, ExitStack() as stack:
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            copy = stack.enter_context(drafted(folder))
            with filling(copy) as file:
                opened.unpack(bundle.DATABASE, file)
        with _inside(source):
            require_restorable(copy)
        for sha256 in opened.evidence:  # all of it is looked at before any of it is put anywhere
            opened.unpack(bundle.EVIDENCE + sha256)
        for sha256 in opened.evidence:
            _put_back(opened, sha256, path)
        return engine.replace_by(copy, now)


def _put_back(opened: bundle.Bundle, sha256: str, database: Path) -> None:
    """Put one file of evidence where it belongs, unless it is there as it came."""
    folder = evidence.folder_of(database)
    if evidence.is_kept(sha256, folder):
        return
    with _told(folder):
        rights = evidence.make_folder(folder, database)
        with drafted(folder) as draft:
            with filling(draft) as file:
                opened.unpack(bundle.EVIDENCE + sha256, file)
            draft.chmod(rights)
            put_over(draft, folder / sha256)


def _belonging(copy: Path, folder: Path) -> tuple[dict[str, Path], int]:
    """The evidence and the sent texts that the copy names: where each is kept by its hash; how many are not there."""
    sound: dict[str, Path] = {}
    lost = 0
    revision = maintenance.own_revision(copy)
    with engine_at(File(copy)).reading() as session:
        if revision >= maintenance.NAMES_EVIDENCE:
            for _, file in evidence.named(session):
                if evidence.is_inside(session, file.sha256):
                    continue  # it came from a server
                if evidence.fault(file, folder):
                    lost += 1
                else:
                    sound[file.sha256] = folder / file.sha256
        for _, sha256 in texts.named(session) if revision >= texts.SINCE else ():
            if evidence.is_kept(sha256, folder):
                sound[sha256] = folder / sha256
            elif not evidence.is_inside(session, sha256):
                lost += 1
    return sound, lost


def require_restorable(source: Path, named: Path | None = None) -> None:
    """Refuse a database that is not sound or newer than the program; evidence is another matter.

    `named` is what the clerk knows it by.
    """
    told = named or source
    revision, head = maintenance.own_revision(source), head_revision()
    if revision > head:
        raise too_new(File(told), revision, head)
    if maintenance.check(source).wrong:
        raise DatabaseProblem(f"备份 {told} 有问题，没有恢复；详情见 jytrack db check {told}")


def file_of(source: Path) -> Path:
    """A backup that is there."""
    if not source.is_file():
        raise _no_backup(source)
    return source


def _no_backup(source: Path) -> UsageError:
    """There is no backup there, or it is the database itself."""
    return UsageError(f"没有备份文件 {source}，请用 jytrack db restore 备份文件 指定一个")


@contextmanager
def _inside(source: Path) -> Iterator[None]:
    """Meanwhile what is wrong with the copy of a database out of `source` is told of that."""
    try:
        yield
    except DatabaseProblem as error:
        raise bundle.refused(source, f"里面的数据库有问题，详情见 jytrack db check {source}") from error


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Meanwhile what the disk refuses is told of the new file `target`."""
    try:
        yield
    except FileExistsError:
        raise OutputProblem(f"文件 {target} 已存在，不覆盖；请换个文件名：jytrack db backup 文件") from None
    except OSError as error:
        raise OutputProblem(
            f"文件 {target} 写不进（{os_reason(error)}）；请检查磁盘空间和文件夹权限，或换一个位置"
        ) from None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Meanwhile what the disk refuses is told of the `folder` into which a backup is unpacked."""
    try:
        yield
    except OSError as error:
        raise OutputProblem(f"备份解不到 {folder}（{os_reason(error)}）；请检查磁盘空间和文件夹权限") from None
