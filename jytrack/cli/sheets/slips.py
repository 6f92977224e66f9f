"""What an import of either kind does with the sheets that it refuses: where their copies go, and what is said of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.values.options import Out
from jytrack.cli.values.output import answer, write_into
from jytrack.errors import UsageError

if TYPE_CHECKING:
    from jytrack.services.values.answer import Answer

Slips = Annotated[
    Path | None, typer.Option("--slips", metavar="文件夹", help="被退回的表：标好错处的副本和退回单写到这里")
]


def require_apart(slips: Path | None, files: Sequence[Path], command: str) -> None:
    """UsageError where the copies would lie among the sheets that `command` reads."""
    from jytrack.services.sheets.parcels import reads

    if slips is not None and reads(slips, files):
        raise UsageError(f"--slips 不能也是 {slips}，副本会混进原表；请另写一个，如 {command} {slips} --slips 退回")


def answer_import(imported: "Answer", out: Out, slips: Path | None, files: Sequence[Path], kinds: str) -> None:
    """Write out the copies and the answer; then what of the `files` was not read as one of `kinds`, and how to return.

    `slips` is the folder that was asked for; None: copies are only offered.
    """
    from jytrack.services.sheets.parcels import passed_over

    for attachment in imported.attachments:
        write_into(slips or Path(), attachment.name, attachment.content)
    hints = []
    if passed := passed_over(files, kinds):
        hints.append(f"没有读 {'、'.join(passed)}：不是表格（{kinds}）")
    if imported.refused and imported.returnable and slips is None:
        hints.append("要把错处标出来退回去改，再加 --slips 文件夹 运行一次")
    answer(imported, out, hints=hints)
