"""催报单 and 督办单: what one department owes, on paper."""

from collections.abc import Sequence
from datetime import date

from jytrack.domain.delivery.routing import Due
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.stages import Urgency
from jytrack.domain.values.numerals import date_text
from jytrack.reports.delivery.sentences import sentence
from jytrack.reports.values.document import (
    Block,
    Column,
    Document,
    Paragraph,
    Table,
)
from jytrack.reports.values.letter import Letter, LetterKind

_TABLE = (
    Column("序号", right=True),
    Column("程度"),
    Column("事项", shrink=True),
    Column("办理情况", blank=True),
)
_ORDER = tuple(Urgency)
_RED = "督办单"


def note(plan: Plan, department: str, dues: Sequence[Due], today: date) -> Document:
    """The note to a department about `dues`, the most urgent first: 督办单 where something is red, else 催办单."""
    ranked = sorted(dues, key=lambda due: (_ORDER.index(due.urgency), due.obligation.due_on))
    rows = tuple((number, due.urgency.label, sentence(due, today), "") for number, due in enumerate(ranked, 1))
    name = named(dues)
    asked = "请逐项办理，把办理情况填在右栏，三个工作日内报回。" if name == _RED else "请抓紧办理。"
    blocks: tuple[Block, ...] = (Paragraph(f"{plan.title}中，下列{len(rows)}件事{asked}"), Table(_TABLE, rows))
    letter = Letter(LetterKind.NOTE, addressee=department, organisation=plan.office, dated=date_text(today))
    return Document(name, (*blocks, *((Paragraph(plan.notice, quiet=True),) if plan.notice else ())), letter=letter)


def named(dues: Sequence[Due]) -> str:
    """What the note is called."""
    return _RED if any(due.urgency is Urgency.RED for due in dues) else "催办单"
