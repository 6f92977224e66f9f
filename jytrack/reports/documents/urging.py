"""催报单: what one unit has not reported, since when, and which of the county's figures wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.documents.publication import Publication
from jytrack.domain.figures.value import UnitFigure
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.values.numerals import percent, plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import LightCode, Measure
from jytrack.reports.documents.amounts import day_in, short_date
from jytrack.reports.values.document import Block, Column, Paragraph, Table
from jytrack.reports.values.json_values import JsonObject

_COLUMNS = (
    Column("序号", right=True),
    Column("未报指标", shrink=True),
    Column("单位"),
    Column("应报日期"),
    Column("逾期", right=True),
    Column("上次累计", right=True),
    Column("本次填报", blank=True),
)
_WAITING = (LightCode.AWAITING, LightCode.NO_REPORT)
_NEVER = "未报过"


@dataclass(frozen=True, slots=True)
class Missing:
    """One report that is due and has not come, with the last figure of the unit."""

    metric: Metric
    due: DueReport
    last: UnitFigure | None


@dataclass(frozen=True, slots=True)
class Urged:
    """What one unit owes on a day, and how many of the county's figures cannot be judged without it.

    `before`: the notes that went out to it about the same, the first one first.
    """

    unit: str
    on: date
    missing: tuple[Missing, ...]
    waiting: int
    before: tuple[Publication, ...] = ()

    @property
    def periods(self) -> list[Period]:
        """The months that are missing, each once."""
        return sorted({each.due.period for each in self.missing})


def urged(standing: PlanStanding, unit: str) -> Urged:
    """What `unit` owes at the standing's day, in the plan's order of targets."""
    judged = {each.target.code: each for each in standing.assessments}
    order = {code: place for place, code in enumerate(judged)}
    found = standing.disciplines.get(unit)
    missing_reports = found.missing_reports if found else ()
    owed = sorted(missing_reports, key=lambda report: (report.period, order[report.metric]))
    missing = tuple(
        Missing(judged[report.metric].target.metric, report, _figure(judged[report.metric], unit)) for report in owed
    )
    waiting = sum(
        each.light.code in _WAITING
        and unit in each.missing_units
        and each.target.code in {m.due.metric for m in missing}
        for each in standing.assessments
    )
    return Urged(unit, standing.clock.as_of, missing, waiting)


def kept(found: Urged) -> JsonObject:
    """What is kept of a note that goes out."""
    return {
        "unit": found.unit,
        "as_of": found.on.isoformat(),
        "waiting": found.waiting,
        "times": len(found.before) + 1,
        "missing": [
            {
                "target": each.metric.code,
                "period": str(each.due.period),
                "due_on": each.due.due_on.isoformat(),
                "last": _last(each),
            }
            for each in found.missing
        ],
    }


def about(frozen: JsonObject) -> set[tuple[str, str]]:
    """The reports, by target and month, that a note was about as it was kept."""
    rows = cast("list[JsonObject]", frozen["missing"])
    return {(str(row["target"]), str(row["period"])) for row in rows}


def owed(found: Urged) -> set[tuple[str, str]]:
    """The same of a note that is being made."""
    return {(each.metric.code, str(each.due.period)) for each in found.missing}


def span_words(periods: Sequence[Period]) -> str:
    """The months of one year as titles name them: 6月, 5月、6月, 3—6月."""
    months = [period.month for period in periods]
    if len(months) > 2 and months == list(range(months[0], months[-1] + 1)):
        return f"{months[0]}—{months[-1]}月"
    return "、".join(f"{month}月" for month in months)


def urging(found: Urged, *, chat: bool = False) -> tuple[Block, ...]:
    """The sentence and the table; for a chat the same as lines, which a telephone shows."""
    rows = [_row(found, number, each) for number, each in enumerate(found.missing, 1)]
    if not chat:
        return Paragraph(_sentence(found)), Table(_COLUMNS, tuple((*row, "") for row in rows))
    lines = [
        f"{no}. {name}（{unit}），{_when(found, day, late)}上次累计{last}" for no, name, unit, day, late, last in rows
    ]
    return Paragraph(_sentence(found)), Paragraph("\n".join(lines))


def _when(found: Urged, day: str, late: str) -> str:
    """When one of several reports was due, where that is not the same for all of them."""
    return "" if len({each.due.due_on for each in found.missing}) == 1 else f"应{day}报，逾期{late}，"


def _sentence(found: Urged) -> str:
    """What is missing, since when, and what waits for it."""
    days = sorted({each.due.due_on for each in found.missing})
    count, late = len(found.missing), (found.on - days[0]).days
    until = f"截至{short_date(found.on)}"
    overdue = f"逾期{late}天" if late else "当天到期"
    if len(found.periods) == 1 and len(days) == 1:
        head = f"你单位{found.periods[0].month}月数据应于{short_date(days[0])}前报送，{until}"
        told = f"{head}下列{count}项未收到，{overdue}"
    else:
        told = f"{until}，你单位下列{count}项次数据到期未报，最早的应于{short_date(days[0])}前报送，{overdue}"
    waiting = f"；全县{found.waiting}项指标因此不能评价" if found.waiting else ""
    return f"{told}{waiting}。{_again(found)}"


def _again(found: Urged) -> str:
    """How often was urged already, and when last."""
    if not found.before:
        return ""
    last = found.before[-1]
    return f"这是第{len(found.before) + 1}次催报，上次为{day_in(last.published_on, found.on.year)}（{last.called}）。"


def _row(found: Urged, number: int, each: Missing) -> tuple[str, ...]:
    """One report that is missing, but for the cell that the unit fills in."""
    month = f"（{each.due.period.month}月）" if len(found.periods) > 1 else ""
    unit = "分子、分母" if each.metric.measure is Measure.RATE else each.metric.measure_unit
    late = (found.on - each.due.due_on).days
    return (
        str(number),
        f"{each.metric.name}{month}",
        unit,
        short_date(each.due.due_on),
        f"{late}天",
        _last(each),
    )


def _last(each: Missing) -> str:
    """The last figure of the unit with its month: a running total, a share, a level."""
    if each.last is None or each.last.figure is None or each.last.latest is None:
        return _NEVER
    figure = each.last.figure
    told = percent(figure / 100) if each.metric.measure is Measure.RATE else plain(figure)
    return f"{told}（{each.last.latest.month}月）"


def _figure(judged: Assessment, unit: str) -> UnitFigure | None:
    """What the unit has reported so far."""
    return next((each for each in judged.figures if each.unit == unit), None)
