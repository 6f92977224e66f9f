"""`jytrack report submissions`: which reports came, on time, late or not at all."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import month
from jytrack.cli.values.options import CheckedPage
from jytrack.cli.values.output import answer
from jytrack.domain.values.period import Period


def submissions(
    ctx: typer.Context,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位，逐个指标列出")] = None,
    period: Annotated[
        Period | None, typer.Option("--period", parser=month, metavar="月份", help="只看这一期，如 2023-06")
    ] = None,
    *,
    asked: CheckedPage,
) -> None:
    """报送情况：各单位各期按时、迟报、缺报、更正。"""
    from jytrack.services.sheets import submissions

    answer(submissions.submissions(desk(ctx), unit, period, asked.as_of, asked.known_at), asked, asked.exit_code)
