"""The object for programs: UTF-8, keys in the order in which the report gives them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from json.encoder import encode_basestring as quoted

from jytrack.domain.values.texts import readable
from jytrack.reports.values.document import JsonValue, LongList

_NAMES = {None: "null", True: "true", False: "false"}
_ITEMS_A_PIECE = 100
_DEEP = "\n    "
"""The line break before an item of a list that stands in the object itself."""


def render(data: dict[str, JsonValue]) -> bytes:
    """The object as JSON text, one line a value."""
    return b"".join(pieces(data))


def pieces(data: dict[str, JsonValue]) -> Iterator[bytes]:
    """The same piece by piece, so that a long list is never held whole."""
    before = "{"
    for key, value in data.items():
        yield readable(f"{before}\n  {quoted(key)}: ").encode()
        if isinstance(value, LongList):
            yield from _items(value)
        else:
            yield readable(_written(value, "\n  ")).encode()
        before = ","
    yield b"\n}\n" if data else b"{}\n"


def _items(value: LongList) -> Iterator[bytes]:
    """The items of a list that stands in the object itself."""
    items, before = iter(value.items()), "["
    while part := list(islice(items, _ITEMS_A_PIECE)):
        yield readable(before + ",".join([f"{_DEEP}{_written(each, _DEEP)}" for each in part])).encode()
        before = ","
    yield b"[]" if before == "[" else b"\n  ]"


def _written(value: JsonValue, margin: str) -> str:
    """`value` as `json.dumps(value, ensure_ascii=False, indent=2)` writes it, which takes four times as long.

    A decimal, which that does not know, is written as it is; a float, which is not exact, is refused.
    `margin` is the line break before what stands at the value's own depth.
    """
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return _NAMES[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    inner = f"{margin}  "
    if isinstance(value, dict):
        lines = f",{inner}".join([f"{quoted(key)}: {_written(each, inner)}" for key, each in value.items()])
        return f"{{{inner}{lines}{margin}}}" if value else "{}"
    if isinstance(value, list):
        lines = f",{inner}".join([_written(each, inner) for each in value])
        return f"[{inner}{lines}{margin}]" if value else "[]"
    raise TypeError(f"{value!r} is no exact number, text or collection of them")
