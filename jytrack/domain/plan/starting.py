"""A record that begins in the middle of the year: what is owed from which month on."""

from dataclasses import replace

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Duty
from jytrack.domain.values.period import Period


def starting(plan: Plan, since: Period) -> Plan:
    """The plan, in which nobody owes a report of a month before `since`; who has one may still hand it in."""

    def later(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
        return tuple(replace(duty, since=max(duty.since, since)) for duty in duties)

    return replace(
        plan,
        targets=tuple(
            replace(target, duties=later(target.duties), unit_duties=later(target.unit_duties))
            for target in plan.targets
        ),
    )
