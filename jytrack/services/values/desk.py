"""What every service needs to know: which database, which plan, who acts, and what time it is."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError
from jytrack.services.values.calendars import with_calendar
from jytrack.store.database import moments
from jytrack.store.database.database import Database, Session, default_path
from jytrack.store.plan import plans
from jytrack.store.sheets import imports
from jytrack.store.values.address import Address, File, address_of, parse_address, typed

__all__ = ["Address", "Desk", "File", "default_path", "parse_address"]

FICTIONAL = "★ 含演示数据，纯属虚构"
"""What every page says when figures come from files that call themselves fictional."""


@valueclass
class Desk:
    """The clerk's desk: `plan` None means the plan of the day asked; `now` is aware (Asia/Shanghai)."""

    where: Address | Path
    plan: str | None
    actor: str
    now: datetime

    @property
    def today(self) -> date:
        """The office's date."""
        return self.now.date()

    @property
    def database(self) -> Database:
        """The database on this desk."""
        return Database(self.where)

    @property
    def path(self) -> Path:
        """The database's file, for what stands beside it; UsageError where it is on a server."""
        where = address_of(self.where)
        if isinstance(where, File):
            return where.path
        raise UsageError(
            f"数据库 {where} 在服务器上，这一步还只能在文件数据库上做，未作改动；请用 --db 指定文件，见 docs/server.md"
        )

    @property
    def folder(self) -> Path:
        """Where on this machine stands what goes with the database: beside a file, else in the user's data folder."""
        where = address_of(self.where)
        return (where.path.absolute() if isinstance(where, File) else default_path()).parent

    @property
    def outbox(self) -> Path:
        """Where messages are put that no channel carries."""
        return self.folder / "outbox"

    @property
    def typed(self) -> str:
        """What stands behind --db for this database, in whatever folder a command starts."""
        return typed(address_of(self.where))

    def open_plan(
        self,
        session: Session,
        as_of: date | None = None,
        known_at: datetime | None = None,
        period: Period | None = None,
    ) -> tuple[Plan, Clock]:
        """The plan asked for with its clock: as of today or the plan's end, whichever is earlier, unless said.

        Where none is named, the plan is that of the `period` that is spoken of, else of the day.

        What is known is what is recorded in the session's state, or was at an earlier `known_at`: a page names as its
        known-at the moment at which it can be seen again (`moments.cut`).
        """
        years = ([period.year] if period else []) + [(as_of or self.today).year]
        code, year = plans.find_plan(session, self.plan, *years)
        day = as_of or min(self.today, date(year, 12, 31))
        clock = Clock(year, day, moments.cut(session, known_at, self.now))
        plan = with_calendar(plans.load_plan(session, code, clock.as_of, clock.known_at))
        fictional = imports.has_file_named(session, code, "虚构", clock.known_at)
        return (replace(plan, notice=FICTIONAL) if fictional else plan), clock
