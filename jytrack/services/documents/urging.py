"""催报单 and 督办函: letters that ask a department for what is missing or late; numbered, once they go out."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.documents.publication import Publication, in_use
from jytrack.domain.plan.wording import DocumentKind
from jytrack.errors import InputRefused, UsageError
from jytrack.reports.documents import supervised, urging
from jytrack.reports.documents.fingerprint import fingerprint
from jytrack.reports.documents.marking import marked
from jytrack.reports.values.document import Block, Document, Heading, Paragraph, Report
from jytrack.reports.values.json_values import JsonObject
from jytrack.services.documents.drafting import Office, drafted, open_office
from jytrack.services.documents.made import Made
from jytrack.services.documents.periods import Span
from jytrack.services.documents.receivers import Asked, named_in_json, receiver_of, units_asked
from jytrack.services.values.answer import Paper
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import called, find_task
from jytrack.services.values.standing import stand_in
from jytrack.store.database.database import Session
from jytrack.store.documents import publications
from jytrack.store.plan import feedback


def urge(desk: Desk, asked: Asked) -> list[Paper]:
    """The urging notes; InputRefused where nothing that is due is missing."""
    with desk.database.reading() as session:
        standing = stand_in(desk, session, asked.as_of, asked.known_at)
        office = open_office(session, standing.plan, DocumentKind.URGE)
        found = _urged(session, standing, asked)
    return [_paper(standing, office, each) for each in found]


def urge_in(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, about: str) -> Made:
    """The note to the unit `about` within a transaction; UsageError without one, or for one that stands for several."""
    if not about:
        raise UsageError(
            "催报单一个单位一份：jytrack report publish urge --for 单位；缺报的单位见 jytrack report submissions"
        )
    standing = stand_in(desk, session, as_of, known_at)
    found = _urged(session, standing, Asked(about))
    if len(found) > 1:
        raise UsageError(
            f"“{about}”是几个单位，催报单一个单位发一份：jytrack report publish urge --for {found[0].unit}"
        )
    return _made(standing, open_office(session, standing.plan, DocumentKind.URGE), found[0])


def _urged(session: Session, standing: PlanStanding, asked: Asked) -> list[urging.Urged]:
    """What the units asked about owe, with the notes that they had about it."""
    units = units_asked(standing.plan, asked, standing.disciplines)
    found = [each for each in (urging.urged(standing, unit) for unit in units) if each.missing]
    if not found:
        who = f"“{asked.department}”" if asked.department else "各单位"
        raise InputRefused(f"{who}没有到期未报的数，不用催报；报送情况见 jytrack report submissions")
    out = _before(session, standing, DocumentKind.URGE)
    known = [(each, urging.about(_kept(session, each))) for each in out]
    return [
        replace(one, before=tuple(each for each, rows in known if each.about == one.unit and rows & urging.owed(one)))
        for one in found
    ]


def _before(session: Session, standing: PlanStanding, kind: DocumentKind) -> list[Publication]:
    """The letters of a kind that had gone out before the standing's day, and count."""
    clock = standing.clock
    known = publications.load(session, standing.plan, clock.known_at)
    return [each for each in in_use(known) if each.kind is kind and each.as_of < clock.as_of]


def _kept(session: Session, publication: Publication) -> JsonObject:
    """What was kept of a letter; of one that was damaged, what an empty one would say (`db check` tells of it)."""
    facts: JsonObject = json.loads(publications.facts(session, publication) or '{"missing": []}')
    return facts


def _made(standing: PlanStanding, office: Office, found: urging.Urged) -> Made:
    """The note of one unit with all that is kept of it when it goes out."""
    facts = urging.kept(found)
    document = partial(_note, standing, office, found, chat=False)
    return _letter(standing, office, urging.span_words(found.periods), document, facts, found.unit)


def _letter(
    standing: PlanStanding, office: Office, name: str, document: Callable[[], Document], facts: JsonObject, about: str
) -> Made:
    """A letter about the month of its day; nothing of it is compared with later figures."""
    clock, kind = standing.clock, office.wording.kind
    span = Span(clock.as_of, clock.as_of.replace(day=1), name, ())

    def bearing_marks() -> Document:
        """The letter as its file tells of itself."""
        return marked(document(), kind, clock, fingerprint(facts), about)

    return Made(standing.plan, clock, span, office, bearing_marks, lambda: facts, dict, about)


def _note(standing: PlanStanding, office: Office, found: urging.Urged, *, chat: bool) -> Document:
    """The note on paper, or for the chat."""
    span, receiver = urging.span_words(found.periods), receiver_of(standing.plan, found.unit)
    blocks = {"缺报": urging.urging(found, chat=chat)}
    return drafted(office, standing.plan, standing.clock, blocks, {}, span=span, receiver=receiver, contact=True)


def _paper(standing: PlanStanding, office: Office, found: urging.Urged) -> Paper:
    """The note of one unit, on paper and for the chat."""
    data = named_in_json(standing.plan, standing.clock, found.unit)
    made = _made(standing, office, found)
    chat = Report(partial(_note, standing, office, found, chat=True), lambda: data)
    return Paper(f"{found.unit}{DocumentKind.URGE.label}", Report(made.document, lambda: data), chat)


def supervise(desk: Desk, no: int, as_of: date | None, known_at: datetime | None) -> Paper:
    """The letter about one task; InputRefused where it has nothing to be supervised for, or nobody to write to."""
    with desk.database.reading() as session:
        made, lead = _supervising(desk, session, as_of, known_at, no)
    data = named_in_json(made.plan, made.clock, lead)
    return Paper(f"任务{no}{DocumentKind.SUPERVISE.label}", Report(made.document, lambda: data))


def supervise_in(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, about: str) -> Made:
    """The letter about the task whose number is `about` within a transaction; UsageError where that is none."""
    if not about.isdecimal():
        raise UsageError("督办函一事一函，请写明第几项任务：jytrack report publish supervise --for 序号")
    made, _ = _supervising(desk, session, as_of, known_at, int(about))
    return made


def _supervising(
    desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, no: int
) -> tuple[Made, str]:
    """The letter about a task with all that is kept of it when it goes out, and the department that it goes to."""
    standing = stand_in(desk, session, as_of, known_at)
    plan, clock = standing.plan, standing.clock
    task = find_task(standing, no)
    office = open_office(session, plan, DocumentKind.SUPERVISE)
    found = supervised.supervised(standing, task, feedback.explanations(session, plan, clock))
    if found is None:
        raise InputRefused(f"{called(task.task)}没有红灯，也没有逾期的节点，不用督办；现状见 jytrack task show {no}")
    lead = task.task.lead
    if lead is None:
        raise InputRefused(f"{called(task.task)}还没有明确牵头单位，函不知发给谁；请先用 jytrack task own {no} 确定")
    before = (each for each in _before(session, standing, DocumentKind.SUPERVISE) if each.about == str(no))
    found = replace(found, before=tuple(before))
    document = partial(_supervision, standing, office, found, lead)
    return _letter(standing, office, f"{clock.as_of.month}月", document, supervised.kept(plan, found), str(no)), lead


def _supervision(standing: PlanStanding, office: Office, found: supervised.Supervised, lead: str) -> Document:
    """The letter, with copies to whoever shares the task."""
    task = found.task.task
    blocks = {
        "督办依据": supervised.basis(found),
        "督办事项": supervised.facts(found),
        "督办要求": supervised.asked(found),
    }
    made = drafted(
        office,
        standing.plan,
        standing.clock,
        blocks,
        {"反馈表": supervised.reply(found, lead)},
        span=f"{standing.clock.as_of.month}月",
        receiver=receiver_of(standing.plan, lead),
        matter=supervised.matter(found),
    )
    made = replace(made, blocks=tuple(_run_in(made.blocks)))
    shared = "、".join([*task.leads[1:], *task.responsible])
    return replace(made, letter=replace(made.letter, copies=shared)) if made.letter and shared else made


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
