"""What the other side said, fit to be recorded: on one line, not endless, and without any secret."""

import base64

from jytrack.channels.settings import ChannelSettings
from jytrack.domain.values.texts import one_line

_LONGEST = 200
_SHORTEST = 4
"""What is shorter is too common to be looked for: a password so short is none."""


def told(settings: ChannelSettings, text: str | bytes) -> str:
    """The text without what only the channel may know, however the other side has written it back."""
    plain = one_line(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)
    for secret in sorted(settings.secrets, key=len, reverse=True):
        for written in _forms(secret):
            plain = plain.replace(written, "***")
    plain = " ".join(plain.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _forms(secret: str) -> list[str]:
    """The secret as it is, in base64 as mail servers are told it, and the keys within an address."""
    pieces = [secret]
    if "?" in secret:  # an address: its query is what must not be known
        pieces += [part.partition("=")[2] or part for part in secret.partition("?")[2].split("&")]
    if "/" in secret:
        pieces.append(secret.partition("?")[0].rstrip("/").rpartition("/")[2])
    long = [piece for piece in pieces if len(piece) >= _SHORTEST and piece not in ("send", "hook")]
    return [*long, *(base64.b64encode(piece.encode()).decode() for piece in long)]
