"""The object for programs: UTF-8, keys in the order in which the report gives them."""

from decimal import Decimal
from json import JSONEncoder
from json.encoder import encode_basestring as quoted

from jytrack.domain.values.texts import readable
from jytrack.reports.values.document import JsonValue

_scalar = JSONEncoder().encode


def render(data: dict[str, JsonValue]) -> bytes:
    """The object as JSON text, one line a value."""
    return (readable(_written(data, "\n")) + "\n").encode()


def _written(value: JsonValue, margin: str) -> str:
    """`value` as `json.dumps(value, ensure_ascii=False, indent=2)` writes it, which takes four times as long.

    A decimal, which that does not know, is written as it is; a float, which is not exact, is refused.
    `margin` is the line break before what stands at the value's own depth.
    """
    if isinstance(value, str):
        return quoted(value)
    if type(value) is int:  # and no bool
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float):
        raise TypeError(f"{value} is no exact number")
    inner = f"{margin}  "
    if isinstance(value, dict) and value:
        lines = f",{inner}".join([f"{quoted(key)}: {_written(each, inner)}" for key, each in value.items()])
        return f"{{{inner}{lines}{margin}}}"
    if isinstance(value, list) and value:
        lines = f",{inner}".join([_written(each, inner) for each in value])
        return f"[{inner}{lines}{margin}]"
    return _scalar(value)
