"""`jytrack db`: where the database is, whether it is sound, copies of it."""

import re
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import Out
from jytrack.cli.values.output import answer, say
from jytrack.domain.values.texts import shown
from jytrack.errors import DatabaseProblem


def code(text: str) -> str:
    """The code of a printed page: the first twelve digits of a hash or more, in any case and width."""
    digits = unicodedata.normalize("NFKC", text).strip().lower()
    if not re.fullmatch(r"[0-9a-f]{12,64}", digits):
        raise typer.BadParameter(f"“{text}”不是校验码，应照打印页写 12 位，如 jytrack db check --code 258fa1c74245")
    return digits


Codes = Annotated[
    list[str] | None,
    typer.Option("--code", parser=code, metavar="校验码", help="打印页上的校验码，核对那一页；可写多次"),
]


def info(ctx: typer.Context, *, out: Out) -> None:
    """数据库在哪里，里面有什么。"""
    from jytrack.services.keeping import upkeep

    answer(upkeep.info(desk(ctx)), out)


def check(ctx: typer.Context, codes: Codes = None, *, out: Out) -> None:
    """检查数据库是否完好，打印页后面的日志还在不在；有问题时退出码为 5。"""
    from jytrack.services.keeping import upkeep

    found = upkeep.check(desk(ctx), codes or ())
    answer(found, out)
    if found.findings:
        raise typer.Exit(DatabaseProblem.exit_code)


def backup(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Argument(metavar="[文件]", help="写到哪里；默认在数据库旁边", show_default=False)
    ] = None,
) -> None:
    """备份数据库，使用中也能备份。"""
    from jytrack.services.keeping import upkeep

    here = desk(ctx)
    say(f"已备份到 {upkeep.backup(here, to)}")
    folder = upkeep.evidence_folder(here)
    if folder is not None:
        say(f"任务的材料不在备份里，请把文件夹 {folder} 也另存一份，和备份放在一起")


def restore(
    ctx: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="备份文件", help="从哪个备份恢复")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,
) -> None:
    """用备份替换现在的数据库；被替换的另存在旁边。"""
    from jytrack.services.keeping import upkeep

    if not yes:
        typer.confirm(shown(f"用 {source} 替换现在的数据库？"), abort=True, err=True)
    here = desk(ctx)
    kept = upkeep.restore(here, source)
    say(f"已恢复；原来的数据库另存为 {kept}" if kept else "已恢复")
    folder = upkeep.lacking_evidence(here)
    if folder is not None:
        say(f"材料不随备份恢复，请把另存的 evidence 文件夹放回 {folder}，再核对：jytrack db check")
