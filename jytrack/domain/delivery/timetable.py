"""The jobs that run by themselves, in the words of cron, of systemd and of Windows."""

import re
import shlex
from collections.abc import Mapping, Sequence

from jytrack.domain.values.valueclass import valueclass

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_DAYS_SAID = "一二三四五六日"
_BEGIN, _END = "# jytrack: begin", "# jytrack: end"
_AT = re.compile(r"(?:(daily|MON|TUE|WED|THU|FRI|SAT|SUN)@)?([01]?[0-9]|2[0-3]):([0-5][0-9])", re.IGNORECASE)


@valueclass
class Times:
    """When a job runs: at a minute of every day, or of one weekday (from 0, Monday)."""

    hour: int
    minute: int
    weekday: int | None = None

    @property
    def words(self) -> str:
        """For the clerk."""
        day = "每天" if self.weekday is None else f"每周{_DAYS_SAID[self.weekday]}"
        return f"{day} {self.hour:02}:{self.minute:02}"


@valueclass
class Job:
    """One command that runs at its times, with what it needs of the environment."""

    name: str
    what: str
    at: Times
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """For the clerk."""
        return f"{self.at.words} {self.what}"

    @property
    def typed(self) -> str:
        """The command as a shell reads it."""
        return shlex.join(self.command)


def times(text: str) -> Times | None:
    """`daily@08:30`, `MON@08:00` or `08:30`; None for anything else."""
    found = _AT.fullmatch(text.strip())
    if not found:
        return None
    day = (found[1] or "daily").upper()
    return Times(int(found[2]), int(found[3]), None if day == "DAILY" else DAYS.index(day))


def cron_line(job: Job) -> str:
    """A line of a crontab, in which % would end the command."""
    day = "*" if job.at.weekday is None else str((job.at.weekday + 1) % 7)
    environment = "".join(f"{name}={shlex.quote(value)} " for name, value in job.environment)
    command = f"{environment}{job.typed}".replace("%", "\\%")
    return f"{job.at.minute} {job.at.hour} * * {day} {command}"


def crontab(standing: str, jobs: Sequence[Job]) -> str:
    """The crontab with the jobs between our marks, and everything else as it is; ValueError for broken marks."""
    lines, inside, kept = standing.splitlines(keepends=True), False, []
    for line in lines:
        if line.strip() == _BEGIN:
            if inside:
                raise ValueError(line)
            inside = True
        elif line.strip() == _END:
            if not inside:
                raise ValueError(line)
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise ValueError(_BEGIN)
    text = "".join(kept)
    if not jobs:
        return text
    own = "\n".join([_BEGIN, *map(cron_line, jobs), _END])
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{own}\n"


def installed(standing: str) -> list[str]:
    """The lines between our marks."""
    lines = [line.strip() for line in standing.splitlines()]
    return lines[lines.index(_BEGIN) + 1 : lines.index(_END)] if _BEGIN in lines and _END in lines else []


def unit_files(jobs: Sequence[Job]) -> Mapping[str, str]:
    """The files of systemd's user units, by name."""
    found = {}
    for job in jobs:
        environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.environment)
        run = " ".join(map(_quoted, job.command))
        found[f"jytrack-{job.name}.service"] = (
            f"[Unit]\nDescription=jytrack {job.name}\n\n[Service]\nType=oneshot\n{environment}ExecStart={run}\n"
        )
        day = "" if job.at.weekday is None else f"{DAYS[job.at.weekday].capitalize()} "
        found[f"jytrack-{job.name}.timer"] = (
            f"[Unit]\nDescription=jytrack {job.name}\n\n[Timer]\n"
            f"OnCalendar={day}*-*-* {job.at.hour:02}:{job.at.minute:02}:00\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n"
        )
    return found


def _quoted(word: str) -> str:
    """A word of a unit file, in which % and $ would be read as something else."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'


def schtasks(job: Job, typed: str) -> list[str]:
    """The command that makes the task on Windows; `typed` is the job's command as that reads it."""
    when = ["/SC", "DAILY"] if job.at.weekday is None else ["/SC", "WEEKLY", "/D", DAYS[job.at.weekday]]
    at = f"{job.at.hour:02}:{job.at.minute:02}"
    return ["schtasks", "/Create", "/F", "/TN", f"jytrack-{job.name}", "/TR", typed, *when, "/ST", at]
