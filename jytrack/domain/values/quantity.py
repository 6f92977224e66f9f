"""Exact numbers: quantities to four decimals, held as whole ten-thousandths so that sums stay exact everywhere."""

from fractions import Fraction
from typing import NewType

Quantity = NewType("Quantity", int)
"""A number as typed, times 10 000 (a count of 12 is 120 000)."""

SCALE = 10_000

LARGEST = 10**13
"""No number is larger, be it a goal, a part of one or what a unit reports: what is beyond is a slip."""

LARGEST_WORDS = "10万亿"


def quantity(value: Fraction | int) -> Quantity:
    """The quantity that equals `value`; ValueError when it has more than four decimals."""
    scaled = value * SCALE
    if scaled != int(scaled):
        raise ValueError(f"more than four decimals: {value}")
    return Quantity(int(scaled))


def exact(value: int) -> Fraction:
    """The number that a quantity, or a sum of quantities, stands for."""
    return Fraction(value, SCALE)
