"""What goes with a red message: 督办函 for each task that can be supervised, and a note of whatever else is red."""

from collections.abc import Iterator, Sequence

from jytrack.channels.message import Attachment
from jytrack.domain.delivery.routing import Due
from jytrack.domain.plan.stages import ObligationKind
from jytrack.domain.plan.wording import DocumentKind
from jytrack.reports.delivery import notes
from jytrack.services.delivery.facts import Facts
from jytrack.services.documents.urging import letter_about
from jytrack.services.values.desk import Desk

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUPERVISED = (ObligationKind.MILESTONE, ObligationKind.TARGET)


def enclosed(desk: Desk, facts: Facts, department: str, red: Sequence[Due]) -> list[Attachment]:
    """The Word files for a department about what is `red` of it; none where nothing is."""
    return list(_enclosed(desk, facts, department, red)) if red else []


def _enclosed(desk: Desk, facts: Facts, department: str, red: Sequence[Due]) -> Iterator[Attachment]:
    from jytrack.reports.formats import docx

    told = set[int]()
    tasks = {no for due in red if due.obligation.kind in _SUPERVISED and (no := due.obligation.task) is not None}
    with desk.database.reading() as session:
        made = [letter_about(session, facts.standing, no) for no in sorted(tasks)]
    for letter in made:
        if letter and letter.pressed and letter.pressed.department == department:
            told.add(int(letter.about))
            yield Attachment(
                f"{DocumentKind.SUPERVISE.label}_任务{letter.about}.docx", docx.render(letter.document()), _WORD
            )
    if rest := [due for due in red if due.obligation.task not in told or due.obligation.kind not in _SUPERVISED]:
        page = notes.note(facts.plan, department, rest, facts.today)
        yield Attachment(f"{notes.named(rest)}.docx", docx.render(page), _WORD)
