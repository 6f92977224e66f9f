"""Where titles and heads are broken: between words, into lines of much the same length, no few characters left over."""

import re

from jytrack.reports.formats.word.measure import measured, widest

_WORDS = (
    "领导小组办公室", "领导小组", "就业创业促进年", "办公室", "进展情况", "完成情况", "情况", "通报", "报告", "督办函",
    "说明", "工作", "活动", "就业", "创业", "促进", "数据", "指标", "任务", "责任", "台账", "进度", "关于", "有关",
    "更正", "反馈表", "清单", "一览表", "情况表", "乡镇", "主要", "重点", "专题", "实施方案", "方案", "滞后", "原因",
    "上半年", "下半年", "季度", "全年", "年度", "月度", "调度", "人民政府", "时序", "累计", "目标", "百分点", "单位",
    "措施", "时限", "填写", "填报", "完成", "严重", "月均",
)  # fmt: skip
"""Words of titles that no line's end tears."""

_OPENING, _CLOSING = "“‘（《〔", "”’）》〕、，。：；的等了之"
_PIECES = re.compile(
    rf"[{_OPENING}]*(?:[0-9]+年[0-9]+(?:—[0-9]+)?月|[0-9]+年[一二三四]季度|[0-9]+(?:—[0-9]+)?[年月日]|第[0-9]+[期次号]"
    rf"|{'|'.join(_WORDS)}|[\w.+%/-]+?(?=[^a-zA-Z0-9.+%/-]|$)|.)[{_CLOSING}]*",
    re.DOTALL,
)
_TORN_QUOTE = 300**2
_STEP = 50
"""Hundredths of a character by which a column is tried wider."""


def broken(title: str, limit: int) -> list[str]:
    """`title` in as few lines as it needs, at most `limit` wide in any font; what has no seam is broken anywhere."""
    if widest(title) <= limit:
        return [title]
    pieces = [part for piece in _PIECES.findall(title) for part in _fitting(piece, limit)]
    ideal = measured(title) / -(-widest(title) // limit)
    best: list[tuple[float, int]] = [(0.0, 0)]
    depth = 0
    depths = [0]
    for end in range(1, len(pieces) + 1):
        depth += sum(map(pieces[end - 1].count, "“《（")) - sum(map(pieces[end - 1].count, "”》）"))
        depths.append(depth)
        costs = []
        for begin in range(end - 1, -1, -1):
            line = "".join(pieces[begin:end])
            if widest(line) > limit and begin < end - 1:
                break
            torn = _TORN_QUOTE if end < len(pieces) and depths[end] > 0 else 0
            costs.append((best[begin][0] + limit**2 + (measured(line) - ideal) ** 2 + torn, begin))
        best.append(min(costs))
    lines, end = [], len(pieces)
    while end:
        begin = best[end][1]
        lines.append("".join(pieces[begin:end]))
        end = begin
    return lines[::-1]


def narrowest(title: str, lines: int) -> int:
    """The least width at which the title stands in so many lines, no word torn."""
    limit = max(-(-widest(title) // lines), *map(widest, _PIECES.findall(title)), 0)
    while len(found := broken(title, limit)) > lines:
        limit += _STEP
    return max(map(widest, found))


def _fitting(piece: str, limit: int) -> list[str]:
    """A piece that no line holds, character by character."""
    return [piece] if widest(piece) <= limit else list(piece)
