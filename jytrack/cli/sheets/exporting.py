"""`jytrack target export`: readings, or the county's month, as a sheet that another jytrack imports."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import month
from jytrack.cli.values.files import whole_file
from jytrack.cli.values.options import AsOf, KnownAt
from jytrack.cli.values.output import write_stdout
from jytrack.cli.values.talk import at_terminal, say, warn
from jytrack.domain.values.period import Period
from jytrack.errors import UsageError

WORKBOOK = ".xlsx"
SUFFIXES = (".csv", WORKBOOK)


def export(
    ctx: typer.Context,
    path: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写入 .csv 或 .xlsx 文件，或写进这个文件夹；默认输出 csv"),
    ] = None,
    period: Annotated[
        Period | None, typer.Option("--period", parser=month, metavar="月份", help="只要这个月的，如 2023-06")
    ] = None,
    first: Annotated[
        Period | None, typer.Option("--from", parser=month, metavar="月份", help="从哪个月起；默认上年1月")
    ] = None,
    last: Annotated[
        Period | None, typer.Option("--to", parser=month, metavar="月份", help="到哪个月止；默认当年12月")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只要这个单位报的")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="指标", help="只要这个指标的")] = None,
    summary: Annotated[bool, typer.Option("--summary", help="汇总全县一个月的数，一个指标一行，报给上级")] = False,
    as_unit: Annotated[
        str, typer.Option("--as-unit", metavar="名称", help="上级表里本县的名称；默认方案里的地区")
    ] = "",
    incomplete: Annotated[bool, typer.Option("--incomplete", help="没报齐的指标，也按已报的汇总")] = False,
    with_doubts: Annotated[
        bool, typer.Option("--with-doubts", help="待核对的数照样导出，备注里写明（终端里会先问）")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    """导出填报数，或全县一个月的汇总；别处可直接导入。"""
    from jytrack.services.sheets import exporting

    order = exporting.Order(
        period, first, last, as_of, known_at, unit, target, summary, as_unit, incomplete, with_doubts
    )
    here = desk(ctx)
    if not with_doubts and at_terminal() and (told := exporting.doubted(here, order)):
        say(f"{told}（见 jytrack target check）")
        typer.confirm("照样导出吗？备注里会写明待核对", abort=True, err=True)
        order = replace(order, with_doubts=True)
    if path is None:
        draft = io.BytesIO()
        done = exporting.export(here, order, draft, workbook=False)
        write_stdout(draft.getvalue())
    else:
        path = path / exporting.file_name(order) if path.is_dir() else path
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{path} 的后缀不对，只写 .csv 或 .xlsx，如 jytrack target export -o {path.stem}.csv")
        with whole_file(path) as file:
            done = exporting.export(here, order, file, workbook=path.suffix.lower() == WORKBOOK)
        say(f"已写入 {path}：{done.count}条")
    if not done.count and not done.notes:
        warn("没有符合条件的填报数；已登记的见 jytrack target readings")
    for note in done.notes:
        warn(note)
