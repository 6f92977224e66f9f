"""`jytrack demo`: a fictional database to practise on."""

from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.talk import say

DEFAULT = Path("演示库.db")


def demo(
    ctx: typer.Context,
    to: Annotated[
        Path,
        typer.Argument(metavar="[文件]", help="建在哪里；默认是当前文件夹的 演示库.db", show_default=False),
    ] = DEFAULT,
) -> None:
    """建一个练手用的演示库：2023年方案和1—6月的表，数据纯属虚构，不碰自己的库。"""
    from jytrack.services.keeping import demo as service

    made = service.make(desk(ctx), to)
    say(f"已建演示库 {to}：{made.files}张表分{made.batches}批导入，{made.acts}件任务的事；数据纯属虚构，请勿引用")
    say(f"看结果：jytrack --db {to} report --as-of 2023-06-30")
