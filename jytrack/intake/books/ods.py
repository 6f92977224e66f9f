"""The outlines of an .ods workbook's sheets, read from its XML."""

from collections.abc import Iterator
from itertools import product

from jytrack.intake.books.archive import Archive, Attributes, local, parse
from jytrack.intake.books.formats import code_of
from jytrack.intake.books.outline import MOST_CELLS, Merge, Outline, damaged, encrypted

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_KIND = "mimetype"
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"

_MOST_HIDDEN = 10_000
_MOST_REPEATS = 2**24
"""The largest sheet of any program has 2²⁰ rows and 2¹⁴ columns; more repeats stand in no true file."""


def is_ods(archive: Archive) -> bool:
    """Whether `archive` is an .ods workbook or a template of one."""
    return _KIND in archive and b"".join(archive.pieces(_KIND)).startswith(_SPREADSHEET.encode())


def ods_outlines(archive: Archive) -> list[Outline]:
    """The outline of each sheet in the order of the workbook."""
    if _MANIFEST in archive:
        parse(archive.pieces(_MANIFEST), _refuse_encrypted)
    scan = _Scan()
    parse(archive.pieces(_CONTENT), scan.start, scan.end, scan.text)
    return scan.outlines


def _refuse_encrypted(name: str, _: Attributes) -> None:
    """Refuse a workbook whose list of members says how they are encrypted."""
    if local(name) == "encryption-data":
        raise encrypted()


class _Scan:
    """One pass over all sheets, in which cells and rows may stand for many equal ones."""

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self._row, self._column, self._heads = 0, 0, 0
        self._rows, self._columns = 1, 1
        self._formula: str | None = None
        self._text: str | None = None
        self._number = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        if name == "table:table":
            room = MOST_CELLS - sum(outline.rows * outline.columns for outline in self.outlines)
            self.outlines.append(Outline(room))
            self._row = self._heads = 0
        elif name == "table:table-column":
            self._hide(attributes, self.outlines[-1].hidden_columns, self._heads, "table:number-columns-repeated")
            self._heads += _repeats(attributes, "table:number-columns-repeated")
        elif name == "table:table-row":
            self._rows = _repeats(attributes, "table:number-rows-repeated")
            self._hide(attributes, self.outlines[-1].hidden_rows, self._row, "table:number-rows-repeated")
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)

    def text(self, text: str) -> None:
        """Take in text; only what a number or a formula shows is of interest."""
        if self._text is not None:
            self._text = (self._text + text)[:80]

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name in ("table:table-cell", "table:covered-table-cell"):
            if self._text is not None:
                self._judge(self._text.strip())
            self._text = None
            self._column += self._columns
        elif name == "table:table-row":
            self._row += self._rows

    def _cell(self, attributes: Attributes) -> None:
        """Take in the beginning of a cell."""
        if not self.outlines:
            raise damaged()
        self._columns = _repeats(attributes, "table:number-columns-repeated")
        self._formula = attributes.get("table:formula")
        self._typed = "office:value-type" in attributes
        self._failed = attributes.get("calcext:value-type") == "error"
        if self._typed or self._formula is not None:
            self.outlines[-1].fill(self._row + self._rows - 1, self._column + self._columns - 1)
            kind = attributes.get("office:value-type")
            if kind == "percentage":
                self.outlines[-1].formats.update(dict.fromkeys(self._places(), "0%"))
            self._number = attributes.get("office:value", "") if kind in ("float", "currency") else ""
            self._text = "" if self._formula is not None or self._failed or self._number else None
        down = _repeats(attributes, "table:number-rows-spanned")
        across = _repeats(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            bottom, right = self._row + down - 1, self._column + across - 1
            self.outlines[-1].merges.append(Merge(self._row, self._column, bottom, right))

    def _judge(self, shown: str) -> None:
        """Note the cell as an error if its formula failed or was never calculated, and how its number is shown."""
        if self._failed or shown.startswith(("#", "Err:")):
            text = shown if shown.startswith("#") else f"#{shown}"
        elif self._number:
            if code := code_of(shown, self._number):
                self.outlines[-1].formats.update(dict.fromkeys(self._places(), code))
            return
        elif self._formula is not None and not self._typed:
            text = (self._formula or "").replace("of:", "", 1)
        else:
            return
        self.outlines[-1].errors.update(dict.fromkeys(self._places(), text))

    def _places(self) -> Iterator[tuple[int, int]]:
        """The cells that the element stands for."""
        return product(range(self._row, self._row + self._rows), range(self._column, self._column + self._columns))

    @staticmethod
    def _hide(attributes: Attributes, hidden: set[int], first: int, repeats: str) -> None:
        """Note rows or columns that are not shown; more of them than any sheet fills are those at its end."""
        if attributes.get("table:visibility", "visible") != "visible":
            hidden.update(range(first, first + min(_repeats(attributes, repeats), _MOST_HIDDEN)))


def _repeats(attributes: Attributes, name: str) -> int:
    """The whole number `name` of an element, 1 where it is not given."""
    repeats = int(attributes.get(name, "1"))
    if not 1 <= repeats <= _MOST_REPEATS:
        raise damaged()
    return repeats
