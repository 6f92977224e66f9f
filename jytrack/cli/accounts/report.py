"""`jytrack report`: the page the office looks at daily, each department's account, and the summaries of both."""

from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import AsOf, CheckedPage, KnownAt, Order, OutFile, Page
from jytrack.cli.values.output import answer, text_file, write
from jytrack.domain.values.words import UnitOrder

if TYPE_CHECKING:
    from jytrack.domain.accounts.preset import Preset


def report(
    ctx: typer.Context,
    *,
    asked: CheckedPage,
) -> None:
    """看进度：不带子命令时，列出与年度目标的差额和各单位责任。"""
    if ctx.invoked_subcommand is None:
        from jytrack.services.accounts import reporting

        answer(reporting.overview(desk(ctx), asked.as_of, asked.known_at), asked, asked.exit_code)


def accountability(
    ctx: typer.Context,
    department: Annotated[
        str | None,
        typer.Option("--department", metavar="单位", help="打开这个单位：每个数由哪些事项组成，依据什么"),
    ] = None,
    order: Order = UnitOrder.PLAN,
    score: Annotated[
        str | None,
        typer.Option("--score", metavar="办法", help="另外计分：自带的 ningxia，或自己的 .csv 文件；默认不计分"),
    ] = None,
    *,
    asked: CheckedPage,
) -> None:
    """各单位的责任，一行一个单位；打开一个单位看每个数的依据。"""
    from jytrack.services.accounts import reporting

    preset = _preset(score) if score is not None else None
    page = reporting.accountability(desk(ctx), asked.as_of, asked.known_at, department, order, preset)
    answer(page, asked, asked.exit_code)


def _preset(asked: str) -> "Preset":
    """The preset asked for; what reads it is not loaded for pages without scores."""
    from jytrack.services.accounts.scoring import find_preset

    return find_preset(asked)


def brief(
    ctx: typer.Context,
    *,
    asked: Page,
) -> None:
    """简报：三十秒能念完的一段话，和写得下的三句话。"""
    from jytrack.services.accounts import reporting

    answer(reporting.brief(desk(ctx), asked.as_of, asked.known_at), asked)


def weekly(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    path: OutFile = None,
) -> None:
    """一周小结：纯文本，不超过 2048 字节，可发到聊天群。"""
    from jytrack.services.accounts import reporting

    text_file(path)
    write(reporting.weekly(desk(ctx), as_of, known_at), path)
