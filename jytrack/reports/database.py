"""`db info` and `db check`: where the database is, what it holds, whether it is sound."""

from collections.abc import Sequence

from jytrack.domain.numerals import plain
from jytrack.domain.records import DatabaseInfo
from jytrack.reports.document import Cell, Column, Document, JsonValue, Paragraph, Report, Table
from jytrack.reports.json_values import header, moment, strings
from jytrack.reports.phrases import moment_text

_ITEMS = (Column("项目"), Column("内容", shrink=True))
_FINDINGS = (Column("问题", shrink=True),)
_COUNTED = (
    ("department", "单位", "个"),
    ("task", "任务", "项"),
    ("target", "指标", "项"),
    ("reading", "填报数（连同更正前的）", "条"),
    ("task_log", "任务记录", "条"),
    ("import_batch", "导入和登记", "次"),
)
_KIB = 1024


def info_report(info: DatabaseInfo) -> Report:
    """What the database is and holds."""
    rows: list[tuple[Cell, ...]] = [
        ("数据库", str(info.path)),
        ("大小", f"{plain(-(-info.size // _KIB))} KB"),
        ("结构版本", info.revision),
        ("方案", "、".join(info.plans) or "还没有"),
        *((name, f"{info.counts[table]} {unit}") for table, name, unit in _COUNTED),
        ("最近登记", moment_text(info.last_import) if info.last_import else "还没有"),
    ]
    counts: dict[str, JsonValue] = {**info.counts}
    data: dict[str, JsonValue] = {
        **header(None, None),
        "path": str(info.path),
        "size_bytes": info.size,
        "revision": info.revision,
        "counts": counts,
        "last_recorded_at": moment(info.last_import),
        "rows": strings(info.plans),
    }
    return Report(Document("数据库概况", (Table(_ITEMS, tuple(rows)),)), data)


def check_report(path: str, findings: Sequence[str]) -> Report:
    """Whether the database is sound, and everything that was found wrong."""
    found = f"发现 {len(findings)} 处问题，可用备份恢复：jytrack db restore 备份文件"
    table = Table(_FINDINGS, tuple((finding,) for finding in findings))
    data: dict[str, JsonValue] = {
        **header(None, None),
        "path": path,
        "sound": not findings,
        "rows": strings(findings),
    }
    blocks = (Paragraph(f"{path}：{found if findings else '完好'}"), *((table,) if findings else ()))
    return Report(Document("数据库检查", blocks, sheet=table), data)
