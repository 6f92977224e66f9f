"""`jytrack plan`: a plan folder looked through, begun from last year's, and a plan loaded by mistake taken away."""

from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import year as read_year
from jytrack.cli.values.files import whole_folder
from jytrack.cli.values.options import Out
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import confirmed, say, warn


def check(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="方案文件夹", show_default=False)],
    *,
    out: Out,
) -> None:
    """检查一个方案文件夹：装入时会说的都说，另列出待确认的；什么也不写。"""
    from jytrack.services.plan import seeding

    answer(seeding.init(desk(ctx), folder, dry_run=True), out)


def new(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="写成这个新文件夹")],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="方案", help="照哪个方案：方案代码或方案文件夹；默认最新的，没有建库就是自带的"),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", parser=read_year, metavar="年度", help="新方案的年度，如 2024；默认今年，或照的方案的下一年"
        ),
    ] = None,
) -> None:
    """照旧方案起一个新年度的方案文件夹：日期移到新年度，目标留空，列出待确认的。"""
    from jytrack.services.plan import copies

    with whole_folder(folder) as write:
        lines = copies.new(desk(ctx), source, year, write)
    say(f"已写成方案文件夹 {folder}")
    for line in lines:
        warn(line)
    say(f"改好后检查：jytrack plan check {folder}；装入：jytrack init --seed {folder}")


def drop(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="方案", help="方案代码", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
) -> None:
    """移除一个装错的方案；已有填报数或记录的不能移除。"""
    from jytrack.services.plan import copies

    here = desk(ctx)
    code = copies.droppable(here, code)
    if not yes and not confirmed(f"移除方案 {code}？"):
        raise typer.Abort
    copies.drop(here, code)
    say(f"已移除方案 {code}，已记入设置日志；要用回来再装入一次：jytrack init --seed 文件夹")
