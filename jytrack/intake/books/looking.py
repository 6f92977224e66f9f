"""How the sheets of a workbook of any kind look, where its format is known to us."""

import struct

from jytrack.intake.books.archive import Archive
from jytrack.intake.books.looks import Looks
from jytrack.intake.books.ods import is_ods
from jytrack.intake.books.ods_looks import ods_looks
from jytrack.intake.books.outline import Unreadable
from jytrack.intake.books.xls import SIGNATURE
from jytrack.intake.books.xls_looks import xls_looks


def looks_of(raw: bytes) -> dict[str, Looks]:
    """How the sheets of the .xls or .ods workbook `raw` look, by name; {} where nothing is known of it.

    Looks are no figures: what is broken in them costs the looks alone.
    """
    try:
        if raw.startswith(SIGNATURE):
            return xls_looks(raw)
        archive = Archive(raw) if raw.startswith(b"PK") else None
        return ods_looks(archive) if archive and is_ods(archive) else {}
    except (Unreadable, struct.error, LookupError, ValueError):
        return {}
