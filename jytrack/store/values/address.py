"""Where a database is; said in messages as the clerk wrote it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class File:
    """A database that is one file, with its evidence in a folder beside it."""

    path: Path

    def __str__(self) -> str:
        """How the file is named in messages."""
        return str(self.path)


Address = File
"""All the places that a database may be in; a server will be another."""


def address_of(where: Address | Path) -> Address:
    """The place that is meant: a path alone is that of a file."""
    return File(where) if isinstance(where, Path) else where
