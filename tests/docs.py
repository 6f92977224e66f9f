"""Writes docs/cli.md and docs/problems.md to stdout from the program's own words (`make docs`); tests hold both."""

import sys
from collections.abc import Iterator
from typing import Any

import typer

from jytrack.cli.app import app
from jytrack.intake.values.mending import MENDING

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


PROBLEMS = """# What is wrong with a sheet, who mends it, and what is said to whom

Generated from `jytrack/intake/values/mending.py` by `make docs`. An error refuses the sheet; a warning is kept with the
import; a note asks for nothing. What the unit is asked stands in its return slip and in the comments of its copy; what
the office can do stands on the office's screen alone. Where a problem knows more than its code, its own words are said.

| code | what | weight | who mends it | the unit is asked | the office can |
|---|---|---|---|---|---|
"""


def problems() -> str:
    """The table of all codes."""
    cells = (
        (f"`{code}`", code.label, code.severity.label, mending.by.label, mending.unit, mending.office)
        for code, mending in MENDING.items()
    )
    return PROBLEMS + "".join(f"| {' | '.join(row)} |\n" for row in cells)


if __name__ == "__main__":
    sys.stdout.write(problems() if sys.argv[1:] == ["problems"] else page())
