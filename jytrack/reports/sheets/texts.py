"""What was said on forms and changes: corrected by a later form, taken back with its act."""

from typing import NamedTuple

from jytrack.domain.plan.feedback import Key, TextChange
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.numerals import period_text
from jytrack.reports.sheets.corrections import CODE, LEVEL
from jytrack.reports.values.document import Cell, Column
from jytrack.reports.values.json_values import JsonObject

BLANK = "空着"
"""What stands for a text that is not, or no longer, on record."""

TEXTS = (Column("说的是", shrink=True), Column("月份"), Column("栏目"), Column("旧 → 新", shrink=True))
TEXT_SHEET = ("指标代码", "任务序号", "月份", "栏目", "现在内容", "之后内容")


class CorrectedText(NamedTuple):
    """One text that a form replaces: of which task or target, in which row."""

    file: str
    about: str
    row: int
    of: TextChange

    @property
    def page_row(self) -> tuple[Cell, ...]:
        """Its row on the page."""
        return self.about, period_text(self.of.key.period), self.of.key.item.label, self._change

    @property
    def sheet_row(self) -> tuple[Cell, ...]:
        """Its row in the sheet of problems."""
        said = f"{self.about} {period_text(self.of.key.period)} {self._change}"
        return self.file, LEVEL, CODE, self.row, self.of.key.item.label, self.of.after, said, ""

    @property
    def json(self) -> JsonObject:
        """The same for programs."""
        return {"file": self.file, "row": self.row, **json_text(self.of)}

    @property
    def _change(self) -> str:
        return f"{self.of.now} → {self.of.after}"


def text_subject(plan: Plan, key: Key) -> str:
    """The task or target that a text is about."""
    if isinstance(key.subject, int):
        return f"任务{key.subject}（{plan.task(key.subject).title}）"
    return next(target.metric.name for target in plan.targets if target.code == key.subject)


def text_row(change: TextChange) -> tuple[Cell, ...]:
    """A change under `TEXT_SHEET`."""
    subject, period, item = change.key
    code, no = (None, subject) if isinstance(subject, int) else (subject, None)
    return code, no, str(period), item.label, change.now, change.after


def json_text(change: TextChange) -> JsonObject:
    """A text that changes, for programs: a target by its code, a task by its number."""
    subject = change.key.subject
    return {
        "target": subject if isinstance(subject, str) else None,
        "task": subject if isinstance(subject, int) else None,
        "period": str(change.key.period),
        "field": change.key.item.value,
        "before": change.now or None,
        "after": change.after or None,
    }
