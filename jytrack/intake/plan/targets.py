"""Metrics and targets of a plan folder."""

from collections.abc import Collection, Mapping
from datetime import MINYEAR, date
from functools import partial

from jytrack.domain.plan.plan import Department
from jytrack.domain.plan.target import Goal, Metric, Schedule, Target, Thresholds
from jytrack.domain.values.initials import initials
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Basis, Direction, Measure, Reporting, ScheduleKind, ScheduleRole
from jytrack.intake.plan.files import Table
from jytrack.intake.plan.rows import Names, Row
from jytrack.intake.plan.rules import (
    WHOLE_PLAN,
    Duties,
    changed,
    read_bounds,
    read_checkpoint,
    read_duties,
    read_schedules,
    read_thresholds,
)


@valueclass
class Surroundings:
    """What targets are read against: the plan's year, its tasks (each None: unreadable), its departments."""

    year: int | None
    tasks: Collection[int] | None
    departments: Mapping[str, Department]
    names: Names


def read_metrics(table: Table) -> tuple[dict[str, Metric], Names]:
    """The metrics by name, and what their codes, names and aliases lead to."""
    names = Names("指标", table.file, sound=table.sound)
    metrics = {}
    for row in table.rows:
        metric = _metric(row)
        aliases = (("别名", alias) for alias in metric.aliases)
        names.enter(row, metric.name, [("指标代码", metric.code), ("指标名称", metric.name), *aliases])
        metrics[metric.name] = metric
    return metrics, names


def _metric(row: Row) -> Metric:
    """The metric in `row`; where it has no code, its name's initials are its code (two alike are refused)."""
    metric = Metric(
        code=row.maybe("指标代码", row.code) or initials(row.typed("指标名称")),
        name=row.text("指标名称"),
        measure_unit=row.text("计量单位"),
        measure=row.word("数值类型", Measure),
        reporting=row.word("填报方式", Reporting),
        numerator_unit=row.typed("分子单位") or None,
        denominator_unit=row.typed("分母单位") or None,
        may_be_negative=row.yes("可为负数"),
        share_of_people=row.yes("分子不超分母"),
        source_required=row.yes("须注明来源"),
        aliases=row.names("别名"),
        definition=row.typed("口径"),
        written_as=row.typed("行文名"),
    )
    if row.sound:
        _check_measure(row, metric)
    return metric


def _check_measure(row: Row, metric: Metric) -> None:
    """Refuse a rate without its two units, other measures with them, and a rate or level that is summed over months."""
    rate = metric.measure is Measure.RATE
    for column, unit in (("分子单位", metric.numerator_unit), ("分母单位", metric.denominator_unit)):
        if rate and not unit:
            row.refuse(column, f"{Measure.RATE.label}要有分子单位和分母单位")
        elif unit and not rate:
            row.refuse(column, f"只有{Measure.RATE.label}才有分子单位和分母单位")
    if metric.share_of_people and not rate:
        row.refuse("分子不超分母", f"只有{Measure.RATE.label}才有分子和分母")
    if metric.measure in (Measure.RATE, Measure.LEVEL) and metric.reporting is not Reporting.POINT:
        row.refuse("填报方式", f"{metric.measure.label}只能报{Reporting.POINT.label}")


def read_targets(tables: Mapping[str, Table], around: Surroundings) -> tuple[tuple[Target, ...], Thresholds]:
    """The targets as listed, and the plan's own thresholds, on which theirs rest."""
    metrics, metric_names = read_metrics(tables["metrics.csv"])
    rows = _target_rows(tables["targets.csv"], metric_names)
    target_names = metric_names.narrowed(rows, "指标的目标", "targets.csv", sound=tables["targets.csv"].sound)
    duties = read_duties(tables["duties.csv"], target_names, around.names, around.departments, around.year)
    schedules = read_schedules(tables["schedules.csv"], target_names, around.year)
    units = {name: metric.measure_unit for name, metric in metrics.items()}
    bounds = read_bounds(tables["bounds.csv"], target_names, around.names, duties, units)
    changes = read_thresholds(tables["thresholds.csv"], target_names)
    thresholds = changed(Thresholds(), changes.get(WHOLE_PLAN, {}))
    targets = []
    for name, row in rows.items():
        if name not in duties and tables["duties.csv"].sound:
            row.refuse("指标", "duties.csv中没有这个指标的填报单位")
        of_target = duties.get(name, Duties())
        task, task_basis = _task(row, around.tasks)
        early = schedules.get((name, ScheduleRole.EARLY_WARNING))
        targets.append(
            Target(
                metric=metrics[name],
                direction=row.word("方向", Direction),
                goals=(_goal(row, around.year, units[name]),),
                task=task,
                task_basis=task_basis,
                binding=row.yes("约束性"),
                schedule=_official(row, around.year, schedules.get((name, ScheduleRole.OFFICIAL))),
                early_warning=early[1] if early else None,
                duties=tuple(of_target.entered),
                unit_duties=tuple(of_target.opened.values()),
                bounds=tuple(bounds.get(name, ())),
                thresholds=changed(thresholds, changes.get(name, {})),
            )
        )
    return tuple(targets), thresholds


def _target_rows(table: Table, names: Names) -> dict[str, Row]:
    """The row of each target by its metric's name."""
    rows: dict[str, Row] = {}
    for row in table.rows:
        name = names.find(row, "指标")
        if name is None:
            continue
        if name in rows:
            row.refuse("指标", f"“{name}”重复：第{rows[name].line}行已有")
        else:
            rows[name] = row
    return rows


def _goal(row: Row, year: int | None, unit: str) -> Goal:
    """The goal from the first day of the plan's year on, in its metric's `unit`; blank means that none is set yet."""
    value = row.maybe("年度目标值", partial(row.number, unit=unit))
    if value is not None and value < 0:
        row.refuse("年度目标值", "不能是负数")
    return Goal(value, date(year or MINYEAR, 1, 1), row.word("目标依据", Basis), reason=row.typed("说明"))


def _task(row: Row, tasks: Collection[int] | None) -> tuple[int | None, Basis | None]:
    """The task that the target belongs to and on what basis; both or neither."""
    no = row.maybe("任务", partial(row.whole, low=1))
    basis = row.maybe("任务依据", partial(row.word, words=Basis))
    if no is not None and tasks is not None and no not in tasks:
        row.refuse("任务", "tasks.csv中没有这项任务")
    if (no is None) != (basis is None):
        row.refuse("任务依据", "任务和任务依据要么都填，要么都不填")
    return no, basis


def _official(row: Row, year: int | None, listed: tuple[Row, Schedule] | None) -> Schedule:
    """The schedule that decides the light: steps stand in schedules.csv, which must agree with the target's row."""
    kind = row.word("时序类型", ScheduleKind)
    checkpoint = read_checkpoint(row, kind, year)
    if listed is None:
        if kind is ScheduleKind.STEPS:
            row.refuse("时序类型", "schedules.csv中没有这个指标的分步时序")
        return Schedule(kind, checkpoint=checkpoint)
    listed_row, schedule = listed
    if row.sound and listed_row.sound and (schedule.kind, schedule.checkpoint) != (kind, checkpoint):
        listed_row.refuse("类型", "与targets.csv的时序类型或考核节点不一致")
    return schedule
