"""What is late beside the targets: open milestones whose day has passed, and reports that have not come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from jytrack.domain.accounts.standing import PlanStanding, Standing
from jytrack.domain.plan.plan import Task
from jytrack.domain.supervision.supervision import MilestoneStanding
from jytrack.domain.values.numerals import neighbours
from jytrack.reports.values.document import Block, Cell, Column, Heading, Lamp, Paragraph, Table
from jytrack.reports.values.phrases import NO_LEAD, metric_names, short_day

_OVERDUE = (
    Column("亮灯"),
    Column("任务", right=True),
    Column("节点", shrink=True),
    Column("应于"),
    Column("逾期", right=True),
    Column("牵头单位", shrink=True),
)
_UNREPORTED = (Column("单位"), Column("缺报", right=True), Column("最早应于"), Column("缺哪些", shrink=True))


_NAMED = 6
"""So many reports owed by one unit are named."""
_OPENED = "逐项见 jytrack report submissions --unit 单位"


def longest_overdue(standing: Standing) -> list[tuple[MilestoneStanding, Task]]:
    """The open milestones whose day has passed, each with its task, the longest overdue first."""
    late = [(milestone, item.task) for item in standing.tasks for milestone in item.overdue]
    return sorted(late, key=lambda entry: -entry[0].days_late)


def overdue(standing: PlanStanding) -> tuple[Block, ...]:
    """The same as a table under its heading; nothing when there is none."""
    rows: list[tuple[Cell, ...]] = [
        (
            Lamp(milestone.light.colour),
            task.no,
            milestone.milestone.name,
            short_day(milestone.milestone.due_on) if milestone.milestone.due_on else None,
            f"{milestone.days_late}天",
            task.lead or NO_LEAD,
        )
        for milestone, task in longest_overdue(standing)
    ]
    return (Heading("逾期节点"), Table(_OVERDUE, tuple(rows))) if rows else ()


def unreported(standing: PlanStanding) -> tuple[Block, ...]:
    """The units whose due reports have not come, in official order, and which those are."""
    names = metric_names(standing.plan)
    rows: list[tuple[Cell, ...]] = []
    for unit, discipline in standing.disciplines.items():
        absent = discipline.missing_reports
        if absent:
            first = min(report.due_on for report in absent)
            rows.append(
                (
                    unit,
                    f"{len(absent)}项",
                    short_day(first),
                    owed_words([(names[report.metric], report.period.month) for report in absent]),
                )
            )
    due = any(discipline.expected for discipline in standing.disciplines.values())
    empty = "应报的都已报送。" if due else "还没有到期的填报。"
    opened = (Paragraph(_OPENED, quiet=True, paper=""),) if rows else ()
    return (Heading("未报送"), Table(_UNREPORTED, tuple(rows), empty=empty), *opened)


def owed_words(owed: Sequence[tuple[str, int]]) -> str:
    """Reports owed, as (metric, month): the metrics that lack the same months stand together.

    More than can be taken in are counted by month; `jytrack report submissions --unit` names them.
    """
    if len(owed) > _NAMED:
        return _counted(month for _, month in owed)
    months: dict[str, list[int]] = defaultdict(list)
    for metric, month in owed:
        months[metric].append(month)
    metrics: dict[str, list[str]] = defaultdict(list)
    for metric, found in months.items():
        metrics[month_spans(found)].append(metric)
    return "；".join(f"{spans} {'、'.join(names)}" for spans, names in metrics.items())


def _counted(months: Iterable[int]) -> str:
    """How many reports of which months: 1—5月每月12项、6月9项."""
    counts = Counter(months)
    runs: list[list[int]] = []
    for month in sorted(counts):
        if runs and month == runs[-1][-1] + 1 and counts[month] == counts[runs[-1][-1]]:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "、".join(f"{month_spans(run)}{'每月' * (len(run) > 1)}{counts[run[0]]}项" for run in runs)


def month_spans(months: list[int]) -> str:
    """Months in order, neighbours drawn together: 1—3月、6月."""
    return "、".join(f"{run[0]}—{run[-1]}月" if len(run) > 1 else f"{run[0]}月" for run in neighbours(months))
