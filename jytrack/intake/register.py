"""The entries of one sheet: only units on duty, and one entry for each unit, metric and month."""

from jytrack.domain.period import Period
from jytrack.domain.reading import Entry
from jytrack.intake.problem import Code
from jytrack.intake.sheet import Context
from jytrack.intake.values import Trouble

_Key = tuple[str, str, Period]


class Register:
    """Takes entries in row order.

    The months of a unit and metric are bits of one number, because a key for each of a million rows would take more
    memory than the rows; the row of an earlier entry is looked for only when there is a second one.
    """

    def __init__(self, context: Context) -> None:
        self._entries: list[Entry] = []
        self._months = dict.fromkeys(context.duties, 0)
        self._bits = {Period(context.year - 1 + n // 12, n % 12 + 1): 1 << n for n in range(24)}
        self._rows: dict[_Key, int] = {}
        self._indexed = 0
        self._doubled: set[_Key] = set()

    @property
    def entries(self) -> list[Entry]:
        """The entries that stand: of two for the same key neither does."""
        if not self._doubled:
            return self._entries
        return [entry for entry in self._entries if _key(entry) not in self._doubled]

    def add(self, entry: Entry) -> Trouble | None:
        """Take `entry` in, or say why not; its month must be one of the plan's year or of the year before."""
        duty = (entry.unit, entry.metric)
        months = self._months.get(duty)
        if months is None:
            return Trouble(
                Code.NOT_ON_DUTY, f"“{entry.unit}”不负责填报这个指标", "请核对单位和指标；不归本单位报的空着"
            )
        bit = self._bits[entry.period]
        if months & bit:
            return self._double(entry)
        self._months[duty] = months | bit
        self._entries.append(entry)
        return None

    def _double(self, entry: Entry) -> Trouble:
        """What to say of an entry whose key an earlier row has."""
        for earlier in self._entries[self._indexed :]:
            self._rows[_key(earlier)] = earlier.row
        self._indexed = len(self._entries)
        key = _key(entry)
        self._doubled.add(key)
        message = f"与第 {self._rows[key]} 行重复，都是“{entry.unit}”{entry.period} 的数"
        return Trouble(Code.DUPLICATE_KEY, message, "同一单位、指标、月份只留一行")


def _key(entry: Entry) -> _Key:
    """What an entry is about: unit, metric and month."""
    return entry.unit, entry.metric, entry.period
