"""`jytrack task assign … cancel`, `extend`, `approve`, `refuse`, `milestone`: a task moved on, with its grounds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.context import desk
from jytrack.cli.options import On, day, whole_day
from jytrack.cli.output import say, write_stdout
from jytrack.cli.shell import Command, group
from jytrack.domain.words import Act

if TYPE_CHECKING:
    from jytrack.services.supervising import Ground

nodes = group("节点：新增，登记完成，重开，撤销；延期用 jytrack task extend。")

TaskNo = Annotated[int, typer.Argument(metavar="序号", help="任务序号，如 8", show_default=False)]
Departments = Annotated[
    list[str] | None,
    typer.Option("--department", metavar="单位", help="哪个单位，可写多次；默认第一牵头单位，集合单位即其成员"),
]
Department = Annotated[str | None, typer.Option("--department", metavar="单位", help="哪个单位；默认第一牵头单位")]
Everyone = Annotated[bool, typer.Option("--all", help="这项任务里可以这样办的单位一起办")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="依据或说明")]
Files = Annotated[
    list[Path] | None, typer.Option("--file", metavar="文件", help="附材料，可写多次；在数据库旁边存一份")
]
Milestone = Annotated[str, typer.Option("--milestone", metavar="节点", help="延的是这个节点；不写是整项任务")]

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


def register(app: typer.Typer) -> None:
    """Put the commands into the group of tasks."""
    for act in Act:
        app.command(act.value, cls=Command, help=HELP[act])(_mover(act))
    app.command("extend", cls=Command)(extend)
    app.command("approve", cls=Command)(approve)
    app.command("refuse", cls=Command)(refuse)
    app.add_typer(nodes, name="milestone")


def _ground(
    no: int,
    note: str,
    on: date | None,
    files: list[Path] | None,
    departments: list[str] | None = None,
    *,
    everyone: bool = False,
) -> "Ground":
    """Who acts in which task, on what ground: the options that all these commands have."""
    from jytrack.services.supervising import Ground

    return Ground(no, tuple(departments or ()), everyone, note, on, tuple(files or ()))


def _mover(act: Act) -> Callable[..., None]:
    """The command that moves departments by `act`."""

    def command(
        ctx: typer.Context,
        no: TaskNo,
        departments: Departments = None,
        everyone: Everyone = False,
        note: Note = "",
        on: On = None,
        files: Files = None,
    ) -> None:
        from jytrack.services import supervising

        ground = _ground(no, note, on, files, departments, everyone=everyone)
        for line in supervising.move(desk(ctx), act, ground):
            say(line)

    return command


def extend(
    ctx: typer.Context,
    no: TaskNo,
    until: Annotated[date, typer.Option("--until", parser=day, metavar="日期", help="要延到哪天")],
    milestone: Milestone = "",
    department: Department = None,
    note: Note = "",
    on: On = None,
    files: Files = None,
) -> None:
    """延期申请：任务或其中一个节点要延到某日，须写原因；原定日期照计。"""
    from jytrack.services import extending

    ground = _ground(no, note, on, files, [department] if department else None)
    say(extending.request(desk(ctx), extending.Wish(ground, until, milestone)))


def approve(
    ctx: typer.Context,
    no: TaskNo,
    milestone: Milestone = "",
    until: Annotated[
        date | None, typer.Option("--until", parser=day, metavar="日期", help="批准延到哪天；默认申请的那天")
    ] = None,
    department: Department = None,
    note: Note = "",
    on: On = None,
    files: Files = None,
) -> None:
    """批准延期申请；原定日期照计。"""
    from jytrack.services import extending

    ground = _ground(no, note, on, files, [department] if department else None)
    say(extending.decide(desk(ctx), extending.Wish(ground, until, milestone), granted=True))


def refuse(
    ctx: typer.Context,
    no: TaskNo,
    milestone: Milestone = "",
    department: Department = None,
    note: Note = "",
    on: On = None,
    files: Files = None,
) -> None:
    """不准延期申请，须写原因。"""
    from jytrack.services import extending

    ground = _ground(no, note, on, files, [department] if department else None)
    say(extending.decide(desk(ctx), extending.Wish(ground, None, milestone), granted=False))


Name = Annotated[str, typer.Argument(metavar="节点", help="节点名称", show_default=False)]
TakenBackOn = Annotated[
    date | None,
    typer.Option("--on", parser=whole_day, metavar="日期", help="从哪天起；默认原来登记的那天，等于没有登记过"),
]


@nodes.callback(invoke_without_command=True)
def milestone_group(ctx: typer.Context) -> None:
    """节点：新增，登记完成，重开，撤销；延期用 jytrack task extend。"""
    if ctx.invoked_subcommand is None:
        write_stdout(ctx.get_help())


@nodes.command("add", cls=Command)
def add_milestone(
    ctx: typer.Context,
    no: TaskNo,
    name: Name,
    due: Annotated[date, typer.Option("--due", parser=day, metavar="日期", help="哪天到期")],
    note: Note = "",
    on: On = None,
    files: Files = None,
) -> None:
    """给任务新增一个节点，须写依据。"""
    from jytrack.services import milestones

    say(milestones.add(desk(ctx), name, due, _ground(no, note, on, files)))


@nodes.command("done", cls=Command)
def finish_milestone(
    ctx: typer.Context, no: TaskNo, name: Name, note: Note = "", on: On = None, files: Files = None
) -> None:
    """登记一个节点或清单事项已完成；迟了的记明迟几天。"""
    from jytrack.services import milestones

    say(milestones.finish(desk(ctx), name, _ground(no, note, on, files)))


@nodes.command("reopen", cls=Command)
def reopen_milestone(
    ctx: typer.Context, no: TaskNo, name: Name, note: Note = "", on: TakenBackOn = None, files: Files = None
) -> None:
    """重开一个登记错了或实际没办成的节点，须写依据；原来的登记留在日志里。"""
    from jytrack.services import milestones

    say(milestones.reopen(desk(ctx), name, _ground(no, note, on, files)))


@nodes.command("drop", cls=Command)
def drop_milestone(
    ctx: typer.Context, no: TaskNo, name: Name, note: Note = "", on: TakenBackOn = None, files: Files = None
) -> None:
    """撤销一个自己新增的节点，须写依据；方案里的节点不能撤销。"""
    from jytrack.services import milestones

    say(milestones.drop(desk(ctx), name, _ground(no, note, on, files)))
