"""A program of the office's own, such as a gateway for short messages: fixed arguments, the message on stdin."""

import os
import signal
import subprocess
from contextlib import suppress

from jytrack.channels.addresses import refusal
from jytrack.channels.message import Message, NotSent, Unclear
from jytrack.channels.settings import ChannelSettings
from jytrack.channels.telling import told
from jytrack.errors import os_reason


class Command:
    """A program that ends with 0 where it has sent the message."""

    def __init__(self, settings: ChannelSettings) -> None:
        self._settings = settings
        self._run, self._timeout = settings.values["run"], settings.values["timeout"]

    def refusal(self, address: str) -> str:
        """The program knows its own addresses."""
        return refusal("command", address)

    def send(self, address: str, message: Message) -> None:
        """Run it without a shell: the text on stdin, the address in the environment, no secret of another channel."""
        hidden = set(self._settings.hidden)
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        environment |= {"JYTRACK_ADDRESS": address, "JYTRACK_DEPARTMENT": message.department}
        try:
            with subprocess.Popen(  # noqa: S603 - the office's own program, fixed in its settings
                self._run, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
                start_new_session=True,
            ) as process:  # fmt: skip
                said = self._told_to(process, f"{message.subject}\n\n{message.text}\n")
        except OSError as error:
            raise NotSent(f"程序 {self._run[0]} 运行不了（{os_reason(error)}）") from None
        if process.returncode:
            last = (said.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
            reason = f"退出码{process.returncode}" + (f"，{told(self._settings, last)}" if last else "")
            raise NotSent(f"程序 {self._run[0]} 没有办成（{reason}）", str(process.returncode))

    def _told_to(self, process: subprocess.Popen[bytes], text: str) -> bytes:
        """What the program said on stderr; one that never ends is stopped with all that it has begun."""
        try:
            return process.communicate(text.encode(), self._timeout)[1]
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            raise Unclear(f"程序 {self._run[0]} 超过{self._timeout}秒没有结束，已停下") from None
