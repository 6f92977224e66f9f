"""`report brief`: how the plan stands, in thirty seconds of speech and in three written sentences.

Both say the same of one standing. What has not been reported is named as missing, never counted as nothing; a sum of
which a unit is missing is told as what it is, a lower bound.
"""

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from itertools import product

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.figures.shown import distance_points
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.supervision.waiting import waiting
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.spoken import spoken
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, Direction, LightCode, Measure, Part, WaitingFor
from jytrack.reports.accounts.delays import longest_overdue
from jytrack.reports.values.document import Column, Document, Heading, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, report_header
from jytrack.reports.values.phrases import WAITING, answerable, before_first_report, main_first, short_day, shortfall
from jytrack.reports.values.used import opening, small_print

LONGEST = 150
"""Characters that can be read aloud in thirty seconds."""

_MOST = 3
"""How many red targets, units or milestones are named."""

_MARKS = re.compile(r"[^\w，。、；]|_")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")


@valueclass
class _Lights:
    """The targets by what can be said of them: those of each colour, and how many are grey for which reason.

    `waiting` are those of which somebody owes a report, `silent` those that nobody has reported and nobody owes yet.
    """

    total: int
    red: tuple[Assessment, ...]
    yellow: tuple[Assessment, ...]
    green: tuple[Assessment, ...]
    waiting: int
    silent: int
    not_due: int
    not_computable: int
    no_goal: int
    nothing_reported: bool


def report(standing: PlanStanding) -> Report:
    """The page: what to say, and what to write."""
    said, written = speech(standing), sentences(standing)
    return Report(partial(_document, standing, said, written), partial(_data, standing, said, written))


def _document(standing: PlanStanding, said: str, written: Sequence[str]) -> Document:
    plan, clock = standing.plan, standing.clock
    return Document(
        title=f"{plan.title}：简报",
        blocks=(
            opening(plan, clock, len(standing.open_doubts)),
            Heading("三十秒口头汇报"),
            Paragraph(said),
            Heading("三句话"),
            Paragraph("\n".join(written)),
            *small_print(plan, clock, standing.assessments, standing.accountability.total.discipline),
        ),
        sheet=Table((Column("种类"), Column("文字")), (("口头", said), *(("书面", text) for text in written))),
    )


def _data(standing: PlanStanding, said: str, written: Sequence[str]) -> JsonObject:
    texts = (("spoken", said), *(("written", text) for text in written))
    rows: list[JsonValue] = [{"kind": kind, "text": text} for kind, text in texts]
    return {
        **report_header("brief", standing.plan, standing.clock),
        "open_doubts": len(standing.open_doubts),
        "rows": rows,
    }


def speech(standing: PlanStanding) -> str:
    """What can be read aloud in thirty seconds, at most `LONGEST` characters: no signs, numbers in words.

    Where there is no room for everything, fewer red targets are named, then the last sentences are left out; no target
    is named when not even one has room.
    """
    clock, lights = standing.clock, _lights(standing)
    state = f"截至{short_day(clock.as_of)}，{_state(lights, clock.closed_months, _rest(lights))}"
    others = (_doubts(standing), _overdue(standing, 0), _reporting(standing), _tasks(standing), _pending(standing))
    first, *rest = (_said(part) for part in (state, *others) if part)
    named = [_said(_behind(standing, lights, most)) for most in range(_MOST, 0, -1)]
    late = lights.red or lights.yellow
    for behind in (named, [""]) if late else ([""],):
        for kept, told in product(range(len(rest), -1, -1), behind):
            speech = "".join((first, told, *rest[:kept]))
            if len(speech) <= LONGEST:
                return speech
    return first


def sentences(standing: PlanStanding) -> tuple[str, str, str]:
    """Where the plan stands; what is behind; how far the figures reach and what waits: each one sentence."""
    months = standing.clock.closed_months
    when = f"截至{date_text(standing.clock.as_of)}" + (f"（已结束{months}个月）" if months else "")
    lights, reporting = _lights(standing), _reporting(standing)
    reach = (part for part in (reporting, _doubts(standing), _reach(lights), _pending(standing)) if part)
    return (
        f"{when}，{_state(lights, months, _greys(lights))}；{_tasks(standing)}。",
        f"{_behind(standing, lights, _MOST)}；{_overdue(standing, _MOST)}。",
        "；".join(reach) + "。",
    )


def _said(text: str) -> str:
    """`text` as it is read aloud: without what stands in brackets, without signs, numbers in words."""
    return f"{_MARKS.sub('', spoken(_BRACKETED.sub('', text)))}。"


def _lights(standing: PlanStanding) -> _Lights:
    """The targets sorted out: main goals first, among them and the rest ceilings, then what is farthest behind."""
    items = standing.assessments
    codes = Counter(item.light.code for item in items if item.light.colour is Colour.GREY)
    silent = sum(map(before_first_report, items))

    def of(colour: Colour) -> tuple[Assessment, ...]:
        """Those of one colour."""
        return tuple(main_first(sorted((item for item in items if item.light.colour is colour), key=_distance)))

    return _Lights(
        total=len(items),
        red=of(Colour.RED),
        yellow=of(Colour.YELLOW),
        green=of(Colour.GREEN),
        waiting=sum(codes[code] for code in WAITING),
        silent=silent,
        not_due=codes[LightCode.NOT_DUE] - silent,
        not_computable=codes[LightCode.NOT_COMPUTABLE],
        no_goal=codes[LightCode.NO_GOAL],
        nothing_reported=all(item.actual is None for item in items),
    )


def _distance(item: Assessment) -> tuple[bool, Fraction]:
    """A ceiling has no tolerance; the rest by percentage points, the farthest behind first."""
    return item.target.direction is Direction.AT_LEAST, item.variance_points or Fraction(0)


def _greys(lights: _Lights) -> str:
    """How many targets cannot be judged, by the reason."""
    return _counted(
        ("缺数待报", lights.waiting),
        ("尚未到报送期", lights.silent),
        ("未到考核节点", lights.not_due),
        ("无法计算", lights.not_computable),
        ("未设目标", lights.no_goal),
    )


def _rest(lights: _Lights) -> str:
    """The same without the reasons, where there is no time for them."""
    colours = len(lights.red) + len(lights.yellow) + len(lights.green)
    return _counted(("还不能评价的", lights.total - colours))


def _state(lights: _Lights, months: int, greys: str) -> str:
    """How many targets have which light; `greys` tells of those that cannot be judged."""
    judged = len(lights.red) + len(lights.yellow) + len(lights.green)
    if not lights.total:
        return "方案没有指标"
    if not judged and not months:
        return f"还没有月份结束，{lights.total}项指标暂不评价"
    if lights.nothing_reported:
        return f"{lights.total}项指标都还没有数，不能评价"
    if not judged:
        return f"{lights.total}项指标中，{greys}，没有能评价的"
    if judged == len(lights.green) == lights.total:
        return f"{lights.total}项指标全部绿灯"
    if judged == len(lights.green):
        return f"{lights.total}项指标中，能评价的{judged}项{'都' if judged > 1 else ''}是绿灯，{greys}"
    known = _counted(("红灯", len(lights.red)), ("黄灯", len(lights.yellow)), ("绿灯", len(lights.green)))
    return f"{lights.total}项指标中，{known}" + (f"，{greys}" if greys else "")


def _counted(*counts: tuple[str, int]) -> str:
    """Counts in words, those that are none left out."""
    return "，".join(f"{words}{count}项" for words, count in counts if count)


def _tasks(standing: PlanStanding) -> str:
    """How many tasks are done, and how many are lit red and yellow."""
    tally = standing.accountability.total.tally(Part.LEAD)
    if not tally.tasks:
        return "方案没有任务"
    if tally.done == tally.tasks:
        return f"{tally.tasks}项任务全部办结"
    lit = _counted(("红灯", tally.red), ("黄灯", tally.yellow), ("取消", tally.cancelled))
    done = f"中，办结{tally.done}项" if tally.done else "均未办结" if tally.tasks > 1 else "未办结"
    return f"{tally.tasks}项任务{done}" + (f"，{lit}" if lit else "")


def _behind(standing: PlanStanding, lights: _Lights, named: int) -> str:
    """The red targets, without any the yellow ones, by how much they are behind; the first `named` by name."""
    late, colour = (lights.red, Colour.RED) if lights.red else (lights.yellow, Colour.YELLOW)
    if not late:
        return "能评价的指标没有落后和超限的" if lights.green else "还没有可以评价的指标"
    told = [f"{item.target.metric.name}{_gap(item)}（{answerable(standing.plan, item.target)}）" for item in late]
    return f"{colour.label}灯{'是' if len(late) <= named else '有'}{several(told, named, '项')}"


def _gap(item: Assessment) -> str:
    """How far a late target is from what is asked of it."""
    told = shortfall(item)
    if item.target.direction is Direction.AT_MOST:
        least = "至少" if item.missing_units and item.target.is_flow else ""
        return (
            f"{least}超出上限{told.removeprefix('超')}"
            if told.startswith("超")
            else f"距上限还有{told.removeprefix('余')}"
        )
    if item.target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return f"离目标还{told}" if told else f"低于目标{distance_points(item)}个百分点"
    asked = "时序" if item.target.is_flow and item.light.code is not LightCode.NOT_MET else "目标"
    return f"比{asked}{told}"


def _overdue(standing: PlanStanding, named: int) -> str:
    """The milestones whose day has passed, the longest overdue first; the first `named` by name."""
    late = longest_overdue(standing)
    if not late:
        return "没有逾期的节点"
    told = [f"任务{task.no}“{each.milestone.name}”逾期{each.days_late}天" for each, task in late]
    longest = f"{'最长的' if len(late) > 1 else ''}逾期{late[0][0].days_late}天"
    return f"逾期节点{len(late)}个，{several(told, named, '个') if named else longest}"


def _reporting(standing: PlanStanding) -> str:
    """How many reports were due and have not come, and whose they are."""
    whole = standing.accountability.total.discipline
    if not whole.expected:
        return "还没有到期的填报"
    if not whole.missing:
        return f"到期应报的{whole.expected}项都已报送"
    owing = [unit for unit, found in standing.disciplines.items() if found.missing]
    return f"到期应报{whole.expected}项，缺报{whole.missing}项，缺的是{several(owing, _MOST)}"


def _reach(lights: _Lights) -> str:
    """What the figures do not reach: sums that lack a unit are told as lower bounds, the rest waits."""
    bounds = [item for item in lights.green if item.light.lower_bound]
    told = [f"{item.target.metric.name}不低于{plain(item.actual)}{item.target.metric.measure_unit}" for item in bounds]
    parts = [f"已报部分{several(told, _MOST, '项')}"] if told else []
    parts += [f"{lights.waiting}项指标缺数，报来后才能评价"] if lights.waiting and not lights.nothing_reported else []
    return "；".join(parts)


def _doubts(standing: PlanStanding) -> str:
    """How many of the figures are still to be checked."""
    return f"有{len(standing.open_doubts)}个数待核对" if len(standing.open_doubts) else ""


def _pending(standing: PlanStanding) -> str:
    """How many matters wait for the office, and for departments."""
    counts = Counter(item.what for item in waiting(standing.plan, standing.tasks, standing.clock.as_of))
    return "，".join(f"{what.label}{counts[what]}件" for what in WaitingFor if counts[what])
