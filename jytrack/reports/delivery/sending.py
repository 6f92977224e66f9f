"""`remind send`: what was sent to whom, or what would be, word for word."""

from collections.abc import Iterator, Sequence
from functools import partial

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.delivery.ledger import Outcome, Recipient
from jytrack.domain.delivery.routing import FOLDER, Due
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.delivery.digest import Digest
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Paragraph,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, header
from jytrack.reports.values.used import opening

_TABLE = (
    Column("第几条", right=True),
    Column("给谁", shrink=True),
    Column("怎么送", shrink=True),
    Column("程度"),
    Column("件数", right=True),
    Column("结果", shrink=True),
)
_SHEET = ("消息编号", "单位", "通道", "催办程度", "件数", "送达情况", "送达说明", "消息标题")


@valueclass
class Line:
    """One message: to whom, what about, and what became of it; without an outcome it was not sent."""

    to: Recipient
    dues: tuple[Due, ...]
    digest: Digest
    number: int | None = None
    outcome: Outcome | None = None
    reason: str = ""


def report(standing: PlanStanding, lines: Sequence[Line], *, dry_run: bool) -> Report:
    """The messages of a run; those of a dry run in full."""
    return Report(partial(_document, standing, lines, dry_run), partial(_data, standing, lines, dry_run))


def _document(standing: PlanStanding, lines: Sequence[Line], dry_run: bool) -> Document:  # noqa: FBT001
    what = "试看，没有发送，也没有登记" if dry_run else "发送结果"
    table = Table(_TABLE, tuple(map(_row, lines)), empty="没有要发的：到了提醒时候的都已发过。")
    return Document(
        title=f"{standing.plan.title}：催办消息（{what}）",
        blocks=(
            opening(standing.plan, standing.clock),
            table,
            Paragraph(summary(lines), quiet=True),
            *(_in_full(lines) if dry_run else ()),
        ),
        sheet=Table(headed(_SHEET), tuple(map(_sheet_row, lines))),
    )


def summary(lines: Sequence[Line]) -> str:
    """How many messages there were, and what became of them."""
    counts = [f"{word.label}{n}条" for word in Outcome if (n := sum(line.outcome is word for line in lines))]
    return f"共{len(lines)}条" + (f"：{'、'.join(counts)}" if counts else "")


def _in_full(lines: Sequence[Line]) -> Iterator[Block]:
    """Every message as it would arrive."""
    for line in lines:
        yield Heading(f"{line.to.department}（{line.to.shown}）")
        yield Paragraph(f"{line.digest.subject}\n{line.digest.text}")


def _result(line: Line) -> str:
    if line.outcome is None:
        return ""
    if line.outcome is Outcome.SENT and line.to.channel == FOLDER:
        return "已写进文件夹，请转发"
    return f"{line.outcome.label}{f'：{line.reason}' if line.reason else ''}"


def _row(line: Line) -> tuple[Cell, ...]:
    return (
        line.number, line.to.department, line.to.shown, line.digest.urgency.label, len(line.dues), _result(line),
    )  # fmt: skip


def _sheet_row(line: Line) -> tuple[Cell, ...]:
    return (
        line.number, line.to.department, line.to.channel, line.digest.urgency.label, len(line.dues),
        line.outcome.label if line.outcome else None, line.reason, line.digest.subject,
    )  # fmt: skip


def _data(standing: PlanStanding, lines: Sequence[Line], dry_run: bool) -> JsonObject:  # noqa: FBT001
    rows: list[JsonValue] = [_json_row(line) for line in lines]
    return {**header(standing.plan.code, standing.clock), "dry_run": dry_run, "rows": rows}


def _json_row(line: Line) -> JsonObject:
    return {
        "number": line.number,
        "department": line.to.department,
        "channel": line.to.channel,
        "urgency": line.digest.urgency.value,
        "outcome": line.outcome.value if line.outcome else None,
        "reason": line.reason or None,
        "subject": line.digest.subject,
        "text": line.digest.text,
        "items": [
            {
                "kind": due.obligation.kind.value,
                "obligation": due.obligation.key,
                "due_on": due.obligation.due_on.isoformat(),
                "stage": due.stage,
                "copy": due.copy,
                "relayed": due.relayed,
            }
            for due in line.dues
        ],
    }
