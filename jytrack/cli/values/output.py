"""The sole writer: an answer goes to the terminal, a pipe or a file, in the format asked for."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import typer

from jytrack.cli.values import screen
from jytrack.cli.values.files import make_folder, write_pieces
from jytrack.cli.values.options import Format
from jytrack.cli.values.talk import give_up, say, warn
from jytrack.domain.values.texts import clean, readable
from jytrack.errors import FINDINGS, InputRefused, OutputProblem, UsageError, os_reason

if TYPE_CHECKING:
    from jytrack.reports.values.document import Report
    from jytrack.services.values.answer import Answer

SUFFIXES = {
    ".txt": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".html": Format.HTML,
}
_FILES_ALONE = (Format.DOCX, Format.XLSX)
"""What a terminal cannot show."""
_FLOWING = (Format.CSV, Format.JSON)
"""What programs read, and what may be too long to be held."""


class Destination(Protocol):
    """Where an answer goes: `Out` and `Page` of the options."""

    @property
    def chosen(self) -> Format | None:
        """The format asked for."""

    @property
    def path(self) -> Path | None:
        """The file asked for."""


def answer(given: "Answer", asked: Destination, exit_code: bool = False, hints: Sequence[str] = ()) -> None:
    """Emit what a service answered, and leave with 3 when it refused its input, 7 when asked about findings.

    `hints` say, behind the result, what can be done next.
    """
    emit(given.report, asked.chosen, asked.path)
    for hint in hints:
        warn(hint)
    if given.refused:
        if asked.path is not None:
            warn(f"有问题没有通过，详见 {asked.path}")
        raise typer.Exit(InputRefused.exit_code)
    if exit_code and given.findings:
        raise typer.Exit(FINDINGS)


def emit(report: "Report", chosen: Format | None, path: Path | None) -> None:
    """Write `report` to `path`, or to stdout when there is none."""
    if chosen in _FILES_ALONE and path is None and sys.stdout.isatty():
        raise UsageError(f"{chosen} 不能显示在终端里；请写进文件，如 -o 报告.{chosen}")
    form = chosen or default_format(path)
    if form in _FLOWING and not (path is None and sys.stdout.isatty()):
        flow(_pieces(report, form), path)
    else:
        write(render(report, form, path), path)


def is_read(asked: Destination) -> bool:
    """Whether the answer is read on a screen, where of a list of thousands only the ends are shown."""
    from jytrack.reports.values.ends import READ

    return (asked.chosen or default_format(asked.path)).value in READ


def draft(given: "Answer", path: Path | None, *, workbook: bool = False) -> None:
    """Emit a document's draft: to the terminal as text, into a file as what its suffix says."""
    draft_file(path, workbook=workbook)
    emit(given.report, None, path)


def draft_file(path: Path | None, *, workbook: bool = False) -> None:
    """Refuse a file in a form that a document does not have: its figures for programs are those of other reports."""
    suffixes = [".docx", *([".xlsx"] if workbook else []), ".html", ".md", ".txt"]
    if path is not None and path.suffix.lower() not in suffixes:
        raise UsageError(
            f"{path} 不是公文能写的格式；后缀用 {' '.join(suffixes)}，数据见 jytrack report variance --format json"
        )


def text_file(path: Path | None) -> None:
    """Refuse a file whose suffix promises something else than the plain text that is to go into it."""
    if path is not None and path.suffix.lower() not in ("", ".txt", ".md"):
        raise UsageError(f"{path} 不是文本文件，小结只写 .txt 或 .md，如 jytrack report weekly -o {path.stem}.txt")


MARKED = "JYTRACK_TXT_BOM"
"""Set to anything, it asks for .txt files that begin with a mark of their encoding."""


def write(content: str | bytes, path: Path | None) -> None:
    """Write finished content to `path`, or to stdout when there is none."""
    if path is None:
        write_stdout(content, paged=True)
    else:
        flow([content if isinstance(content, bytes) else _marked(readable(content).encode(), path.name)], path)


def flow(pieces: Iterable[bytes], path: Path | None) -> None:
    """Write what is made of `pieces` to `path`, or to stdout when there is none and it is no terminal."""
    if path is None:
        with _to_stdout():
            sys.stdout.flush()
            sys.stdout.buffer.writelines(pieces)
    else:
        write_pieces(path, pieces)
        say(f"已写入 {path}")


def write_into(folder: Path, name: str, content: bytes) -> None:
    """Write finished content to the file `name` in `folder`, which is made when it is not there.

    A file that stands there already is left, for somebody may have worked on it.
    """
    make_folder(folder)
    if (folder / name).exists():
        warn(f"已有 {folder / name}，没有覆盖；要重做请先移走它，或换一个文件夹")
    else:
        write(_marked(content, name), folder / name)


def _marked(text: bytes, name: str) -> bytes:
    """What goes into the file `name`: a text with the mark of its encoding where old editors are said to need one."""
    return BOM_UTF8 + text if os.environ.get(MARKED) and name.lower().endswith(".txt") else text


def hand_over(folder: Path, name: str, content: bytes) -> bool:
    """Write a file into `folder`, or leave it where it stands there as it is; False where another one stands there."""
    make_folder(folder)
    path = folder / name
    try:
        standing = path.read_bytes()
    except FileNotFoundError:
        write(content, path)
        return True
    except OSError:  # a folder of that name, or what may not be read
        return False
    if standing == content:
        say(f"已有 {path}，内容相同")
    return standing == content


def render(report: "Report", chosen: Format, path: Path | None = None) -> str | bytes:
    """The report in one format: text, or bytes where the encoding is part of the format."""
    formats = import_module(f"jytrack.reports.formats.{chosen.value}")
    result: str | bytes
    if chosen in _FLOWING:
        result = b"".join(_pieces(report, chosen))
    elif chosen is Format.TABLE:
        result = formats.render(report.paper(chosen.value), **screen.drawing(path is None and sys.stdout.isatty()))
    else:
        result = formats.render(report.paper(chosen.value))
    return result


def _pieces(report: "Report", form: Format) -> Iterator[bytes]:
    """What programs read of the report."""
    formats = import_module(f"jytrack.reports.formats.{form.value}")
    made: Iterator[bytes] = formats.pieces(report.data if form is Format.JSON else report.paper(form.value))
    return made


def write_stdout(content: str | bytes, *, paged: bool = False) -> None:
    """Write the answer itself to stdout; what is made for other programs steers no terminal either.

    What is `paged` stops after each screenful where somebody reads it on one.
    """
    if isinstance(content, bytes) and not sys.stdout.isatty():
        flow([content], None)
        return
    if isinstance(content, bytes):
        content = clean(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    with _to_stdout():
        _put(readable(content if content.endswith("\n") else content + "\n"), paged)


@contextmanager
def _to_stdout() -> Iterator[None]:
    """Tell what goes wrong when the answer is written."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        give_up(sys.stdout)  # the reader has gone (| head), which is no error
    except OSError as error:
        give_up(sys.stdout)
        raise OutputProblem(f"输出写不出去（{os_reason(error)}）；请腾出空间后重试，或用 -o 写到别处") from None


def _put(text: str, paged: bool) -> None:
    if paged and screen.too_long(text):
        from jytrack.cli.values.pager import show

        show(text)
    else:
        sys.stdout.write(text)


def default_format(path: Path | None) -> Format:
    """The format of a file by its suffix, of stdout by where it goes; UsageError for a suffix that says none."""
    if path is None:
        return Format.TABLE if sys.stdout.isatty() or screen.sized() else Format.PLAIN
    chosen = SUFFIXES.get(path.suffix.lower())
    if chosen is None:
        raise UsageError(f"看不出 {path} 要什么格式；后缀用 {' '.join(SUFFIXES)}，或加上 --format")
    return chosen
