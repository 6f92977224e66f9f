"""`jytrack db`: where the database is, whether it is sound, copies of it."""

import os
import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import year as read_year
from jytrack.cli.values.files import whole_folder
from jytrack.cli.values.options import Out
from jytrack.cli.values.output import answer
from jytrack.cli.values.talk import confirmed, say, warn
from jytrack.domain.values.listing import several
from jytrack.errors import DatabaseProblem


def code(text: str) -> str:
    """The code of a printed page: the first twelve digits of a hash or more, in any case and width."""
    digits = unicodedata.normalize("NFKC", text).strip().lower()
    if not re.fullmatch(r"[0-9a-f]{12,64}", digits):
        raise typer.BadParameter(f"“{text}”不是校验码，应照打印页写12位，如 jytrack db check --code 258fa1c74245")
    return digits


Codes = Annotated[
    list[str] | None,
    typer.Option("--code", parser=code, metavar="校验码", help="打印页上的校验码，核对那一页；可写多次"),
]


def info(ctx: typer.Context, *, out: Out) -> None:
    """数据库在哪里，里面有什么。"""
    from jytrack.services.keeping import upkeep

    answer(upkeep.info(desk(ctx)), out)


def check(
    ctx: typer.Context,
    source: Annotated[
        Path | None,
        typer.Argument(metavar="[备份文件]", help="查这份备份，不用解开；不写是查现在的数据库", show_default=False),
    ] = None,
    codes: Codes = None,
    tidy: Annotated[bool, typer.Option("--tidy", help="先删掉程序被强行结束时留下的临时文件")] = False,
    *,
    out: Out,
) -> None:
    """检查数据库或备份是否完好，打印页后面的记录还在不在；有问题时退出码为5。"""
    from jytrack.services.keeping import upkeep

    if tidy:
        say(f"已删掉{upkeep.tidy(desk(ctx))}个临时文件")
    found = upkeep.check(desk(ctx), codes or (), source)
    answer(found, out)
    if found.findings:
        raise typer.Exit(DatabaseProblem.exit_code)


def backup(
    ctx: typer.Context,
    to: Annotated[
        Path | None,
        typer.Argument(
            metavar="[文件]",
            help=".zip 连材料一起，其他只有数据库；默认是 JYTRACK_BACKUPS 文件夹或数据库旁边写明时间的 .zip",
            show_default=False,
        ),
    ] = None,
) -> None:
    """备份：数据库、任务的材料和核对用的清单合成一个 .zip，使用中也能备份。"""
    from jytrack.services.keeping import upkeep

    here, chosen = desk(ctx), os.environ.get("JYTRACK_BACKUPS")
    made = upkeep.backup(here, to, Path(chosen) if chosen else None)
    if made.path.suffix.lower() == ".zip":
        say(f"已备份到 {made.path}：数据库和{made.evidence}份材料；核对它：jytrack db check {made.path}")
    else:
        say(f"已备份到 {made.path}，只有数据库")
        if (folder := upkeep.evidence_folder(here)) is not None:
            warn(f"任务的材料不在备份里；要连材料一起，写成 .zip：jytrack db backup 备份.zip（或另存文件夹 {folder}）")
    if made.lost:
        warn(f"{made.lost}份材料不在了或被改动，没有进备份；是哪些见 jytrack db check")


def archive(
    ctx: typer.Context,
    year: Annotated[
        int, typer.Argument(parser=read_year, metavar="年度", help="哪一年的，如 2023", show_default=False)
    ],
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="写成这个新文件夹")],
) -> None:
    """把一年存成一个文件夹，不用程序也能看：收到的表、材料、日志、数据和列着校验值的目录。"""
    from jytrack.services.keeping import archiving

    with whole_folder(folder) as write:
        made = archiving.archive(desk(ctx), year, write)
    say(f"已存到 {folder}：{made.files}个文件，清单见其中的 {archiving.INDEX} 和 {archiving.LIST}")
    if made.lacking:
        warn(f"有{len(made.lacking)}个文件不在了或没有留存，已列在清单里：{several(made.lacking, 3, '个文件')}")


def restore(
    ctx: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="备份文件", help="从哪个备份恢复")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
) -> None:
    """用备份（.zip 或 .db）替换现在的数据库，材料放回它旁边；被替换的库另存在旁边。"""
    from jytrack.services.keeping import upkeep

    upkeep.require_backup(source)
    if not yes and not confirmed(f"用 {source} 替换现在的数据库？"):
        raise typer.Abort
    here = desk(ctx)
    kept = upkeep.restore(here, source)
    say(f"已恢复；原来的数据库另存为 {kept}" if kept else "已恢复")
    folder = upkeep.lacking_evidence(here)
    if folder is not None:
        warn(f"有的材料备份里没有，请把另存的 evidence 文件夹放回 {folder}，再核对：jytrack db check")


def grant(
    ctx: typer.Context,
    login: Annotated[str, typer.Argument(metavar="登录名", help="服务器上的登录名")],
    read: Annotated[bool, typer.Option("--read", help="只能看")] = False,
    write: Annotated[bool, typer.Option("--write", help="能看，也能登记；登记时只能用自己的登录名")] = False,
) -> None:
    """给服务器上的登录名授权，多给的同时收回；只有所有者能用。"""
    from jytrack.services.keeping import upkeep

    if read is write:
        raise typer.BadParameter("请写明一项：--read（只看）或 --write（看和登记），如 jytrack db grant 登录名 --write")
    upkeep.grant(desk(ctx), login, writes=write)
    say(f"已授权：{login} {'能看，也能登记' if write else '只能看'}")
