"""Backups of a database on a server, which are files that any jytrack opens, and such files put in its place."""

from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from jytrack.drafts import drafted_folder, filling
from jytrack.errors import OutputProblem, os_reason
from jytrack.store.database import schema
from jytrack.store.keeping import backups, bundle, transfer
from jytrack.store.supervision import evidence
from jytrack.store.values.address import Server
from jytrack.store.values.encoding import SHANGHAI


def backup(where: Server, target: Path) -> backups.BackedUp:
    """Copy the database to the new file `target`, a database file or a .zip with one; evidence stands inside it."""
    try:
        with transfer.as_file(where, target.absolute().parent) as copy:
            return backups.backup(copy, target)
    except OSError as error:
        raise OutputProblem(
            f"文件 {target} 写不进（{os_reason(error)}）；请检查空间和权限，或换个位置：jytrack db backup 文件"
        ) from None


def restore(where: Server, source: Path) -> str | None:
    """Put the sound backup `source` in the place of the schema; the schema that what stood there is kept in."""
    aside = f"{where.schema}_replaced_{datetime.now(SHANGHAI):%Y%m%d_%H%M%S}"
    with drafted_folder(Path(gettempdir())) as folder:
        copy = folder / "jytrack.db"
        if bundle.is_bundle(backups.file_of(source)):
            proofs = evidence.folder_of(copy)
            proofs.mkdir()
            with bundle.opened(source) as opened:
                for name in opened.sums:
                    place = copy if name == bundle.DATABASE else proofs / name.removeprefix(bundle.EVIDENCE)
                    with filling(place) as file:
                        opened.unpack(name, file)
        else:
            backups.backup(source, copy)
            proofs = evidence.folder_of(source)
        backups.require_restorable(copy, source)
        schema.upgrade(copy)
        return aside if transfer.into_server(where, copy, proofs, aside) else None
