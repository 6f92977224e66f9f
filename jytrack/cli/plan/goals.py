"""`jytrack target revise`, `allocate` and `schedule`: what the office changes of a goal, from a date, with a reason."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import first_day, whole_day
from jytrack.cli.values.options import Code, DryRun, Out, Page, word
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import say
from jytrack.domain.values.words import ScheduleKind
from jytrack.errors import UsageError


def revise(
    ctx: typer.Context,
    code: Code,
    goal: Annotated[str, typer.Option("--goal", metavar="数", help="新的年度目标值")],
    begins: Annotated[
        date, typer.Option("--from", parser=first_day, metavar="日期", help="从哪天起执行，如 2023-08 即8月1日")
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="调整的原因")],
    document: Annotated[str, typer.Option("--document", metavar="文字", help="依据的文件")] = "",
) -> None:
    """调整年度目标值：从某日起，写明原因，原目标仍可查。"""
    from jytrack.services.plan import goals

    say(goals.revise(desk(ctx), goals.Revision(code, goal, begins, reason, document)))


def allocate(
    ctx: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="[指标]", help="指标代码或名称；不写就按 --file 的表头分解全部指标", show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[文件]", help="单位和分解数两列，或有这个指标一列的分解表", show_default=False),
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--file", metavar="文件", help="分解表：一行一个单位，一列一个指标（.xlsx .csv 等）")
    ] = None,
    equal: Annotated[bool, typer.Option("--equal", help="各单位平均分")] = False,
    weights: Annotated[
        str, typer.Option("--weights", metavar="权数", help="按村数 villages、按上年 last-year，或两列文件：单位,权数")
    ] = "",
    begins: Annotated[
        date | None, typer.Option("--from", parser=first_day, metavar="日期", help="从哪天起执行；默认年初")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="分解的说明")] = "",
    allow_shortfall: Annotated[bool, typer.Option("--allow-shortfall", help="合计少于目标也写入")] = False,
    dry_run: DryRun = False,
    *,
    out: Out,
) -> None:
    """把年度目标分解到单位：按分解表、平均、或按权数，合计与目标核对；有一处错就都不写入。"""
    from jytrack.services.plan import allocating

    if code is not None and file is None and Path(code).is_file():
        file, code = Path(code), None
    if file is not None and sheet is not None:
        raise UsageError("分解文件写了两个，请留一个；用法见 jytrack target allocate --help")
    order = allocating.Order(code, file or sheet, equal, weights, begins, reason, allow_shortfall, dry_run)
    answer(allocating.allocate(desk(ctx), order), out)


def schedule(
    ctx: typer.Context,
    code: Code,
    kind: Annotated[
        ScheduleKind | None,
        typer.Option(
            "--kind", parser=word(ScheduleKind), metavar="类型", help="linear steps last_year checkpoint 之一"
        ),
    ] = None,
    points: Annotated[str, typer.Option("--points", metavar="比例", help="分步的12个累计比例，用逗号隔开")] = "",
    checkpoint: Annotated[
        date | None, typer.Option("--checkpoint", parser=whole_day, metavar="日期", help="考核节点的日期")
    ] = None,
    early_warning: Annotated[bool, typer.Option("--early-warning", help="改的是预警时序，不影响亮灯")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="取消预警时序")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="改动的原因")] = "",
    *,
    asked: Page,
) -> None:
    """看或改时序进度：正式的，和只作提示的预警时序。"""
    from jytrack.services.plan import scheduling

    order = scheduling.Order(code, kind, points, checkpoint, early_warning, remove, reason)
    answer(scheduling.schedule(desk(ctx), order, asked.as_of, asked.known_at), asked)
