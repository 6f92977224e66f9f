"""What a channel carries, and how it says that it could not."""

from typing import Protocol

from jytrack.domain.values.valueclass import valueclass


@valueclass
class Attachment:
    """A file that goes with a message, where the channel can carry one."""

    name: str
    content: bytes
    kind: str


@valueclass
class Message:
    """One message: `number` and `department` name it for the office, `html` is the same as `text` for mail programs.

    `mobiles` are mentioned in a group chat.
    """

    number: int
    department: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    mobiles: tuple[str, ...] = ()


class NotSent(Exception):
    """The message did not go out, for certain; `code` is the answer's own, where there was one."""

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class Unclear(NotSent):
    """Nobody can know whether it arrived: it was on its way when the other side fell silent."""


class Channel(Protocol):
    """A way out."""

    def refusal(self, address: str) -> str:
        """Why nothing can ever be sent to `address` by this channel, in Chinese; empty where it can."""

    def send(self, address: str, message: Message) -> None:
        """Send the message; NotSent or Unclear where it was not confirmed."""
