"""A table before it is laid out on a page: headings, rows, and which cell holds which figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.generated_sheets.files import Bare, Cell, Num
from tests.generated_sheets.headings import EXTRAS
from tests.generated_sheets.pen import Pen
from tests.generated_sheets.titles import Says
from tests.generated_sheets.truth import TOWNS, Figure, Metric, Way

Path = tuple[Cell, ...]
"""A heading from its upper level to its lower one."""


@dataclass
class Row:
    """A row under the header; a `section` stands alone between others."""

    cells: list[Cell]
    figures: dict[int, tuple[Figure, Metric]] = field(default_factory=dict)
    section: bool = False


@dataclass
class Table:
    """`summed`: its rows may have a total; `same` are columns in which equal neighbours may be merged."""

    headings: list[Path]
    rows: list[Row] = field(default_factory=list)
    says: Says = field(default_factory=Says)
    summed: bool = False
    same: tuple[int, ...] = ()
    joined: list[tuple[int, int, int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def figures(self) -> list[tuple[int, int]]:
        """The cells (row, column) with a figure."""
        return [(row, at) for row, cells in enumerate(self.rows) for at in cells.figures]

    def insert(self, at: int, heading: Path, cells: Sequence[Cell]) -> None:
        """Put in a column that holds no figures."""
        self.headings.insert(at, heading)
        self.same = tuple(place + (place >= at) for place in self.same)
        for row, cell in zip(self.rows, cells, strict=True):
            row.cells.insert(at, "" if row.section else cell)
            row.figures = {place + (place >= at): item for place, item in row.figures.items()}


def fill(pen: Pen, row: Row, figure: Figure, metric: Metric) -> None:
    """Write a figure into the next cell of a row, unless it is left out."""
    if metric.way is not Way.RATE and pen.left_out(len(row.cells), len(figure.unit), int(figure.value)):
        row.cells.append(pen.nothing())
        return
    row.figures[len(row.cells)] = figure, metric
    row.cells.append(pen.amount(figure, metric))


def spoil(pen: Pen, table: Table) -> None:
    """Make one figure unreadable in a way that has to refuse the sheet."""
    counts = [(row, at) for row, at in table.figures if table.rows[row].figures[at][1].way not in (Way.RATE, Way.LEVEL)]
    large = [(row, at) for row, at in counts if table.rows[row].figures[at][0].value >= 1000]
    if pen.workbook and counts and pen.traps("percent-count"):
        row, at = counts[-1]
        table.rows[row].cells[at] = Num(Decimal(1), "0%")
    if pen.kind == "," and large and not pen.scales and pen.traps("cut-thousands"):
        row, at = large[-1]
        table.rows[row].cells[at] = Bare(f"{table.rows[row].figures[at][0].value:,f}")
    if pen.kind == "xlsx" and counts and pen.traps("shown-smaller"):
        row, at = counts[-1]
        figure, _metric = table.rows[row].figures[at]
        table.rows[row].cells[at] = Num(figure.value, pen.pick(("0!.0,", "0.0,", '0.00,"万"')))
    name = table.rows[counts[0][0]].cells[0] if counts else ""
    if name in TOWNS and pen.traps("unit-bracket"):
        table.rows[counts[0][0]].cells[0] = f"{name}（{pen.pick(('目标', '女', '预计', '累计', '上年', '万人'))}）"
    if table.figures and pen.traps("row-words"):
        word = pen.pick(("目标", "女", "预计", "上年同期", "其中：脱贫户", "任务数"))
        words = [word if row.figures else "" for row in table.rows]
        table.insert(min(at for _, at in table.figures), (pen.pick(("类别", "口径", "")),), words)
    if pen.traps("measure-below"):
        table.notes.append(pen.pick(("单位：百人", "注：金额单位为千元", "（单位：元）", "计量单位：万人")))
    close = pen.features.isdisjoint(("blank-rows", "header-again"))
    pairs = [(row, at) for row, at in counts if (close and (row + 1, at) in counts) or (row, at + 1) in counts]
    if pen.workbook and pairs and pen.traps("merged-figure"):
        row, at = pairs[0]
        below, right = (row, at + 1) if (row, at + 1) in counts else (row + 1, at)
        table.rows[below].cells[right] = ""
        table.joined.append((row, at, below, right))


def extras(pen: Pen, table: Table, metrics: Sequence[Metric]) -> None:
    """Columns beside the figures that are none of this month's."""
    size = len(table.rows)
    if pen.has("note-column"):
        words = ("", "已核对", "含返乡人员", "补报")
        table.insert(len(table.headings), ("备注",), [words[int(pen.world.other(n)) % 4] for n in range(size)])
    if pen.has("known-extras"):
        for word in pen.some(EXTRAS, 2):
            table.insert(len(table.headings), (word,), [_beside(pen, word, n) for n in range(size)])
    if pen.has("odd-extras"):
        name = metrics[0].name
        odd = ("其中：女性", "女性", "比上月增减", f"{name}上年同期", f"{name}目标数", f"{name}完成率", f"上月{name}")
        word = pen.pick(odd)
        pen.said.add(word)
        table.insert(len(table.headings), (word,), [_beside(pen, word, n) for n in range(size)])
    if pen.has("serial-number"):
        table.insert(0, ("序号",), [str(n + 1) for n in range(size)])


def _beside(pen: Pen, word: str, row: int) -> Cell:
    number = pen.world.other(row, len(word))
    if word.endswith("率"):
        return Num(number / 100, "0%") if pen.workbook else f"{number}%"
    return Num(Decimal(row + 1) if word == "排名" else number)
