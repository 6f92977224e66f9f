"""Help pages: in both tongues, as wide as the screen, a screenful at a time, with an example at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jytrack.cli.values import names, screen
from jytrack.cli.values.chinese import help_text
from jytrack.cli.values.output import write_stdout


class Helped:
    """A command or a group whose help page is for the clerk; stands before Typer's class."""

    def get_help(self, ctx: Any) -> str:
        """The help page; `ctx` is Typer's context, whose class is private to it."""
        with _in_both_tongues(self, ctx):
            page: str = super().get_help(ctx)  # type: ignore[misc]
        return help_text(page + _example(ctx), screen.columns())

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows it."""
        option: Any = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback = _show
        return option


def _show(ctx: Any, _: Any, asked: bool) -> None:
    """Show the page of the command of `ctx`, and leave."""
    if asked and not ctx.resilient_parsing:
        write_stdout(ctx.get_help(), paged=True)
        ctx.exit()


@contextmanager
def _in_both_tongues(command: Any, ctx: Any) -> Iterator[None]:
    """Meanwhile the options of `command` are called by their Chinese names too, as its help shows them."""
    options = [each for each in command.get_params(ctx) if each.param_type_name == "option"]
    before = [(each, each.opts, each.secondary_opts) for each in options]
    for each, own, other in before:
        each.opts, each.secondary_opts = _both(own), _both(other)
    try:
        yield
    finally:
        for each, own, other in before:
            each.opts, each.secondary_opts = own, other


def _both(options: list[str]) -> list[str]:
    """The English names with the Chinese ones."""
    return list(dict.fromkeys((*options, *(names.chinese(each) for each in options if each.startswith("--")))))


def _example(ctx: Any) -> str:
    """The last line of a command's help."""
    _, example = names.COMMANDS.get(names.path_of(ctx.command_path), ("", ""))
    return f"\n\n例：{example}" if example else ""
