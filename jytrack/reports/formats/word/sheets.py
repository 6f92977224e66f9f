"""A section's sheet of paper, in twips: the one the office uses, and the same turned for wide tables."""

from typing import NamedTuple

from jytrack.reports.formats.word.xml import twips
from jytrack.reports.values.letter import Look

_WIDTH, _HEIGHT = 11906, 16838
"""A4."""

_NUMBER_BELOW = 7
"""Millimetres from the text's lower edge to a page's number."""

_NUMBER_HIGH = 5
"""Millimetres that a number takes."""


class Sheet(NamedTuple):
    """Its size, its margins, and how far from its edges head and foot stand."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int = 851
    footer: int = twips(23)

    @property
    def text_width(self) -> int:
        """Twips between the margins."""
        return self.width - self.left - self.right

    def turned(self) -> "Sheet":
        """The same sheet turned to the left, its margins with it."""
        return Sheet(self.height, self.width, self.left, self.top, self.right, self.bottom, self.header, self.footer)

    def xml(self) -> str:
        """What a `w:sectPr` says of it."""
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        margins = f'w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}"'
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{turned}/>'
            f'<w:pgMar {margins} w:header="{self.header}" w:footer="{self.footer}" w:gutter="0"/>'
        )


def sheet_of(look: Look) -> Sheet:
    """An upright sheet with the office's margins; the page's number stands 7 mm under the text."""
    top, right, bottom, left = map(twips, look.margins)
    footer = twips(max(5, look.margins[2] - _NUMBER_BELOW - _NUMBER_HIGH))
    return Sheet(_WIDTH, _HEIGHT, top, right, bottom, left, footer=footer)
