"""One township's sheet from bytes to entries and problems (intake.md)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from jytrack.domain.period import Period
from jytrack.intake.checks import may_hold_personal_data
from jytrack.intake.decode import decode
from jytrack.intake.layouts import SEARCHED, Header, doubled_columns, find_header
from jytrack.intake.problem import Code, Problem, Severity, finding
from jytrack.intake.rows import read_rows
from jytrack.intake.sheet import Context, Sheet
from jytrack.intake.table import Walk
from jytrack.intake.titles import Stated, stated_period
from jytrack.intake.totals import check_totals


def read_sheet(raw: bytes, name: str, context: Context) -> Sheet:
    """The sheet in the file `name` that holds `raw`; whatever is wrong with it is among its problems."""
    decoded = decode(raw)
    if isinstance(decoded, Problem):
        return Sheet(name, "", "", None, problems=[decoded])
    text, encoding = decoded
    return read_table(read_rows(text), name, context, encoding, guarded=may_hold_personal_data(text))


def read_table(
    rows: Iterable[Sequence[str]], name: str, context: Context, encoding: str = "", *, guarded: bool = True
) -> Sheet:
    """The sheet that consists of `rows`, the first of which is row 1; csv.Error from `rows` becomes a problem.

    `guarded` False: nothing in the sheet is long enough to be personal data.
    """
    remaining = iter(rows)
    head, broken = _first_rows(remaining)
    header = find_header(head, context.metrics)
    if header is None:
        problems = [broken or _no_header()]
        return Sheet(name, encoding, "", None, problems=problems)
    stated = stated_period(context, header, name)
    walk = Walk(context, header, stated, guarded=guarded)
    try:
        walk.read(chain(head[header.rows :], () if broken else remaining))
    except csv.Error:
        broken = _broken(walk.row + 1)
    return _sheet(name, encoding, header, stated, walk, broken)


def _first_rows(rows: Iterator[Sequence[str]]) -> tuple[list[Sequence[str]], Problem | None]:
    """The rows in which the header is looked for, up to one whose quotes are broken."""
    head: list[Sequence[str]] = []
    try:
        head.extend(islice(rows, SEARCHED + 1))
    except csv.Error:
        return head, _broken(len(head) + 1)
    return head, None


def _sheet(name: str, encoding: str, header: Header, stated: Stated, walk: Walk, broken: Problem | None) -> Sheet:
    """What came of the walk; with personal data in it, nothing but where that is."""
    if walk.leaks:
        return Sheet(name, encoding, header.layout, stated.period, problems=walk.leaks)
    problems = [*stated.problems, *doubled_columns(header), *walk.problems]
    entries = walk.register.entries
    if broken is not None:
        problems.append(broken)
    elif not walk.units_seen and not problems:
        problems.append(finding(Code.EMPTY, "表头下面没有单位的数据行", "请填好后再发"))
    if not any(problem.severity is Severity.ERROR for problem in problems):
        problems += check_totals(walk.totals, entries)
    periods = {entry.period for entry in entries}
    period: Period | None = stated.period or (periods.pop() if len(periods) == 1 else None)
    return Sheet(name, encoding, header.layout, period, entries, sorted(problems, key=_row))


def _row(problem: Problem) -> int:
    """The order of problems: those of the sheet as a whole first, then row by row."""
    return problem.row or 0


def _broken(row: int) -> Problem:
    """The problem of a row at which the table cannot be read on."""
    return finding(Code.DECODE, "从这一行起引号不成对，读不下去", "请在 WPS 或 Excel 里打开核对，再另存为 CSV", row=row)


def _no_header() -> Problem:
    """The problem of a sheet in whose first rows there is no header."""
    message = f"前 {SEARCHED} 行里找不到表头"
    advice = "要有“乡镇”一列，再加“指标、月份、本月数、累计数”等列；或“乡镇”一列，再一个指标一列"
    return finding(Code.NO_HEADER, message, advice)
