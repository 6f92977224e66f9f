"""To whom a refused sheet goes back, and what it was to report: as much of that as can be seen."""

import csv
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from itertools import islice
from pathlib import PurePath

from jytrack.domain.figures.reading import Key
from jytrack.domain.sheets.receipts import Item
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.sheets.column_heads import Column
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.lookups import Lookups
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.sheets.stated import Stated
from jytrack.intake.sheets.statements import NO_YEAR, Said, Vocabulary
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.problem import MOST_LISTED, Problem
from jytrack.intake.values.rows import column_letter


@valueclass
class Read:
    """A sheet as far as it was read: its header, what is stated of all of it, what its entries are about.

    `named` is the unit that titles, tab and file name speak of.
    """

    header: Header
    stated: Stated
    lookups: Lookups
    keys: Set[Key]
    named: str | None


def by_name(file: str, context: Context) -> tuple[Item, ...]:
    """What a file that could not be read was for, by the options or its name alone."""
    said = Vocabulary(context).said(PurePath(file).stem)
    units = {context.unit} if context.unit else said.units
    periods = {context.period} if context.period else _months(said, context.year)
    return _unread(next(iter(units)), periods) if len(units) == 1 else ()


def goes_to(read: Read, problems: Iterable[Problem], rows: Iterable[Sequence[str]]) -> tuple[Item, ...]:
    """What the sheet was for, of the units whose figures the `problems` are about; at most as much as is listed.

    Where no problem is about a unit's figures, it goes to the unit that the sheet is of, if there is one.
    """
    listed = list(problems)
    cells = _cells(rows, {problem.row for problem in listed if problem.row})
    columns = {column_letter(column.at): column for column in read.header.columns}
    blamed = {_item(read, each, cells.get(each.row or 0, ()), columns.get(each.column or "")) for each in listed} - {
        None
    }
    found = {item for item in blamed if item}
    units = {read.stated.unit} if read.stated.unit else {item.unit for item in found}
    if not units:
        known = {unit for unit, _, _ in read.keys}
        units = known if len(known) == 1 else {read.named} if read.named else set()
    found = {item for item in found if item.metric and item.period and item.unit in units}
    found |= {Item(*key) for key in read.keys if key[0] in units}
    unread = units - {item.unit for item in found}
    months = {read.stated.period} if read.stated.period else {item.period for item in blamed if item and item.period}
    every = [*sorted(found), *(item for unit in sorted(filter(None, unread)) for item in _unread(unit, months))]
    return tuple(every[:MOST_LISTED])


def _unread(unit: str, periods: Iterable[Period]) -> tuple[Item, ...]:
    """What a sheet of this unit was for, when no metric could be seen."""
    return tuple(Item(unit, None, period) for period in sorted(periods)) or (Item(unit),)


def _months(said: Said, year: int) -> set[Period]:
    """The months that a text names, of `year` where it names none."""
    return {Period(year, month.month) if month.year == NO_YEAR else month for month in said.months}


def _cells(rows: Iterable[Sequence[str]], wanted: Set[int]) -> Mapping[int, Sequence[str]]:
    """The cells of the rows that are `wanted` by their numbers, up to where quotes break."""
    found: dict[int, Sequence[str]] = {}
    numbered = enumerate(islice(rows, max(wanted, default=0)), 1)
    with suppress(csv.Error):
        found.update((number, cells) for number, cells in numbered if number in wanted)
    return found


def _item(read: Read, problem: Problem, row: Sequence[str], column: Column | None) -> Item | None:
    """What the problem is about, by its row and its column; None where that names no unit."""
    if problem.about:
        about = problem.about[0]
        return Item(about.unit, about.metric, about.period)
    stated, lookups = read.stated, read.lookups
    unit, metric, period = (_cell(read.header, row, role) for role in (Role.UNIT, Role.METRIC, Role.PERIOD))
    of = lookups.unit(unit).what if unit else (column.unit if column else None) or stated.unit
    measured = lookups.metric(metric).what if metric else None
    known = measured.metric if measured else (column.metric if column else None) or stated.metric
    month = lookups.period(period).what if period else (column.period if column else None) or stated.period
    return Item(of, known.code if known else None, month) if of else None


def _cell(header: Header, row: Sequence[str], role: Role) -> str:
    """What stands in the row's column with this role."""
    at = header.place(role)
    return row[at] if at is not None and at < len(row) else ""
