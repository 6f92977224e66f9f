"""`jytrack target imports` and `undo`: what came in, and one import taken back as a whole."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import KnownAt, Out, nth
from jytrack.cli.values.output import answer, emit
from jytrack.cli.values.talk import at_terminal, confirmed, say
from jytrack.errors import UsageError


def imports(
    ctx: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(parser=nth, metavar="[次]", help="只看这一次，连同文件、提示和写入的数", show_default=False),
    ] = None,
    known_at: KnownAt = None,
    *,
    out: Out,
) -> None:
    """列出历次导入和手工登记：文件、条数、谁登记的、是否已撤销。"""
    from jytrack.services.sheets import history

    here = desk(ctx)
    answer(history.imports(here, known_at) if number is None else history.show(here, number, known_at), out)


def undo(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Argument(parser=nth, metavar="第几次", help="第几次导入，见 jytrack target imports", show_default=False),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="撤销的原因")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎样变，不写入")] = False,
    *,
    out: Out,
) -> None:
    """整次撤销一次导入：先列出哪些数会变，确认后写入，可再撤销回来。"""
    from jytrack.services.sheets import undoing

    here = desk(ctx)
    if yes or dry_run:
        answer(undoing.undo(here, undoing.Order(number, reason, dry_run)), out)
        return
    if not at_terminal():
        again = f"jytrack target undo {number} --reason 原因 --yes"
        raise UsageError(f"不在终端里，无法确认，没有撤销；确要撤销请运行 {again}")
    seen = undoing.undo(here, undoing.Order(number, reason, dry_run=True))
    emit(seen.report, None, None)
    if not confirmed("确定这样改？"):
        raise typer.Abort
    done = undoing.undo(here, undoing.Order(number, reason))
    if out.path is not None or out.chosen is not None:
        answer(done, out)
    else:
        say(f"已写入，记为第{done.report.data['recorded_as']}次；要改回来再对它运行 jytrack target undo")
