"""How many rows of a sheet became what, as every page about imports counts them."""

from typing import Protocol

from jytrack.reports.values.document import Cell, Column
from jytrack.reports.values.json_values import JsonObject

COUNTS = (
    Column("新增", right=True),
    Column("未变", right=True),
    Column("更正", right=True),
    Column("退回", right=True),
)


class Counted(Protocol):
    """A sheet whose rows are counted: one just read, or one of an act on record."""

    @property
    def new(self) -> int:
        """Rows of which nothing was on record."""

    @property
    def unchanged(self) -> int:
        """Rows that say what is on record."""

    @property
    def corrected(self) -> int:
        """Rows that replace what is on record."""

    @property
    def rejected(self) -> int:
        """Rows that were refused."""


def count_cells(of: Counted) -> tuple[Cell, ...]:
    """The counts under `COUNTS`."""
    return of.new, of.unchanged, of.corrected, of.rejected


def json_counts(of: Counted) -> JsonObject:
    """The same for programs."""
    return {"new": of.new, "unchanged": of.unchanged, "corrected": of.corrected, "rejected": of.rejected}
