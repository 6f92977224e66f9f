"""`jytrack remind notes` and `remind calendar`: what is owed, on paper and in the phone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.delivery.remind import Department
from jytrack.cli.values.context import desk
from jytrack.cli.values.options import AsOf, KnownAt
from jytrack.cli.values.output import hand_over, write
from jytrack.cli.values.papers import is_folder
from jytrack.cli.values.talk import say
from jytrack.errors import OutputProblem, UsageError

if TYPE_CHECKING:
    from jytrack.services.delivery.papers import NoteFile

_NOTES = (".docx", ".txt")
"""The files of one note: a document, and the same as text."""


def notes(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="位置", help="写到哪个文件夹；只一个单位的可写文件名", show_default=False
        ),
    ],
    department: Department = None,
    record: Annotated[bool, typer.Option("--record", help="登记为今天交给了各单位")] = False,
    as_of: AsOf = None,
) -> None:
    """做催办单和督办单：一个单位一份 Word 和一份文字，打印或粘贴用。"""
    if record and as_of is not None:
        raise UsageError("登记的是今天交出的，不能指定日期；用法见 jytrack remind notes --help")
    alone = not is_folder(folder)
    if alone and (department is None or folder.suffix.lower() not in _NOTES):
        raise UsageError(
            f"-o {folder} 是一个文件，要用 --department 写明一个单位，后缀用 {' '.join(_NOTES)}；"
            "用法见 jytrack remind notes --help"
        )
    from jytrack.services.delivery import papers

    made = papers.handed_over(desk(ctx), department, as_of, record=record)
    if alone:
        for file in made:
            if file.name.endswith(folder.suffix.lower()):
                write(file.content, folder)
    else:
        _put_all(folder, made)
    if not made:
        say("没有到提醒时候的事，没有写文件")


def _put_all(folder: Path, made: "Sequence[NoteFile]") -> None:
    """Write each into the folder; OutputProblem naming those in whose place something else stands."""
    taken = [file.name for file in made if not hand_over(folder, file.name, file.content)]
    if taken:
        raise OutputProblem(
            f"{folder} 里已有内容不同的{'、'.join(taken)}，没有覆盖；请换一个文件夹：jytrack remind notes -o 文件夹"
        )


def calendar(
    ctx: typer.Context,
    path: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="日历文件，如 日历.ics", show_default=False)
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    """做日历：报表、节点、政策窗口的期限，前一天提醒；再导入一次是更新，不会重复。"""
    if path.suffix.lower() != ".ics":
        raise UsageError(f"{path} 不是日历文件，后缀用 .ics，如 jytrack remind calendar -o 日历.ics")
    from jytrack.services.delivery import papers

    write(papers.calendar(desk(ctx), as_of, known_at), path)
