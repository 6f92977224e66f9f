"""`jytrack remind`: what is due, late, missing or behind, and whom to ask."""

import typer

from jytrack.cli.context import desk
from jytrack.cli.options import AsOf, ExitCode, FormatOption, KnownAt, OutFile
from jytrack.cli.output import answer


def remind(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
    exit_code: ExitCode = False,
) -> None:
    """该催的事：七日内到期、逾期、缺报、落后，各找谁。"""
    from jytrack.services import reminding

    answer(reminding.remind(desk(ctx), as_of, known_at), chosen, path, exit_code)
