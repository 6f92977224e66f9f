"""Scores, off by default: what a preset makes of an account, item by item (domain.md §3, Score).

The plan prints no weights and no points, so every number here comes from a preset, which is data. What counts is what
is printed: the score of an item and the base are rounded by the preset's own places before they are added up.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from jytrack.domain.accounts.accountability import Account, AccountItem
from jytrack.domain.accounts.preset import WEIGHTS, Preset, PresetItem, attained
from jytrack.domain.figures.ranking import ranks
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.supervision.supervision import MilestoneStanding
from jytrack.domain.values.listing import several
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import (
    Direction,
    LightCode,
    MilestoneState,
    Part,
    SubmissionState,
    TaskStatus,
)

_WAITING = (LightCode.NO_REPORT, LightCode.AWAITING)
"""The lights of a target that cannot be judged because somebody has not reported."""

_OF_STATE = {MilestoneState.DONE: PresetItem.DONE_SCORE, MilestoneState.DONE_LATE: PresetItem.DONE_LATE_SCORE}
_CHARGED = {SubmissionState.LATE: PresetItem.LATE, SubmissionState.MISSING: PresetItem.MISSING}

_NAMED = 3
"""So many of the units whose report is missing are named."""


@valueclass
class ScoreItem:
    """A target or a milestone that is scored; `ratio` is A/E of an at_least target, else None. `task` None: no task."""

    task: int | None
    part: Part
    subject: Assessment | MilestoneStanding
    weight: Fraction
    score: Fraction
    ratio: Fraction | None = None

    @property
    def weighted(self) -> Fraction:
        """Weight × score."""
        return self.weight * self.score


@valueclass
class Unscored:
    """What stays out of the score and its denominator, and why; `subject` None: the whole task."""

    task: int | None
    part: Part
    subject: Assessment | MilestoneStanding | None
    reason: str


@valueclass
class Deduction:
    """Points off for `count` of a department's own reports that came late, or not at all."""

    state: SubmissionState
    count: int
    each: Fraction

    @property
    def total(self) -> Fraction:
        """The points that are taken off, as a positive number."""
        return self.count * self.each


@valueclass
class Score:
    """A department's score: base = Σ weight × score ÷ Σ weight, rounded; total = base − deductions.

    Both are None for a department that is not scored, and `reason` says why.
    """

    department: str
    items: tuple[ScoreItem, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    unscored: tuple[Unscored, ...] = ()
    base: Fraction | None = None
    reason: str = ""

    @property
    def weight(self) -> Fraction:
        """Σ weight: the denominator."""
        return sum((item.weight for item in self.items), Fraction(0))

    @property
    def weighted(self) -> Fraction:
        """Σ weight × score, exact."""
        return sum((item.weighted for item in self.items), Fraction(0))

    @property
    def deducted(self) -> Fraction:
        """The sum of the deductions, as a positive number."""
        return sum((deduction.total for deduction in self.deductions), Fraction(0))

    @property
    def total(self) -> Fraction | None:
        """The score."""
        return None if self.base is None else self.base - self.deducted


@valueclass
class Scoring:
    """Every department's score by its name, and the preset that made them."""

    preset: Preset
    scores: Mapping[str, Score]

    @property
    def ranks(self) -> Mapping[str, int]:
        """The departments that have a score, ranked by it; ties share a rank (1, 1, 3)."""
        return ranks({score.department: score.total for score in self.scores.values()})


def score_all(accounts: Iterable[Account], preset: Preset, as_of: date) -> Scoring:
    """Each of `accounts` scored by `preset` at `as_of`."""
    return Scoring(preset, {account.department: score(account, preset, as_of) for account in accounts})


def score(account: Account, preset: Preset, as_of: date) -> Score:
    """`account` scored by `preset` at `as_of`; vertical units, groups and 牵头单位未明确 never are."""
    if not account.comparable:
        return Score(account.department, reason=account.kind.label if account.kind else "单位未明确")
    judged = sorted(_scored(account, preset, as_of), key=lambda item: list(Part).index(item.part))
    items = tuple(item for item in judged if isinstance(item, ScoreItem))
    unscored = tuple(item for item in judged if isinstance(item, Unscored))
    counts = {SubmissionState.LATE: account.discipline.late, SubmissionState.MISSING: account.discipline.missing}
    deductions = tuple(Deduction(state, count, preset[_CHARGED[state]]) for state, count in counts.items() if count)
    found = Score(account.department, items, deductions, unscored, reason="" if items else "没有计分项")
    return replace(found, base=preset.rounded(found.weighted / found.weight)) if items else found


def _scored(account: Account, preset: Preset, as_of: date) -> Iterator[ScoreItem | Unscored]:
    """Everything in an account that could be scored, scored or with the reason why not."""
    for item in account.items:
        yield from _task(item, account, preset, as_of)
    for judged in account.targets:
        if judged.target.task is None:
            yield _target(judged, Part.LEAD, account, preset)


def _task(item: AccountItem, account: Account, preset: Preset, as_of: date) -> Iterator[ScoreItem | Unscored]:
    """A task's targets and dated milestones; one line for the task where none of them can count."""
    standing, part = item.standing, item.part
    no = standing.task.no
    if standing.task.status is TaskStatus.CANCELLED:
        yield Unscored(no, part, None, "任务已取消")
    elif not standing.targets and not standing.milestones:
        yield Unscored(no, part, None, "没有指标，也没有定了日期的节点")
    elif not preset[WEIGHTS[part]]:
        yield Unscored(no, part, None, f"{WEIGHTS[part].label}为0")
    else:
        for judged in standing.targets:
            yield _target(judged, part, account, preset)
        for milestone in standing.milestones:
            yield _milestone(milestone, item, preset, as_of)


def _target(judged: Assessment, part: Part, account: Account, preset: Preset) -> ScoreItem | Unscored:
    """One target with its points, or with the reason why it has none."""
    no, weight = judged.target.task, preset[WEIGHTS[part]]
    if not weight:
        return Unscored(no, part, judged, f"{WEIGHTS[part].label}为0")
    if reason := _set_aside(judged, account):
        return Unscored(no, part, judged, reason)
    points = _points(judged, account, preset)
    if isinstance(points, str):
        return Unscored(no, part, judged, points)
    return ScoreItem(no, part, judged, weight, *points)


def _set_aside(judged: Assessment, account: Account) -> str:
    """Why a target is not to be judged yet, or not at all; empty when it is."""
    if not judged.target.binding:
        return "不作约束"
    if judged.light.code in (LightCode.NO_GOAL, LightCode.NOT_DUE):
        return judged.light.code.label
    if account.not_its_fault(judged):
        return f"待补报，非牵头责任：缺报计在{several(judged.missing_units, _NAMED)}"
    return ""


def _points(judged: Assessment, account: Account, preset: Preset) -> tuple[Fraction, Fraction | None] | str:
    """The points for what was attained, with A/E where there is one; else why they cannot be told.

    What waits for the department's own report has the points of the preset: nobody gains by not reporting.
    """
    if judged.light.code in _WAITING and account.department in judged.missing_units:
        return preset[PresetItem.UNREPORTED_SCORE], None
    if judged.actual is None:
        return "还没有可算的数"
    if judged.target.direction is Direction.AT_MOST:
        broken = judged.light.code is LightCode.OVER_LIMIT
        return preset[PresetItem.BROKEN_SCORE if broken else PresetItem.KEPT_SCORE], None
    if judged.expected is None:
        return "没有上年数可参照，算不出时序要求"
    if not judged.expected:
        return "截至当日的时序要求为0，算不出百分比"
    ratio = judged.actual / judged.expected
    return attained(preset, ratio), ratio


def _milestone(standing: MilestoneStanding, item: AccountItem, preset: Preset, as_of: date) -> ScoreItem | Unscored:
    """One dated milestone; the original day counts, whatever was granted since."""
    milestone, task, part = standing.milestone, item.standing.task, item.part
    if milestone.due_on is not None and milestone.due_on > as_of:
        return Unscored(task.no, part, standing, MilestoneState.NOT_DUE.label)
    points = preset[_OF_STATE.get(standing.state, PresetItem.OPEN_SCORE)]
    return ScoreItem(task.no, part, standing, preset[WEIGHTS[part]], points)
