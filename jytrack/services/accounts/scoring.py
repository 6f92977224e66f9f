"""`--score`: the preset that was asked for."""

from pathlib import Path

from jytrack.domain.accounts.preset import Preset
from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.texts import one_line
from jytrack.errors import InputRefused, UsageError
from jytrack.intake.plan.presets import read_preset
from jytrack.shipped import shipped

_COMMAND = "jytrack report accountability"
_SHOWN = 20
"""So many characters of a cell are shown."""


def find_preset(asked: str) -> Preset:
    """The preset called `asked` among those that come with the program, else the one in that file.

    UsageError when there is neither; InputRefused with the first thing that is wrong in the file.
    """
    own = {path.stem: path for path in sorted((shipped("seed") / "presets").glob("*.csv"))}
    path = own.get(asked, Path(asked))
    if not _is_file(path):
        names = "、".join(own)
        raise UsageError(f"没有计分办法“{asked}”，自带的有 {names}，也可写自己的 .csv 文件；用法见 {_COMMAND} --help")
    preset, problems = read_preset(path, asked if asked in own else path.name)
    if preset is None:
        raise InputRefused(f"计分办法 {_told(problems)}；可对照自带的：{_COMMAND} --score {next(iter(own))}")
    return preset


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name that the system refuses names none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _told(problems: tuple[FileProblem, ...]) -> str:
    """The first problem on one line, and how many there are."""
    first = problems[0]
    row = f" 第{first.row}行" if first.row else ""
    column = f"“{first.column}”列" if first.column else ""
    value = f"，写的是“{first.value[:_SHOWN]}”" if first.value else ""
    more = f"（共{len(problems)}处）" if len(problems) > 1 else ""
    return one_line(f"{first.file}{row}{column}：{first.message}{value}{more}")
