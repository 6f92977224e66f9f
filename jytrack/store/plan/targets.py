"""Targets with the goals and schedules that were known at a moment, their duties, bounds and thresholds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import cache
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Any

from jytrack.domain.plan.plan import Department
from jytrack.domain.plan.target import Duty, Goal, Metric, Schedule, Target, Thresholds, UnitBounds
from jytrack.domain.values.words import (
    Basis,
    DepartmentKind,
    Direction,
    Frequency,
    Measure,
    Reporting,
    ScheduleKind,
    ScheduleRole,
    ThresholdItem,
)
from jytrack.store.database.database import Session
from jytrack.store.values.encoding import (
    count_of,
    date_of,
    day_of,
    exact_of,
    moment_number,
    moment_of,
    month_of,
    share_of,
    sound,
    word_of,
)
from jytrack.store.values.grouping import grouped

_TARGETS = """
SELECT t.id, m.code, t.name, t.measure_unit, t.measure, t.reporting, t.numerator_unit, t.denominator_unit,
    t.may_be_negative, t.share_of_people, t.source_required, t.direction, t.binding, t.task_no, t.task_basis,
    t.definition, t.prose_name
FROM target t JOIN metric m ON m.id = t.metric_id
WHERE t.plan_id = ? ORDER BY t.position
"""


def load_targets(
    session: Session, plan: int, departments: Sequence[Department], thresholds: Thresholds, known_at: datetime
) -> tuple[Target, ...]:
    """The plan's targets in its order; `thresholds` are the plan's, on which a target's own rest."""
    aliases = grouped(_aliases(session, plan))
    goals = grouped(_goals(session, plan, known_at))
    schedules = _schedules(session, plan, known_at)
    duties = grouped(_duties(session, plan))
    bounds = grouped(_bounds(session, plan))
    changes = grouped(_changes(session, plan))
    by_name = {department.name: department for department in departments}

    @cache  # a group may stand for thousands of units, and most targets have the same duty of the same group
    def units_of(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
        """The duties opened into units."""
        return opened(duties, by_name)

    targets = []
    for row, code, name, unit, measure, reporting, numerator, denominator, *rest in sound(
        session.execute(_TARGETS, (plan,))
    ):
        negative, people, source, direction, binding, task, basis, definition, prose_name = rest
        metric = Metric(
            code=code,
            name=name,
            measure_unit=unit,
            measure=word_of(Measure, measure),
            reporting=word_of(Reporting, reporting),
            numerator_unit=numerator,
            denominator_unit=denominator,
            may_be_negative=bool(negative),
            share_of_people=bool(people),
            source_required=bool(source),
            aliases=aliases[row],
            definition=definition or "",
            written_as=prose_name or "",
        )
        targets.append(
            Target(
                metric=metric,
                direction=word_of(Direction, direction),
                goals=goals[row],
                task=task,
                task_basis=word_of(Basis, basis) if basis else None,
                binding=bool(binding),
                schedule=schedules.get((row, ScheduleRole.OFFICIAL), Schedule()),
                early_warning=schedules.get((row, ScheduleRole.EARLY_WARNING)),
                duties=duties[row],
                unit_duties=units_of(duties[row]),
                bounds=bounds[row],
                thresholds=_changed(thresholds, changes[row]),
            )
        )
    return tuple(targets)


def load_thresholds(session: Session, plan: int) -> Thresholds:
    """The plan's own thresholds."""
    rows = session.execute("SELECT name, value FROM threshold WHERE plan_id = ? AND target_id IS NULL", (plan,))
    return _changed(Thresholds(), rows.fetchall())


def opened(duties: Sequence[Duty], departments: Mapping[str, Department]) -> tuple[Duty, ...]:
    """The duty of each unit in official order: a group's is one for each member that has none of its own."""
    own = {duty.unit: duty for duty in duties if departments[duty.unit].kind is not DepartmentKind.GROUP}
    through_groups = {
        member: Duty(member, duty.frequency, duty.due_day, duty.since)
        for duty in duties
        for member in departments[duty.unit].members
    }
    return tuple(sorted((through_groups | own).values(), key=lambda duty: departments[duty.unit].position))


def _changed(base: Thresholds, changes: Sequence[tuple[str, int]]) -> Thresholds:
    """The thresholds `base` with what the rows (name, ten-thousandths) say instead."""
    said = {name: exact_of(value) for name, value in changes}
    return Thresholds(
        flow_red=said.get(ThresholdItem.FLOW_RED, base.flow_red),
        rate_red=said.get(ThresholdItem.RATE_RED, base.rate_red),
        near_limit=said.get(ThresholdItem.NEAR_LIMIT, base.near_limit),
        hard_pace=said.get(ThresholdItem.HARD_PACE, base.hard_pace),
        last_months=int(said.get(ThresholdItem.LAST_MONTHS, base.last_months)),
        due_soon_days=int(said.get(ThresholdItem.DUE_SOON_DAYS, base.due_soon_days)),
        neglected_days=int(said.get(ThresholdItem.NEGLECTED_DAYS, base.neglected_days)),
    )


def _aliases(session: Session, plan: int) -> list[tuple[int, str]]:
    """Aliases of each target's metric as listed."""
    return list(
        sound(
            session.execute(
                "SELECT target_id, alias FROM metric_alias WHERE plan_id = ? ORDER BY target_id, position", (plan,)
            )
        )
    )


def _changes(session: Session, plan: int) -> list[tuple[int, tuple[str, int]]]:
    """Thresholds of each target that differ from the plan's."""
    rows = session.execute(
        "SELECT target_id, name, value FROM threshold WHERE plan_id = ? AND target_id IS NOT NULL", (plan,)
    )
    return [(target, (name, value)) for target, name, value in rows]


def _goals(session: Session, plan: int, known_at: datetime) -> list[tuple[int, Goal]]:
    """Goals of each target that were known, by the date from which they hold; the plan's own stays the first.

    What begins on the day of the plan's own goal comes after it and never takes its place.
    """
    moment = moment_number(known_at)
    rows = session.execute(
        "SELECT g.target_id, g.superseded_at, g.value, g.valid_from, g.basis, g.reason, g.document, g.recorded_at, "
        "g.recorded_by FROM target_goal g JOIN target t ON t.id = g.target_id "
        "WHERE t.plan_id = ? AND g.recorded_at <= ? ORDER BY g.target_id, g.valid_from, g.recorded_at",
        (plan, moment),
    )
    return [
        (
            target,
            Goal(
                value=_maybe(value),
                valid_from=date_of(valid_from),
                basis=word_of(Basis, basis),
                reason=reason,
                document=document,
                recorded_at=moment_of(recorded_at),
                recorded_by=recorded_by,
            ),
        )
        for target, of_target in groupby(sound(rows), itemgetter(0))
        for _, _, value, valid_from, basis, reason, document, recorded_at, recorded_by in _standing(of_target, moment)
    ]


def _standing(rows: Iterable[Sequence[Any]], moment: int) -> list[Sequence[Any]]:
    """The rows of one target in force at `moment`, and before them the plan's own goal where another took its day."""
    known = list(rows)
    in_force = [row for row in known if row[1] > moment]
    value, day = known[0][2:4]
    own = list(takewhile(lambda row: (row[2], row[3]) == (value, day), known))  # its words may have been written anew
    return in_force if in_force and in_force[0][2:4] == (value, day) else [own[-1], *in_force]


def _schedules(session: Session, plan: int, known_at: datetime) -> dict[tuple[int, ScheduleRole], Schedule]:
    """Schedules that were known, by target and role."""
    moment = moment_number(known_at)
    points = grouped(
        (schedule, share_of(share))
        for schedule, share in session.execute(
            "SELECT p.schedule_id, p.share FROM schedule_point p JOIN schedule s ON s.id = p.schedule_id "
            "JOIN target t ON t.id = s.target_id WHERE t.plan_id = ? ORDER BY p.schedule_id, p.month",
            (plan,),
        )
    )
    rows = session.execute(
        "SELECT s.id, s.target_id, s.role, s.kind, s.checkpoint FROM schedule s JOIN target t ON t.id = s.target_id "
        "WHERE t.plan_id = ? AND s.recorded_at <= ? AND s.superseded_at > ?",
        (plan, moment, moment),
    )
    return {
        (target, word_of(ScheduleRole, role)): Schedule(word_of(ScheduleKind, kind), points[row], day_of(checkpoint))
        for row, target, role, kind, checkpoint in sound(rows)
    }


def _duties(session: Session, plan: int) -> list[tuple[int, Duty]]:
    """Duties of each target as entered."""
    rows = session.execute(
        "SELECT u.target_id, d.name, u.frequency, u.due_day, u.since "
        "FROM duty u JOIN target t ON t.id = u.target_id JOIN department d ON d.id = u.unit_id "
        "WHERE t.plan_id = ? ORDER BY u.target_id, u.position",
        (plan,),
    )
    return [
        (target, Duty(name, word_of(Frequency, frequency), count_of(due_day, 1, 31), month_of(since)))
        for target, name, frequency, due_day, since in sound(rows)
    ]


def _bounds(session: Session, plan: int) -> list[tuple[int, UnitBounds]]:
    """What is low and high for single units, by target, as entered."""
    rows = session.execute(
        "SELECT b.target_id, d.name, b.low, b.high, b.note "
        "FROM unit_bounds b JOIN target t ON t.id = b.target_id JOIN department d ON d.id = b.unit_id "
        "WHERE t.plan_id = ? ORDER BY b.target_id, b.position",
        (plan,),
    )
    return [
        (target, UnitBounds(name, _maybe(low), _maybe(high), note)) for target, name, low, high, note in sound(rows)
    ]


def _maybe(stored: int | None) -> Fraction | None:
    """A number as stored, None for none."""
    return None if stored is None else exact_of(stored)
