"""`jytrack target check`: what on record deserves a second look; silent when nothing does."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import Format, Page
from jytrack.cli.values.output import answer


def check(
    ctx: typer.Context,
    target: Annotated[str | None, typer.Option("--target", metavar="指标", help="只看这个指标")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位报的")] = None,
    *,
    asked: Page,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有疑点时退出码为 7")] = False,
) -> None:
    """核对已登记的填报数，列出疑点和依据；没有疑点就不出声。"""
    from jytrack.services.sheets import checking

    found = checking.check(desk(ctx), checking.Scope(target, unit), asked.as_of, asked.known_at)
    if found.findings or asked.path is not None or asked.chosen in (Format.JSON, Format.CSV):
        answer(found, asked, exit_code)
