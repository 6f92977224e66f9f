"""`jytrack task assign … cancel`, `extend`, `approve`, `refuse`: a task moved on, with its grounds."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import whole_day
from jytrack.cli.values.options import AllTasks, Grounds, TaskNumbers, task_numbers
from jytrack.cli.values.talk import say
from jytrack.domain.values.words import Act

Departments = Annotated[
    list[str] | None,
    typer.Option("--department", metavar="单位", help="哪个单位，可写多次；默认第一牵头单位，集合单位即其成员"),
]
Department = Annotated[str | None, typer.Option("--department", metavar="单位", help="哪个单位；默认第一牵头单位")]
Everyone = Annotated[bool, typer.Option("--all", help="这项任务里可以这样办的单位一起办")]
Milestone = Annotated[str, typer.Option("--milestone", metavar="节点", help="延的是这个节点；不写是整项任务")]
EachRequest = Annotated[bool, typer.Option("--all-tasks", help="所有待批的申请一起办；写了就不写序号")]

HELP = {
    Act.ASSIGN: "交办：把任务交给单位。",
    Act.ACCEPT: "签收：单位收到交办。",
    Act.START: "办理：单位开始办，或退回、反馈后接着办。",
    Act.REPORT: "反馈：单位报来办理情况，须写依据。",
    Act.RETURN: "退回：反馈不合要求，退回重办；办结、销号的也可退回。",
    Act.FINISH: "办结：反馈已核实，任务完成。",
    Act.CLOSE: "销号：办结的任务从台账销号。",
    Act.SUSPEND: "中止：暂时不办，须写原因。",
    Act.RESUME: "恢复：中止或取消的任务回到原来的状态。",
    Act.CANCEL: "取消：不再办，须写原因。",
}


def mover(act: Act) -> Callable[..., None]:
    """The command that moves departments by `act`."""

    def command(
        ctx: typer.Context,
        numbers: TaskNumbers = None,
        departments: Departments = None,
        everyone: Everyone = False,
        all_tasks: AllTasks = False,
        *,
        ground: Grounds,
    ) -> None:
        from jytrack.services.supervision import bulk

        wanted = task_numbers(numbers, everything=all_tasks)
        told = ground.told(0, departments or (), everyone=everyone)
        for line in bulk.move(desk(ctx), act, wanted, told):
            say(line)

    command.__doc__ = HELP[act]
    return command


def extend(
    ctx: typer.Context,
    until: Annotated[date, typer.Option("--until", parser=whole_day, metavar="日期", help="要延到哪天")],
    numbers: TaskNumbers = None,
    milestone: Milestone = "",
    department: Department = None,
    all_tasks: AllTasks = False,
    *,
    ground: Grounds,
) -> None:
    """延期申请：任务或其中一个节点要延到某日，须写原因；原定日期照计。"""
    from jytrack.services.supervision import extending, postponing

    wanted = task_numbers(numbers, everything=all_tasks)
    told = ground.told(0, [department] if department else ())
    for line in postponing.request(desk(ctx), wanted, extending.Wish(told, until, milestone)):
        say(line)


def approve(
    ctx: typer.Context,
    numbers: TaskNumbers = None,
    milestone: Milestone = "",
    until: Annotated[
        date | None, typer.Option("--until", parser=whole_day, metavar="日期", help="批准延到哪天；默认申请的那天")
    ] = None,
    department: Department = None,
    all_tasks: EachRequest = False,
    *,
    ground: Grounds,
) -> None:
    """批准延期申请；原定日期照计。"""
    from jytrack.services.supervision import extending, postponing

    wanted = task_numbers(numbers, everything=all_tasks)
    told = ground.told(0, [department] if department else ())
    for line in postponing.decide(desk(ctx), wanted, extending.Wish(told, until, milestone), granted=True):
        say(line)


def refuse(
    ctx: typer.Context,
    numbers: TaskNumbers = None,
    milestone: Milestone = "",
    department: Department = None,
    all_tasks: EachRequest = False,
    *,
    ground: Grounds,
) -> None:
    """不准延期申请，须写原因。"""
    from jytrack.services.supervision import extending, postponing

    wanted = task_numbers(numbers, everything=all_tasks)
    told = ground.told(0, [department] if department else ())
    for line in postponing.decide(desk(ctx), wanted, extending.Wish(told, None, milestone), granted=False):
        say(line)
