"""`jytrack report wording`: what the office's documents say, to be read and changed."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import OutFile, word
from jytrack.cli.values.output import text_file, write
from jytrack.domain.plan.wording import DocumentKind


def wording(
    ctx: typer.Context,
    kind: Annotated[
        DocumentKind | None,
        typer.Argument(parser=word(DocumentKind), metavar="文书", help="如 季通报；不写列出全部", show_default=False),
    ] = None,
    path: OutFile = None,
) -> None:
    """文书的文字：现在用哪一份，里面可以填什么；写出来改好放回方案文件夹。"""
    from jytrack.services.documents import wording as service

    text_file(path)
    write(service.wording(desk(ctx), kind), path)
