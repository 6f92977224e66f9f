"""The words of headings: what a column is for, which figure it holds, and why one holds none of ours."""

import re
from enum import Enum, auto

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.words import Measure, Reporting
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.cell import MONEY, TIMES


class Role(Enum):
    """What a column is for; `EXTRA` is known to hold none of our figures, `UNKNOWN` is not known at all."""

    UNIT = auto()
    METRIC = auto()
    PERIOD = auto()
    MEASURE_UNIT = auto()
    SOURCE = auto()
    NOTE = auto()
    FIGURE = auto()
    EXTRA = auto()
    UNKNOWN = auto()


_ROLES = {
    Role.UNIT: "乡镇 乡(镇) 乡镇名称 乡镇(街道) 乡(镇)名称 各乡镇 各乡(镇)"
    " 单位 单位名称 填报单位 填报单位名称 填报单位(盖章) 报送单位 填报乡镇 地区 区域 unit",
    Role.METRIC: "指标 指标名称 指标代码 统计指标 填报指标 项目 项目名称 工作指标 metric target",
    Role.PERIOD: "月份 报告期 填报月份 统计月份 所属月份 所属期 报告月份 年月 时间 统计时间 数据时间 统计期"
    " 所属时期 统计期间 报表期 期间 period",
    Role.MEASURE_UNIT: "计量单位 measure_unit",
    Role.SOURCE: "来源 数据来源 资料来源 source",
    Role.NOTE: "备注 说明 note",
    Role.EXTRA: "序号 编号 行号 栏次 行次 代码 编码 行政区划代码 区划代码 乡镇代码 乡镇编码 单位代码 单位编码"
    " 联系人 联系电话 电话 手机 填报人 填表人 审核人 负责人 填报日期 填报时间",
}
ROLE_WORDS = {word: role for role, words in _ROLES.items() for word in words.split()}

FIGURE_HEADINGS = ("本月数", "当月数", "累计数", "分子", "分母", "数值")
"""The usual headings of figures, one of which a near miss of letters may mean."""

_DOING = r"(?:新增|净增|增加|完成|实际完成|实际|发生|实现|落实)?"
_COUNT = r"(?:数|人数|数量|量|值|总数|情况)?"
_FIELDS = (
    (Field.MONTH, re.compile(rf"(?:本月|当月|单月|本期){_DOING}{_COUNT}|month")),
    (
        Field.CUMULATIVE,
        re.compile(
            rf"(?:本年度?|今年|全年|自?年初|年|本期|本月|截[至止]?本月)?累计{_DOING}{_COUNT}"
            rf"|(?:自?年初至今|今年以来|年初以来|本年以来)(?:累计)?{_DOING}{_COUNT}|cumulative"
        ),
    ),
    (Field.NUMERATOR, re.compile(r"分子数?|numerator")),
    (Field.DENOMINATOR, re.compile(r"分母数?|denominator")),
    (Field.VALUE, re.compile(r"数值|期末(?:数|值)?|比率|占比|value")),
)

DONE = re.compile(
    rf"(?:各项|工作|目标|任务|指标)*(?:实际|已)?(?:完成|落实|实现|发生|新增){_COUNT}|实际数?|进展(?:情况)?"
)
"""A figure of what was done, of the month or of the year: the heading leaves it open."""

BARE_COUNTS = frozenset(("人数", "户数", "个数", "数量", "数", "总数", "金额", "数额", "就业人数", "数字"))
"""Headings of figures that do not say what of; a sheet of one metric may have nothing else."""

_SUM = re.compile(r"合计|总计|共计|小计|全年|全年合计|年度合计|全县(?:合计|总计)?")
_NONE_OF_OURS = (
    (
        "目标、任务或计划数",
        re.compile(
            r"(?:年度|全年|本年|年|月度?|当月|本月|季度)?(?:目标|计划|任务|指标)(?:任务|目标|计划)?(?:值|数|人数|量|分解|分配)?|"
            r"下达(?:任务|计划|目标|指标)?数?|(?:任务)?分(?:解|配)(?:任务|目标)?数?"
        ),
    ),
    (
        "上年或上月的数",
        re.compile(
            r"(?:上年度?|去年|上一年|前一年)(?:同期|同月|全年|当月|本月|完成|实际|结转|结余)*(?:累计)?(?:完成)?数?"
            r"|同期(?:完成|累计)*数?|上月(?:末|底|结转)?(?:累计|完成)*数?"
        ),
    ),
    (
        "预计或没有完成的数",
        re.compile(
            r"(?:预计|预测|预期|预估|拟|计划|应|待|未|尚未|尚需|还需|欠|下月(?:计划|预计)?|下步)(?:完成|新增|就业|达标|落实|实现|转移|培训)?"
            rf"{_COUNT}|欠账{_COUNT}|差(?:额|距|欠)?{_COUNT}"
        ),
    ),
    (
        "更正前、扣除或退回的数",
        re.compile(
            rf"(?:更正前|修改前|调整前|核实前|审核前|原报|核减|扣减|扣除|核销|剔除|退回|不合格|待核实|待审核|待定){_COUNT}"
        ),
    ),
    (
        "一旬、一周、一日或一季的数",
        re.compile(
            rf"[上中下]旬{_COUNT}|(?:本|上|下|当)周(?:新增|完成)?{_COUNT}|(?:本|当|今|昨)日(?:新增|完成)?{_COUNT}|本季度?(?:新增|完成)?{_COUNT}"
        ),
    ),
    (
        "比率、增减或排名",
        re.compile(
            r"(?:.{0,4}任务|.{0,4}目标)?(?:完成|达成|达标|落实|增长)(?:率|比例?|比重|百分比)|占(?:年度|全年|总)?.{0,4}(?:比例?|比重|百分比)"
            r"|占比|比重|(?:完成|工作|时序|序时)?进度(?:差|率|%)?|(?:考核|综合|总)?(?:得分|评分|分数|分值|分|加分|扣分)|[人户月]均|平均(?:数|值)?"
            r"|(?:同比|环比|(?:较|比)(?:上月|上年|去年|上期|同期)(?:同期)?)(?:增减|增长|增加|减少|增幅|增速|\+-|±)?(?:数|率|量|额)?|增减(?:数|幅|额|率)?|增长(?:率|幅|数)?|增速|增幅"
            r"|[全]?[县市区]?(?:排名|名次|位次|排序)(?:情况)?|缺口|尚缺|剩余(?:任务)?数?|(?:时序|序时)差?|与时序.*"
        ),
    ),
)

_PART = re.compile(
    r"(?:男女?|女|男性|女性|妇女|男职工|女职工|残疾人?|脱贫(?:人口|劳动力|户|人员)?|建档立卡(?:户|人口)?|监测(?:户|对象)|低保(?:户|人员)?"
    r"|搬迁(?:户|人口)?|移民|少数民族|回族|[省县市区]外|[省县市区]内|跨省|境外|国外|返乡(?:人员)?|灵活就业|退役军人"
    rf"|高校毕业生|毕业生|大学生|农民工|城镇|农村|本地|外地|本县|外县)(?:就业)?{_COUNT}"
)

_NEUTRAL = re.compile(
    r"(?:主要|重点|各项|基本|全部|有关|相关|就业|创业|培训|招聘|帮扶|服务|援助|保障|贷款|资金|促进|扶持|转移|农村|城镇|城乡"
    r"|劳动力|技能|指标|工作|项目|情况|统计|数据|信息|填报|上报|报送|汇总|内容|类|方面|及|和|与|、|[一二三四五六七八九十]、)+"
)


def field_of(words: str) -> Field | None:
    """The figure that `words` (in the form of `spelling`) name."""
    return next((field for field, pattern in _FIELDS if pattern.fullmatch(words)), None)


def none_of_ours(words: str) -> str:
    """Why figures under `words` are none of ours, "" where the words do not say so."""
    return next((why for why, pattern in _NONE_OF_OURS if pattern.fullmatch(words)), "")


def is_part(words: str) -> bool:
    """Whether figures under `words`, alone or in brackets behind a metric's name, are of some people alone."""
    return _PART.fullmatch(words) is not None


def is_sum(words: str) -> bool:
    """Whether figures under `words` are sums of those beside them."""
    return _SUM.fullmatch(words) is not None


def only_groups(words: str) -> bool:
    """Whether a heading over several columns only says what they are about, and changes no figure."""
    return _NEUTRAL.fullmatch(words) is not None


def usual_field(metric: Metric) -> Field:
    """The figure that a number means when its heading does not say (intake.md, Layouts)."""
    if metric.reporting is Reporting.INCREMENT:
        return Field.MONTH
    return Field.VALUE if metric.reporting is Reporting.POINT else Field.CUMULATIVE


def measure_unit(metric: Metric, field: Field) -> str:
    """The measure unit of one figure of `metric`: a rate's parts have units of their own."""
    if field is Field.NUMERATOR:
        return metric.numerator_unit or metric.measure_unit
    if field is Field.DENOMINATOR:
        return metric.denominator_unit or metric.measure_unit
    return metric.measure_unit


def measure_units(metric: Metric) -> frozenset[str]:
    """The measure units of all figures of `metric`."""
    return frozenset(measure_unit(metric, field) for field in Field)


def whole(metric: Metric, field: Field) -> bool:
    """Whether the figure counts people, families, posts or events, which come in whole numbers only."""
    if measure_unit(metric, field) in (*MONEY, "%"):
        return False
    return metric.measure is Measure.COUNT or field in (Field.NUMERATOR, Field.DENOMINATOR)


def units_of(metric: Metric) -> frozenset[str]:
    """The measure units that may be stated for figures of `metric`, those of so many at once among them."""
    own = measure_units(metric)
    many = {times + unit for unit in own if unit not in MONEY and unit != "%" for times in TIMES}
    return frozenset(own | many | (MONEY.keys() if own & MONEY.keys() else set()))
