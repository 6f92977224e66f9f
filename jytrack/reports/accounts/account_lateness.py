"""The sections of one department's page on what came late: milestones, tasks, extensions, reports."""

from collections.abc import Iterator, Mapping

from jytrack.domain.accounts.accountability import Account, AccountItem, LateMilestone, Postponement
from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.supervision.extension import Extension
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.words import ExtensionState, SubmissionState
from jytrack.reports.accounts.account_sections import TASK
from jytrack.reports.sheets.receipts import returned
from jytrack.reports.supervision.entries import files
from jytrack.reports.supervision.supervising import decision_words
from jytrack.reports.values.document import Block, Cell, Column, Heading, Paragraph, Table
from jytrack.reports.values.phrases import metric_names

_OVERDUE = (
    Column("任务", right=True),
    Column("节点", shrink=True),
    Column("应于"),
    Column("逾期", right=True),
    Column("批准延至"),
)
_DONE_LATE = (*_OVERDUE[:3], Column("完成"), Column("迟", right=True))
_DUE = (*TASK, Column("应于"), Column("状态"))
_EXTENSIONS = (
    Column("情况"),
    Column("任务", right=True),
    Column("事项", shrink=True),
    Column("原定"),
    Column("申请延至"),
    Column("批复", shrink=True),
    Column("原因", shrink=True),
)
_REPORTS = (
    Column("情况"),
    Column("指标", shrink=True),
    Column("报告期"),
    Column("应于"),
    Column("收到"),
    Column("迟", right=True),
    Column("更正", right=True),
)


def milestones(account: Account) -> Iterator[Block]:
    """The milestones that are overdue, and those done after their day."""
    if account.overdue:
        yield Heading(f"逾期节点{account.milestones_overdue}个，共{account.days_overdue}天")
        yield Table(_OVERDUE, tuple(_overdue_row(late) for late in account.overdue))
    if account.done_late:
        yield Heading(f"迟完成节点{len(account.done_late)}个，共{account.days_late_done}天")
        yield Table(_DONE_LATE, tuple(_done_late_row(late) for late in account.done_late))


def _overdue_row(late: LateMilestone) -> tuple[Cell, ...]:
    milestone = late.standing.milestone
    days = f"{late.standing.days_late}天"
    until = date_text(milestone.postponed_to) if milestone.postponed_to else ""
    return late.task.no, milestone.name, date_text(milestone.due_on), days, until


def _done_late_row(late: LateMilestone) -> tuple[Cell, ...]:
    milestone = late.standing.milestone
    days = f"{late.standing.days_late}天"
    return late.task.no, milestone.name, date_text(milestone.due_on), date_text(milestone.done_on), days


def due(plan: Plan, account: Account) -> Iterator[Block]:
    """The led tasks that should be done by now, those not done first."""
    if account.due:
        yield Heading(f"到期应办结{len(account.due)}项：已办结{account.due_done}项")
        ordered = sorted(account.due, key=lambda item: item.standing.task.status.finished)
        yield Table(_DUE, tuple(_due_row(plan, item) for item in ordered))


def _due_row(plan: Plan, item: AccountItem) -> tuple[Cell, ...]:
    task = item.standing.task
    done = "已办结" if task.status.finished else "未办结"
    return done, task.no, task.title, date_text(due_day(plan, item.standing.task)), task.status.label


def extension_counts(account: Account) -> str:
    """How many extensions were asked for, by what became of them."""
    order = (ExtensionState.GRANTED, ExtensionState.PENDING, ExtensionState.REFUSED)
    return "、".join(f"{state.label}{account.extended(state)}件" for state in order)


def extensions(account: Account) -> Iterator[Block]:
    """The extensions that the department asked for, with the original day."""
    if account.postponements:
        yield Heading(f"延期：{extension_counts(account)}（原定日期照计）")
        yield Table(_EXTENSIONS, tuple(_extension_row(asked) for asked in account.postponements))


def _extension_row(asked: Postponement) -> tuple[Cell, ...]:
    extension = asked.extension
    return (
        extension.state.label,
        asked.task.no,
        subject(asked),
        date_text(asked.original),
        date_text(extension.request.until),
        decision_words(extension),
        "；".join(part for part in (extension.request.note, extension_files(extension)) if part),
    )


def extension_files(extension: Extension) -> str:
    """The files that prove the request and the decision."""
    entries = [entry for entry in (extension.request, extension.decision) if entry]
    return "；".join(filter(None, map(files, entries)))


def subject(asked: Postponement) -> str:
    """What is to be postponed."""
    return asked.extension.milestone or f"整项任务：{asked.task.title}"


def duties(plan: Plan, account: Account) -> Iterator[Block]:
    """The reports that came late, have not come, or were corrected, those on time only counted; and what went back."""
    reports = account.discipline
    if not reports.expected:
        return
    sheets = f"、退回{reports.returned}张表" if reports.returned else ""
    yield Heading(f"报送：迟报{reports.late}项、缺报{reports.missing}项、更正{reports.corrected}项{sheets}")
    names = metric_names(plan)
    told = [item for item in reports.reports if item.corrections or item.state is not SubmissionState.ON_TIME]
    yield Table(_REPORTS, tuple(_report_row(item, names) for item in told), empty="到期的都按时报了，没有更正。")
    if reports.on_time:
        way = f"jytrack report submissions --unit {account.department}"
        on_time = f"按时的{reports.on_time}项不逐项列出"
        yield Paragraph(f"按时的{reports.on_time}项逐项列在 csv 和 json 里，也可看 {way}", quiet=True, paper=on_time)
    yield from returned([reports])


def _report_row(item: DueReport, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        item.state.label,
        names[item.metric],
        f"{item.period.month}月",
        date_text(item.due_on),
        date_text(item.received_on) if item.received_on else "",
        f"{item.days_late}天" if item.days_late else "",
        f"{item.corrections}次" if item.corrections else "",
    )
