"""What a document says of reporting: how many reports were due, how they came, and whose are missing or were late."""

from collections.abc import Mapping, Sequence

from jytrack.domain.sheets.discipline import Discipline
from jytrack.domain.values.numerals import percent

NAMED = 10
"""More units than this are named in part, with their number."""


def reporting(whole: Discipline, units: Mapping[str, Discipline]) -> str:
    """The sentences about reports due; `whole` counts all, `units` each unit's in official order."""
    if not whole.expected:
        return "还没有到期的填报。"
    head = f"到期应报{whole.expected}项次，按时{whole.on_time}项次"
    head += f"，迟报{whole.late}项次" if whole.late else ""
    head += f"，缺报{whole.missing}项次" if whole.missing else ""
    told = [f"{head}，报送完整率{percent(whole.completeness)}。"]
    for word, counts in (
        ("缺报", [(unit, found.missing) for unit, found in units.items() if found.missing]),
        ("迟报", [(unit, found.late) for unit, found in units.items() if found.late]),
    ):
        if counts:
            told.append(f"{word}的是{_most_first(counts)}。")
    return "".join(told)


def _most_first(counts: Sequence[tuple[str, int]]) -> str:
    """Units with their counts, the greatest first, equal ones in official order."""
    order = sorted(counts, key=lambda each: -each[1])
    named = "、".join(f"{unit}（{count}项次）" for unit, count in order[:NAMED])
    return named + (f"等{len(order)}个单位" if len(order) > NAMED else "")
