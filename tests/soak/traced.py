"""Commands that write, run with one of their system calls made to fail or to kill, by strace."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

from tests.writing_commands import Stage

INSTALLED = shutil.which("strace") is not None
_CALLS = (
    *("write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2", "link"),
    *("linkat", "unlink", "unlinkat", "mkdir", "chmod", "fchmod", "sendfile", "copy_file_range"),
)
"""What changes a disk."""
_SET = "trace=" + ",".join(f"?{name}" for name in _CALLS)


@dataclass(frozen=True)
class Moment:
    """The n-th call of that name which a command makes."""

    call: str
    number: int


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    said: str
    hit: str
    """The call that was made to fail, as strace writes it; empty where it did not come to it."""


def moments(stage: Stage) -> list[Moment]:
    """All moments at which the command of the stage asks something of the disk; it is run for that."""
    _, log = _run(stage, [])
    counted = Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))
    return [Moment(call, number) for call, times in sorted(counted.items()) for number in range(1, times + 1)]


def run_with(stage: Stage, moment: Moment, fault: str) -> Ended:
    """Run the command of the stage with a `fault` (error=EIO, signal=SIGKILL …) at the moment."""
    ended, log = _run(stage, ["-e", f"inject={moment.call}:{fault}:when={moment.number}"])
    hit = re.search(r"^\d+ +(.*)(?:\(INJECTED\)|--- SIG)", log, re.MULTILINE)
    return Ended(ended.returncode, ended.stderr.decode("utf-8", "replace"), hit[1] if hit else "")


def _run(stage: Stage, inject: list[str]) -> tuple[subprocess.CompletedProcess[bytes], str]:
    log = stage.folder.with_name(f"{stage.folder.name}.strace")
    order = ["strace", "-f", "-qq", "-s", "40", "-o", str(log), "-e", _SET, *inject, sys.executable, "-m", "jytrack"]
    env = {
        **os.environ,
        "JYTRACK_DB": str(stage.database),
        "JYTRACK_ACTOR": "测试员",
        "JYTRACK_CHANNELS": str(stage.folder / "in" / "channels.toml"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }
    ended = subprocess.run(
        [*order, *stage.arguments], env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False
    )
    return ended, log.read_text("utf-8", "replace")
