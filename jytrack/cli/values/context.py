"""What the global options said, and the desk made of it when a command needs one."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jytrack.domain.values.texts import readable_name
from jytrack.domain.values.valueclass import valueclass

if TYPE_CHECKING:
    from jytrack.services.values.desk import Address, Desk


@valueclass
class Settings:
    """The global options; the database layer is not loaded for them."""

    db: str | None
    plan: str | None
    actor: str | None
    now: datetime


def database_path(settings: Settings) -> Path | None:
    """The file of the database that the command works with; None where it is on a server."""
    from jytrack.services.values.desk import File

    where = database_address(settings)
    return where.path if isinstance(where, File) else None


def database_address(settings: Settings) -> "Address":
    """Where the database is that the command works with: the default file where nothing else was said."""
    from jytrack.services.values.desk import File, default_path, parse_address

    return parse_address(settings.db) if settings.db is not None else File(default_path())


def desk(ctx: typer.Context) -> "Desk":
    """The desk for this command: the OS user's where nothing else was said, on a server that of who is connected."""
    from jytrack.services.values.desk import Desk

    settings: Settings = ctx.obj
    where = database_address(settings)
    return Desk(where, settings.plan, readable_name(_actor(settings, where)), settings.now)


def _actor(settings: Settings, where: "Address") -> str:
    """Who acts: a person may be named on a server too, but the login stands behind the name."""
    from jytrack.services.values.desk import File

    login = None if isinstance(where, File) else where.login or os.environ.get("PGUSER") or _user()
    if login and settings.actor and settings.actor != login:
        return f"{settings.actor}（{login}）"
    return settings.actor or login or _user()


def _user() -> str:
    """Who the system says works here."""
    from getpass import getuser

    return getuser()
