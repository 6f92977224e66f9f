"""When something that is owed is reminded of, and who gets a copy from which stage on: the plan's own rule a kind."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word

if TYPE_CHECKING:  # a plan holds its rules, and a calendar is made of a plan's days
    from jytrack.domain.plan.calendar import WorkCalendar


class ObligationKind(Word):
    """What is reminded of, in the order in which messages speak of it."""

    SUBMISSION = "submission", "填报"
    MILESTONE = "milestone", "节点"
    DUTY = "duty", "办公室"
    WINDOW = "window", "政策窗口"
    ANSWER = "answer", "待办"
    TARGET = "target", "落后"
    NOTICE = "notice", "发送情况"


class Urgency(Word):
    """The colour of a reminder, the most urgent first; it is not the light of a target."""

    RED = "red", "红色督办"
    YELLOW = "yellow", "黄色催办"
    BLUE = "blue", "蓝色提示"


@valueclass
class StageRule:
    """The stages of one kind in days from the due day, in order; behind the last one more each `every` days (0: none).

    From stage `lead_from` on the lead department gets a copy where it is not the debtor, from `office_from` on the
    office and whoever the department's escalations go to; None: nobody does. Stages are moved forward to `workdays`.
    """

    kind: ObligationKind
    stages: tuple[int, ...] = (-7, -3, -1, 0, 1, 3, 7)
    every: int = 7
    lead_from: int | None = 1
    office_from: int | None = 7
    workdays: bool = True

    def latest(self, due_on: date, today: date, calendar: "WorkCalendar") -> int | None:
        """The latest stage that has been reached on `today`, each moved forward to a workday; None: none has.

        Stages move to the same day together, so the last of them stands for all.
        """
        last = (today - due_on).days
        reached = [stage for stage in self.stages if stage <= last]
        if self.stages and self.every and last > self.stages[-1]:
            reached += range(self.stages[-1] + self.every, last + 1, self.every)
        for stage in reversed(reached):
            if self._day(due_on, stage, calendar) <= today:
                return stage
        return None

    def following(self, due_on: date, stage: int | None, calendar: "WorkCalendar") -> tuple[int, date] | None:
        """The stage behind `stage` (None: the first) and the day on which it is reached; None behind the last."""
        later = [each for each in self.stages if stage is None or each > stage]
        if not later and self.stages and self.every and stage is not None:
            turns = max(0, stage - self.stages[-1]) // self.every + 1
            later = [self.stages[-1] + turns * self.every]
        return (later[0], self._day(due_on, later[0], calendar)) if later else None

    def _day(self, due_on: date, stage: int, calendar: "WorkCalendar") -> date:
        """The day on which a stage is reached."""
        day = due_on + timedelta(stage)
        return calendar.moved(day) if self.workdays else day

    def urgency(self, stage: int) -> Urgency:
        """The colour of a stage: red once the office has its copy, yellow when late, blue before."""
        if self.office_from is not None and stage >= self.office_from:
            return Urgency.RED
        return Urgency.YELLOW if stage > 0 else Urgency.BLUE


def rules_of(own: Iterable[StageRule]) -> Mapping[ObligationKind, StageRule]:
    """The rule of every kind: the plan's `own`, for the others the one that counties go by."""
    return {kind: StageRule(kind) for kind in ObligationKind} | {rule.kind: rule for rule in own}
