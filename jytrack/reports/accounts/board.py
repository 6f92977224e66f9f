"""`task board`: one screen for a meeting: lights by section, what is red, overdue or due soon, and what waits."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from jytrack.domain.accounts.accountability import STATES, Tally
from jytrack.domain.accounts.standing import Standing
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.supervision.waiting import Waiting, waiting
from jytrack.domain.values.numerals import neighbours
from jytrack.domain.values.texts import one_line
from jytrack.domain.values.words import Colour, TaskStatus
from jytrack.reports.accounts import accountability
from jytrack.reports.accounts.coming import Coming, coming
from jytrack.reports.accounts.delays import longest_overdue
from jytrack.reports.supervision import waiting as words
from jytrack.reports.values import phrases
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Block, Cell, Column, Document, Heading, JsonValue, Lamp, Line, Report, Table
from jytrack.reports.values.fitting import clipped
from jytrack.reports.values.json_values import JsonObject, moment, report_header, strings
from jytrack.reports.values.used import opening

LINES = 38
"""The lines that the board may have: a screen of 40 by 100, with the command above it and the prompt below."""

_AROUND = 22
"""The lines that stand around the rows: title, opening, counts, and the four tables' headings and heads."""

_NUMBERS, _WORDS, _NAME = 14, 22, 12
_RED = (Column("指标"), Column("差额"), Column("百分点", right=True), Column("牵头单位"))
_DAYS = (Column("亮灯"), Column("日期"), Column("事项"), Column("任务", right=True), Column("单位"), Column("还有"))
_WAITING = (Column("等什么"), Column("任务", right=True), Column("事项"), Column("单位"), Column("已等", right=True))
_SHEET = ("所属", "任务序号", "任务", "牵头单位", "状态", "亮灯", "逾期天数", "一周内到期", "等什么", "已等天数")


def report(standing: Standing, reports: Sequence[DueReport], department: str = "") -> Report:
    """The board, of what is the `department`'s alone where one is named; its csv is a row a task.

    `reports` are those that fall due and have not come.
    """
    red, soon = _red(standing), coming(standing, reports)
    waits = waiting(standing.plan, standing.tasks, standing.clock.as_of)
    return Report(
        partial(_document, standing, red, soon, waits, department), partial(_data, standing, red, soon, waits)
    )


def _document(
    standing: Standing,
    red: Sequence[Assessment],
    soon: Sequence[Coming],
    waits: Sequence[Waiting],
    department: str,
) -> Document:
    days = _days(standing, soon)
    sections = _sections(standing.tasks)
    rows = [[_red_row(standing, item) for item in red], days, [_waiting_row(item) for item in waits]]
    room = _shared([len(found) for found in rows], max(LINES - _AROUND - len(sections), len(rows)))
    return Document(
        title=f"{clipped(standing.plan.title, _WORDS)}：任务看板{f'（{department}）' if department else ''}",
        blocks=(
            opening(standing.plan, standing.clock),
            accountability.counts(Tally.of([item.state for item in standing.tasks])),
            Line((_by_status(standing.tasks),)),
            _lights(sections),
            *_first("红灯指标", _RED, rows[0], room[0], "jytrack report variance"),
            *_first("逾期和一周内到期", _DAYS, rows[1], room[1], "jytrack remind"),
            *_first("等办公室批核、等单位办理", _WAITING, rows[2], room[2], "jytrack task board -o 看板.csv"),
        ),
        sheet=Table(headed(_SHEET), tuple(_sheet_rows(standing, soon, waits))),
    )


def runs(numbers: Sequence[int]) -> str:
    """Task numbers in order, three and more neighbours drawn together: 1-3 8 9; only their count when they are many."""
    text = " ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else " ".join(map(str, run)) for run in neighbours(numbers))
    return text if len(text) <= _NUMBERS else f"{len(numbers)}项"


def _sections(tasks: Iterable[TaskStanding]) -> dict[str, list[TaskStanding]]:
    """The tasks under their sections, in the plan's order."""
    found: dict[str, list[TaskStanding]] = {}
    for item in tasks:
        found.setdefault(item.task.section, []).append(item)
    return found


def _lights(sections: dict[str, list[TaskStanding]]) -> Table:
    """Each section's tasks by number, under their lights; columns that would be empty are left out."""
    states = {item.task.no: item.state for found in sections.values() for item in found}
    shown = [state for state in phrases.STATE_LABELS if state in states.values()]
    columns = (Column("行动"), Column("项数", right=True), *(Column(phrases.STATE_LABELS[state]) for state in shown))
    rows: list[tuple[Cell, ...]] = [
        (
            clipped(one_line(section), _NAME),
            len(found),
            *(runs([item.task.no for item in found if states[item.task.no] == state]) for state in shown),
        )
        for section, found in sections.items()
    ]
    return Table(columns, tuple(rows), empty="没有任务。")


def _by_status(tasks: Iterable[TaskStanding]) -> str:
    """How many tasks there are of each status that occurs."""
    counted = Counter(item.task.status for item in tasks)
    return "状态　" + "　".join(f"{status.label}{counted[status]}" for status in TaskStatus if counted[status])


def _red(standing: Standing) -> list[Assessment]:
    """The targets that are red, the main goals first, in official order."""
    return phrases.main_first(item for item in standing.assessments if item.light.colour is Colour.RED)


def _red_row(standing: Standing, item: Assessment) -> tuple[Cell, ...]:
    return (
        clipped(one_line(item.target.metric.name), _WORDS),
        phrases.shortfall(item),
        phrases.gap_points(item),
        clipped(phrases.lead(standing.plan, item.target), _NAME),
    )


def _days(standing: Standing, soon: Iterable[Coming]) -> list[tuple[Cell, ...]]:
    """What is overdue, the longest first, then what falls due within the days of notice."""
    overdue = [
        _day_row(
            Coming(each.milestone.due_on, each.milestone.name, task.lead or UNASSIGNED, task.no),
            Colour.RED,
            f"逾期{each.days_late}天",
        )
        for each, task in longest_overdue(standing)
        if each.milestone.due_on
    ]
    return overdue + [_day_row(each, Colour.YELLOW if each.lit else None, _left(standing, each)) for each in soon]


def _left(standing: Standing, item: Coming) -> str:
    days = (item.due_on - standing.clock.as_of).days
    return f"{days}天" if days else "当天"


def _day_row(item: Coming, colour: Colour | None, left: str) -> tuple[Cell, ...]:
    return (
        Lamp(colour) if colour else "",
        phrases.short_day(item.due_on),
        clipped(one_line(item.what), _WORDS),
        item.task if item.task is not None else "",
        clipped(item.department, _NAME + 4),
        left,
    )


def _waiting_row(item: Waiting) -> tuple[Cell, ...]:
    return (
        item.what.label,
        item.task.no,
        clipped(one_line(words.asked(item)), _WORDS),
        clipped(words.who(item), _NAME + 4),
        f"{item.days}天",
    )


def _first(
    title: str, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], count: int, rest: str
) -> tuple[Block, ...]:
    """The first `count` rows under a heading that says how many there are, and which command tells the rest."""
    total = f"{len(rows)}项" if rows else "无"
    cut = f"，列出前{count}项，全部见{rest}" if count < len(rows) else ""
    heading = Heading(f"{title}：{total}{cut}")
    return (heading, Table(columns, tuple(rows[:count]))) if rows else (heading,)


def _shared(lengths: Sequence[int], room: int) -> list[int]:
    """How many rows of each list are shown: one from each in turn while there is room."""
    shown = [0] * len(lengths)
    while room and any(have < want for have, want in zip(shown, lengths, strict=True)):
        for place, want in enumerate(lengths):
            if shown[place] < want and room:
                shown[place] += 1
                room -= 1
    return shown


def _sheet_rows(standing: Standing, soon: Iterable[Coming], waits: Iterable[Waiting]) -> Iterator[tuple[Cell, ...]]:
    """Each task with all that is overdue, due soon or waited for; what waits longest gives the days."""
    due_in: dict[int | None, list[str]] = defaultdict(list)
    for due in soon:
        due_in[due.task].append(f"{due.what}（{phrases.short_day(due.due_on)}）")
    waiting_in: dict[int, list[Waiting]] = defaultdict(list)
    for item in waits:
        waiting_in[item.task.no].append(item)
    for found in standing.tasks:
        task, own = found.task, waiting_in[found.task.no]
        yield (
            task.section,
            task.no,
            task.title,
            "、".join(task.leads) or phrases.NO_LEAD,
            task.status.label,
            Lamp(found.light.colour if found.light else None),
            found.days_overdue,
            "；".join(due_in[task.no]),
            "；".join(f"{each.what.label}（{words.who(each)}）" for each in own),
            max((each.days for each in own), default=None),
        )


def _data(
    standing: Standing, red: Sequence[Assessment], soon: Sequence[Coming], waits: Sequence[Waiting]
) -> JsonObject:
    """The board for programs: a row a task, and beside them what the page lists."""
    states = Counter(item.state for item in standing.tasks)
    rows: list[JsonValue] = [
        {
            "no": item.task.no,
            "title": item.task.title,
            "section": item.task.section,
            "lead": strings(item.task.leads),
            "status": item.task.status.value,
            "light": item.light.colour.value if item.light else None,
            "days_overdue": item.days_overdue,
            "longest_overdue_days": item.days_overdue,
        }
        for item in standing.tasks
    ]
    return {
        **report_header("board", standing.plan, standing.clock),
        "counts": {state: states[state] for state in STATES},
        "red_targets": strings(item.target.code for item in red),
        "overdue": [
            {
                "task": item.task.no,
                "milestone": each.milestone.name,
                "due_on": moment(each.milestone.due_on),
                "days_late": each.days_late,
            }
            for item in standing.tasks
            for each in item.overdue
        ],
        "due_soon": [
            {"due_on": moment(each.due_on), "what": each.what, "department": each.department, "task": each.task}
            for each in soon
        ],
        "waiting": [words.data(each) for each in waits],
        "rows": rows,
    }
