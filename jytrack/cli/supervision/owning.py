"""`jytrack task own`, `task members`, `target own`: what the office decides where the plan leaves it open."""

from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import Grounds, Page, task_no
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import say
from jytrack.errors import UsageError

if TYPE_CHECKING:
    from jytrack.services.supervision.owning import Reason

Department = Annotated[str, typer.Option("--department", metavar="单位", help="由哪个单位牵头")]
AsPrinted = Annotated[bool, typer.Option("--as-printed", help="收回以前的决定，照方案原样")]


def own_task(
    ctx: typer.Context,
    no: Annotated[
        int | None,
        typer.Argument(parser=task_no, metavar="[序号]", help="任务序号；不写是看归属情况", show_default=False),
    ] = None,
    department: Department = "",
    as_printed: AsPrinted = False,
    *,
    ground: Grounds,
    asked: Page,
) -> None:
    """方案没有印明牵头单位的任务由谁牵头，须写依据；不写序号是看归属情况。"""
    from jytrack.services.supervision import owning

    if no is None:
        answer(owning.ownership(desk(ctx), asked.as_of, asked.known_at), asked)
        return
    if bool(department) is as_printed:
        raise UsageError(
            f"请写 --department 单位，或 --as-printed：jytrack task own {no} --department 单位 --note 依据"
        )
    say(owning.own_task(desk(ctx), no, department, _reason(ground)))


def own_target(
    ctx: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="[指标]", help="指标代码或名称；不写是看归属情况", show_default=False)
    ] = "",
    task: Annotated[
        int | None, typer.Option("--task", parser=task_no, metavar="序号", help="归哪项任务；写推定的那项就是确认")
    ] = None,
    department: Department = "",
    as_printed: AsPrinted = False,
    *,
    ground: Grounds,
    asked: Page,
) -> None:
    """方案没有印明归属的指标归哪项任务、由谁牵头，须写依据；不写指标是看归属情况。"""
    from jytrack.services.supervision import owning

    if not code:
        answer(owning.ownership(desk(ctx), asked.as_of, asked.known_at), asked)
        return
    if (task is not None or bool(department)) is as_printed:
        raise UsageError(
            f"请写 --task 序号、--department 单位，或 --as-printed：jytrack target own {code} --task 序号 --note 依据"
        )
    say(owning.own_target(desk(ctx), code, task, department, _reason(ground)))


def members(
    ctx: typer.Context,
    group: Annotated[
        str, typer.Argument(metavar="[集合单位]", help="集合单位的名称；不写是看归属情况", show_default=False)
    ] = "",
    added: Annotated[list[str] | None, typer.Option("--add", metavar="单位", help="增加这个成员，可写多次")] = None,
    removed: Annotated[
        list[str] | None, typer.Option("--remove", metavar="单位", help="减少这个成员，可写多次")
    ] = None,
    *,
    ground: Grounds,
    asked: Page,
) -> None:
    """集合单位有哪些成员：方案没有列的由办公室填，须写依据；不写单位是看归属情况。"""
    from jytrack.services.supervision import owning

    if not group:
        answer(owning.ownership(desk(ctx), asked.as_of, asked.known_at), asked)
        return
    for line in owning.change_members(desk(ctx), group, added or [], removed or [], _reason(ground)):
        say(line)


def _reason(ground: Grounds) -> "Reason":
    """On what a decision rests."""
    from jytrack.services.supervision.owning import Reason

    return Reason(ground.note, ground.on, tuple(ground.files or ()))
