"""Figures as a spreadsheet holds them: numbers in a form under which it shows what pages show."""

from fractions import Fraction

from jytrack.domain.values.numerals import half_up
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Bar, Cell, Lamp, Number, Percent, Points

_EXACT = 10**15
"""From here on a spreadsheet's numbers lose digits: such a figure goes in as text."""


def figure(cell: Cell) -> Fraction | None:
    """The number of a cell that is one, a percentage as a plain ratio; None: it goes in as text."""
    match cell:
        case bool() | str() | None | Lamp():
            return None
        case int():
            value: Fraction | None = Fraction(cell)
        case Number(value) | Percent(value) | Points(value) | Bar(value):
            pass
    return value if value is not None and abs(value) < _EXACT else None


def number_format(cell: Cell, value: Fraction, *, red: bool = False) -> str:
    """A format under which a spreadsheet shows what pages show; `red`: what is lacking is shown in red.

    Where its own rounding would cross a line that the value has not crossed, more decimals are shown.
    """
    match cell:
        case Percent() | Bar():
            shown = text(Percent(value, cell.cap) if isinstance(cell, Percent) else Percent(value)).rstrip("%")
            return f"0.{'0' * _decimals(value * 100, shown)}%"
        case Points():
            places = "0" * _decimals(value, text(cell))
            return f"+0.{places};{'[Red]' if red else ''}-0.{places};0.{places}"
        case Number():
            decimals = _decimals(value, text(cell).lstrip("≥+"))
            plain = "#,##0" + (f".{'0' * decimals}" if decimals else "")
            if cell.signed:
                return f"+{plain};{'[Red]' if red else ''}-{plain};{plain}"
            return ('"≥"' if cell.least else "") + plain + (f";[Red]-{plain}" if red and value < 0 else "")
        case _:
            return "#,##0"


def _decimals(value: Fraction, shown: str) -> int:
    """How many decimals show `value` as `shown` does; more where rounding to as many would show something else."""
    places = len(shown.partition(".")[2])
    scale: int = 10**places
    return places if Fraction(half_up(value * scale), scale) == Fraction(shown) else places + 3
