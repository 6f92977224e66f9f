"""全年比成效: the year's results beside last year's, what was not reached first, scores where asked for."""

from collections.abc import Iterator
from datetime import date

from jytrack.domain.accounts.scoring import Score, Scoring
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.words import Direction, LightCode, SubmissionState
from jytrack.reports.accounts.scores import EXACT, preset_table
from jytrack.reports.documents import targets
from jytrack.reports.documents.bulletin import Bulletin, bulletin
from jytrack.reports.documents.dispatch_table import goal_cell, year_on_year
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.indicator_table import is_grey, progress, remarks, value_cell
from jytrack.reports.documents.notes import Source
from jytrack.reports.values.document import Block, Cell, Column, Lamp, Number, Paragraph, Percent, Table
from jytrack.reports.values.phrases import NO_LEAD, goal, leads

_LAST_QUARTER = "四季度"
_SCORES = (
    Column("单位", shrink=True),
    Column("得分", right=True),
    Column("基础分", right=True),
    Column("迟报", right=True),
    Column("缺报", right=True),
    Column("扣分", right=True),
    Column("计分项", right=True),
    Column("未计分项", right=True),
    Column("不计分原因", shrink=True),
)
_OWED = (LightCode.OVER_LIMIT, LightCode.NOT_MET)
"""The lights of what the year did not bring."""


def annual(facts: Facts, source: Source, since: date, scoring: Scoring | None) -> Bulletin:
    """What the document of the year tells; scores only where `scoring` is given."""
    told = bulletin(facts, source, since)
    blocks = {
        **told.blocks,
        "滞后指标": targets.all_late(facts, first=LightCode.NOT_MET),
        "主要目标": targets.main_goals(facts, late=False),
    }
    under = source.under("括号内为调整前的目标；上年没有登记的不比；四个季度为各季度末的亮灯，按现在已知的数评价")
    tables = {**told.tables, "指标表": (results(facts), under)}
    if scoring is not None:
        tables["得分表"] = scores(scoring, source)
    return Bulletin(blocks, tables, told.without)


def results(facts: Facts) -> Table:
    """A row a target: whether the goal was reached, last year's result, and the lights of the four quarters."""
    quarters = [*facts.earlier, _LAST_QUARTER]
    columns = (
        Column("序号", right=True),
        Column("指标", shrink=True),
        Column("单位"),
        Column("牵头单位", shrink=True),
        Column("年度目标（原目标）", right=True),
        Column("实际", right=True),
        Column("完成率", right=True),
        Column("是否完成"),
        Column("上年", right=True),
        Column("同比", right=True),
        *(Column(name) for name in quarters),
        Column("说明", shrink=True),
    )
    assessments = facts.standing.assessments
    rows = tuple(tuple(_row(facts, no, judged)) for no, judged in enumerate(assessments, 1))
    return Table(columns, rows, muted=frozenset(at for at, judged in enumerate(assessments) if is_grey(judged)))


def _row(facts: Facts, number: int, judged: Assessment) -> Iterator[Cell]:
    """One target."""
    target, beside = judged.target, judged.compared()
    yield from (number, target.metric.name, target.metric.measure_unit)
    yield "、".join(leads(facts.standing.plan, target)) or NO_LEAD
    yield _goal(judged)
    yield value_cell(judged)
    yield Percent(judged.attainment) if judged.attainment is not None else ""
    yield Lamp(judged.light.colour, _reached(judged))
    yield Number(beside.last_year, 2)
    yield Number(None) if beside.year_on_year is None else year_on_year(judged, beside.year_on_year)
    for lights in facts.earlier.values():
        yield Lamp(lights[target.code].colour)
    yield Lamp(judged.light.colour)
    yield "；".join(remarks(facts, judged, original=False))


def _goal(judged: Assessment) -> Cell:
    """The goal, with the one before it was revised."""
    if judged.original_goal in (None, judged.goal) or judged.goal is None:
        return goal_cell(judged)
    return f"{goal(judged)}（{plain(judged.original_goal)}）"


def _reached(judged: Assessment) -> str:
    """Whether the year brought what was asked; what cannot be judged says why."""
    if is_grey(judged):
        return progress(judged)
    if judged.target.direction is Direction.AT_MOST:
        return "否" if judged.light.code is LightCode.OVER_LIMIT else "是"
    return "否" if judged.light.code in _OWED else "是"


def scores(scoring: Scoring, source: Source) -> tuple[Block, ...]:
    """Each unit's score in official order, and the preset that made them, whole."""
    preset = scoring.preset
    told = "；".join(filter(None, (f"来源：{preset.source}", preset.remark)))
    return (
        Table(_SCORES, tuple(map(_score_row, scoring.scores.values())), empty="没有可计分的单位。"),
        source.under("得分＝基础分－扣分；得分不影响亮灯，也不影响其他各表"),
        Paragraph(f"计分办法：{preset.name}。{told}。"),
        preset_table(preset),
    )


def _score_row(score: Score) -> tuple[Cell, ...]:
    """One unit; who is not scored has a reason instead of figures."""
    counts = {each.state: each.count for each in score.deductions}
    scored = score.total is not None
    return (
        score.department,
        Number(score.total, EXACT) if scored else "",
        Number(score.base, EXACT) if scored else "",
        counts.get(SubmissionState.LATE, ""),
        counts.get(SubmissionState.MISSING, ""),
        Number(score.deducted, EXACT) if scored and score.deductions else "",
        len(score.items) or "",
        len(score.unscored) or "",
        score.reason,
    )
