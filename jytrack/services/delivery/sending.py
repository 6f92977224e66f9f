"""The run for cron: each recipient gets one message about all that has become due to it since the last one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from jytrack import outcome
from jytrack.channels.message import Attachment
from jytrack.channels.settings import ChannelSettings
from jytrack.domain.delivery.ledger import Delivery, Outcome, Recipient, failing_since, resting, to_be_told
from jytrack.domain.delivery.routing import Due, fired
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.stages import ObligationKind
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import JytrackError, NotFound, Stopped, UsageError
from jytrack.reports.delivery import sending as report
from jytrack.reports.delivery.digest import Digest, digest
from jytrack.services.delivery.enclosing import Enclosures
from jytrack.services.delivery.facts import Facts, by_recipient, gather
from jytrack.services.delivery.posting import Parcel, Post, Posted
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department
from jytrack.store.database.database import Session
from jytrack.store.database.moments import last_moment
from jytrack.store.delivery import deliveries
from jytrack.store.values.encoding import moment_of


@valueclass
class Order:
    """What to send: all that is due, or what goes by one `channel` or to one `department`; or one message `again`.

    A dry run may ask of another day.
    """

    dry_run: bool = False
    channel: str | None = None
    department: str | None = None
    again: int | None = None
    as_of: date | None = None


@valueclass
class Ran:
    """What a run answers, in a line too, and what the office is to be told at once: exit 6 where there is any."""

    answer: Answer
    summary: str
    told: tuple[str, ...] = ()


def send(
    desk: Desk,
    settings: Mapping[str, ChannelSettings],
    order: Order,
    moment: Callable[[], datetime] | None = None,
) -> Ran:
    """Send what is due, recipient by recipient; a dry run says what would be sent, and writes nothing.

    `moment` is the clock by which claims and ends are signed; without one it is the desk's.
    """
    if order.as_of is not None and not order.dry_run:
        raise UsageError("只有试看能指定日期：jytrack remind send --dry-run --as-of 日期")
    with desk.database.reading() as session:
        facts, known = gather(session, desk, order.as_of), last_moment(session)
        wanted = _wanted(facts.plan, order)
        again = _again(facts, order.again) if order.again is not None else None
    run = _Run(desk, Post(desk, settings, moment or (lambda: desk.now)), facts, known, wanted, again)
    return run.tried() if order.dry_run else run.sent()


def _wanted(plan: Plan, order: Order) -> Callable[[Recipient], bool]:
    """Whether the order is about a recipient."""
    name = find_department(plan, order.department).name if order.department is not None else None
    return lambda to: name in (None, to.department) and order.channel in (None, to.channel)


def _again(facts: Facts, number: int) -> Delivery:
    """The message that is to be sent once more."""
    for own in facts.ledger.values():
        for delivery in own:
            if delivery.number == number:
                if delivery.outcome is None and not delivery.cut_off(facts.now):
                    raise UsageError(f"第{number}条可能正在发送，请稍后再看：jytrack remind log")
                return delivery
    raise NotFound(f"没有第{number}条消息；已发的见 jytrack remind log")


@contextmanager
def _repeatable(lines: Sequence[report.Line]) -> Iterator[None]:
    """What ends a run meanwhile leaves it to be run again: it goes on where it was, whatever it has committed."""
    try:
        yield
    except KeyboardInterrupt:
        outcome.begin()
        raise Stopped(f"已中断；发出的{len(lines)}条都已登记，接着发再运行 jytrack remind send") from None
    except JytrackError:
        outcome.begin()
        raise


@dataclass
class _Run:
    """One run over all recipients; `known` is the last moment recorded in the state that the facts are of."""

    desk: Desk
    post: Post
    facts: Facts
    known: int | None
    wanted: Callable[[Recipient], bool]
    again: Delivery | None
    enclosures: Enclosures = field(init=False)

    def __post_init__(self) -> None:
        self.enclosures = Enclosures(self.desk)

    def tried(self) -> Ran:
        """What would be sent, in full."""
        lines = []
        for to, dues in self.facts.dues.items():
            now = self._now(to, dues, self.facts.ledger.get(to, []))
            if now:
                lines.append(report.Line(to, now, self._digest(to, now)))
        return Ran(Answer(report.report(self.facts.standing, lines, dry_run=True)), report.summary(lines))

    def sent(self) -> Ran:
        """Send, the office last, so that it hears of what happened on the way."""
        lines: list[report.Line] = []
        told: list[str] = []
        recipients = [to for to in self.facts.dues if self.again is None or to == self.again.recipient]
        office = self.facts.plan.office
        with _repeatable(lines):
            for to in [to for to in recipients if to.department != office]:
                self._one(to, lines, told)
            for to in self._offices():
                self._one(to, lines, told)
        if self.again is not None and not lines:
            raise UsageError(f"第{self.again.number}条里的事都已办结，不用再发；现状见 jytrack remind")
        return Ran(Answer(report.report(self.facts.standing, lines, dry_run=False)), report.summary(lines), tuple(told))

    def _offices(self) -> Sequence[Recipient]:
        """Where the office is told, even where nothing was due to it before the run."""
        own = self.facts.routes.reaching(self.facts.plan.office)
        return [to for to in own if self.again is None or to == self.again.recipient]

    def _one(self, to: Recipient, lines: list[report.Line], told: list[str]) -> None:
        """One recipient: claim, send, confirm."""
        office = to.department == self.facts.plan.office
        if not office and not self._now(to, self.facts.dues.get(to, ()), self.facts.ledger.get(to, [])):
            return
        with self.desk.database.writing() as session:
            own = self._refresh(session, to)
            now = self._now(to, self.facts.dues.get(to, ()), own)
            if not now:
                session.keep = False
                return
            made = self._digest(to, now)
            parcel = Parcel(
                to, tuple(due.item for due in now), made.subject, made.text, made.html,
                lambda: self._attached(to, made), self.facts.mobiles(to),
            )  # fmt: skip
            if self.again is not None and not self.again.certain:
                deliveries.end(
                    session, self.again.number, Outcome.FAILED, self.desk.actor, self.post.moment(),
                    reason="办公室决定重发", settled=True,
                )  # fmt: skip
            number, claimed = self.post.claim(session, self.facts.plan, parcel), last_moment(session)
        posted = self.post.send(number, parcel)
        # What the run itself has written makes nothing stale; what others have written meanwhile does.
        self.known = posted.after if posted.before == claimed else None
        lines.append(report.Line(to, now, made, number, posted.outcome, posted.reason))
        told.extend(self._worth_telling(to, own, now, posted))

    def _refresh(self, session: Session, to: Recipient) -> list[Delivery]:
        """The recipient's deliveries as they are now; all facts anew where anybody else has written meanwhile."""
        last = last_moment(session)
        if last != self.known:
            self.facts, self.known = gather(session, self.desk), last
        known = moment_of(last) if last is not None else self.desk.now
        if to.department == self.facts.plan.office:
            every = by_recipient(deliveries.load(session, self.facts.plan, known))
            self.facts = replace(self.facts, ledger=every, now=self.post.moment())
            return every.get(to, [])
        return deliveries.load(session, self.facts.plan, known, to)

    def _now(self, to: Recipient, dues: Sequence[Due], own: Sequence[Delivery]) -> tuple[Due, ...]:
        """What is to be sent to a recipient at this moment."""
        if self.again is not None:
            keys = {item.obligation for item in self.again.items} if to == self.again.recipient else set()
            return tuple(due for due in dues if due.obligation.key in keys)
        if not self.wanted(to) or resting(own, self.post.moment()):
            return ()
        return fired(dues, own)

    def _digest(self, to: Recipient, now: Sequence[Due]) -> Digest:
        return digest(self.facts.plan, to.department, now, self.facts.today)

    def _attached(self, to: Recipient, made: Digest) -> Sequence[Attachment]:
        """What goes with what is red; the office needs no letter of its own."""
        if to.department == self.facts.plan.office:
            return ()
        return self.enclosures.of(self.facts, to.department, made.red)

    def _worth_telling(
        self, to: Recipient, own: Sequence[Delivery], now: Sequence[Due], posted: Posted
    ) -> Sequence[str]:
        """What the office hears of at once: a failure the first time and once a day, whatever is unclear."""
        lines = [
            f"{due.obligation.what}：{due.obligation.reason}；处理见 jytrack remind log"
            for due in now
            if due.obligation.kind is ObligationKind.NOTICE and due.obligation.key.startswith("notice/unclear/")
        ]
        where = f"{to.department}（{to.shown}）"
        if posted.outcome is Outcome.UNCLEAR:
            lines.append(
                f"第{posted.number}条不知是否送达：{where}，{posted.reason}；"
                f"问清后登记：jytrack remind settle {posted.number} --sent 或 --failed"
            )
        elif posted.outcome is Outcome.FAILED:
            at = self.post.moment()
            failure = Delivery(
                posted.number, 0, to, at, self.desk.actor, (), outcome=Outcome.FAILED, ended_at=at, reason=posted.reason
            )
            if to_be_told(failing_since([*own, failure])):
                lines.append(f"没有送出：{where}，{posted.reason}；下次运行再试，经过见 jytrack remind log")
        return lines
