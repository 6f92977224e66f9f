"""`jytrack target original`: a file as it came, and up to what size files are kept."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.files import write_file
from jytrack.cli.values.options import nth
from jytrack.cli.values.talk import say
from jytrack.errors import UsageError


def kept_up_to() -> int:
    """Up to how many bytes a file is kept as it came: what JYTRACK_ORIGINALS says in megabytes, 0 for none."""
    from jytrack.services.sheets.originals import MEGABYTE, MOST_MEGABYTES

    text = os.environ.get("JYTRACK_ORIGINALS", "")
    if not text.strip():
        return MOST_MEGABYTES * MEGABYTE
    if text.strip() not in map(str, range(MOST_MEGABYTES + 1)):
        raise UsageError(
            f"JYTRACK_ORIGINALS={text} 应为0到{MOST_MEGABYTES}的整数：留存多大以内的原件（MB），0是不留；"
            "用法见 jytrack target import --help"
        )
    return int(text) * MEGABYTE


def original(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Argument(parser=nth, metavar="第几次", help="第几次导入，见 jytrack target imports", show_default=False),
    ],
    path: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="写到哪里")],
    name: Annotated[str, typer.Option("--file", metavar="文件名", help="一次导入了几个文件的，取哪一个")] = "",
) -> None:
    """取出导入时收到的原件，与收到时一字不差。"""
    from jytrack.services.sheets import originals

    say(f"《{originals.hand_back(desk(ctx), number, name, partial(write_file, path))}》已写到 {path}")
