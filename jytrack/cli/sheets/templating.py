"""`jytrack target template`: a file for each unit, which it fills in and sends back."""

from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import month
from jytrack.cli.values.files import make_folder
from jytrack.cli.values.options import AsOf, KnownAt
from jytrack.cli.values.output import write
from jytrack.cli.values.talk import say
from jytrack.domain.values.period import Period
from jytrack.errors import UsageError

if TYPE_CHECKING:
    from jytrack.reports.sheets.template_values import Template

_HELP = "用法见 jytrack target template --help"


class Kind(StrEnum):
    """What kind of file is made."""

    XLSX = "xlsx"
    CSV = "csv"


def template(
    ctx: typer.Context,
    place: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="位置",
            help="写到哪个文件夹；只做一张表时也可写文件名 .xlsx .csv",
            show_default=False,
        ),
    ],
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只做这个单位的表")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="有填报责任的单位各做一张")] = False,
    period: Annotated[
        Period | None,
        typer.Option(
            "--period", parser=month, metavar="月份", help="填报哪个月，如 2023-07；默认截止日还没过的最早一个月"
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--every", help="连同当月不要求报的指标一起列出")] = False,
    kind: Annotated[
        Kind | None,
        typer.Option("--format", metavar="格式", help="xlsx（带下拉、校验和保护）或 csv；默认看文件名，没有就是 xlsx"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="同名文件已有时覆盖")] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    """做填报表：一个单位一个文件，只列该报的指标，附上月累计，填好可直接导入。"""
    if everyone is (unit is not None):
        raise UsageError(f"请写明给谁做表：--unit 单位 只做一个单位，--all 各单位都做，两者选一个；{_HELP}")
    from jytrack.services.sheets import templating

    made = templating.templates(desk(ctx), templating.Order(unit, period, every, as_of, known_at))
    files = _files(made.templates, place, kind)
    standing = [str(path) for path in files if path.exists()]
    if standing and not force:
        raise UsageError(f"已有 {'、'.join(standing)}，没有覆盖，也没有写别的；要覆盖加 --force，{_HELP}")
    for path, content in files.items():
        make_folder(path.parent)
        write(content, path)
    for note in made.notes:
        say(note)


def _files(sheets: "Sequence[Template]", place: Path, asked: Kind | None) -> dict[Path, bytes]:
    """Each sheet's file: in the folder `place`, or `place` itself where that is the name of one file."""
    named = _kind_named(place)
    if named and asked and named is not asked:
        raise UsageError(f"{place} 的后缀和 --format {asked} 不一样，请留一个；{_HELP}")
    if named and len(sheets) > 1:
        raise UsageError(f"{place} 是文件名，要做的表有{len(sheets)}张，-o 后面请写文件夹；{_HELP}")
    kind = named or asked or Kind.XLSX
    formats = import_module(f"jytrack.reports.formats.template_{kind}")
    return {place if named else place / f"{sheet.name}.{kind}": formats.render(sheet) for sheet in sheets}


def _kind_named(place: Path) -> Kind | None:
    """The kind of file that `place` is the name of; None for a folder's."""
    return next((kind for kind in Kind if place.suffix.lower() == f".{kind}" and not place.is_dir()), None)
