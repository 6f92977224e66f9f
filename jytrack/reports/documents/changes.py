"""`report changes`: what a published document says otherwise today, and why; on paper the 更正说明."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from jytrack.domain.documents.changes import Cause, CauseKind, Difference, ShownField, Subject
from jytrack.domain.documents.publication import HandChange, Publication
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text
from jytrack.reports.documents.amounts import quoted
from jytrack.reports.documents.causes import told
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Block, Cell, Column, Document, Heading, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.phrases import known_text

LABELS: Mapping[str, str] = {field.value: field.label for field in ShownField}
"""What the texts of targets, units and tasks are called; counts have their own names."""

_COLUMNS = (
    Column("位置", shrink=True),
    Column("项目"),
    Column("发布时"),
    Column("现在"),
    Column("变动", shrink=True),
    Column("原因", shrink=True),
)
_SHEET = ("指标代码", "单位", "部门", "任务序号", "文书栏目", "发布时", "现为", "变动经过", "影响结论", "变动原因")


def report(plan: Plan, clock: Clock, publication: Publication, found: Sequence[Difference]) -> Report:
    """The differences of a document: those that touch a conclusion, then the others."""
    return Report(partial(_document, plan, clock, publication, found), partial(_data, plan, clock, publication, found))


def split(found: Sequence[Difference]) -> tuple[list[Difference], list[Difference]]:
    """The differences that are conclusions, and the others."""
    return [each for each in found if each.is_conclusion], [each for each in found if not each.is_conclusion]


def row(plan: Plan, each: Difference) -> tuple[Cell, ...]:
    """A difference as a row: where, what, was, is, how far, why."""
    return (
        place(plan, each.subject),
        LABELS.get(each.field, each.field),
        each.published or "无",
        each.today or "无",
        between(each),
        told(each.causes, plan),
    )


def place(plan: Plan, subject: Subject) -> str:
    """Where in the document it stands."""
    names = {target.code: target.metric.name for target in plan.targets}
    name = names.get(subject.target, subject.target)
    titles = {str(task.no): task.title for task in plan.tasks}
    task = f"任务{subject.task}{quoted(titles.get(subject.task, ''))}" if subject.task else ""
    return "，".join(part for part in (name, subject.unit, subject.department, task) if part) or "总体情况"


def between(each: Difference) -> str:
    """What it was on the way, where that was more than one step."""
    return " → ".join((each.published or "无", *(link.became or "无" for link in each.links))) if each.links[1:] else ""


def _document(plan: Plan, clock: Clock, publication: Publication, found: Sequence[Difference]) -> Document:
    conclusions, others = split(found)
    blocks: list[Block] = [Paragraph(_told(plan, clock, publication, found))]
    for title, part in (("影响结论的", conclusions), ("其他变动", others)):
        if part:
            blocks += [Heading(f"{title}（{len(part)}处）"), Table(_COLUMNS, tuple(row(plan, each) for each in part))]
    if publication.changed_by_hand:
        blocks += [Heading(CauseKind.BY_HAND.label), Paragraph("\n".join(map(hand_text, publication.changed_by_hand)))]
    if found:
        blocks.append(
            Paragraph(
                f"发更正说明：jytrack report publish correction --corrects {publication.number}", quiet=True, paper=""
            )
        )
    rows = tuple(_sheet_row(plan, each) for each in found)
    return Document(f"{publication.called}：发布后的变动", tuple(blocks), sheet=Table(headed(_SHEET), rows))


def _told(plan: Plan, clock: Clock, publication: Publication, found: Sequence[Difference]) -> str:
    """Which document it is, and whether anything differs."""
    on = date_text(publication.published_on)
    state = f"；已于{date_text(publication.withdrawn.on)}收回" if publication.withdrawn else ""
    changed = f"有{len(found)}处和发布时不同" if found else "没有和发布时不同的数"
    about = f"第{publication.number}号 {publication.title}，{on}发布{state}"
    return f"{about}\n{plan.region}，{known_text(clock)}，{changed}"


def hand_text(change: HandChange) -> str:
    """A number that was typed into the final, or out of it."""
    return f"定稿多出：{change.words}" if change.added else f"底稿有、定稿没有：{change.number}（{change.words}）"


def _sheet_row(plan: Plan, each: Difference) -> tuple[Cell, ...]:
    subject = each.subject
    return (
        subject.target or None, subject.unit or None, subject.department or None, subject.task or None,
        LABELS.get(each.field, each.field),
        each.published or None, each.today or None, between(each) or None, "是" if each.is_conclusion else "否",
        told(each.causes, plan),
    )  # fmt: skip


def _data(plan: Plan, clock: Clock, publication: Publication, found: Sequence[Difference]) -> JsonObject:
    hand: list[JsonValue] = [
        {"added": each.added, "number": each.number, "words": each.words} for each in publication.changed_by_hand
    ]
    return {
        **header(plan.code, clock),
        "number": publication.number,
        "published_on": moment(publication.published_on),
        "changed_by_hand": hand,
        "rows": json_rows(found),
    }


def json_rows(found: Sequence[Difference]) -> list[JsonValue]:
    """The differences for programs."""
    return [_json(each) for each in found]


def _json(each: Difference) -> JsonObject:
    causes: list[JsonValue] = [_cause(cause) for cause in each.causes]
    steps: list[JsonValue] = [link.became for link in each.links]
    return {
        "target": each.subject.target or None,
        "unit": each.subject.unit or None,
        "department": each.subject.department or None,
        "task": int(each.subject.task) if each.subject.task else None,
        "field": str(each.field),
        "published": each.published or None,
        "today": each.today or None,
        "steps": steps,
        "conclusion": each.is_conclusion,
        "causes": causes,
    }


def _cause(cause: Cause) -> JsonObject:
    return {
        "kind": cause.kind.value,
        "act": cause.act,
        "target": cause.target or None,
        "task": cause.task,
        "unit": cause.unit or None,
        "period": str(cause.period) if cause.period else None,
        "was": cause.was or None,
        "became": cause.became or None,
        "about": cause.about or None,
        "recorded_at": moment(cause.recorded_at),
        "recorded_by": cause.recorded_by or None,
        "reason": cause.reason or None,
    }


def conclusions_told(plan: Plan, found: Sequence[Difference]) -> Iterator[str]:
    """The conclusions that changed, a sentence each."""
    for each in found:
        if each.is_conclusion and each.today != each.published:
            field = LABELS.get(each.field, each.field)
            was, now = each.published or "无", each.today or "无"
            # Of a task nothing stands in the table that would tell why.
            why = f"（{told(each.causes, plan)}）" if each.subject.task else ""
            yield f"{place(plan, each.subject)}的{field}由“{was}”变为“{now}”{why}"
