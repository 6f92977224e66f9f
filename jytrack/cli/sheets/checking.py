"""`jytrack target check`: what on record deserves a second look, and what the office says of it."""

from typing import Annotated, NamedTuple

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import Page
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import say
from jytrack.domain.values.chosen import numbers_in
from jytrack.errors import UsageError


class Numbers(NamedTuple):
    """The numbers of several doubts."""

    all: tuple[int, ...]


def numbers(text: str) -> Numbers:
    """Which doubts: 3, 1-3 or 1,2,5."""
    found = numbers_in(text)
    if found is None:
        raise typer.BadParameter(f"“{text}”不是编号，应写成 3、1-3 或 1,2,5")
    return Numbers(found)


HELP = "用法见 jytrack target check --help"


def check(
    ctx: typer.Context,
    target: Annotated[str | None, typer.Option("--target", metavar="指标", help="只看这个指标")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位报的")] = None,
    accepted: Annotated[bool, typer.Option("--accepted", help="已核实的也列出：说明、谁、何时")] = False,
    accept: Annotated[
        list[Numbers] | None,
        typer.Option(
            "--accept", parser=numbers, metavar="编号", help="核对无误的疑点，记为核实；多个写成 1-3 或 1,2,5"
        ),
    ] = None,
    reopen: Annotated[
        list[Numbers] | None,
        typer.Option("--reopen", parser=numbers, metavar="编号", help="核实过的重新列为疑点；多个写成 1-3 或 1,2,5"),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="核实或重新列为疑点的依据")] = "",
    *,
    asked: Page,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有待核对的疑点时退出码为7")] = False,
) -> None:
    """核对已登记的填报数：列出疑点和依据，核实无误的记下。"""
    from jytrack.services.sheets import checking

    if decided := [number for each in accept or reopen or () for number in each.all]:
        if accept and reopen:
            raise UsageError(f"--accept 和 --reopen 一次只用一个；{HELP}")
        if target or unit or accepted or asked.as_of or asked.known_at:
            raise UsageError(f"--accept 和 --reopen 记的是现在的数，不能和筛选、日期的选项同用；{HELP}")
        for line in checking.decide(desk(ctx), checking.Decision(decided, note, accepted=bool(accept))):
            say(line)
        return
    if note:
        raise UsageError(f"--note 只和 --accept 或 --reopen 同用；{HELP}")
    found = checking.check(desk(ctx), checking.Scope(target, unit, accepted), asked.as_of, asked.known_at)
    answer(found, asked, exit_code)
