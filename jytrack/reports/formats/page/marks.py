"""Lights and progress on a page: a mark and a word beside each colour, a bar with what is expected marked on it."""

from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from jytrack.domain.values.words import Colour
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Bar, Lamp

MARKS = {Colour.RED: "▲", Colour.YELLOW: "△", Colour.GREEN: "●", Colour.GREY: "○"}


def lamp(into: Element, cell: Lamp) -> None:
    """A light as mark and word."""
    if cell.colour is None:
        into.text = text(cell)
    else:
        made = SubElement(into, "span", {"class": f"lamp {cell.colour.value}"})
        made.text = f"{MARKS[cell.colour]}{text(cell)}"


def bar(into: Element, cell: Bar, whole: Fraction = Fraction(1), plain: str = "grey") -> None:
    """As wide as what is done of the whole; never up to the mark before it is reached."""
    if cell.value is None:
        return
    made = SubElement(into, "span", {"class": "bar"})
    colour = cell.colour.value if cell.colour is not None else plain
    SubElement(made, "i", {"class": colour, "style": f"width:{share(cell.value, whole)}%"})
    if cell.expected is not None:
        SubElement(made, "b", style=f"left:{share(cell.expected, whole)}%")


def share(value: Fraction, whole: Fraction) -> int:
    """A part as whole per cent of the whole between 0 and 100, rounded down."""
    return max(0, min(100, int(value * 100 / whole)))
