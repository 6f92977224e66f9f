"""`jytrack report`: the page the office looks at daily, its parts, and the weekly summary."""

from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.context import desk
from jytrack.cli.options import AsOf, ExitCode, FormatOption, KnownAt, OutFile, month, word
from jytrack.cli.output import answer, text_file, write
from jytrack.cli.shell import Command, group
from jytrack.domain.period import Period
from jytrack.domain.words import UnitOrder

if TYPE_CHECKING:
    from jytrack.domain.preset import Preset

app = group("看进度：差额与责任、周报。")

Order = Annotated[
    UnitOrder, typer.Option("--order", parser=word(UnitOrder), metavar="顺序", help="按方案顺序 plan，或按名次 rank")
]


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
    department: Annotated[
        str | None,
        typer.Option("--department", metavar="单位", help="打开这个单位：每个数由哪些事项组成，依据什么"),
    ] = None,
    order: Order = UnitOrder.PLAN,
    score: Annotated[
        str | None,
        typer.Option("--score", metavar="办法", help="另外计分：自带的 ningxia，或自己的 .csv 文件；默认不计分"),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
    exit_code: ExitCode = False,
) -> None:
    """各单位的责任，一行一个单位；打开一个单位看每个数的依据。"""
    from jytrack.services import reporting

    preset = _preset(score) if score is not None else None
    answer(reporting.accountability(desk(ctx), as_of, known_at, department, order, preset), chosen, path, exit_code)


def _preset(asked: str) -> "Preset":
    """The preset asked for; what reads it is not loaded for pages without scores."""
    from jytrack.services.scoring import find_preset

    return find_preset(asked)


@app.command("townships", cls=Command)
def townships(
    ctx: typer.Context,
    target: Annotated[str | None, typer.Option("--target", metavar="指标", help="只看这个指标")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位")] = None,
    order: Order = UnitOrder.PLAN,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
) -> None:
    """各乡镇（单位）比较：完成率、名次、差多少、贡献。"""
    from jytrack.services import comparing

    answer(comparing.townships(desk(ctx), target, unit, order, as_of, known_at), chosen, path)


@app.command("submissions", cls=Command)
def submissions(
    ctx: typer.Context,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位，逐个指标列出")] = None,
    period: Annotated[
        Period | None, typer.Option("--period", parser=month, metavar="月份", help="只看这一期，如 2023-06")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
    exit_code: ExitCode = False,
) -> None:
    """报送情况：各单位各期按时、迟报、缺报、更正。"""
    from jytrack.services import submissions

    answer(submissions.submissions(desk(ctx), unit, period, as_of, known_at), chosen, path, exit_code)


@app.command("explain", cls=Command)
def explain(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="指标", help="指标代码或名称，如 urban-new-jobs", show_default=False)],
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位的数怎么来的")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
) -> None:
    """一个数怎么来的：算式、规则，依据的每个填报数出自哪行。"""
    from jytrack.services import explaining

    answer(explaining.explanation(desk(ctx), code, unit, as_of, known_at), chosen, path)


@app.command("brief", cls=Command)
def brief(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
    path: OutFile = None,
) -> None:
    """简报：三十秒能念完的一段话，和写得下的三句话。"""
    from jytrack.services import reporting

    answer(reporting.brief(desk(ctx), as_of, known_at), chosen, path)


@app.command("weekly", cls=Command)
def weekly(
    ctx: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    path: OutFile = None,
) -> None:
    """一周小结：纯文本，不超过 2048 字节，可发到聊天群。"""
    from jytrack.services import reporting

    text_file(path)
    write(reporting.weekly(desk(ctx), as_of, known_at), path)
