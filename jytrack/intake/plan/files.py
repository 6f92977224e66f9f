"""The CSV files of a plan folder as rows: decoded, split strictly, their headers checked."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.plan.rows import Row
from jytrack.intake.values.decode import decode
from jytrack.intake.values.problem import Problem
from jytrack.intake.values.spelling import spelling

MONTHS = tuple(f"{month}月" for month in range(1, 13))

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "plan.csv": ("项目", "值"),
    "departments.csv": ("单位名称", "类别", "行政区划代码", "行政村数", "社区数", "别名", "成员", "依据"),
    "tasks.csv": ("序号", "任务名称", "所属部分", "内容摘要"),
    "task_departments.csv": ("任务", "单位", "角色", "顺序", "依据"),
    "metrics.csv": (
        *("指标代码", "指标名称", "计量单位", "数值类型", "填报方式", "分子单位", "分母单位"),
        *("可为负数", "分子不超分母", "须注明来源", "别名"),
    ),
    "targets.csv": (
        *("指标", "年度目标值", "方向", "目标依据", "任务", "任务依据"),
        *("约束性", "时序类型", "考核节点", "说明"),
    ),
    "duties.csv": ("指标", "填报单位", "频次", "截止日", "起始月份"),
    "milestones.csv": ("任务", "名称", "类别", "开始日期", "截止日期", "频次", "依据"),
    "schedules.csv": ("指标", "用途", "类型", "考核节点", *MONTHS),
    "thresholds.csv": ("指标", "项目", "值"),
    "bounds.csv": ("单位", "指标", "下限", "上限", "说明"),
    "policies.csv": ("任务", "事项", "标准", "条件", "依据"),
    "calendar.csv": ("日期", "名称", "放假", "来源"),
    "reminders.csv": ("类别", "提醒", "之后每隔", "抄送牵头", "抄送办公室", "说明"),
}
"""Every file of a plan folder with the columns that are read; further columns are for people."""

OPTIONAL_COLUMNS: Mapping[str, tuple[str, ...]] = {"metrics.csv": ("口径", "行文名")}
"""Columns that a file may lack, as folders do that were written before there were such; blank then."""

OPTIONAL = frozenset(
    {"milestones.csv", "schedules.csv", "thresholds.csv", "bounds.csv", "policies.csv", "calendar.csv", "reminders.csv"}
)


_WORKBOOKS = (".xlsx", ".xls", ".et", ".ods")
"""In the place of a CSV file there may be a workbook of the same name."""


@valueclass
class Table:
    """One file's rows; not `sound` when it could not be read as a whole, so that nothing can be judged by it."""

    file: str
    rows: tuple[Row, ...]
    sound: bool


def read_tables(folder: Path, problems: list[FileProblem]) -> dict[str, Table]:
    """Every file of the folder by its name; what is wrong with a whole file goes to `problems`."""
    # A misspelt optional file would otherwise be left out without a word; ~$ marks the lock files of Excel.
    tables = [path for path in sorted(folder.iterdir()) if _is_table(path)]
    problems += [
        FileProblem(path.name, f"方案文件夹里没有这种文件，应为：{'、'.join(COLUMNS)}（或同名的 .xlsx）")
        for path in tables
        if f"{path.stem}.csv" not in COLUMNS or (path.suffix != ".csv" and path.suffix.lower() == ".csv")
    ]
    problems += [
        FileProblem(path.name, f"和 {path.stem}.csv 重复，请只留一个")
        for path in tables
        if path.suffix.lower() != ".csv" and (folder / f"{path.stem}.csv").exists()
    ]
    named = {f"{path.stem}.csv": path for path in reversed(tables) if path.suffix.lower() != ".csv"}
    return {file: _read_table(folder / file, named.get(file), problems) for file in COLUMNS}


def _is_table(path: Path) -> bool:
    """Whether it is a file of a kind that tables are kept in, and none that an office program left behind."""
    return path.suffix.lower() in (".csv", *_WORKBOOKS) and not path.name.startswith((".", "~$"))


def _read_table(path: Path, book: Path | None, problems: list[FileProblem]) -> Table:
    """One file's table, or that of the workbook in its place; a missing optional file is a sound table without rows."""
    name, optional = path.name, path.name in OPTIONAL
    path = book if book is not None and not path.exists() else path
    if path.exists() or not optional:
        return read_table(path, COLUMNS[name], problems, OPTIONAL_COLUMNS.get(name, ()), may_be_bare=optional)
    return Table(name, (), sound=True)


def read_table(
    path: Path,
    columns: Sequence[str],
    problems: list[FileProblem],
    further: Sequence[str] = (),
    *,
    may_be_bare: bool = False,
) -> Table:
    """The table in any file with these `columns`; it may lack the `further` ones, whose cells are blank then.

    `may_be_bare`: a header without rows is a table too.
    """
    rows = None
    if path.exists():
        rows = _data_rows(path.name, columns, further, _records(path, problems), problems)
    else:
        problems.append(FileProblem(path.name, "缺少这个文件"))
    if rows == () and not may_be_bare:
        problems.append(FileProblem(path.name, "表头下面没有数据"))
        rows = None
    return Table(path.name, rows or (), sound=rows is not None)


def _records(path: Path, problems: list[FileProblem]) -> list[list[str]]:
    """The file's records, blank ones included, so that their numbers are the spreadsheet's; none when it is broken."""
    try:
        if not path.is_file():  # a folder, or a pipe that nobody writes into
            raise OSError
        raw = path.read_bytes()
    except OSError:
        problems.append(FileProblem(path.name, "无法读取这个文件"))
        return []
    if path.suffix.lower() in _WORKBOOKS:
        return _of_workbook(path.name, raw, problems)
    decoded = decode(raw)
    if isinstance(decoded, Problem):
        problems.append(FileProblem(path.name, decoded.message))
        return []
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(decoded.text, newline=""), strict=True):
            records.append([cell.strip() for cell in record])  # noqa: PERF401 - their number tells where it broke
    except csv.Error as error:
        problems.append(FileProblem(path.name, _broken(error), row=len(records) + 1))
        return []
    return records


def _of_workbook(name: str, raw: bytes, problems: list[FileProblem]) -> list[list[str]]:
    """The records of a workbook's only filled sheet."""
    from jytrack.intake.books.workbook import read_workbook

    book = read_workbook(raw)
    if isinstance(book, Problem):
        problems.append(FileProblem(name, book.message))
        return []
    pages = [page for page in book.pages if any(map(any, page.rows))]
    if len(pages) > 1:
        problems.append(FileProblem(name, f"有{len(pages)}张工作表，不知道用哪张；请只留一张"))
        return []
    return [[cell.strip() for cell in row] for page in pages for row in page.rows]


def _broken(error: csv.Error) -> str:
    """What is wrong with the record at which the reader gave up; only its words tell a long cell from a broken one."""
    if "field limit" in str(error):
        return f"有单元格超过{csv.field_size_limit()}个字，读不进来；成员太多的请分成几个集合单位"
    return "引号不配对或单元格有误"


def _data_rows(
    file: str,
    columns: Sequence[str],
    further: Sequence[str],
    records: Sequence[list[str]],
    problems: list[FileProblem],
) -> tuple[Row, ...] | None:
    """The rows below the header, blank ones left out; None when there is no telling the columns."""
    places = _places(file, columns, further, records[0], problems) if records else None
    if places is None:
        return None
    rows = []
    for number, record in enumerate(records[1:], 2):
        if not any(record):
            continue
        cells = dict.fromkeys(further, "")
        cells |= {column: record[at] if at < len(record) else "" for column, at in places.items()}
        rows.append(Row(file, number, cells, problems))
        if extra := [cell for cell in record[len(records[0]) :] if cell]:
            problems.append(FileProblem(file, "这一行的单元格比表头多", number, value=extra[0]))
    return tuple(rows)


def _places(
    file: str, columns: Sequence[str], further: Sequence[str], header: Sequence[str], problems: list[FileProblem]
) -> dict[str, int] | None:
    """Where each column stands in the header; None when one of `columns` is missing or any stands twice."""
    spelt = [spelling(cell) for cell in header]
    places = {}
    wanted = [*columns, *(column for column in further if spelling(column) in spelt)]
    for column in wanted:
        if spelt.count(spelling(column)) == 1:
            places[column] = spelt.index(spelling(column))
        else:
            fault = "表头重复" if spelling(column) in spelt else "表头缺少这一列"
            problems.append(FileProblem(file, fault, row=1, column=column))
    return places if len(places) == len(wanted) else None
