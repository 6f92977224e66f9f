"""What an import corrects: 单位 指标 月份 旧 → 新, with who changed the old figure before, where somebody did."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple, Protocol

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.correcting import Correction, LastCorrection
from jytrack.domain.values.numerals import period_text, plain
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.domain.values.words import Word
from jytrack.reports.values.document import Block, Cell, Column, Heading, Paragraph, Table
from jytrack.reports.values.json_values import JsonObject, moment, quantity
from jytrack.reports.values.phrases import moment_text

SHOWN = 20
"""So many corrections stand on the page; the sheet and the JSON object hold all."""

_COLUMNS = (
    Column("单位"),
    Column("指标", shrink=True),
    Column("月份"),
    Column("旧 → 新", shrink=True),
    Column("旧数的来历", shrink=True),
)
LEVEL, CODE = "更正", "correction"
"""What stands in the sheet's columns 级别 and 问题代码 of a correction."""


class Replaced(Protocol):
    """One figure or text that a sheet replaces, as it is told."""

    @property
    def page_row(self) -> tuple[Cell, ...]:
        """Its row on the page."""

    @property
    def sheet_row(self) -> tuple[Cell, ...]:
        """Its row in the sheet of problems."""

    @property
    def json(self) -> JsonObject:
        """The same for programs."""


class ManyReplaced(Protocol):
    """What one sheet replaces: counted, and made one by one when asked for."""

    def __len__(self) -> int:
        """How many figures or texts."""

    def __iter__(self) -> Iterator[Replaced]:
        """All of them."""


class Corrected(NamedTuple):
    """One figure that a sheet replaces: the correction, the figure among those of its entry, the metric's name."""

    file: str
    metric: str
    of: Correction
    field: Word

    @property
    def before(self) -> Quantity | None:
        """The figure on record; None where it was withdrawn."""
        figure = getattr(self.of.before, self.field)
        return None if figure is None else Quantity(figure)

    @property
    def after(self) -> Quantity:
        """The figure in its place."""
        return Quantity(getattr(self.of.entry, self.field))

    @property
    def page_row(self) -> tuple[Cell, ...]:
        """Its row on the page."""
        entry = self.of.entry
        return entry.unit, self.metric, period_text(entry.period), _change(self), _history(self)

    @property
    def sheet_row(self) -> tuple[Cell, ...]:
        """Its row in the sheet of problems."""
        entry = self.of.entry
        said = f"{entry.unit} {self.metric} {period_text(entry.period)} {_change(self)}"
        if history := _history(self):
            said += f"；旧数由 {history}"
        return self.file, LEVEL, CODE, entry.row or None, self.field.label, plain(exact(self.after)), said, ""

    @property
    def json(self) -> JsonObject:
        """The same for programs."""
        return _json(self)


class Corrections(Protocol):
    """What a sheet corrects, reading by reading, and how many figures that are."""

    figures: int

    def __iter__(self) -> Iterator[Correction]:
        """The corrections in the order of the sheet's rows."""


class CorrectedFigures:
    """The figures that the sheet `file` replaces, one by one, made when they are asked for."""

    def __init__(self, plan: Plan, file: str, corrections: Corrections) -> None:
        self._names = {target.code: target.metric.name for target in plan.targets}
        self._file = file
        self._corrections = corrections

    def __len__(self) -> int:
        """How many there are."""
        return self._corrections.figures

    def __iter__(self) -> Iterator[Corrected]:
        """All of them, in the order of the sheet's rows."""
        return (
            Corrected(self._file, self._names[each.entry.metric], each, field)
            for each in self._corrections
            for field in each.fields
        )


def last_text(last: LastCorrection) -> str:
    """Who put a figure in the place of another, when and why."""
    return f"{last.by} {moment_text(last.at)}更正（{last.reason}）"


def withdrawal_text(last: LastCorrection) -> str:
    """Who withdrew a figure, when and why."""
    return f"已由 {last.by} {moment_text(last.at)}收回（{last.reason}）"


def correction_blocks(
    found: Sequence[ManyReplaced], *, written: bool, columns: tuple[Column, ...] = _COLUMNS, of: str = "个数"
) -> tuple[Block, ...]:
    """The first of those of all sheets as a table, and how many there are."""
    count = sum(map(len, found))
    if not count:
        return ()
    rows = tuple(each.page_row for each in islice(chain.from_iterable(found), SHOWN))
    cut = f"只列前{SHOWN}个，共{count}个；全部见 --format csv 或 --format json"
    more = (Paragraph(cut, quiet=True),) if count > SHOWN else ()
    return Heading(f"{'已更正' if written else '要更正'}（{count}{of}）"), Table(columns, rows), *more


def _change(of: Corrected) -> str:
    """Which figure becomes which."""
    before = "收回" if of.before is None else plain(exact(of.before))
    return f"{of.field.label}：{before} → {plain(exact(of.after))}"


def _history(of: Corrected) -> str:
    """Who changed the old figure before, and whether the sheet is older than that."""
    if of.of.last is None:
        return ""
    older = f"；这份表更早（{of.of.older.label}）" if of.of.older else ""
    told = withdrawal_text(of.of.last) if of.before is None else last_text(of.of.last)
    return told + older


def _json(of: Corrected) -> JsonObject:
    entry, last = of.of.entry, of.of.last
    replaced: JsonObject | None = last and {
        "recorded_by": last.by,
        "recorded_at": moment(last.at),
        "received_on": moment(last.received_on),
        "reason": last.reason,
    }
    return {
        "file": of.file,
        "row": entry.row or None,
        "unit": entry.unit,
        "target": entry.metric,
        "period": str(entry.period),
        "field": str(of.field),
        "before": quantity(of.before),
        "after": quantity(of.after),
        "corrected_before": replaced,
        "older_by": str(of.of.older) if of.of.older else None,
    }
