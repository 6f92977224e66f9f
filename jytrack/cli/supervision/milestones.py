"""`jytrack task milestone`: a task's milestones added, done, opened again, taken back."""

from datetime import date
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import whole_day
from jytrack.cli.values.options import Files, Grounds, Note, TaskNo, TaskNumbers, task_numbers
from jytrack.cli.values.talk import say

Name = Annotated[str, typer.Argument(metavar="节点", help="节点名称", show_default=False)]
TakenBackOn = Annotated[
    date | None,
    typer.Option("--on", parser=whole_day, metavar="日期", help="从哪天起；默认原来登记的那天，等于没有登记过"),
]


def add_milestone(
    ctx: typer.Context,
    numbers: TaskNumbers,
    name: Name,
    due: Annotated[date, typer.Option("--due", parser=whole_day, metavar="日期", help="哪天到期")],
    *,
    ground: Grounds,
) -> None:
    """给任务新增一个节点，须写依据；几项任务的同一个节点一次加完。"""
    from jytrack.services.supervision import milestones

    wanted = task_numbers(numbers, everything=False) or ()
    for line in milestones.add_each(desk(ctx), wanted, name, due, ground.told(0)):
        say(line)


def finish_milestone(ctx: typer.Context, numbers: TaskNumbers, name: Name, *, ground: Grounds) -> None:
    """登记一个节点或清单事项已完成；迟了的记明迟几天。"""
    from jytrack.services.supervision import milestones

    wanted = task_numbers(numbers, everything=False) or ()
    for line in milestones.finish_each(desk(ctx), wanted, name, ground.told(0)):
        say(line)


def reopen_milestone(
    ctx: typer.Context, no: TaskNo, name: Name, note: Note = "", on: TakenBackOn = None, files: Files = None
) -> None:
    """重开一个登记错了或实际没办成的节点，须写依据；原来的登记留在日志里。"""
    from jytrack.services.supervision import milestones

    say(milestones.reopen(desk(ctx), name, Grounds(note, on, files).told(no)))


def drop_milestone(
    ctx: typer.Context, no: TaskNo, name: Name, note: Note = "", on: TakenBackOn = None, files: Files = None
) -> None:
    """撤销一个自己新增的节点，须写依据；方案里的节点不能撤销。"""
    from jytrack.services.supervision import milestones

    say(milestones.drop(desk(ctx), name, Grounds(note, on, files).told(no)))
