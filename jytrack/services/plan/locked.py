"""What may not be changed any more: the locks that whoever writes readings has to heed."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from jytrack.domain.figures.reading import Key
from jytrack.domain.plan.locks import is_strict, locked_text
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused
from jytrack.store.database.database import Session
from jytrack.store.plan import locks

_MONTHS_NAMED, _UNITS_NAMED = 3, 10


@valueclass
class Held:
    """The lock under which a reading stands, and the code of the plan whose lock it is."""

    plan: str
    lock: LogEntry

    def text(self, period: Period) -> str:
        """That the month is locked."""
        return locked_text(self.lock, period)

    def opened_by(self, plan: Plan, period: Period, units: Sequence[str]) -> str:
        """The command that opens an exception, for whoever works on `plan`."""
        other = "" if self.plan == plan.code else f"--plan {self.plan} "
        named = "".join(f" --unit {unit}" for unit in units)
        return f"jytrack {other}target unlock {period}{named} --reason 原因"


class Locked:
    """The locks of all plans that a region's readings belong to, as they stand on one day."""

    def __init__(self, session: Session, plan: Plan, day: date) -> None:
        """What is heeded by whoever writes readings of `plan` on `day`."""
        self._plan = plan
        self._plans = locks.of_region(session, plan.region, day)

    def at(self, key: Key) -> Held | None:
        """The lock under which what is on record at `key` stands."""
        unit, metric, period = key
        for each in self._plans:
            if metric in each.metrics and (lock := each.locks.lock(period, unit)):
                return Held(each.code, lock)
        return None

    def closed(self, key: Key) -> Held | None:
        """The lock that keeps a first report at `key` out too."""
        held = self.at(key)
        return held if held and is_strict(held.lock) else None

    def speaks_of(self, periods: AbstractSet[Period]) -> bool:
        """Whether anything was ever said about locking one of these months."""
        return any(periods & each.locks.entries.keys() for each in self._plans)

    @property
    def any_closed(self) -> bool:
        """Whether there is a lock that keeps first reports out."""
        return any(is_strict(lock) for each in self._plans for own in each.locks.entries.values() for lock in own)

    def opened_by(self, held: Held, unit: str, period: Period) -> str:
        """The command that opens an exception from the lock."""
        return held.opened_by(self._plan, period, [unit])

    def require_open(self, keys: Iterable[Key], act: str) -> None:
        """Refuse an `act`, as 更正, that would change what is on record at `keys`, where any of it stands."""
        found: dict[tuple[Period, str], tuple[Held, dict[str, None]]] = {}
        for key in keys:
            if held := self.at(key):
                unit, _, period = key
                found.setdefault((period, held.plan), (held, {}))[1][unit] = None
        if not found:
            return
        lines = [
            self._line(held, period, list(units), act)
            for (period, _), (held, units) in sorted(found.items(), key=lambda item: item[0])
        ]
        more = f"；另有{len(lines) - _MONTHS_NAMED}个月，见 jytrack target locks" if lines[_MONTHS_NAMED:] else ""
        raise InputRefused("；".join(lines[:_MONTHS_NAMED]) + more)

    def _line(self, held: Held, period: Period, units: list[str], act: str) -> str:
        """What is said of one month."""
        some = units[:_UNITS_NAMED]
        who = "、".join(some) + (f"等{len(units)}个单位" if len(units) > len(some) else "")
        return f"{held.text(period)}；{who}要{act}，请办公室开例外：{held.opened_by(self._plan, period, some)}"
