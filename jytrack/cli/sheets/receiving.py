"""`jytrack target received`, and the option by which an import says when its sheets came."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import whole_day
from jytrack.cli.values.later import Later
from jytrack.cli.values.options import DryRun, Out, nth
from jytrack.cli.values.output import answer

OWN = "file"
"""What is typed in the place of a date for each file's own day."""


@dataclass(frozen=True)
class Asked:
    """The received day as typed; None: each file's own."""

    day: date | None


def asked(text: str) -> "Asked | Later[Asked]":
    """The day that is typed, or `file`."""
    if text.strip().casefold() == OWN:
        return Asked(None)
    day = whole_day(text)
    return Later(lambda bearings: Asked(day.read(bearings))) if isinstance(day, Later) else Asked(day)


def received(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Argument(
            parser=nth, metavar="第几次", help="第几次导入或登记，见 jytrack target imports", show_default=False
        ),
    ],
    day: Annotated[date, typer.Option("--date", parser=whole_day, metavar="日期", help="实际收到的日期")],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="改的原因")],
    file: Annotated[str, typer.Option("--file", metavar="文件名", help="只改其中这个文件的")] = "",
    dry_run: DryRun = False,
    *,
    out: Out,
) -> None:
    """改一次导入的收到日期：记下原因，按时、迟报随之重算。"""
    from jytrack.services.sheets import redating

    answer(redating.redate(desk(ctx), redating.Order(number, day, reason, file, dry_run)), out)
