"""Writes docs/cli.md to stdout from the program's own help (`make docs`); a test holds the page to it."""

import sys
from collections.abc import Iterator
from typing import Any

import typer

from jytrack.cli.app import app

HEAD = """# Commands

Generated from the program's own help by `make docs`. The help is Chinese, as the clerk reads it;
command names, options, codes and JSON keys are English and stable.
"""


def page() -> str:
    """The whole page: every command's help, in order."""
    command = typer.main.get_command(app)
    return "\n".join([HEAD, *_sections(command, None, "jytrack")])


def _sections(command: Any, parent: Any, name: str) -> Iterator[str]:
    context = command.context_class(command, info_name=name, parent=parent, terminal_width=100)
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    for child in command.list_commands(context) if hasattr(command, "commands") else ():
        yield from _sections(command.commands[child], context, child)


if __name__ == "__main__":
    sys.stdout.write(page())
