"""What a report used: the line under its title and the small print at its foot (domain.md §3)."""

from collections import Counter
from collections.abc import Sequence

from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.schedule import share
from jytrack.domain.plan.target import Schedule, Target, Thresholds
from jytrack.domain.sheets.discipline import Discipline
from jytrack.domain.sheets.doubting import MARK
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, percent, plain
from jytrack.domain.values.words import Basis
from jytrack.reports.values import phrases
from jytrack.reports.values.document import Block, Heading, Paragraph, hinted

FOOT = Heading("口径")
"""Above the small print."""


BASES = "原文是方案写明的，推算由方案里别的数得出，推定是方案没有写明、按其意思定的"
"""What the words of `Basis` mean, said once on a page that uses them."""

CHECK = "jytrack target check"
"""The command that tells what is doubted."""


def opening(plan: Plan, clock: Clock, doubts: int = 0) -> Paragraph:
    """The line under the title: the day, the months closed, and the share of the year that they make.

    Below it stands what the page must warn of: how many of the figures that it shows are doubted, the plan's notice.
    """
    months = clock.closed_months
    even = percent(share(Schedule(), months, clock.as_of))
    day = date_text(clock.as_of)
    words = f"{plan.region} · 截至{day} · 已结束{months}个月 · 按月均衡的时序{even}"
    written = f"截至{day}，已结束{months}个月，按月均衡的时序进度{even}"
    doubted = _doubted(doubts)
    return Paragraph(
        "\n".join(filter(None, (words, doubts_told(doubts), plan.notice))),
        paper="\n".join(filter(None, (written, doubted, plan.notice))),
    )


def doubts_told(doubts: int) -> str:
    """How many figures are still to be checked and how, nothing when there are none."""
    return f"{_doubted(doubts)}（{CHECK}）" if doubts else ""


def _doubted(doubts: int) -> str:
    return f"{doubts}个数待核对" if doubts else ""


def doubts_explained(marked: object) -> tuple[Block, ...]:
    """What the mark in a table above means, where there is one."""
    return (hinted(f"{MARK} 含待核对的数", f"，见 {CHECK}", quiet=True),) if marked else ()


def small_print(
    plan: Plan, clock: Clock, assessments: Sequence[Assessment] = (), discipline: Discipline | None = None
) -> tuple[Block, ...]:
    """The foot of a report; what is not given is not spoken of."""
    targets = [assessment.target for assessment in assessments]
    lines = [
        f"数据：{phrases.known_text(clock)}；{_coverage(assessments, discipline)}".rstrip("；"),
        _schedules(targets),
        f"亮灯：{_thresholds(plan.thresholds)}",
        _exceptions(plan, targets),
        _basis(clock, targets),
        f"日历：{plan.calendar_note}" if plan.calendar_note else "",
    ]
    return (FOOT, Paragraph("\n".join(line for line in lines if line), quiet=True))


def pinned(plan: Plan) -> Paragraph:
    """The last act of writing, by which a printed page pins all that was recorded up to it.

    What was recorded before acts were chained is pinned by the task log alone, as it was then.
    """
    code = (plan.chain_head or plan.log_head)[:12]
    if not code:
        return Paragraph("台账尚无记录", quiet=True)
    return Paragraph(f"台账校验码 {code}；核对这一页：jytrack db check --code {code}", quiet=True)


def _coverage(assessments: Sequence[Assessment], discipline: Discipline | None) -> str:
    """How complete the data are: for the figures shown, and over all reports due so far."""
    parts = []
    if any(assessment.closed_months for assessment in assessments):
        reported = sum(len(assessment.units_reported) for assessment in assessments)
        absent = sum(len(assessment.missing_units) for assessment in assessments)
        parts.append(f"各指标填报单位合计{reported + absent}家次，报齐{reported}、未报齐{absent}")
    if discipline is not None and discipline.expected:
        parts.append(
            f"到期应报{discipline.expected}项：按时{discipline.on_time}、迟报{discipline.late}、"
            f"缺报{discipline.missing}，完整率{percent(discipline.completeness)}"
        )
    return "；".join(parts)


def _schedules(targets: Sequence[Target]) -> str:
    """How many targets follow which kind of schedule."""
    if not targets:
        return ""
    kinds = Counter(target.schedule.kind for target in targets)
    counted = "、".join(f"{kind.label}{count}项" for kind, count in kinds.items())
    warned = sum(target.early_warning is not None for target in targets)
    also = f"；{warned}项另有预警时序，只作提示，不影响亮灯" if warned else ""
    return f"时序：{counted}；比率、水平、期末数和上限类指标不分月，始终以目标值为要求{also}"


def _thresholds(limits: Thresholds, *, beside: Thresholds | None = None) -> str:
    """The thresholds as a clerk would say them; `beside` others, only those that differ."""
    known = _sentences(beside) if beside else ()
    return "；".join(sentence for sentence in _sentences(limits) if sentence not in known)


def _sentences(limits: Thresholds) -> tuple[str, ...]:
    """Each threshold, in one clause."""
    return (
        f"落后时序不超过{plain(-limits.flow_red)}个百分点为黄，超过为红",
        f"比率低于目标不超过{plain(-limits.rate_red)}个百分点为黄，超过为红",
        f"距上限不足{plain(limits.near_limit)}个百分点为黄，超过上限为红",
        f"最后{limits.last_months}个月里，所需月均超过近期月均{plain(limits.hard_pace)}倍为红",
        f"节点{limits.due_soon_days}天内为临期",
        f"{limits.neglected_days}天没有动态为久未更新",
    )


def _exceptions(plan: Plan, targets: Sequence[Target]) -> str:
    """The targets whose thresholds are their own, and in what."""
    own = [
        f"{target.metric.name}（{_thresholds(target.thresholds, beside=plan.thresholds)}）"
        for target in targets
        if target.thresholds != plan.thresholds
    ]
    return f"单独设定亮灯界限：{'；'.join(own)}" if own else ""


def _basis(clock: Clock, targets: Sequence[Target]) -> str:
    """What is not printed in the plan: derived goals, assumed owners."""
    goals = [(target, target.goal_at(clock.as_of)) for target in targets]
    revised = [target for target, goal in goals if goal and goal != target.goals[0] and target.goals[0].value]
    own = [(target.metric.name, goal) for target, goal in goals if goal and target not in revised]
    parts = [
        ("目标值为推算", [name for name, goal in own if goal.basis is Basis.DERIVED]),
        ("目标值为推定", [name for name, goal in own if goal.basis is Basis.ASSUMED]),
        ("目标值经调整", [target.metric.name for target in revised]),
        ("任务归属为推算", [t.metric.name for t in targets if t.task_basis is Basis.DERIVED]),
        ("任务归属为推定", [t.metric.name for t in targets if t.task_basis is Basis.ASSUMED]),
        ("归属由办公室确定", [t.metric.name for t in targets if t.decision]),
    ]
    spoken = [f"{words}：{'、'.join(names)}" for words, names in parts if names]
    return f"依据：{'；'.join(spoken)}；其余为方案原文。{BASES}" if spoken else ""
