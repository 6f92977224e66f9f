"""The program as a process of its own that can be bound, watched and killed, forked from the one the tests run in.

It has everything loaded already: starting Python anew for each run takes longer than most commands. What is asked of
the start itself, of the shell or of closed streams needs `python -m jytrack`. A process is forked where no other thread
is at work: what that one holds would stay held for ever.
"""

import ctypes
import os
import pkgutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path

import jytrack
from jytrack.__main__ import main

_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
_PR_CAPBSET_DROP = 24
_CAPABILITIES_3 = 0x20080522
_FLUSH_FAILED = 120
"""With what Python itself ends where it could not write to its end."""


class Process:
    """A process that does `work` and nothing after it."""

    def __init__(self, work: Callable[[], None]) -> None:
        _load_all()
        assert threading.current_thread() is threading.main_thread()
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 - closed when read
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            _do(work, self._out.fileno(), self._err.fileno())

    def poll(self) -> int | None:
        """The exit code, minus the signal's number where one ended it; None while it runs."""
        if self.returncode is None and (found := os.waitpid(self.pid, os.WNOHANG))[0]:
            self.returncode = os.waitstatus_to_exitcode(found[1])
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def communicate(self, timeout: float = 120, encoding: str = "utf-8") -> tuple[int, str, str]:
        """Wait for it: its exit code, what it wrote and what it said."""
        until = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                self.send_signal(signal.SIGKILL)
                raise TimeoutError(f"still running after {timeout:.0f} s")
            time.sleep(0.002)
        return code, _read(self._out).decode(encoding), _read(self._err).decode(encoding)


def started(
    arguments: Sequence[str | Path], settings: Mapping[str, str], before: Callable[[], None] = lambda: None
) -> Process:
    """The program, running with `settings` beside the environment; `before` is done in its process first."""
    return Process(partial(_run, [str(each) for each in arguments], settings, before))


def finished(
    arguments: Sequence[str | Path], settings: Mapping[str, str], before: Callable[[], None] = lambda: None
) -> tuple[int, str, str]:
    """The same, waited for: the exit code, what it wrote, what it said; never a traceback."""
    code, out, err = started(arguments, settings, before).communicate()
    assert "Traceback" not in err, err
    return code, out, err


def bound() -> None:
    """The user root is bound by what files permit, as every other user is, and what it runs is too."""
    libc = ctypes.CDLL(None)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable: the first 32, then the others
    assert libc.capget(header, sets) == 0
    for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
        for each in range(3):
            sets[each] &= ~(1 << capability)
    assert libc.capset(header, sets) == 0


@cache
def _load_all() -> None:
    """Load what commands load when they run, once for all processes."""
    for module in pkgutil.walk_packages(jytrack.__path__, "jytrack."):
        import_module(module.name)


def _run(arguments: list[str], settings: Mapping[str, str], before: Callable[[], None]) -> None:
    os.environ.update(settings)
    sys.argv = ["jytrack", *arguments]
    before()
    main()


def _do(work: Callable[[], None], out: int, err: int) -> None:
    """What the forked process does: no test, no fixture and no cleaning up of the parent's."""
    code = 1
    try:
        for given, wanted in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (err, 2)):
            os.dup2(given, wanted)
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
        for each in (sys.stdout, sys.stderr):
            each.reconfigure(encoding="utf-8", errors="backslashreplace")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            work()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        except BaseException:  # noqa: BLE001 - whatever it is, it is told and ends the process
            traceback.print_exc()
        for each in (sys.stdout, sys.stderr):
            try:
                each.flush()
            except OSError:
                code = code or _FLUSH_FAILED
    finally:
        os._exit(code)


def _read(file: "tempfile._TemporaryFileWrapper[bytes]") -> bytes:
    with file:
        file.seek(0)
        return file.read()
