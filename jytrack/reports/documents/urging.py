"""催报单: what one unit has not reported, since when, and which of the county's figures wait for it."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.documents.publication import Publication
from jytrack.domain.figures.value import UnitFigure
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.values.numerals import date_text, percent, plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LightCode, Measure
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.values.document import Block, Column, JsonValue, Paragraph, Table
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


@valueclass
class Missing:
    """One report that is due and has not come, with the last figure of the unit."""

    metric: Metric
    due: DueReport
    last: UnitFigure | None


@valueclass
class Urged:
    """What one unit owes on a day, and how many of the county's figures cannot be judged without it.

    `before` are the notes that asked for any of it earlier.
    """

    unit: str
    on: date
    missing: tuple[Missing, ...]
    waiting: int
    before: tuple[Publication, ...] = ()

    @property
    def keys(self) -> set[str]:
        """What is missing, each report by a name of its own."""
        return {f"{each.due.metric} {each.due.period}" for each in self.missing}

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
        return Paragraph(f"{_sentence(found)}本次的数可直接填在下表末栏。"), Table(
            _COLUMNS, tuple((*row, "") for row in rows)
        )
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
    told += f"；全县{found.waiting}项指标因此不能评价。" if found.waiting else "。"
    return told + again(found.before, "催报")


def again(before: Sequence[Publication], word: str) -> str:
    """That it is not the first time, and when the first was; "" where it is."""
    if not before:
        return ""
    first = before[0]
    number = f"{first.stated_no}，" if first.stated_no else ""
    return f"这是第{len(before) + 1}次{word}，第1次为{date_text(first.published_on)}（{number}{first.called}）。"


def listed(found: Urged) -> str:
    """All that is missing, in one line: 6月城镇新增就业、稳岗返还."""
    names = {
        period: [each.metric.name for each in found.missing if each.due.period == period] for period in found.periods
    }
    return "；".join(f"{period.month}月{'、'.join(told)}" for period, told in names.items())


def facts(found: Urged) -> JsonObject:
    """What the note says, as it is kept when it goes out."""
    missing: list[JsonValue] = [
        {
            "target": each.due.metric,
            "period": str(each.due.period),
            "due_on": each.due.due_on.isoformat(),
            "last": _last(each),
        }
        for each in found.missing
    ]
    before: list[JsonValue] = [each.number for each in found.before]
    return {
        "unit": found.unit,
        "on": found.on.isoformat(),
        "missing": missing,
        "waiting": found.waiting,
        "before": before,
    }


def asked_for(facts: JsonObject) -> set[str]:
    """What a note asked for, by the facts that were kept of it; see `Urged.keys`."""
    return {f"{row['target']} {row['period']}" for row in cast("list[JsonObject]", facts.get("missing", []))}


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
