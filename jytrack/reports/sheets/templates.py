"""`target template`: the sheet that a unit fills in for one month, as a value that every kind of file is made from.

It is a long sheet (intake.md, Layouts, 1), so what comes back filled in is imported without anything being put right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.numerals import date_text, period_text, plain
from jytrack.domain.values.words import Measure, Reporting
from jytrack.reports.sheets.template_values import (
    GOAL,
    LAST,
    MEANING,
    MEASURE_UNIT,
    METRIC,
    NOTE,
    PERIOD,
    SO_FAR,
    SOURCE,
    UNIT,
    Asked,
    Cell,
    Choice,
    Entry,
    Facts,
    Item,
    Template,
    Words,
)

_UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_MOST_SPARE_ROWS = 3


def template(facts: Facts) -> Template:
    """The sheet of one unit for one month."""
    columns = _columns(facts)
    rows = [_row(facts, item, columns) for item in facts.items]
    spare = min(len(facts.extra), _MOST_SPARE_ROWS)
    rows += [_spare_row(facts, columns)] * spare
    month = period_text(facts.period)
    return Template(
        name=f"{facts.unit}{month}填报表".translate(_UNSAFE),
        title=f"{facts.unit}{month}就业情况填报表",
        period=facts.period,
        lines=tuple(_lines(facts)),
        columns=columns,
        rows=tuple(rows),
        choices=tuple(item.metric.name for item in facts.extra),
    )


def _lines(facts: Facts) -> Iterator[str]:
    """What is said above the table; no month is named here but in the title, which the reader goes by."""
    due = f"    报送截止日：{date_text(facts.due_on)}" if facts.due_on else ""
    yield f"填报单位（盖章）：{facts.unit}{due}"
    needed = any(item.metric.source_required for item in facts.items)
    yield (
        f"只填白色{'和黄色格（黄色必填）' if needed else '格'}，灰色格不用填。"
        "没有发生的填0，没有数据的空着；只写数字，不写计量单位；"
        f"其他月份的数请另用那个月的表。{_either(facts.items)}{_negatives(facts.items)}{_spare_hint(facts)}{_goals(facts.items)}"
    )
    if facts.notice:
        yield facts.notice


def _either(items: Sequence[Item]) -> str:
    """That a metric reported month by month may be stated in two ways."""
    increment = next((item for item in items if item.metric.reporting is Reporting.INCREMENT), None)
    return "" if increment is None else f"{'和'.join(asked.heading for asked in increment.asked)}填一个就行。"


def _negatives(items: Sequence[Item]) -> str:
    """Which figures may be negative."""
    names = "、".join(item.metric.name for item in items if item.metric.may_be_negative)
    return f"“{names}”净减少的填负数。" if names else ""


def _goals(items: Sequence[Item]) -> str:
    """Whose goals the bare numbers are."""
    told = any(isinstance(item.goal, Fraction) for item in items)
    return f"“{GOAL}”里的数是本单位的任务数。" if told else ""


def _spare_hint(facts: Facts) -> str:
    """What the spare rows are for."""
    return "末尾几行可补报本月不要求报的指标，在“指标”格里选。" if facts.extra else ""


def _columns(facts: Facts) -> tuple[str, ...]:
    """The headings, of which those stay out that no row needs."""
    items = (*facts.items, *facts.extra)
    asked = {figure.heading for item in items for figure in item.asked}
    earlier = [SO_FAR if _flows(item.metric) else LAST for item in facts.items if item.last.figure is not None]
    return (
        UNIT,
        METRIC,
        PERIOD,
        MEASURE_UNIT,
        *((GOAL,) if any(item.goal is not None for item in facts.items) else ()),
        *(heading for heading in (SO_FAR, LAST) if heading in earlier),
        *(heading for heading in facts.headings if heading in asked),
        *((SOURCE,) if any(item.metric.source_required for item in items) else ()),
        NOTE,
        *((MEANING,) if any(map(_meaning, facts.items)) else ()),
    )


def _row(facts: Facts, item: Item, columns: Sequence[str]) -> tuple[Cell, ...]:
    """The row of one metric."""
    metric = item.metric
    cells: dict[str, Cell] = {
        UNIT: facts.unit,
        METRIC: metric.name,
        PERIOD: str(facts.period),
        MEASURE_UNIT: _measure_unit(item),
        GOAL: item.goal,
        SO_FAR if _flows(metric) else LAST: _earlier(item),
        SOURCE: Words(needed=metric.source_required),
        NOTE: Words(),
        MEANING: _meaning(item) or None,
    }
    cells |= {figure.heading: _entry(item, figure) for figure in item.asked}
    return tuple(cells.get(heading) for heading in columns)


def _spare_row(facts: Facts, columns: Sequence[str]) -> tuple[Cell, ...]:
    """A row whose metric is still to be chosen."""
    known: dict[str, Cell] = {UNIT: facts.unit, METRIC: Choice(), PERIOD: str(facts.period)}
    known |= {SOURCE: Words(), NOTE: Words()} | {heading: _spare_entry(facts, heading) for heading in facts.headings}
    return tuple(known.get(heading) for heading in columns)


def _spare_entry(facts: Facts, heading: str) -> Entry | None:
    """The cell for the figure `heading` of whichever metric is chosen: as strict as all that may be chosen agree on."""
    hint = f"先选好{METRIC}，再填它的{heading}"
    entries = {
        replace(_entry(item, figure), hint=hint)
        for item in facts.extra
        for figure in item.asked
        if figure.heading == heading
    }
    if len(entries) > 1:
        return Entry(hint, f"{heading}只能填数字。")
    return entries.pop() if entries else None


def _measure_unit(item: Item) -> str:
    """The unit that the figures of a row are counted in: of a rate's parts where they have the same one."""
    units = {figure.unit for figure in item.asked}
    return units.pop() if len(units) == 1 else item.metric.measure_unit


def _meaning(item: Item) -> str:
    """What is counted, and of a rate which two numbers are asked for; "" where there is nothing to say."""
    definition = item.metric.definition
    if item.metric.measure is not Measure.RATE:
        return definition
    numerator, denominator = item.asked
    parts = f"{numerator.heading}按“{numerator.unit}”填，{denominator.heading}按“{denominator.unit}”填"
    asked = f"{parts}；比率＝{numerator.heading}÷{denominator.heading}，不用填"
    return f"{definition.rstrip('。；')}。{asked}" if definition else asked


def _earlier(item: Item) -> Cell:
    """The unit's last figure on record: a bare number where it is the whole truth, else with what there is to know."""
    last = item.last
    if last.figure is None or last.latest is None:
        return None
    if item.metric.measure is Measure.RATE:
        return f"{last.latest.month}月：{plain(last.numerator)}/{plain(last.denominator)}"
    if item.complete and _flows(item.metric):
        return last.figure
    gaps = item.metric.reporting is Reporting.INCREMENT and not last.reported
    return f"{'有缺报' if gaps else f'{last.latest.month}月'}：{plain(last.figure)}"


def _entry(item: Item, figure: Asked) -> Entry:
    """The cell of one figure."""
    metric, kind = item.metric, "整数" if figure.whole else "数字，最多四位小数"
    least = "" if metric.may_be_negative else "，不能小于0"
    percent = figure.unit == "%"
    either = "，5.4%就填5.4或5.4%，不要填0.054" if percent else ""
    entry = Entry(
        hint=f"{metric.name}：{figure.heading}，按“{figure.unit}”填{either}",
        refusal=f"{figure.heading}请填{kind}{least}{either}；没有数据就空着。",
        whole=figure.whole,
        may_be_negative=metric.may_be_negative,
        percent=percent,
    )
    if metric.measure is Measure.RATE:
        return _part(item, figure, entry) if metric.share_of_people else entry
    cumulative = _flows(metric) and figure is item.asked[-1]
    return _cumulative(item, entry) if cumulative and item.complete else entry


def _part(item: Item, figure: Asked, entry: Entry) -> Entry:
    """The numerator or the denominator of a share, held to the other one."""
    numerator, denominator = (asked.heading for asked in item.asked)
    refusal = f"{entry.refusal}{numerator}不能大于{denominator}。"
    if figure.heading == numerator:
        return replace(entry, refusal=refusal, not_over=denominator)
    return replace(entry, refusal=refusal, not_under=numerator)


def _cumulative(item: Item, entry: Entry) -> Entry:
    """The cumulative value of a flow whose earlier months are all on record, held to them."""
    metric, earlier = item.metric, () if item.last.figure is None else (SO_FAR,)
    least = SO_FAR if earlier and not metric.may_be_negative else ""
    if metric.reporting is not Reporting.INCREMENT:
        said = f"累计数不能小于{SO_FAR}。" if least else ""
        return replace(entry, refusal=entry.refusal + said, not_under=least)
    parts = (*earlier, item.asked[0].heading)
    said = f"累计数应等于{'加'.join(parts)}。"
    return replace(entry, refusal=entry.refusal + said, not_under=least, adds_up=parts)


def _flows(metric: Metric) -> bool:
    """Whether the metric grows over the year, so that it has a cumulative value."""
    return metric.measure in (Measure.COUNT, Measure.AMOUNT) and metric.reporting is not Reporting.POINT
