"""One form that came back, from its rows to what it says and what is wrong with it."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePath

from jytrack.domain.plan.feedback import FormKind, Key
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.apart import is_footer
from jytrack.intake.sheets.checks import check_period
from jytrack.intake.sheets.files import Tab
from jytrack.intake.sheets.forms import FormContext, FormHead, Statement, form_head, said
from jytrack.intake.sheets.layouts import SEARCHED
from jytrack.intake.sheets.leaks import personal_data
from jytrack.intake.sheets.points import Figure, Point, cells_of
from jytrack.intake.values.cell import Trouble
from jytrack.intake.values.names import bare_forms
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.periods import named_periods, named_span, named_year, read_period
from jytrack.intake.values.problem import Code, Problem, ProblemList, Severity, finding
from jytrack.intake.values.rows import column_letter
from jytrack.intake.values.spelling import spelling

MOST_ROWS = 2_000
"""Rows of a form; a plan has a few dozen tasks and targets."""

_LAST_NUMBER = re.compile("[0-9]+")


class FormReader:
    """A form read at once: its statements and problems; `leaked`: it holds personal data and says nothing else.

    `head` None: it is no form of ours. `period` is that of the whole form, where it has one.
    """

    def __init__(self, tab: Tab, file: str, context: FormContext) -> None:
        """Read the sheet `tab` of `file` against `context`."""
        self.tab = tab
        self.head: FormHead | None = None
        self.period: Period | None = None
        self.statements: list[Statement] = []
        self.leaked = False
        self._context = context
        self._problems = ProblemList()
        self._rows: dict[tuple[str | int, Period], int] = {}
        try:
            rows = [list(cells) for cells in islice(tab.rows(), MOST_ROWS + 1)]
        except csv.Error:
            advice = "请在 WPS 或 Excel 里打开核对，再另存为 CSV"
            self._problems.append(finding(Code.DECODE, "引号不成对，读不下去", advice))
            return
        self._read(rows, file)

    @property
    def problems(self) -> list[Problem]:
        """Everything there is to say about it, in row order."""
        return sorted(self._problems.listed(), key=lambda each: each.row or 0)

    def point(self, problem: Problem) -> Point:
        """What a problem points at: the cells, and of what the row speaks."""
        rows = dict(enumerate(self.tab.rows(), 1)) if problem.row else {}
        figures = tuple(
            Figure(
                f"{column_letter(at - 1)}{row}", self._title(at - 1), " ".join(_cell(rows.get(row, ()), at - 1).split())
            )
            for row, at in cells_of(problem)
        )
        head = self.head
        about = rows.get(problem.row or 0, ()) if head and (problem.row or 0) > head.row else ()
        subject = _cell(about, head.subject) if head and head.subject is not None else ""
        return Point(problem, " ".join(subject.split()), figures)

    def _title(self, at: int) -> str:
        return self.head.titles[at] if self.head and at < len(self.head.titles) else ""

    def _read(self, rows: list[list[str]], file: str) -> None:
        """Take in all rows, or say why not."""
        for number, cells in enumerate(rows, 1):
            if self.tab.guarded and not _is_signed(cells):
                self._problems.extend(personal_data(number, cells))
        if len(self._problems):
            self.leaked = True
            return
        self.head = head = form_head(rows[: SEARCHED + 1])
        if head is None:
            advice = "要有“指标”和“滞后原因”“下步措施”等列，或“任务”和“最近进展”“存在问题”等列"
            self._problems.append(finding(Code.NO_HEADER, f"前{SEARCHED}行里找不到说明表或台账的表头", advice))
            return
        if len(rows) > MOST_ROWS:
            self._problems.append(finding(Code.TOO_LARGE, f"超过{MOST_ROWS}行，不像是一张说明表或台账"))
            return
        self.period = self._stated(head, rows[: head.row - 1], file)
        taken = 0
        for number, cells in enumerate(rows[head.row :], head.row + 1):
            if any(_cell(cells, at).strip() for at in head.items) and not _is_signed(cells):
                taken += 1
                self.statements += self._row(head, number, cells)
        if not taken and not len(self._problems):
            self._problems.append(finding(Code.EMPTY, f"{head.kind.label}还没有填", "请填好后再发"))

    def _stated(self, head: FormHead, above: Sequence[Sequence[str]], file: str) -> Period | None:
        """The month of the whole form: the option's, else that of the title, tab or file name, if these agree."""
        year = self._context.year
        titles = [cell for cells in above for cell in cells if cell.strip()]
        for where in (titles, [self.tab.name], [PurePath(file).stem]):
            found = {period for text in where for period in _months(text, year)}
            asked = self._context.period
            if len(found) > 1 or (found and asked and asked not in found):
                known = sorted(found | ({asked} if asked else set()))
                message = f"说的是哪个月不一致：{'、'.join(map(period_text, known))}"
                self._problems.append(finding(Code.PERIOD_CONFLICT, message, "请只留一个月份"))
                return None
            if found:
                return self._checked(found.pop(), None, None)
        if self._context.period is not None:
            return self._checked(self._context.period, None, None)
        if head.period is None:
            message, advice = "看不出说的是哪个月", f"请在标题里写明，如“{year}年6月{head.kind.label}”"
            self._problems.append(finding(Code.UNKNOWN_PERIOD, message, advice, office="或导入时加 --period"))
        return None

    def _checked(self, period: Period, row: int | None, column: str | None) -> Period | None:
        """The month, if anything may be said of it."""
        trouble = check_period(period, self._context.year, self._context.received_on)
        if trouble is None and period.year != self._context.year:
            message = f"{period_text(period)}不在方案年度内"
            trouble = Trouble(Code.PERIOD_OUTSIDE_PLAN, message, "请核对年份")
        if trouble is not None:
            code, message, advice, *_ = trouble
            self._problems.append(finding(code, message, advice, row=row, column=column))
            return None
        return period

    def _row(self, head: FormHead, number: int, cells: Sequence[str]) -> Iterator[Statement]:
        """What one row says."""
        subject, period = self._subject(head, number, cells), self._period(head, number, cells)
        if subject is None or period is None:
            return
        before = self._rows.setdefault((subject, period), number)
        if before != number:
            what = _cell(cells, head.subject if head.subject is not None else head.number or 0).strip()
            message = f"“{what}”填了两次：第{before}行和第{number}行"
            letter = column_letter(min(head.items))
            self._problems.append(
                finding(
                    Code.DUPLICATE_KEY, message, "请只留一行", row=number, column=letter, also=(f"{letter}{before}",)
                )
            )
            return
        for at, item in head.items.items():
            text, trouble = said(item, _cell(cells, at), period)
            if trouble is not None:
                self._problems.append(trouble.at(number, column_letter(at), value=_cell(cells, at).strip()[:40]))
            elif text:
                yield Statement(Key(subject, period, item), text, number, at)

    def _period(self, head: FormHead, number: int, cells: Sequence[str]) -> Period | None:
        """The month of a row: its own, else the whole form's; both must agree."""
        text = _cell(cells, head.period).strip()
        if head.period is None or not text:
            if self.period is None and head.period is not None and not self._refused_as_a_whole:
                message = "没有写报告期"
                letter = column_letter(head.period)
                self._problems.append(
                    finding(Code.UNKNOWN_PERIOD, message, "请写明年月，如 2023-06", row=number, column=letter)
                )
            return self.period
        found, trouble = read_period(text, self._context.year)
        letter = column_letter(head.period)
        if trouble is not None and trouble.code.severity is Severity.ERROR:
            self._problems.append(trouble.at(number, letter))
        stated = self.period
        if found is not None and stated is not None and found != stated:
            message = f"这一行是{period_text(found)}，标题或文件名是{period_text(stated)}"
            self._problems.append(finding(Code.PERIOD_CONFLICT, message, "请把月份改成一致", row=number, column=letter))
            return None
        return self._checked(found, number, letter) if found else None

    @property
    def _refused_as_a_whole(self) -> bool:
        """Whether something is wrong that stands in no row."""
        return any(each.row is None for each in self._problems.listed())

    def _subject(self, head: FormHead, number: int, cells: Sequence[str]) -> str | int | None:
        """The target's code or the task's number that a row is about."""
        return self._target(head, number, cells) if head.kind is FormKind.REASONS else self._task(head, number, cells)

    def _target(self, head: FormHead, number: int, cells: Sequence[str]) -> str | None:
        """The target of a row, by its name or its code."""
        known = self._context.targets
        at = head.subject if head.subject is not None else head.code
        text = _cell(cells, at).strip()
        for bare in bare_forms(text):
            if bare.name in known:
                return known[bare.name]
        guess = nearest(spelling(text), known)
        advice = f"是不是“{self._context.names[known[guess]]}”？" if guess else "请按下发的指标名称填写"
        message = f"没有“{text}”这个指标" if text else "没有写指标"
        self._problems.append(
            finding(Code.UNKNOWN_METRIC, message, advice, row=number, column=column_letter(at or 0), value=text)
        )
        return None

    def _task(self, head: FormHead, number: int, cells: Sequence[str]) -> int | None:
        """The task of a row, by its number and title, which must agree where both are there."""
        tasks = self._context.tasks
        stated, title = _cell(cells, head.number).strip(), _cell(cells, head.subject).strip()
        no = int(stated) if stated.isdecimal() and len(stated) < 5 else None
        names = {bare.name for bare in bare_forms(title)}
        named = next((each for each, known in tasks.items() if spelling(known) in names), None)
        at = head.subject if head.subject is not None else head.number
        if title and named is None:
            guess = nearest(spelling(title), map(spelling, tasks.values()))
            told = next((known for known in tasks.values() if spelling(known) == guess), "")
            message, advice = (
                f"没有“{title}”这项任务",
                f"是不是“{told}”？" if told else "请按下发的表填写，不要改动任务",
            )
        elif not title and no not in tasks:
            message, advice = f"没有第“{stated}”项任务", "请按下发的表填写，不要改动序号"
        elif title and no is not None and no != named:
            message, advice = f"序号{no}和“{title}”不是同一项任务（{named}）", "请按下发的表填写，不要改动序号"
            at = head.number
        else:
            return no if named is None else named
        self._problems.append(
            finding(
                Code.UNKNOWN_TASK, message, advice, row=number, column=column_letter(at or 0), value=title or stated
            )
        )
        return None


def _months(text: str, year: int) -> set[Period]:
    """The months that a text names; of 1—6月 the last."""
    if span := named_span(text):
        return {Period(named_year(text) or year, int(_LAST_NUMBER.findall(span)[-1]))}
    return set(named_periods(text, year))


def _cell(cells: Sequence[str], at: int | None) -> str:
    """The cell at `at`, "" where the row is shorter."""
    return cells[at] if at is not None and at < len(cells) else ""


def _is_signed(cells: Sequence[str]) -> bool:
    """Whether a row is signed below the form, telephone and all, which nobody reads."""
    return is_footer(next((cell for cell in cells if cell.strip()), ""))
