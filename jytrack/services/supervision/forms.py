"""The ledger of supervision, and the forms that go out and come back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from jytrack.domain.accounts.standing import Standing
from jytrack.domain.plan.feedback import FormKind, Key, Told
from jytrack.domain.plan.parts import parts
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError
from jytrack.reports.supervision import forms as report
from jytrack.reports.supervision import ledger as ledger_report
from jytrack.services.values.answer import Answer, Paper
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department
from jytrack.services.values.standing import none, stand_tasks
from jytrack.store.plan import feedback


@valueclass
class Asked:
    """Whose forms: of one `department`, one file for each (`everyone`), or all in one."""

    department: str | None = None
    everyone: bool = False
    as_of: date | None = None
    known_at: datetime | None = None


def ledger(desk: Desk, department: str | None, as_of: date | None, known_at: datetime | None) -> Answer:
    """The tasks of the plan, or those in which the department has a part, as a ledger; NotFound for an unknown one."""
    with desk.database.reading() as session:
        standing = stand_tasks(desk, session, as_of, known_at, _every_task)
        plan = standing.plan
        told = feedback.told(session, plan, standing.clock.as_of, standing.clock.known_at)
    name = find_department(plan, department).name if department else ""
    members = plan.members
    shown = [item for item in standing.tasks if not name or name in parts(item.task, members)]
    return Answer(ledger_report.report(standing, shown, told, name))


def forms(desk: Desk, kind: FormKind, asked: Asked) -> list[Paper]:
    """The forms asked for; UsageError where there is nothing to ask."""
    with desk.database.reading() as session:
        standing = stand_tasks(desk, session, asked.as_of, asked.known_at, none)
        told = feedback.told(session, standing.plan, standing.clock.as_of, standing.clock.known_at)
    name = find_department(standing.plan, asked.department).name if asked.department else ""
    make = _reasons if kind is FormKind.REASONS else _ledger
    made = list(make(standing, told, _whose(name, everyone=asked.everyone), everyone=asked.everyone))
    if not made:
        who = f"“{name}”" if name else ""
        nothing = "没有滞后的指标" if kind is FormKind.REASONS else "没有牵头的、还在办的任务"
        raise UsageError(f"{who}{nothing}，不用填{kind.label}；现状见 jytrack report accountability")
    return made


_Whose = Callable[[str | None], bool]


def _whose(name: str, *, everyone: bool) -> _Whose:
    """Whether what this department leads is asked about."""
    return lambda lead: (lead is not None or not everyone) and name in ("", lead)


def _reasons(standing: Standing, told: Mapping[Key, Told], whose: _Whose, *, everyone: bool) -> Iterator[Paper]:
    """The forms of late targets."""
    wanted = [judged for judged in report.late(standing) if whose(standing.plan.lead_of(judged.target))]
    leads = [standing.plan.lead_of(judged.target) for judged in wanted]
    for of in _files(leads, everyone=everyone):
        own = [judged for judged, lead in zip(wanted, leads, strict=True) if of in ("", lead)]
        yield Paper(_named(FormKind.REASONS, of), report.reasons(standing, own, told, of))


def _ledger(standing: Standing, told: Mapping[Key, Told], whose: _Whose, *, everyone: bool) -> Iterator[Paper]:
    """The forms of tasks that are under way."""
    wanted = [item for item in report.open_tasks(standing) if whose(item.task.lead)]
    for of in _files([item.task.lead for item in wanted], everyone=everyone):
        own = [item for item in wanted if of in ("", item.task.lead)]
        yield Paper(_named(FormKind.LEDGER, of), report.ledger(standing, own, told, of))


def _files(leads: list[str | None], *, everyone: bool) -> list[str]:
    """Whose files are made: one for each lead, or one for all of them, which bears a name where they are one."""
    names = list(dict.fromkeys(lead for lead in leads if lead))
    if everyone:
        return names
    return ([names[0]] if len(names) == 1 and None not in leads else [""]) if leads else []


def _named(kind: FormKind, of: str) -> str:
    """The name of a form's file."""
    return f"{of}{kind.label}"


def _every_task(plan: Plan, _: Clock) -> list[int]:
    """All tasks, by number."""
    return [task.no for task in plan.tasks]
