"""What the office writes itself for its documents, as the plan's folder said last."""

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import LETTERHEAD, DocumentKind, Papers
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.values.encoding import sound


def load_papers(session: Session, plan: Plan) -> Papers:
    """The office's wordings, its own data and its letterhead; what the folder lacks is not there."""
    rows = session.execute("SELECT name, content FROM office_paper WHERE plan_id = ?", (plan_id(session, plan.code),))
    kept: dict[str, str] = dict(sound(rows))
    letterhead = kept.pop(LETTERHEAD, "")
    wordings = {kind: kept.pop(kind.file, "") for kind in DocumentKind}
    return Papers({kind: text for kind, text in wordings.items() if text}, kept, letterhead)
