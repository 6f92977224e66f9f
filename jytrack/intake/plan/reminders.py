"""reminders.csv: the stages at which what is owed is reminded of, a row a kind, where the office has its own."""

import re

from jytrack.domain.plan.stages import ObligationKind, StageRule
from jytrack.intake.plan.files import Table
from jytrack.intake.plan.rows import Row

KIND, STAGES, EVERY, LEAD, OFFICE = "类别", "提醒", "之后每隔", "抄送牵头", "抄送办公室"
_FARTHEST = 365
_STAGE = re.compile(r"[+＋]?(0|[1-9][0-9]{0,2})|[-－−](?:[1-9][0-9]{0,2})")
_SIGNS = str.maketrans("＋－−", "+--")


def read_reminders(table: Table, notice: int) -> tuple[StageRule, ...]:
    """The rules by kind; reports are known of only so many days of `notice` before they fall due."""
    found: dict[ObligationKind, StageRule] = {}
    for row in table.rows:
        rule = _rule(row, notice)
        if row.sound and rule.kind in found:
            row.refuse(KIND, "这一类已有一行")
        found.setdefault(rule.kind, rule)
    return tuple(found[kind] for kind in ObligationKind if kind in found)


def _rule(row: Row, notice: int) -> StageRule:
    """One row."""
    kind = row.word(KIND, ObligationKind)
    if kind is ObligationKind.NOTICE:
        row.refuse(KIND, "发送情况随时告诉办公室，不分阶段")
    stages = _stages(row)
    if kind is ObligationKind.SUBMISSION and stages[0] < -notice:
        row.refuse(STAGES, f"填报最早提前{notice}天提醒（thresholds.csv 的临期天数）")
    every = row.whole(EVERY, 1, _FARTHEST) if row.typed(EVERY) else 0
    return StageRule(kind, stages, every, _from(row, LEAD), _from(row, OFFICE))


def _stages(row: Row) -> tuple[int, ...]:
    """The days from the due day, in order."""
    written = row.names(STAGES)
    if not written or not all(_STAGE.fullmatch(each) for each in written):
        row.refuse(STAGES, "应为离期限的天数，如 -7、-3、-1、0、+1、+3、+7")
        return (0,)
    days = sorted({int(each.translate(_SIGNS)) for each in written})
    if max(map(abs, days)) > _FARTHEST:
        row.refuse(STAGES, f"天数应在-{_FARTHEST}至+{_FARTHEST}之间")
    return tuple(days)


def _from(row: Row, column: str) -> int | None:
    """From which day late on somebody gets a copy; blank: never."""
    text = row.typed(column)
    if not text:
        return None
    if not _STAGE.fullmatch(text) or int(text.translate(_SIGNS)) < 1:
        row.refuse(column, "应为逾期的天数，如 +1；空着就是不抄送")
        return None
    return int(text.translate(_SIGNS))
