"""The day that a folder's name states: offices keep what came on one day in one folder."""

import re
from datetime import date

from jytrack.intake.values.cell import narrow
from jytrack.intake.values.spans import in_digits

_DAY = re.compile(
    r"(?<![0-9])(20[0-9]{2}) *[-—./_年 ] *(0?[1-9]|1[0-2]) *[-—./_月 ] *(0?[1-9]|[12][0-9]|3[01])(?![0-9])"
    r"|(?<![0-9])(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?:[0-9]{4}|[0-9]{6})?(?![0-9])"
)


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
