"""What a published document says otherwise today, and which acts made it so (documents.md §8).

What is compared is text as shown: the frozen texts of the document, the same computed anew, and after each act since.
Between two moments lies one act, so the difference there is what that act did; the steps add up to the whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word


class Subject(NamedTuple):
    """What a text is about: a target, a unit of one, a department's account, a task's number; none: all together."""

    target: str = ""
    unit: str = ""
    department: str = ""
    task: str = ""


Shown = Mapping[Subject, Mapping[str, str]]
"""What a document shows, by subject and field; a text that is not there is ""."""


class ShownField(Word):
    """The texts of a target, of its units and of a task. Counts of accounts and of all targets have their own names."""

    VALUE = "value", "数值"
    GOAL = "goal", "年度目标"
    ATTAINMENT = "attainment", "完成率"
    POINTS = "variance_points", "与时序差（百分点）"
    VARIANCE = "variance", "与时序差额"
    STANDING = "standing", "进展"
    EARLIER = "earlier", "前几季度亮灯"
    MISSING = "missing", "缺报单位"
    PLACES = "places", "居前居后"
    PART = "part", "分解目标"
    RANK = "rank", "位次"
    REPORTING = "reporting", "报送"
    LIGHT = "light", "亮灯"
    STATUS = "status", "状态"
    LEAD = "lead", "牵头单位"
    DEADLINE = "deadline", "时限"
    OVERDUE = "overdue", "逾期节点"


class CauseKind(Word):
    """What made a text another."""

    LATE = "late_report", "补报"
    CORRECTED = "corrected", "更正"
    COMPLETED = "completed", "补充"
    WITHDRAWN = "withdrawn", "收回"
    UNDONE = "undone", "撤销"
    REDONE = "redone", "恢复"
    RECEIVED = "received", "收到日期"
    GOAL = "goal", "目标调整"
    SCHEDULE = "schedule", "时序调整"
    SPLIT = "split", "分解调整"
    OWNER = "owner", "归属确定"
    LOGGED = "logged", "补登"
    FOLDER = "folder", "方案设置"
    PROGRAM = "program", "程序口径"
    BY_HAND = "by_hand", "定稿人工改动"


@valueclass
class Cause:
    """One thing that was recorded, of an act that may have recorded many.

    `act` is the number of an act of writing readings, `undoes` that of the one which it takes back. `task` is that of
    an entry of the log, or that of the target. `was` and `became` are what the record said before and after. `about` is
    a date or a name that belongs to it: the day a report was received, a goal's first day, what an entry of the log
    tells.
    """

    kind: CauseKind
    recorded_at: datetime | None = None
    recorded_by: str = ""
    act: int | None = None
    undoes: int | None = None
    target: str = ""
    task: int | None = None
    unit: str = ""
    period: Period | None = None
    was: str = ""
    became: str = ""
    about: str = ""
    reason: str = ""


@valueclass
class Step:
    """What a document shows after the act of one moment, with all that this act recorded."""

    causes: tuple[Cause, ...]
    shown: Shown


@valueclass
class Link:
    """One step of one text: what it became, and by what."""

    became: str
    causes: tuple[Cause, ...]


@valueclass
class Difference:
    """One text of a document: as published, and what became of it in order of recording; the last link is today's."""

    subject: Subject
    field: str
    published: str
    links: tuple[Link, ...]

    @property
    def today(self) -> str:
        """The text as it would be printed now."""
        return self.links[-1].became if self.links else self.published

    @property
    def is_conclusion(self) -> bool:
        """Whether it is a judgement: how a target or task stands, how many stand so, who is named as first or last."""
        if self.field in (ShownField.STANDING, ShownField.EARLIER, ShownField.PLACES, ShownField.LIGHT):
            return True
        return self.subject == Subject() and self.field != ShownField.REPORTING

    @property
    def causes(self) -> tuple[Cause, ...]:
        """All its causes, each once, in order of recording."""
        return tuple(dict.fromkeys(cause for link in self.links for cause in link.causes))


def differences(published: Shown, steps: Sequence[Step], *, everything: bool = False) -> list[Difference]:
    """The texts that differ today, with their chains.

    The first of the `steps` is the published moment computed anew: what differs there is not data. What came and went
    again ends equal and is not listed, unless `everything` is. A value that is equal while other units make it up
    counts as another.
    """
    found = []
    for subject, field in _fields([*(step.shown for step in steps), published]):
        text = published.get(subject, {}).get(field, "")
        chain = tuple(_chain(subject, field, text, steps))
        difference = Difference(subject, field, text, chain)
        if chain and (everything or difference.today != text or _made_otherwise(difference, published, steps)):
            found.append(difference)
    return found


class Changed(NamedTuple):
    """How many targets are shown otherwise, they themselves or one of their units, and how many tasks."""

    targets: int
    tasks: int


def changed(published: Shown, now: Shown) -> Changed:
    """How much of what was published is shown otherwise."""
    found = [each for each in {*published, *now} if published.get(each) != now.get(each)]
    return Changed(len({each.target for each in found} - {""}), len({each.task for each in found} - {""}))


def as_kept(now: Shown, published: Shown) -> Shown:
    """What is shown now, without the tasks where none were kept: earlier programs compared none."""
    if any(subject.task for subject in published):
        return now
    return {subject: texts for subject, texts in now.items() if not subject.task}


def _fields(all_shown: Iterable[Shown]) -> Iterator[tuple[Subject, str]]:
    """Every text that is shown anywhere, in the order in which the documents have them."""
    found: dict[Subject, dict[str, None]] = {}
    for shown in all_shown:
        for subject, fields in shown.items():
            found.setdefault(subject, {}).update(dict.fromkeys(fields))
    return ((subject, field) for subject, fields in found.items() for field in fields)


def _chain(subject: Subject, field: str, text: str, steps: Iterable[Step]) -> Iterator[Link]:
    """The steps at which one text became another."""
    for step in steps:
        now = step.shown.get(subject, {}).get(field, "")
        if now != text:
            yield Link(now, _causes(subject, step.causes))
            text = now


def _causes(subject: Subject, causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """Those of an act's causes that are nearest to the subject; all of them where none is about it."""
    who = subject.unit or subject.department
    nearest = (
        tuple(cause for cause in causes if cause.unit == who and subject.target in ("", cause.target)) if who else (),
        tuple(cause for cause in causes if cause.target == subject.target) if subject.target else (),
        tuple(cause for cause in causes if str(cause.task) == subject.task) if subject.task else (),
    )
    return next(filter(None, nearest), causes)


def _made_otherwise(difference: Difference, published: Shown, steps: Sequence[Step]) -> bool:
    """Whether a value is the same sum of other units."""
    subject, field = difference.subject, ShownField.MISSING
    if difference.field != ShownField.VALUE or not steps:
        return False
    return published.get(subject, {}).get(field, "") != steps[-1].shown.get(subject, {}).get(field, "")
