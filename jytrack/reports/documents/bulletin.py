"""The documents that sum up a quarter or a half-year, and the report upward: facts laid out under their holes."""

from collections.abc import Mapping
from datetime import date

from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.documents import (
    diary,
    halves,
    problems,
    targets,
    tasks,
    townships,
    yearly,
)
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.indicator_table import indicator_table
from jytrack.reports.documents.matter_table import matter_table
from jytrack.reports.documents.notes import Source
from jytrack.reports.documents.overall import overall
from jytrack.reports.documents.reporting import reporting
from jytrack.reports.documents.unit_tables import account_table, township_table
from jytrack.reports.values.document import Block, Column, Paragraph, Table

_DEFINITIONS = (Column("指标", shrink=True), Column("单位"), Column("口径", shrink=True))


_CELLS = "各格依次为累计数/分解目标、完成率、位次，比率为数值、位次，未报齐的不排位"


@valueclass
class Bulletin:
    """The blocks and tables of one document, and which days to answer by it does not need."""

    blocks: Mapping[str, tuple[Block, ...]]
    tables: Mapping[str, tuple[Block, ...]]
    without: tuple[str, ...]


def bulletin(facts: Facts, source: Source, since: date) -> Bulletin:
    """All that a summing document may tell; `since` is the first day of its own months, for what was done in them."""
    standing = facts.standing
    total = standing.accountability.total.discipline
    blocks: dict[str, tuple[Block, ...]] = {
        "总体": _together(facts),
        "任务": tasks.tasks(standing),
        "主要目标": targets.main_goals(facts),
        "进展正常": targets.going_well(facts),
        "滞后指标": targets.behind(facts),
        "待补报": targets.awaiting(facts),
        "乡镇": townships.townships(facts),
        "报送": (Paragraph(reporting(total, standing.disciplines)),),
        "问题": problems.problems(facts),
        "过半": halves.half_done(facts),
        "下半年": halves.second_half(facts),
        "同比": yearly.beside_last_year(facts),
        "素材": diary.diary(facts, since),
    }
    return Bulletin(blocks, _tables(facts, source), without_days(facts))


def without_days(facts: Facts) -> tuple[str, ...]:
    """Which days to answer by a document does not need: nothing is missing, or nothing is late."""
    missing = facts.standing.accountability.total.discipline.missing
    late = targets.late(facts.standing.assessments)
    return (*(() if missing else ("补报期限",)), *(() if late else ("整改期限",)))


def _together(facts: Facts) -> tuple[Paragraph, ...]:
    """All targets together, and what changed since the document before."""
    told = overall(facts.standing.assessments, facts.standing.clock.as_of)
    return tuple(Paragraph(sentence) for sentence in (told, facts.corrected) if sentence)


def _tables(facts: Facts, source: Source) -> dict[str, tuple[Block, ...]]:
    """The attachments' tables, each with its small print."""
    units, matters = township_table(facts), matter_table(facts)
    tables: dict[str, tuple[Block, ...]] = {
        "指标表": (indicator_table(facts), source.under()),
        "单位表": (account_table(facts), source.under("每项任务只计入第一牵头单位，合计中每项任务只计一次")),
        "口径": _definitions(facts),
    }
    if units:
        tables["乡镇表"] = (
            units,
            source.under(_CELLS),
        )
    if matters:
        tables["清单表"] = (matters, source.under("最后一栏由牵头（填报）单位填写后盖章报回"))
    return tables


def _definitions(facts: Facts) -> tuple[Block, ...]:
    """What each target counts, where somebody has said it."""
    rows = [
        (each.target.metric.name, each.target.metric.measure_unit, each.target.metric.definition)
        for each in facts.standing.assessments
        if each.target.metric.definition
    ]
    return (Table(_DEFINITIONS, tuple(rows)),) if rows else ()
