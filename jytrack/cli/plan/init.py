"""`jytrack init`: the database made or upgraded, the plan loaded."""

from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import month
from jytrack.cli.values.options import DryRun, Out
from jytrack.cli.values.output import answer
from jytrack.domain.values.period import Period


def month_with_year(text: str) -> Period:
    """A month with its year: which one 7月 would be is not known before a plan is loaded."""
    found = month(text)
    if not isinstance(found, Period):
        raise typer.BadParameter(f"“{text}”没有写年份，应写成 2023-07")
    return found


def init(
    ctx: typer.Context,
    seed: Annotated[
        Path | None, typer.Option("--seed", metavar="文件夹", help="方案文件夹；默认用自带的2023年方案")
    ] = None,
    since: Annotated[
        Period | None,
        typer.Option(
            "--since",
            parser=month_with_year,
            metavar="月份",
            help="年中开始用的，从哪个月起要报，如 2023-07；以前的补报不算迟",
        ),
    ] = None,
    dry_run: DryRun = False,
    *,
    out: Out,
) -> None:
    """建库或升级，并装入方案；改过的设置照此更新。"""
    from jytrack.services.plan import seeding

    answer(seeding.init(desk(ctx), seed, dry_run=dry_run, since=since), out)
