"""`jytrack remind`: what is due, late, missing or behind, and whom to ask; and the ledger of what was sent."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import whole_day
from jytrack.cli.values.files import append_line
from jytrack.cli.values.options import AsOf, CheckedPage, Note, Out, Page, nth
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import say, warn
from jytrack.errors import OutputProblem, UsageError

Department = Annotated[str | None, typer.Option("--department", metavar="单位", help="只看、只发这个单位")]


def remind(
    ctx: typer.Context,
    department: Annotated[str | None, typer.Option("--department", metavar="单位", help="只看找这个单位的")] = None,
    *,
    asked: CheckedPage,
) -> None:
    """该催的事：七日内到期、逾期、缺报、落后，责任单位是谁，催过几次。"""
    if ctx.invoked_subcommand is None:
        from jytrack.services.delivery import reminding

        answer(reminding.remind(desk(ctx), asked.as_of, asked.known_at, department), asked, asked.exit_code)


def send(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="试看：每条消息全文显示，不发送，不登记")] = False,
    channel: Annotated[str | None, typer.Option("--channel", metavar="通道", help="只发走这个通道的")] = None,
    department: Department = None,
    again: Annotated[
        int | None, typer.Option("--again", parser=nth, metavar="第几条", help="重发这一条，见 jytrack remind log")
    ] = None,
    as_of: AsOf = None,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="文件", help="不显示结果，记一行到这个文件，供定时任务用")
    ] = None,
    *,
    out: Out,
) -> None:
    """把到了提醒时候的事发给各单位，一个单位一条消息，发过的不再发；供定时任务用。"""
    from jytrack.services.delivery import sending
    from jytrack.services.delivery.channels import channels

    here = desk(ctx)
    ran = sending.send(here, channels(), sending.Order(dry_run, channel, department, again, as_of))
    if log is not None:
        append_line(log, f"{here.now:%Y-%m-%d %H:%M:%S} {here.where} {ran.summary}")
    if log is None or out.path is not None:  # cron mails whatever is said
        answer(ran.answer, out)
    for line in ran.told:
        warn(line)
    if ran.told:
        raise typer.Exit(OutputProblem.exit_code)


def log(
    ctx: typer.Context,
    department: Department = None,
    since: Annotated[date | None, typer.Option("--since", parser=whole_day, metavar="日期", help="从哪天起")] = None,
    *,
    asked: Page,
) -> None:
    """催办记录：哪天发给谁、什么事、送到没有。"""
    from jytrack.services.delivery import settling

    answer(settling.log(desk(ctx), department, since, asked.as_of, asked.known_at), asked)


def settle(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(parser=nth, metavar="第几条", help="见 jytrack remind log", show_default=False)
    ],
    sent: Annotated[bool, typer.Option("--sent", help="问过了，已经送到")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="没有送到，下次运行重发")] = False,
    note: Note = "",
) -> None:
    """登记不知是否送达的一条消息到底送到没有。"""
    if sent is failed:
        raise UsageError(f"请写 --sent 或 --failed：jytrack remind settle {number} --sent")
    from jytrack.domain.delivery.ledger import Outcome
    from jytrack.services.delivery import settling

    say(settling.settle(desk(ctx), number, Outcome.SENT if sent else Outcome.FAILED, note))


def record(
    ctx: typer.Context,
    department: Annotated[str, typer.Option("--department", metavar="单位", help="催了哪个单位")],
    note: Note = "",
) -> None:
    """登记人工催办，如电话催、当面催；和发出的消息一样计入已催次数。"""
    from jytrack.services.delivery import settling

    say(settling.record(desk(ctx), department, note))
