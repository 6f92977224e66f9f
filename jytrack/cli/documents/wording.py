"""`jytrack report wording` and `looks`: what the office's documents say and how they look, to be read and changed."""

from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import OutFile, word
from jytrack.cli.values.output import text_file, write
from jytrack.domain.plan.wording import LETTERHEAD, DocumentKind
from jytrack.errors import UsageError


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


def looks(
    path: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件", help="写到哪里，如 公文.docx", show_default=False),
    ],
) -> None:
    """公文的版式：红头、字体、行距都在里面；改好放进方案文件夹，再装入一次。"""
    from jytrack.reports.formats.letterhead import made

    if path.suffix.lower() != ".docx":
        raise UsageError(f"{path} 不是 .docx 文件；版式要写成 {LETTERHEAD}：jytrack report looks -o {LETTERHEAD}")
    write(made(), path)
