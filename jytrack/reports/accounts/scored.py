"""The accountability report with scores: its page, its sheet and its object taken up where `--score` asks for them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from jytrack.domain.accounts.preset import Preset, PresetItem
from jytrack.domain.accounts.scoring import Score, ScoreItem, Scoring, Unscored
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.supervision.supervision import MilestoneStanding
from jytrack.domain.values.words import UnitOrder
from jytrack.reports.accounts.scores import EXACT, detail, method, name, overall
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Document,
    Heading,
    JsonValue,
    LongTable,
    Number,
    Percent,
    Report,
    Table,
)
from jytrack.reports.values.ends import sheet_of
from jytrack.reports.values.json_values import JsonObject, number, percentage
from jytrack.reports.values.used import FOOT

_SHEET = ("得分", "基础分", "加权得分", "权重", "扣分", "计分项", "未计分项", "不计分原因")
"""What csv adds to each department's row."""

_ITEMS = ("任务序号", "分项", "承担", "完成百分比", "得分", "权重", "加权得分", "不计分原因")
"""What csv writes of one department."""


def scored(report: Report, scoring: Scoring, department: str | None, order: UnitOrder) -> Report:
    """`report` (the table, or the page of one `department`) with its scores before, and the preset at the foot."""
    return Report(
        partial(_with_blocks, report, scoring, department, order), partial(_with_scores, report, scoring, order)
    )


def _with_blocks(report: Report, scoring: Scoring, department: str | None, order: UnitOrder) -> Document:
    """The page with the scores before what it tells, and its sheet: of all departments, or of one."""
    document = report.document
    if department is None:
        blocks, sheet = overall(scoring, order), _widened(sheet_of(document), scoring)
    else:
        score = scoring.scores[department]
        blocks, sheet = detail(score, scoring.preset), _items(score)
    return replace(document, blocks=_placed(document, blocks, method(scoring.preset)), sheet=sheet)


def _placed(document: Document, scores: Sequence[Block], preset: Sequence[Block]) -> tuple[Block, ...]:
    """The page's blocks with the scores before its first heading, and the preset before the small print."""
    headings = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading)]
    foot = document.blocks.index(FOOT)
    return (
        *document.blocks[: headings[0]],
        *scores,
        *document.blocks[headings[0] : foot],
        *preset,
        *document.blocks[foot:],
    )


def _widened(sheet: Table | LongTable | None, scoring: Scoring) -> Table | None:
    """The sheet of departments with the score's columns; a row is found by its department."""
    if sheet is None:
        return None
    place = [column.title for column in sheet.columns].index("单位")
    rows = ((*row, *_sheet_cells(scoring.scores[str(row[place])])) for row in sheet.rows)
    return Table((*sheet.columns, *headed(_SHEET)), tuple(rows))


def _sheet_cells(score: Score) -> tuple[Cell, ...]:
    """A department's score under `_SHEET`; nothing stands for what there is not."""
    weighted, weight, taken = (score.weighted, score.weight, score.deducted) if score.items else (None, None, None)
    figures = (score.total, score.base, weighted, weight, taken)
    return (*(Number(figure, EXACT) for figure in figures), len(score.items), len(score.unscored), score.reason)


def _items(score: Score) -> Table:
    """One department's items, what is taken off, its score, and what is not scored."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(item.task, name(item), item.part.label, Percent(item.ratio, cap=None)),
            *(Number(figure, EXACT) for figure in (item.score, item.weight, item.weighted)),
            None,
        )
        for item in score.items
    ]
    sums = [("基础分", score.base), *((each.state.label, -each.total) for each in score.deductions)]
    sums.append(("得分", score.total))
    rows += [(None, label, None, None, Number(figure, EXACT), None, None, None) for label, figure in sums]
    rows += [(item.task, name(item), item.part.label, *[None] * 4, item.reason) for item in score.unscored]
    return Table(headed(_ITEMS), tuple(rows))


def _with_scores(report: Report, scoring: Scoring, order: UnitOrder) -> JsonObject:
    """The object with the preset among its rules, and each row's score."""
    data, ranks = report.data, scoring.ranks if order is UnitOrder.RANK else {}
    rows: list[JsonValue] = []
    for row in _objects(data["rows"]):
        score = scoring.scores[str(row["department"])]
        rows.append({**row, "score": number(score.total), "score_rank": ranks.get(score.department), **_json(score)})
    rules = data["rules"] if isinstance(data["rules"], dict) else {}
    return {**data, "rules": {**rules, **_rules(scoring.preset)}, "rows": rows}


def _objects(rows: JsonValue) -> list[JsonObject]:
    """The rows of an object."""
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _rules(preset: Preset) -> JsonObject:
    """What `rules` says of the preset: its name, where it comes from, and every number of it."""
    values: JsonObject = {item.value: number(preset[item]) for item in PresetItem}
    return {"preset": preset.name, "scoring": {"source": preset.source, "remark": preset.remark, **values}}


def _json(score: Score) -> JsonObject:
    """A department's `score_detail`."""
    return {
        "score_detail": {
            "base": number(score.base),
            "weight": number(score.weight),
            "weighted": number(score.weighted),
            "items": [_json_item(item) for item in score.items],
            "deductions": [
                {"kind": each.state.value, "count": each.count, "each": number(each.each), "points": number(each.total)}
                for each in score.deductions
            ],
            "unscored": [{**_json_subject(item), "reason": item.reason} for item in score.unscored],
            "reason": score.reason or None,
        },
    }


def _json_subject(item: ScoreItem | Unscored) -> JsonObject:
    """What an item is about: its task, its target's code or its milestone's name, and the part played in it."""
    judged = item.subject if isinstance(item.subject, Assessment) else None
    standing = item.subject if isinstance(item.subject, MilestoneStanding) else None
    return {
        "task": item.task,
        "target": judged.target.code if judged else None,
        "milestone": standing.milestone.name if standing else None,
        "role": item.part.value,
    }


def _json_item(item: ScoreItem) -> JsonObject:
    judged = item.subject if isinstance(item.subject, Assessment) else None
    return {
        **_json_subject(item),
        "actual": number(judged.actual) if judged else None,
        "expected": number(judged.expected) if judged else None,
        "attainment_pct": percentage(item.ratio),
        "score": number(item.score),
        "weight": number(item.weight),
        "weighted": number(item.weighted),
    }
