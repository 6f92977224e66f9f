"""What a plan leaves open, and its office has to find out before the year is judged by it."""

from collections.abc import Iterator

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.words import DepartmentKind


def unsettled(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What has to be confirmed, and the names that it is about; nothing where a plan says it all."""
    last = plan.ends_on
    goals = [(target, target.goal_at(last)) for target in plan.targets]
    found = {
        "年度目标值还空着": [target.metric.name for target, goal in goals if goal is None or goal.value is None],
        "没有牵头单位的任务": [f"任务{task.no}" for task in plan.tasks if task.lead is None],
        "没有牵头单位的指标": [target.metric.name for target in plan.targets if plan.lead_of(target) is None],
        "没有列出成员的集合单位": [
            each.name for each in plan.departments if each.kind is DepartmentKind.GROUP and not each.members
        ],
        "没有放假安排，期限按国家节假日或只按周末顺延": _without_days(plan),
    }
    yield from ((what, tuple(names)) for what, names in found.items() if names)


def _without_days(plan: Plan) -> list[str]:
    """The plan's year, where it lists none of its days."""
    return [] if any(each.day.year == plan.year for each in plan.calendar) else [f"{plan.year}年"]
