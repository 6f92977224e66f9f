"""Where a sheet's header stands, and which layout it makes (intake.md, Layouts)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from jytrack.intake.sheets.apart import is_footer
from jytrack.intake.sheets.column_heads import Column, Headings
from jytrack.intake.sheets.header import FIRST, Header, meaning_of
from jytrack.intake.sheets.sheet import Context, Field, Layout
from jytrack.intake.sheets.statements import Vocabulary
from jytrack.intake.sheets.words import FIGURE_HEADINGS, Role
from jytrack.intake.values.cell import is_amount, is_blank
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.personal import masked
from jytrack.intake.values.spans import Reach
from jytrack.intake.values.spelling import spelling

SEARCHED = 20
"""The header is looked for in so many first rows."""

_MOST_LEVELS = 4
_CORNER = 3
"""Under a heading of any wording, what the rows are about stands in one of so many first columns."""


Texts = Sequence[str]


def find_header(head: Sequence[Texts], context: Context, vocabulary: Vocabulary, year: int) -> Header | None:
    """The header among the first rows of a sheet, of up to four levels; None where there is none.

    A month without a year is one of `year`.
    """
    headings = Headings(context, vocabulary, year)
    for index in range(min(SEARCHED, len(head))):
        depths = _depths(headings, head, index)
        for levels in depths:
            columns = _columns(headings, head, index, levels)
            if _layout(columns) is not None:
                return _header(headings, head, index, levels, columns)
        deepest = next(iter(depths))
        columns = _columns(headings, head, index, deepest)
        if deepest > 1 and _half_understood(headings, head[index + deepest - 1], columns):
            return _header(headings, head, index, deepest, columns)
    for index in range(min(SEARCHED, len(head))):
        columns = _columns(headings, head, index, 1)
        if _nearly(columns, context, vocabulary):
            return _header(headings, head, index, 1, columns)
    return None


def _depths(headings: Headings, head: Sequence[Texts], index: int) -> Iterable[int]:
    """How many rows from `index` on may be one header: as many as go on from each other, then the first alone."""
    levels = 1
    if _above_a_header(head[index]):
        return (1,)
    while levels < _MOST_LEVELS and index + levels < len(head) and _goes_on(headings, head, index, levels):
        levels += 1
    return dict.fromkeys((levels, 1))


def _above_a_header(cells: Texts) -> bool:
    """Whether the row is a title, or a line that says who reports and in which measure units."""
    words = {at: spelling(cell) for at, cell in enumerate(cells) if cell.strip()}
    return list(words) == [0] or any("单位:" in word or "日期:" in word or "(盖章):" in word for word in words.values())


def _half_understood(headings: Headings, lowest: Texts, columns: Sequence[Column]) -> bool:
    """Whether `columns` are figures by the `lowest` row of their headings alone: what stands above says otherwise."""
    if not any(column.role in FIRST and column.title for column in columns):
        return False
    strange = (column for column in columns if column.role in (Role.UNKNOWN, Role.EXTRA) and column.at < len(lowest))
    return any(headings.column(column.at, lowest[column.at : column.at + 1]).role is Role.FIGURE for column in strange)


def _columns(headings: Headings, head: Sequence[Texts], index: int, levels: int) -> tuple[Column, ...]:
    """The columns under so many rows of headings from `index` on.

    单位 beside 乡镇, or over 人 and 个, means the measure unit; a first column of units or of metrics is headed by
    anything.
    """
    rows, body = _spread(head[index : index + levels]), head[index + levels :]
    width = max(map(len, rows), default=0)
    columns = [headings.column(at, [row[at] for row in rows]) for at in range(width)]
    units = [column for column in columns if column.role is Role.UNIT]
    for column in units:
        if spelling(column.title) == "单位" and (len(units) > 1 or _measures(headings, body, column.at)):
            columns[column.at] = column._replace(role=Role.MEASURE_UNIT)
    first = next((column.at for column in columns if column.role is Role.FIGURE), 0)
    roles = {column.role for column in columns}
    for column in columns[: min(first, _CORNER)] if Role.UNIT not in roles else ():
        role = _corner(headings, body, column)
        if role is Role.UNIT or (role is Role.METRIC and Role.METRIC not in roles):
            columns[column.at] = Column(column.at, column.title, role)
            break
    return tuple(columns)


def _corner(headings: Headings, body: Sequence[Texts], column: Column) -> Role | None:
    """What the cells of a column with a heading of no known wording are: units, metrics, or neither."""
    if column.role not in (Role.UNKNOWN, Role.EXTRA, Role.METRIC) or column.done:
        return None
    cells = [cells[column.at] for cells in body if column.at < len(cells) and cells[column.at].strip()]
    cells = [cell for cell in cells if not is_footer(cell)]
    units, metrics = sum(headings.unit(cell) is not None for cell in cells), sum(map(_is, map(headings.metric, cells)))
    if 2 * max(units, metrics) < len(cells) or not units + metrics or (metrics and column.role is Role.METRIC):
        return None
    return Role.UNIT if units >= metrics else Role.METRIC


def _is(found: object) -> bool:
    return found is not None


def _measures(headings: Headings, body: Sequence[Texts], at: int) -> bool:
    """Whether there are measure units under the heading at `at`, whatever a signature line puts there too."""
    return any(at < len(cells) and spelling(cells[at]) in headings.measures for cells in body)


def _spread(rows: Sequence[Texts]) -> list[list[str]]:
    """Rows of headings of equal width, the upper ones filled to the right over the columns that their cells span.

    A heading ends where another begins in its row or in one above it.
    """
    width = max(map(len, rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    for level in range(len(full) - 1):
        last = ""
        for at in range(width):
            begins = any(full[above][at].strip() and _starts(rows[above], at) for above in range(level))
            below = any(full[under][at].strip() for under in range(level + 1, len(full)))
            if full[level][at].strip():
                last = full[level][at]
            elif begins or not below:
                last = ""
            else:
                full[level][at] = last
    return full


def _starts(row: Texts, at: int) -> bool:
    """Whether a heading begins at `at` in the row as it stands in the sheet."""
    return at < len(row) and bool(row[at].strip())


def _goes_on(headings: Headings, head: Sequence[Texts], index: int, levels: int) -> bool:
    """Whether the row behind so many rows of a header is its next level."""
    cells = head[index + levels]
    words = [cell for cell in cells if cell.strip()]
    if not words or any(is_amount(cell) or is_blank(cell) for cell in words):
        return False
    columns = _columns(headings, head, index, levels)
    first = next((column for role in FIRST for column in columns if column.role is role and column.title), None)
    if first is not None:
        return first.at >= len(cells) or not cells[first.at].strip()
    several = len({column.title for column in columns} - {""}) > 1  # a title alone tells no two columns apart
    if several and not cells[0].strip() and _layout(_columns(headings, head, index, levels + 1)) is not None:
        return True
    below = _columns(headings, head, index + levels, 1)
    meanings = Counter(meaning_of(column) for column in below if column.role is Role.FIGURE)
    needs_more = _layout(below) in (None, Layout.SINGLE)
    return needs_more or (several and meanings.most_common(1)[0][1] > 1)


def _layout(columns: Sequence[Column]) -> Layout | None:
    """The layout that `columns` make, None when they are no header.

    Unit, metric and month each stand in the rows, in the headings, or are stated once for the whole sheet. One month
    alone makes no grid: it is a title's. A single unit in the headings likewise.
    """
    roles = {column.role for column in columns}
    figures = [column for column in columns if column.role is Role.FIGURE]
    by_row = Role.UNIT in roles or Role.METRIC in roles
    if by_row and len({column.period for column in figures if column.metric is None} - {None}) > 1:
        return Layout.GRID
    if Role.UNIT not in roles and roles & {Role.METRIC, Role.PERIOD} and len({c.unit for c in figures} - {None}) > 1:
        return Layout.TURNED
    if Role.METRIC in roles:
        if not any(column.metric is None and column.unit is None for column in figures):
            return None
        return Layout.LONG if Role.UNIT in roles else Layout.RETURN
    if not roles & {Role.UNIT, Role.PERIOD}:
        return None
    if any(column.metric is not None for column in figures):
        return Layout.SUMMARY
    return Layout.SINGLE if any(column.unit is None for column in figures) else None


def _nearly(columns: Sequence[Column], context: Context, vocabulary: Vocabulary) -> bool:
    """Whether `columns` would be a header if a heading that is not understood were mended."""
    roles = {column.role for column in columns}
    strange = [column for column in columns if column.role is Role.UNKNOWN and column.title]
    if not roles & set(FIRST):
        return False
    if any(column.counts for column in strange):
        return True
    if Role.METRIC in roles:
        return any(nearest(spelling(column.title), FIGURE_HEADINGS) for column in strange)
    named = any(
        vocabulary.said(column.title).metrics or nearest(spelling(column.title), context.metrics) for column in strange
    )
    return named or any(column.aside for column in columns)


def _header(headings: Headings, head: Sequence[Texts], index: int, levels: int, columns: tuple[Column, ...]) -> Header:
    """The header of `levels` rows at `index`, with what stands above it."""
    layout = _layout(columns) or _meant_layout(columns)
    above = tuple(masked(cell.strip()) for cells in head[:index] for cell in cells if cell.strip())
    own = tuple(tuple(map(str.strip, cells)) for cells in head[index : index + levels])
    settled, suspects = _settled(layout, columns, headings)
    return Header(layout, index + levels, settled, above, own, suspects)


def _meant_layout(columns: Sequence[Column]) -> Layout:
    """The layout of a header in which a heading is misspelled."""
    roles = {column.role for column in columns}
    if Role.METRIC not in roles:
        return Layout.SINGLE if any(column.counts for column in columns) else Layout.SUMMARY
    return Layout.LONG if Role.UNIT in roles else Layout.RETURN


def _settled(
    layout: Layout, columns: tuple[Column, ...], headings: Headings
) -> tuple[tuple[Column, ...], dict[int, str]]:
    """`columns` as `layout` takes them, and those of them that must hold no figure.

    Every column that is not understood is suspect where all columns are figures. A long sheet or a unit's return may
    have columns of its own, so there only what speaks of figures is: a metric's name, a month, what was done.
    """
    wide = layout in (Layout.SUMMARY, Layout.GRID, Layout.TURNED)
    closed = wide or layout is Layout.SINGLE
    compared = any(column.aside and column.aside != "合计" for column in columns)
    by_row = any(column.role is Role.PERIOD for column in columns)
    settled, suspects = [], {}
    for column in columns if wide and not compared else map(_of_its_month, columns):
        strange = column.role is Role.FIGURE and not _fits(column, layout)
        if column.role is Role.FIGURE and column.done and (not wide or compared) and column.field is None:
            strange = True  # beside goals or rates, what was done may be the month's or the year's
        if column.period is not None and by_row and layout is not Layout.GRID:
            strange = True  # each row has a month of its own
        if layout is Layout.GRID and _is_sum(column):
            settled.append(column._replace(role=Role.EXTRA, aside="合计"))
            continue
        if layout is Layout.SUMMARY and column.field is Field.VALUE and column.metric is None and "比" in column.title:
            settled.append(column._replace(role=Role.EXTRA, aside="比率、增减或排名"))
            continue
        if strange or column.role is Role.UNKNOWN:
            meant = headings.meant(column.title, layout) if not column.done else ""
            if meant or strange or closed or column.done or not column.title:
                suspects[column.at] = meant
        settled.append(column._replace(role=Role.UNKNOWN) if strange else column)
    return tuple(settled), suspects


def _of_its_month(column: Column) -> Column:
    """`column` with what was done in a month that it names read as that month's: 5月完成数."""
    dated = column.done and column.period is not None and column.span is None and column.field is None
    return column._replace(field=Field.MONTH) if dated else column


def _is_sum(column: Column) -> bool:
    """Whether a column between the months of a grid adds some of them up."""
    without_month = column.role is Role.FIGURE and column.field is Field.CUMULATIVE and column.period is None
    return (without_month and column.metric is None) or column.span is Reach.QUARTER


def _fits(column: Column, layout: Layout) -> bool:
    """Whether a figure's column says what the layout leaves to the headings, and nothing else."""
    says = column.metric is not None, column.unit is not None, column.period is not None
    match layout:
        case Layout.SUMMARY:
            return says[:2] == (True, False)
        case Layout.GRID:
            return says == (False, False, True)
        case Layout.TURNED:
            return says[:2] == (False, True)
        case _:
            return says[:2] == (False, False)
