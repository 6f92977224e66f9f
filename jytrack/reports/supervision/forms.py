"""The forms that `task template` makes: what is known stands in them, the blank columns come back by `task import`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from jytrack.domain.accounts.standing import Standing
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.feedback import FormKind, Item, Key, Told
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, period_text
from jytrack.domain.values.period import Period
from jytrack.reports.values import phrases
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    Form,
    JsonValue,
    Lamp,
    Paragraph,
    Percent,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, header

_PERIOD = Column("报告期")
_TARGET = (
    Column("序号", right=True),
    Column("指标", shrink=True),
    Column("单位"),
    Column("牵头单位", shrink=True),
    Column("年度目标", right=True),
    Column("累计", right=True),
    Column("完成率", right=True),
    Column("与时序或目标差", right=True),
    Column("亮灯"),
)
_TASK = (
    Column("序号", right=True),
    Column("任务", shrink=True),
    Column("牵头单位", shrink=True),
    Column("时限"),
    Column("亮灯"),
)
_ON_PAPER_ALONE = ("完成率", "与时序或目标差")
"""What a file to be filled in with any program does without."""

_HOW = {
    FormKind.REASONS: "空白的四栏由牵头单位填写：责任人写职务或姓名，不写电话；完成时限写到哪一天；没有可写的空着。",
    FormKind.LEDGER: "空白的三栏由牵头单位填写：没有问题的写“无”，没有进展的空着；不写电话和身份证号。",
}
_SIGNED = Form((Field("填报单位（盖章）"), Field("负责人（签字）"), Field("填报日期")))


def late(standing: Standing) -> list[Assessment]:
    """The targets that are red or yellow, the worst first: those of which reasons are asked."""
    return sorted(filter(phrases.late, standing.assessments), key=phrases.urgency)


def open_tasks(standing: Standing) -> list[TaskStanding]:
    """The tasks in which work is still to be done."""
    return [item for item in standing.tasks if item.open]


def reasons(standing: Standing, targets: Sequence[Assessment], told: Mapping[Key, Told], of: str = "") -> Report:
    """滞后原因说明表 for `targets`; what came back already for the month stands in it. `of` is whose it is."""
    kind, codes = FormKind.REASONS, [judged.target.code for judged in targets]
    return Report(
        lambda: _document(standing, kind, _table(kind, _TARGET, _target_rows(standing, targets, told)), of),
        partial(_data, standing, kind, codes, told),
    )


def ledger(standing: Standing, tasks: Sequence[TaskStanding], told: Mapping[Key, Told], of: str = "") -> Report:
    """The ledger's blank form for `tasks`; what came back already for the month stands in it. `of` is whose it is."""
    kind, numbers = FormKind.LEDGER, [item.task.no for item in tasks]
    return Report(
        lambda: _document(standing, kind, _table(kind, _TASK, _task_rows(standing, tasks, told)), of),
        partial(_data, standing, kind, numbers, told),
    )


def _target_rows(
    standing: Standing, targets: Iterable[Assessment], told: Mapping[Key, Told]
) -> Iterator[tuple[Cell, ...]]:
    """A row a target: how it stands, and what came back."""
    for number, judged in enumerate(targets, 1):
        yield (
            number,
            judged.target.metric.name,
            judged.target.metric.measure_unit,
            phrases.lead(standing.plan, judged.target),
            phrases.goal(judged),
            phrases.actual(judged),
            Percent(judged.attainment) if judged.attainment is not None else "",
            phrases.gap(judged),
            Lamp(judged.light.colour),
            *_answers(FormKind.REASONS, told, judged.target.code, _month(standing.clock)),
        )


def _task_rows(
    standing: Standing, tasks: Iterable[TaskStanding], told: Mapping[Key, Told]
) -> Iterator[tuple[Cell, ...]]:
    """A row a task: whose it is and by when, and what came back."""
    for item in tasks:
        yield (
            item.task.no,
            item.task.title,
            "、".join(item.task.leads) or phrases.NO_LEAD,
            date_text(due_day(standing.plan, item.task)),
            Lamp(item.light.colour if item.light else None),
            *_answers(FormKind.LEDGER, told, item.task.no, _month(standing.clock)),
        )


def _month(clock: Clock) -> Period:
    """The month that a form asks about."""
    return Period.of(clock.as_of)


def _answers(kind: FormKind, told: Mapping[Key, Told], subject: str | int, month: Period) -> list[str]:
    """What came back already, under the blank columns."""
    found = (told.get(Key(subject, month, item)) for item in kind.items)
    return [said.text if said else "" for said in found]


def _table(kind: FormKind, known: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """The form's table: what is known, and the blank columns."""
    return Table((*known, *map(_blank, kind.items)), tuple(rows))


def _blank(item: Item) -> Column:
    """The column of what is asked."""
    return Column(item.label, shrink=item is not Item.UNTIL, blank=True)


def _document(standing: Standing, kind: FormKind, table: Table, of: str) -> Document:
    month = _month(standing.clock)
    kept = [at for at, column in enumerate(table.columns) if column.title not in _ON_PAPER_ALONE]
    flat = Table(
        (_PERIOD, *(table.columns[at] for at in kept)),
        tuple((str(month), *(row[at] for at in kept)) for row in table.rows),
    )
    return Document(
        title=f"{period_text(month)}{kind.label}{f'（{of}）' if of else ''}",
        blocks=(*_notice(standing), table, Paragraph(f"说明：{_HOW[kind]}", quiet=True), _SIGNED),
        sheet=flat,
    )


def _notice(standing: Standing) -> tuple[Block, ...]:
    """What every page must warn of."""
    return (Paragraph(standing.plan.notice),) if standing.plan.notice else ()


def _data(standing: Standing, kind: FormKind, subjects: Sequence[str | int], told: Mapping[Key, Told]) -> JsonObject:
    """What is asked, and what came back already."""
    name, month = ("target" if kind is FormKind.REASONS else "task"), _month(standing.clock)
    rows: list[JsonValue] = [
        {
            name: subject,
            "period": str(month),
            **{item.value: answer or None for item, answer in zip(kind.items, answers, strict=True)},
        }
        for subject in subjects
        for answers in (_answers(kind, told, subject, month),)
    ]
    return {**header(standing.plan.code, standing.clock), "rows": rows}
