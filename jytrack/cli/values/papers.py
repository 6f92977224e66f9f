"""Pages that go out to several addressees: one into a file or to the terminal, several into a folder, a file each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jytrack.cli.values.options import Format
from jytrack.cli.values.output import SUFFIXES, default_format, emit, render, write_into
from jytrack.domain.values.texts import one_line
from jytrack.errors import UsageError

if TYPE_CHECKING:
    from jytrack.reports.values.document import Report
    from jytrack.services.values.answer import Paper

LETTER = (".docx", ".html", ".md", ".txt")
"""The files that a letter may be written to; its figures for programs are those of other reports."""

FORM = (".xlsx", ".csv", ".docx", ".html", ".md", ".txt")
"""Those of a form that is filled in."""

_ENDINGS = {form: suffix for suffix, form in SUFFIXES.items()}
_TAKEN = str.maketrans(dict.fromkeys('/\\:*?"<>|', "＿"))
"""What a file's name must not have on some system."""

_LONGEST = 80


def is_folder(place: Path) -> bool:
    """Whether files are to go into `place`: it is a folder, or called as no file of ours is."""
    return place.is_dir() or place.suffix.lower() not in SUFFIXES


def hand_out(
    papers: "Sequence[Paper]", place: Path | None, usual: Format, *, suffixes: Sequence[str], advice: str
) -> None:
    """Write `papers` to `place`, a file for one or a folder for any number, or a single one to the terminal.

    In a folder each is written as `usual`, and beside it as text for the chat where it has one. UsageError, ending with
    `advice`, where several were to go into one file or to the terminal, or the file's suffix is none of `suffixes`.
    """
    if place is not None and is_folder(place):
        for paper in papers:
            _put(place, paper, paper.report, usual)
            if paper.chat is not None:
                _put(place, paper, paper.chat, Format.PLAIN)
        return
    if len(papers) > 1:
        raise UsageError(f"有{len(papers)}份，一份一个文件，-o 后面请写文件夹；{advice}")
    if place is not None and place.suffix.lower() not in suffixes:
        raise UsageError(f"{place} 不是能写的格式；后缀用 {' '.join(suffixes)}，{advice}")
    form = default_format(place)
    chat = papers[0].chat if form is Format.PLAIN else None
    emit(chat or papers[0].report, form, place)


def _put(folder: Path, paper: "Paper", report: "Report", form: Format) -> None:
    """Write one page into the folder."""
    made = render(report, form, folder)
    name = one_line(paper.name).translate(_TAKEN)[:_LONGEST]
    write_into(folder, f"{name}{_ENDINGS[form]}", made if isinstance(made, bytes) else made.encode())
