"""What a document says of all targets together: how many stand where, adding up to all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.words import LightCode, ScheduleKind
from jytrack.reports.documents.amounts import short_date

_JUDGED = {
    LightCode.DONE: "已完成",
    LightCode.ON_TRACK: "达到时序或目标要求",
    LightCode.BEHIND: "滞后",
    LightCode.FAR_BEHIND: "严重滞后",
    LightCode.NOT_MET: "未完成",
    LightCode.NEAR_LIMIT: "接近控制目标",
    LightCode.OVER_LIMIT: "超出控制目标",
}
_LACKING, _UNKNOWN, _SILENT = "因缺报暂不评价", "因数据不足暂不评价", "未到报送期"
_NOT_DUE, _NO_MONTH, _NO_GOAL = "未到考核节点", "尚无已结束的月份", "目标尚未确定"


def overall(assessments: Sequence[Assessment], as_of: date) -> str:
    """How many targets stand where: each is counted once, and what is none is left out."""
    counts = Counter(group(judged) for judged in assessments)
    judged = _counted(counts, _JUDGED.values())
    rest = _counted(counts, (_LACKING, _UNKNOWN, _SILENT, _NOT_DUE, _NO_MONTH, _NO_GOAL))
    told = "；".join(part for part in (judged, rest) if part)
    return f"截至{short_date(as_of)}，方案确定的{len(assessments)}项指标中，{told}。" if told else "方案没有指标。"


def group(judged: Assessment) -> str:
    """Under which words a target is counted."""
    code = judged.light.code
    if code in _JUDGED:
        return _JUDGED[code]
    if code is LightCode.NO_GOAL:
        return _NO_GOAL
    if code is LightCode.NOT_COMPUTABLE:
        return _UNKNOWN
    if code is not LightCode.NOT_DUE:
        return _LACKING
    if judged.target.schedule.kind is ScheduleKind.CHECKPOINT:
        return _NOT_DUE
    return _SILENT if judged.closed_months else _NO_MONTH


def _counted(counts: Counter[str], words: Iterable[str]) -> str:
    """The groups of which there are some, in the order of `words`."""
    return "，".join(f"{word}{counts[word]}项" for word in words if counts[word])
