"""One township's sheet from its rows to entries and problems (intake.md)."""

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from jytrack.domain.figures.reading import Entries
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.files import Tab
from jytrack.intake.sheets.layouts import SEARCHED, Header, find_header
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.sheets.table import Walk
from jytrack.intake.sheets.titles import Stated, named_unit, stated
from jytrack.intake.sheets.totals import check_totals
from jytrack.intake.values.problem import Code, Problem, Severity, finding


class SheetReader:
    """One sheet being read: its entries first, and when these are through, all there was to say about it.

    `layout` is "" where there is no header; `periods` are the months of its entries, `period` the one month of all of
    them; `leaked`: it holds personal data, so that none of its entries may be used.
    """

    def __init__(self, tab: Tab, file: str, context: Context) -> None:
        """The sheet `tab` of `file`, to be read against `context`."""
        self.file = file
        self.tab = tab
        self.layout = ""
        self.period: Period | None = None
        self.periods: frozenset[Period] = frozenset()
        self.problems: list[Problem] = []
        self.leaked = False
        self._context = context

    def entries(self) -> Iterator[Entries]:
        """The entries in row order, block by block; may be asked for again.

        None where two columns say the same, for either could be meant.
        """
        rows = iter(self.tab.rows())
        head, broken = _first_rows(rows)
        header = find_header(head, self._context.metrics, self._context.year)
        if header is None:
            self.problems = [broken or _no_header()]
            return
        whole = stated(self._context, header, self.file, self.tab.name)
        walk = self._walk(header, whole)
        try:
            for entries in walk.read(chain(head[header.rows :], () if broken else rows)):
                yield [] if walk.doubled else entries
        except csv.Error as error:
            broken = _broken(error, walk.row + 1)
        self.layout = header.layout
        self.periods = frozenset(walk.periods)
        self.period = whole.period or (next(iter(walk.periods)) if len(walk.periods) == 1 else None)
        self.leaked = len(walk.leaks) > 0
        said = walk.leaks.listed() if self.leaked else self._said(header, whole, walk, broken)
        self.problems = sorted(said, key=lambda each: each.row or 0)

    def _walk(self, header: Header, whole: Stated) -> Walk:
        """A walk over the rows under the header."""
        return Walk(self._context, header, whole, guarded=self.tab.guarded)

    def _said(self, header: Header, whole: Stated, walk: Walk, broken: Problem | None) -> list[Problem]:
        """The problems of a sheet that has been walked through."""
        problems = [*whole.problems, *walk.doubled, *walk.problems.listed()]
        if broken is not None:
            problems.append(broken)
        elif not walk.rows_taken and not problems:
            problems.append(finding(Code.EMPTY, "表头下面没有数据行", "请填好后再发"))
        if any(problem.severity is Severity.ERROR for problem in problems):
            return problems
        if len(walk.units) == 1:
            problems += self._other_unit(header, next(iter(walk.units)))
        if walk.totals:
            again = self._walk(header, whole).read(islice(self.tab.rows(), header.rows, None))
            problems += check_totals(walk.totals, chain.from_iterable(again))
        return problems

    def _other_unit(self, header: Header, unit: str) -> Iterator[Problem]:
        """The problem of a sheet whose rows are all of `unit`, while its title or name speaks of another."""
        named = named_unit(self._context, header, self.file, self.tab.name)
        if named not in (None, unit) and self._context.unit is None:
            message = f"标题或文件名是“{named}”，表里填的却是“{unit}”"
            yield finding(Code.UNIT_CONFLICT, message, "请把单位改成一致")


def _first_rows(rows: Iterator[Sequence[str]]) -> tuple[list[Sequence[str]], Problem | None]:
    """The rows in which the header is looked for, up to one whose quotes are broken."""
    head: list[Sequence[str]] = []
    try:
        head.extend(islice(rows, SEARCHED + 1))
    except csv.Error as error:
        return head, _broken(error, len(head) + 1)
    return head, None


def _broken(error: csv.Error, row: int) -> Problem:
    """The problem of a row at which the table cannot be read on."""
    advice = "请在 WPS 或 Excel 里打开核对，再另存为 CSV"
    if "field limit" in str(error):
        message = f"一格最多 {csv.field_size_limit()} 个字，这一行起有一格超过，多半是引号不成对"
        return finding(Code.TOO_LARGE, message, advice, row=row)
    return finding(Code.DECODE, "从这一行起引号不成对，读不下去", advice, row=row)


def _no_header() -> Problem:
    """The problem of a sheet in whose first rows there is no header."""
    message = f"前 {SEARCHED} 行里找不到表头"
    advice = "要有“乡镇”一列，再加“指标、月份、本月数、累计数”等列，或再一个指标一列；只报一个单位的，可以不要“乡镇”列"
    return finding(Code.NO_HEADER, message, advice)
