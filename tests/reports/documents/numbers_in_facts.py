"""Whether every number of a document stands in the facts behind it: the check that papers and figures are one.

A line that names targets may use the numbers of these targets alone, a line that names none those of all counts. A
number fits a fact when it is that fact rounded, up or down, to the decimals that it is shown with; beside the facts
themselves stand the few differences that §4 of the specification makes of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jytrack.reports.formats.plain import render
from jytrack.reports.values.document import Document, JsonValue

QUOTED = "【素材】"
"""What such a line says stands in the task log word for word."""

_PINNED = re.compile(r"数据指纹[0-9a-f]{12}，核对：.*?(?=。|$)|jytrack [^，。；]*|第　*期")
_NUMBER = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?")
_DATES = re.compile(
    r"[0-9]{4}年[0-9]+月[0-9]+日(?:[0-9]+:[0-9]+(?::[0-9.]+)?)?|[0-9]{4}年|[0-9]+月[0-9]+日|[0-9]+(?:—[0-9]+)?月"
)
_LISTED = re.compile(r"^[0-9]+\.|^ +[0-9]+  |【附件[0-9]* ")
_MONTHS = re.compile(r"(?:近|后续|最后)[0-9]+个月|下半年|近[0-9]月|任务[0-9]+(?:、[0-9]+)*|第[0-9]+")
"""Dates, numbers of lists, spans of months and numbers of tasks: none of them is a figure."""

Facts = Mapping[str, Any]


def strangers(document: Document, facts: Facts, names: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines of the document with a number that is in no fact, each with that number.

    `names` are what each target may be called, by its code; `facts` are those of `fingerprint.facts_of`.
    """
    of = {code: list(_of_target(facts, code)) for code in names}
    called = sorted(((name, code) for code, each in names.items() for name in each), key=lambda pair: -len(pair[0]))
    counts = list(_counts(facts))
    found = []
    for line in render(document).splitlines():
        if line.startswith(QUOTED):
            continue
        bare = _PINNED.sub("", line)
        codes: list[str] = []
        for name, code in called:
            if name in bare:
                codes.append(code)
                bare = bare.replace(name, "")
        pool = [fact for code in codes for fact in of[code]] if codes else []
        pool += counts if len(codes) != 1 else []
        found += [f"{text}: {line}" for text in _figures(bare) if not any(_fits(text, fact) for fact in pool)]
    return found


def _figures(line: str) -> Iterator[str]:
    """The numbers of a line but for dates, numbers of lists and of tasks, and spans of months."""
    for pattern in (_LISTED, _DATES, _MONTHS):
        line = pattern.sub(" ", line)
    yield from (match[0] for match in _NUMBER.finditer(line))


def _fits(text: str, fact: Fraction) -> bool:
    """Whether the number is the fact at its decimals, half up, up, or down."""
    places = len(text.partition(".")[2])
    return abs(Fraction(text) - abs(fact)) < Fraction(1, 10**places)


def _of_target(facts: Facts, code: str) -> Iterator[Fraction]:
    """All numbers of one target: of the whole, of its units, and what sentences make of them."""
    months = facts["overview"]["closed_months"]
    (row,) = (row for row in facts["overview"]["rows"] if row["target"] == code)
    units = [row for row in facts["townships"]["rows"] if row["target"] == code]
    yield from _numbers([row, units])
    yield from (Fraction(0), Fraction(len(row["missing_units"])))
    yield Fraction(len(row["missing_units"]) - len(row["stale_months"]))
    yield from map(Fraction, Counter(row["stale_months"].values()).values())
    pace = row["pace_per_month"]
    if pace is not None:
        yield Fraction(pace) * min(3, months)
    if row["actual"] is not None and row["actual_last_year"] is not None:
        yield Fraction(row["actual"]) - Fraction(row["actual_last_year"])
    rules = facts["overview"]["rules"]
    yield from _numbers(rules["target_thresholds"].get(code, rules["thresholds"]))


def _counts(facts: Facts) -> Iterator[Fraction]:
    """What documents count: targets by light, tasks, reports, milestones, and the lines of lights."""
    overview = facts["overview"]
    rows = overview["rows"]
    yield from _numbers(overview["rules"]["thresholds"])
    yield from _numbers([{**row, "items": None} for row in overview["accountability"]["rows"]])
    yield from _numbers({**overview["accountability"]["total"], "items": None})
    yield from _numbers([{**row, "items": None, "missing_items": None} for row in facts["submissions"]["rows"]])
    yield from _numbers([{**each, "task": None} for each in facts["overdue"]])
    yield from map(Fraction, (len(rows), len(facts["overdue"])))
    of: dict[str, int] = {}
    for row in rows:
        for key in (row["light_code"], row["light"], f"{row['light_code']} {row['schedule'] == 'checkpoint'}"):
            of[key] = of.get(key, 0) + 1
    yield from map(Fraction, of.values())
    as_of = date.fromisoformat(overview["as_of"])
    units = facts["submissions"]["rows"]
    yield from (Fraction(sum(bool(row[key]) for row in units)) for key in ("missing", "late"))
    for row in units:
        yield Fraction(len({item["target"] for item in row["missing_items"]}))
        for item in row["missing_items"]:
            yield Fraction((as_of - date.fromisoformat(item["due_on"])).days)


def _numbers(value: JsonValue | Iterable[Any]) -> Iterator[Fraction]:
    """All numbers within a value, however deep."""
    match value:
        case bool() | str() | None:
            return
        case int() | Decimal():
            yield Fraction(value)
        case dict():
            for each in value.values():
                yield from _numbers(each)
        case list() | tuple():
            for each in value:
                yield from _numbers(each)
