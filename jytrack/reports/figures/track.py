"""How a target came to where it stands, for programs: month by month, and its light at each quarter's end."""

from collections.abc import Sequence

from jytrack.domain.figures.track import QUARTER, quarter_ends
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.period import Period
from jytrack.reports.values.document import JsonValue
from jytrack.reports.values.json_values import JsonObject, moment, number, percentage


def json_track(year: int, by_month: Sequence[Assessment]) -> JsonObject:
    """`series` and `quarters` of a target judged at the end of each closed month of `year`."""
    series: list[JsonValue] = [_month(year, judged) for judged in by_month]
    quarters: list[JsonValue] = [_quarter(year, judged) for judged in quarter_ends(by_month)]
    return {"series": series, "quarters": quarters}


def _month(year: int, judged: Assessment) -> JsonObject:
    return {
        "period": str(Period(year, judged.closed_months)),
        "actual": number(judged.actual),
        "attainment_pct": percentage(judged.attainment),
        "expected_pct": percentage(judged.expected_share),
        "complete": not judged.missing_units,
    }


def _quarter(year: int, judged: Assessment) -> JsonObject:
    return {
        "quarter": judged.closed_months // QUARTER,
        "as_of": moment(Period(year, judged.closed_months).last_day),
        "actual": number(judged.actual),
        "attainment_pct": percentage(judged.attainment),
        "light": judged.light.colour.value,
        "light_code": judged.light.code.value,
        "light_reason": judged.light.reason,
    }
