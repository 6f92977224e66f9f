"""What an open transaction can do, whatever the engine: all that query modules know of a database.

The statements are written once for all engines (docs/architecture.md); what engines say differently is a method here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from jytrack.domain.sheets.records import Writer
from jytrack.store.values.canonical import Digest
from jytrack.store.values.guard import Guard

Value = str | int | bytes | None
"""What is stored and asked for: days and shares are text, quantities and moments whole numbers, files bytes."""


Proof = tuple[str, tuple[Value, ...]] | None
"""The question that finds a row if what a transaction wrote was kept; None where it wrote no row of its own."""


class Rows(Protocol):
    """What a statement found, row by row."""

    def __iter__(self) -> Iterator[Any]:
        """The rows, as they come."""

    def fetchone(self) -> Any:
        """The next row, None behind the last."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Catalog(Protocol):
    """What the database says of itself, one question a function."""

    def is_empty(self) -> bool:
        """Whether nothing has been made in it yet."""

    def tables(self) -> list[str]:
        """The names of all tables, in their order."""

    def views(self) -> dict[str, str]:
        """The statement that laid each view, by its name."""

    def columns(self, table: str) -> list[str]:
        """The columns of `table` in their order; none when there is no such table."""

    def statements(self) -> list[tuple[str, str]]:
        """The names of all tables, indexes and guards, in their order, and the statements that laid them."""

    def faulty(self, guards: Iterable[Guard]) -> Iterator[tuple[Guard, bool]]:
        """Those of `guards` that are not as they were laid, and whether they are missing altogether."""

    def given(self, log: str) -> int:
        """The highest number that was ever given to an entry of `log`, still there or not."""

    def writer(self) -> Writer | None:
        """Who writes at this moment, as far as the engine can tell."""

    def is_sound(self) -> bool:
        """Whether what holds the tables is undamaged."""

    def holds(self, check: str) -> bool:
        """Whether the engine lets in no row that the check of this name refuses, whatever was done to its files."""

    def dangling(self) -> list[tuple[str, str, int]]:
        """References to rows that are not there: from which table, to which, how many."""


class Wording(Protocol):
    """What engines say differently in views."""

    def figure(self, column: str, /) -> str:
        """A stored quantity, in whole ten-thousandths, as a decimal."""

    def moment(self, column: str, /) -> str:
        """A stored moment, in microseconds, as an ISO time of the office's zone, as Python writes it."""

    def month(self, column: str, /) -> str:
        """A stored period, the number yyyymm, as 2023-06."""

    def listed(self, name: str, query: str, /) -> str:
        """The column `name` of the rows of `query`, in their order, as one text."""

    def statement(self, name: str, query: str, /) -> str:
        """The statement that lays the view `name`."""


class Session(Protocol):
    """One open transaction, which queries use and only the engine ends.

    It is a connection of its driver too, so that models and migrations can work in it (`models`), and its `commit` and
    `rollback` do nothing, so that they cannot end it. `keep`: whether the change is to be committed at the end.
    """

    keep: bool
    streamed: list[Digest | None]
    """For each writer of readings the digest made while it wrote, None where there is none (`sheets.streaming`)."""
    plans: dict[str, int]
    """The rows of the plans that were asked for, by code."""
    named: dict[tuple[str, str], dict[str, int]]
    """The rows that were asked for by table and region, by the names in the region."""
    known: dict[tuple[str, int], list[Any]]
    """What was found of all that was known at a moment, by statement and moment (`moments.as_known`)."""
    proof: Proof
    """By what the transaction can be told from another of its number (`engines.postgres`)."""
    dialect: str
    """The name by which SQLAlchemy knows the engine."""

    @property
    def says(self) -> Wording:
        """What views say in the words of the engine."""

    @property
    def catalog(self) -> Catalog:
        """What the database says of itself in this transaction."""

    def execute(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = (), /) -> Rows:
        """The rows that the statement finds; `values` stand for `?` in it, or for `:name`."""

    def now(self, machine: datetime) -> datetime:
        """The moment by the clock that all who write share: a server's, of a file that of the `machine`."""

    def lift_guards(self) -> None:
        """Take away all guards before the schema changes; `lay_guards` lays them again, in the same transaction."""

    def lay_guards(self, guards: Iterable[Guard], logs: Iterable[str]) -> None:
        """Lay all `guards`, and what else the engine keeps: the numbers given to entries of `logs`, rights."""

    def lenient(self) -> None:
        """From now on hand out texts that are not UTF-8 as well, what cannot be read in them as lone surrogates."""

    def is_refusal(self, error: Exception) -> bool:
        """Whether the driver says that the disk, the file, another writer or a constraint refused."""

    def next_number(self, log: str) -> int:
        """The number of the next entry of `log`: after all that were ever given, so that a lost end is noticed."""

    def insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        shared: Mapping[str, Value] | None = None,
    ) -> None:
        """Insert `rows` of `columns`, many at once; `shared` is what all rows have in common, by column."""

    def insert_new(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]], shared: Mapping[str, Value]
    ) -> int:
        """The same of the rows whose key is still free, of two with one key the first; how many they were."""

    def on_record(
        self, table: str, key: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[Value]], standing: str
    ) -> int:
        """How many of `rows`, of `key` and `columns`, agree with what stands in `table` at their key.

        A row agrees where it states nothing. `standing` is the condition on the row r of the table; with it a key has
        one row at most.
        """

    def lay_view(self, statement: str) -> None:
        """Lay a view, so that the catalogue knows its statement again."""

    def joined(self, value: str, by: str) -> str:
        """The SQL for the values of a group as one text, with commas, in the order of `by`.

        `by` is the order in which the rows come when the table is read along its key.
        """
