"""The words above columns: fields, groups that count and groups that do not, months."""

from datetime import date

from tests.generated_sheets.files import Cell, Day
from tests.generated_sheets.pen import Pen
from tests.generated_sheets.titles import NUMERALS, Says
from tests.generated_sheets.truth import YEAR, Period

FIELDS = {
    "month": ("本月数", "当月数", "本月", "本月新增", "本月完成", "本月完成数", "当月完成数"),
    "cumulative": ("累计数", "累计", "本年累计", "累计完成", "累计完成数"),
    "numerator": ("分子",),
    "denominator": ("分母",),
    "value": ("数值", "期末数"),
}
ASIDE = ("目标任务", "上年同期", "年度目标任务", "去年同期", "其中：女性", "计划数", "同比增减", "任务分解")
"""Groups whose figures are not what was done; the answer names those that it set aside."""

NEUTRAL = ("一、就业", "重点指标", "就业创业", "（一）主要指标")
EXTRAS = ("排名", "年度目标", "完成率", "上年同期", "同比", "目标任务")
BELOW = ("目标数", "年度目标", "完成率", "上年同期")


def field_word(pen: Pen, field: str, says: Says) -> str:
    """The heading of a field: the months it spans may stand in it."""
    words = list(FIELDS[field])
    if says.period and says.period.month > 1 and pen.has("months-named"):
        words = {
            "month": [f"{says.period.month}月当月", f"{says.period.month}月"],
            "cumulative": [f"1—{says.period.month}月累计", f"1-{says.period.month}月"],
        }.get(field, words)
    return pen.pick(words)


def month_heading(pen: Pen, period: Period) -> Cell:
    """A month above a column."""
    if pen.workbook and pen.has("dates-in-header"):
        return Day(date(period.year, period.month, 1))
    words = [f"{period.year}年{period.month}月"]
    if period.year == YEAR:
        words = [f"{period.month}月", f"{NUMERALS[period.month]}月", f"{period.month}月份", *words]
    return pen.pick(words)


def month_cell(pen: Pen, period: Period) -> Cell:
    """A month in a column of months."""
    if not pen.has("month-words"):
        return str(period)
    if pen.workbook and pen.pick((False, True)):
        return Day(date(period.year, period.month, 1))
    year, month = period
    words = [
        f"{year}年{month}月",
        f"{year}{month:02}",
        f"{year}/{month}",
        f"{year}年{month:02}月",
        f"{year}.{month:02}",
    ]
    if year == YEAR:
        words += [f"{month}月", f"{NUMERALS[month]}月", f"{NUMERALS[month]}月份"]
    return pen.pick(words)
