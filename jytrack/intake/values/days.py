"""Days as they are written: in a folder's name, where offices keep what came on one day, and in a cell."""

import calendar
import re
from datetime import date

from jytrack.intake.values.cell import narrow
from jytrack.intake.values.spans import in_digits

_DAY = re.compile(
    r"(?<![0-9])(20[0-9]{2}) *[-—./_年 ] *(0?[1-9]|1[0-2]) *[-—./_月 ] *(0?[1-9]|[12][0-9]|3[01])(?![0-9])"
    r"|(?<![0-9])(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?:[0-9]{4}|[0-9]{6})?(?![0-9])"
)

_CELL = re.compile(
    r"(?:(?P<year>20[0-9]{2})(?:年|[-./]))?(?P<month>[0-9]{1,2})(?:月|[-./])(?:(?P<day>[0-9]{1,2})日?|(?P<end>[底末]))"
    r"(?:前|以前|之前)?(?:0?0:00(?::00)?)?"
)


def written_day(text: str, year: int) -> date | None:
    """The day that a cell states, of `year` where it names none; 9月底 is the month's last; None for anything else."""
    match = _CELL.fullmatch(in_digits("".join(narrow(text).split())))
    if match is None:
        return None
    in_year, month = int(match["year"] or year), int(match["month"])
    try:
        return date(in_year, month, int(match["day"] or calendar.monthrange(in_year, month)[1]))
    except ValueError:
        return None


def named_days(name: str) -> set[date]:
    """The days that `name` states with year, month and day; what the calendar does not have is none."""
    found = set()
    for match in _DAY.finditer(in_digits(narrow(name))):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return found
