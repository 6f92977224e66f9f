"""The program's door: global options, the command groups, and nothing else."""

import gc
import os
from datetime import datetime
from typing import Annotated, Any

import typer

from jytrack import __version__
from jytrack.cli.groups import COMMANDS
from jytrack.cli.values.completing import of_plan
from jytrack.cli.values.context import Settings
from jytrack.cli.values.dates import SHANGHAI
from jytrack.cli.values.members import Members
from jytrack.cli.values.options import AsciiSigns, NoPager, Quiet, Wide, Width
from jytrack.cli.values.output import write_stdout
from jytrack.cli.values.shell import Root
from jytrack.cli.values.streams import prepare_streams, stop_as_by_keyboard


class Program(Root):
    """The program with all its commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = Members(COMMANDS)


ABOUT = """就业行动方案进度台账：任务、指标、填报、亮灯、责任。

\b
第一次用：
  先练手（数据纯属虚构）：jytrack demo 演示库.db
  用自带的2023年方案：jytrack init
  用自己的方案：jytrack plan new -o 我的方案，用 WPS 改好里面的表，
  再 jytrack init --seed 我的方案
"""

app = typer.Typer(
    cls=Program,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        write_stdout(f"jytrack {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, help=ABOUT)
def root(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option("--db", envvar="JYTRACK_DB", metavar="路径", help="数据库文件或服务器地址；默认在用户数据目录"),
    ] = None,
    plan_code: Annotated[
        str | None,
        typer.Option(
            "--plan",
            envvar="JYTRACK_PLAN",
            metavar="方案",
            help="方案代码或年度；默认所说日期那年的方案",
            autocompletion=of_plan("方案"),
        ),
    ] = None,
    quiet: Quiet = False,
    width: Width = None,
    wide: Wide = False,
    no_pager: NoPager = False,
    ascii_signs: AsciiSigns = False,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")] = False,
) -> None:
    """The program itself; its help is ABOUT."""
    del quiet, width, wide, no_pager, ascii_signs  # what they ask for has been seen to when they were read
    ctx.obj = Settings(db, plan_code, os.environ.get("JYTRACK_ACTOR"), datetime.now(SHANGHAI))
    if ctx.invoked_subcommand is None:
        write_stdout(ctx.get_help(), paged=True)


def main() -> None:
    """Run jytrack; what a terminal's encoding cannot show is replaced, never a crash."""
    gc.disable()  # a process this short has nothing to collect, and looking costs a large import a fifth of its time
    prepare_streams()
    stop_as_by_keyboard()
    app(prog_name="jytrack")
