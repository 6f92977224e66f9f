"""The object for programs: UTF-8, keys in the order in which the report gives them."""

import json

from jytrack.reports.document import JsonValue


def render(data: dict[str, JsonValue]) -> bytes:
    """The object as JSON text, one line a value."""
    return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
