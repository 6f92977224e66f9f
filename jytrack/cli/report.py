"""`jytrack report`: the page the office looks at daily, its parts, and the weekly summary."""

import typer

from jytrack.cli.context import desk
from jytrack.cli.options import AsOf, ExitCode, FormatOption, KnownAt, OutFile
from jytrack.cli.output import answer, write
from jytrack.cli.shell import Command, group

app = group("看进度：差额与责任、周报。")


@app.callback(invoke_without_command=True)
def report(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
    exit_code: ExitCode = False,
) -> None:
    """看进度：不带子命令时，列出与年度目标的差额和各单位责任。"""
    if ctx.invoked_subcommand is None:
        from jytrack.services import reporting

        answer(reporting.overview(desk(ctx), as_of, known_at), chosen, path, exit_code)


@app.command("variance", cls=Command)
def variance(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
    exit_code: ExitCode = False,
) -> None:
    """与年度目标的差额，一行一个指标。"""
    from jytrack.services import reporting

    answer(reporting.variance(desk(ctx), as_of, known_at), chosen, path, exit_code)


@app.command("accountability", cls=Command)
def accountability(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
    exit_code: ExitCode = False,
) -> None:
    """各单位的责任，一行一个单位。"""
    from jytrack.services import reporting

    answer(reporting.accountability(desk(ctx), as_of, known_at), chosen, path, exit_code)


@app.command("weekly", cls=Command)
def weekly(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    path: OutFile = None,
) -> None:
    """一周小结：纯文本，不超过 2048 字节，可发到聊天群。"""
    from jytrack.services import reporting

    write(reporting.weekly(desk(ctx), as_of, known_at), path)
