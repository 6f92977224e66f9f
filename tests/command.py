"""The command line as tests type it: built once, because building it takes longer than most commands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from jytrack.cli.app import app

PROGRAM = get_command(app)


_MOMENT = re.compile(r"20[0-9]{2}年[0-9]+月[0-9]+日 ?[0-9]{2}:[0-9:.]+")


def undated(page: str) -> str:
    """A page for people without what differs from run to run: the moments of recording."""
    return _MOMENT.sub("（登记时间）", page)


_CODE = re.compile(r"(台账校验码|db check --code) [0-9a-f]{12}")


def uncoded(page: str) -> str:
    """A page without the code that pins all that was recorded, which any change of the schema makes another."""
    return _CODE.sub(r"\1 （校验码）", page)


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str
    raw: bytes


def typed(arguments: Sequence[str | Path], settings: Mapping[str, str | None], handed_in: str = "") -> Ran:
    """Run one command with `settings` in its environment (None: unset); what is no exit of its own is raised.

    `handed_in` is what it reads on its standard input.
    """
    with CliRunner().isolation(handed_in or None, env=settings) as (out, err, _):
        code = 0
        try:
            PROGRAM.main([str(item) for item in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        said = out.getvalue()
        return Ran(code, said.decode(errors="replace").replace("\r\n", "\n"), err.getvalue().decode(), said)
