"""An office that sends: its channels in a real file, its servers on loopback, its clock in our hands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from jytrack.channels.settings import load
from jytrack.domain.delivery.ledger import Delivery, Recipient
from jytrack.domain.delivery.routing import Contact
from jytrack.services.delivery.facts import Facts, gather
from jytrack.services.delivery.sending import Order, Ran, send
from jytrack.services.values.desk import Desk
from jytrack.store.delivery import contacts, deliveries
from tests.services.desks import CHINA, desk_at


def at(day: date, hour: int = 8, minute: int = 30) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


@dataclass
class Office:
    """The database and the channels; `now` is what its clock says."""

    path: Path
    now: datetime
    toml: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return desk_at(self.path, self.now)

    def reached_by(self, *known: Contact) -> None:
        with self.desk.database.writing() as session:
            plan, _ = self.desk.open_plan(session)
            contacts.write(session, plan, known, "办公室", self.now)

    def runs(self, order: Order | None = None) -> Ran:
        file = self.path.with_name("channels.toml")
        file.write_text(self.toml, encoding="utf-8")
        file.chmod(0o600)
        return send(self.desk, load(file, self.environment), order or Order())

    def facts(self) -> Facts:
        with self.desk.database.reading() as session:
            return gather(session, self.desk)

    def ledger(self) -> list[Delivery]:
        with self.desk.database.reading() as session:
            plan, clock = self.desk.open_plan(session)
            return deliveries.load(session, plan, clock.known_at)

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)


def mail(department: str, address: str) -> Contact:
    return Contact(Recipient(department, "mail", f"{address}@example.gov.cn"))
