"""`jytrack target import`, `record` and `withdraw`: readings that come in, from sheets or by hand, and go again."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.sheets.originals import kept_up_to
from jytrack.cli.sheets.receiving import Asked, asked
from jytrack.cli.sheets.slips import Slips, answer_import, require_apart
from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import month, whole_day
from jytrack.cli.values.options import Code, DryRun, Month, Out, Unit
from jytrack.cli.values.output import answer, emit
from jytrack.cli.values.progress import progress
from jytrack.cli.values.talk import at_terminal, confirmed
from jytrack.domain.values.period import Period

if TYPE_CHECKING:
    from jytrack.services.values.answer import Answer

Received = Annotated[
    date | None, typer.Option("--received", parser=whole_day, metavar="日期", help="收到日期；默认今天")
]
ReceivedAll = Annotated[
    Asked | None,
    typer.Option(
        "--received",
        parser=asked,
        metavar="日期|file",
        help="收到日期，或 file（文件自己的日期）；默认看文件夹名，没写就是今天",
    ),
]
Correct = Annotated[bool, typer.Option("--correct", help="与已登记的数不同时，按更正处理（须写 --reason）")]
Confirm = Annotated[bool, typer.Option("--confirm", help="大小离谱的数、用较早的表改更正过的数，确实无误，照收")]
Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="更正的原因")]


def import_sheets(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="文件...", help="各单位报来的表，或放这些表的文件夹", show_default=False)
    ],
    period: Month = None,
    unit: Unit = None,
    received: ReceivedAll = None,
    correct: Correct = False,
    reason: Reason = "",
    partial: Annotated[bool, typer.Option("--partial", help="有错的行留下，其余照常写入")] = False,
    confirm: Confirm = False,
    dry_run: DryRun = False,
    slips: Slips = None,
    *,
    out: Out,
) -> None:
    """导入填报表（文件或文件夹）；有一处错误就一行也不写，并一次列全。"""
    from jytrack.services.sheets import importing, parcels

    require_apart(slips, files, parcels.IMPORT)
    order = importing.Order(
        tuple(files),
        period,
        unit,
        received.day if received else None,
        correct,
        reason,
        partial,
        dry_run,
        slips is not None,
        confirm,
        by_file=received is not None and received.day is None,
        originals=kept_up_to(),
    )
    with progress("导入") as watch:
        imported = importing.import_sheets(desk(ctx), order, watch)
    if not dry_run and _confirmed(imported):
        with progress("导入") as watch:
            imported = importing.import_sheets(desk(ctx), replace(order, confirm=True), watch)
    answer_import(imported, out, slips, order.files, parcels.SHEETS)


def _confirmed(refused: "Answer") -> bool:
    """Whether somebody at the terminal says yes to what was turned down and waits for nothing else."""
    if not (refused.question and at_terminal()):
        return False
    emit(refused.report, None, None)
    return confirmed(refused.question)


def record(
    ctx: typer.Context,
    code: Code,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="填报单位")],
    period: Annotated[Period, typer.Option("--period", parser=month, metavar="月份", help="报告期，如 2023-06")],
    month_value: Annotated[str, typer.Option("--month", metavar="数", help="本月数")] = "",
    cumulative: Annotated[str, typer.Option("--cumulative", metavar="数", help="本年累计数")] = "",
    value: Annotated[str, typer.Option("--value", metavar="数", help="期末数")] = "",
    numerator: Annotated[str, typer.Option("--numerator", metavar="数", help="分子")] = "",
    denominator: Annotated[str, typer.Option("--denominator", metavar="数", help="分母")] = "",
    source: Annotated[str, typer.Option("--source", metavar="文字", help="数据来源，如公报名称")] = "",
    received: Received = None,
    correct: Correct = False,
    reason: Reason = "",
    confirm: Confirm = False,
    dry_run: DryRun = False,
    *,
    out: Out,
) -> None:
    """登记一个填报数，检查与导入相同。"""
    from jytrack.services.sheets import importing

    typed = importing.Typed(code, unit, period, month_value, cumulative, value, numerator, denominator, source)
    order = importing.Order((), period, unit, received, correct, reason, dry_run=dry_run, confirm=confirm)
    recorded = importing.record(desk(ctx), typed, order)
    if not dry_run and _confirmed(recorded):
        recorded = importing.record(desk(ctx), typed, replace(order, confirm=True))
    answer(recorded, out)


def withdraw(
    ctx: typer.Context,
    code: Code,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="填报单位")],
    period: Annotated[Period, typer.Option("--period", parser=month, metavar="月份", help="报告期，如 2023-06")],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="收回的原因")],
    dry_run: DryRun = False,
    *,
    out: Out,
) -> None:
    """收回一个填报数：记下原因，旧数仍可查。"""
    from jytrack.services.sheets import withdrawing

    answer(withdrawing.withdraw(desk(ctx), code, unit, period, reason, dry_run=dry_run), out)
