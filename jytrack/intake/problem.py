"""What is wrong with a sheet or a plan folder: problems are values that travel with the good rows."""

from dataclasses import dataclass

from jytrack.domain.words import Word


class Severity(Word):
    """An error refuses the file; a warning is kept with the import; fixed says what was put right."""

    ERROR = "error", "错误"
    WARNING = "warning", "提醒"
    FIXED = "fixed", "已更正写法"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `row` from 1 as the spreadsheet shows it, `column` its header or letter, `value` as typed."""

    severity: Severity
    code: str
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str = ""
