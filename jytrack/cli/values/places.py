"""Where a command is to write, looked at before it begins: what cannot be written is refused while nothing is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jytrack.cli.values.context import database_path
from jytrack.cli.values.files import (
    InUse,
    given_files,
    require_file_place,
    require_folder_place,
    require_spared,
    sparing,
)
from jytrack.cli.values.output import default_format
from jytrack.cli.values.papers import is_folder

OUTPUTS = {"-o", "--slips", "--log", "to"}
"""How places to write to are typed: options by their mark, the argument of `db backup` by its name."""


@contextmanager
def looked_at(ctx: Any) -> Iterator[None]:
    """While the command of `ctx` runs, its database and what it was given to read are never written over."""
    places = {each.name: each.opts for each in ctx.command.params if OUTPUTS.intersection(each.opts)}
    chosen = {name: Path(ctx.params[name]) for name in places if ctx.params.get(name) is not None}
    if not chosen:
        yield
        return
    read = [value for name, value in ctx.params.items() if name not in places]
    with sparing(InUse(database_path(ctx.find_root().obj), given_files(read))):
        for name, place in chosen.items():
            _look_at(place, places[name], ctx.params)
        yield


def _look_at(place: Path, marks: list[str], typed: dict[str, Any]) -> None:
    """Refuse a place to which the command could not write what it is asked for."""
    if "--slips" in marks or (typed.get("everyone") and is_folder(place)):
        require_folder_place(place)
    elif "--log" in marks:
        require_file_place(place)
    elif "chosen" in typed and "path" in typed:  # an answer, which goes into one file in one format
        require_file_place(place)
        typed["chosen"] or default_format(place)
    else:
        require_spared(place)
