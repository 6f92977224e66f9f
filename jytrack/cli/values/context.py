"""What the global options said, and the desk made of it when a command needs one."""

import getpass
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jytrack.domain.values.texts import readable_name

if TYPE_CHECKING:
    from jytrack.services.values.desk import Desk


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options; the database layer is not loaded for them."""

    path: Path | None
    plan: str | None
    actor: str | None
    now: datetime


def database_path(settings: Settings) -> Path:
    """The database that the command works with: the default one where nothing else was said."""
    from jytrack.services.values.desk import default_path

    return settings.path or default_path()


def desk(ctx: typer.Context) -> "Desk":
    """The desk for this command: the OS user's where nothing else was said."""
    from jytrack.services.values.desk import Desk

    settings: Settings = ctx.obj
    actor = readable_name(settings.actor or getpass.getuser())
    return Desk(database_path(settings), settings.plan, actor, settings.now)
