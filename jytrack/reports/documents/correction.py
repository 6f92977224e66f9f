"""更正说明: what a published document says otherwise today, as a table, and the conclusions that changed with it."""

from collections.abc import Sequence

from jytrack.domain.documents.changes import Difference
from jytrack.domain.documents.publication import Publication
from jytrack.domain.plan.plan import Plan
from jytrack.reports.documents.causes import told
from jytrack.reports.documents.changes import LABELS, between, conclusions_told, json_rows, place, split
from jytrack.reports.documents.facts import numbered
from jytrack.reports.documents.notes import Source
from jytrack.reports.values.document import Block, Column, Table
from jytrack.reports.values.json_values import JsonObject

_COLUMNS = (
    Column("序号", right=True),
    Column("位置", shrink=True),
    Column("通报数", shrink=True),
    Column("现数", shrink=True),
    Column("变动", shrink=True),
    Column("原因", shrink=True),
)


def blocks(plan: Plan, found: Sequence[Difference], source: Source) -> dict[str, tuple[Block, ...]]:
    """What fills the wording's holes; conclusions are sentences, all else is in the table."""
    _, figures = split(found)
    rows = tuple(
        (
            number,
            f"{place(plan, each.subject)}，{LABELS.get(each.field, each.field)}",
            each.published or "无",
            each.today or "无",
            between(each),
            told(each.causes, plan),
        )
        for number, each in enumerate(figures, 1)
    )
    table = (Table(_COLUMNS, rows), source.under()) if rows else ()
    sentences = [f"{each}。" for each in conclusions_told(plan, found)]
    return {"变动数据": table, "变动结论": numbered(sentences) if sentences else ()}


def facts(publication: Publication, found: Sequence[Difference]) -> JsonObject:
    """What a correction is made of: which document it corrects, and each difference with its causes."""
    return {"corrects": publication.number, "fingerprint": publication.fingerprint, "differences": json_rows(found)}
