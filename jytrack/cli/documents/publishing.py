"""`jytrack report publish`, `issued`, `reissue`, `changes`, `withdraw`, `register`: what goes out stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.dates import whole_day
from jytrack.cli.values.options import AsOf, ExitCode, Format, KnownAt, Out, nth, word
from jytrack.cli.values.output import answer, default_format, write
from jytrack.cli.values.talk import at_terminal, confirmed, say, warn
from jytrack.domain.plan.wording import DocumentKind
from jytrack.errors import InputRefused, OutputProblem

if TYPE_CHECKING:
    from jytrack.services.documents.publishing import Order, Published
    from jytrack.services.values.desk import Desk

Number = Annotated[
    int, typer.Argument(parser=nth, metavar="号", help="第几号发布，见 jytrack report issued", show_default=False)
]
Day = Annotated[date | None, typer.Option("--on", parser=whole_day, metavar="日期", help="哪一天；默认今天")]
Place = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="文件", help="文件或文件夹；默认当前文件夹，用原名。写 .xlsx 就取工作簿"),
]


def publish(
    ctx: typer.Context,
    kind: Annotated[
        DocumentKind,
        typer.Argument(parser=word(DocumentKind), metavar="文书", help="如 quarterly 或 季通报", show_default=False),
    ],
    as_of: AsOf = None,
    files: Annotated[
        list[Path] | None, typer.Option("--file", metavar="文件", help="签发的定稿，可写多次；不写就以底稿发布")
    ] = None,
    known_at: KnownAt = None,
    on: Day = None,
    document_no: Annotated[str, typer.Option("--document-no", metavar="文号", help="知道就写，以后也可登记")] = "",
    lock: Annotated[
        bool | None, typer.Option("--lock/--no-lock", help="锁定它的月份；季、半年、全年默认锁定", show_default=False)
    ] = None,
    corrects: Annotated[
        int | None, typer.Option("--corrects", parser=nth, metavar="号", help="更正说明更正第几号")
    ] = None,
    replaces: Annotated[int | None, typer.Option("--replaces", parser=nth, metavar="号", help="整份代替第几号")] = None,
    issue: Annotated[int | None, typer.Option("--issue", parser=nth, metavar="期", help="补登时指定期号")] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="重发或补登的原因")] = "",
    about: Annotated[str, typer.Option("--for", metavar="对象", help="催报单给哪个单位，督办函督办第几项任务")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎样，不发布")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="定稿和底稿的数不一样也发布，不再询问")] = False,
    path: Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="同时把底稿写出来")] = None,
) -> None:
    """发布一份文书：编号，把当时的数据、底稿和定稿原样存进数据库。"""
    from jytrack.services.documents.publishing import Order

    here = desk(ctx)
    order = Order(
        kind, as_of, about, tuple(files or ()), known_at, on, document_no, lock, corrects, replaces, issue, reason,
        dry_run, yes,
    )  # fmt: skip
    done = _published(here, order)
    for line in done.lines:
        say(line)
    if path is not None and done.draft:
        try:
            write(done.draft, path)
        except OutputProblem as error:
            if done.number is None:
                raise
            what = str(error).partition("；")[0]
            raise OutputProblem(f"{what}，已发布的可以随时取：jytrack report reissue {done.number}") from None


def _published(here: "Desk", order: "Order") -> "Published":
    """What became of it, once somebody has said yes where the final says other numbers."""
    from jytrack.services.documents import publishing

    done = publishing.publish(here, order)
    if not done.question:
        return done
    for line in done.lines:
        warn(line)
    if not at_terminal():
        raise InputRefused("定稿和底稿的数不一样，没有发布；核对无误的加 --yes 再运行一次")
    if not confirmed(done.question):
        raise typer.Abort
    return publishing.publish(here, replace(order, yes=True))


def issued(
    ctx: typer.Context,
    with_changes: Annotated[bool, typer.Option("--changes", help="连同每份后来有几项指标变动")] = False,
    known_at: KnownAt = None,
    *,
    out: Out,
) -> None:
    """列出已发布的文书：号、期号、文号、数据指纹、更正和收回。"""
    from jytrack.services.documents import issued as service

    answer(service.issued(desk(ctx), known_at, with_changes=with_changes), out)


def reissue(
    ctx: typer.Context,
    number: Number,
    draft: Annotated[bool, typer.Option("--draft", help="取底稿，不取定稿")] = False,
    path: Place = None,
) -> None:
    """原样取出一份已发布的文书，一个字节也不重做。"""
    from jytrack.services.documents import issued as service

    into = Path() if path is None else path
    found = service.reissue(desk(ctx), number, draft=draft, suffix=None if into.is_dir() else into.suffix.lower())
    if found[0].warning:
        warn(found[0].warning)
    for each in found:
        write(each.content, into / each.name if into.is_dir() else into)


def changes(
    ctx: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(parser=nth, metavar="[号]", help="第几号发布；不写就是最近一份", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="连同变了又变回来的")] = False,
    known_at: KnownAt = None,
    exit_code: ExitCode = False,
    *,
    out: Out,
) -> None:
    """一份已发布的文书，现在看有哪些数不同，各是为什么；写成 .docx 就是更正说明。"""
    from jytrack.services.documents import changing, correcting

    if Format.DOCX in (out.chosen, default_format(out.path) if out.path else None):
        answer(correcting.draft(desk(ctx), number, known_at), out)
    else:
        answer(changing.changes(desk(ctx), number, known_at, everything=everything), out, exit_code)


def withdraw(
    ctx: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="收回的原因")],
    on: Day = None,
) -> None:
    """收回一份已发布的文书；它留在记录里，标明已收回。"""
    from jytrack.services.documents import issued as service

    say(service.withdraw(desk(ctx), number, reason, on))


def register(
    ctx: typer.Context,
    number: Number,
    document_no: Annotated[str, typer.Option("--document-no", metavar="文号", help="如 泾就办〔2023〕12号")] = "",
    files: Annotated[list[Path] | None, typer.Option("--file", metavar="文件", help="盖章扫描件，可写多次")] = None,
    on: Day = None,
) -> None:
    """登记发布以后才知道的：文号、盖章扫描件。"""
    from jytrack.services.documents import issued as service

    say(service.register(desk(ctx), number, document_no, tuple(files or ()), on))
