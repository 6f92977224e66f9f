"""What a document showed when it went out, as it was kept."""

import json

from jytrack.domain.documents.changes import Shown
from jytrack.domain.documents.publication import Publication
from jytrack.errors import DatabaseProblem
from jytrack.reports.documents.shown import from_rows
from jytrack.store.database.database import Session
from jytrack.store.documents import publications


def frozen(session: Session, publication: Publication) -> Shown:
    """What the document showed when it went out, as it was kept; DatabaseProblem where that is not what was kept."""
    facts = publications.facts(session, publication)
    if facts is None:
        raise DatabaseProblem(
            f"第{publication.number}号发布的数据不是原来的了；请用 jytrack db check 查明，"
            "再从备份恢复：jytrack db restore 备份文件"
        )
    return from_rows(json.loads(facts).get("shown", []))
