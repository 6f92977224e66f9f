"""What was noticed when sheets came in, kept with them: as a table for the clerk, and for programs."""

from collections.abc import Sequence

from jytrack.domain.sheets.records import KeptFinding
from jytrack.reports.values.document import Column, Table
from jytrack.reports.values.json_values import JsonObject, moment

_COLUMNS = (
    Column("级别"),
    Column("文件", shrink=True),
    Column("行", right=True),
    Column("列"),
    Column("填的是", shrink=True),
    Column("问题", shrink=True),
    Column("处理意见", shrink=True),
)
_SEVERITIES = {"warning": "请核对", "fixed": "已代为改写", "note": "说明"}


def findings_table(findings: Sequence[KeptFinding], *, numbered: bool = False) -> Table:
    """The findings, a row each, with the file and sheet they speak of, and by which number they are accepted."""
    rows = tuple(
        (
            *((item.number,) if numbered else ()),
            _SEVERITIES[item.finding.severity],
            f"{item.file} “{item.sheet}”表" if item.sheet else item.file,
            "" if item.finding.row is None else item.finding.row,
            item.finding.column or "",
            item.finding.value or "",
            item.finding.message,
            item.finding.suggestion,
        )
        for item in findings
    )
    return Table((*((Column("编号", right=True),) if numbered else ()), *_COLUMNS), rows)


def json_finding(item: KeptFinding) -> JsonObject:
    """A kept finding for programs; the keys are those of a problem of `target import`, with where it was kept."""
    found = item.finding
    return {
        "severity": found.severity,
        "code": found.code,
        "row": found.row,
        "column": found.column,
        "value": found.value,
        "message": found.message,
        "suggestion": found.suggestion,
        "import": item.batch,
        "recorded_at": moment(item.recorded_at),
        "source": {"file": item.file, "sha256": item.sha256, "sheet": item.sheet or None, "row": found.row},
    }
