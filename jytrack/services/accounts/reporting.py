"""The reports: facts from the store, judged by the rule book, told by the reports room.

What one page alone needs is loaded for that page.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.ownership import is_main
from jytrack.domain.plan.parts import parts
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, UnitOrder
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.standing import LogsOf, assess_plan, stand_in, stand_plan
from jytrack.store.sheets.doubts import open_doubts

if TYPE_CHECKING:
    from jytrack.domain.accounts.preset import Preset
    from jytrack.reports.values.document import Report


def overview(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """The page the office lives by: variance, then each department's accountability."""
    from jytrack.reports.accounts import overview as page
    from jytrack.reports.accounts.first_day import on_first_day

    standing = stand_plan(desk, as_of, known_at)
    return Answer(on_first_day(page.report(standing), standing), findings=has_findings(standing))


@valueclass
class Choice:
    """Which targets to show: those that a department leads or reports, of one light, the plan's main goals."""

    department: str | None = None
    light: Colour | None = None
    main: bool = False

    def passes(self, plan: Plan, item: Assessment) -> bool:
        """Whether the target is wanted; `department` holds the printed name by now."""
        target = item.target
        return (
            self.department in (None, *plan.leads_of(target), *target.units)
            and self.light in (None, item.light.colour)
            and (is_main(target) or not self.main)
        )

    @property
    def called(self) -> str:
        """What was chosen, for the title."""
        light = f"{self.light.label}灯" if self.light else ""
        return "，".join(filter(None, (self.department, light, "主要目标" if self.main else "")))


_EVERYTHING = Choice()


def variance(
    desk: Desk,
    as_of: date | None,
    known_at: datetime | None,
    wanted: Choice = _EVERYTHING,
    *,
    monthly: bool = False,
) -> Answer:
    """Variance against the annual goals, a row a target; `monthly` shows the month beside others too.

    NotFound for a department that is unknown.
    """
    from jytrack.reports.figures import variance as page

    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        doubts = open_doubts(session, plan, clock)
        if wanted.department is not None:
            from jytrack.services.values.naming import find_department

            wanted = replace(wanted, department=find_department(plan, wanted.department).name)
        judged = assess_plan(session, plan, clock, doubts)
    assessments = tuple(item for item in judged if wanted.passes(plan, item))
    findings = any(item.light.colour is Colour.RED or item.missing_units for item in assessments)
    shown = page.report(plan, clock, assessments, len(doubts), monthly=monthly, chosen=wanted.called)
    return Answer(shown, findings=findings)


def accountability(
    desk: Desk,
    as_of: date | None,
    known_at: datetime | None,
    department: str | None = None,
    order: UnitOrder = UnitOrder.PLAN,
    preset: "Preset | None" = None,
) -> Answer:
    """Each department's account, a row a department; or that of one `department`, opened into what it is made of.

    NotFound for a department that is unknown, or has neither a task nor a report to answer for.
    """
    if department is not None:
        return _opened(desk, as_of, known_at, department, order, preset)
    from jytrack.reports.accounts import accountability as page

    standing = stand_plan(desk, as_of, known_at)
    shown = _with_scores(page.report(standing, order), standing, preset, None, order)
    return Answer(shown, findings=has_findings(standing))


def _opened(
    desk: Desk,
    as_of: date | None,
    known_at: datetime | None,
    department: str,
    order: UnitOrder,
    preset: "Preset | None",
) -> Answer:
    """One department's account, opened."""
    from jytrack.reports.accounts import account as page
    from jytrack.reports.values.urging import with_urged
    from jytrack.services.values.naming import find_account
    from jytrack.store.delivery.deliveries import urged_debtor
    from jytrack.store.figures.backing import backings

    with desk.database.reading() as session:
        standing = stand_in(desk, session, as_of, known_at, _tasks_of(department))
        account = find_account(standing, department)
        codes = [judged.target.code for judged in account.targets]
        behind = backings(session, standing.plan, codes, standing.clock)
        until = as_of or desk.today
        urged = urged_debtor(session, standing.plan, standing.clock.known_at, account.department, until)
    shown = with_urged(page.report(standing, account, behind, order), urged)
    return Answer(_with_scores(shown, standing, preset, account.department, order), findings=calls_for_action(account))


def _with_scores(
    page: "Report", standing: PlanStanding, preset: "Preset | None", department: str | None, order: UnitOrder
) -> "Report":
    """The page with the scores that `preset` makes; without one as it is."""
    if preset is None:
        return page
    from jytrack.domain.accounts.scoring import score_all
    from jytrack.reports.accounts.scored import scored

    scoring = score_all(standing.accountability.accounts, preset, standing.clock.as_of)
    return scored(page, scoring, department, order)


def brief(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """The standing in thirty seconds of speech, and in three written sentences."""
    from jytrack.reports.accounts import brief as page
    from jytrack.reports.accounts.first_day import on_first_day

    standing = stand_plan(desk, as_of, known_at)
    return Answer(on_first_day(page.report(standing), standing))


def weekly(desk: Desk, as_of: date | None, known_at: datetime | None) -> str:
    """The week before the as-of day as one chat message of at most 2 048 bytes."""
    from jytrack.reports.accounts.first_day import lines
    from jytrack.reports.accounts.weekly import Received, week, weekly_text
    from jytrack.store.sheets import readings

    with desk.database.reading() as session:
        standing = stand_in(desk, session, as_of, known_at, _of_the_week)
        came = readings.came_in(session, standing.plan, standing.clock.known_at, *week(standing.clock.as_of))
        received = {Received(unit, corrected): count for unit, corrected, count in came}
    return "\n".join(lines(standing)) if standing.is_new else weekly_text(standing, received)


def _tasks_of(department: str) -> LogsOf:
    """The tasks in which the department called so has a part."""

    def numbers(plan: Plan, _: Clock) -> Collection[int]:
        """These tasks by number; NotFound for a department that is unknown."""
        from jytrack.services.values.naming import account_name

        name, members = account_name(plan, department), plan.members
        return [task.no for task in plan.tasks if name in parts(task, members)]

    return numbers


def _of_the_week(plan: Plan, clock: Clock) -> Collection[int]:
    """The tasks whose log may tell of the week before the as-of day."""
    from jytrack.reports.accounts.weekly import week

    first, _ = week(clock.as_of)
    return [task.no for task in plan.tasks if task.updated_on is not None and task.updated_on >= first]


def has_findings(standing: PlanStanding) -> bool:
    """Whether `--exit-code` should speak: a red light, something overdue, a missing report."""
    return calls_for_action(standing.accountability.total)


def calls_for_action(account: Account) -> bool:
    """The same of one row; what is not binding is shown red and asks nobody to act."""
    red = any(judged.light.colour is Colour.RED and judged.target.binding for judged in account.targets)
    return red or account.milestones_overdue > 0 or account.discipline.missing > 0
