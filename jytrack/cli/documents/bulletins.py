"""`jytrack report monthly`, `quarterly`, `halfyear`, `annual`, `special`: drafts that sum up what was reached."""

from typing import Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.options import Draft
from jytrack.cli.values.output import draft
from jytrack.domain.plan.wording import DocumentKind


def monthly(
    ctx: typer.Context,
    *,
    asked: Draft,
) -> None:
    """月调度：.xlsx 调度表（图表、各乡镇、任务、报送），.docx 两页文字稿，.html 一页；不写文件看文字稿。"""
    from jytrack.services.documents import monthly

    draft(monthly.monthly(desk(ctx), asked.as_of, asked.known_at), asked.path, workbook=True)


def quarterly(
    ctx: typer.Context,
    *,
    asked: Draft,
) -> None:
    """季通报（代拟稿）：总体、滞后、乡镇、报送、问题，附四张表；写 .docx .html .md。"""
    from jytrack.services.documents import bulletins

    draft(bulletins.bulletin(desk(ctx), DocumentKind.QUARTERLY, asked.as_of, asked.known_at), asked.path)


def halfyear(
    ctx: typer.Context,
    *,
    asked: Draft,
) -> None:
    """半年看进度（代拟稿）：另有任务过半和下半年任务量；写 .docx .xlsx .html .md。"""
    from jytrack.services.documents import bulletins

    page = bulletins.bulletin(desk(ctx), DocumentKind.HALFYEAR, asked.as_of, asked.known_at)
    draft(page, asked.path, workbook=True)


def annual(
    ctx: typer.Context,
    score: Annotated[
        str | None,
        typer.Option("--score", metavar="办法", help="附计分表：自带的 ningxia，或自己的 .csv 文件；默认不计分"),
    ] = None,
    *,
    asked: Draft,
) -> None:
    """全年比成效（代拟稿）：未完成的在前，与上年比，四个季度亮灯；写 .docx .xlsx .html .md。"""
    from jytrack.services.accounts.scoring import find_preset
    from jytrack.services.documents import annual

    preset = find_preset(score) if score is not None else None
    draft(annual.annual(desk(ctx), asked.as_of, asked.known_at, preset, score or ""), asked.path, workbook=True)


def special(
    ctx: typer.Context,
    townships: Annotated[bool, typer.Option("--townships", help="正文写出乡镇名称；默认只写个数")] = False,
    *,
    asked: Draft,
) -> None:
    """专题报告（代拟稿）：每季度报自治区，做法列出登记的素材，打算留空；写 .docx .html .md。"""
    from jytrack.services.documents import bulletins

    page = bulletins.bulletin(desk(ctx), DocumentKind.SPECIAL, asked.as_of, asked.known_at, townships=townships)
    draft(page, asked.path)
