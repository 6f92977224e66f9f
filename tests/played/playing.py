"""The year played: the story's commands typed one after the other, each at its moment."""

import contextlib
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import product
from pathlib import Path

import time_machine

from tests.command import Ran, typed
from tests.played.sheets import DATA, lay_out

CHINA = timezone(timedelta(hours=8))
STORY = DATA / "故事.txt"
SETTINGS = {
    **dict.fromkeys(("FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "NO_COLOR", "JYTRACK_PLAN"), None),
    "JYTRACK_DB": "台账.db",
    "JYTRACK_ACTOR": "办公室",
    "COLUMNS": "100",
}


@dataclass(frozen=True)
class Step:
    """One line of the story: when, what is typed, where the page is kept, and what is expected of it."""

    line: int
    moment: datetime
    typed: str
    page: str | None
    code: int = 0
    says: tuple[str, ...] = ()

    @property
    def commands(self) -> list[list[str]]:
        """The arguments of each command: every number in braces stands for a command of its own, {1..3} or {3,7}."""
        braces = re.search(r"\{(\d+)\.\.(\d+)\}|\{(\d+(?:,\d+)*)\}", self.typed)
        if braces is None:
            return [words(self.typed)]
        first, last, listed = braces.groups()
        numbers = listed.split(",") if listed else [str(number) for number in range(int(first), int(last) + 1)]
        return [words(self.typed.replace(braces[0], number)) for number in numbers]


def story() -> list[Step]:
    """The lines of the story in their order; `→` lines tell what the command above them is expected to do."""
    steps: list[Step] = []
    for number, text in enumerate(STORY.read_text(encoding="utf-8").splitlines(), start=1):
        if expected := re.fullmatch(r"\s+→ (?:(\d) )?(.*)", text):
            last = steps.pop()
            code = int(expected[1]) if expected[1] else last.code
            steps.append(Step(last.line, last.moment, last.typed, last.page, code, (*last.says, expected[2])))
        elif text.strip() and not text.startswith("#"):
            steps.append(_step(number, text))
    return steps


def _step(number: int, text: str) -> Step:
    """A line: the moment, two spaces, what is typed, and `> page` where the page is kept."""
    moment, _, rest = text.partition("  ")
    typed, _, page = rest.partition(" > ")
    return Step(number, datetime.fromisoformat(moment).replace(tzinfo=CHINA), typed, page or None)


def words(typed: str) -> list[str]:
    """What a shell makes of the line: words, and the alternatives of {a,b} one after the other."""
    return [word for each in shlex.split(typed) for word in _alternatives(each)]


def _alternatives(word: str) -> list[str]:
    """A word with {a,b} as many words."""
    parts = re.split(r"(\{[^{}]*,[^{}]*\})", word)
    return ["".join(chosen) for chosen in product(*(p[1:-1].split(",") if p[:1] == "{" else [p] for p in parts))]


@dataclass
class Office:
    """The office's folder and database, in which commands are typed at chosen moments."""

    folder: Path
    pages: dict[str, str] = field(default_factory=dict)

    def type(self, moment: datetime, arguments: Sequence[str]) -> Ran:
        """Run one command at `moment`, in the office's folder."""
        with contextlib.chdir(self.folder), time_machine.travel(moment, tick=False):
            return typed(arguments, SETTINGS)

    def play(self, steps: Sequence[Step]) -> Iterator[tuple[Step, Ran]]:
        """Type the steps one after the other; what each did. Pages are kept under their names."""
        for step in steps:
            for arguments in step.commands:
                ran = self.type(step.moment, arguments)
                if step.page:
                    self.pages[step.page] = ran.out
                yield step, ran


def opened(folder: Path) -> Office:
    """An office with the year's sheets in its folder and no database yet."""
    lay_out(folder)
    return Office(folder)
