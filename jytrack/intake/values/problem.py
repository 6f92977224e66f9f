"""What is wrong with a sheet or a plan folder: problems are values that travel with the good rows."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word


class Severity(Word):
    """An error refuses the file; a warning is kept with the import; fixed says what was put right.

    A note tells what was read in which way, and asks for nothing.
    """

    ERROR = "error", "错误"
    WARNING = "warning", "提醒"
    FIXED = "fixed", "已更正写法"
    NOTE = "note", "说明"


class Code(Word):
    """What a problem of a sheet is about (intake.md, Codes)."""

    DECODE = "decode", "文件读不出来"
    EMPTY = "empty", "没有内容"
    TOO_LARGE = "too-large", "文件太大"
    NO_HEADER = "no-header", "找不到表头"
    UNKNOWN_UNIT = "unknown-unit", "填报单位不认识"
    UNKNOWN_METRIC = "unknown-metric", "指标不认识"
    UNKNOWN_TASK = "unknown-task", "任务不认识"
    UNKNOWN_PERIOD = "unknown-period", "报告期不认识"
    PERIOD_OUTSIDE_PLAN = "period-outside-plan", "报告期不在方案年度"
    PERIOD_NOT_BEGUN = "period-not-begun", "报告期还没开始"
    PERIOD_CONFLICT = "period-conflict", "报告期互相矛盾"
    UNIT_CONFLICT = "unit-conflict", "填报单位互相矛盾"
    NOT_A_NUMBER = "not-a-number", "不是数字"
    NOT_A_DATE = "not-a-date", "不是日期"
    TOO_LONG = "too-long", "写得太长"
    DITTO = "ditto", "写了同上"
    FORMULA_ERROR = "formula-error", "公式出错"
    FRACTION = "fraction", "小数不合要求"
    NEGATIVE = "negative", "不应为负数"
    DUPLICATE_KEY = "duplicate-key", "重复填报"
    RATE_NEEDS_PARTS = "rate-needs-parts", "比率缺分子分母"
    NUMERATOR_OVER_DENOMINATOR = "numerator-over-denominator", "分子大于分母"
    CUMULATIVE_FALLS = "cumulative-falls", "累计数下降"
    CUMULATIVE_MISMATCH = "cumulative-mismatch", "累计数对不上"
    NOT_ON_DUTY = "not-on-duty", "不由该单位填报"
    WRONG_REPORTING = "wrong-reporting", "填错栏目"
    SOURCE_NEEDED = "source-needed", "缺数据来源"
    PERSONAL_DATA = "personal-data", "含个人信息"
    CONFLICT = "conflict", "与已有填报数不一致"
    LOCKED = "locked", "月份已锁定"
    TOTAL_MISMATCH = "total-mismatch", "合计对不上"
    RATE_MISMATCH = "rate-mismatch", "比率与分子分母不符"
    LOOKS_CUMULATIVE = "looks-cumulative", "像累计数"
    LOOKS_MONTHLY = "looks-monthly", "像当月数"
    ALWAYS_RISING = "always-rising", "每月像累计"
    UNIT_SLIP = "unit-slip", "像差一万倍"
    OUTLIER = "outlier", "明显偏离"
    OUT_OF_BOUNDS = "out-of-bounds", "超出界限"
    SAME_AS_LAST_MONTH = "same-as-last-month", "与上月全同"
    JUMP = "jump", "突增"
    SUBSET = "subset", "部分大于整体"
    OVER_ALLOCATION = "over-allocation", "远超分解目标"
    OUT_OF_PROPORTION = "out-of-proportion", "大小离谱，待确认"
    OLDER_SHEET = "older-sheet", "用较早的表改更正过的数，待确认"
    OLDER_CONFIRMED = "older-confirmed", "用较早的表改更正过的数，已确认"
    TWO_VERSIONS = "two-versions", "原表和退回的副本各有改动"
    CONFIRMED = "confirmed", "大小离谱，已确认"
    NOT_LISTED = "not-listed", "还有未列出的"
    SET_ASIDE = "set-aside", "没有读的栏目"
    LAST_YEAR = "last-year", "上年的数"
    HIDDEN = "hidden", "隐藏的行列"
    OTHER_TAB = "other-tab", "没有读的工作表"
    LEFT_BLANK = "left-blank", "更正时空着"
    COPY_TAKEN = "copy-taken", "用退回的副本代替原表"
    COPY_UNTOUCHED = "copy-untouched", "退回的副本还没有改"
    NOT_KEPT = "not-kept", "没有留存原件"
    RECEIVED = "received", "收到日期"
    FIXED = "fixed", "已更正写法"

    @property
    def severity(self) -> Severity:
        """How much a problem with this code weighs."""
        if self is Code.FIXED:
            return Severity.FIXED
        if self in _NOTES:
            return Severity.NOTE
        return Severity.WARNING if self in _WARNINGS else Severity.ERROR


_NOTES = frozenset(
    {
        Code.SET_ASIDE,
        Code.LAST_YEAR,
        Code.HIDDEN,
        Code.OTHER_TAB,
        Code.LEFT_BLANK,
        Code.OLDER_CONFIRMED,
        Code.COPY_TAKEN,
        Code.COPY_UNTOUCHED,
        Code.NOT_KEPT,
        Code.RECEIVED,
    }
)
_WARNINGS = frozenset(
    {
        Code.TOTAL_MISMATCH,
        Code.RATE_MISMATCH,
        Code.LOOKS_CUMULATIVE,
        Code.LOOKS_MONTHLY,
        Code.ALWAYS_RISING,
        Code.UNIT_SLIP,
        Code.OUTLIER,
        Code.OUT_OF_BOUNDS,
        Code.SAME_AS_LAST_MONTH,
        Code.JUMP,
        Code.SUBSET,
        Code.OVER_ALLOCATION,
        Code.CONFIRMED,
        Code.NOT_LISTED,
    }
)


MOST_LISTED = 1_000
"""So many problems of each severity are listed, and kept, of one sheet."""


class About(NamedTuple):
    """Figures that a problem speaks of: `fields` are their names among the five of an entry.

    `row` is where they stand, None: in the problem's own row.
    """

    unit: str
    metric: str
    period: Period
    fields: tuple[str, ...]
    row: int | None = None


@valueclass
class Problem:
    """One finding: `row` from 1 as the spreadsheet shows it, `column` its header or letter, `value` as typed.

    `suggestion` is what whoever filled the sheet in can do, `office` what the office can do with its own options (see
    `mending`). `also` are further cells in question: a column's letter in the same row, or the name of a cell. `about`
    is what a finding beside the record speaks of, until it is known in which cells that stands. `beyond`: its cells do
    not suffice to mend it, such as a heading or a column that has to be added.
    """

    severity: Severity
    code: Code
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str = ""
    also: tuple[str, ...] = ()
    about: tuple[About, ...] = ()
    office: str = ""
    beyond: bool = False


def finding(
    code: Code,
    message: str,
    suggestion: str = "",
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    also: tuple[str, ...] = (),
    about: tuple[About, ...] = (),
    office: str = "",
    beyond: bool = False,
) -> Problem:
    """The problem `code`, as grave as its code says."""
    return Problem(code.severity, code, message, row, column, value, suggestion, also, about, office, beyond)


class ProblemList:
    """The problems of one sheet as they are found: of each severity as many as anybody reads, the rest counted.

    More errors than are listed refuse the sheet as a whole, so that no row with an error goes in unnamed.
    """

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._found = Counter[Severity]()

    def append(self, problem: Problem) -> None:
        """Take in one more."""
        self._found[problem.severity] += 1
        if self._found[problem.severity] <= MOST_LISTED:
            self._kept.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take in several more."""
        for problem in problems:
            self.append(problem)

    @property
    def last(self) -> Problem | None:
        """The one found last, as far as it is kept."""
        return self._kept[-1] if self._kept else None

    def listed(self) -> list[Problem]:
        """Those kept, and for each severity of which there were more, how many."""
        rest = ((severity, found - MOST_LISTED) for severity, found in self._found.items() if found > MOST_LISTED)
        return [*self._kept, *(_not_listed(severity, more) for severity, more in rest)]

    def __len__(self) -> int:
        """How many were found."""
        return self._found.total()


def _not_listed(severity: Severity, more: int) -> Problem:
    """That there are `more` problems of one severity than are listed."""
    match severity:
        case Severity.ERROR:
            said = f"还有{more}处错误没有列出", "请先改正列出的，再导入一次"
        case Severity.WARNING:
            said = f"还有{more}处请核对没有列出", "写入后，全部见 jytrack target check"
        case Severity.FIXED:
            said = f"还有{more}处写法已更正，没有列出", ""
        case Severity.NOTE:
            said = f"还有{more}处说明没有列出", ""
    return Problem(severity, Code.NOT_LISTED, said[0], suggestion=said[1])
