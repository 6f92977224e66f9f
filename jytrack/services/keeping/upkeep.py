"""The database as a thing to look after: what it holds, whether it is sound, copies of it."""

from collections.abc import Sequence
from pathlib import Path

from jytrack.drafts import remove_left_behind
from jytrack.errors import OutputProblem, UsageError, os_reason
from jytrack.reports.keeping import database as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.keeping import backups, maintenance, rights
from jytrack.store.supervision import evidence
from jytrack.store.values.address import File, address_of


def info(desk: Desk) -> Answer:
    """Where the database is and what it holds."""
    return Answer(report.info_report(maintenance.info(desk.where)))


def check(desk: Desk, codes: Sequence[str] = (), source: Path | None = None) -> Answer:
    """Whether the database is sound and its log holds the `codes` of printed pages; what is wrong is a finding.

    `source`: the backup to look through in its place.
    """
    found = backups.check(source, codes, desk.now) if source else maintenance.check(desk.where, codes, desk.now)
    return Answer(report.check_report(found), findings=not found.sound)


def backup(desk: Desk, target: Path | None, folder: Path | None = None) -> backups.BackedUp:
    """Copy the database to `target`, by default a dated .zip in `folder` or beside it; what the copy holds."""
    where = address_of(desk.where)
    if target is None:
        folder = folder or (where.path.parent if isinstance(where, File) else Path.cwd())
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputProblem(
                f"备份文件夹 {folder} 用不了（{os_reason(error)}）；"
                "请改 JYTRACK_BACKUPS，或写明文件：jytrack db backup 文件"
            ) from None
        stem = where.path.stem if isinstance(where, File) else where.schema
        target = folder / f"{stem}-{desk.now:%Y%m%d-%H%M%S}.zip"
    if isinstance(where, File):
        return backups.backup(where.path, target)
    from jytrack.store.keeping import moving  # which loads the models

    return moving.backup(where, target)


def tidy(desk: Desk) -> int:
    """Remove the drafts that killed programs left beside the database and in its evidence; how many they were."""
    maintenance.info(desk.path)  # nothing is removed beside what is no database of ours
    return remove_left_behind(desk.path.absolute().parent) + remove_left_behind(evidence.folder_of(desk.path))


def evidence_folder(desk: Desk) -> Path | None:
    """Where the evidence files are, which a copy of the database does not hold; None while there are none."""
    if not isinstance(address_of(desk.where), File):
        return None
    folder = evidence.folder_of(desk.path)
    return folder if evidence.is_used(folder) else None


def require_backup(source: Path) -> None:
    """UsageError where there is no backup `source`, told before anybody is asked whether it may replace anything."""
    backups.require_backup(source)


def restore(desk: Desk, source: Path) -> str | None:
    """Put the backup `source` in the database's place; where what was replaced is kept."""
    where = address_of(desk.where)
    if not isinstance(where, File):
        from jytrack.store.keeping import moving

        return moving.restore(where, source)
    kept = backups.restore(where.path, source)
    return str(kept) if kept else None


def grant(desk: Desk, login: str, *, writes: bool) -> None:
    """Let `login` read the database on the server, or also write; UsageError for a file."""
    where = address_of(desk.where)
    if isinstance(where, File):
        raise UsageError(
            f"数据库 {where} 是文件，谁能用由文件夹的权限管；服务器上的库才用：jytrack --db 'postgresql://…' db grant"
        )
    rights.grant(where, login, writes=writes)


def lacking_evidence(desk: Desk) -> Path | None:
    """Where evidence has to be put back that the log names; None where it is all there."""
    if not isinstance(address_of(desk.where), File):
        return None
    return evidence.folder_of(desk.path) if maintenance.lacks_evidence(desk.path) else None
