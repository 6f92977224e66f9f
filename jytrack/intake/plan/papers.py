"""The folder documents of a plan folder: what the office writes itself for its documents, checked whole."""

from base64 import b64encode
from pathlib import Path

from jytrack.domain.plan.wording import LETTERHEAD, DocumentKind, Papers
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.plan.files import read_table
from jytrack.intake.plan.stationery import COLUMNS, FILE, read_stationery
from jytrack.intake.plan.wording import read_wording
from jytrack.intake.values.decode import decode
from jytrack.intake.values.nearest import meant
from jytrack.intake.values.problem import Problem

FOLDER = "documents"
LARGEST = 5_000_000
"""Bytes of a letterhead; a picture in it may be large, a video is a slip of the hand."""


def read_papers(folder: Path, problems: list[FileProblem]) -> Papers:
    """What `folder`, a plan's own, says of documents; all that is wrong in it goes to `problems`."""
    places = folder / FOLDER
    wordings = {kind.file: kind for kind in DocumentKind}
    names = (*wordings, FILE, LETTERHEAD)
    texts: dict[DocumentKind, str] = {}
    stationery: dict[str, str] = {}
    letterhead = ""
    for path in sorted(places.iterdir()) if places.is_dir() else ():
        name = path.name
        if name.startswith((".", "~$")):
            continue
        if name in wordings:
            texts |= _wording(path, wordings[name], problems)
        elif name == FILE:
            stationery = read_stationery(read_table(path, COLUMNS, problems, may_be_bare=True))
        elif name == LETTERHEAD:
            letterhead = _letterhead(path, problems)
        else:
            listed = f"；应为：{'、'.join(names)}"
            problems.append(FileProblem(name, f"文书文件夹里没有这种文件{meant(name, names, listed)}"))
    return Papers(texts, stationery, letterhead)


def _wording(path: Path, kind: DocumentKind, problems: list[FileProblem]) -> dict[DocumentKind, str]:
    """The wording's text; none where it cannot be read."""
    try:
        decoded = decode(path.read_bytes())
    except OSError:
        problems.append(FileProblem(path.name, "无法读取这个文件"))
        return {}
    if isinstance(decoded, Problem):
        problems.append(FileProblem(path.name, decoded.message))
        return {}
    text = "\n".join(decoded.text.removeprefix("\ufeff").splitlines()) + "\n"
    read_wording(kind, text, problems)
    return {kind: text}


def _letterhead(path: Path, problems: list[FileProblem]) -> str:
    """The letterhead in base64; what must stand in it is asked by whoever knows the format."""
    try:
        raw = path.read_bytes()
    except OSError:
        problems.append(FileProblem(path.name, "无法读取这个文件"))
        return ""
    if len(raw) > LARGEST:
        problems.append(FileProblem(path.name, f"太大，最多{LARGEST // 1_000_000} MB"))
        return ""
    return b64encode(raw).decode()
