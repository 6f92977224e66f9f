"""Lights: one function for every output (domain.md §3, Light)."""

from dataclasses import dataclass

from jytrack.domain.words import Colour, LightCode


@dataclass(frozen=True, slots=True)
class Light:
    """A colour with its reason; `lower_bound` marks a green that stands although units are missing."""

    colour: Colour
    code: LightCode
    reason: str = ""
    lower_bound: bool = False
