"""Who mends what is wrong with a sheet, and what is said to whom: the one table that slips and the screen speak from.

A slip goes to the unit that sent the sheet, so it says what can be done in the sheet and nothing of the office's own
options and settings; what the office can do stands on its screen alone. A problem that knows more than its code says so
itself (`Problem.suggestion`, `Problem.office`).
"""

from collections.abc import Mapping
from typing import NamedTuple

from jytrack.domain.values.words import Word
from jytrack.intake.values.problem import Code, Problem, Severity


class Mender(Word):
    """Who can do something about a problem."""

    UNIT = "unit", "填报单位"
    OFFICE = "office", "办公室"
    BOTH = "both", "都可以"


class Mending(NamedTuple):
    """What a code asks of the unit, and what the office can do; "" for whom it does not concern."""

    unit: str
    office: str

    @property
    def by(self) -> Mender:
        """Who can mend it."""
        if not self.unit:
            return Mender.OFFICE
        return Mender.BOTH if self.office else Mender.UNIT


_CORRECT = "确要改动已登记的数的，导入时加 --correct --reason 原因"
_CHECK = "核对后在 jytrack target check 里处理"

MENDING: Mapping[Code, Mending] = {
    Code.DECODE: Mending("请在 WPS 或 Excel 里打开核对，另存为 .xlsx 后重新发来", ""),
    Code.EMPTY: Mending("请发填好的表", ""),
    Code.TOO_LARGE: Mending("请只留填报的数，另存一份后重新发来", ""),
    Code.NO_HEADER: Mending("请按下发的表填写，不要改动表头", "表发错了的，重发一份：jytrack target template"),
    Code.UNKNOWN_UNIT: Mending(
        "请写单位全称", "名称没有写错的，在方案文件夹 departments.csv 加别名，再运行 jytrack init --seed 方案文件夹"
    ),
    Code.UNKNOWN_METRIC: Mending(
        "请按下发的指标名称填写",
        "名称没有写错的，在方案文件夹 metrics.csv 加别名，再运行 jytrack init --seed 方案文件夹",
    ),
    Code.UNKNOWN_TASK: Mending("请按下发的表填写，不要改动任务和序号", "表发错了的，重发一份：jytrack task template"),
    Code.UNKNOWN_PERIOD: Mending("请写明年月，如 2023-03", ""),
    Code.PERIOD_OUTSIDE_PLAN: Mending("请核对年份", "是别的年度方案的数，换那个方案导入：jytrack --plan 方案代码"),
    Code.PERIOD_NOT_BEGUN: Mending("请核对月份", "收到日期不对的，导入时用 --received 写明"),
    Code.PERIOD_CONFLICT: Mending("请把月份改成一致", ""),
    Code.UNIT_CONFLICT: Mending("请把单位改成一致", ""),
    Code.NOT_A_NUMBER: Mending("请只写阿拉伯数字；没有数就空着", ""),
    Code.NOT_A_DATE: Mending("请写到哪一天，如 2023-09-30", ""),
    Code.TOO_LONG: Mending("请写得简短些", ""),
    Code.DITTO: Mending("请在每一格都写出数字", ""),
    Code.FORMULA_ERROR: Mending("请改正公式，或直接写数字", ""),
    Code.FRACTION: Mending("请核对小数", ""),
    Code.NEGATIVE: Mending("请核对，这个指标不能为负数", ""),
    Code.DUPLICATE_KEY: Mending("同一单位、指标、月份只留一个数，多出的请清空", ""),
    Code.RATE_NEEDS_PARTS: Mending("请补上分子、分母两个数", ""),
    Code.NUMERATOR_OVER_DENOMINATOR: Mending("请核对分子和分母", ""),
    Code.CUMULATIVE_FALLS: Mending("请核对累计数；确实核减了的，发回时请说明原因", _CORRECT),
    Code.CUMULATIVE_MISMATCH: Mending(
        "请核对本月数和累计数", "以前月份登记错了的，先更正那个月：--correct --reason 原因"
    ),
    Code.NOT_ON_DUTY: Mending(
        "不归本单位报的请空着", "该由它报的，在方案文件夹 duties.csv 补上，再运行 jytrack init --seed 方案文件夹"
    ),
    Code.WRONG_REPORTING: Mending("请按表头的栏目填写", ""),
    Code.SOURCE_NEEDED: Mending("请写明数据出自哪里", ""),
    Code.PERSONAL_DATA: Mending("请删去所有个人信息后重新发来，只报汇总数", "收到的原件请妥善删除，不要转发"),
    Code.CONFLICT: Mending("请核对；确要更正的，发回时请说明原因", _CORRECT),
    Code.LOCKED: Mending(
        "这个月的数已经定下；请核对，确要更正的，发回时请说明原因",
        "核实后确要更正的，开例外再导入：jytrack target unlock 月份 --unit 单位 --reason 原因",
    ),
    Code.OUT_OF_PROPORTION: Mending("请核对数字和计量单位；确实无误的，回复说明即可", "确实无误的，导入时加 --confirm"),
    Code.OLDER_SHEET: Mending("", "核对后确要照较早的表改的，导入时加 --confirm"),
    Code.OLDER_CONFIRMED: Mending("", "留底备查"),
    Code.TWO_VERSIONS: Mending("", "只留要用的一份，把另一份移出文件夹后再导入"),
    Code.NOT_LISTED: Mending("请先改正列出的，其余照样核对", "列出的改正后再导入一次，会接着列"),
    Code.TOTAL_MISMATCH: Mending("请核对各行是否有漏报或错报", _CHECK),
    Code.RATE_MISMATCH: Mending("以分子分母为准，请核对", _CHECK),
    Code.LOOKS_CUMULATIVE: Mending("请核对是不是把累计数填成了本月数", _CHECK),
    Code.LOOKS_MONTHLY: Mending("请核对是不是把本月数填成了累计数", _CHECK),
    Code.ALWAYS_RISING: Mending("请核对是不是每个月都把累计数填成了本月数", _CHECK),
    Code.UNIT_SLIP: Mending("请核对计量单位", _CHECK),
    Code.OUTLIER: Mending("请核对数字", _CHECK),
    Code.OUT_OF_BOUNDS: Mending("请核对数字", _CHECK),
    Code.SAME_AS_LAST_MONTH: Mending("请核对是不是误发了上月的表", _CHECK),
    Code.JUMP: Mending("请核对，并在备注里说明原因", _CHECK),
    Code.SUBSET: Mending("请核对，其中的数不应大于总数", _CHECK),
    Code.OVER_ALLOCATION: Mending("请核对数字", _CHECK),
    Code.CONFIRMED: Mending("", "留底备查"),
    Code.SET_ASIDE: Mending("", "要读的栏目请写成下发的表头"),
    Code.LAST_YEAR: Mending("", "只作对比，不必处理"),
    Code.HIDDEN: Mending("", "核对隐藏的行列是不是要报的"),
    Code.OTHER_TAB: Mending("", "要读的工作表请补上表头"),
    Code.LEFT_BLANK: Mending("", "要收回的，运行 jytrack target withdraw"),
    Code.COPY_TAKEN: Mending("", "原表不必再导入"),
    Code.COPY_UNTOUCHED: Mending("", "等单位改好再导入"),
    Code.NOT_KEPT: Mending("", "收到的文件请自行存好"),
    Code.RECEIVED: Mending("", "收到日期不对的，用 jytrack target received 改"),
    Code.FIXED: Mending("", "写法已代为更正，不必处理"),
}
"""Every code with both decisions."""


def mender(problem: Problem) -> Mender:
    """Who can mend `problem`: the office alone where it says what the office does, and nothing of the sheet."""
    return Mender.OFFICE if problem.office and not problem.suggestion else MENDING[problem.code].by


def asked_of_unit(problem: Problem) -> str:
    """What the unit is asked to do about `problem`; "" where only the office can do anything."""
    return "" if mender(problem) is Mender.OFFICE else problem.suggestion or MENDING[problem.code].unit


def left_to_office(problem: Problem) -> str:
    """What the office can do about `problem`; "" for nothing but to send it back."""
    return problem.office or MENDING[problem.code].office


def left_to_office_alone(problem: Problem) -> str:
    """What the office must do about an error that nobody else can mend; "" for any other."""
    alone = problem.severity is Severity.ERROR and mender(problem) is Mender.OFFICE
    return left_to_office(problem) if alone else ""
