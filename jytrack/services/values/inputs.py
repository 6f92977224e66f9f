"""Files that the user names to be read: opened, or refused in a line that says which and why."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from jytrack.domain.values.texts import readable_name
from jytrack.errors import UsageError, os_reason
from jytrack.intake.values.personal import masked


def file_name(path: Path) -> str:
    """The file's name as it may be kept and shown: readable, and without anybody's number."""
    return masked(readable_name(path.name))


@contextmanager
def opened_input(path: Path, command: str) -> Iterator[BinaryIO]:
    """The file at `path`, open for reading; UsageError, which ends with `command`, when it cannot be read.

    A pipe or a device can be read but once, or never ends: it is refused before it is waited for.
    """
    with reading(path, command):
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise UsageError(f"{masked(readable_name(str(path)))} 是管道或设备，不是文件；请先存成文件：{command}")
        with path.open("rb") as stream:
            yield stream


@contextmanager
def reading(path: Path, command: str) -> Iterator[None]:
    """Meanwhile what the system refuses is told of `path`."""
    try:
        yield
    except FileNotFoundError:
        raise UsageError(f"没有文件 {masked(readable_name(str(path)))}，请核对文件名：{command}") from None
    except OSError as error:
        named = masked(readable_name(str(path)))
        raise UsageError(f"读不了文件 {named}（{os_reason(error)}），请核对后重试：{command}") from None
