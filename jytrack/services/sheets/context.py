"""What sheets are read against: the plan's vocabulary, its duties and its goals."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from jytrack.domain.plan.plan import Department, Plan
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.domain.values.words import DepartmentKind
from jytrack.intake.sheets.sheet import Context
from jytrack.services.values.naming import departments_by_spelling, targets_by_spelling
from jytrack.store.database.database import Session
from jytrack.store.sheets import doubts


class Against:
    """What the sheets of one act are read against, worked out anew only for another plan."""

    def __init__(self, make: Callable[[Plan], Context]) -> None:
        """Nothing is known yet; `make` works out what the plan alone says."""
        self._make = make
        self._made: tuple[Plan, Context] | None = None

    def in_state(self, session: Session, plan: Plan) -> Context:
        """The context of `plan`, as it is in the session's state."""
        if self._made is None or self._made[0] != plan:
            self._made = plan, self._make(plan)
        return replace(self._made[1], known=doubts.out_of_proportion(session, plan))


def context_of(plan: Plan, received: date) -> Context:
    """The context of a sheet of `plan` that was received on this day."""
    return Context(
        year=plan.year,
        units={
            key: department.name
            for key, department in (*_by_code(plan), *departments_by_spelling(plan).items())
            if department.kind is not DepartmentKind.GROUP
        },
        metrics={key: target.metric for key, target in targets_by_spelling(plan).items()},
        duties=frozenset((unit, target.code) for target in plan.targets for unit in target.units),
        received_on=received,
        region=plan.region,
        goals=_goals(plan),
    )


def _by_code(plan: Plan) -> Iterator[tuple[str, Department]]:
    """The departments by the code of their region, which some sheets write in the place of a name."""
    return ((department.code, department) for department in plan.departments if department.code)


def _goals(plan: Plan) -> dict[str, Quantity]:
    """The year's last goal of each target, beside which a single figure has a size."""
    goals = ((target, target.goal_at(date(plan.year, 12, 31))) for target in plan.targets)
    return {target.code: quantity(goal.value) for target, goal in goals if goal is not None and goal.value}
