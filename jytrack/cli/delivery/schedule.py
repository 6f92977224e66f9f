"""`jytrack remind schedule`: the jobs that send by themselves."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jytrack.cli.values.context import desk
from jytrack.cli.values.files import make_folder
from jytrack.cli.values.output import write_stdout
from jytrack.cli.values.talk import say

if TYPE_CHECKING:
    from jytrack.domain.delivery.timetable import Job, Times
    from jytrack.services.delivery.schedule import Place

_KEPT = ("JYTRACK_CHANNELS", "JYTRACK_PLAN", "JYTRACK_ACTOR", "PGUSER", "PGPASSFILE")
"""What a job needs of the environment of whoever installs it; secrets are no part of it."""


class Way(StrEnum):
    """Where jobs are kept."""

    CRON = "cron"
    SYSTEMD = "systemd"
    SCHTASKS = "schtasks"


With = Annotated[
    Way | None, typer.Option("--with", metavar="方式", help="cron、systemd 或 schtasks；默认看这台电脑有什么")
]


def _times(text: str) -> "Times":
    from jytrack.domain.delivery.timetable import times

    found = times(text)
    if found is None:
        raise typer.BadParameter(f"“{text}”不是时间，应写成 daily@08:30 或 MON@08:00")
    return found


def show(with_: With = None) -> None:
    """看装了哪些定时任务。"""
    write_stdout("\n".join(_place(with_).shown()) or "没有装定时任务；安装用 jytrack remind schedule install")


def install(
    ctx: typer.Context,
    send: Annotated[
        str, typer.Option("--send", metavar="时间", help="何时运行 remind send，如 daily@08:30")
    ] = "daily@08:30",
    weekly: Annotated[
        str | None, typer.Option("--weekly", metavar="时间", help="何时发一周小结，如 MON@08:00；默认不发")
    ] = None,
    with_: With = None,
) -> None:
    """安装定时任务；已装的换成新的，别的任务不动。"""
    log = desk(ctx).folder / "remind.log"
    make_folder(log.parent)
    jobs = [_job(ctx, "send", "发催办消息", _times(send), ("remind", "send", "--quiet", "--log", str(log)))]
    if weekly is not None:
        jobs.append(_job(ctx, "weekly", "发一周小结", _times(weekly), ("report", "weekly", "--send", "--quiet")))
    _place(with_).install(jobs)
    say(f"已安装：{'；'.join(job.words for job in jobs)}；数据库 {desk(ctx).typed}")


def remove(with_: With = None) -> None:
    """取消定时任务。"""
    place = _place(with_)
    if not place.shown():
        say("没有装定时任务")
        return
    place.remove()
    say("已取消定时任务")


def _job(ctx: typer.Context, name: str, what: str, at: "Times", words: tuple[str, ...]) -> "Job":
    """One job that works on the database of this command, whatever folder it starts in."""
    from jytrack.domain.delivery.timetable import Job

    environment = tuple((each, os.environ[each]) for each in _KEPT if os.environ.get(each))
    command = (sys.executable, "-m", "jytrack", "--db", desk(ctx).typed, *words)
    return Job(name, what, at, command, environment)


def _place(way: Way | None) -> "Place":
    from jytrack.services.delivery.schedule import Place, usual_way

    return Place(way.value if way else usual_way(), Path.home() / ".config" / "systemd" / "user")
