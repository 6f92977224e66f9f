"""A sheet of two columns, a unit and its number: splits and weights sent as a file."""

import csv
import re
from collections.abc import Mapping
from fractions import Fraction
from io import StringIO

from jytrack.domain.values.numerals import plain
from jytrack.intake.values.decode import decode
from jytrack.intake.values.problem import Problem
from jytrack.intake.values.rows import read_rows
from jytrack.intake.values.spelling import spelling

TOTALS = ("合计", "总计", "小计", "全县")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")


def read_split(raw: bytes, units: Mapping[str, str]) -> dict[str, Fraction] | str:
    """Each unit's number, or what is wrong, in Chinese; `units` are the printed names by spelling.

    The first row is the header. A row of totals must be right, and is no unit.
    """
    decoded = decode(raw)
    if isinstance(decoded, Problem):
        return decoded.message
    try:
        rows = list(read_rows(StringIO(decoded.text, newline="")))
    except csv.Error:
        return "引号不成对，读不下去"
    found: dict[str, Fraction] = {}
    total: Fraction | None = None
    for place, row in enumerate(rows[1:], 2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        name, text = spelling(cells[0]), spelling(cells[1]) if len(cells) > 1 else ""
        if not _NUMBER.fullmatch(text):
            return f"第 {place} 行“{cells[0]}”的数“{text}”不是至多四位小数的非负数"
        if name in TOTALS:
            total = Fraction(text)
        elif name not in units:
            return f"第 {place} 行“{cells[0]}”不是这个指标的填报单位"
        elif units[name] in found:
            return f"第 {place} 行“{cells[0]}”重复"
        else:
            found[units[name]] = Fraction(text)
    together = sum(found.values(), Fraction(0))
    if total is not None and total != together:
        return f"合计写的是 {plain(total)}，各单位相加是 {plain(together)}"
    return found
