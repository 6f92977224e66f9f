"""Writers of targets and metrics, and of what keeps its history: goals and schedules."""

from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction

from jytrack.domain.plan.target import Schedule, Target, Thresholds
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import ScheduleRole, ThresholdItem
from jytrack.store.database import tables
from jytrack.store.database.keys import metric_ids, names_added
from jytrack.store.plan.writing.bodies import Owners
from jytrack.store.plan.writing.rows import IN_FORCE, Rows
from jytrack.store.values.encoding import FOREVER, day_text, moment_number


def write_targets(rows: Rows, _: Owners) -> None:
    """The targets' own rows, in the plan's order; the region's own rows are made where a metric is new."""
    plan = rows.plan
    known = metric_ids(rows.session, plan.region)
    rows.add(tables.Metric(region=plan.region, code=t.code) for t in plan.targets if t.code not in known)
    names_added(rows.session)
    metrics = metric_ids(rows.session, plan.region)
    stored = dict(rows.session.execute("SELECT metric_id, id FROM target WHERE plan_id = ?", (rows.plan_id,)))
    rows.merge(
        tables.Target(
            id=stored.get(metrics[target.code]),
            plan_id=rows.plan_id,
            metric_id=metrics[target.code],
            position=position,
            direction=target.direction,
            binding=target.binding,
            task_no=target.task,
            task_basis=target.task_basis,
            name=target.metric.name,
            measure_unit=target.metric.measure_unit,
            measure=target.metric.measure,
            reporting=target.metric.reporting,
            numerator_unit=target.metric.numerator_unit,
            denominator_unit=target.metric.denominator_unit,
            may_be_negative=target.metric.may_be_negative,
            share_of_people=target.metric.share_of_people,
            source_required=target.metric.source_required,
            definition=target.metric.definition or None,
            prose_name=target.metric.written_as or None,
        )
        for position, target in enumerate(plan.targets, 1)
    )


def write_metric_aliases(rows: Rows, _: Owners) -> None:
    """The metrics' aliases."""
    rows.clear("metric_alias")
    rows.add(
        tables.MetricAlias(plan_id=rows.plan_id, alias=alias, target_id=rows.targets[target.code], position=position)
        for target in rows.plan.targets
        for position, alias in enumerate(target.metric.aliases, 1)
    )


def write_goals(rows: Rows, owners: Owners) -> None:
    """The goals of new targets, and new words about goals on record; a number on record is never changed here."""
    for target in _owned(rows, owners):
        row = rows.targets[target.code]
        stored = dict(
            rows.session.execute(
                "SELECT valid_from, value FROM target_goal WHERE target_id = ? AND superseded_at = ?", (row, FOREVER)
            )
        )
        for goal in target.goals:
            value = None if goal.value is None else quantity(goal.value)
            if stored and stored.get(goal.valid_from.isoformat(), -1) != value:
                continue
            rows.session.execute(
                "UPDATE target_goal SET superseded_at = ? WHERE target_id = ? AND valid_from = ? AND superseded_at = ?",
                (moment_number(rows.when), row, day_text(goal.valid_from), FOREVER),
            )
            rows.add(
                [
                    tables.TargetGoal(
                        target_id=row,
                        valid_from=goal.valid_from,
                        superseded_at=IN_FORCE,
                        value=goal.value,
                        basis=goal.basis,
                        reason=goal.reason,
                        document=goal.document,
                        recorded_at=rows.when,
                        recorded_by=rows.who,
                    )
                ]
            )


def write_schedules(rows: Rows, owners: Owners) -> None:
    """The schedules of the owners, after closing those in force."""
    for target in _owned(rows, owners):
        row = rows.targets[target.code]
        rows.session.execute(
            "UPDATE schedule SET superseded_at = ? WHERE target_id = ? AND superseded_at = ?",
            (moment_number(rows.when), row, FOREVER),
        )
        _add_schedule(rows, row, ScheduleRole.OFFICIAL, target.schedule)
        if target.early_warning:
            _add_schedule(rows, row, ScheduleRole.EARLY_WARNING, target.early_warning)


def _add_schedule(rows: Rows, target: int, role: ScheduleRole, schedule: Schedule) -> None:
    """One schedule with its points."""
    row = tables.Schedule(
        target_id=target,
        role=role,
        kind=schedule.kind,
        checkpoint=schedule.checkpoint,
        recorded_at=rows.when,
        recorded_by=rows.who,
        superseded_at=IN_FORCE,
    )
    rows.add([row])
    rows.add(
        tables.SchedulePoint(schedule_id=row.id or 0, month=month, share=share)
        for month, share in enumerate(schedule.points, 1)
    )


def write_duties(rows: Rows, _: Owners) -> None:
    """The duties as entered."""
    rows.clear_of_targets("duty")
    rows.add(
        tables.Duty(
            target_id=rows.targets[target.code],
            unit_id=rows.departments[duty.unit],
            position=position,
            frequency=duty.frequency,
            due_day=duty.due_day,
            since=duty.since,
        )
        for target in rows.plan.targets
        for position, duty in enumerate(target.duties, 1)
    )


def write_bounds(rows: Rows, _: Owners) -> None:
    """What is low and high for single units, as entered."""
    rows.clear_of_targets("unit_bounds")
    rows.add(
        tables.UnitBounds(
            target_id=rows.targets[target.code],
            unit_id=rows.departments[bounds.unit],
            position=position,
            low=bounds.low,
            high=bounds.high,
            note=bounds.note,
        )
        for target in rows.plan.targets
        for position, bounds in enumerate(target.bounds, 1)
    )


def write_thresholds(rows: Rows, _: Owners) -> None:
    """The plan's thresholds, and those of a target that differ from them."""
    rows.clear("threshold")
    plan = rows.plan.thresholds
    rows.add(
        tables.Threshold(plan_id=rows.plan_id, name=item, value=Fraction(value)) for item, value in _items(plan).items()
    )
    rows.add(
        tables.Threshold(plan_id=rows.plan_id, target_id=rows.targets[target.code], name=item, value=Fraction(value))
        for target in rows.plan.targets
        for item, value in _items(target.thresholds).items()
        if value != getattr(plan, item)
    )


def _items(thresholds: Thresholds) -> dict[ThresholdItem, Fraction | int]:
    """The thresholds by name."""
    return {ThresholdItem(name): value for name, value in asdict(thresholds).items()}


def _owned(rows: Rows, owners: Owners) -> Iterator[Target]:
    """The targets whose pieces changed."""
    return (target for target in rows.plan.targets if target.code in owners)
