"""`jytrack task evidence`: the files behind a task's log, listed or handed back."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import AsOf, FormatOption, KnownAt, Out, task_no
from jytrack.cli.values.output import SUFFIXES, answer, hand_over
from jytrack.cli.values.talk import warn
from jytrack.errors import UsageError


def evidence(
    ctx: typer.Context,
    no: Annotated[
        int | None,
        typer.Argument(
            parser=task_no, metavar="[序号]", help="任务序号，如 8；不写是全部任务和归属决定", show_default=False
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件夹", help="把材料按原来的文件名取出到这个文件夹")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    chosen: FormatOption = None,
) -> None:
    """材料：列出记录所附的文件；加 -o 文件夹，核对无误后取出原件。"""
    from jytrack.services.supervision import evidence

    if folder is not None and folder.suffix.lower() in SUFFIXES:
        raise UsageError(
            f"{folder} 像是文件名，-o 后面写文件夹；只要清单用 --format，用法见 jytrack task evidence --help"
        )
    if folder is None:
        answer(evidence.listed(desk(ctx), no, as_of, known_at), Out(chosen))
    elif not evidence.hand_back(desk(ctx), no, as_of, known_at, partial(hand_over, folder)):
        warn("记录没有附材料，没有可取出的")
