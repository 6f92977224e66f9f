"""What a document shows, text by text: what is frozen when it is published, and compared with what it would show later.

The texts are those of its tables, made by the same functions, so that the same text is no change.
"""

import re
from collections.abc import Iterator
from typing import cast

from jytrack.domain.documents.changes import Shown, ShownField, Subject
from jytrack.domain.figures.ranking import UnitStanding
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.deadline import due_day
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.words import SubmissionState
from jytrack.reports.documents import overall
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.indicator_table import progress, value_cell
from jytrack.reports.documents.tasks import lamp
from jytrack.reports.documents.townships import called
from jytrack.reports.documents.unit_tables import account_table, value_text
from jytrack.reports.documents.units import places
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Cell, JsonValue, Percent
from jytrack.reports.values.json_values import JsonObject
from jytrack.reports.values.phrases import NO_LEAD, gap, gap_points, goal

_FIGURES = re.compile("（[^（）]*）")


def shown_in(facts: Facts) -> Shown:
    """Every text of the facts, by what it is about."""
    judged = facts.standing.assessments
    found: dict[Subject, dict[str, str]] = {Subject(): _stated(_of_all(facts))}
    for each in judged:
        found[Subject(each.target.code)] = _stated(_of_target(facts, each))
    for item in facts.compared:
        code = item.target.code
        if facts.names_units and (named := places(item.units, called(facts, item.units))):
            found[Subject(code)][ShownField.PLACES] = _FIGURES.sub("", named)
        found |= {Subject(code, unit.unit): _stated(_of_unit(unit)) for unit in item.units}
    for task in facts.standing.tasks:
        found[Subject(task=str(task.task.no))] = _stated(_of_task(facts, task))
    table = account_table(facts)
    for name, *cells in table.rows:
        titles = (column.title for column in table.columns[1:])
        found[Subject(department=str(name))] = _stated(zip(titles, map(text, cells), strict=True))
    return {subject: texts for subject, texts in found.items() if texts}


def as_rows(shown: Shown) -> list[JsonValue]:
    """The texts as they are frozen."""
    return [cast("JsonObject", {**_named(subject), "texts": dict(texts)}) for subject, texts in shown.items()]


def from_rows(rows: JsonValue) -> Shown:
    """The texts that were frozen; a field that a later program no longer shows stays what it was."""
    found: dict[Subject, dict[str, str]] = {}
    for row in cast("list[JsonObject]", rows):
        subject = Subject(*(str(row.get(name, "")) for name in Subject._fields))
        found[subject] = {field: str(each) for field, each in cast("JsonObject", row["texts"]).items()}
    return found


def _named(subject: Subject) -> JsonObject:
    return {name: value for name, value in subject._asdict().items() if value}


def _stated(texts: Iterator[tuple[str, str]]) -> dict[str, str]:
    """The texts that say something."""
    return {field: each for field, each in texts if each}


def _of_all(facts: Facts) -> Iterator[tuple[str, str]]:
    """How many targets stand where, and how reporting went."""
    counts: dict[str, int] = {}
    for judged in facts.standing.assessments:
        group = overall.group(judged)
        counts[group] = counts.get(group, 0) + 1
    yield from ((group, f"{count}项") for group, count in sorted(counts.items()))
    whole = facts.standing.accountability.total.discipline
    told = (f"{state.label}{whole.count(state)}项次" for state in SubmissionState if whole.count(state))
    yield ShownField.REPORTING, "，".join(told)


def _of_target(facts: Facts, judged: Assessment) -> Iterator[tuple[str, str]]:
    """A target's figures as its row has them."""
    unit, value = judged.target.metric.measure_unit, text(value_cell(judged))
    yield ShownField.VALUE, f"{value}{unit}" if value else ""
    yield ShownField.GOAL, f"{goal(judged)}{unit}" if judged.goal is not None else ""
    yield ShownField.ATTAINMENT, text(_percent(judged))
    yield ShownField.POINTS, text(gap_points(judged))
    yield ShownField.VARIANCE, gap(judged)
    yield ShownField.STANDING, progress(judged)
    lights = ((name, lights.get(judged.target.code)) for name, lights in facts.earlier.items())
    yield ShownField.EARLIER, "、".join(f"{name}{light.colour.label}" for name, light in lights if light)
    stale = set(judged.stale_units)
    yield ShownField.MISSING, "、".join(f"{unit}{'（沿用旧数）' * (unit in stale)}" for unit in judged.missing_units)


def _of_unit(unit: UnitStanding) -> Iterator[tuple[str, str]]:
    """A unit of a target, as the townships' table has it."""
    judged = unit.judged
    measure = judged.target.metric.measure_unit
    yield ShownField.VALUE, f"{value_text(judged)}{measure}" if judged.actual is not None else "未报"
    yield ShownField.PART, f"{goal(judged)}{measure}" if judged.goal is not None else ""
    yield ShownField.ATTAINMENT, text(_percent(judged))
    yield ShownField.RANK, f"第{unit.rank}" if unit.rank else ""


def _of_task(facts: Facts, standing: TaskStanding) -> Iterator[tuple[str, str]]:
    """How a task stands, whose it is and by when."""
    task = standing.task
    yield ShownField.STATUS, task.status.label
    yield ShownField.LIGHT, text(lamp(standing))
    yield ShownField.OVERDUE, "、".join(f"{each.milestone.name}逾期{each.days_late}天" for each in standing.overdue)
    yield ShownField.LEAD, "、".join(task.leads) or NO_LEAD
    granted = (
        f"，{extension.milestone or '整项任务'}批准延至{date_text(extension.granted)}"
        for each in facts.standing.accountability.total.postponements
        if each.task.no == task.no and (extension := each.extension).granted
    )
    yield ShownField.DEADLINE, f"{date_text(due_day(facts.standing.plan, task))}{''.join(granted)}"


def _percent(judged: Assessment) -> Cell:
    return Percent(judged.attainment) if judged.attainment is not None else ""
