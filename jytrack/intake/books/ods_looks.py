"""The looks of an .ods workbook's sheets: its styles, which inherit from each other, and the cells that name them."""

import re
from collections import defaultdict

from jytrack.intake.books.archive import Archive, Attributes, parse
from jytrack.intake.books.looks import Line, Look, Looks, Property, look
from jytrack.intake.books.ods_numbers import Numbers
from jytrack.intake.books.outline import Merge

_MEMBERS = "styles.xml", "content.xml"
_MOST_ROWS, _MOST_COLUMNS = 200, 60
"""A cell that stands for more equal ones fills up the rest of its sheet; the look of so many is kept."""

_LENGTH = re.compile(r"(-?[0-9]*\.?[0-9]+)(in|cm|mm|pt|px)")
_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "px": 0.75}
_CHARACTER, _PADDING = 5.25, 3.75
"""How wide a character of the usual font is, and what stands beside it in a column, in points."""

_THIN, _MEDIUM, _THICK, _DOUBLE, _DOTTED, _DASHED = 1, 2, 5, 6, 4, 3
_BORDER = re.compile(r"([0-9.]+)(pt|cm|in|mm) ([a-z-]+) (#[0-9a-fA-F]{6})")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SIDES = "left", "right", "top", "bottom"
_ACROSS = {"start": "left", "left": "left", "center": "center", "end": "right", "right": "right", "justify": "justify"}
_DOWN = {"top": "top", "middle": "vcenter", "bottom": "bottom"}
_HIDDEN = ("collapse", "filter")
_DROPPED = {"office:annotation": "批注", "draw:frame": "图片、图表"}

_Style = tuple[str, str]
"""What a style is for, and its name; names are unique for each use."""


def ods_looks(archive: Archive) -> dict[str, Looks]:
    """How each sheet of the workbook `archive` looks, by its name; ValueError for a number that is none."""
    scan = _Scan()
    for member in _MEMBERS:
        if member in archive:
            parse(archive.pieces(member), scan.start, scan.end, scan.text)
    return scan.sheets


class _Scan:
    """One pass over the styles and then over all sheets, which name them."""

    def __init__(self) -> None:
        self.sheets: dict[str, Looks] = {}
        self._numbers = Numbers()
        self._own: dict[_Style, dict[str, Property]] = defaultdict(dict)
        self._parents: dict[_Style, _Style] = {}
        self._known: dict[str, Look] = {}
        self._faces: dict[str, str] = {}
        self._style: _Style = "", ""
        self._pages: dict[str, str] = {}
        self._sheet = Looks()
        self._row, self._column, self._heads, self._rows = 0, 0, 0, 1
        self._defaults: dict[int, str] = {}

    def text(self, text: str) -> None:
        """Take in text."""
        self._numbers.text(text)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        self._numbers.end(name)
        if name == "table:table-row":
            self._row += self._rows

    def start(self, name: str, found: Attributes) -> None:
        """Take in the beginning of an element."""
        if name in _DROPPED:
            self._sheet.dropped.add(_DROPPED[name])
        match name:
            case "style:font-face":
                self._faces[found.get("style:name", "")] = found.get("svg:font-family", "").strip("'")
            case "style:style" | "style:default-style":
                self._open(found)
            case "style:table-cell-properties":
                self._own[self._style] |= _frame(found)
            case "style:paragraph-properties" if self._style[0] == "table-cell":
                if across := _ACROSS.get(found.get("fo:text-align", "")):
                    self._own[self._style]["align"] = across
            case "style:text-properties" if self._style[0] == "table-cell":
                self._own[self._style] |= _font(found)
            case "style:table-column-properties":
                self._own[self._style]["size"] = _width(found.get("style:column-width", ""))
            case "style:table-row-properties":
                self._own[self._style]["size"] = _points(found.get("style:row-height", ""))
            case "style:page-layout":
                self._style = "page", found.get("style:name", "")
            case "style:page-layout-properties":
                self._own[self._style]["landscape"] = found.get("style:print-orientation") == "landscape"
            case "style:master-page":
                self._pages[found.get("style:name", "")] = found.get("style:page-layout-name", "")
            case "table:table":
                self._open_sheet(found)
            case "table:table-column":
                self._take_columns(found)
            case "table:table-row":
                self._take_row(found)
            case "table:table-cell" | "table:covered-table-cell":
                self._take_cell(found)
            case _:
                self._numbers.start(name, found)

    def _open(self, found: Attributes) -> None:
        """Begin a style."""
        family = found.get("style:family", "")
        self._style = family, found.get("style:name", "")
        self._parents[self._style] = family, found.get("style:parent-style-name", "")
        if "style:data-style-name" in found:
            self._own[self._style]["num_format"] = found["style:data-style-name"]
        if "style:master-page-name" in found:
            self._own[self._style]["page"] = found["style:master-page-name"]

    def _properties(self, style: _Style) -> dict[str, Property]:
        """The properties of a style, with what it inherits."""
        found: dict[str, Property] = {}
        seen = set()
        while style not in seen:
            seen.add(style)
            found = self._own.get(style, {}) | found
            style = self._parents.get(style, (style[0], ""))
        return found

    def _look(self, name: str) -> Look:
        """The look of the cells whose style is called `name`."""
        if name not in self._known:
            found = self._properties(("table-cell", name))
            found["num_format"] = self._numbers.code(str(found.get("num_format", "")))
            if face := self._faces.get(str(found.get("font_name"))):
                found["font_name"] = face
            self._known[name] = look(found)
        return self._known[name]

    def _line(self, family: str, found: Attributes) -> Line:
        """A row or column as its style and its visibility say."""
        size = self._properties((family, found.get("table:style-name", ""))).get("size")
        return Line(float(size) if size else None, found.get("table:visibility") in _HIDDEN)

    def _open_sheet(self, found: Attributes) -> None:
        """Begin a sheet."""
        self._sheet = self.sheets[found.get("table:name", "")] = Looks()
        self._row = self._heads = 0
        self._defaults = {}
        page = str(self._properties(("table", found.get("table:style-name", ""))).get("page", ""))
        layout = self._properties(("page", self._pages.get(page, "")))
        self._sheet.landscape = bool(layout.get("landscape"))

    def _take_columns(self, found: Attributes) -> None:
        """Take in one or several equal columns."""
        count = int(found.get("table:number-columns-repeated", "1"))
        line, style = self._line("table-column", found), found.get("table:default-cell-style-name", "")
        for at in range(self._heads, self._heads + min(count, _MOST_COLUMNS)):
            self._sheet.columns[at], self._defaults[at] = line, style
        self._heads += count

    def _take_row(self, found: Attributes) -> None:
        """Take in the beginning of one or several equal rows."""
        self._rows, self._column = int(found.get("table:number-rows-repeated", "1")), 0
        line = self._line("table-row", found)
        for row in range(self._row, self._row + min(self._rows, _MOST_ROWS)):
            self._sheet.rows[row] = line

    def _take_cell(self, found: Attributes) -> None:
        """Take in one or several equal cells."""
        count = int(found.get("table:number-columns-repeated", "1"))
        style = found.get("table:style-name", "")
        if "table:formula" in found:
            self._sheet.dropped.add("公式")
        for column in range(self._column, self._column + min(count, _MOST_COLUMNS)):
            shown = self._look(style or self._defaults.get(column, ""))
            for row in range(self._row, self._row + min(self._rows, _MOST_ROWS)):
                self._sheet.put(row, column, shown)
        down, across = (int(found.get(f"table:number-{what}-spanned", "1")) for what in ("rows", "columns"))
        if down > 1 or across > 1:
            area = self._row, self._column, self._row + down - 1, self._column + across - 1
            self._sheet.merges.append(Merge(*area))
        self._column += count


def _frame(found: Attributes) -> dict[str, Property]:
    """The borders and the fill that a style states, and how its text stands in the cell."""
    told: dict[str, Property] = {}
    for side in _SIDES:
        border = _BORDER.fullmatch(found.get(f"fo:border-{side}", found.get("fo:border", "")))
        if border:
            told[side], told[f"{side}_color"] = _kind(float(border[1]) * _POINTS[border[2]], border[3]), border[4]
    if _COLOUR.fullmatch(found.get("fo:background-color", "")):
        told |= {"bg_color": found["fo:background-color"], "pattern": 1}
    if down := _DOWN.get(found.get("style:vertical-align", "")):
        told["valign"] = down
    if found.get("fo:wrap-option") == "wrap":
        told["text_wrap"] = True
    return told


def _kind(points: float, style: str) -> int:
    """The border of this width and style."""
    kinds = {"double": _DOUBLE, "double-thin": _DOUBLE, "dotted": _DOTTED, "dashed": _DASHED, "fine-dashed": _DASHED}
    return kinds.get(style) or (_THIN if points < 1.2 else _MEDIUM if points < 2.2 else _THICK)


def _font(found: Attributes) -> dict[str, Property]:
    """What a style states of the font; the one for Chinese goes first, for what is read is Chinese."""
    told: dict[str, Property] = {}
    if name := found.get("style:font-name-asian") or found.get("style:font-name") or found.get("fo:font-family"):
        told["font_name"] = name
    if size := _points(found.get("fo:font-size", "")):
        told["font_size"] = size
    if "fo:font-weight" in found:
        told["bold"] = found["fo:font-weight"] == "bold"
    if "fo:font-style" in found:
        told["italic"] = found["fo:font-style"] == "italic"
    if _COLOUR.fullmatch(found.get("fo:color", "")):
        told["font_color"] = found["fo:color"]
    if found.get("style:text-underline-style", "none") != "none":
        told["underline"] = 1
    return told


def _points(length: str) -> float:
    """A length in points, 0 where it is none."""
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def _width(length: str) -> float:
    """The width of a column in characters."""
    return max(0.0, (_points(length) - _PADDING) / _CHARACTER)
