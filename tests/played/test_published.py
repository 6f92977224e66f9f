"""The played year goes out on paper, and a fresh machine restored from its backup hands out the same bytes.

Each month's 调度 on the 13th of the next, the bulletins with it, and on the 26th a correction of every bulletin whose
figures are others by then. The year is played anew for it, its pages left out; of a quarter the first months alone.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.command import Ran
from tests.played.conftest import END, STORY
from tests.played.playing import CHINA, SETTINGS, Office, opened

pytestmark = pytest.mark.file

_SUMS = {3: ("quarterly",), 6: ("quarterly", "halfyear"), 9: ("quarterly",), 12: ("quarterly", "annual")}
LATE = (
    "target record urban-new-jobs --unit 香水镇 --period 2023-03 --month 3 --correct --reason 核实有重复 "
    "--received 2023-04-20"
)
_REPOSITORY = Path(__file__).parents[2]


def following(month: int, day: int) -> datetime:
    """A day of the month after `month` of 2023, at ten."""
    return datetime(2023 + month // 12, month % 12 + 1, day, 10, tzinfo=CHINA)


@dataclass(frozen=True)
class Out:
    """What went out by the end of a month: numbers and kinds, and the bytes that were handed out on the day."""

    office: Office
    months: int
    files: dict[int, dict[str, bytes]]
    kinds: dict[int, str]

    @property
    def moment(self) -> datetime:
        """When somebody looks back."""
        return END if self.months == 12 else following(self.months, 30)

    def ask(self, moment: datetime, *arguments: str) -> Ran:
        """Type a command that succeeds."""
        ran = self.office.type(moment, arguments)
        assert ran.code == 0, (arguments, ran.err)
        return ran

    def publish(self, moment: datetime, kind: str, *more: str) -> None:
        """A document goes out, unless it is out as it is; what is handed out of it is kept here."""
        if "已发布过，内容相同" in self.ask(moment, "report", "publish", kind, "--no-lock", *more).err:
            return
        number = len(self.files) + 1
        self.ask(moment, "report", "reissue", str(number), "-o", self.folder(number))
        self.files[number] = contents(self.office.folder / self.folder(number))
        self.kinds[number] = kind

    def folder(self, number: int) -> str:
        """Where the files of a document are put."""
        (self.office.folder / f"发出/{number}").mkdir(parents=True, exist_ok=True)
        return f"发出/{number}"

    def correct(self, moment: datetime) -> None:
        """A correction of each bulletin that says otherwise by now, once."""
        for number in [number for number, kind in self.kinds.items() if kind not in ("monthly", "correction")]:
            changed = self.ask(moment, "report", "changes", str(number), "--format", "json")
            if json.loads(changed.out)["rows"]:
                self.publish(moment, "correction", "--corrects", str(number))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def played(folder: Path, months: int) -> Out:
    """The year until the end of the month after `months`, its documents going out as they were due."""
    out = Out(opened(folder), months, {}, {})
    left = iter([step for step in STORY if not step.page and step.moment < out.moment])
    step = next(left, None)
    for month in range(3, months + 1):
        for day, go_out in ((13, publishing(out, month)), (26, correcting(out, month))):
            moment = following(month, day)
            while step and step.moment < moment:
                # A milestone that a document ticked when it went out is not done twice.
                ticked = 3 if step.typed.startswith("task milestone done 27 ") else step.code
                assert [ran.code for _, ran in out.office.play([step])][-1] in (step.code, ticked), step.typed
                step = next(left, None)
            for act in go_out:
                act()
    for rest in (step, *left) if step else ():
        list(out.office.play([rest]))
    return out


def publishing(out: Out, month: int) -> Iterator[Any]:
    """What goes out on the 13th: with March the two months before it."""
    moment = following(month, 13)
    for each in (1, 2, 3) if month == 3 else (month,):
        yield lambda each=each: out.publish(moment, "monthly", "--as-of", f"2023-{each:02}")
    for kind in _SUMS.get(month, ()):
        yield lambda kind=kind: out.publish(moment, kind, "--as-of", f"2023-{month:02}")


def correcting(out: Out, month: int) -> Iterator[Any]:
    """What is put right on the 26th; the last time a township has found a mistake of March the day before."""
    if month == out.months:
        yield lambda: out.ask(following(month, 25), *LATE.split())
    yield lambda: out.correct(following(month, 26))


def elsewhere(home: Path, commands: Sequence[tuple[datetime, Sequence[str]]]) -> list[Ran]:
    """The commands typed one after the other on a machine that knows nothing of the office's."""
    home.mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(_REPOSITORY),
        "HOME": str(home),
        "TZ": "America/Lima",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "7",
        **{name: each for name, each in SETTINGS.items() if each and name.startswith("JYTRACK")},
    }
    typed = "\n".join(json.dumps([moment.isoformat(), list(words)]) for moment, words in commands)
    done = subprocess.run(
        [sys.executable, "-m", "tests.played.elsewhere"],
        input=typed, cwd=home, env=environment, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    return [Ran(code, out, err, b"") for code, out, err in map(json.loads, done.stdout.splitlines())]


@pytest.mark.parametrize("months", [3, pytest.param(12, marks=pytest.mark.slow)])
def test_a_fresh_machine_hands_out_the_same_bytes_and_tells_the_same_changes(tmp_path: Path, months: int) -> None:
    out = played(tmp_path / "office", months)
    kinds = list(out.kinds.values())
    assert kinds.count("monthly") == months
    assert kinds.count("quarterly") == months // 3
    assert (kinds.count("halfyear"), kinds.count("annual")) == ((1, 1) if months == 12 else (0, 0))
    assert kinds.count("correction") >= (1 if months == 3 else 2)
    assert all(any(name.endswith(".xlsx") for name in out.files[no]) for no in out.files if out.kinds[no] == "monthly")

    moment = out.moment
    asked = [
        (moment, ("report", "issued", "--changes", "--format", "json")),
        *((moment, ("report", "changes", str(no), "--all", "--format", "json")) for no in out.files),
    ]
    here = [out.ask(at, *words).out for at, words in asked]
    assert any('"causes"' in page for page in here)
    backup = out.office.folder / "备份.zip"
    out.ask(moment, "db", "backup", str(backup))

    home = tmp_path / "fresh"
    home.mkdir()
    back = [(moment, ("db", "restore", str(backup), "--yes")), (moment, ("db", "check"))]
    hand = [(moment, ("report", "reissue", str(no), "-o", f"再/{no}")) for no in out.files]
    for no in out.files:
        (home / f"再/{no}").mkdir(parents=True)
    ran = elsewhere(home, [*back, *hand, *asked])
    assert [(each.code, each.err) for each in ran if each.code] == []
    assert {no: contents(home / f"再/{no}") for no in out.files} == out.files
    assert [each.out for each in ran[-len(asked) :]] == here
