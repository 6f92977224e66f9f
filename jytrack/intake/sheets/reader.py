"""One township's sheet from its rows to entries and problems (intake.md)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice

from jytrack.domain.figures.reading import Entries, Key
from jytrack.domain.sheets.receipts import Item
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.addressed import Read, by_name, goes_to
from jytrack.intake.sheets.files import Tab
from jytrack.intake.sheets.fitting import unfitting
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.layouts import SEARCHED, find_header
from jytrack.intake.sheets.leaks import personal_data
from jytrack.intake.sheets.lookups import Lookups
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.sheets.stated import Stated
from jytrack.intake.sheets.statements import Vocabulary
from jytrack.intake.sheets.surroundings import Place, named_unit, places, stated, stated_year
from jytrack.intake.sheets.table import Walk
from jytrack.intake.sheets.totals import check_totals
from jytrack.intake.values.problem import About, Code, Problem, ProblemList, Severity, finding
from jytrack.intake.values.rows import column_letter

MOST_COLUMNS = 16_384
"""As many columns as a spreadsheet has."""


class SheetReader:
    """One sheet being read: its entries first, and when these are through, all there was to say about it.

    `layout` is "" where there is no header; `periods` are the months of its entries, `period` the one month of all of
    them; `leaked`: it holds personal data, so that none of its entries may be used; `blanks` is what a sheet that
    replaces another leaves blank; `metric` is that of the whole sheet, `addressees` are whose figures it holds.
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
        self.blanks: tuple[Key, ...] = ()
        self.header: Header | None = None
        self.metric = ""
        self.addressees: tuple[str, ...] = ()
        self._context = context
        self._vocabulary = Vocabulary(context)

    def locate(self, about: About) -> list[str]:
        """The letters of the columns in which figures of one reading stand."""
        fitting = [
            column
            for column in (self.header.figures if self.header else ())
            if (column.metric is None or column.metric.code == about.metric)
            and column.unit in (None, about.unit)
            and (column.period in (None, about.period) or self.period == about.period)
        ]
        exact = [column for column in fitting if column.field in about.fields]
        found = exact or [column for column in fitting if column.field is None] or fitting
        return [column_letter(column.at) for column in found]

    @property
    def is_ours(self) -> bool:
        """Whether the sheet has a header of ours: a workbook may hold others, with instructions or for charts."""
        head, broken = _first_rows(iter(self.tab.rows()))
        return broken is not None or self._outline(head)[0] is not None

    def entries(self) -> Iterator[Entries]:
        """The entries in row order, block by block; may be asked for again.

        None where two columns say the same, for either could be meant.
        """
        rows = iter(self.tab.rows())
        head, broken = _first_rows(rows)
        header, around = self._outline(head)
        if header is None or not (header.figures or header.suspects):
            leaks = self._leaks(chain(head, () if broken else rows))
            self.leaked = len(leaks) > 0
            self.problems = leaks.listed() or [broken or _no_header(header)]
            return
        whole = stated(self._context, header, around)
        walk = self._walk(header, whole)
        walk.leaks.extend(self._leaks(head[: header.rows], header.rows - len(header.levels)).listed())
        try:
            for entries in walk.read(iter(()) if broken else rows, head[header.rows :]):
                yield [] if walk.doubled else entries
        except csv.Error as error:
            broken = _broken(error, walk.row + 1)
        self.layout = header.layout
        self.header = header
        self.metric = whole.metric.name if whole.metric else ""
        unit = whole.unit or named_unit(around)
        self.addressees = (unit,) if unit else tuple({named.what for named in walk.named.values() if named.what})
        self.periods = frozenset(walk.periods)
        self.period = whole.period or (next(iter(walk.periods)) if len(walk.periods) == 1 else None)
        self.blanks = tuple(walk.blanks or ())
        self.leaked = len(walk.leaks) > 0
        said = walk.leaks.listed() if self.leaked else self._said(header, around, whole, walk, broken)
        self.problems = sorted(said, key=lambda each: each.row or 0)

    def goes_to(self, problems: Iterable[Problem]) -> tuple[Item, ...]:
        """What the sheet was for, of the units that it goes back to for these problems."""
        head, _ = _first_rows(iter(self.tab.rows()))
        header, around = self._outline(head)
        if header is None:
            return by_name(self.file, self._context)
        whole = stated(self._context, header, around)
        keys = {entry.key for entry in chain.from_iterable(self.entries())}
        read = Read(header, whole, Lookups(self._context, whole), keys, named_unit(around))
        return goes_to(read, problems, self.tab.rows())

    def _leaks(self, rows: Iterable[Sequence[str]], begin: int = 0) -> ProblemList:
        """The personal data in the rows of a sheet, or a header, that nobody walks through; the first `begin` apart."""
        leaks = ProblemList()
        with suppress(csv.Error):
            for number, cells in enumerate(rows if self.tab.guarded else (), 1):
                if number > begin:
                    leaks.extend(personal_data(number, cells))
        return leaks

    def _outline(self, head: list[Sequence[str]]) -> tuple[Header | None, tuple[Place, ...]]:
        """The header, and what stands around it; its months are of the year that is given, or else named there."""
        given = self._context.period
        supposed = given.year if given else self._context.year
        header = find_header(head, self._context, self._vocabulary, supposed)
        if header is None:
            return None, ()
        around = places(header, self._vocabulary, self.file, self.tab.name)
        year = supposed if given else stated_year(around) or supposed
        if year != supposed:
            header = find_header(head, self._context, self._vocabulary, year)
        return header, around

    def _walk(self, header: Header, whole: Stated) -> Walk:
        """A walk over the rows under the header."""
        return Walk(self._context, self._vocabulary, header, whole, guarded=self.tab.guarded)

    def _said(
        self, header: Header, around: tuple[Place, ...], whole: Stated, walk: Walk, broken: Problem | None
    ) -> list[Problem]:
        """The problems of a sheet that has been walked through."""
        problems = [*whole.problems, *walk.doubled, *walk.problems.listed()]
        if broken is not None:
            problems.append(broken)
        elif not walk.rows_taken and not problems:
            problems.append(finding(Code.EMPTY, "表头下面没有数据行", "请填好后再发"))
        problems += unfitting(header, around, whole, walk.metrics, walk.periods)
        problems += _set_aside(header, walk)
        if self.tab.hidden:
            problems.append(finding(Code.HIDDEN, f"{'、'.join(self.tab.hidden)}在表里隐藏着，照样读了，请核对"))
        if any(problem.severity is Severity.ERROR for problem in problems):
            return problems
        if len(walk.units) == 1:
            problems += self._other_unit(around, next(iter(walk.units)))
        problems += self._last_year(walk)
        if walk.totals:
            again = self._walk(header, whole).read(islice(self.tab.rows(), header.rows, None))
            problems += check_totals(walk.totals, chain.from_iterable(again))
        return problems

    def _last_year(self, walk: Walk) -> Iterator[Problem]:
        """The word on a sheet with figures of the year before, which are kept for comparison only."""
        year = self._context.year - 1
        if any(period.year == year for period in walk.periods):
            yield finding(Code.LAST_YEAR, f"{year}年的数，只作对比，不计入今年")

    def _other_unit(self, around: tuple[Place, ...], unit: str) -> Iterator[Problem]:
        """The problem of a sheet whose rows are all of `unit`, while its title or name speaks of another."""
        named = named_unit(around)
        if named not in (None, unit) and self._context.unit is None:
            message = f"标题或文件名是“{named}”，表里填的却是“{unit}”"
            yield finding(Code.UNIT_CONFLICT, message, "请把单位改成一致")


def _set_aside(header: Header, walk: Walk) -> Iterator[Problem]:
    """The word on each column whose figures are none of ours, so that none vanishes in silence."""
    for column in header.aside:
        if count := walk.set_aside[column.at]:
            letter = column_letter(column.at)
            why = f"是{column.aside}" if column.aside else "不是要报的栏目"
            message = f"“{column.title}”一列没有读：{count}个数，{why}"
            yield finding(Code.SET_ASIDE, message, row=header.rows, column=letter, value=column.title)


def _first_rows(rows: Iterator[Sequence[str]]) -> tuple[list[Sequence[str]], Problem | None]:
    """The rows in which the header is looked for, up to one that is broken or wider than any spreadsheet."""
    head: list[Sequence[str]] = []
    try:
        for row in islice(rows, SEARCHED + 1):
            if len(row) > MOST_COLUMNS:
                message = f"这一行有{len(row)}格，一张表最多{MOST_COLUMNS}列"
                advice = "请在 WPS 或 Excel 里打开核对，删去多余的列，再另存为 CSV"
                return [], finding(Code.TOO_LARGE, message, advice, row=len(head) + 1)
            head.append(row)
    except csv.Error as error:
        return head, _broken(error, len(head) + 1)
    return head, None


def _broken(error: csv.Error, row: int) -> Problem:
    """The problem of a row at which the table cannot be read on."""
    advice = "请在 WPS 或 Excel 里打开核对，再另存为 CSV"
    if "field limit" in str(error):
        message = f"一格最多{csv.field_size_limit()}个字，这一行起有一格超过，多半是引号不成对"
        return finding(Code.TOO_LARGE, message, advice, row=row)
    return finding(Code.DECODE, "从这一行起引号不成对，读不下去", advice, row=row)


def _no_header(header: Header | None) -> Problem:
    """The problem of a sheet in whose first rows there is no header, or only one without a figure of ours."""
    if header is not None:
        told = "、".join(f"“{column.title}”是{column.aside}" for column in header.aside if column.aside)
        message = f"没有一列是要报的数：{told}" if told else "没有一列是要报的数"
        advice = "请加上要报的指标或“本月数”“累计数”等列"
        return finding(Code.NO_HEADER, message, advice, row=header.rows, beyond=True)
    message = f"前{SEARCHED}行里找不到表头"
    advice = "要有“乡镇”一列，再加“指标、月份、本月数、累计数”等列，或再一个指标一列；只报一个单位的，可以不要“乡镇”列"
    return finding(Code.NO_HEADER, message, advice)
