"""`jytrack target lock`, `unlock` and `locks`: months in which what is on record stands."""

from datetime import date
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import months, whole_day
from jytrack.cli.values.options import Note, Page
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import say


def lock(
    ctx: typer.Context,
    periods: Annotated[
        list[str],
        typer.Argument(
            parser=months,
            metavar="月份...",
            help="如 2023-06；也可写 上月、2023年二季度、2023年上半年、2023",
            show_default=False,
        ),
    ],
    strict: Annotated[bool, typer.Option("--strict", help="没有报过的也不再收，年终以后用")] = False,
    note: Note = "",
) -> None:
    """锁定月份：登记在案的数从此不动；没有报过的照收，算迟报。再锁一次就结束开着的例外。"""
    from jytrack.services.plan import locking

    for line in locking.lock(desk(ctx), periods, note, strict=strict):
        say(line)


def unlock(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(parser=months, metavar="月份", help="已锁定的月份，如 2023-06", show_default=False)
    ],
    units: Annotated[list[str], typer.Option("--unit", metavar="单位", help="对哪个单位开例外，可写多次")],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="开例外的原因")],
    until: Annotated[
        date | None,
        typer.Option("--until", parser=whole_day, metavar="日期", help="开到哪天为止，到期自行失效；默认7天后"),
    ] = None,
) -> None:
    """对一个单位开例外：锁定的月份里它的数可以更正、收回、撤销，到期自行锁上。"""
    from jytrack.services.plan import locking

    for line in locking.unlock(desk(ctx), locking.Opening(period, tuple(units), reason, until)):
        say(line)


def locks(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="连同已到期、已代替的")] = False,
    *,
    asked: Page,
) -> None:
    """列出锁定的月份和开着的例外。"""
    from jytrack.services.plan import locking

    answer(locking.locks(desk(ctx), asked.as_of, asked.known_at, everything=everything), asked)
