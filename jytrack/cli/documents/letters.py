"""`jytrack report urge`, `supervise` and `task handout`: what goes to one department, on paper or for the chat."""

from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import AsOf, Format, KnownAt, TaskNo
from jytrack.cli.values.papers import LETTER, hand_out
from jytrack.cli.values.talk import warn
from jytrack.errors import UsageError

Place = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="位置", help="一份写文件（.docx .html .md .txt），几份写文件夹；不写就在终端里看"
    ),
]
Everyone = Annotated[bool, typer.Option("--all", help="凡有的单位各一份，写进 -o 后面的文件夹")]


def urge(
    ctx: typer.Context,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="催哪个单位；集合单位即其成员")] = None,
    everyone: Everyone = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    place: Place = None,
) -> None:
    """催报单：这个单位哪些数到期未报、逾期几天、全县哪些指标在等；.txt 可直接发到聊天群。"""
    from jytrack.services.documents import letters, urging

    _require_one(unit, "--unit", everyone=everyone, command="report urge")
    made, own = urging.urge(desk(ctx), letters.Asked(unit, as_of, known_at))
    if own:
        warn(own)
    hand_out(made, place, Format.DOCX, suffixes=LETTER, advice="用法见 jytrack report urge --help")


def supervise(
    ctx: typer.Context,
    no: TaskNo,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    place: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写入文件（.docx .html .md .txt）；不写就在终端里看"),
    ] = None,
) -> None:
    """督办函：一项有红灯或逾期节点的任务，一事一函，写给第一牵头单位，附反馈表。"""
    from jytrack.services.documents import urging

    made = urging.supervise(desk(ctx), no, as_of, known_at)
    hand_out([made], place, Format.DOCX, suffixes=LETTER, advice="用法见 jytrack report supervise --help")


def handout(
    ctx: typer.Context,
    department: Annotated[str | None, typer.Option("--department", metavar="单位", help="交办给哪个单位")] = None,
    everyone: Everyone = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    place: Place = None,
) -> None:
    """交办单：一个单位承担的任务、目标、时限和填报责任，附签收回执。"""
    from jytrack.services.documents import letters

    _require_one(department, "--department", everyone=everyone, command="task handout")
    made = letters.hand_out(desk(ctx), letters.Asked(department, as_of, known_at))
    hand_out(made, place, Format.DOCX, suffixes=LETTER, advice="用法见 jytrack task handout --help")


def _require_one(named: str | None, option: str, *, everyone: bool, command: str) -> None:
    """Refuse to write to nobody, or to one and to all."""
    if everyone is (named is not None):
        raise UsageError(f"请写明给谁：{option} 单位，或 --all 各单位，两者选一个；用法见 jytrack {command} --help")
