"""The monthly summary: a unit down, metrics across, under one to three levels of headings (intake.md, Layouts)."""

from tests.generated_sheets.files import Cell, Num
from tests.generated_sheets.headings import ASIDE, BELOW, NEUTRAL, field_word, month_cell
from tests.generated_sheets.layouts import NO_RATES, a_period, named, some_counts, totals
from tests.generated_sheets.names import corner, metric_name, unit_name
from tests.generated_sheets.pen import Pen
from tests.generated_sheets.tables import Path, Row, Table, extras, fill
from tests.generated_sheets.titles import Says
from tests.generated_sheets.truth import OF_TOWNS, TOWNS, YEAR, Figure, Metric, Period, Way, same_unit

HALVED = ("section-month", "section-field", "second-header", "side-by-side")
NAMES_ONLY = (*HALVED, "note-total", "two-in-one", "months-across", "other-quarter", "odd-span")
COUNTS_ONLY = ("thousands", "cut-thousands", "merged-figure", "percent-count")
Column = tuple[Path, Metric | None, str]
"""Its headings, the metric (None: its numbers are none of the month's) and the field."""


def summary(pen: Pen) -> Table:
    """Draw one; the simplest has names for headings."""
    shape = pen.pick(("names", "bracketed", "fields-below", "fields-above", "three"))
    if pen.wants(*NAMES_ONLY):
        shape = "names"
    elif pen.wants("done-group", "neutral-group"):
        shape = "three"
    elif pen.wants("aside-group", "months-named"):
        shape = pen.pick(("fields-above", "fields-below", "three"))
    units = pen.some(list(TOWNS), 4, 2 if pen.wants(*HALVED, "merged-figure") else 1)
    metrics = pen.some(OF_TOWNS, 3) if shape == "fields-below" and not pen.wants(*COUNTS_ONLY) else some_counts(pen, 3)
    if pen.wants("second-header", "two-in-one"):
        metrics = pen.some([metric for metric in NO_RATES if metric.way is Way.MONTHLY], 2, 2)
    elif pen.wants("side-by-side"):
        metrics = metrics[:1]
    total = shape == "names" and totals(pen, metrics)
    says = Says(a_period(pen, 2 if total else 1), total=total)
    monthly = all(metric.way is Way.MONTHLY for metric in metrics)
    says.usual = shape == "names" and monthly and not total
    way = pen.measured(metrics, "sheet", *(["heading"] if shape != "bracketed" else []))
    says.measure = same_unit(metrics) if way == "sheet" else None
    if shape == "names" and not total and pen.has("months-across"):
        return _months_across(pen, units, metrics, says)
    columns = _columns(pen, shape, metrics, says, way)
    table = Table([(corner(pen),), *(path for path, _, _ in columns)], says=says, summed=True)
    second = _second(pen, units, metrics, says) if shape == "names" and not total and monthly else None
    noted = says.usual and second is None and says.period and says.period.month > 1 and pen.has("note-total")
    for number, unit in enumerate(units, 1):
        period = says.period or Period(YEAR, 1)
        if second and unit == units[len(units) // 2]:
            table.rows.append(Row([second[0], *[""] * len(columns)], section=True))
            table.summed = False
        late = second is not None and number > len(units) // 2
        row = Row([unit_name(pen, unit, number)])
        for at, (_, metric, field) in enumerate(columns):
            if metric is None:
                row.cells.append(Num(pen.world.other(number, at)))
                continue
            told = second[1:] if second and late else (period, "cumulative" if noted else field)
            fill(pen, row, pen.world.figure(unit, metric, *told), metric)
        table.rows.append(row)
    if noted:
        table.notes.append("注：以上均为1月以来的累计数。")
    _swap(pen, table, metrics, shape)
    if shape == "names" and second is None and len(units) > 1 and len(columns) == 1 and pen.has("side-by-side"):
        return _side_by_side(table)
    if shape in ("names", "bracketed"):
        _month_column(pen, table, says, total=total)
        if len(metrics) > 1 and not table.says.measure and pen.traps("two-in-one"):
            table = _two_in_one(table)
        extras(pen, table, metrics)
    return table


def _columns(pen: Pen, shape: str, metrics: list[Metric], says: Says, way: str) -> list[Column]:
    """The columns of figures, and of what stands among them."""
    names = [named(pen, metric_name(pen, metric, n, heading=True), metric, way) for n, metric in enumerate(metrics, 1)]
    pairs = list(zip(names, metrics, strict=True))
    if shape == "names":
        return [((name,), metric, _usual(metric, total=says.total)) for name, metric in pairs]
    told = {name: _fields(pen, metric) for name, metric in pairs}
    if shape == "bracketed":
        return [
            ((f"{name}（{pen.pick(('本月', '当月') if field == 'month' else ('累计',))}）",), metric, field)
            if field in ("month", "cumulative")
            else ((name,), metric, field)
            for name, metric in pairs
            for field in told[name]
        ]
    words = {
        field: field_word(pen, field, says) for field in ("month", "cumulative", "value", "numerator", "denominator")
    }
    if shape == "fields-above":
        monthly = [(name, metric) for name, metric in pairs if metric.way is Way.MONTHLY]
        groups: list[tuple[str, list[Column]]] = [
            (words["month"], [((words["month"], name), metric, "month") for name, metric in monthly]),
            (
                words["cumulative"],
                [((words["cumulative"], name), metric, "cumulative") for name, metric in pairs if metric.has_total],
            ),
        ]
        columns = [column for _, group in groups for column in group]
        columns += [((name,), metric, "value") for name, metric in pairs if metric.way is Way.STOCK]
        return _with_aside(pen, columns, names)
    columns = []
    for name, metric in pairs:
        fields = told[name]
        paths: list[Column] = [((name, words[field]), metric, field) for field in fields]
        if metric.has_total and pen.has("known-extras"):
            paths.insert(0, ((name, pen.pick(BELOW)), None, ""))
        columns += paths
    if shape == "three" or pen.has("done-group"):
        group = (
            "完成情况" if "done-group" in pen.used else pen.pick(NEUTRAL) if pen.has("neutral-group") else "一、就业"
        )
        columns = [((group, *path), metric, field) for path, metric, field in columns]
    return _with_aside(pen, columns, names)


def _with_aside(pen: Pen, columns: list[Column], names: list[str]) -> list[Column]:
    """A group of other numbers under the same names, before or behind those that count."""
    if not pen.has("aside-group"):
        return columns
    word = pen.pick(ASIDE)
    pen.said.add(word)
    group: list[Column] = [((word, name), None, "") for name in names]
    return group + columns if pen.pick((True, False)) else columns + group


def _usual(metric: Metric, *, total: bool = False) -> str:
    return "cumulative" if total and metric.has_total else metric.fields[0]


def _fields(pen: Pen, metric: Metric) -> tuple[str, ...]:
    if metric.way is Way.MONTHLY:
        return pen.pick((("month",), ("month", "cumulative"), ("cumulative",)))
    return metric.fields


def _second(pen: Pen, units: list[str], metrics: list[Metric], says: Says) -> tuple[str, Period, str] | None:
    """What a row between two halves says of the second: another month or another field."""
    period = says.period or Period(YEAR, 1)
    if len(units) < 2:
        return None
    if pen.has("section-month"):
        other = Period(period.year, period.month % 12 + 1)
        return pen.pick((f"{other.year}年{other.month}月", f"{other.month}月")), other, "month"
    if pen.has("section-field"):
        return pen.pick(("累计", "累计数", "二、累计")), period, "cumulative"
    return None


def _swap(pen: Pen, table: Table, metrics: list[Metric], shape: str) -> None:
    """Half-way down a second header with the metrics the other way round."""
    halves = len(table.rows) // 2
    same = [metric for metric in metrics if metric.way is Way.MONTHLY]
    if shape != "names" or len(metrics) != 2 or same != metrics or not halves or not table.summed:
        return
    if table.notes or pen.scales or not pen.has("second-header"):
        return
    for row in table.rows[halves:]:
        row.cells[1:] = row.cells[:0:-1]
        row.figures = {3 - at: item for at, item in row.figures.items()}
    again: list[Cell] = [table.headings[0][0], table.headings[2][0], table.headings[1][0]]
    table.rows.insert(halves, Row(again, section=True))
    table.summed = False


def _month_column(pen: Pen, table: Table, says: Says, *, total: bool) -> None:
    """The month in a column of its own instead of around the table."""
    if total or says.period is None or "month-words" not in pen.features or not table.summed:
        return
    says.year, says.usual = (says.period.year if says.period.year != YEAR else None), False
    period, says.period = says.period, None
    table.insert(1, ("月份",), [month_cell(pen, period) for _ in table.rows])


def _two_in_one(table: Table) -> Table:
    """The first two columns of figures as one, as 5/2 under A/B."""
    path = (f"{table.headings[-2][0]}/{table.headings[-1][0]}",)
    rows = []
    for row in table.rows:
        both = [
            f"{row.figures[at][0].value:f}" if at in row.figures else "0"
            for at in (-2 % len(row.cells), -1 % len(row.cells))
        ]
        rows.append(Row([*row.cells[:-2], "/".join(both)]))
    return Table([*table.headings[:-2], path], rows, table.says)


def _side_by_side(table: Table) -> Table:
    """The second half of the rows beside the first."""
    half = (len(table.rows) + 1) // 2
    rows = []
    for number, row in enumerate(table.rows[:half]):
        beside = table.rows[half + number] if half + number < len(table.rows) else Row(["", ""])
        figures = row.figures | {at + 2: item for at, item in beside.figures.items()}
        rows.append(Row([*row.cells, *beside.cells], figures))
    return Table([*table.headings, *table.headings], rows, table.says)


def _months_across(pen: Pen, units: list[str], metrics: list[Metric], says: Says) -> Table:
    """Two months side by side, each over the same metrics."""
    last = says.period or Period(YEAR, 2)
    periods = [Period(last.year, max(last.month - 1, 1)), Period(last.year, max(last.month, 2))]
    says.period, says.usual, says.year = None, False, last.year
    table = Table([(corner(pen),)], says=says, summed=True)
    table.headings += [(f"{period.month}月", metric.name) for period in periods for metric in metrics]
    for number, unit in enumerate(units, 1):
        row = Row([unit_name(pen, unit, number)])
        for period in periods:
            for metric in metrics:
                figure: Figure = pen.world.usual(unit, metric, period)[0]
                fill(pen, row, figure, metric)
        table.rows.append(row)
    return table
