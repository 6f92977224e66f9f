"""The command groups' common behaviour: Chinese help, and errors that become one line and an exit code."""

import errno
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jytrack.cli.values.chinese import help_text, usage_error
from jytrack.cli.values.options import spread
from jytrack.cli.values.output import say, write_stdout
from jytrack.domain.values.texts import readable_name
from jytrack.errors import INTERRUPTED, JytrackError, OutputProblem

STOPPED = "已中断，没有写入任何内容"
"""What is said after Ctrl-C; whatever was being written is undone with its transaction."""


class Command(TyperCommand):
    """A command whose help page is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page; `ctx` is Typer's context, whose class is private to it."""
        return help_text(super().get_help(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what was typed in another encoding than the system's has been read."""
        ctx.params = {name: _read(value) for name, value in ctx.params.items()}
        return super().invoke(ctx)


class Group(TyperGroup):
    """A group of commands whose help page is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page, as in `Command`."""
        return help_text(super().get_help(ctx))


class Root(Group):
    """The whole program: every error a user can cause ends here, as one line on stderr and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of a year's work, not of their making."""
        return sorted(super().list_commands(ctx), key=("init", "task", "target", "report", "remind", "db").index)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and leave with the exit code of `errors.py`."""
        del prog_name, standalone_mode  # one name in every message, and errors never pass this point
        try:
            code = super().main(args, "jytrack", complete_var, False, windows_expand_args, **extra)
            if code == INTERRUPTED:
                fail(STOPPED, code)
        except JytrackError as error:
            code = fail(str(error), error.exit_code)
        except typer.TyperException as error:
            code = fail(f"{usage_error(error.format_message())}；用法见 {_path(error)} --help", 2)
        except (typer.Abort, KeyboardInterrupt):
            code = fail(STOPPED, INTERRUPTED)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            code = fail("输出写不出去（磁盘已满）；请腾出空间后重试，空间用 df 查看", OutputProblem.exit_code)
        raise SystemExit(code or 0)


def fail(line: str, code: int) -> int:
    """Say `line` on stderr, and give back the exit code; what was typed into it cannot break it in two."""
    say(f"错误：{' '.join(line.split())}" if not line.isprintable() else f"错误：{line}")
    return code


def _read(value: Any) -> Any:
    """A text, or a list of texts, readable; a path stays what the system calls the file."""
    if isinstance(value, list):
        return [_read(each) for each in value]
    return readable_name(value) if isinstance(value, str) else value


def _path(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "jytrack"


def group(
    help_line: str, commands: Mapping[str, Callable[..., None]], alone: Callable[..., None] | None = None
) -> typer.Typer:
    """A command group in the house's manner; `alone` answers where no command of it is named, else its help does."""
    made = typer.Typer(
        cls=Group, help=help_line, rich_markup_mode=None, no_args_is_help=False, pretty_exceptions_enable=False
    )
    made.callback(invoke_without_command=True)(spread(alone or _own_help))
    for name, command in commands.items():
        made.command(name, cls=Command)(spread(command))
    return made


def _own_help(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        write_stdout(ctx.get_help())
