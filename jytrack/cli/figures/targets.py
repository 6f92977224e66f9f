"""`jytrack target list`, `show` and `readings`: the goals, and what was reported for them."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import Code, Month, Page, Unit, task_no
from jytrack.cli.values.output import answer


def list_targets(
    ctx: typer.Context,
    department: Annotated[
        str | None, typer.Option("--department", metavar="单位", help="只看这个单位牵头或填报的")
    ] = None,
    task: Annotated[int | None, typer.Option("--task", parser=task_no, metavar="序号", help="只看这项任务的")] = None,
    *,
    asked: Page,
) -> None:
    """列出年度目标：目标值、依据、时序、填报单位。"""
    from jytrack.services.figures import targets

    answer(targets.list_targets(desk(ctx), department, task, asked.as_of, asked.known_at), asked)


def show(
    ctx: typer.Context,
    code: Code,
    *,
    asked: Page,
) -> None:
    """看一个指标：目标、时序、填报责任、已报数。"""
    from jytrack.services.figures import targets

    answer(targets.show(desk(ctx), code, asked.as_of, asked.known_at), asked)


def readings(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="[指标]", help="指标代码或名称", show_default=False)] = None,
    unit: Unit = None,
    period: Month = None,
    history: Annotated[bool, typer.Option("--history", help="连同被更正的旧数一起列出")] = False,
    *,
    asked: Page,
) -> None:
    """列出填报数：谁报的、何时收到、出自哪个文件哪一行。"""
    from jytrack.services.figures import targets

    shown = targets.readings(desk(ctx), code, unit, period, asked.as_of, asked.known_at, with_history=history)
    answer(shown, asked)
