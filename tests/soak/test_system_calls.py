"""Every command that writes, killed or refused at its system calls: all or nothing, and what is said is what is so.

How many runs: JYTRACK_SOAK_KILLS and JYTRACK_SOAK_FAULTS over all commands (0: at every call of each). What the record
itself hangs on is broken at every call whatever they say.
"""

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.keeping.test_refusing_disk import DONE, content
from tests.command import typed
from tests.soak.traced import INSTALLED, Moment, moments, run_with
from tests.tally import tally
from tests.writing_commands import WRITES, Stage, Stages

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not INSTALLED, reason="strace is not installed")]

KILLS = int(os.environ.get("JYTRACK_SOAK_KILLS", "1000"))
FAULTS = int(os.environ.get("JYTRACK_SOAK_FAULTS", "500"))
WHOLE = {"db backup", "db restore", "report publish"}


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    folder = tmp_path_factory.mktemp("台")
    made = folder / "方案.db"
    assert typed(["init"], {"JYTRACK_DB": str(made), "JYTRACK_ACTOR": "测试员"}).code == 0
    return Stages(folder, made)


def chosen(name: str, stage: Stage, folder: Path, total: int) -> tuple[list[Moment], list[object], list[object]]:
    """The command's share of the moments, and what the database holds before and after it."""
    here = stage.copied(folder)
    before = content(here.database)
    known = moments(here)
    share = -(-total // len(WRITES)) if total and name not in WHOLE else len(known)
    some = (
        random.Random(name).choices(known, k=share) if share > len(known) else random.Random(name).sample(known, share)
    )
    return (some if total else known), [*before], [*content(here.database)]


@pytest.mark.parametrize("name", WRITES)
def test_killed_at_any_system_call_it_is_all_or_nothing(stages: dict[str, Stage], tmp_path: Path, name: str) -> None:
    at, before, after = chosen(name, stages[name], tmp_path / "全", KILLS)
    came: Counter[str] = Counter()
    for moment in at:
        here = stages[name].copied(tmp_path / "试")
        ended = run_with(here, moment, "signal=SIGKILL")
        found = content(here.database)
        told = f"{name} {moment} {ended}"
        came["killed" if ended.code < 0 or ended.code == 137 else "ended"] += 1
        assert "Traceback" not in ended.said, told
        assert found in (before, after), told
        came["before" if found == before else "after"] += 1
        if found:
            ran = here.run("db", "check", "--format", "json")
            assert ran.code == 0, told + ran.out
        strange = [path.name for path in here.folder.rglob("*") if ".tmp" in path.name or ".part" in path.name]
        assert all(left.startswith((".jytrack-",)) for left in strange), told
        came["left a draft"] += bool(strange)
        again = here.run()
        assert again.code in (0, 2, 3, 4, 6), told + again.err  # what is done already may be refused, in one line
        if again.code == 0 and found == before and name != "db backup":
            assert content(here.database) == after, told
    tally(f"killed {name}", came)


@pytest.mark.parametrize("name", WRITES)
def test_refused_at_any_system_call_what_is_said_is_so(stages: dict[str, Stage], tmp_path: Path, name: str) -> None:
    at, before, after = chosen(name, stages[name], tmp_path / "全", FAULTS)
    came: Counter[str] = Counter()
    for number, moment in enumerate(at):
        here = stages[name].copied(tmp_path / "试")
        ended = run_with(here, moment, "error=" + ("EIO", "ENOSPC")[number % 2])
        found = content(here.database)
        told = f"{name} {moment} {ended}"
        assert "Traceback" not in ended.said, told
        assert "Exception" not in ended.said, told
        assert found in (before, after), told
        came[str(ended.code)] += 1
        if ended.code not in (0, 3):
            assert ended.code in (5, 6), told
            errors = [line for line in ended.said.splitlines() if line.startswith("错误：")]
            silent = ended.hit.startswith("write(2,")
            assert len(errors) == 1 or silent, told
            if before != after and errors:
                assert (found == after) == (DONE in errors[0]), told
        elif before != after:
            assert found == after, told
        if found:
            ran = here.run("db", "check", "--format", "json")
            assert ran.code == 0, told + ran.out
        if not moment.call.startswith("unlink"):
            assert not [path for path in here.folder.rglob("*") if path.name.startswith(".jytrack-")], told
    tally(f"refused {name}", came)
