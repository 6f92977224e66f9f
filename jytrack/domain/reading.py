"""Readings as the rule book sees them: what was typed, for one unit, metric and month."""

from dataclasses import dataclass
from datetime import date

from jytrack.domain.period import Period
from jytrack.domain.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Reading:
    """What one unit reported of one metric for one period, exactly as typed; everything else is derived when read."""

    unit: str
    period: Period
    month: Quantity | None = None
    cumulative: Quantity | None = None
    value: Quantity | None = None
    numerator: Quantity | None = None
    denominator: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """That a unit's report of a metric for a period came in: first on `received_on`, then corrected so often."""

    unit: str
    metric: str
    period: Period
    received_on: date
    corrections: int = 0
