"""`jytrack remind`: what is due, late, missing or behind, and whom to ask."""

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import CheckedPage
from jytrack.cli.values.output import answer


def remind(
    ctx: typer.Context,
    *,
    asked: CheckedPage,
) -> None:
    """该催的事：七日内到期、逾期、缺报、落后，各找谁。"""
    from jytrack.services.accounts import reminding

    answer(reminding.remind(desk(ctx), asked.as_of, asked.known_at), asked, asked.exit_code)
