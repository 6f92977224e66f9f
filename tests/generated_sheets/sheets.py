"""Sheets drawn by hypothesis: what each has to say, and the file that says it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.generated_sheets.files import Num, Page, as_ods, as_text, as_xlsx, letter
from tests.generated_sheets.layouts import grid, long, returned, single, turned
from tests.generated_sheets.noise import lay
from tests.generated_sheets.pen import KINDS, ONLY_IN, PLAIN, WILD, Pen
from tests.generated_sheets.summary import summary
from tests.generated_sheets.tables import Table, spoil
from tests.generated_sheets.titles import around
from tests.generated_sheets.truth import Figure, Period, World

LAYOUTS: dict[str, Callable[[Pen], Table]] = {
    "summary": summary,
    "long": long,
    "return": returned,
    "grid": grid,
    "turned": turned,
    "single": single,
}
SUFFIXES = {"xlsx": ".xlsx", "ods": ".ods", "\t": ".txt"}


@dataclass(frozen=True)
class Sheet:
    """A file, what is typed beside its name, and what may come of it.

    `figures`: where each figure stands (tab, row from 1, column's letter). If the sheet is taken in, every word of
    `said` is in the answer and none of `unsaid`.
    """

    name: str
    content: bytes
    pages: tuple[Page, ...]
    plain: bool
    layout: str
    encoding: str
    period: Period | None
    unit: str | None
    figures: dict[Figure, tuple[str, int, str]]
    must_refuse: bool
    said: frozenset[str]
    unsaid: frozenset[str]
    used: frozenset[str]

    @property
    def must_go_in(self) -> bool:
        """Whether it was drawn to have nothing in it that is not read, and has a figure."""
        return self.plain and bool(self.figures)

    def __repr__(self) -> str:
        options = [f"--period {self.period}" if self.period else "", f"--unit {self.unit}" if self.unit else ""]
        lines = [
            f"<{self.layout}: {self.name} ({self.encoding}) {' '.join(filter(None, options))}",
            *(page.shown() for page in self.pages),
            f"features: {' '.join(sorted(self.used)) or 'none'}{', must be refused' if self.must_refuse else ''}",
            *(f"  {' '.join(map(str, figure))} ({' '.join(map(str, at))})" for figure, at in self.figures.items()),
        ]
        return "\n".join(lines) + ">"


@st.composite
def sheets(draw: Any, wild: bool = False) -> Sheet:
    """Sheets that have to go in; where `wild`, each has something that may mislead."""
    first = draw(st.sampled_from(list(WILD if wild else PLAIN)))
    layout = draw(st.sampled_from((WILD | PLAIN)[first].split()))
    kind = draw(st.sampled_from(ONLY_IN.get(first, KINDS)))
    features = {first} | draw(st.sets(st.sampled_from(list(PLAIN)), max_size=2 if wild else 5))
    if wild:
        features |= draw(st.sets(st.sampled_from(list(WILD)), max_size=1))
    pen = Pen(draw, World(draw(st.integers(0, 60))), frozenset(features), kind)
    table = LAYOUTS[layout](pen)
    spoil(pen, table)
    above = around(pen, table.says)
    page = lay(pen, table, above.lines, above.tab)
    figures = {figure: (page.tab, row + 1, letter(at)) for figure, (row, at) in page.figures.items()}
    pages = [page]
    if pen.workbook and pen.has("other-tab"):
        other = Page("填表说明", [["填表说明"], [Num(World(0).other(1)), "按月填报"], ["2", "每月25日前报"]])
        pages.insert(pen.pick((0, 1)), other)
    encoding = kind if pen.workbook else pen.pick(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    if kind == "xlsx":
        content = as_xlsx(pages)
    elif kind == "ods":
        content = as_ods(pages)
    else:
        if pen.pick((False, True)):
            width = max(map(len, page.rows))
            page.rows = [[*cells, *[""] * (width - len(cells))] for cells in page.rows]
        content = as_text(page, kind, encoding)
    return Sheet(
        name=above.stem + SUFFIXES.get(kind, ".csv"),
        content=content,
        pages=tuple(pages),
        plain=not wild,
        layout=layout,
        encoding=encoding,
        period=above.period,
        unit=above.unit,
        figures={} if pen.must_refuse else figures,
        must_refuse=pen.must_refuse,
        said=frozenset(pen.said),
        unsaid=frozenset(pen.unsaid),
        used=frozenset(pen.used),
    )
