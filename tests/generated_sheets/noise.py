"""What stands between and around the rows and is no reading: totals, headers again, numbers, blanks, signatures."""

from decimal import Decimal

from tests.generated_sheets.files import Area, Cell, Page
from tests.generated_sheets.pen import Pen
from tests.generated_sheets.tables import Table

TOTALS = (
    "合计",
    "小计",
    "总计",
    "总数",
    "汇总",
    "全县",
    "全县合计",
    "全县累计",
    "泾源县",
    "合计：",
    "合计（人）",
    "合 计",
)
SIGNED = ("制表人：        审核人：", "填报人：    负责人：", "填报日期：2023年12月29日", "注：本表按月报送。")
STEMS = "甲乙丙丁戊"


def lay(pen: Pen, table: Table, titles: list[list[Cell]], tab: str) -> Page:
    """The whole table on a page."""
    page = Page(tab, [list(cells) for cells in titles])
    if titles and pen.has("blank-rows"):
        page.rows.append([""])
    header = _header(pen, table, page)
    keys = min((at for row in table.rows for at in row.figures), default=1)
    if pen.has("column-numbers"):
        rest = len(table.headings) - keys
        page.rows.append([*STEMS[:keys], *(str(number + 1) for number in range(rest))])
    top = pen.pick((False, True))
    total = _total(pen, table, top=top)
    if total and top:
        page.rows.append(total)
    even = len(table.rows) > 1 and not table.notes and not any(row.section for row in table.rows)
    again = len(table.rows) // 2 if even and pen.has("header-again") else None
    places = []
    for number, row in enumerate(table.rows):
        if number == again:
            page.rows += [list(cells) for cells in ([*titles, *header] if pen.pick((True, False)) else header)]
        if number and pen.has("blank-rows"):
            page.rows.append([""] * len(table.headings) if pen.pick((True, False)) else [])
        places.append(len(page.rows))
        page.figures |= {figure: (len(page.rows), at) for at, (figure, _) in row.figures.items()}
        page.rows.append(row.cells)
    if total and not top:
        page.rows.append(total)
    page.rows += [[note] for note in table.notes]
    if pen.has("signed"):
        page.rows += [[line] for line in pen.some(SIGNED, 2)]
    _join(pen, table, page, places)
    if pen.kind == "xlsx" and places and pen.has("hidden"):
        down, across = pen.pick(sorted(page.figures.values()) or [(places[0], 0)])
        pen.said.add("隐藏")
        if pen.pick((True, False)):
            page.hidden_rows.add(down)
        else:
            page.hidden_columns.add(across)
    return page


def _header(pen: Pen, table: Table, page: Page) -> list[list[Cell]]:
    """Put the levels of headings on the page; cells that belong together are merged in a workbook."""
    depth = max(len(path) for path in table.headings)
    paths = [(*path, *[""] * (depth - len(path))) for path in table.headings]
    start = len(page.rows)
    merged = pen.workbook and depth > 1 and pen.pick((True, False))
    for level in range(depth):
        cells: list[Cell] = []
        for at, path in enumerate(paths):
            same = (
                at > 0 and level + 1 < depth and path[level] != "" and paths[at - 1][: level + 1] == path[: level + 1]
            )
            cells.append("" if same else path[level])
        page.rows.append(cells)
    for at, path in enumerate(table.headings if merged else ()):
        if 0 < len(path) < depth:
            page.merged.append(Area(start + len(path) - 1, at, start + depth - 1, at))
        for level in range(len(path) - 1):
            if at and paths[at - 1][: level + 1] == paths[at][: level + 1]:
                continue
            end = at
            while end + 1 < len(paths) and paths[end + 1][: level + 1] == paths[at][: level + 1]:
                end += 1
            if end > at:
                page.merged.append(Area(start + level, at, start + level, end))
    return [list(cells) for cells in page.rows[start:]]


def _total(pen: Pen, table: Table, *, top: bool) -> list[Cell] | None:
    """The row that adds up the others, rightly or wrongly."""
    places = {at for row in table.rows for at in row.figures}
    if not table.summed or not places or not (pen.has("total-row") or pen.has("wrong-total")):
        return None
    cells: list[Cell] = ["" for _ in table.headings]
    key = 1 if table.headings[0] == ("序号",) else 0
    people = {metric.unit for row in table.rows for _, metric in row.figures.values()} == {"人"}
    cells[key] = pen.pick([word for word in TOTALS if (not top or word != "小计") and (people or "人" not in word)])
    wrong = pen.has("wrong-total")
    for at in sorted(places):
        column = [row.figures[at] for row in table.rows if at in row.figures]
        figure, metric = column[0]
        whole = sum((each.value for each, _ in column), Decimal(1 if wrong else 0))
        cells[at] = pen.amount(figure._replace(value=whole), metric)
    (pen.said if wrong else pen.unsaid).add("total-mismatch")
    return cells


def _join(pen: Pen, table: Table, page: Page, places: list[int]) -> None:
    """Merge what the table says is one, and equal names below each other."""
    page.merged += [Area(places[top], left, places[bottom], right) for top, left, bottom, right in table.joined]
    if not pen.workbook or not table.same or "names-once" in pen.used or not pen.has("merged-names"):
        return
    at, first = table.same[0], 0
    for number in range(1, len(places) + 1):
        goes_on = number < len(places) and places[number] == places[number - 1] + 1
        if goes_on and table.rows[number].cells[at] == table.rows[first].cells[at]:
            continue
        if number - first > 1:
            page.merged.append(Area(places[first], at, places[number - 1], at))
        first = number
