"""Who has not reported yet for the last month of an import."""

from collections.abc import Mapping, Sequence

from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Block, Column, Heading, JsonValue, Paragraph, Table

UNITS_SHOWN, NAMES_SHOWN = 30, 4
"""So many units that are still missing stand on the page, and of each so many metrics; the JSON object holds all."""

_MISSING = (Column("单位"), Column("缺项", right=True), Column("指标", shrink=True))


@valueclass
class StillMissing:
    """The metrics, by name, that each unit has not reported yet for `period`."""

    period: Period
    metrics: Mapping[str, Sequence[str]]


def missing_blocks(missing: StillMissing | None) -> tuple[Block, ...]:
    """Who has not reported yet, a row a unit."""
    if missing is None:
        return ()
    month = period_text(missing.period)
    if not missing.metrics:
        return (Paragraph(f"{month}：各单位已报齐。"),)
    rows = [(unit, len(names), several(names, NAMES_SHOWN, "项")) for unit, names in missing.metrics.items()]
    cut = len(rows) > UNITS_SHOWN
    more = (Paragraph(f"只列前{UNITS_SHOWN}个单位；全部见 --format json", quiet=True),) if cut else ()
    heading = Heading(f"{month}还没报齐（{len(rows)}个单位）")
    return (heading, Table(_MISSING, tuple(rows[:UNITS_SHOWN])), *more)


def json_missing(missing: StillMissing | None) -> JsonValue:
    """The same for programs."""
    if missing is None:
        return None
    units: list[JsonValue] = [{"unit": unit, "metrics": list(names)} for unit, names in missing.metrics.items()]
    return {"period": str(missing.period), "units": units}
