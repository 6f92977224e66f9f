"""月调度: a workbook to work with, a draft to hand out, a page to look at; all of the same facts."""

from collections import Counter
from fractions import Fraction

from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.values.numerals import percent
from jytrack.domain.values.words import Colour
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.documents.bulletin import Bulletin, without_days
from jytrack.reports.documents.dispatch_charts import charts
from jytrack.reports.documents.dispatch_sheets import late_table, task_sheet, township_sheet
from jytrack.reports.documents.dispatch_table import dispatch_table, late_list
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.indicator_table import progress, value_cell
from jytrack.reports.documents.notes import Source
from jytrack.reports.documents.overall import overall
from jytrack.reports.documents.reporting import reporting
from jytrack.reports.documents.targets import awaiting, late, late_listed
from jytrack.reports.documents.tasks import tasks
from jytrack.reports.figures.matrix import Matrix, cells
from jytrack.reports.sheets.submissions import matrix
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import (
    Bar,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Lamp,
    Line,
    Paragraph,
    Table,
)
from jytrack.reports.values.phrases import COLOURS, goal, known_text, metric_names

_MAIN = (
    Column("指标", shrink=True),
    Column("现在", right=True),
    Column("年度目标", right=True),
    Column("完成率"),
    Column("进展"),
)
_COUNTED = {
    Colour.RED: "项指标严重滞后或超限",
    Colour.YELLOW: "项指标滞后或接近控制目标",
    Colour.GREEN: "项指标正常或已完成",
    Colour.GREY: "项指标暂不评价",
}


def draft(facts: Facts, source: Source) -> Bulletin:
    """What the wording of a draft is filled with."""
    found = late(facts.standing.assessments)
    blocks: dict[str, tuple[Block, ...]] = {
        "总体": (Paragraph(overall(facts.standing.assessments, facts.standing.clock.as_of)),),
        "任务": tasks(facts.standing),
        "报送": (Paragraph(_reporting(facts)),),
        "滞后指标": late_listed(facts),
        "待补报": awaiting(facts),
    }
    under = source.under("最后三栏由牵头单位填写后报回")
    return Bulletin(blocks, {"清单表": (late_list(facts), under)} if found else {}, without_days(facts))


def workbook(facts: Facts, source: Source) -> Document:
    """调度表 with its charts, townships, tasks and reports, a sheet each."""
    names = metric_names(facts.standing.plan)
    due = {unit: found for unit, found in facts.standing.disciplines.items() if found.expected}
    return Document(
        title=f"{_title(facts)}调度表",
        blocks=(
            *_opening(facts),
            Heading("调度表"),
            dispatch_table(facts),
            source.under("黄底三栏由滞后指标的牵头单位填写", "比率、水平和控制类指标不分月，始终以年度目标值为要求"),
            *charts(facts),
            Heading("各乡镇"),
            township_sheet(facts),
            Heading("任务"),
            task_sheet(facts),
            Heading("报送"),
            *matrix(due, names),
        ),
    )


def page(facts: Facts, source: Source) -> Document:
    """The month at a glance, for a screen."""
    return Document(
        title=f"{_title(facts)}进展",
        blocks=(
            Paragraph(_times(facts), quiet=True),
            *_notice(facts),
            _counts(facts),
            *_summary(facts),
            Heading("主要目标"),
            Table(_MAIN, tuple(map(_main_row, facts.main)), empty="方案没有单列的主要目标。"),
            *charts(facts),
            Heading("滞后和需关注的指标"),
            late_table(facts),
            *_under("因缺报暂不评价的指标", awaiting(facts)),
            *_under("报送", (Paragraph(_reporting(facts)),)),
            *cells(Matrix.of(facts.standing.plan, facts.compared)),
            Heading("滞后、逾期和久未更新的任务"),
            task_sheet(facts),
            source.under(),
        ),
    )


def _title(facts: Facts) -> str:
    """What all its titles begin with."""
    plan, months = facts.standing.plan, facts.standing.clock.closed_months
    return f"{plan.region}{plan.activity}{plan.year}年{months}月"


def _opening(facts: Facts) -> tuple[Block, ...]:
    """What stands above 调度表."""
    return (Paragraph(_times(facts)), *_notice(facts), *_summary(facts), Paragraph(_reporting(facts)))


def _times(facts: Facts) -> str:
    """The day judged and the share of the year that has passed."""
    clock = facts.standing.clock
    months = clock.closed_months
    passed = percent(Fraction(months, YEAR))
    known = known_text(clock)
    return f"截至{short_date(clock.as_of)}，已结束{months}个月，按月均衡的时序进度{passed}；数据{known}"


def _notice(facts: Facts) -> tuple[Block, ...]:
    """What every page must warn of."""
    return (Paragraph(facts.standing.plan.notice),) if facts.standing.plan.notice else ()


def _summary(facts: Facts) -> tuple[Block, ...]:
    """How many targets and tasks stand where."""
    return (Paragraph(overall(facts.standing.assessments, facts.standing.clock.as_of)), *tasks(facts.standing))


def _counts(facts: Facts) -> Line:
    """How many targets have which light, and how many reports are missing."""
    counts = Counter(judged.light.colour for judged in facts.standing.assessments)
    missing = facts.standing.accountability.total.discipline.missing
    whose = (
        facts.named([unit for unit, found in facts.standing.disciplines.items() if found.missing]) if missing else ""
    )
    lamps = (Lamp(colour, f"{counts[colour]}{_COUNTED[colour]}") for colour in COLOURS)
    return Line((*lamps, f"{missing}项次缺报{f'：{whose}' if whose else ''}"))


def _under(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks under their heading; nothing for none."""
    return (Heading(title), *blocks) if blocks else ()


def _main_row(judged: Assessment) -> tuple[Cell, ...]:
    """One of the plan's main goals at a glance."""
    known = judged.actual is not None
    unit = judged.target.metric.measure_unit
    return (
        judged.target.metric.prose_name,
        f"{text(value_cell(judged))}{unit}" if known else "",
        f"{goal(judged)}{unit}" if judged.goal is not None else "",
        Bar(judged.attainment, judged.expected_share, judged.light.colour) if judged.attainment is not None else "",
        Lamp(judged.light.colour, progress(judged)),
    )


def _reporting(facts: Facts) -> str:
    """The sentences about reports."""
    return reporting(facts.standing.accountability.total.discipline, facts.standing.disciplines)
