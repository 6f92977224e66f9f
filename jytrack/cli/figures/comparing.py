"""`jytrack report variance`, `townships`, `matrix`, `explain`: what figures come to, beside goals and each other."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import CheckedPage, Order, Page
from jytrack.cli.values.output import answer
from jytrack.domain.values.words import UnitOrder


def variance(
    ctx: typer.Context,
    *,
    monthly: Annotated[
        bool, typer.Option("--monthly", help="另列本月数、上年同月数、同比和环比（csv、json 里总有）")
    ] = False,
    asked: CheckedPage,
) -> None:
    """与年度目标的差额，一行一个指标。"""
    from jytrack.services.accounts import reporting

    page = reporting.variance(desk(ctx), asked.as_of, asked.known_at, monthly=monthly)
    answer(page, asked, asked.exit_code)


def townships(
    ctx: typer.Context,
    target: Annotated[str | None, typer.Option("--target", metavar="指标", help="只看这个指标")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位")] = None,
    order: Order = UnitOrder.PLAN,
    *,
    asked: Page,
) -> None:
    """各乡镇（单位）比较：完成率、名次、差额、贡献。"""
    from jytrack.services.figures import comparing

    answer(comparing.townships(desk(ctx), target, unit, order, asked.as_of, asked.known_at), asked)


def matrix(
    ctx: typer.Context,
    order: Order = UnitOrder.PLAN,
    *,
    asked: Page,
) -> None:
    """乡镇综合一览：各单位各指标的完成率和亮灯，平均名次，比上月升降。"""
    from jytrack.services.figures import comparing

    answer(comparing.matrix(desk(ctx), order, asked.as_of, asked.known_at), asked)


def explain(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="指标", help="指标代码或名称，如 urban-new-jobs", show_default=False)],
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位的数怎么来的")] = None,
    *,
    asked: Page,
) -> None:
    """一个数怎么来的：算式、规则，依据的每个填报数出自哪行。"""
    from jytrack.services.figures import explaining

    answer(explaining.explanation(desk(ctx), code, unit, asked.as_of, asked.known_at), asked)
