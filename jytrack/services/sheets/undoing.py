"""One act of writing readings taken back as a whole, shown before it is done, and recorded as an act of its own."""

from collections.abc import Mapping, Sequence

from jytrack.domain.figures.reading import Entry
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.undoing import ActKind
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.intake.sheets.history import against_history, grows
from jytrack.reports.sheets import undoing as report
from jytrack.services.plan.locked import Locked
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.second_look import take_note
from jytrack.store.database.database import Session
from jytrack.store.sheets import acts, imports
from jytrack.store.sheets.feedback import TextUndoing, entries_of
from jytrack.store.sheets.undoing import Undoing, cumulative_readings


@valueclass
class Order:
    """What the command line asked: the number of the act, and why it is taken back."""

    act: int
    reason: str
    dry_run: bool = False


def undo(desk: Desk, order: Order) -> Answer:
    """Take the act back and say what that changes; of an undoing: bring back what it took away.

    A difference shown by a dry run still holds afterwards or is refused: what others write to these readings meanwhile
    is an act in force that changed them since. UsageError without a reason; NotFound for an unknown act; InputRefused
    when it is undone already, or when acts in force have changed the same readings since.
    """
    if not order.reason.strip():
        raise UsageError(f"撤销要写明原因：jytrack target undo {order.act} --reason 原因")
    with desk.database.writing(keep=not order.dry_run) as session:
        plan, clock = desk.open_plan(session)
        require_act(session, plan, order.act)
        last = _last(session, order.act)
        logged = entries_of(session, acts.chains(session).first(order.act))
        batch = imports.open_batch(
            session, plan, desk.actor, desk.now, desk.today, order.reason.strip(), last, sheets=logged + 1
        )
        chains = acts.chains(session, batch.recorded_at)
        first = chains.first(order.act)
        undoing, texts = Undoing(session, first, chains.void()), TextUndoing(session, plan, first, chains.void())
        _require_last([*undoing.later(), *texts.later()], plan, order.act)
        changes = undoing.changes(plan)
        touched = [(change.unit, change.metric.code, change.period) for change in changes]
        Locked(session, plan, desk.today).require_open(touched, "撤销")
        flows = {change.metric.code: change.metric for change in changes if grows(change.metric)}
        before = set(_contradictions(session, plan, flows))
        written_back = texts.changes()
        undoing.carry_out(batch)
        texts.carry_out(batch)
        take_note(session, plan, undoing.written(batch))
        doubts = [each for each in _contradictions(session, plan, flows) if each not in before]
        known = {act.id: act for act in acts.load_acts(session, plan, batch.recorded_at)}
        undone = report.Undone(
            act=known[order.act],
            first=known[first],
            kind=chains.kind(batch.id) or ActKind.UNDO,
            recorded_as=None if order.dry_run else batch.id,
            reason=batch.reason,
            changes=changes,
            doubts=doubts,
            texts=written_back,
        )
    return Answer(report.report(plan, clock, undone))


def require_act(session: Session, plan: Plan, act: int) -> None:
    """Refuse an act that does not exist, or that belongs to another plan."""
    owner = acts.plan_of(session, act)
    if owner is None:
        raise NotFound(f"没有第{act}次导入或登记；全部见 jytrack target imports")
    if owner != plan.code:
        raise NotFound(f"第{act}次属于方案 {owner}；请运行 jytrack --plan {owner} target undo {act} --reason 原因")


def _last(session: Session, act: int) -> int:
    """The act that undoing `act` has to undo: the last of its chain, so that each act is undone once."""
    chains = acts.chains(session)
    if (by := chains.undone(act)) is not None:
        raise InputRefused(
            f"第{act}次已由第{by}次撤销，没有改动；要恢复它，请运行 jytrack target undo {by} --reason 原因"
        )
    return chains.last(act)


def _require_last(later: Sequence[tuple[int, str, int]], plan: Plan, act: int) -> None:
    """Refuse while acts in force have changed the same readings or texts `later`."""
    if not later:
        return
    numbers = "、".join(f"第{number}次（{count}个）" for number, _, count in later)
    commands = "；".join(
        f"jytrack {'' if code == plan.code else f'--plan {code} '}target undo {number} --reason 原因"
        for number, code, _ in later
    )
    order = "请先撤销" if len(later) == 1 else "请从后往前依次撤销"
    raise InputRefused(f"第{act}次的数后来又由{numbers}改动，没有撤销；{order}：{commands}")


def _contradictions(session: Session, plan: Plan, flows: Mapping[str, Metric]) -> list[str]:
    """Where cumulative values of the metrics `flows`, as they are now on record, fall or do not add up."""
    found = []
    for (unit, code), own in cumulative_readings(session, plan, flows).items():
        entries = [Entry(0, unit, code, each.period, each.month, each.cumulative) for each in own]
        found += [problem.message for _, problem in against_history(flows[code], entries, own)]
    return found
