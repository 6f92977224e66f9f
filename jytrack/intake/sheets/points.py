"""What a problem points at in its sheet: the cells by name, what row and column they stand in, what they hold."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import islice
from typing import NamedTuple

from jytrack.intake.sheets.files import Tab
from jytrack.intake.sheets.header import FIRST, Header
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.problem import Problem
from jytrack.intake.values.rows import column_letter


class Figure(NamedTuple):
    """A cell in question: its name, the heading above it, and what it holds."""

    cell: str
    heading: str
    holds: str


class Point(NamedTuple):
    """A problem with what its row is about (unit, metric, month as they stand there) and the cells in question."""

    problem: Problem
    subject: str = ""
    figures: tuple[Figure, ...] = ()


def points(tab: Tab, header: Header | None, metric: str, problems: Sequence[Problem]) -> list[Point]:
    """The `problems` of the sheet `tab`, in the same order; `metric` is that of the whole sheet ("" for none)."""
    last = max((row for problem in problems for row, _ in cells_of(problem)), default=0)
    rows = {} if not last else dict(enumerate(islice(tab.rows(), last), 1))
    return [_point(rows, header, metric, problem) for problem in problems]


def cells_of(problem: Problem) -> list[tuple[int, int]]:
    """The cells of `problem` by row and column, from 1; none where it is about the sheet as a whole or a whole row."""
    if problem.row is None:
        return []
    named = [name for name in (problem.column, *problem.also) if name and name.isascii()]
    return [(int(digits or problem.row), at_letter(letters)) for letters, digits in map(_split, named)]


def at_letter(letters: str) -> int:
    """The column called `letters`, from 1."""
    return reduce(lambda before, letter: before * 26 + ord(letter) - ord("A") + 1, letters, 0)


def _split(name: str) -> tuple[str, str]:
    """The letters and the digits of a cell's name."""
    letters = name.rstrip("0123456789")
    return letters, name[len(letters) :]


def _point(rows: dict[int, Sequence[str]], header: Header | None, metric: str, problem: Problem) -> Point:
    """What one problem points at."""
    found = cells_of(problem)
    figures = tuple(
        Figure(f"{column_letter(column - 1)}{row}", _heading(header, column - 1), _text(rows.get(row, ()), column - 1))
        for row, column in found
    )
    about = rows.get(problem.row or 0, ())
    if header is None or (problem.row or 0) <= header.rows:
        return Point(problem, "", figures)
    keys = [_text(about, at) for role in (*FIRST, Role.PERIOD) if (at := header.place(role)) is not None]
    named = [each.metric.name for at in found for each in header.columns[at[1] - 1 : at[1]] if each.metric]
    if header.place(Role.METRIC) is None:
        keys += list(dict.fromkeys(named)) or [metric]
    held = {figure.holds for figure in figures}
    return Point(problem, " ".join(key for key in keys if key and key not in held), figures)


def _heading(header: Header | None, at: int) -> str:
    """The heading of the column at `at`, from 0."""
    return header.columns[at].title if header and at < len(header.columns) else ""


def _text(cells: Iterable[str], at: int) -> str:
    """The cell at `at`, from 0, on one line."""
    return " ".join(next(islice(cells, at, None), "").split())
