"""`jytrack remind contacts` and `remind channels`: where departments are reached, and by which way."""

from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import KnownAt, Out
from jytrack.cli.values.output import answer, write_stdout
from jytrack.cli.values.talk import say, secret

Name = Annotated[str, typer.Argument(metavar="单位", help="单位名称，或“办公室”", show_default=False)]
Channel = Annotated[str, typer.Option("--channel", metavar="通道", help="通道的名字，见 jytrack remind channels")]
Address = Annotated[str, typer.Option("--address", metavar="地址", help="邮箱地址；群机器人可不写")]


def contacts(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Option("--import", metavar="文件", help="从 .csv 登记：单位、通道，可有 地址、只收抄送、手机"),
    ] = None,
) -> None:
    """联系方式：各单位的消息发到哪里。"""
    if ctx.invoked_subcommand is not None:
        return
    if file is None:
        write_stdout(ctx.get_help(), paged=True)
        return
    from jytrack.services.delivery import contacts as service
    from jytrack.services.delivery.channels import channels

    say(service.import_contacts(desk(ctx), channels(), file))


def list_contacts(ctx: typer.Context, known_at: KnownAt = None, *, out: Out) -> None:
    """列出联系方式，和还没有联系方式的单位。"""
    from jytrack.services.delivery import contacts as service

    answer(service.listed(desk(ctx), known_at), out)


def set_contact(
    ctx: typer.Context,
    department: Name,
    channel: Channel,
    address: Address = "",
    copy: Annotated[bool, typer.Option("--copy", help="只收抄送和督办，如分管领导的办公邮箱")] = False,
    mobile: Annotated[str, typer.Option("--mobile", metavar="手机号", help="群里 @ 谁；显示时隐去中间四位")] = "",
) -> None:
    """登记一个单位的联系方式；一个单位可以有几个。"""
    from jytrack.domain.delivery.ledger import Recipient
    from jytrack.domain.delivery.routing import Contact
    from jytrack.services.delivery import contacts as service
    from jytrack.services.delivery.channels import channels

    contact = Contact(Recipient(department, channel, address), copy, mobile)
    say(service.set_contact(desk(ctx), channels(), contact))


def drop_contact(ctx: typer.Context, department: Name, channel: Channel, address: Address = "") -> None:
    """停用一个联系方式；以前的记录不变。"""
    from jytrack.domain.delivery.ledger import Recipient
    from jytrack.domain.delivery.routing import Contact
    from jytrack.services.delivery import contacts as service

    say(service.drop_contact(desk(ctx), Contact(Recipient(department, channel, address))))


def channels(ctx: typer.Context, *, out: Out) -> None:
    """通道：邮件、企业微信、钉钉、飞书、程序、文件夹；怎样设置。"""
    if ctx.invoked_subcommand is None:
        from jytrack.services.delivery import channels as service

        answer(service.listed(desk(ctx)), out)


def test_channel(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="通道", help="通道的名字", show_default=False)],
) -> None:
    """试发一行到办公室自己的地址。"""
    from jytrack.services.delivery import channels as service

    say(service.try_out(desk(ctx), service.channels(), name))


def set_channel(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="通道", help="通道的名字", show_default=False)],
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="键=值", help="如 port=465；键= 是去掉", show_default=False),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="种类", help="mail wecom dingtalk feishu command folder")
    ] = None,
    secrets: Annotated[
        list[str] | None, typer.Option("--secret", metavar="键", help="另外输入、不显示的：password secret url")
    ] = None,
) -> None:
    """设置一个通道，写进设置文件；密码另外输入，不写在命令里。"""
    from jytrack.services.delivery import channels as service

    del ctx
    channel = service.wanted(name, given or (), kind)
    keys = dict.fromkeys([*(secrets or ()), *channel.lacks()])
    say(service.set_channel(channel, {key: secret(f"{name} 的 {key}") for key in keys}))
