"""Units, metrics and months as the cells of a sheet name them, each text looked up once."""

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.checks import check_period
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.sheets.stated import Stated
from jytrack.intake.values.cell import Trouble
from jytrack.intake.values.names import bare_forms, says_who
from jytrack.intake.values.nearest import misspelt, nearest
from jytrack.intake.values.periods import read_period
from jytrack.intake.values.problem import Code
from jytrack.intake.values.spelling import spelling

K = TypeVar("K")
T = TypeVar("T")

_MOST_GUESSES = 100
"""Comparing an unknown name with all known ones is slow, and a sheet with so many of them is not misspelled."""


class Remembered(dict[K, T], Generic[K, T]):
    """What a text or a heading means, worked out once."""

    def __init__(self, work_out: Callable[[K], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, text: K) -> T:
        """The meaning of `text`, worked out now."""
        self[text] = meaning = self._work_out(text)
        return meaning


class Named(NamedTuple, Generic[T]):
    """What a cell names, None for nothing; `trouble` says why, or how the cell was put right."""

    what: T | None
    trouble: Trouble | None = None


class Measured(NamedTuple):
    """A metric, and what its row says of its measure ("" for nothing)."""

    metric: Metric
    said: str = ""


class Lookups:
    """What the cells of one sheet may name: the context's units and metrics, and months beside the one stated."""

    def __init__(self, context: Context, stated: Stated) -> None:
        self._context = context
        self._stated = stated
        self._guesses = 0

    def unit(self, text: str) -> Named[str]:
        """The unit named `text`."""
        forms = bare_forms(text, self._context.region)
        name, said = next(
            ((found, each.said) for each in forms if (found := self._context.units.get(each.name))), ("", "")
        )
        if name and not says_who(said) and self._context.units.get(spelling(said)) != name:
            message = f"“{text}”里的“{said}”看不懂，可能会改变这一行的数"
            return Named(None, Trouble(Code.UNKNOWN_UNIT, message, "单位一栏请只写单位；别的话请写进表头"))
        if not name:
            message, guess = self._unknown(text, "填报单位", spelling(text), self._context.units, nearest)
            advice = f"是不是“{self._context.units[guess]}”？" if guess else "请写单位全称"
            return Named(None, Trouble(Code.UNKNOWN_UNIT, message, advice))
        if self._context.unit not in (None, name):
            message = f"“{text}”不是导入时给的“{self._context.unit}”"
            return Named(None, Trouble(Code.UNIT_CONFLICT, message, office="请核对 --unit；各行有单位的表不用加"))
        return Named(name)

    def metric(self, text: str) -> Named[Measured]:
        """The metric named `text`, with what is said of its measure in brackets behind it."""
        for bare in bare_forms(text, self._context.region):
            metric = self._context.metrics.get(bare.name)
            if metric is not None:
                return Named(Measured(metric, bare.said.removeprefix("单位:")))
        message, guess = self._unknown(text, "指标", spelling(text), self._context.metrics, misspelt)
        advice = f"是不是“{self._context.metrics[guess].name}”？" if guess else "请按下发的指标名称填写"
        return Named(None, Trouble(Code.UNKNOWN_METRIC, message, advice))

    def period(self, text: str) -> Named[Period]:
        """The month in the cell `text`; a blank one is the month stated for the whole sheet."""
        stated = self._stated.period
        if not text.strip():
            # Nothing stated and no column of months is a problem of the sheet, which `stated_period` names once.
            return Named(stated, None if stated else Trouble(Code.UNKNOWN_PERIOD, "空着，看不出是哪个月", "请填上年月"))
        period, trouble = read_period(text, self._stated.year)
        if period is None:
            return Named(None, trouble)
        if refusal := check_period(period, self._context.year, self._context.received_on):
            return Named(None, refusal)
        if stated not in (None, period):
            message = f"“{text}”与{self._stated.by}的{stated}不一致"
            return Named(None, Trouble(Code.PERIOD_CONFLICT, message, "请把月份改成一致"))
        if self._stated.before and period.year != self._context.year - 1:
            message = f"“{text}”不是上年的月份，标题、表名写的却是上年的数"
            return Named(None, Trouble(Code.PERIOD_CONFLICT, message, "请把月份或标题改成一致"))
        return Named(period, trouble)

    def _unknown(
        self, text: str, what: str, key: str, known: Iterable[str], guess: Callable[[str, Iterable[str]], str]
    ) -> tuple[str, str]:
        """What to say of an unknown `what`, and the known spelling that is guessed ("" for none)."""
        if not key:
            return "空着", ""
        self._guesses += 1
        return f"“{text}”不在{what}名单里", guess(key, known) if self._guesses <= _MOST_GUESSES else ""
