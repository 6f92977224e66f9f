"""`jytrack task`: the plan's measures, looked at; their status and notes."""

from dataclasses import replace
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import AllTasks, Grounds, On, Page, TaskNo, TaskNumbers, task_numbers, word
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import say
from jytrack.domain.values.words import Colour, Part, TaskGrouping, TaskOrder, TaskStatus
from jytrack.errors import UsageError


def _part(text: str) -> Part:
    """The part a department plays; 牵头单位 and 责任单位 are accepted for 牵头 and 责任."""
    return word(Part)(text.strip().removesuffix("单位"))


def list_tasks(
    ctx: typer.Context,
    department: Annotated[str | None, typer.Option("--department", metavar="单位", help="只看这个单位的任务")] = None,
    role: Annotated[
        Part | None,
        typer.Option(
            "--role",
            parser=_part,
            metavar="角色",
            help="只看它牵头 lead、共同牵头 co_lead、责任 responsible 或因集合单位 via_group 承担的",
        ),
    ] = None,
    section: Annotated[str | None, typer.Option("--section", metavar="文字", help="只看标题含此文字的行动")] = None,
    status: Annotated[
        TaskStatus | None,
        typer.Option(
            "--status", parser=word(TaskStatus), metavar="状态", help="只看这个状态，如 in_progress 或 办理中"
        ),
    ] = None,
    light: Annotated[
        Colour | None, typer.Option("--light", parser=word(Colour), metavar="灯色", help="只看红 黄 绿 灰中的一种")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看有节点逾期的")] = False,
    by: Annotated[
        TaskGrouping | None,
        typer.Option(
            "--by",
            parser=word(TaskGrouping),
            metavar="分组",
            help="按行动 section、状态 status 或第一牵头单位 department 分开列",
        ),
    ] = None,
    order: Annotated[
        TaskOrder,
        typer.Option("--order", parser=word(TaskOrder), metavar="顺序", help="按方案顺序 plan，或逾期在前 overdue"),
    ] = TaskOrder.PLAN,
    *,
    asked: Page,
) -> None:
    """列出任务，可按单位、角色、行动、状态、灯色、逾期筛选，可分组。"""
    from jytrack.services.supervision import tasks

    wanted = tasks.Filter(department, role, section, status, light, overdue)
    answer(tasks.list_tasks(desk(ctx), wanted, tasks.Arrangement(by, order), asked.as_of, asked.known_at), asked)


def board(
    ctx: typer.Context,
    department: Annotated[
        str | None, typer.Option("--department", metavar="单位", help="只看这个单位的任务、指标和期限")
    ] = None,
    *,
    asked: Page,
) -> None:
    """任务看板：一屏看全，开会用：各行动亮灯、红灯、逾期和到期、等谁办。"""
    from jytrack.services.supervision import tasks

    answer(tasks.board(desk(ctx), asked.as_of, asked.known_at, department), asked)


def show(
    ctx: typer.Context,
    no: TaskNo,
    *,
    asked: Page,
) -> None:
    """看一项任务：内容、单位、指标、节点、政策、记录。"""
    from jytrack.services.supervision import tasks

    answer(tasks.show(desk(ctx), no, asked.as_of, asked.known_at), asked)


def update(
    ctx: typer.Context,
    no: TaskNo,
    status: Annotated[
        TaskStatus | None,
        typer.Option("--status", parser=word(TaskStatus), metavar="状态", help="改为这个状态，如 done 或 办结"),
    ] = None,
    milestone: Annotated[
        str | None, typer.Option("--milestone", metavar="节点", help="这个节点已完成，写节点名称")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明依据")] = "",
    on: On = None,
) -> None:
    """把牵头单位改到下一个状态，或登记一个节点已完成。"""
    from jytrack.services.supervision import milestones, tasks
    from jytrack.services.supervision.supervising import Ground

    ground = Ground(no, note=note, on=on)
    if status is not None and milestone is None:
        for line in tasks.move(desk(ctx), status, ground):
            say(line)
    elif milestone is not None and status is None:
        say(milestones.finish(desk(ctx), milestone, ground))
    else:
        raise UsageError(f"请写 --status 状态 或 --milestone 节点 中的一个；任务现状见 jytrack task show {no}")


def note(
    ctx: typer.Context,
    numbers: TaskNumbers = None,
    text: Annotated[str | None, typer.Argument(metavar="[文字]", help="备注内容", show_default=False)] = None,
    departments: Annotated[
        list[str] | None,
        typer.Option("--department", metavar="单位", help="和 --all-tasks 合用：只记这个单位承担的任务，可写多次"),
    ] = None,
    all_tasks: AllTasks = False,
    *,
    ground: Grounds,
) -> None:
    """给任务记一条备注；多项任务记同一句话的，一次记完。"""
    from jytrack.services.supervision import bulk

    if text is not None and ground.note:
        raise UsageError("备注写了两处，请留一处；用法见 jytrack task note --help")
    if departments and not all_tasks:
        raise UsageError("--department 要和 --all-tasks 合用；用法见 jytrack task note --help")
    wanted = task_numbers(numbers, everything=all_tasks)
    told = ground.told(0, departments or ())
    say(bulk.note(desk(ctx), wanted, replace(told, note=text) if text is not None else told))
