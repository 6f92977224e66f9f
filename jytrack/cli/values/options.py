"""The options that mean the same everywhere, and how their values are read."""

import inspect
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import typer

from jytrack.cli.values import screen
from jytrack.cli.values.completing import completer
from jytrack.cli.values.dates import day, moment, month, whole_day
from jytrack.cli.values.later import Later, placed
from jytrack.cli.values.talk import hush
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import UnitOrder, Word
from jytrack.errors import UsageError

if TYPE_CHECKING:
    from jytrack.services.supervision.supervising import Ground

W = TypeVar("W", bound=Word)

_NUMBER = r"[0-9]{1,9}"
_EVERYTHING = ("全部", "所有", "全部任务", "所有任务")
_COUNTED = r"第?([0-9]{1,18})[次条号期]?"
"""What has more digits is beyond what a database counts to."""


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"


def task_no(text: str) -> "int | Later[int]":
    """A task's number: 8, 第14项, or part of its title, which is looked for in the plan at hand."""
    if not re.search(r"[0-9一-鿿]|^[a-z]{2,}$", spelled := unicodedata.normalize("NFKC", text).strip()):
        raise typer.BadParameter(f"“{text}”不是任务，应写序号或名称，如 8")
    spelled = spelled.rstrip(".、,，。 ")
    return int(spelled) if re.fullmatch(_NUMBER, spelled) else placed(lambda bearings: bearings.task(text))


def tasks_called(text: str) -> "str | Later[str]":
    """Several tasks' numbers as they are written, or the number of the one that is called so."""
    from jytrack.domain.values.chosen import numbers_in

    if numbers_in(text) is not None or not re.search("[A-Za-z一-鿿]", text) or text.strip() in _EVERYTHING:
        return text
    called = task_no(text)
    return Later(lambda bearings: str(called.read(bearings))) if isinstance(called, Later) else str(called)


def nth(text: str) -> int:
    """Which one of several that are counted: 3, 第3次, 3号."""
    match = re.fullmatch(_COUNTED, "".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        raise typer.BadParameter(f"“{text}”应为数字，如 3")
    return int(match[1])


def word(vocabulary: type[W]) -> Callable[[str], W]:
    """A reader for one of a vocabulary's words, written as its English code or its Chinese label."""

    def read(text: str) -> W:
        typed = unicodedata.normalize("NFKC", text).strip("“”‘’\"' ").casefold().removeprefix("已")
        for known in vocabulary:
            if typed in (known.value, known.label):
                return known
        begun = [known for known in vocabulary if typed and (known.label.startswith(typed) or typed in _lamps(known))]
        if len(begun) == 1:
            return begun[0]
        choices = "、".join(f"{known.label} {known.value}" for known in vocabulary)
        raise typer.BadParameter(f"“{text}”不认识，可选：{choices}")

    read.words = tuple(vocabulary)  # type: ignore[attr-defined]  # which the shell offers
    return read


def _lamps(known: Word) -> tuple[str, str]:
    """What a light is called too: 红灯, 红色."""
    return f"{known.label}灯", f"{known.label}色"


def task_numbers(text: str | None, *, everything: bool) -> tuple[int, ...] | None:
    """The tasks that were named, None for all of them; UsageError where neither or both are written."""
    from jytrack.domain.values.chosen import numbers_in

    if text is not None and text.strip() in _EVERYTHING:
        everything, text = True, None
    if everything and text is None:
        return None
    if everything or text is None:
        raise UsageError("请写任务序号（如 8、1-5、1,4,9）或 --all-tasks 中的一个；名单见 jytrack task list")
    if (found := numbers_in(text)) is None:
        raise UsageError(f"“{text}”不是任务序号，应写成 8、1-5 或 1,4,9；名单见 jytrack task list")
    return found


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="日期", help="截至哪天，如 2023-06-30 或 2023-06；默认今天"),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option("--known-at", parser=moment, metavar="时间", help="按当时已知的数据出表；默认现在"),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        case_sensitive=False,
        metavar="格式",
        help="table plain markdown csv json docx xlsx html；默认终端 table，管道 plain",
    ),
]
OutFile = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="文件", help="写入文件，格式看后缀（.txt .md .csv .json .docx .xlsx .html）"
    ),
]
DraftFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="文件", help="写入文件，格式看后缀；不写文件就在终端里看"),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", callback=hush, help="办成了不说话，只出结果和错误，供定时任务用")]
Width = Annotated[
    int | None,
    typer.Option(
        "--width", parser=screen.cells, callback=screen.widen, metavar="列数", help="页面排多宽，如 80；默认随屏幕"
    ),
]
Wide = Annotated[bool, typer.Option("--wide", callback=screen.spread_out, help="表格全列，比屏幕宽也不省略")]
NoPager = Annotated[bool, typer.Option("--no-pager", callback=screen.run_through, help="超过一屏也不分屏，一次显示完")]
AsciiSigns = Annotated[
    bool, typer.Option("--ascii", callback=screen.draw_plainly, help="表格线和符号用英文字符，屏幕上对不齐时用")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="有红灯、逾期或缺报时退出码为7")]
On = Annotated[date | None, typer.Option("--on", parser=whole_day, metavar="日期", help="事情发生的日期；默认今天")]
Code = Annotated[
    str, typer.Argument(metavar="指标", help="指标名称或代码，写一部分也行，如 城镇新增", show_default=False)
]
Unit = Annotated[str | None, typer.Option("--unit", metavar="单位", help="填报单位")]
Month = Annotated[Period | None, typer.Option("--period", parser=month, metavar="月份", help="报告期，如 2023-06")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")]
TaskNo = Annotated[
    int, typer.Argument(parser=task_no, metavar="序号", help="任务序号，如 8；也可写名称的一部分", show_default=False)
]
TaskNumbers = Annotated[
    str | None,
    typer.Argument(
        parser=tasks_called,
        metavar="[序号]",
        help="任务序号，如 8，或名称的一部分；多项写成 1-5 或 1,4,9",
        show_default=False,
    ),
]
AllTasks = Annotated[bool, typer.Option("--all-tasks", help="方案里可以这样办的任务一起办；写了就不写序号")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="依据或说明")]
Files = Annotated[
    list[Path] | None, typer.Option("--file", metavar="文件", help="附材料，可写多次；在数据库旁边存一份")
]
Order = Annotated[
    UnitOrder, typer.Option("--order", parser=word(UnitOrder), metavar="顺序", help="按方案顺序 plan，或按名次 rank")
]


@valueclass
class Out:
    """Where an answer goes, and how it is written."""

    chosen: FormatOption = None
    path: OutFile = None


@valueclass
class Page:
    """What every page is asked with: its two times, and where it goes."""

    as_of: AsOf = None
    known_at: KnownAt = None
    chosen: FormatOption = None
    path: OutFile = None


@valueclass
class Draft:
    """What a draft of a document is asked with: its two times, and the file, whose suffix says the format."""

    as_of: AsOf = None
    known_at: KnownAt = None
    path: DraftFile = None


@valueclass
class CheckedPage(Page):
    """The same of a page whose findings may be asked for as an exit code."""

    exit_code: ExitCode = False


@valueclass
class Grounds:
    """On what ground something is told to the log, and when it happened."""

    note: Note = ""
    on: On = None
    files: Files = None

    def told(self, no: int, departments: Sequence[str] = (), *, everyone: bool = False) -> "Ground":
        """Who acts in which task on this ground."""
        from jytrack.services.supervision.supervising import Ground

        return Ground(no, tuple(departments), everyone, self.note, self.on, tuple(self.files or ()))


EVERYWHERE: dict[str, tuple[Any, Any]] = {
    "quiet": (Quiet, False),
    "width": (Width, None),
    "wide": (Wide, False),
    "no_pager": (NoPager, False),
    "ascii_signs": (AsciiSigns, False),
}
"""What every command may be told about how it talks, with its default; it is seen to when it is read."""


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """`command` as Typer reads it: in the place of a parameter that is one of the classes above, its fields.

    So options that belong together are written once; the command gets the value made of them. Every command also takes
    what may be said `EVERYWHERE`, which its own body never sees.
    """
    laid_out: list[inspect.Parameter] = []
    gathered: dict[str, type[Any]] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        kind = parameter.annotation
        if not is_dataclass(kind):
            laid_out.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        gathered[name] = cast("type[Any]", kind)
        laid_out += [
            inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=each.type)
            for each in fields(kind)
        ]
    laid_out += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in EVERYWHERE.items()
    ]

    @wraps(command)
    def gathering(**given: Any) -> None:
        for name in EVERYWHERE:
            del given[name]
        for name, kind in gathered.items():
            given[name] = kind(**{each.name: given.pop(each.name) for each in fields(kind)})
        command(**given)

    for each in laid_out:
        for option in getattr(each.annotation, "__metadata__", ()):
            option.autocompletion = completer(option)
    gathering.__annotations__ = {each.name: each.annotation for each in laid_out}
    gathering.__signature__ = inspect.Signature(laid_out)  # type: ignore[attr-defined]
    return gathering
