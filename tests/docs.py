"""Writes what is made from the program itself into docs/ (`make docs`); tests hold the pages to it."""

from collections.abc import Iterator
from typing import Any

import typer

from jytrack.cli.app import app
from jytrack.intake.values.mending import MENDING
from jytrack.reports.values.columns import COLUMNS
from jytrack.store.database.views import VIEWS
from tests import shapes

HEAD = """# Commands

Generated from the program's own help by `make docs`. The help is Chinese, as the clerk reads it;
command names, options, codes and JSON keys are English and stable.
"""

TABLES = "<!-- From here on made by `make docs`. -->\n"
"""Where the part of docs/data.md begins that nobody writes."""


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


def tables() -> str:
    """The end of docs/data.md: the columns of all sheets and of all views."""
    lines = [TABLES, "## Columns of sheets", "", "| 列 | 填什么 | 意思 |", "|---|---|---|"]
    lines += [f"| {name} | {kind} | {meaning} |" for name, (kind, meaning) in COLUMNS.items()]
    lines += ["", "## Views"]
    for view in VIEWS:
        lines += ["", f"### {view.name}", "", f"One row: {view.row}.", "", "| column | meaning |", "|---|---|"]
        lines += [f"| `{column}` | {meaning} |" for column, meaning in view.columns.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write all of it."""
    data = shapes.DOCS / "data.md"
    by_hand = data.read_text(encoding="utf-8").split(TABLES, 1)[0]
    for path, content in {
        shapes.DOCS / "cli.md": page(),
        shapes.DOCS / "problems.md": problems(),
        shapes.DOCS / "json.md": shapes.page(),
        data: by_hand + tables(),
        **{shapes.DOCS / "schemas" / name: shapes.written(made) for name, made in shapes.schemas().items()},
    }.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
