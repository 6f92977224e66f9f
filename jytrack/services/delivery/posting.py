"""One message on its way: claimed and committed, sent, and what became of it committed again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from jytrack.channels.message import Attachment, Channel, Message, NotSent, Unclear
from jytrack.channels.opening import CARRYING, opened
from jytrack.channels.settings import ChannelSettings
from jytrack.domain.delivery.ledger import Item, Outcome, Recipient
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import JytrackError
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.database.moments import last_moment
from jytrack.store.delivery import deliveries, texts


@valueclass
class Parcel:
    """What goes to a recipient: the items that the ledger keeps, and the words."""

    to: Recipient
    items: tuple[Item, ...]
    subject: str
    text: str
    html: str
    attachments: Callable[[], Sequence[Attachment]] = tuple
    mobiles: tuple[str, ...] = ()


@valueclass
class Posted:
    """What became of it; `before` and `after` are the last moments recorded when that was confirmed."""

    number: int
    outcome: Outcome
    reason: str = ""
    code: str = ""
    before: int | None = None
    after: int | None = None


@dataclass
class Post:
    """The way out of the house: the channels that the office has, each opened once a run."""

    desk: Desk
    settings: Mapping[str, ChannelSettings]
    moment: Callable[[], datetime]
    run: int | None = None
    _open: dict[str, Channel] = field(default_factory=dict)

    def claim(self, session: Session, plan: Plan, parcel: Parcel) -> int:
        """Claim the parcel in the transaction of `session`, its text kept; the number of the message."""
        if self.run is None:
            self.run = deliveries.next_run(session)
        digest = texts.keep(self.desk.where, session, f"{parcel.subject}\n\n{parcel.text}\n", self.moment())
        return deliveries.claim(
            session, plan, parcel.to, parcel.items, self.run, self.desk.actor, self.moment(), sha256=digest
        )

    def send(self, number: int, parcel: Parcel) -> Posted:
        """Send what was claimed and committed, and confirm it; a kill in between leaves a claim without an end."""
        try:
            message, channel = self._message(number, parcel), self._channel(parcel.to.channel)
            if refusal := channel.refusal(parcel.to.address):
                raise NotSent(refusal)
            channel.send(parcel.to.address, message)
            found = Posted(number, Outcome.SENT)
        except Unclear as error:
            found = Posted(number, Outcome.UNCLEAR, error.reason, error.code)
        except NotSent as error:
            found = Posted(number, Outcome.FAILED, error.reason, error.code)
        with self.desk.database.writing() as session:
            before = last_moment(session)
            deliveries.end(
                session, number, found.outcome, self.desk.actor, self.moment(), reason=found.reason, code=found.code
            )
            return replace(found, before=before, after=last_moment(session))

    def _message(self, number: int, parcel: Parcel) -> Message:
        """The message with what goes with it; NotSent where that cannot be made."""
        settings = self.settings.get(parcel.to.channel)
        try:
            attached = tuple(parcel.attachments()) if settings and settings.type in CARRYING else ()
        except JytrackError as error:
            raise NotSent(str(error).partition("；")[0]) from None
        return Message(number, parcel.to.department, parcel.subject, parcel.text, parcel.html, attached, parcel.mobiles)

    def _channel(self, name: str) -> Channel:
        """The channel called so; NotSent where the office has none, or none that can be used."""
        if name not in self._open:
            if name not in self.settings:
                raise NotSent(f"没有名为“{name}”的通道，已有：{'、'.join(self.settings)}")
            try:
                self._open[name] = opened(self.settings[name], self.desk.outbox)
            except JytrackError as error:
                raise NotSent(str(error).partition("；")[0]) from None
        return self._open[name]
