"""`jytrack report variance`, `townships`, `matrix`, `explain`: what figures come to, beside goals and each other."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import CheckedPage, Order, Page, word
from jytrack.cli.values.output import answer, is_read
from jytrack.domain.values.words import Colour, UnitOrder


def variance(
    ctx: typer.Context,
    department: Annotated[
        str | None, typer.Option("--department", metavar="单位", help="只看这个单位牵头或填报的")
    ] = None,
    light: Annotated[
        Colour | None, typer.Option("--light", parser=word(Colour), metavar="灯色", help="只看红 黄 绿 灰中的一种")
    ] = None,
    main: Annotated[bool, typer.Option("--main", help="只看方案的主要目标（不归在某项任务下的）")] = False,
    *,
    monthly: Annotated[
        bool, typer.Option("--monthly", help="另列本月数、上年同月数、同比和环比（csv、json 里总有）")
    ] = False,
    asked: CheckedPage,
) -> None:
    """与年度目标的差额，一行一个指标。"""
    from jytrack.services.accounts import reporting

    wanted = reporting.Choice(department, light, main)
    page = reporting.variance(desk(ctx), asked.as_of, asked.known_at, wanted, monthly=monthly)
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

    given = desk(ctx), target, unit, order, asked.as_of, asked.known_at
    answer(comparing.townships(*given, short=is_read(asked)), asked)


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
    code: Annotated[
        str, typer.Argument(metavar="指标", help="指标名称或代码，写一部分也行，如 城镇新增", show_default=False)
    ],
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看这个单位的数怎么来的")] = None,
    *,
    asked: Page,
) -> None:
    """一个数怎么来的：算式、规则，依据的每个填报数出自哪行。"""
    from jytrack.services.figures import explaining

    answer(explaining.explanation(desk(ctx), code, unit, asked.as_of, asked.known_at), asked)
