"""What a test itself makes of steps in the supervision ledger: departments, their extensions, the task's milestones."""

from dataclasses import dataclass, field
from datetime import date

from jytrack.domain.supervision.lifecycle import MOVES
from jytrack.domain.values.words import Act, TaskStatus

ISSUED = date(2023, 3, 7)
PLAN_END = date(2023, 12, 31)
HALTED = (TaskStatus.SUSPENDED, TaskStatus.CANCELLED)
OVER = (TaskStatus.DONE, TaskStatus.CLOSED, TaskStatus.CANCELLED)
NODE_MOVES = {"add": ("", "open"), "done": ("open", "done"), "reopen": ("done", "open"), "drop": ("open", "")}
"""The life of a milestone that the office added: from where each step leads where; "" it is not there."""


@dataclass
class Department:
    """Status, where to go back to, every status by day, the open request, and the last day that was granted."""

    status: TaskStatus = TaskStatus.REGISTERED
    before: TaskStatus = TaskStatus.REGISTERED
    told: list[tuple[date, TaskStatus]] = field(default_factory=list)
    asked: tuple[date, date] | None = None
    granted: date = PLAN_END

    def on(self, day: date) -> TaskStatus:
        """The status at the end of `day`."""
        return next((status for at, status in reversed(self.told) if at <= day), TaskStatus.REGISTERED)

    def reaches(self, act: Act, day: date) -> TaskStatus | None:
        """The status that `act` leads to; None where it is not legal."""
        if act not in MOVES[self.status] or (self.told and day < self.told[-1][0]):
            return None
        return MOVES[self.status][act] or self.before

    def move(self, status: TaskStatus, day: date) -> None:
        if status in HALTED and self.status not in HALTED:
            self.before = self.status
        self.status = status
        self.told.append((day, status))


class Ledger:
    """One task: its departments, the primary lead first, and the milestones that were added."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.departments = {name: Department() for name in names}
        self.lead = self.departments[names[0]]
        self.nodes: dict[str, list[tuple[date, str]]] = {}

    def node(self, name: str, day: date) -> str:
        """Where a milestone stands at the end of `day`."""
        return next((state for at, state in reversed(self.nodes.get(name, [])) if at <= day), "")

    def seen(self, day: date) -> dict[str, date | None]:
        """The milestones that are there at the end of `day`, each with the day on which it was done."""
        found = {}
        for name, told in self.nodes.items():
            known = [each for each in told if each[0] <= day]
            if known and known[-1][1]:
                found[name] = known[-1][0] if known[-1][1] == "done" else None
        return found

    def sound(self) -> bool:
        """Whether the task is finished on no day on which a milestone is open."""
        days = {at for told in (self.lead.told, *self.nodes.values()) for at, _ in told}
        return not any(self.lead.on(day).finished and None in self.seen(day).values() for day in days)

    def takes(self, who: str, act: Act | str, day: date, until: date, node: str) -> bool:
        """Whether the step is legal; if so it is taken."""
        if isinstance(act, Act):
            return self._moves(self.departments[who], act, day)
        if act in NODE_MOVES:
            return self._changes(node, act, day)
        return self._extends(self.departments[who], act, day, until)

    def _moves(self, department: Department, act: Act, day: date) -> bool:
        reached = department.reaches(act, day)
        if reached is None:
            return False
        was = department.status
        department.move(reached, day)
        if department is self.lead and act is Act.FINISH and not self.sound():
            department.told.pop()
            department.status = was
            return False
        return True

    def _changes(self, node: str, act: str, day: date) -> bool:
        told = self.nodes.setdefault(node, [])
        before, after = NODE_MOVES[act]
        state = told[-1][1] if told else ""
        over = self.lead.status in OVER or self.lead.on(day) in OVER
        if over or state != before or (told and day < told[-1][0]):
            return False
        told.append((day, after))
        if act in ("add", "reopen") and not self.sound():
            told.pop()
            return False
        return True

    def _extends(self, department: Department, act: str, day: date, until: date) -> bool:
        if act == "extend":
            over = self.lead.status in OVER or self.lead.on(day) in OVER
            idle = department.status in (TaskStatus.REGISTERED, *OVER, *HALTED)
            if over or idle or department.asked is not None or until <= department.granted:
                return False
            department.asked = (day, until)
            return True
        cancelled = TaskStatus.CANCELLED in (self.lead.status, self.lead.on(day), department.status)
        if department.asked is None or day < department.asked[0] or (act == "approve" and cancelled):
            return False
        if act == "approve":
            department.granted = department.asked[1]
        department.asked = None
        return True
