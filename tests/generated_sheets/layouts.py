"""The layouts with a row a reading, of one unit or one metric, the year grids and the turned table (intake.md)."""

from decimal import Decimal

from tests.generated_sheets.files import Cell, Num
from tests.generated_sheets.headings import field_word, month_cell, month_heading
from tests.generated_sheets.names import corner, metric_name, unit_name
from tests.generated_sheets.pen import Pen, plain
from tests.generated_sheets.tables import Path, Row, Table, extras, fill
from tests.generated_sheets.titles import Says
from tests.generated_sheets.truth import LEVEL, OF_TOWNS, OWNERS, TOWNS, TRANSFER, YEAR, Metric, Period, Way, same_unit

NO_RATES = [metric for metric in OF_TOWNS if metric.way is not Way.RATE]
MONTHS_ONLY = ("other-quarter", "section-month", "section-field", "second-header", "note-total", "months-across",
               "odd-month", "file-date", "months-disagree")  # fmt: skip
GRIDDED = [metric for metric in OF_TOWNS if metric.has_total]


def a_period(pen: Pen, first: int = 1) -> Period:
    """The month of a sheet."""
    year = YEAR - 1 if pen.has("last-year") else YEAR
    return Period(year, pen.pick(range(max(first, 1), 13)))


def own(pen: Pen, unit: str, most: int) -> list[Metric]:
    """A few of the metrics that a unit reports, such that there is a place for what is wanted."""
    if pen.wants("cut-thousands", "thousands") and unit in TOWNS:
        return [TRANSFER]
    if pen.wants("plain-done", "merged-figure", "percent-count") and unit != "社会经济调查队":
        return pen.some([metric for metric in OWNERS[unit] if metric.way is Way.MONTHLY], most)
    if pen.wants("percent-rate") and unit != "社会经济调查队":
        return pen.some([metric for metric in OWNERS[unit] if metric.way is Way.RATE], most)
    return pen.some(OWNERS[unit], most)


def some_counts(pen: Pen, most: int, least: int = 1) -> list[Metric]:
    """A few metrics of the townships without the rates, such that there is a place for what is wanted."""
    if pen.wants("cut-thousands", "thousands"):
        return [TRANSFER]
    if pen.wants("other-quarter", "section-month", "section-field", "second-header", "note-total", "grid-spans"):
        return pen.some([metric for metric in NO_RATES if metric.way is Way.MONTHLY], most, least)
    if pen.wants("odd-span"):
        return pen.some([metric for metric in NO_RATES if metric.has_total], most, least)
    return pen.some(NO_RATES, most, least)


def totals(pen: Pen, metrics: list[Metric]) -> bool:
    """Whether the figures under headings that name no field are running totals."""
    if pen.wants(*MONTHS_ONLY) or not all(metric.has_total for metric in metrics):
        return False
    return pen.wants("odd-span") or pen.pick((False, True))


def named(pen: Pen, name: str, metric: Metric, way: str) -> str:
    """A metric's name with what it is measured in behind it, if that is where the sheet says it."""
    return f"{name}（{pen.scale(metric.unit)}）" if way == "heading" and metric.way is not Way.RATE else name


def shown_fields(pen: Pen, metrics: list[Metric]) -> list[str]:
    """The fields for which a long sheet or a return has columns."""
    found: list[str] = []
    if pen.wants("plain-done") and all(metric.way is Way.MONTHLY for metric in metrics):
        return ["month"]
    if any(metric.way is Way.MONTHLY for metric in metrics):
        found += pen.pick((("month",), ("month", "cumulative"), ("cumulative",)))
    if any(metric.way is Way.TOTAL for metric in metrics) and "cumulative" not in found:
        found.append("cumulative")
    if any(metric.way in (Way.STOCK, Way.LEVEL) for metric in metrics):
        found.append("value")
    if any(metric.way is Way.RATE for metric in metrics):
        found += ["numerator", "denominator"]
    return found


def takes(metric: Metric, field: str) -> bool:
    """Whether `metric` is told in a column of `field`."""
    return field in metric.fields or (field == "cumulative" and metric.has_total)


def figure_cells(pen: Pen, row: Row, unit: str, metric: Metric, period: Period, fields: list[str]) -> None:
    """The figures of one reading, a cell a field; and the percentage that they make, where it stands beside them."""
    for field in fields:
        if field == "percent":
            row.cells.append(_percent(pen, unit, metric, period))
        elif takes(metric, field):
            fill(pen, row, pen.world.figure(unit, metric, period, field), metric)
        else:
            row.cells.append("")


def _percent(pen: Pen, unit: str, metric: Metric, period: Period) -> Cell:
    if metric.way is not Way.RATE:
        return ""
    parts = [pen.world.figure(unit, metric, period, field).value for field in metric.fields]
    share = round(parts[0] / parts[1], 3)
    return Num(share, "0.0%") if pen.workbook else f"{plain(share * 100)}%"


def field_headings(pen: Pen, metrics: list[Metric], fields: list[str], says: Says) -> list[Path]:
    """The headings of columns of fields, and what they are measured in where the headings say it."""
    base = None if any(metric.way in (Way.RATE, Way.LEVEL) for metric in metrics) else same_unit(metrics)
    way = pen.measured(metrics, "sheet", "column", *(["heading"] if base else []))
    behind = f"（{pen.scale(base)}）" if base and way == "heading" else ""
    says.measure = base if way == "sheet" else None
    if "numerator" in fields and pen.has("percent-rate"):
        fields.append("percent")
    headings: list[Path] = [
        ("占比",) if field == "percent" else (field_word(pen, field, says) + behind,) for field in fields
    ]
    if fields == ["month"] and pen.traps("plain-done"):
        headings = [(pen.pick(("完成数", "实际完成", "完成情况")),)]
    return headings


def long(pen: Pen) -> Table:
    """A row a reading."""
    percent = pen.has("percent-level")
    unit = "社会经济调查队" if percent else pen.pick((*TOWNS, "人社局", "社会经济调查队"))
    units = [unit] if unit not in TOWNS else pen.some(list(TOWNS), 3)
    metrics = own(pen, unit, 2)
    year = YEAR - 1 if pen.has("last-year") else YEAR
    periods = [Period(year, month) for month in pen.some(range(1, 13), 2)]
    fields = shown_fields(pen, metrics)
    says = Says(year=year if year != YEAR else None)
    figures = field_headings(pen, metrics, fields, says)
    head: list[Cell] = ["单位" if unit not in TOWNS else corner(pen), "指标", "月份"]
    column = "measure-column" in pen.used
    table = Table([(cell,) for cell in head] + ([("计量单位",)] if column else []) + figures, says=says, same=(0, 1))
    for number, here in enumerate(units, 1):
        for at, metric in enumerate(metrics, 1):
            for period in periods:
                row = Row([unit_name(pen, here, number), metric_name(pen, metric, at), month_cell(pen, period)])
                row.cells += [_measure_cell(pen, metric)] if column else []
                figure_cells(pen, row, here, metric, period, fields)
                table.rows.append(row)
    if LEVEL in metrics:
        table.insert(len(table.headings), ("数据来源",), ["调查队通报"] * len(table.rows))
        for row in table.rows if percent else ():
            for at, (figure, _) in row.figures.items():
                if isinstance(row.cells[at], Num):
                    row.cells[at] = Num(figure.value / 100, "0.0%") if pen.workbook else f"{plain(figure.value)}%"
    if unit in TOWNS and len(table.rows) > 1 and pen.has("names-once"):
        for above, row in reversed(list(zip(table.rows, table.rows[1:], strict=False))):
            row.cells[0] = "" if row.cells[0] == above.cells[0] else row.cells[0]
    extras(pen, table, metrics)
    return table


def _measure_cell(pen: Pen, metric: Metric) -> str:
    return "%" if metric.way is Way.RATE else pen.scale(metric.unit)


def returned(pen: Pen) -> Table:
    """The monthly return of one unit: a row a metric."""
    unit = pen.pick((*TOWNS, "人社局"))
    metrics = own(pen, unit, 4)
    says = Says(a_period(pen), unit=unit)
    if pen.has("span-elsewhere"):
        says.total = True
        says.period = Period(YEAR, pen.pick((2, 3, 5, 6)))
    fields = shown_fields(pen, metrics)
    figures = field_headings(pen, metrics, fields, says)
    column = "measure-column" in pen.used
    head = [pen.pick(("指标", "指标名称", "项目"))] + (["计量单位"] if column else [])
    table = Table([(cell,) for cell in head] + figures, says=says)
    for at, metric in enumerate(metrics, 1):
        row = Row([metric_name(pen, metric, at), *([_measure_cell(pen, metric)] if column else [])])
        figure_cells(pen, row, unit, metric, says.period or Period(YEAR, 1), fields)
        table.rows.append(row)
    extras(pen, table, metrics)
    return table


def single(pen: Pen) -> Table:
    """One metric, which the title names: a row a township."""
    units = pen.some(list(TOWNS), 4)
    metric = next(iter(own(pen, units[0], 1)))
    says = Says(a_period(pen), metric=metric)
    fields = shown_fields(pen, [metric])
    figures = field_headings(pen, [metric], fields, says)
    column = "measure-column" in pen.used
    table = Table([(corner(pen),), *([("计量单位",)] if column else []), *figures], says=says)
    for number, unit in enumerate(units, 1):
        row = Row([unit_name(pen, unit, number), *([_measure_cell(pen, metric)] if column else [])])
        figure_cells(pen, row, unit, metric, says.period or Period(YEAR, 1), fields)
        table.rows.append(row)
    extras(pen, table, [metric])
    return table


def grid(pen: Pen) -> Table:
    """The months of a year across; a metric or a unit down."""
    by_metric = pen.pick((True, False)) and not pen.wants("section-metric")
    units = [pen.pick(list(TOWNS))] if by_metric else pen.some(list(TOWNS), 3, 2 if pen.wants("section-metric") else 1)
    metrics = some_counts(pen, 3) if by_metric else [pen.pick(GRIDDED)]
    year = YEAR - 1 if pen.has("last-year") else YEAR
    last = pen.pick(range(4 if pen.wants("cut-thousands", "thousands") else 2, 13))
    periods = [Period(year, month) for month in range(1, last + 1)]
    said_year = pen.pick((year, None)) if year == YEAR and "dates-in-header" not in pen.features else year
    says = Says(year=said_year, unit=units[0] if by_metric else None, metric=None if by_metric else metrics[0])
    way = pen.measured(metrics, "sheet", *(["heading"] if by_metric else []))
    says.measure = same_unit(metrics) if way == "sheet" else None
    total = all(metric.way is Way.MONTHLY for metric in metrics) and pen.has("grid-spans")
    if total:
        periods = periods[1:]
    head = "指标" if by_metric else corner(pen)
    table = Table([(head,), *((_month(pen, period, total=total),) for period in periods)], says=says)
    table.summed = not by_metric
    rows = [(unit, metric) for unit in units for metric in metrics]
    half = len(rows) // 2 if not by_metric and len(rows) > 1 and pen.has("section-metric") else None
    for number, (unit, metric) in enumerate(rows, 1):
        if half is not None and number > half:
            metric = next(other for other in GRIDDED if other is not metrics[0] and other.unit == metric.unit)
            if number == half + 1:
                table.rows.append(Row([metric.name, *[""] * len(periods)], section=True))
                table.summed = False
        name = named(pen, metric_name(pen, metric, number), metric, way) if by_metric else unit_name(pen, unit, number)
        row = Row([name])
        for period in periods:
            (figure,) = pen.world.usual(unit, metric, period, total=total)
            fill(pen, row, figure, metric)
        table.rows.append(row)
    if not total:
        _sums(pen, table, periods, monthly=all(metric.way is Way.MONTHLY for metric in metrics))
    return table


def _month(pen: Pen, period: Period, *, total: bool) -> Cell:
    return pen.pick((f"1-{period.month}月", f"1—{period.month}月")) if total else month_heading(pen, period)


def _sums(pen: Pen, table: Table, periods: list[Period], *, monthly: bool) -> None:
    """Columns that add months up, behind the last of them."""
    if not monthly or not pen.has("grid-sums"):
        return
    words = {3: "一季度", 6: "上半年", 12: "全年"}
    for month in sorted(words.keys() & {period.month for period in periods}, reverse=True):
        sums: list[Cell] = []
        for row in table.rows:
            over = [figure.value for at, (figure, _) in row.figures.items() if at <= month]
            sums.append("" if row.section or pen.scales else Num(sum(over, Decimal(0))))
        table.insert(month + 1, (words[month],), sums)


def turned(pen: Pen) -> Table:
    """Metrics down, townships across."""
    units = pen.some(list(TOWNS), 4, least=2)
    metrics = some_counts(pen, 3)
    total = totals(pen, metrics)
    says = Says(a_period(pen, 2 if total else 1), total=total)
    says.usual = not total and all(metric.way is Way.MONTHLY for metric in metrics)
    way = pen.measured(metrics, "sheet", "column", "heading")
    says.measure = same_unit(metrics) if way == "sheet" else None
    keys = [pen.pick(("指标", "指标名称", "项目"))] + (["计量单位"] if way == "column" else [])
    county = pen.has("county-column")
    table = Table([(key,) for key in keys], says=says)
    table.headings += [(pen.pick(("全县", "合计")),)] if county else []
    table.headings += [(unit_name(pen, unit, number),) for number, unit in enumerate(units, 1)]
    for at, metric in enumerate(metrics, 1):
        row = Row([named(pen, metric_name(pen, metric, at), metric, way)])
        row.cells += [_measure_cell(pen, metric)] if way == "column" else []
        if county:
            row.cells.append("")
        for unit in units:
            (figure,) = pen.world.usual(unit, metric, says.period or Period(YEAR, 1), total=total)
            fill(pen, row, figure, metric)
        if county and row.figures:
            figure, _ = next(iter(row.figures.values()))
            whole = sum((each.value for each, _ in row.figures.values()), Decimal(0))
            row.cells[len(keys)] = pen.amount(figure._replace(value=whole), metric)
        table.rows.append(row)
    return table
