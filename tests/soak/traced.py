"""Commands that write, run with one of their system calls made to fail or to kill, by strace.

It is laid over a process that has the program loaded and waits, so that a run costs what the command does.
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass

from tests.forked import started
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
    _, _, log = _run(stage, [])
    counted = Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))
    return [Moment(call, number) for call, times in sorted(counted.items()) for number in range(1, times + 1)]


def run_with(stage: Stage, moment: Moment, fault: str) -> Ended:
    """Run the command of the stage with a `fault` (error=EIO, signal=SIGKILL …) at the moment."""
    code, said, log = _run(stage, ["-e", f"inject={moment.call}:{fault}:when={moment.number}"])
    hit = re.search(r"^\d+ +(.*)(?:\(INJECTED\)|--- SIG)", log, re.MULTILINE)
    return Ended(code, said, hit[1] if hit else "")


def _run(stage: Stage, inject: list[str]) -> tuple[int, str, str]:
    """How the command ended, what it said, and what strace wrote of it."""
    log = stage.folder.with_name(f"{stage.folder.name}.strace")
    asked, told = os.pipe()
    process = started(stage.arguments, stage.settings, before=lambda: os.read(asked, 1) and None)
    order = ["strace", "-f", "-s", "40", "-o", str(log), "-e", _SET, *inject, "-p", str(process.pid)]
    with subprocess.Popen(order, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        attached = tracer.stderr.readline()
        assert b"attached" in attached, attached
        os.write(told, b"x")
        code, _, said = process.communicate()
    for end in (asked, told):
        os.close(end)
    return code, said, log.read_text("utf-8", "replace")
