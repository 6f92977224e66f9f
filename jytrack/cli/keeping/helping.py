"""`jytrack help`: the help page of the program, a group or a command, for whoever types it that way."""

from typing import Annotated, Any

import typer

from jytrack.cli.values.output import write_stdout


def help_page(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[命令...]", help="哪条命令，如 target import", show_default=False)
    ] = None,
) -> None:
    """看用法：help 后面写命令，和在命令后面写 --help 一样。"""
    context: Any = ctx.find_root()
    for word in words or ():
        if not hasattr(context.command, "resolve_command"):
            context.fail(f"Got unexpected extra argument ({word})")
        name, command, _ = context.command.resolve_command(context, [word])
        context = command.context_class(command, info_name=name, parent=context)
    write_stdout(context.get_help(), paged=True)
