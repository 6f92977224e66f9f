"""The number formats of an .ods workbook, spelled out in XML, as the codes that all other workbooks have."""

from jytrack.intake.books.archive import Attributes

_KINDS = frozenset(
    f"number:{kind}-style" for kind in ("number", "percentage", "date", "time", "currency", "text", "boolean")
)
_PARTS = {"number:text-content": "@", "number:hours": "h", "number:minutes": "mm", "number:seconds": "ss"}
_PLAIN_SIGNS = "%¥￥$-/:., ()"
"""What stands for itself in a code; other text is put in quotes."""


class Numbers:
    """The formats as they are read, by name."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._name = ""
        self._inside = False

    def code(self, name: str) -> str:
        """The code of the format `name`, "" for none."""
        return self._codes.get(name, "")

    def start(self, name: str, found: Attributes) -> None:
        """Take in the beginning of an element."""
        if name in _KINDS:
            self._name = found.get("style:name", "")
            self._codes[self._name] = ""
        elif self._name:
            self._inside = name in ("number:text", "number:currency-symbol")
            self._codes[self._name] += _part(name, found)

    def text(self, text: str) -> None:
        """Take in text."""
        if self._name and self._inside:
            self._codes[self._name] += text if all(sign in _PLAIN_SIGNS for sign in text) else f'"{text}"'

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        self._inside = False
        if name in _KINDS:
            self._name = ""


def _part(name: str, found: Attributes) -> str:
    """What an element of a format is in a code."""
    long = found.get("number:style") == "long"
    match name:
        case "number:number":
            whole = max(1, min(int(found.get("number:min-integer-digits", "1")), 9)) * "0"
            decimals = min(int(found.get("number:decimal-places", "0")), 9)
            grouped = f"#,##{whole}" if found.get("number:grouping") == "true" else whole
            return f"{grouped}.{decimals * '0'}" if decimals else grouped
        case "number:year":
            return "yyyy" if long else "yy"
        case "number:month":
            return "mm" if long else "m"
        case "number:day":
            return "dd" if long else "d"
        case _:
            return _PARTS.get(name, "")
