"""How cells look: each property set once, each format made once a workbook."""

from typing import Any

from xlsxwriter import Workbook

from jytrack.domain.values.words import Colour

FILLS = {Colour.RED: "#F8CBAD", Colour.YELLOW: "#FFF2CC", Colour.GREEN: "#E2EFDA", Colour.GREY: "#EDEDED"}
INKS = {Colour.RED: "#9C2A10", Colour.YELLOW: "#7F6000", Colour.GREEN: "#375623", Colour.GREY: "#6B6B6B"}
MUTED = "#8C8C8C"
TO_WRITE = "#FFFFD9"
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
FRAMED = {**_FONT, "border": 1, "border_color": "#7F7F7F"}
HEAD = {**FRAMED, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDE6F3"}
TITLE = {**_FONT, "font_size": 16, "bold": True, "align": "center"}
PROSE = {**_FONT, "text_wrap": True, "valign": "top"}
LABEL = {**FRAMED, "font_size": 11, "align": "center", "text_wrap": True, "bg_color": "#DDE6F3"}
ANSWER = {**FRAMED, "font_size": 11, "align": "left", "text_wrap": True}


class Forms:
    """A workbook's formats."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, wanted: dict[str, Any]) -> Any:
        """The format of these properties."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]
