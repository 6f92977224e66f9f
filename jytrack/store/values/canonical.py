"""The digest over rows of a table, the same whatever engine holds them and however many are handed over at a time."""

import hashlib
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from jytrack.store.values.encoding import STORED

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

_NOTHING = -(2**63)
"""What stands for NULL: a number that no column holds. A text begins with this and one more than its length."""

_ROWS_AT_A_TIME = 4_000


class Digest:
    """Grows with the rows, in their order: each column is a stream of its own, because a column is hashed in one go.

    Whole numbers are eight bytes each, the lowest first; texts are their length and their UTF-8. A column of which all
    values are alike is that value alone, which spares a sheet of months most of its columns.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        """Of no rows yet; only these `columns` count."""
        self.rows = 0
        self._columns = {name: _Column() for name in columns}

    def add(self, rows: int, columns: Mapping[str, Sequence[Any]], shared: Mapping[str, Any] | None = None) -> None:
        """So many more rows: their values by column, and what they have in common; what is in neither is NULL."""
        common = shared or {}
        for name, column in self._columns.items():
            values = columns.get(name)
            if values is None:
                column.repeat(common.get(name), self.rows, rows)
            else:
                column.extend(values, self.rows)
        self.rows += rows

    def add_rows(self, rows: Iterable[Sequence[Any]]) -> "Digest":
        """More rows, each with its values in the order of the columns."""
        rows = iter(rows)
        while part := list(islice(rows, _ROWS_AT_A_TIME)):
            self.add(len(part), dict(zip(self._columns, zip(*part, strict=True), strict=True)))
        return self

    @property
    def hex(self) -> str:
        """What pins the rows, in hexadecimal digits."""
        told = (f"{name} {column.hex}" for name, column in self._columns.items())
        return hashlib.sha256("\n".join((str(self.rows), *told)).encode()).hexdigest()


class _Column:
    """The values of one column: one value as long as all are alike, then the stream of all."""

    __slots__ = ("_stream", "_value")

    def __init__(self) -> None:
        """Of no values yet."""
        self._value = b""
        self._stream: Hash | None = None

    def repeat(self, value: Any, before: int, times: int) -> None:
        """The same value so many times, after so many values before."""
        said = _value(value)
        if self._stream is None and (before == 0 or said == self._value):
            self._value = said
        else:
            self._streamed(before).update(said * times)

    def extend(self, values: Sequence[Any], before: int) -> None:
        """These values, after so many before."""
        if values[0] == values[-1] and values.count(values[0]) == len(values):
            self.repeat(values[0], before, len(values))
        else:
            self._streamed(before).update(_bytes(values))

    def _streamed(self, before: int) -> "Hash":
        """The stream, which begins with what was alike until now."""
        if self._stream is None:
            self._stream = hashlib.sha256(self._value * before)
        return self._stream

    @property
    def hex(self) -> str:
        """The digest of the value, or of all values."""
        return "=" + hashlib.sha256(self._value).hexdigest() if self._stream is None else self._stream.hexdigest()


def _bytes(values: Sequence[Any]) -> bytes:
    """The values of one column; most columns hold whole numbers alone."""
    try:
        numbers = array("q", values)
    except (TypeError, OverflowError):
        # Texts come again and again. What only damage puts here may equal a value of another type, and is said apart.
        if not STORED.issuperset(map(type, values)):
            return b"".join(map(_value, values))
        said = {value: _value(value) for value in set(values)}
        return b"".join(map(said.__getitem__, values))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _value(value: Any) -> bytes:
    """One value; a damaged database may hold others than numbers and texts, which are like no sound one."""
    if value is None:
        return _NOTHING.to_bytes(8, "little", signed=True)
    if isinstance(value, int):
        return value.to_bytes(8, "little", signed=True)
    said = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else repr(value).encode() + b"\xff"
    return (_NOTHING + 1 + len(said)).to_bytes(8, "little", signed=True) + bytes(said)
