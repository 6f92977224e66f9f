"""A group's commands by name, each imported and built when it is first asked for.

Building all of them costs more than most commands do; a command line needs one.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer

from jytrack.cli.values.options import spread
from jytrack.cli.values.output import write_stdout
from jytrack.cli.values.shell import Command, Group

Loader = Callable[[], Callable[..., None]]
"""Imports a command's function."""


class Listed(NamedTuple):
    """A group as the table of all commands lists it; `alone` answers where no command of it is named, else its help."""

    help_line: str
    members: Mapping[str, "Loader | Listed"]
    alone: Loader | None = None


def of(module: str, name: str) -> Loader:
    """The function `name` of a module of the command line."""

    def load() -> Callable[..., None]:
        function: Callable[..., None] = getattr(import_module(f"jytrack.cli.{module}"), name)
        return function

    return load


class Members(Mapping[str, Any]):
    """The commands of a group as Typer keeps them."""

    def __init__(self, listed: Mapping[str, Loader | Listed]) -> None:
        self._listed = listed
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The command or group `name`, built once."""
        if name not in self._built:
            asked = self._listed[name]
            self._built[name] = _group(name, asked) if isinstance(asked, Listed) else _command(name, asked())
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the table."""
        return iter(self._listed)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._listed)

    def help_line(self, name: str, limit: int) -> str:
        """What the group's help says of one; a group need not be built to be spoken of."""
        asked = self._listed[name]
        line: str = asked.help_line if isinstance(asked, Listed) else self[name].get_short_help_str(limit)
        return line


def _command(name: str, function: Callable[..., None]) -> Any:
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, cls=Command)(spread(function))
    return typer.main.get_command(alone)


def _group(name: str, listed: Listed) -> Any:
    made = typer.Typer(
        name=name,
        cls=Group,
        help=listed.help_line,
        add_completion=False,
        rich_markup_mode=None,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
    )
    made.callback(invoke_without_command=True)(spread(listed.alone() if listed.alone else _own_help))
    built: Any = typer.main.get_command(made)
    built.commands = Members(listed.members)
    return built


def _own_help(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        write_stdout(ctx.get_help(), paged=True)
