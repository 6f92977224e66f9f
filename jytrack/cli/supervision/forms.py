"""`jytrack task ledger`, `template` and `import`: the ledger, and what departments write back on the office's forms."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jytrack.cli.sheets.originals import kept_up_to
from jytrack.cli.sheets.slips import Slips, answer_import, require_apart
from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import whole_day
from jytrack.cli.values.options import AsOf, DryRun, Format, KnownAt, Month, Out, Page, word
from jytrack.cli.values.output import answer
from jytrack.cli.values.papers import FORM, hand_out
from jytrack.domain.plan.feedback import FormKind
from jytrack.errors import UsageError

Department = Annotated[str | None, typer.Option("--department", metavar="单位", help="只做这个单位的")]
Everyone = Annotated[bool, typer.Option("--all", help="一个单位一份，写进 -o 后面的文件夹")]


def ledger(
    ctx: typer.Context,
    department: Annotated[str | None, typer.Option("--department", metavar="单位", help="只看这个单位的任务")] = None,
    *,
    asked: Page,
) -> None:
    """督办台账：一项任务一行，时限、延期、最近进展、存在问题、下步打算、佐证和亮灯。"""
    from jytrack.services.supervision import forms

    answer(forms.ledger(desk(ctx), department, asked.as_of, asked.known_at), asked)


def template(
    ctx: typer.Context,
    kind: Annotated[
        FormKind,
        typer.Option(
            "--kind",
            parser=word(FormKind),
            metavar="种类",
            help="reasons 滞后原因说明表（原因、措施、责任人、时限），或 ledger 督办台账（进展、问题、打算）",
            show_default=False,
        ),
    ],
    place: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="位置",
            help="写到哪个文件（.xlsx .csv .docx 等）；--all 时写到哪个文件夹",
            show_default=False,
        ),
    ],
    department: Department = None,
    everyone: Everyone = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    """做要各单位填回来的表：数已填好，空栏填好后用 jytrack task import 导入。"""
    from jytrack.services.supervision import forms

    if everyone and department is not None:
        raise UsageError("--department 和 --all 只写一个；用法见 jytrack task template --help")
    made = forms.forms(desk(ctx), kind, forms.Asked(department, everyone, as_of, known_at))
    hand_out(made, place, Format.XLSX, suffixes=FORM, advice="用法见 jytrack task template --help")


def import_forms(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件...",
            help="填好的滞后原因说明表、督办台账（含 Word），或放它们的文件夹",
            show_default=False,
        ),
    ],
    period: Month = None,
    received: Annotated[
        date | None,
        typer.Option("--received", parser=whole_day, metavar="日期", help="收到日期；默认看文件夹名，没写就是今天"),
    ] = None,
    correct: Annotated[
        bool, typer.Option("--correct", help="与已登记的内容不同时，按更正处理（须写 --reason）")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="更正的原因")] = "",
    partial: Annotated[bool, typer.Option("--partial", help="有错的行留下，其余照常写入")] = False,
    dry_run: DryRun = False,
    slips: Slips = None,
    *,
    out: Out,
) -> None:
    """导入填回的滞后原因说明表和督办台账；有一处错误就一行也不写，并一次列全。"""
    from jytrack.services.sheets import forms, parcels

    require_apart(slips, files, forms.IMPORT)
    order = forms.Order(
        tuple(files), period, received, correct, reason, partial, dry_run, slips is not None, kept_up_to()
    )
    imported = forms.import_forms(desk(ctx), order)
    answer_import(imported, out, slips, order.files, parcels.FORMS)
