"""What goes with a red message: 督办函 for each task that can be supervised, and a note of whatever else is red."""

from collections.abc import Iterator, Sequence

from jytrack.channels.message import Attachment
from jytrack.domain.delivery.routing import Due
from jytrack.domain.plan.stages import ObligationKind
from jytrack.domain.plan.wording import DocumentKind
from jytrack.reports.delivery import notes
from jytrack.services.delivery.facts import Facts
from jytrack.services.documents.made import Made
from jytrack.services.documents.urging import Supervising, letter_about, supervising
from jytrack.services.values.desk import Desk

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUPERVISED = (ObligationKind.MILESTONE, ObligationKind.TARGET)


class Enclosures:
    """The Word files of one run: what its letters are made of is read once, and anew only for another standing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._given: Supervising | None = None

    def of(self, facts: Facts, department: str, red: Sequence[Due]) -> list[Attachment]:
        """The files for a department about what is `red` of it; none where nothing is."""
        return list(self._made(facts, department, red)) if red else []

    def _made(self, facts: Facts, department: str, red: Sequence[Due]) -> Iterator[Attachment]:
        from jytrack.reports.formats import docx

        told = set[int]()
        tasks = {no for due in red if due.obligation.kind in _SUPERVISED and (no := due.obligation.task) is not None}
        for letter in self._letters(facts, sorted(tasks)):
            if letter.pressed and letter.pressed.department == department:
                told.add(int(letter.about))
                name = f"{DocumentKind.SUPERVISE.label}_任务{letter.about}.docx"
                yield Attachment(name, docx.render(letter.document()), _WORD)
        if rest := [due for due in red if due.obligation.task not in told or due.obligation.kind not in _SUPERVISED]:
            page = notes.note(facts.plan, department, rest, facts.today)
            yield Attachment(f"{notes.named(rest)}.docx", docx.render(page), _WORD)

    def _letters(self, facts: Facts, tasks: Sequence[int]) -> list[Made]:
        """The letters that there are about some tasks."""
        if not tasks:
            return []
        if self._given is None or self._given.standing is not facts.standing:
            with self._desk.database.reading() as session:
                self._given = supervising(session, facts.standing)
        given = self._given
        return [letter for no in tasks if (letter := letter_about(given, no))]
