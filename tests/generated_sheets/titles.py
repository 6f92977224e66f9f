"""What stands around a table and in the names of tab and file: month or span, year, unit, metric, measure unit."""

from dataclasses import dataclass, field

from tests.generated_sheets.files import Cell
from tests.generated_sheets.pen import Pen
from tests.generated_sheets.truth import MONEY, PEOPLE, YEAR, Metric, Period

NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
BODIES = ("就业情况统计表", "就业工作进展表", "就业月报", "就业台账", "就业创业工作情况", "报表")
PLANS = (
    "目标任务分解表",
    "任务分解表",
    "分月目标表",
    "任务计划表",
    "指标分配表",
    "任务下达表",
    "完成率排名表",
    "预计完成情况表",
    "拟新增情况表",
    "未完成情况统计表",
    "差额情况表",
    "考核得分表",
    "人均情况表",
    "比上月增减情况表",
    "摸底表",
    "核减前情况表",
    "统计表（样表）",
)
COMPARED = "上年同期情况表"
"""What a sheet of this year cannot hold; one that dates its figures in the year before may."""
PART_OF = ("脱贫人口就业情况表", "女性就业情况统计表", "残疾人就业月报", "省外务工情况统计表", "返乡人员情况表")
PARTS_OF_MONTH = ("上旬", "中旬", "下旬", "第2周", "1日至20日", "6日—12日", "16-30日", "半月报", "周报", "每周调度")
BEYOND = ("和技能培训情况表", "、创业带动统计表", "岗位开发情况表", "及以工代赈月报", "培训人数统计表")
ODD_BODIES = ("目标任务完成情况表", "重点任务完成情况统计表", "计划执行情况表", "目标责任完成进度表")


@dataclass
class Says:
    """What must be told around the table because the table does not: `total` makes running totals of the figures.

    `usual`: its figures are monthly ones under headings that name no field.
    """

    period: Period | None = None
    year: int | None = None
    total: bool = False
    unit: str | None = None
    metric: Metric | None = None
    measure: str | None = None
    usual: bool = False


@dataclass
class Around:
    """The rows above a header, the tab's and the file's name, and what is typed on the command line."""

    lines: list[list[Cell]] = field(default_factory=list)
    tab: str = "Sheet1"
    stem: str = "报表"
    period: Period | None = None
    unit: str | None = None


def chinese(number: int) -> str:
    """A year in Chinese numerals."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def months(period: Period, *, with_year: bool = True) -> list[str]:
    """The ways in which a month is written that are read."""
    year, month = period
    alone = [f"{month}月", f"{NUMERALS[month]}月", f"{month}月份", f"{NUMERALS[month]}月份"]
    if not with_year:
        return alone
    wide = f"{year}年{month}月".translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    dated = [f"{year}年{text}" for text in alone]
    return [*dated, f"{year}年{month:02}月", f"{chinese(year)}年{NUMERALS[month]}月", f"{year}-{month:02}", wide]


def odd_months(period: Period) -> list[str]:
    """Ways in which a month is written that may be refused."""
    year, month = period
    first = [f"{year}年元月", "元月份"] if month == 1 and year == YEAR else []
    return [
        f"{year}.{month:02}",
        f"{year}/{month}",
        f"{year % 100}年{month}月",
        f"{year}{month:02}",
        f"{year} 年 {month} 月",
        f"{year}年{month}月1日至{month}月28日",
        f"{year}年度{month}月",
        *first,
    ]


def spans(period: Period) -> list[str]:
    """The ways in which January to a month is written that are read."""
    year, month = period
    found = [
        f"{year}年{month}月累计",
        f"截至{year}年{month}月底",
        f"{year}年1—{month}月",
        f"{year}年1-{month}月累计",
        f"{year}年1至{month}月",
    ]
    named = {3: ["一季度", "第一季度"], 6: ["上半年"]}
    return found + [f"{year}年{text}" for text in named.get(month, [])]


def odd_spans(period: Period) -> list[str]:
    """Ways in which January to a month is written that may be refused."""
    year, month = period
    named = {2: ["1、2月"], 3: ["第1季度", "Q1", "1、2、3月"], 6: ["1—2季度", "前6个月"]}
    named |= {9: ["前三季度"], 12: ["全年", "度"]}
    found = [
        f"{year}年一至{NUMERALS[month]}月",
        f"截止{year}年{month}月末",
        f"{year}年1~{month}月份",
        f"{year}年1月至{month}月",
        f"{year}年初至{month}月底",
        f"截至{year}年{month}月28日",
        f"年初至今（{year}年{month}月）",
        f"{year}年1月—{year}年{month}月",
    ]
    return found + [f"{year}年{text}" for text in named.get(month, [])]


def around(pen: Pen, says: Says) -> Around:
    """Draw where and how all of it is told."""
    result = Around()
    when = _when(pen, says, result)
    who = _who(pen, says, result)
    body = pen.pick(BODIES)
    if pen.traps("plan-title"):
        this_year = (says.period.year if says.period else says.year or YEAR) == YEAR
        body = pen.pick((*PLANS, COMPARED) if this_year else PLANS)
        when["title"] = when["title"] or f"{YEAR}年"
    elif pen.traps("part-title"):
        body, when["title"] = pen.pick(PART_OF), when["title"] or f"{YEAR}年"
    elif says.metric and pen.traps("beyond-metric"):
        body = pen.pick(BEYOND)
    elif pen.has("odd-title"):
        body = pen.pick(ODD_BODIES)
    elif when["title"] and pen.pick((False, True)):
        body = ""
    title = who["title"] + when["title"] + (says.metric.name if says.metric else "")
    if title or pen.pick((False, True)):
        result.lines.append([title + body])
    _measure(pen, says, result)
    result.tab = when["tab"] or pen.pick(("Sheet1", "报表"))
    result.stem = who["file"] + when["file"] + pen.pick(("就业报表", "附件1"))
    if pen.has("letter-number"):
        letter = pen.pick(("〔{}〕15号", "[{}]6号附件2", "（{}）36号", "〔{}〕第3号"))
        result.lines.insert(0, ["泾就办发" + letter.format(YEAR - 1)])
    if pen.has("line-above"):
        result.lines.insert(0, [pen.pick(("附件3", "附表1", "（内部资料）"))])
    if pen.has("date-line"):
        result.lines.append([f"填报日期：{YEAR}年12月29日"])
    return result


def _when(pen: Pen, says: Says, result: Around) -> dict[str, str]:
    """What title, tab and file name say of month and year."""
    when = {"title": "", "tab": "", "file": ""}
    if says.period is None:
        if says.year is not None:
            when[pen.pick(("title", "file"))] = f"{says.year}年"
        return when
    if says.usual and pen.traps("other-quarter"):
        when["title"] = f"{YEAR}年" + pen.pick(("二季度", "第三季度", "4—6月", "下半年", "7-9月", "5、6月", "四季度"))
        return when
    if pen.traps("part-of-month"):
        when["title"] = f"{says.period.year}年{says.period.month}月{pen.pick(PARTS_OF_MONTH)}"
        return when
    if pen.traps("two-years"):
        when["title"] = f"{YEAR - 1}年、{YEAR}年{says.period.month}月对比"
        return when
    places = ["title", "file", *(["tab"] if pen.workbook else [])]
    if says.total:
        texts = odd_spans(says.period) if pen.has("odd-span") else spans(says.period)
        when[pen.pick(places)] = pen.pick(texts)
        return when
    if pen.has("year-apart"):
        alone = months(says.period, with_year=False)
        if pen.workbook and pen.pick((True, False)):
            when |= {pen.pick(("title", "file")): f"{says.period.year}年", "tab": pen.pick(alone)}
        else:
            when |= {"file": f"{says.period.year}年", "title": pen.pick(alone)}
        return when
    texts = odd_months(says.period) if pen.has("odd-month") else months(says.period)
    if says.period.year == YEAR:
        texts = [*texts, *months(says.period, with_year=False)]
    place = pen.pick([*places, "option"])
    if place == "option":
        result.period = says.period
    else:
        when[place] = pen.pick([text for text in texts if place == "title" or "/" not in text])
    for other in places:
        if other != place and pen.traps("months-disagree"):
            when[other] = pen.pick(months(Period(says.period.year, says.period.month % 12 + 1)))
            break
        if other != place and pen.has("said-twice"):
            when[other] = pen.pick(months(says.period))
    if not when["file"] and pen.has("file-date"):
        when["file"] = pen.pick(("0328报送", "20231229", "2023.12.29上报", "报表(2)", "2023年12月29日", "第1稿"))
    return when


def _who(pen: Pen, says: Says, result: Around) -> dict[str, str]:
    """What the title and the file's name say of the unit; where they say nothing, something else does."""
    who = {"title": "", "file": ""}
    if says.unit is None:
        who["title"] = "泾源县" if pen.has("county-in-title") else ""
        return who
    if pen.traps("units-disagree"):
        return {"title": says.unit, "file": "大湾乡" if says.unit != "大湾乡" else "香水镇"}
    place = pen.pick(("title", "line", "file", "option"))
    if place == "line":
        result.lines.append([f"填报单位{pen.pick(('', '（盖章）'))}：{says.unit}"])
    elif place == "option":
        result.unit = says.unit
    else:
        who[place] = says.unit
    return who


def _measure(pen: Pen, says: Says, result: Around) -> None:
    """Say what all figures are in, where that is told once for the sheet."""
    if says.measure is None:
        return
    word = pen.scale(says.measure)
    if pen.traps("strange-measure"):
        word = "美元" if says.measure in MONEY else "亩"
    text = f"{pen.pick(('单位', '计量单位'))}：{word}"
    known = MONEY if says.measure in MONEY else PEOPLE if says.measure in PEOPLE else None
    title = bool(result.lines) and not str(result.lines[-1][0]).startswith("填报单位")
    if title and (pen.wants("measures-disagree") or pen.has("measure-title")):
        result.lines[-1] = [f"{result.lines[-1][0]}（{text}）"]
        # Where each figure names its own measure, no title decides.
        if known and not pen.wants("behind") and pen.traps("measures-disagree"):
            result.lines.append([f"单位：{next(other for other in known if other != word)}"])
    elif pen.has("measure-among"):
        result.lines.append([f"填报单位：{says.unit or '县就业办'}  {text}  填报日期：{YEAR}年12月29日"])
    elif pen.has("odd-measure"):
        result.lines.append([pen.pick((f"（{word}）", f"以下数字单位均为{word}", f"计量：{word}", f"单位 {word}"))])
    else:
        result.lines.append(["", "", text] if pen.pick((True, False)) else [text])
