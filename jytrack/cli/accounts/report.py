"""`jytrack report`: the page the office looks at daily, each department's account, and the summaries of both."""

from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import AsOf, CheckedPage, Format, KnownAt, Order, OutFile, Page
from jytrack.cli.values.output import answer, default_format, emit, text_file, write
from jytrack.cli.values.papers import hand_out
from jytrack.cli.values.talk import say
from jytrack.domain.values.words import UnitOrder
from jytrack.errors import UsageError

if TYPE_CHECKING:
    from jytrack.domain.accounts.preset import Preset

_HELP = "用法见 jytrack report accountability --help"


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
    everyone: Annotated[bool, typer.Option("--all", help="各单位各一份供签字的责任台账，写进 -o 后面的文件夹")] = False,
    order: Order = UnitOrder.PLAN,
    score: Annotated[
        str | None,
        typer.Option("--score", metavar="办法", help="另外计分：自带的 ningxia，或自己的 .csv 文件；默认不计分"),
    ] = None,
    *,
    asked: CheckedPage,
) -> None:
    """各单位的责任，一行一个单位；打开一个单位看每个数的依据，写成 .docx 是供签字盖章的责任台账。"""
    from jytrack.services.accounts import reporting

    if everyone and (department is not None or asked.path is None):
        raise UsageError(f"--all 要写 -o 文件夹，不写 --department；{_HELP}")
    preset = _preset(score) if score is not None else None
    form = asked.chosen or default_format(asked.path if asked.path and not everyone else None)
    if everyone or (department is not None and form is Format.DOCX):
        from jytrack.services.documents import letters

        made = letters.accounts(desk(ctx), letters.Asked(department, asked.as_of, asked.known_at), preset)
        if everyone:
            hand_out(made, asked.path, form if asked.chosen else Format.DOCX, suffixes=(), advice=_HELP)
        else:
            emit(made[0].report, form, asked.path)
        return
    page = reporting.accountability(desk(ctx), asked.as_of, asked.known_at, department, order, preset)
    answer(page, asked, asked.exit_code)


def _preset(asked: str) -> "Preset":
    """The preset asked for; what reads it is not loaded for pages without scores."""
    from jytrack.services.accounts.scoring import find_preset

    return find_preset(asked)


def brief(
    ctx: typer.Context,
    channel: Annotated[
        str | None, typer.Option("--send", metavar="通道", help="发到办公室在这个通道的地址，一天只发一次")
    ] = None,
    *,
    asked: Page,
) -> None:
    """简报：三十秒能念完的一段话，和写得下的三句话。"""
    from jytrack.services.accounts import reporting

    here = desk(ctx)
    if channel is None:
        answer(reporting.brief(here, asked.as_of, asked.known_at), asked)
        return
    from jytrack.reports.formats import plain
    from jytrack.services.delivery import periodic
    from jytrack.services.delivery.channels import channels

    text = plain.render(reporting.brief(here, asked.as_of, asked.known_at).report.document)
    _said(periodic.send(here, channels(), periodic.brief(text, asked.as_of or here.today), channel))


def _said(lines: list[str]) -> None:
    """Tell what was done."""
    for line in lines:
        say(line)


def weekly(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    path: OutFile = None,
    send: Annotated[bool, typer.Option("--send", help="发到办公室登记的地址，一周只发一次")] = False,
) -> None:
    """一周小结：纯文本，不超过2048字节，可发到聊天群。"""
    from jytrack.services.accounts import reporting

    text_file(path)
    here = desk(ctx)
    text = reporting.weekly(here, as_of, known_at)
    if not send:
        write(text, path)
        return
    from jytrack.services.delivery import periodic
    from jytrack.services.delivery.channels import channels

    _said(periodic.send(here, channels(), periodic.weekly(text, as_of or here.today)))
