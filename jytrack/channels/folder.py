"""Messages as files, to be sent by hand: text to paste, and mail to open in a mail program."""

import hashlib
import re
from email.policy import SMTP
from pathlib import Path

from jytrack.channels.mailing import mail
from jytrack.channels.message import Message, NotSent
from jytrack.channels.settings import ChannelSettings
from jytrack.drafts import write_new
from jytrack.errors import os_reason

_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u2028-\u202e\u2066-\u2069]|^\.+')


class Folder:
    """A folder beside the database, or one that the office names."""

    def __init__(self, settings: ChannelSettings, outbox: Path) -> None:
        """Nothing is made before something is sent."""
        self._place = Path(settings.values["path"]).expanduser() if settings.values["path"] else outbox

    def refusal(self, address: str) -> str:
        """A folder takes everything."""
        del address
        return ""

    def send(self, address: str, message: Message) -> None:
        """Write the message, and what is attached; files that stand there are never written over."""
        del address
        name = f"{message.number:05}_{fit(message.department)}"
        files = [
            (f"{name}.txt", f"{message.subject}\n\n{message.text}\n".encode()),
            (f"{name}.eml", mail(message, "", "").as_bytes(policy=SMTP)),
            *((f"{name}_{fit(each.name)}", each.content) for each in message.attachments),
        ]
        try:
            self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
            for own, content in files:
                self._write(own, content)
        except OSError as error:
            raise NotSent(f"写不进文件夹 {self._place}（{os_reason(error)}）") from None

    def _write(self, name: str, content: bytes) -> None:
        """One file; another one of that name stays, and this one gets a name of its own."""
        try:
            write_new(self._place / name, content)
        except FileExistsError:
            if (self._place / name).read_bytes() != content:
                write_new(self._place / f"{hashlib.sha256(content).hexdigest()[:8]}_{name}", content)


def fit(name: str) -> str:
    """A name as a file can have it, on any system."""
    return _UNFIT.sub("_", name)[:60] or "_"
