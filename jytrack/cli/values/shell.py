"""The command groups' common behaviour: Chinese help, and errors that become one line and an exit code."""

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jytrack import outcome, waiting
from jytrack.cli.values import hints, names, screen, talk, typed
from jytrack.cli.values.chinese import EXTRA, MISSING, usage_error
from jytrack.cli.values.completing import ASKED, without_markup
from jytrack.cli.values.context import desk
from jytrack.cli.values.helped import Helped
from jytrack.cli.values.later import settle
from jytrack.cli.values.places import looked_at
from jytrack.domain.values.texts import readable_name
from jytrack.errors import INTERRUPTED, JytrackError, OutputProblem, UsageError, os_reason

STOPPED = "已中断，没有写入任何内容"
"""What is said after Ctrl-C; whatever was being written is undone with its transaction."""


@contextmanager
def _within(ctx: Any) -> Iterator[None]:
    """What is found wrong meanwhile is wrong with the command of `ctx`, also where Typer does not say with which."""
    try:
        yield
    except typer.TyperException as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


class Command(Helped, TyperCommand):
    """A command whose help page is in Chinese."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed behind the command's name; `ctx` is Typer's context, whose class is private to it."""
        with _within(ctx):
            return super().parse_args(ctx, typed.read(self, ctx, args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command, once it is known that it could write where it is to write.

        What was typed in another encoding than the system's has been read.
        """
        _understand(ctx)
        with looked_at(ctx):
            try:
                answered = super().invoke(ctx)
            except typer.Exit:
                _tell_affected(ctx)
                raise
            _tell_affected(ctx)
            return answered


def _command_named(group: Any, ctx: Any, word: str) -> str:
    """The English name of the command that `word` means; UsageError with what it may have meant where it is none."""
    key = unicodedata.normalize("NFKC", word).strip("“”‘’\"' ").casefold()
    below = names.below(names.path_of(ctx.command_path))
    if key in group.commands or key in below:
        return below.get(key, key)
    like = typed.near(key, [*group.commands, *below])
    meant = [f"jytrack {words}" for words in names.elsewhere(key)] or like
    if meant:
        hint = f"，您要的是不是 {'、'.join(meant)}"
    elif ctx.parent is None:
        hint = f"，您要的是不是 jytrack --{key}" if f"--{key}" in names.OPTIONS else ""
    elif "show" in group.commands and group.commands["show"].params[0].param_type_name == "argument":
        hint = f"，查看用 {ctx.command_path} show {word}"
    else:
        hint = hints.astray(ctx, word)
    raise UsageError(f"没有命令 {word}{hint}；用法见 {ctx.command_path} --help")


def _tell_affected(ctx: Any) -> None:
    """Say which published documents are touched by what the command has just written."""
    if outcome.done() and ctx.parent is not None and ctx.parent.info_name != "db":
        from jytrack.services.documents.affected import lines

        for line in lines(desk(ctx)):
            talk.warn(line)


class Group(Helped, TyperGroup):
    """A group of commands whose help page is in Chinese."""

    commands: Any
    """Its commands by name (`members.Members`)."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed behind the group's name, as in `Command`."""
        with _within(ctx):
            return super().parse_args(ctx, typed.read(self, ctx, args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant, by its English or its Chinese name."""
        return super().resolve_command(ctx, [_command_named(self, ctx, args[0]), *args[1:]])

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """What may be typed next: commands by both their names, or options."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        from typer.core import CompletionItem  # type: ignore[attr-defined]

        named = {name: name for name in self.commands} | names.below(names.path_of(ctx.command_path))
        return [
            CompletionItem(word, help=self.commands.help_line(english, 60))
            for word, english in named.items()
            if word.startswith(incomplete)
        ]

    def invoke(self, ctx: Any) -> Any:
        """Run what the group does alone, or its command, as in `Command`; the database's name stays the system's."""
        settle(ctx, lambda: desk(ctx))
        with looked_at(ctx):
            return super().invoke(ctx)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """What can be done stands before how it can be asked for."""
        self.format_commands(ctx, formatter)
        TyperCommand.format_options(self, ctx, formatter)  # type: ignore[arg-type]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands; of a group among them nothing is built for it."""
        named = {
            english: f"{english}, {word}" for word, english in names.below(names.path_of(ctx.command_path)).items()
        }
        room = formatter.width - 6 - max(map(len, named.values()))
        with formatter.section("Commands"):
            formatter.write_dl([(named[name], self.commands.help_line(name, room)) for name in self.commands])


class Root(Group):
    """The whole program: every error a user can cause ends here, as one line on stderr and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the global options; of those that Typer adds, the one that would speak English is answered here."""
        for parameter in self.params:
            if parameter.name == "install_completion":
                parameter.callback = _install_completion
        return super().parse_args(ctx, args)

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
        if ASKED in os.environ:
            without_markup()
        talk.begin()
        screen.begin()
        outcome.begin()
        waiting.said_by(talk.warn)
        try:
            code = super().main(args, "jytrack", complete_var, False, windows_expand_args, **extra)
            if code == INTERRUPTED:
                fail(STOPPED, code)
        except JytrackError as error:
            code = fail(str(error), error.exit_code)
        except typer.TyperException as error:
            code = fail(_misused(error), 2)
        except (typer.Abort, KeyboardInterrupt):
            code = fail(STOPPED, INTERRUPTED)
        except OSError as error:
            talk.give_up(sys.stdout)
            code = fail(_refused(error), OutputProblem.exit_code)
        raise SystemExit(code or 0)


def _install_completion(ctx: Any, _: Any, asked: str | bool | None) -> None:
    """Install the completion of a shell, the current one where none is named, and leave."""
    if not asked or ctx.resilient_parsing:
        return
    from typer.completion import install  # type: ignore[attr-defined]

    try:
        with redirect_stdout(StringIO()):  # where it would say in English that it does not know the shell
            shell, path = install(asked if isinstance(asked, str) else None)
    except typer.Exit:
        raise UsageError(
            "命令补全只能装进 bash、zsh、fish、powershell，认不出现在用的是哪个；见 jytrack --help"
        ) from None
    except OSError as error:
        raise OutputProblem(
            f"命令补全装不进去（{os_reason(error)}）；脚本可自行安装：jytrack --show-completion"
        ) from None
    talk.say(f"已为 {shell} 装好命令补全（{path}），新开一个终端后可用")
    raise typer.Exit


def fail(line: str, code: int) -> int:
    """Say `line` on stderr, and give back the exit code; what was typed into it cannot break it in two.

    What has been done for good is said with it: nobody is to do that again because of what failed afterwards.
    """
    if outcome.done():
        failed = "显示结果时被中断" if code == INTERRUPTED else line.partition("；")[0].replace("，未作改动", "")
        line = f"{outcome.done()}，不要重做；只是{failed}；核对用 jytrack db info"
    talk.warn(f"错误：{' '.join(line.split())}" if not line.isprintable() else f"错误：{line}")
    return code


def _understand(ctx: Any) -> None:
    """Read the values of what was typed that could not be read before."""
    paths = {each.name for each in ctx.command.params if each.type.name == "path"}
    ctx.params = {name: (_place if name in paths else _read)(value) for name, value in ctx.params.items()}
    settle(ctx, lambda: desk(ctx))


def _place(value: Any) -> Any:
    """A path, or several to be read, without the Chinese quotes around it that are no part of a file's name."""
    if isinstance(value, tuple):
        return tuple(map(_unquoted, value))
    return _read(_unquoted(value)) if isinstance(value, str) else value


def _unquoted(path: str) -> str:
    within = typed.unquoted(path)
    return path if within == path or Path(path).exists() else within


def _read(value: Any) -> Any:
    """A text, or a list of texts, readable; paths that are to be read stay what the system calls the files."""
    if isinstance(value, list):
        return [_read(each) for each in value]
    return readable_name(value) if isinstance(value, str) else value


def _refused(error: OSError) -> str:
    """What the system refused where no command knows it better."""
    if error.filename is None and isinstance(error, FileNotFoundError):
        return "当前文件夹已经不在；请换到别的文件夹再运行 jytrack"
    if error.filename is None:
        return f"读写不了（{os_reason(error)}）；请检查磁盘空间（df 查看）和文件，用法见 jytrack --help"
    name = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else error.filename
    return f"{name} 读不了或写不了（{os_reason(error)}）；请检查这个位置和权限，用法见 jytrack --help"


def _misused(error: typer.TyperException) -> str:
    """What is wrong with what was typed, and how it is typed."""
    context, said = getattr(error, "ctx", None), usage_error(error.format_message())
    hint = ""
    if context is not None and said.startswith(EXTRA):
        hint = hints.astray(context, said.removeprefix(EXTRA).strip().partition(" ")[0])
    elif context is not None and said.startswith(MISSING):
        hint = hints.example(context)
    return f"{said}{hint}；用法见 {context.command_path if context is not None else 'jytrack'} --help"
