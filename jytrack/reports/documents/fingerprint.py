"""数据指纹: what pins the facts behind a document, so that paper, draft and record can be matched."""

import hashlib
import json
from decimal import Decimal

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.words import UnitOrder
from jytrack.reports.accounts import overview
from jytrack.reports.accounts.delays import longest_overdue
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.shown import as_rows, shown_in
from jytrack.reports.figures import townships
from jytrack.reports.plan.explained import json_explanations
from jytrack.reports.sheets import submissions
from jytrack.reports.supervision.entries import json_entry
from jytrack.reports.supervision.tasks import json_row
from jytrack.reports.values.document import JsonValue
from jytrack.reports.values.json_values import JsonObject, moment

LENGTH = 12
_KNOWN = "known_at"
_MADE = (dict, list, Decimal)
"""What is not in its plain form yet; most values are, of some ten thousand."""


def fingerprint(facts: JsonValue) -> str:
    """The fingerprint of `facts`, without the moment that they were known at.

    The same facts have the same fingerprint whenever they are asked for; the heads of log and chain are among them.
    """
    return fingerprint_of(canonical(facts))


def fingerprint_of(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 over facts as their canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def canonical(facts: JsonValue) -> str:
    """The facts as one text: keys in order, no blanks, numbers in their shortest form, `known_at` left out."""
    return json.dumps(_plain(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def facts_of(facts: Facts) -> JsonObject:
    """All figures behind a document, as the reports behind it tell them to programs."""
    standing: PlanStanding = facts.standing
    plan, clock = standing.plan, standing.clock
    return {
        "log_head": plan.log_head,
        "chain_head": plan.chain_head,
        "overview": overview.report(standing).data,
        "townships": townships.report(plan, clock, facts.compared, UnitOrder.PLAN, None).data,
        "submissions": submissions.report(plan, clock, standing.disciplines, None, None).data,
        "overdue": [
            {"task": task.no, "milestone": each.milestone.name, "days": each.days_late}
            for each, task in longest_overdue(standing)
        ],
        "tasks": [_task(task) for task in standing.tasks],
        "explanations": {code: json_explanations(said) for code, said in facts.explained.items() if said},
        "earlier": {
            name: {code: light.code.value for code, light in lights.items()} for name, lights in facts.earlier.items()
        },
        "corrected": facts.corrected or None,
        "shown": as_rows(shown_in(facts)),
    }


def _task(task: TaskStanding) -> JsonObject:
    """A task with all that lights it, and what its log tells where the document quotes it."""
    return {
        **json_row(task),
        "updated_on": moment(task.task.updated_on),
        "log": [json_entry(entry) for entry in task.task.log],
    }


def _plain(value: JsonValue) -> object:
    """The value with its decimals as text, in which 1.50 is 1.5, and without what says when it was known."""
    if isinstance(value, dict):
        return {key: _plain(each) if isinstance(each, _MADE) else each for key, each in value.items() if key != _KNOWN}
    if isinstance(value, list):
        return [_plain(each) if isinstance(each, _MADE) else each for each in value]
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
