"""Short Chinese phrases about one target, shared by every page that names it."""

from collections.abc import Iterable
from datetime import date, datetime

from jytrack.domain.figures import shown
from jytrack.domain.figures.light import Light
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.ownership import is_main
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Metric, Schedule, Target
from jytrack.domain.sheets.doubting import MARK
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import Decision
from jytrack.domain.values.numerals import date_text, plain, points, time_text, upper
from jytrack.domain.values.words import Basis, Colour, DepartmentKind, Direction, LightCode, Measure, ScheduleKind
from jytrack.reports.values.document import Points

NO_LEAD = "未明确"
"""What stands in a column of leads where the plan names none."""

DECIDED = "确定"
"""The basis of what the office decided, beside those of the plan."""

COLOURS = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)
"""The order in which lights are counted, the worst first."""

STATE_LABELS = {colour.value: colour.label for colour in COLOURS} | {"done": "办结", "cancelled": "取消"}
"""The states of tasks in an account (domain.accountability.Tally) in the same order."""

HOPELESS = "按此进度不能完成"
"""What is said where recent months brought nothing and something is still needed (domain.md §3, Pace)."""

WAITING = (LightCode.NO_REPORT, LightCode.AWAITING)
"""The greys that somebody's report would end."""


def late(assessment: Assessment) -> bool:
    """Whether the target is red or yellow."""
    return assessment.light.colour in (Colour.RED, Colour.YELLOW)


def urgency(assessment: Assessment) -> int:
    """Where a target stands on a page, the worst first."""
    return place(assessment.light)


def main_first(assessments: Iterable[Assessment]) -> list[Assessment]:
    """The plan's main goals before the others, each in the order given."""
    return sorted(assessments, key=lambda item: not is_main(item.target))


def place(light: Light) -> int:
    """Where a light stands on a page, the worst first: 红 黄 灰（待报） 绿 灰（其他）(domain.md §3, Task light)."""
    if light.code in WAITING:
        return 2
    return {Colour.RED: 0, Colour.YELLOW: 1, Colour.GREEN: 3, Colour.GREY: 4}[light.colour]


def doubted(name: str, doubts: int) -> str:
    """A name with the mark behind it where figures that it stands for are doubted."""
    return f"{name}{MARK}" if doubts else name


def titled(target: Target) -> str:
    """A target by name and code, as pages about one begin."""
    return f"{target.metric.name}（{target.code}）"


def metric_names(plan: Plan) -> dict[str, str]:
    """What each target is called, by its code."""
    return {target.code: target.metric.name for target in plan.targets}


def leads(plan: Plan, target: Target) -> tuple[str, ...]:
    """Who leads the target, the primary lead first."""
    return plan.leads_of(target)


def responsible(plan: Plan, target: Target) -> tuple[str, ...]:
    """The responsible departments of the target's task."""
    return plan.task(target.task).responsible if target.task is not None else ()


def kind_of(plan: Plan, units: Iterable[str]) -> str:
    """What units are called together: 乡镇, 县区 where all are, else 单位."""
    kinds = {department.name: department.kind for department in plan.departments}
    found = {kinds[unit] for unit in units}
    alike = found in ({DepartmentKind.TOWNSHIP}, {DepartmentKind.COUNTY})
    return found.pop().label if alike else "单位"


def lead(plan: Plan, target: Target) -> str:
    """The primary lead's name, or that there is none."""
    return plan.lead_of(target) or NO_LEAD


def answerable(plan: Plan, target: Target) -> str:
    """Who leads a target that is told of as late, with the mark of what is not binding."""
    return lead(plan, target) + ("" if target.binding else "，不作约束")


def actual(assessment: Assessment) -> str:
    """The value to date without its unit; ≥ before a lower bound."""
    bound = "≥" if is_lower_bound(assessment) else ""
    return f"{bound}{shown.actual(assessment, assessment.actual)}"


def is_lower_bound(assessment: Assessment) -> bool:
    """Whether what is missing can only add to the value: a flow that cannot be negative, not all of it reported."""
    target = assessment.target
    missing_some = bool(assessment.missing_units) and assessment.actual is not None
    return missing_some and target.is_flow and not target.metric.may_be_negative


def goal(assessment: Assessment) -> str:
    """The goal in force without its unit; ≤ before a ceiling."""
    if assessment.goal is None:
        return plain(None)
    bound = "≤" if assessment.target.direction is Direction.AT_MOST else ""
    return f"{bound}{plain(assessment.goal)}"


def gap(assessment: Assessment) -> str:
    """The distance to the schedule or the limit, for a narrow column; empty where there is no such thing."""
    metric = assessment.target.metric
    if assessment.light.code is LightCode.NOT_DUE:
        return ""
    if assessment.target.direction is Direction.AT_MOST:
        return _headroom(assessment)
    if metric.measure in (Measure.RATE, Measure.LEVEL):
        return f"-{plain(assessment.needed)}{metric.numerator_unit}" if assessment.needed else ""
    if assessment.variance is None:
        return ""
    return shown.variance(assessment)


def gap_points(assessment: Assessment) -> Points | str:
    """The same distance in percentage points."""
    if assessment.light.code is LightCode.NOT_DUE or assessment.variance_points is None:
        return ""
    return Points(assessment.variance_points, shown.point_lines(assessment))


def shortfall(assessment: Assessment) -> str:
    """How much a late target is behind, in its unit and in words."""
    metric = assessment.target.metric
    if assessment.target.direction is Direction.AT_MOST:
        return f"{_headroom(assessment)}{distance_unit(assessment)}"
    if metric.measure in (Measure.RATE, Measure.LEVEL):
        return f"差{plain(assessment.needed)}{metric.numerator_unit}" if assessment.needed else ""
    return f"少{shown.distance(assessment)}{metric.measure_unit}"


def behind_points(assessment: Assessment) -> str:
    """The distance in percentage points with the words, for prose; empty where there is none."""
    return "" if assessment.variance_points is None else f"{shown.variance_points(assessment)}个百分点"


def catch_up(assessment: Assessment) -> str:
    """What a late target needs, from the figures that there are."""
    if assessment.required_per_month:
        return _needed_pace(assessment)
    if assessment.numerator is not None:
        return f"现为{actual(assessment)}%（{plain(assessment.numerator)}/{plain(assessment.denominator)}）"
    if assessment.may_average is not None:
        return f"已报平均{plain(assessment.mean)}，余月可均{upper(assessment.may_average)}"
    return ""


def _needed_pace(assessment: Assessment) -> str:
    """What each month left must bring, as a multiple of what recent months brought."""
    needed, recent = shown.required(assessment), shown.per_month(assessment.pace_per_month)
    if assessment.pace_per_month is None:
        return needed
    if assessment.pace_ratio is None:
        return f"{needed}，近期{recent}，{HOPELESS}"
    return f"{needed}，为近期{recent}的{shown.pace_ratio(assessment)}倍"


def missing(assessment: Assessment) -> str:
    """The units that have not reported, counted and named; those whose older figure still stands are marked."""
    absent = assessment.missing_units
    if not absent:
        return ""
    names = [f"{unit}（旧）" if unit in assessment.stale_units else unit for unit in absent]
    return f"缺{len(absent)}/{len(absent) + len(assessment.units_reported)}：{'、'.join(names)}"


def remarks(assessment: Assessment) -> str:
    """What must be known to read a target's row: why it is grey, who is missing."""
    light, target = assessment.light, assessment.target
    notes = [missing(assessment)]
    if light.colour is Colour.GREY and light.code is not LightCode.AWAITING:
        notes.insert(0, not_judged(assessment))
    if assessment.needed_from_missing:
        notes.append(f"缺报的合计须报{shown.lacking(assessment, assessment.needed_from_missing)}才达时序")
    if assessment.original_goal not in (None, assessment.goal):
        notes.append(f"原目标{plain(assessment.original_goal)}")
    if assessment.early_warning:
        notes.append(f"比预警时序{points(assessment.early_warning.variance_points)}（亮灯按正式时序）")
    if not target.binding:
        notes.append("不作约束")
    return "；".join(note for note in notes if note)


def not_judged(assessment: Assessment) -> str:
    """Why a target is grey, in a few words."""
    if before_first_report(assessment):
        return "未到报送期"
    if assessment.light.code is LightCode.NOT_DUE and assessment.target.schedule.checkpoint:
        return short_schedule(assessment.target.schedule)
    return assessment.light.code.label


def before_first_report(assessment: Assessment) -> bool:
    """Whether a target is not judged because nobody has reported and no report is due yet, whatever its checkpoint."""
    waits = assessment.light.code is LightCode.NOT_DUE and not assessment.target.schedule.checkpoint
    return waits and assessment.closed_months > 0


def schedule(value: Schedule) -> str:
    """A schedule by name, with the day of its checkpoint."""
    if value.kind is ScheduleKind.CHECKPOINT:
        return f"{value.kind.label}{date_text(value.checkpoint)}"
    return value.kind.label


def short_day(day: date) -> str:
    """A day of the plan's year, for a narrow column."""
    return f"{day.month}月{day.day}日"


def short_schedule(value: Schedule) -> str:
    """A schedule for a narrow column."""
    return f"{short_day(value.checkpoint)}考核" if value.checkpoint else value.kind.label


def moment_text(moment: datetime) -> str:
    """A moment to the minute, in its own time zone."""
    return f"{date_text(moment.date())}{moment:%H:%M}"


def known_text(clock: Clock) -> str:
    """What the data of a page are: all that was recorded by a moment, so that --known-at can name it again."""
    return f"按{date_text(clock.known_at.date())}{time_text(clock.known_at)}为止登记的数"


def based(words: str, basis: Basis | None) -> str:
    """Words marked with their basis where the plan does not print them."""
    return words if basis in (None, Basis.PRINTED) else f"{words}（{basis.label}）"


def task_basis(target: Target) -> str | None:
    """On what the target's place under its task, or its owner, rests: a `Basis`, or `decided` by the office."""
    if target.decision:
        return "decided"
    return target.task_basis.value if target.task_basis else None


def decided(plan: Plan, decision: Decision) -> tuple[str, str]:
    """What the office decided about, and what became of it."""
    entry, task = decision.entry, f"任务{decision.task}" if decision.task is not None else ""
    if entry.group:
        return entry.group, entry.department or ""
    if entry.target:
        return metric_names(plan)[entry.target], task or entry.department or "按方案"
    return task, entry.department or "按方案"


def basis_words(target: Target) -> str | None:
    """The same in words; None where there is neither a task nor an owner."""
    return DECIDED if target.decision else target.task_basis.label if target.task_basis else None


def star(basis: Basis | None) -> str:
    """The mark of what the plan does not print, where there is no room for words."""
    return "" if basis in (None, Basis.PRINTED) else "*"


def _headroom(assessment: Assessment) -> str:
    if assessment.headroom is None:
        return ""
    return f"{'超' if assessment.headroom < 0 else '余'}{shown.headroom(assessment)}"


def distance_unit(assessment: Assessment) -> str:
    """In what differences of the target are told."""
    unit = assessment.target.metric.measure_unit
    return "个百分点" if unit == "%" else unit


def definition(metric: Metric) -> str:
    """What the metric counts, as a line."""
    return f"口径：{metric.definition}"
