"""The two times of every report: which months it is about, and what was known."""

from datetime import date, datetime

from jytrack.domain.values.period import Period, closed_months
from jytrack.domain.values.valueclass import valueclass


@valueclass
class Clock:
    """The plan's `year`, the day judged (`as_of`) and the moment whose knowledge counts (`known_at`, aware)."""

    year: int
    as_of: date
    known_at: datetime

    @property
    def closed_months(self) -> int:
        """m: the number of months of the year closed at the as-of day."""
        return closed_months(self.year, self.as_of)

    @property
    def last_closed(self) -> Period | None:
        """The last closed month of the year, None while none is."""
        return Period(self.year, self.closed_months) if self.closed_months else None
