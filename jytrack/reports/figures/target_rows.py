"""Targets for programs: what the plan asks of a metric, as the objects of `target list` and `target show` have it."""

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Duty, Target
from jytrack.domain.values.clock import Clock
from jytrack.reports.values import phrases
from jytrack.reports.values.json_values import JsonObject, moment, number, percentage, strings


def frequency(target: Target) -> str:
    """How often the target is reported; several duties may differ."""
    return "、".join(dict.fromkeys(duty.frequency.label for duty in target.duties))


def json_row(plan: Plan, clock: Clock, target: Target) -> JsonObject:
    """A target as `target list` has it."""
    goal, metric, schedule = target.goal_at(clock.as_of), target.metric, target.schedule
    frequencies = {duty.frequency.value for duty in target.duties}
    return {
        "code": target.code,
        "name": metric.name,
        "measure_unit": metric.measure_unit,
        "direction": target.direction.value,
        "measure": metric.measure.value,
        "reporting": metric.reporting.value,
        "goal": number(goal.value) if goal else None,
        "goal_basis": goal.basis.value if goal else None,
        "binding": target.binding,
        "task": target.task,
        "task_basis": phrases.task_basis(target),
        "lead": strings(phrases.leads(plan, target)),
        "responsible": strings(phrases.responsible(plan, target)),
        "units": strings(target.units),
        "frequency": frequencies.pop() if len(frequencies) == 1 else None,
        "schedule": schedule.kind.value,
        "schedule_points_pct": [percentage(point) for point in schedule.points],
        "checkpoint": moment(schedule.checkpoint),
        "duties": [_json_duty(duty) for duty in target.duties],
    }


def _json_duty(duty: Duty) -> JsonObject:
    return {
        "unit": duty.unit,
        "frequency": duty.frequency.value,
        "due_day": duty.due_day,
        "since": str(duty.since),
    }
