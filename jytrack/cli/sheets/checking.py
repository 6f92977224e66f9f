"""`jytrack target check`: what on record deserves a second look, and what the office says of it."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import Page, nth
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import say
from jytrack.errors import UsageError

HELP = "用法见 jytrack target check --help"


def check(
    ctx: typer.Context,
    target: Annotated[str | None, typer.Option("--target", metavar="指标", help="只看这个指标")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位报的")] = None,
    accepted: Annotated[bool, typer.Option("--accepted", help="已核实的也列出：说明、谁、何时")] = False,
    accept: Annotated[
        list[int] | None,
        typer.Option("--accept", parser=nth, metavar="编号", help="这个疑点核对无误，记为核实；可写多次"),
    ] = None,
    reopen: Annotated[
        list[int] | None, typer.Option("--reopen", parser=nth, metavar="编号", help="核实过的重新列为疑点；可写多次")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="核实或重新列为疑点的依据")] = "",
    *,
    asked: Page,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有待核对的疑点时退出码为 7")] = False,
) -> None:
    """核对已登记的填报数：列出疑点和依据，核实无误的记下。"""
    from jytrack.services.sheets import checking

    numbers = accept or reopen
    if numbers:
        if accept and reopen:
            raise UsageError(f"--accept 和 --reopen 一次只用一个；{HELP}")
        if target or unit or accepted or asked.as_of or asked.known_at:
            raise UsageError(f"--accept 和 --reopen 记的是现在的数，不能和筛选、日期的选项同用；{HELP}")
        say(checking.decide(desk(ctx), checking.Decision(numbers, note, accepted=bool(accept))))
        return
    if note:
        raise UsageError(f"--note 只和 --accept 或 --reopen 同用；{HELP}")
    found = checking.check(desk(ctx), checking.Scope(target, unit, accepted), asked.as_of, asked.known_at)
    answer(found, asked, exit_code)
