"""What a sheet is made with: the choices that were drawn for it, and what came of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from tests.generated_sheets.files import Bare, Cell, Num
from tests.generated_sheets.truth import Figure, Metric, Way, World, written_in

T = TypeVar("T")

ALL = "summary long return grid turned single"
NAMING = "summary return turned single"
PLAIN = {
    # around the table
    "said-twice": NAMING,
    "year-apart": NAMING,
    "last-year": ALL,
    "county-in-title": "summary turned",
    "line-above": ALL,
    "letter-number": ALL,
    "date-line": ALL,
    "measure-title": ALL,
    "measure-line": ALL,
    "measure-among": ALL,
    # in its header
    "measure-heading": ALL,
    "measure-column": "long return turned single",
    "any-corner": "summary grid long single",
    "dressed-metrics": ALL,
    "known-extras": "summary long return single",
    "serial-number": "summary long return single",
    "note-column": "summary long return single",
    "aside-group": "summary",
    "neutral-group": "summary",
    "percent-rate": "long return single",
    "grid-sums": "grid",
    "county-column": "turned",
    "dates-in-header": "grid",
    "months-named": "summary return",
    # in its rows
    "dressed-units": "summary long grid turned single",
    "blanks": ALL,
    "behind": ALL,
    "thousands": ALL,
    "wide-digits": ALL,
    "spaces": ALL,
    "text-marks": ALL,
    "text-cells": ALL,
    "shown-unit": ALL,
    "month-words": "long summary",
    "merged-names": "long",
    "blank-rows": ALL,
    "column-numbers": ALL,
    "header-again": ALL,
    "total-row": "summary grid",
    "wrong-total": "summary grid",
    "signed": ALL,
    "hidden": ALL,
    "other-tab": ALL,
}
"""What is read, and the layouts that have a place for it: sheets made with these alone must go in.

Source: intake.md, What stands around the figures.
"""

WILD = {
    # may be refused; if not, what goes in is true
    "span-elsewhere": "return",
    "odd-span": "summary turned",
    "odd-title": ALL,
    "odd-month": NAMING,
    "file-date": NAMING,
    "odd-extras": "summary long return single",
    "odd-corner": "summary grid long",
    "odd-measure": ALL,
    "done-group": "summary",
    "months-across": "summary",
    "section-month": "summary",
    "section-field": "summary",
    "section-metric": "grid",
    "second-header": "summary",
    "side-by-side": "summary",
    "note-total": "summary",
    "names-once": "long",
    "percent-level": "long",
    "grid-spans": "grid",
    # must be refused
    "other-quarter": "summary turned",
    "part-of-month": NAMING,
    "two-years": NAMING,
    "plan-title": ALL,
    "part-title": ALL,
    "months-disagree": NAMING,
    "units-disagree": "return",
    "measures-disagree": ALL,
    "strange-measure": ALL,
    "merged-figure": ALL,
    "percent-count": ALL,
    "cut-thousands": "summary long return grid turned single",
    "plain-done": "long return single",
    "two-in-one": "summary",
    "odd-amount": ALL,
    "shown-smaller": ALL,
    "unit-bracket": "summary long grid single",
    "row-words": "summary long return grid single",
    "beyond-metric": "grid single",
    "measure-below": ALL,
}
"""What may mislead, and the layouts that have a place for it."""

KINDS = (",", "xlsx", ";", "\t", "，", "ods")
"""What separates the cells of a text, or the kind of workbook."""

BOOKS = ("xlsx", "ods")
ONLY_IN = {
    **dict.fromkeys(("dates-in-header", "text-cells", "merged-names", "other-tab"), BOOKS),
    **dict.fromkeys(("percent-count", "merged-figure"), BOOKS),
    "hidden": ("xlsx",),
    "shown-unit": ("xlsx",),
    "shown-smaller": ("xlsx",),
    "text-marks": (",", ";", "\t", "，"),
    "thousands": (",", "xlsx", ";", "\t", "ods"),
    "cut-thousands": (",",),
}
"""The kinds in which there is a place for some of it."""

MEASURED = {
    "sheet": ("measure-title", "measure-line", "measure-among", "odd-measure", "strange-measure", "measures-disagree"),
    "heading": ("measure-heading",),
    "column": ("measure-column",),
}
"""The features by which a sheet says what its figures are in."""


@dataclass
class Pen:
    """`features` are wanted; those that had a place in the sheet are `used`."""

    draw: Callable[[st.SearchStrategy[T]], T]
    world: World
    features: frozenset[str]
    kind: str
    used: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    unsaid: set[str] = field(default_factory=set)
    scales: dict[str, str] = field(default_factory=dict)
    must_refuse: bool = False

    def has(self, feature: str) -> bool:
        """Whether the sheet has `feature`, asked where there is a place for it."""
        if feature in self.features:
            self.used.add(feature)
            return True
        return False

    def traps(self, feature: str) -> bool:
        """The same for what must refuse the sheet."""
        self.must_refuse |= (found := self.has(feature))
        return found

    def pick(self, options: Sequence[T]) -> T:
        """One of several ways, the first of which is the simplest."""
        return self.draw(st.sampled_from(list(options)))

    def wants(self, *features: str) -> bool:
        """Whether one of `features` is wanted, so that room has to be made for it."""
        return not self.features.isdisjoint(features)

    def some(self, options: Sequence[T], most: int, least: int = 1) -> list[T]:
        """A few of `options` in their order."""
        places = st.sets(st.sampled_from(range(len(options))), min_size=min(least, len(options)), max_size=most)
        return [options[at] for at in sorted(self.draw(places))]

    @property
    def workbook(self) -> bool:
        """Whether the sheet has cells that know more than their text."""
        return self.kind in ("xlsx", "ods")

    # --- figures ------------------------------------------------------------------------------------------------------

    def scale(self, base: str) -> str:
        """The measure unit in which figures in `base` are written in this sheet."""
        return self.scales.get(base, base)

    def measured(self, metrics: Sequence[Metric], *ways: str) -> str:
        """Where the sheet says what its figures are in: one of `ways` that are wanted; "" nowhere."""
        bases = sorted({metric.unit for metric in metrics if metric.way not in (Way.RATE, Way.LEVEL)})
        if "sheet" in ways and (len(bases) != 1 or any(metric.way in (Way.RATE, Way.LEVEL) for metric in metrics)):
            ways = tuple(way for way in ways if way != "sheet")
        way = next((way for way in ways if any(self.has(feature) for feature in MEASURED[way])), "")
        if way or self.has("behind"):
            self.scales = {base: self.pick(list(written_in(base))) for base in bases}
        return way

    def amount(self, figure: Figure, metric: Metric) -> Cell:
        """A figure as it is written into its cell."""
        word = metric.unit if metric.way is Way.RATE else self.scale(metric.unit)
        number = figure.value * written_in(metric.unit).get(word, Decimal(1))
        text = plain(number)
        if metric.unit != "%" and self.has("behind"):
            return f"{text}{word}"
        if number >= 1000 and self.kind != "，" and self.has("thousands"):
            return f"{number:,f}"
        if self.has("wide-digits"):
            return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
        if self.has("spaces"):
            return f" {text}\u3000"
        if not self.workbook and self.has("text-marks"):
            return Bare(self.pick((f"'{text}", f'="{text}"')))
        if self.workbook and self.has("text-cells"):
            return text
        if self.kind == "xlsx" and self.has("shown-unit"):
            return Num(number, f'General"{word}"' if metric.unit != "%" else "General")
        if self.traps("odd-amount"):
            return self.pick(
                (f"约{text}", f"{text}左右", f"{text}+1", f"{text}/2", f"{text}（累计）", f"{text}（含上月）")
            )
        return Num(number)

    def left_out(self, *place: int) -> bool:
        """Whether a cell is not filled."""
        return self.world.other(*place) % 5 == 0 and self.has("blanks")

    def nothing(self) -> str:
        """What a cell says that is not filled."""
        return self.pick(("", "—", "/", "无", "暂无", "未统计", "-"))


def plain(number: Decimal) -> str:
    """`number` without an exponent and idle zeros."""
    return f"{number.normalize():f}"
