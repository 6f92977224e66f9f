"""The jobs that run by themselves: marked lines in the user's crontab, timers of systemd, or tasks of Windows."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jytrack.domain.delivery.timetable import Job, crontab, installed, schtasks, unit_files
from jytrack.domain.values.texts import one_line
from jytrack.domain.values.valueclass import valueclass
from jytrack.drafts import write_over
from jytrack.errors import OutputProblem, UsageError, os_reason

_HELP = "用法见 jytrack remind schedule --help"
_NONE = "no crontab for"
_NAMES = ("send", "weekly")


@valueclass
class Place:
    """Where the jobs are kept: `way`, and the folder of systemd's own files."""

    way: str
    units: Path

    def shown(self) -> list[str]:
        """What is installed now, a line each."""
        match self.way:
            case "cron":
                return installed(_crontab())
            case "systemd":
                return [str(path) for path in sorted(self.units.glob("jytrack-*.timer"))]
            case _:
                return [name for name in _NAMES if _ran(["schtasks", "/Query", "/TN", f"jytrack-{name}"]) is not None]

    def install(self, jobs: Sequence[Job]) -> None:
        """Put the jobs in the place of those that are installed; everything else stays as it is."""
        match self.way:
            case "cron":
                _write_crontab(jobs)
            case "systemd":
                self._write_units(jobs)
            case _:
                for job in jobs:
                    _must(schtasks(job, subprocess.list2cmdline(job.command)))

    def remove(self) -> None:
        """Take the jobs away."""
        match self.way:
            case "cron":
                _write_crontab(())
            case "systemd":
                for path in sorted(self.units.glob("jytrack-*.timer")):
                    _ran(["systemctl", "--user", "disable", "--now", path.name])
                for path in [*self.units.glob("jytrack-*.timer"), *self.units.glob("jytrack-*.service")]:
                    path.unlink()
                _ran(["systemctl", "--user", "daemon-reload"])
            case _:
                for name in _NAMES:
                    _ran(["schtasks", "/Delete", "/F", "/TN", f"jytrack-{name}"])

    def _write_units(self, jobs: Sequence[Job]) -> None:
        try:
            self.units.mkdir(parents=True, exist_ok=True)
            for name, text in unit_files(jobs).items():
                write_over(self.units / name, text.encode())
        except OSError as error:
            raise OutputProblem(f"写不了 {self.units}（{os_reason(error)}）；{_HELP}") from None
        _must(["systemctl", "--user", "daemon-reload"])
        for job in jobs:
            _must(["systemctl", "--user", "enable", "--now", f"jytrack-{job.name}.timer"])


def usual_way() -> str:
    """What this machine has, cron first."""
    if sys.platform == "win32":
        return "schtasks"
    found = next((way for way, program in (("cron", "crontab"), ("systemd", "systemctl")) if shutil.which(program)), "")
    if not found:
        raise UsageError(f"这台电脑没有 crontab，也没有 systemd；请自行定时运行 jytrack remind send，{_HELP}")
    return found


def _write_crontab(jobs: Sequence[Job]) -> None:
    """The crontab with these jobs, read back; refused where it cannot be read as it stands."""
    standing = _crontab()
    try:
        wanted = crontab(standing, jobs)
    except ValueError:
        raise UsageError(f"crontab 里 jytrack 的起止标记不成对，没有改动；请用 crontab -e 改好，{_HELP}") from None
    if wanted == standing:
        return
    ran = _run(["crontab", "-"], wanted)
    if ran.returncode or _crontab() != wanted:
        raise OutputProblem(f"crontab 没有写成（{one_line(ran.stderr).strip()}）；请用 crontab -l 核对，{_HELP}")


def _crontab() -> str:
    """The user's crontab, empty where there is none; refused where it cannot be read."""
    ran = _run(["crontab", "-l"])
    if ran.returncode == 0:
        return ran.stdout
    if _NONE in ran.stderr.lower():
        return ""
    raise OutputProblem(f"读不了现有的 crontab（{one_line(ran.stderr).strip()}），没有改动；{_HELP}")


def _must(command: Sequence[str]) -> None:
    """Run a program of the system's; OutputProblem where it fails."""
    ran = _run(command)
    if ran.returncode:
        raise OutputProblem(f"{command[0]} 没有办成（{one_line(ran.stderr).strip()}）；{_HELP}")


def _ran(command: Sequence[str]) -> str | None:
    """What a program said; None where it failed."""
    ran = _run(command)
    return None if ran.returncode else ran.stdout


def _run(command: Sequence[str], given: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - programs of the system, with our own arguments
            command, input=given, capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = os_reason(error) if isinstance(error, OSError) else "没有结束"
        raise OutputProblem(f"{command[0]} 运行不了（{reason}）；{_HELP}") from None
