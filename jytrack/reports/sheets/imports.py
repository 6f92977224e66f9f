"""`target import`, `target record`, `task import`: what became of each file, and all there is to say of its rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.receipts import Received
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word
from jytrack.reports.sheets.corrections import ManyReplaced, correction_blocks
from jytrack.reports.sheets.counted import COUNTS, count_cells, json_counts
from jytrack.reports.sheets.missing import StillMissing, json_missing, missing_blocks
from jytrack.reports.sheets.receipts import received_days
from jytrack.reports.sheets.remedies import Remedy, json_remedies, remedy_blocks
from jytrack.reports.sheets.texts import TEXTS
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Block, Cell, Column, Document, Heading, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment

ERROR, WARNING, FIXED, NOTE = "error", "warning", "fixed", "note"
"""The severities of a finding, the gravest first."""

FIXED_SHOWN = 20
"""So many of the fixed findings stand on the page; the sheet and the JSON object hold all."""

_FILES = (
    Column("文件", shrink=True),
    Column("报告期"),
    *COUNTS,
    Column("结果", shrink=True),
)
_FINDINGS = (
    Column("文件", shrink=True),
    Column("行", right=True),
    Column("列", shrink=True),
    Column("填的是", shrink=True),
    Column("问题", shrink=True),
    Column("处理意见", shrink=True),
)
_SHEET = ("文件", "级别", "问题代码", "行", "列", "填的是", "问题", "怎么办")


class Finding(Protocol):
    """What intake says about one row: `row` from 1 as the spreadsheet shows it, `value` as typed."""

    @property
    def severity(self) -> Word:
        """How grave it is: error, warning or fixed."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def message(self) -> str:
        """What is the matter, in Chinese."""

    @property
    def row(self) -> int | None:
        """The row, None for the file as a whole."""

    @property
    def column(self) -> str | None:
        """The column's header or letter."""

    @property
    def value(self) -> str | None:
        """The cell as typed."""

    @property
    def suggestion(self) -> str:
        """What to do about it, in Chinese."""


@valueclass
class FileOutcome:
    """One sheet of a file: the counts are rows written, or that would have been written.

    `label` names file and sheet where the file has several sheets. `received` None: typed by hand. `same_as` is an
    earlier import of the same content: its number, and the file's name then.
    """

    file: str
    sha256: str
    encoding: str
    layout: str
    period: Period | None
    new: int
    unchanged: int
    corrected: int
    rejected: int
    findings: Sequence[Finding]
    sheet: str = ""
    label: str = ""
    same_as: tuple[int, str] | None = None
    received: Received | None = None
    corrections: ManyReplaced = ()

    @property
    def called(self) -> str:
        """What the sheet is called on the page."""
        return self.label or self.file

    def count(self, severity: str) -> int:
        """How many findings of one severity."""
        return sum(1 for finding in self.findings if finding.severity == severity)


@valueclass
class ImportOutcome:
    """All files of one import; `written` whether anything went into the database.

    `forms`: they hold what is said of tasks and targets, not figures; `recorded_as` is the number of the act then.
    """

    files: tuple[FileOutcome, ...]
    written: bool
    dry_run: bool = False
    missing: StillMissing | None = None
    remedies: tuple[Remedy, ...] = ()
    forms: bool = False
    recorded_as: int | None = None

    @property
    def corrections(self) -> list[ManyReplaced]:
        """What each file corrects."""
        return [file.corrections for file in self.files]


def report(plan: Plan, clock: Clock, outcome: ImportOutcome) -> Report:
    """What became of an import, for the clerk and for programs."""
    return Report(partial(_document, outcome), partial(_data, plan, clock, outcome))


def _document(outcome: ImportOutcome) -> Document:
    return Document(
        title="导入结果",
        blocks=(
            Paragraph(_verdict(outcome)),
            Table(_FILES, tuple(_file_row(file, outcome) for file in outcome.files), empty="没有文件。"),
            *received_days(file.received for file in outcome.files if file.received),
            *_corrections(outcome),
            *_section("须改正", outcome, ERROR),
            *remedy_blocks(outcome.remedies),
            *_section("请核对", outcome, WARNING),
            *_section("已代为改写", outcome, FIXED, FIXED_SHOWN),
            *_notes(outcome),
            *missing_blocks(outcome.missing),
        ),
        sheet=partial(_sheet, outcome),
    )


def _sheet(outcome: ImportOutcome) -> Table:
    """All that there is to say, a row each: of a large sheet so many that they are made only when asked for."""
    return Table(
        headed(_SHEET), (*(each.sheet_row for own in outcome.corrections for each in own), *_sheet_rows(outcome.files))
    )


def _corrections(outcome: ImportOutcome) -> tuple[Block, ...]:
    """What is replaced."""
    if outcome.forms:
        return correction_blocks(outcome.corrections, written=outcome.written, columns=TEXTS, of="处")
    return correction_blocks(outcome.corrections, written=outcome.written)


def _verdict(outcome: ImportOutcome) -> str:
    """The outcome in one sentence."""
    what = "内容" if outcome.forms else "数"
    counted = Counter[str]()
    for file in outcome.files:
        counted.update(new=file.new, unchanged=file.unchanged, corrected=file.corrected, rejected=file.rejected)
    would = f"新增{counted['new']}条、更正{counted['corrected']}条、未变{counted['unchanged']}条"
    errors = sum(file.count(ERROR) for file in outcome.files)
    if outcome.written:
        left = f"；{counted['rejected']}条有错没有写入，改正后再导入一次即可" if counted["rejected"] else ""
        back = f"记为第{outcome.recorded_as}次，要撤销：jytrack target undo {outcome.recorded_as} --reason 原因"
        return f"已写入：{would}{left}。{back if outcome.recorded_as else ''}"
    if errors:
        return f"没有写入任何{what}：共{errors}处须改正，改正后请重新导入。"
    if outcome.dry_run:
        return f"只检查，没有写入：如正式导入，将{would}。"
    return f"没有需要写入的{what}：{would}。"


def _file_row(file: FileOutcome, outcome: ImportOutcome) -> tuple[Cell, ...]:
    errors, warnings = file.count(ERROR), file.count(WARNING)
    changed = file.new + file.corrected
    done = "没有变化" if not changed else "已写入" if outcome.written else "可以写入"
    result = f"{errors}处须改正" if errors else done
    if file.same_as:
        number, name = file.same_as
        result += f"；与第{number}次导入的《{name}》是同一份" if name != file.file else f"；第{number}次导入过"
    return (
        file.called,
        period_text(file.period) if file.period else "见各行",
        *count_cells(file),
        f"{result}，{warnings}处请核对" if warnings else result,
    )


def _section(title: str, outcome: ImportOutcome, severity: str, shown: int | None = None) -> tuple[Block, ...]:
    """The findings of one severity over all files; at most `shown` of them, and how many there are."""
    rows = [
        (file.called, finding.row, finding.column or "", finding.value or "", finding.message, finding.suggestion)
        for file, finding in _all(outcome.files)
        if finding.severity == severity
    ]
    if not rows:
        return ()
    table = Table(_FINDINGS, tuple(tuple("" if cell is None else cell for cell in row) for row in rows[:shown]))
    cut = shown is not None and len(rows) > shown
    more = (Paragraph(f"只列前{shown}处；全部见 --format csv 或 --format json", quiet=True),) if cut else ()
    return (Heading(f"{title}（{len(rows)}处）"), table, *more)


def _notes(outcome: ImportOutcome) -> tuple[Block, ...]:
    """What was not read, or read in a way worth knowing, a line a sheet; nothing is asked of anybody."""
    lines = []
    for file in outcome.files:
        notes = [found for found in file.findings if found.severity == NOTE]
        if notes:
            said = "；".join(
                f"{found.message}（{found.suggestion}）" if found.suggestion else found.message for found in notes
            )
            lines.append(f"《{file.called}》：{said}")
    return (Heading("说明"), Paragraph("\n".join(lines), quiet=True)) if lines else ()


def _all(files: Iterable[FileOutcome]) -> Iterator[tuple[FileOutcome, Finding]]:
    return ((file, finding) for file in files for finding in file.findings)


def _sheet_rows(files: Iterable[FileOutcome]) -> Iterator[tuple[Cell, ...]]:
    for file, found in _all(files):
        told = found.row, found.column, found.value, found.message, found.suggestion
        yield file.called, found.severity.label, str(found.code), *told


def _data(plan: Plan, clock: Clock, outcome: ImportOutcome) -> JsonObject:
    """The import object of interface.md, JSON; `rows` are all problems with their files."""
    rows: list[JsonValue] = [{"file": file.file, **_json_finding(found)} for file, found in _all(outcome.files)]
    corrected: list[JsonValue] = [each.json for own in outcome.corrections for each in own]
    if outcome.forms:
        return {
            **header(plan.code, clock),
            "files": [_json_file(file) for file in outcome.files],
            "written": outcome.written,
            "dry_run": outcome.dry_run,
            "recorded_as": outcome.recorded_as,
            "office": json_remedies(outcome.remedies),
            "corrected_texts": corrected,
            "rows": rows,
        }
    return {
        **header(plan.code, clock),
        "files": [_json_file(file) for file in outcome.files],
        "written": outcome.written,
        "dry_run": outcome.dry_run,
        "still_missing": json_missing(outcome.missing),
        "office": json_remedies(outcome.remedies),
        "corrected_figures": corrected,
        "rows": rows,
    }


def _json_file(file: FileOutcome) -> JsonObject:
    return {
        "file": file.file,
        "sheet": file.sheet or None,
        "sha256": file.sha256,
        "encoding": file.encoding,
        "layout": file.layout,
        "period": str(file.period) if file.period else None,
        "received_on": moment(file.received.day) if file.received else None,
        "received_by": file.received.by.value if file.received else None,
        "counts": json_counts(file),
        "same_as": {"import": file.same_as[0], "file": file.same_as[1]} if file.same_as else None,
        "problems": [_json_finding(finding) for finding in file.findings],
    }


def _json_finding(finding: Finding) -> JsonObject:
    return {
        "severity": str(finding.severity),
        "code": str(finding.code),
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }
