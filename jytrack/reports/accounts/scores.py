"""Scores in `report accountability --score`: a line a department, or one department's items adding up to its score."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from jytrack.domain.accounts.preset import Preset, PresetItem
from jytrack.domain.accounts.scoring import Deduction, Score, ScoreItem, Scoring, Unscored
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.supervision.supervision import MilestoneStanding
from jytrack.domain.values.numerals import at_least, decimal, plain
from jytrack.domain.values.words import Direction, Part, UnitOrder
from jytrack.reports.accounts.accountability_rows import PLACE
from jytrack.reports.values import phrases
from jytrack.reports.values.document import Block, Cell, Column, Heading, Number, Paragraph, Table

EXACT = 6
"""Weights, points and their products are exact at so many decimals (intake/plan/presets.py)."""

_TABLE = (
    Column("单位", shrink=True),
    Column("得分", right=True),
    Column("分项", right=True),
    Column("加权得分", right=True),
    Column("÷权重", right=True),
    Column("=基础分", right=True),
    Column("迟报", right=True),
    Column("缺报", right=True),
    Column("-扣分", right=True),
    Column("未计分", right=True),
    Column("为何不计", shrink=True),
)
_ITEMS = (
    Column("任务", right=True),
    Column("分项", shrink=True),
    Column("承担"),
    Column("完成情况", shrink=True),
    Column("百分比", right=True),
    Column("得分", right=True),
    Column("×权重", right=True),
    Column("=加权得分", right=True),
)
_UNSCORED = (
    Column("承担"),
    Column("为什么", shrink=True),
    Column("项", right=True),
    Column("哪些（任务）", shrink=True),
)
_PRESET = (Column("项目"), Column("值", right=True), Column("说明", shrink=True))


def overall(scoring: Scoring, order: UnitOrder) -> tuple[Block, ...]:
    """Every department's score in a line, in official order unless ranks are asked for."""
    places = int(scoring.preset[PresetItem.PLACES])
    ranked = order is UnitOrder.RANK
    rounding = f"分项得分和基础分各四舍五入到{places}位小数再往下算，印出来的数就是参与计算的数。"
    where = "逐项看一个单位：在这条命令后面再加 --department 单位"
    return (
        Heading("计分（按得分排名）" if ranked else "计分"),
        Table((PLACE, *_TABLE) if ranked else _TABLE, _rows(scoring, ranked=ranked), empty="没有可计分的单位。"),
        Paragraph(f"得分 = 加权得分 ÷ 权重 - 扣分。{rounding}{where}", quiet=True),
    )


def detail(score: Score, preset: Preset) -> tuple[Block, ...]:
    """One department's items one by one, their sums, and what is taken off; then what is not scored."""
    if score.items:
        heading = Heading(f"计分：{score.department}，{plain(score.total)}分")
        shown: tuple[Block, ...] = (Table(_ITEMS, _item_rows(score.items, preset)), Paragraph(_sums(score, preset)))
    else:
        heading = Heading("计分")
        owed = "；".join(map(_taken, score.deductions))
        words = f"{score.department}不计分：{score.reason}。"
        shown = (Paragraph(f"{words}{owed}，没有得分可扣。" if owed else words),)
    left = Heading(f"未计分{len(score.unscored)}项，不进分母"), Table(_UNSCORED, _unscored_rows(score.unscored))
    return (heading, *shown, *(left if score.unscored else ()))


def _sums(score: Score, preset: Preset) -> str:
    """How the printed lines add up to the score."""
    places = int(preset[PresetItem.PLACES])
    base = _exact(score.base)
    divided = f"{_exact(score.weighted)} ÷ 权重合计{_exact(score.weight)} = {base}"
    taken = "".join(f" - {_exact(each.total)}" for each in score.deductions)
    lines = [
        f"基础分 = 加权得分合计{divided}（四舍五入到{places}位小数，各分项得分同）",
        *(f"扣分 = {_taken(each)}" for each in score.deductions),
        f"得分 = {base}{taken} = {_exact(score.total)}" if taken else f"得分 = {base}，没有扣分",
    ]
    return "\n".join(lines)


def _taken(each: Deduction) -> str:
    """What is taken off for reports of one kind."""
    return f"{each.state.label}{each.count}次 × {_exact(each.each)} = {_exact(each.total)}"


def method(preset: Preset) -> tuple[Block, ...]:
    """The preset, whole, with where it comes from and whose choice it is."""
    whose = "计分只在命令里写了 --score 时才有，用哪种办法由办公室选定；得分不影响亮灯，也不影响其他各栏。"
    make = "要用自己的办法，照下表另存一张 CSV（三列，再加一行“来源”），写 --score 文件.csv。"
    return (*_named(preset, f"\n{whose}{make}"), preset_table(preset))


def method_on_paper(preset: Preset) -> tuple[Block, ...]:
    """The same for those who sign: how to have it made is not theirs."""
    return (*_named(preset, "\n用哪种办法由办公室选定；得分不影响亮灯，也不影响其他各栏。"), preset_table(preset))


def _named(preset: Preset, more: str) -> tuple[Block, ...]:
    """What the preset is called, and where it comes from."""
    words = "；".join(filter(None, (f"来源：{preset.source}", preset.remark)))
    return Heading(f"计分办法 {preset.name}"), Paragraph(f"{words}。{more}")


def preset_table(preset: Preset) -> Table:
    """Every number of the preset, with what it is for."""
    return Table(_PRESET, tuple((item.label, Number(preset[item], EXACT), preset.notes[item]) for item in PresetItem))


def _rows(scoring: Scoring, *, ranked: bool) -> tuple[tuple[Cell, ...], ...]:
    """A line a department; who is not scored has a reason instead of figures, and no rank."""
    scores, ranks = tuple(scoring.scores.values()), scoring.ranks
    scored = [score for score in scores if score.items]
    figures = zip(
        _aligned(score.total for score in scored),
        _aligned(score.weighted for score in scored),
        _aligned(score.weight for score in scored),
        _aligned(score.base for score in scored),
        strict=True,
    )
    shown = dict(zip((score.department for score in scored), figures, strict=True))
    if ranked:
        scores = tuple(sorted(scores, key=lambda score: ranks.get(score.department, len(scores) + 1)))
    rows = ((_row(score, *shown.get(score.department, ("", "", "", "")))) for score in scores)
    if not ranked:
        return tuple(rows)
    return tuple((ranks.get(score.department, ""), *row) for score, row in zip(scores, rows, strict=True))


def _row(score: Score, total: str, weighted: str, weight: str, base: str) -> tuple[Cell, ...]:
    """One department with its figures as they are shown; blank ones for who is not scored."""
    taken = _exact(score.deducted) if score.items and score.deductions else ""
    counts = (len(score.items) or "", weighted, weight, base, *_reports(score), taken, len(score.unscored) or "")
    owed = f"{score.reason}，没有得分可扣" if score.reason and score.deductions else score.reason
    return (score.department, total, *counts, owed)


def _reports(score: Score) -> tuple[Cell, Cell]:
    """How many of a department's reports came late, and how many are missing; blank for none."""
    counts = {each.state.value: each.count for each in score.deductions}
    return counts.get("late", ""), counts.get("missing", "")


def _item_rows(items: Sequence[ScoreItem], preset: Preset) -> tuple[tuple[Cell, ...], ...]:
    """The items, and their sums below; each column at as many decimals as it needs to be exact."""
    points = _aligned(item.score for item in items)
    weights = _aligned([*(item.weight for item in items), sum(item.weight for item in items)])
    products = _aligned([*(item.weighted for item in items), sum(item.weighted for item in items)])
    rows: list[tuple[Cell, ...]] = [
        (
            item.task or "",
            name(item),
            item.part.label,
            _done(item),
            _percent(item.ratio, preset),
            point,
            weight,
            product,
        )
        for item, point, weight, product in zip(items, points, weights[:-1], products[:-1], strict=True)
    ]
    return (*rows, ("", "合计", "", "", "", "", weights[-1], products[-1]))


def _aligned(values: Iterable[Fraction | int | None]) -> list[str]:
    """Exact decimals, all with as many places as the longest needs."""
    texts = [_exact(value) for value in values]
    places = max((len(text.partition(".")[2]) for text in texts), default=0)
    return [decimal(Fraction(text), places) for text in texts]


def _exact(value: Fraction | int | None) -> str:
    return plain(value, EXACT)


def name(item: ScoreItem | Unscored) -> str:
    """What an item is about."""
    match item.subject:
        case Assessment():
            return item.subject.target.metric.name
        case MilestoneStanding():
            return f"节点“{item.subject.milestone.name}”"
        case None:
            return "整项任务"


def _done(item: ScoreItem) -> str:
    """What an item is scored on: actual ÷ expected with its unit, actual beside a ceiling, or the milestone's days."""
    if isinstance(item.subject, MilestoneStanding):
        return item.subject.light.reason
    judged, unit = item.subject, item.subject.target.metric.measure_unit
    if judged.light.code in phrases.WAITING:
        return "本单位未报"
    if judged.target.direction is Direction.AT_MOST:
        return f"{phrases.actual(judged)}，上限{plain(judged.goal)}{unit}"
    return f"{phrases.actual(judged)} ÷ {plain(judged.expected)} {unit}"


def _percent(ratio: Fraction | None, preset: Preset) -> str:
    """A/E in per cent, on its own side of the lines at which points change."""
    lines = at_least(preset[PresetItem.FLOOR]), at_least(preset[PresetItem.CAP])
    return "" if ratio is None else f"{decimal(100 * ratio, 2, *lines)}%"


def _unscored_rows(unscored: Sequence[Unscored]) -> tuple[tuple[Cell, ...], ...]:
    """What is not scored, those of one part with one reason together."""
    alike: dict[tuple[Part, str], list[str]] = defaultdict(list)
    for item in unscored:
        task = f"（{item.task}）" if item.task is not None else ""
        alike[item.part, item.reason].append(f"任务{item.task}" if item.subject is None else f"{name(item)}{task}")
    return tuple((part.label, reason, len(names), "、".join(names)) for (part, reason), names in alike.items())
