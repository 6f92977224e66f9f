"""The weekly summary and the brief by a channel, once a week or a day by the same ledger."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from html import escape

from jytrack.channels.settings import ChannelSettings
from jytrack.domain.delivery.ledger import Item, Outcome, Recipient, told_until
from jytrack.domain.delivery.routing import Routes
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import OutputProblem, UsageError
from jytrack.services.delivery.posting import Parcel, Post
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.delivery import contacts, deliveries

_HELP = "已发的见 jytrack remind log"


@valueclass
class Paper:
    """A text that is sent once for each `key`; `on` is the day it is for."""

    key: str
    on: date
    text: str


def weekly(text: str, day: date) -> Paper:
    """The summary of the week that `day` is in."""
    year, week, weekday = day.isocalendar()
    return Paper(f"weekly/{year}-W{week:02}", day - timedelta(weekday - 1), text)


def brief(text: str, day: date) -> Paper:
    """The brief of a day."""
    return Paper(f"brief/{day}", day, text)


def send(
    desk: Desk,
    settings: Mapping[str, ChannelSettings],
    paper: Paper,
    channel: str | None = None,
    moment: Callable[[], datetime] | None = None,
) -> list[str]:
    """Send the paper to the office's own addresses, or to that of one `channel`; what was done, a line each.

    OutputProblem where it did not go out to all of them.
    """
    post = Post(desk, settings, moment or (lambda: desk.now))
    with desk.database.reading() as session:
        plan, to = _office(session, desk, channel)
    done, failed = [], []
    for recipient in to:
        subject, _, rest = paper.text.strip().partition("\n")
        item = Item(paper.key, paper.on, 0, plan.office)
        page = f"<pre>{escape(paper.text)}</pre>"
        parcel = Parcel(recipient, (item,), subject, rest.strip("\n"), page)
        with desk.database.writing() as session:
            _, clock = desk.open_plan(session)
            if paper.key in told_until(deliveries.load(session, plan, clock.known_at, recipient)):
                session.keep = False
                done.append(f"{recipient.shown}：这一期已经发过，没有再发；{_HELP}")
                continue
            number = post.claim(session, plan, parcel)
        posted = post.send(number, parcel)
        told = f"{recipient.shown}：第{number}条{posted.outcome.label}"
        if posted.outcome is Outcome.SENT:
            done.append(told)
        else:
            failed.append(f"{told}，{posted.reason}")
    if failed:
        raise OutputProblem(f"{'，'.join(failed)}；{_HELP}")
    return done


def _office(session: Session, desk: Desk, channel: str | None) -> tuple[Plan, Sequence[Recipient]]:
    """The plan, and where the office is reached."""
    plan, clock = desk.open_plan(session)
    known = tuple(contacts.load(session, plan, clock.known_at))
    found = [to for to in Routes(plan, known, clock.as_of).reaching(plan.office) if channel in (None, to.channel)]
    if not found and channel is not None:
        found = [
            each.recipient
            for each in known
            if each.recipient.channel == channel and each.recipient.department == plan.office
        ]
    if not found:
        raise UsageError(
            f"办公室没有通道“{channel}”的联系方式；先登记：jytrack remind contacts set 办公室 --channel {channel}"
        )
    return plan, found
