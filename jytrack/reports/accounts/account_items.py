"""One department's account, opened, for programs: the items behind each count in JSON, and one flat table for csv."""

from collections import Counter
from collections.abc import Mapping, Sequence

from jytrack.domain.accounts.accountability import Account, AccountItem, LateMilestone, Postponement
from jytrack.domain.accounts.opened import EXTENSIONS, Opened, Proof, opened
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.sheets.receipts import Receipt
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.words import Part, SubmissionState
from jytrack.reports.accounts.account_lateness import extension_files, subject
from jytrack.reports.accounts.account_sections import by_hand, excuse, own_words
from jytrack.reports.accounts.accountability_rows import json_item
from jytrack.reports.figures.variance_rows import json_row as json_target
from jytrack.reports.sheets.receipts import errors, json_receipt, months, named
from jytrack.reports.sheets.submissions import json_item as json_report
from jytrack.reports.supervision.entries import files, json_entry
from jytrack.reports.supervision.supervising import decision_words, json_extension
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, JsonValue, Table
from jytrack.reports.values.json_values import JsonObject, moment, strings
from jytrack.reports.values.phrases import COLOURS, STATE_LABELS, actual, gap, goal, metric_names

_SHEET = ("单位", "计数项", "任务序号", "事项", "情况", "应于", "日期", "迟延天数", "依据", "材料")
_COUNTS = {
    **{f"{part.value}.{state}": f"{part.label}任务：{word}" for part in Part for state, word in STATE_LABELS.items()},
    **{f"targets.{colour.value}": f"指标：{colour.label}" for colour in COLOURS},
    "targets.grey_not_own_fault": "指标：灰，因填报单位缺报（非牵头责任）",
    "milestones_overdue": "逾期节点",
    "milestones_late_done": "迟完成节点",
    "due.tasks": "到期应办结",
    **{name: f"延期：{state.label}" for state, name in EXTENSIONS.items()},
    **{f"reporting.{state.value}": f"报送：{state.label}" for state in SubmissionState},
    "reporting.corrected": "报送：更正",
    "reporting.returned": "报送：退回的表",
}
"""The counts that the flat table opens, by their Chinese names."""


def json_opened(
    plan: Plan, account: Account, proofs: Mapping[int, Proof], backings: Mapping[str, Backing]
) -> JsonObject:
    """The items behind each count of the row, by the count's name: `lead.red`, `milestones_overdue` and so on."""
    names = metric_names(plan)

    def told(item: Opened) -> JsonObject:
        """One item of whatever kind."""
        match item:
            case AccountItem():
                return _json_task(plan, item, proofs[item.standing.task.no])
            case Assessment():
                return _json_target(plan, account, item, backings[item.target.code])
            case LateMilestone():
                return _json_milestone(item)
            case Postponement():
                return _json_postponement(item)
            case DueReport():
                return {**json_report(item), "name": names[item.metric]}
            case Receipt():
                return json_receipt(item)

    return {count: [told(item) for item in items] for count, items in opened(account).items()}


def _json_task(plan: Plan, item: AccountItem, behind: Proof) -> JsonObject:
    """A task as in the row's items, with its evidence."""
    log: list[JsonValue] = [json_entry(entry) for entry in behind.entries]
    return {
        **json_item(item),
        "state": item.state,
        "own_status": behind.own.value if behind.own else None,
        "due_on": moment(due_day(plan, item.standing.task)),
        "log": log,
    }


def _json_target(plan: Plan, account: Account, judged: Assessment, behind: Backing) -> JsonObject:
    """A target as in the variance report, with what stands behind its figure."""
    return {
        **json_target(plan, judged),
        "not_own_fault": account.not_its_fault(judged),
        "readings": behind.readings,
        "readings_by_hand": behind.by_hand,
        "last_received_on": moment(behind.last_received),
        "files": strings(behind.files),
        "explain": f"jytrack report explain {judged.target.code}",
    }


def _json_milestone(late: LateMilestone) -> JsonObject:
    milestone = late.standing.milestone
    return {
        "task": late.task.no,
        "title": late.task.title,
        "milestone": milestone.name,
        "due_on": moment(milestone.due_on),
        "done_on": moment(milestone.done_on),
        "postponed_to": moment(milestone.postponed_to),
        "days_late": late.standing.days_late,
    }


def _json_postponement(asked: Postponement) -> JsonObject:
    extension = asked.extension
    return {
        "task": asked.task.no,
        "title": asked.task.title,
        "state": extension.state.value,
        "original": moment(asked.original),
        **json_extension(extension),
        "log": [json_entry(entry) for entry in (extension.request, extension.decision) if entry],
    }


def sheet(plan: Plan, account: Account, proofs: Mapping[int, Proof], backings: Mapping[str, Backing]) -> Table:
    """One row an item under the count it belongs to; a count that is the sum of others listed is not listed again."""
    names = metric_names(plan)

    def cells(count: str, item: Opened) -> tuple[Cell, ...]:
        """The row of one item, behind the department and the count."""
        match item:
            case AccountItem():
                return _task_cells(plan, item, proofs[item.standing.task.no], due=count == "due.tasks")
            case Assessment():
                return _target_cells(account, item, backings[item.target.code])
            case LateMilestone():
                return _milestone_cells(item)
            case Postponement():
                return _postponement_cells(item)
            case DueReport():
                return _report_cells(item, names[item.metric])
            case Receipt():
                return _returned_cells(item)

    found = opened(account)
    rows = (
        (account.department, words, *cells(count, item)) for count, words in _COUNTS.items() for item in found[count]
    )
    return Table(headed(_SHEET), tuple(rows))


def _task_cells(plan: Plan, item: AccountItem, behind: Proof, *, due: bool) -> tuple[Cell, ...]:
    task = item.standing.task
    situation = ("已办结" if task.status.finished else "未办结") if due else STATE_LABELS[item.state]
    own = "" if item.part is Part.LEAD else f"，本单位{own_words(behind)}"
    return (
        task.no,
        task.title,
        f"{situation}（{task.status.label}{own}）",
        moment(due_day(plan, item.standing.task)),
        moment(behind.entries[-1].on) if behind.entries else None,
        None,
        "；".join(item.standing.reasons),
        "；".join(filter(None, map(files, behind.entries))),
    )


def _target_cells(account: Account, judged: Assessment, behind: Backing) -> tuple[Cell, ...]:
    target, unit, distance = judged.target, judged.target.metric.measure_unit, gap(judged)
    return (
        target.task,
        target.metric.name,
        f"实际{actual(judged)}{unit}，目标{goal(judged)}{unit}" + (f"，差额{distance}" if distance else ""),
        moment(target.schedule.checkpoint),
        moment(behind.last_received),
        None,
        "；".join(filter(None, (judged.light.reason, excuse(account, judged)))),
        "，".join(filter(None, (f"填报数{behind.readings}个", _file_names(behind.files), by_hand(behind)))),
    )


def _milestone_cells(late: LateMilestone) -> tuple[Cell, ...]:
    milestone, standing = late.standing.milestone, late.standing
    return (
        late.task.no,
        milestone.name,
        standing.state.label,
        moment(milestone.due_on),
        moment(milestone.done_on),
        standing.days_late,
        standing.light.reason,
        "",
    )


def _postponement_cells(asked: Postponement) -> tuple[Cell, ...]:
    extension = asked.extension
    until = extension.granted or extension.request.until
    return (
        asked.task.no,
        subject(asked),
        decision_words(extension),
        moment(asked.original),
        moment(until),
        (until - asked.original).days if until else None,
        extension.request.note,
        extension_files(extension),
    )


def _report_cells(item: DueReport, name: str) -> tuple[Cell, ...]:
    corrected = f"，更正{item.corrections}次" if item.corrections else ""
    early = "（方案印发以前到期）" if item.excused else ""
    return (
        None,
        f"{name}（{period_text(item.period)}）",
        f"{item.state.label}{early}{corrected}",
        moment(item.due_on),
        moment(item.received_on),
        None if item.state is SubmissionState.MISSING else item.days_late,
        f"jytrack target readings {item.metric} --unit {item.unit}",
        "",
    )


def _returned_cells(sheet: Receipt) -> tuple[Cell, ...]:
    return (
        None,
        f"《{named(sheet)}》（{months(sheet.periods)}）",
        f"退回，{errors(sheet)}处须改正",
        None,
        moment(sheet.received_on),
        None,
        "jytrack target imports",
        "",
    )


def _file_names(files: Sequence[str]) -> str:
    """The files by name; the same name every month is told once, with how many there are."""
    return "、".join(name if number == 1 else f"{name}（{number}份）" for name, number in Counter(files).items())
