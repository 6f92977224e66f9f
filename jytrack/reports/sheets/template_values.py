"""What the sheet that a unit fills in is made from, and the sheet itself as a value."""

from datetime import date
from fractions import Fraction

from jytrack.domain.figures.value import UnitFigure
from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass

UNIT, METRIC, PERIOD, MEASURE_UNIT = "填报单位", "指标", "月份", "计量单位"
GOAL = "年度目标"
SO_FAR, LAST = "上月累计", "上月数"
SOURCE, NOTE = "来源", "备注"
MEANING = "口径"
CHOICES = "指标名单"
"""The hidden sheet of a workbook whose list of choices is too long for a cell."""


@valueclass
class Asked:
    """One figure of a metric that a unit is asked for: the heading it stands under and what it is counted in."""

    heading: str
    unit: str
    whole: bool


@valueclass
class Item:
    """One metric that a unit reports: the figures asked for and the unit's figure at the end of the month before.

    `complete`: `last` answers for every month of the year so far, so the next cumulative value must agree with it.
    `goal` is the unit's part of the goal, or in words what holds for every unit; None where there is neither.
    """

    metric: Metric
    asked: tuple[Asked, ...]
    last: UnitFigure
    complete: bool = False
    goal: str | Fraction | None = None


@valueclass
class Facts:
    """What one unit's sheet is made of: `items` get a row each, `extra` may be chosen in spare rows.

    `headings` are those of figures in the order of their columns; `notice` is what every page must warn of.
    """

    unit: str
    period: Period
    due_on: date | None
    headings: tuple[str, ...]
    items: tuple[Item, ...]
    extra: tuple[Item, ...] = ()
    notice: str = ""


@valueclass
class Entry:
    """A cell for a figure, and what it may hold; a column named in a rule is looked at only once it is filled in.

    `hint` is shown when the cell is chosen, `refusal` when something else is typed. `not_over` and `not_under` name
    columns of the same row; the columns `adds_up` must add up to this cell. `whole` None: the metric is not chosen yet.
    `percent`: 5.4 and 5.4% mean the same, where a spreadsheet would make 0.054 of the latter.
    """

    hint: str
    refusal: str
    whole: bool | None = None
    may_be_negative: bool = True
    not_over: str = ""
    not_under: str = ""
    adds_up: tuple[str, ...] = ()
    percent: bool = False


@valueclass
class Words:
    """A cell for words; `needed` when the row is refused without them."""

    needed: bool = False


@valueclass
class Choice:
    """A cell in which one of the template's `choices` is chosen."""


Cell = str | Fraction | Entry | Words | Choice | None
"""Given text or number, a cell to fill in, or None: nothing belongs there."""


@valueclass
class Template:
    """One unit's sheet: lines above the table, its columns and rows, the signature line; `name` is the file's stem.

    The sheet is about one `period`: a table without the column of months is read by its title.
    """

    name: str
    title: str
    period: Period
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    choices: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ("制表人：", "审核人：")
