"""What the office presses a department with: 催报单 and 督办函, drafted, and made to go out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.documents.publication import Publication, letters_of
from jytrack.domain.plan.feedback import Explanation
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused, UsageError
from jytrack.reports.documents import supervised, urging
from jytrack.reports.documents.fingerprint import fingerprint
from jytrack.reports.documents.marking import marked
from jytrack.reports.values.document import Block, Document, Heading, Paragraph, Report
from jytrack.reports.values.json_values import JsonObject
from jytrack.services.documents.drafting import Office, drafted, open_office
from jytrack.services.documents.letters import Asked, is_sender, json_of, receiver_of, units_of
from jytrack.services.documents.made import Made, Pressed
from jytrack.services.documents.periods import Span
from jytrack.services.values.answer import Paper
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called, find_task
from jytrack.services.values.standing import stand_in
from jytrack.store.database.database import Session
from jytrack.store.documents import publications
from jytrack.store.plan import feedback

_OWN_REPORTS = "发函的{0}自己也有到期未报的数，不给自己发催报单，请补报；缺哪些见 jytrack report submissions --unit {0}"


def urge(desk: Desk, asked: Asked) -> tuple[list[Paper], str]:
    """The urging notes, and what is to be said of the sender itself; InputRefused where nobody is to be urged."""
    with desk.database.reading() as session:
        standing = stand_in(desk, session, asked.as_of, asked.known_at)
        office = open_office(session, standing.plan, DocumentKind.URGE)
        found = _owing(session, standing, office, asked)
    own = next((unit for unit in standing.disciplines if is_sender(office, standing.plan, unit)), "")
    owes = asked.department is None and own and urging.urged(standing, own).missing
    return [_note(standing, office, each) for each in found], _OWN_REPORTS.format(own) if owes else ""


def urge_in(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, about: str) -> Made:
    """The urging note of one unit within a transaction, with the facts that it is made of."""
    if not about:
        raise UsageError("催报单发给哪个单位：jytrack report publish urge --for 单位")
    standing = stand_in(desk, session, as_of, known_at)
    office = open_office(session, standing.plan, DocumentKind.URGE)
    found = _owing(session, standing, office, Asked(about))
    if len(found) > 1:
        raise UsageError(f"“{about}”有{len(found)}个单位缺报，催报单一单位一份：jytrack report publish urge --for 单位")
    (one,) = found
    words = f"第{len(one.before) + 1}次催报：{urging.listed(one)}"
    return Made(
        standing.plan,
        standing.clock,
        _day(standing.clock, urging.span_words(one.periods)),
        office,
        partial(_urging, standing, office, one),
        partial(urging.facts, one),
        dict,
        about=one.unit,
        pressed=Pressed(None, one.unit, words),
    )


def _owing(session: Session, standing: PlanStanding, office: Office, asked: Asked) -> list[urging.Urged]:
    """What each unit asked about owes, but for the sender; InputRefused where none owes anything."""
    units = units_of(standing.plan, asked, standing.disciplines)
    owing = [each for each in (urging.urged(standing, unit) for unit in units) if each.missing]
    every = [each for each in owing if not is_sender(office, standing.plan, each.unit)]
    out = _out(session, standing) if every else ()
    found = [_urged_before(session, standing, out, each) for each in every]
    if owing and not found:
        raise InputRefused(_OWN_REPORTS.format(owing[0].unit))
    if not found:
        who = f"“{asked.department}”" if asked.department else "各单位"
        raise InputRefused(f"{who}没有到期未报的数，不用催报；报送情况见 jytrack report submissions")
    return found


def _urged_before(
    session: Session, standing: PlanStanding, out: Sequence[Publication], found: urging.Urged
) -> urging.Urged:
    """The same with the earlier notes that asked for any of what is still missing; `out`: all that went out."""
    notes = _earlier(standing, out, DocumentKind.URGE, found.unit)
    return replace(found, before=tuple(note for note in notes if found.keys & _asked_for(session, note)))


def _out(session: Session, standing: PlanStanding) -> list[Publication]:
    """All documents that had gone out by then."""
    return publications.load(session, standing.plan, standing.clock.known_at)


def _earlier(
    standing: PlanStanding, out: Sequence[Publication], kind: DocumentKind, about: str
) -> tuple[Publication, ...]:
    """The letters of the kind about the same that went out for earlier days."""
    return tuple(each for each in letters_of(out, kind, about) if each.as_of < standing.clock.as_of)


def _asked_for(session: Session, note: Publication) -> set[str]:
    """What an earlier note asked for."""
    facts = publications.facts(session, note)
    return urging.asked_for(json.loads(facts)) if facts is not None else set()


def _note(standing: PlanStanding, office: Office, found: urging.Urged) -> Paper:
    """The note of one unit, on paper and for the chat."""

    def data() -> JsonObject:
        """Which note it is."""
        return json_of(standing.plan, standing.clock, found.unit)

    return Paper(
        f"{found.unit}{DocumentKind.URGE.label}",
        Report(partial(_urging, standing, office, found), data),
        Report(partial(_urging, standing, office, found, chat=True), data),
    )


def _urging(standing: PlanStanding, office: Office, found: urging.Urged, *, chat: bool = False) -> Document:
    """The note in one of its two forms, bearing what its file tells of itself."""
    plan, clock = standing.plan, standing.clock
    span, receiver = urging.span_words(found.periods), receiver_of(plan, found.unit)
    blocks = {"缺报": urging.urging(found, chat=chat)}
    made = drafted(office, plan, clock, blocks, {}, span=span, receiver=receiver, contact=True)
    return marked(made, DocumentKind.URGE, clock, fingerprint(urging.facts(found)), found.unit)


def supervise(desk: Desk, no: int, as_of: date | None, known_at: datetime | None) -> Paper:
    """The letter about one task; InputRefused where it has nothing to be supervised for, or nobody to write to."""
    with desk.database.reading() as session:
        made = supervise_in(desk, session, as_of, known_at, str(no))
    name = f"任务{no}{DocumentKind.SUPERVISE.label}"
    lead = made.pressed.department if made.pressed else ""
    return Paper(name, Report(made.document, lambda: json_of(made.plan, made.clock, lead)))


def supervise_in(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, about: str) -> Made:
    """The letter about the task whose number is `about` within a transaction, with the facts that it is made of."""
    if not about.isdecimal():
        raise UsageError("督办函督办第几项任务：jytrack report publish supervise --for 任务号")
    no = int(about)
    standing = stand_in(desk, session, as_of, known_at)
    task = find_task(standing, no)
    if made := letter_about(supervising(session, standing), no):
        return made
    if task.task.lead is None and supervised.supervised(standing, task, {}):
        raise InputRefused(f"{called(task.task)}还没有明确牵头单位，函不知发给谁；请先用 jytrack task own {no} 确定")
    if task.task.lead and supervised.supervised(standing, task, {}):
        raise InputRefused(
            f"{called(task.task)}由发函的{task.task.lead}自己牵头，不给自己发督办函，通报和责任台账照列；"
            f"办完登记：jytrack task update {no}"
        )
    raise InputRefused(f"{called(task.task)}没有红灯，也没有逾期的节点，不用督办；现状见 jytrack task show {no}")


@valueclass
class Supervising:
    """What letters about tasks are made of as things stand: read once, for as many letters as are wanted."""

    standing: PlanStanding
    office: Office
    explained: Mapping[str, Sequence[Explanation]]
    out: Sequence[Publication]


def supervising(session: Session, standing: PlanStanding) -> Supervising:
    """What the office, the leads and the letters before say of things as they stand."""
    plan = standing.plan
    office = open_office(session, plan, DocumentKind.SUPERVISE)
    return Supervising(standing, office, feedback.explanations(session, plan, standing.clock), _out(session, standing))


def letter_about(given: Supervising, no: int) -> Made | None:
    """The letter about a task as things stand; None where there is nothing to be supervised, or nobody to write to."""
    standing, office = given.standing, given.office
    plan, clock = standing.plan, standing.clock
    task = find_task(standing, no)
    found = supervised.supervised(standing, task, given.explained)
    lead = task.task.lead
    if found is None or lead is None or is_sender(office, plan, lead):
        return None
    found = replace(found, before=_earlier(standing, given.out, DocumentKind.SUPERVISE, str(no)))
    return Made(
        plan,
        clock,
        _day(clock, f"{clock.as_of.month}月"),
        office,
        partial(_letter, plan, clock, office, found, lead),
        partial(supervised.stated, found, lead),
        dict,
        about=str(no),
        pressed=Pressed(no, lead, f"第{len(found.before) + 1}次督办：{supervised.matter(found)}"),
    )


def _letter(plan: Plan, clock: Clock, office: Office, found: supervised.Supervised, lead: str) -> Document:
    """The letter, with copies to whoever shares the task."""
    task = found.task.task
    blocks = {
        "督办依据": supervised.basis(found),
        "督办事项": supervised.facts(found),
        "督办要求": supervised.asked(found),
    }
    made = drafted(
        office,
        plan,
        clock,
        blocks,
        {"反馈表": supervised.reply(found, lead)},
        span=f"{clock.as_of.month}月",
        receiver=receiver_of(plan, lead),
        matter=supervised.matter(found),
    )
    made = replace(made, blocks=tuple(_run_in(made.blocks)))
    shared = "、".join([*task.leads[1:], *task.responsible])
    if made.letter and shared:
        made = replace(made, letter=replace(made.letter, copies=shared))
    return marked(made, DocumentKind.SUPERVISE, clock, fingerprint(supervised.stated(found, lead)), str(task.no))


def _run_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings with the one paragraph below them on their own line: a letter fits on one page."""
    at = 0
    while at < len(blocks):
        heading, *below = blocks[at : at + 3]
        match heading, below:
            case Heading(title, 1), [Paragraph(words, quiet=False), *rest] if not rest or isinstance(rest[0], Heading):
                yield Heading(f"{title}。", 1, words)
                at += 2
            case _:
                yield heading
                at += 1


def _day(clock: Clock, name: str) -> Span:
    """A letter is about how things stand on a day."""
    return Span(clock.as_of, clock.as_of.replace(day=1), name, ())
