"""What is wrong with a sheet or a plan folder: problems are values that travel with the good rows."""

from dataclasses import dataclass

from jytrack.domain.words import Word


class Severity(Word):
    """An error refuses the file; a warning is kept with the import; fixed says what was put right."""

    ERROR = "error", "错误"
    WARNING = "warning", "提醒"
    FIXED = "fixed", "已更正写法"


class Code(Word):
    """What a problem of a sheet is about (intake.md, Codes)."""

    DECODE = "decode", "文件读不出来"
    EMPTY = "empty", "没有内容"
    TOO_LARGE = "too-large", "文件太大"
    NO_HEADER = "no-header", "找不到表头"
    UNKNOWN_UNIT = "unknown-unit", "填报单位不认识"
    UNKNOWN_METRIC = "unknown-metric", "指标不认识"
    UNKNOWN_PERIOD = "unknown-period", "报告期不认识"
    PERIOD_OUTSIDE_PLAN = "period-outside-plan", "报告期不在方案年度"
    PERIOD_NOT_BEGUN = "period-not-begun", "报告期还没开始"
    PERIOD_CONFLICT = "period-conflict", "报告期互相矛盾"
    UNIT_CONFLICT = "unit-conflict", "填报单位互相矛盾"
    NOT_A_NUMBER = "not-a-number", "不是数字"
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
    TOTAL_MISMATCH = "total-mismatch", "合计对不上"
    RATE_MISMATCH = "rate-mismatch", "比率与分子分母不符"
    FIXED = "fixed", "已更正写法"

    @property
    def severity(self) -> Severity:
        """How much a problem with this code weighs."""
        if self is Code.FIXED:
            return Severity.FIXED
        warns = self in (Code.TOTAL_MISMATCH, Code.RATE_MISMATCH)
        return Severity.WARNING if warns else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `row` from 1 as the spreadsheet shows it, `column` its header or letter, `value` as typed."""

    severity: Severity
    code: Code
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str = ""


def finding(
    code: Code,
    message: str,
    suggestion: str = "",
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> Problem:
    """The problem `code`, as grave as its code says."""
    return Problem(code.severity, code, message, row, column, value, suggestion)
