"""All goals split by one sheet: the answer of `target allocate --file`, or everything that refuses the sheet."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.plan.goals import Split, against, later_split, told
from jytrack.reports.values.document import Block, Cell, Column, Document, JsonValue, Number, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment, number

_SUMS = (
    Column("指标", shrink=True),
    Column("计量单位"),
    Column("目标", right=True),
    Column("分解合计", right=True),
    Column("与目标", shrink=True),
    Column("处理"),
)
_LONG = (
    Column("指标代码"),
    Column("指标"),
    Column("单位"),
    Column("原分解数", right=True),
    Column("分解数", right=True),
)


@valueclass
class Matrix:
    """The splits of one sheet, of which those of `changed` (codes) differ from what is in force.

    `fixed` tells which cells were put right.
    """

    splits: Sequence[Split]
    changed: frozenset[str]
    begins: date
    written: bool
    fixed: Sequence[str] = ()


def matrix_report(plan: Plan, clock: Clock, matrix: Matrix) -> Report:
    """Every sum beside its goal, and what each unit gets of each goal."""
    return Report(partial(_document, plan, matrix), partial(_data, plan, clock, matrix))


def refused_report(plan: Plan, clock: Clock, file: str, problems: Sequence[FileProblem]) -> Report:
    """Everything that is wrong with the sheet, a line each; nothing was written."""
    return Report(partial(_refused_document, file, problems), partial(_refused_data, plan, clock, problems))


def _document(plan: Plan, matrix: Matrix) -> Document:
    done = "已写入" if matrix.written else "只试算，没有写入"
    blocks: tuple[Block, ...] = (
        Paragraph(f"{len(matrix.splits)}个指标，自{date_text(matrix.begins)}起；依据：推定"),
        Table(_SUMS, tuple(_sum_row(matrix, split) for split in matrix.splits)),
        _parts_table(plan, matrix),
        *(Paragraph(f"已更正写法：{'；'.join(matrix.fixed)}") for _ in matrix.fixed[:1]),
        *(paragraph for split in matrix.splits for paragraph in later_split(split)),
        Paragraph(done, quiet=True),
    )
    long: list[tuple[Cell, ...]] = [
        (split.target.code, split.target.metric.name, unit, Number(split.before.get(unit), 4), Number(part, 4))
        for split in matrix.splits
        for unit, part in split.parts.items()
    ]
    return Document("任务分解", blocks, sheet=Table(_LONG, tuple(long)))


def _refused_document(file: str, problems: Sequence[FileProblem]) -> Document:
    again = f"没有写入：共{len(problems)}处须改正，改正后再运行 jytrack target allocate --file {file}"
    return Document("分解表有误", (Paragraph("\n".join(map(told, problems))), Paragraph(again)))


def _refused_data(plan: Plan, clock: Clock, problems: Sequence[FileProblem]) -> JsonObject:
    listed: list[JsonValue] = [
        {"file": item.file, "row": item.row, "column": item.column, "value": item.value, "message": item.message}
        for item in problems
    ]
    return {**header(plan.code, clock), "written": False, "rows": [], "problems": listed}


def _sum_row(matrix: Matrix, split: Split) -> tuple[Cell, ...]:
    """One indicator: its sum beside its goal."""
    metric = split.target.metric
    changed = ("改" if split.before else "新") if metric.code in matrix.changed else "未变"
    total = split.total
    said = against(split.goal, total)
    return metric.name, metric.measure_unit, Number(split.goal, 4), Number(total, 4), said, changed


def _parts_table(plan: Plan, matrix: Matrix) -> Table:
    """A unit a row in official order, an indicator a column."""
    columns = (Column("单位"), *(Column(split.target.metric.name, right=True) for split in matrix.splits))
    rows: list[tuple[Cell, ...]] = [
        (department.name, *(Number(split.parts.get(department.name), 4) for split in matrix.splits))
        for department in plan.departments
        if any(department.name in split.parts for split in matrix.splits)
    ]
    return Table(columns, tuple(rows))


def _data(plan: Plan, clock: Clock, matrix: Matrix) -> JsonObject:
    """The object for programs: a row for each unit and indicator, the sums beside them."""
    targets: list[JsonValue] = [
        {
            "target": split.target.code,
            "goal": number(split.goal),
            "total": number(split.total),
            "surplus": number(split.total - split.goal),
            "changed": split.target.code in matrix.changed,
        }
        for split in matrix.splits
    ]
    rows: list[JsonValue] = [
        {"unit": unit, "target": split.target.code, "goal": number(part), "before": number(split.before.get(unit))}
        for split in matrix.splits
        for unit, part in split.parts.items()
    ]
    return {
        **header(plan.code, clock),
        "from": moment(matrix.begins),
        "written": matrix.written,
        "fixed": list(matrix.fixed),
        "targets": targets,
        "rows": rows,
        "problems": [],
    }
