"""催报单 and 督办单: what one department owes, on paper."""

from collections.abc import Sequence
from datetime import date

from jytrack.domain.delivery.routing import Due
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.stages import Urgency
from jytrack.domain.values.numerals import date_text
from jytrack.reports.delivery.sentences import sentence
from jytrack.reports.values.document import Column, Document, Paragraph, Table

_TABLE = (
    Column("序号", right=True),
    Column("类别"),
    Column("程度"),
    Column("事项", shrink=True),
    Column("办理情况", blank=True),
)


def note(plan: Plan, department: str, dues: Sequence[Due], today: date) -> Document:
    """The note to a department about `dues`: 督办单 where something is red, else 催办单."""
    red = any(due.urgency is Urgency.RED for due in dues)
    name = "督办单" if red else "催办单"
    rows = tuple(
        (number, due.obligation.kind.label, due.urgency.label, sentence(due, today), "")
        for number, due in enumerate(dues, 1)
    )
    asked = "请逐项办理，把办理情况填在右栏，三个工作日内报回办公室。" if red else "请抓紧办理。"
    closing = "\n".join(filter(None, (plan.office, date_text(today), plan.notice)))
    return Document(
        f"{plan.title}{name}",
        (Paragraph(f"{department}：\n{asked}"), Table(_TABLE, rows), Paragraph(closing)),
    )


def named(dues: Sequence[Due]) -> str:
    """What the note is called."""
    return "督办单" if any(due.urgency is Urgency.RED for due in dues) else "催办单"
