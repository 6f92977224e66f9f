"""How the office sets its pages, from its own data."""

from fractions import Fraction

from jytrack.domain.plan.wording import Stationery
from jytrack.reports.values.letter import Look


def look_of(stationery: Stationery, letterhead: bytes = b"") -> Look:
    """The look of the office's letters; what it leaves blank is as the standard has it."""
    standard = Look()
    return Look(
        stationery.margins,
        Fraction(stationery.line) if stationery.line else standard.line,
        Fraction(stationery.size) if stationery.size else standard.size,
        letterhead,
    )
