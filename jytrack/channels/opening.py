"""A channel by its settings; what it needs is loaded when it is opened, and by nobody else."""

from importlib import import_module
from pathlib import Path

from jytrack.channels.message import Channel
from jytrack.channels.settings import ChannelSettings

_ROOMS = {
    "folder": ("folder", "Folder"),
    "mail": ("mail", "Mail"),
    "wecom": ("bots", "WeCom"),
    "dingtalk": ("bots", "DingTalk"),
    "feishu": ("bots", "Feishu"),
    "command": ("command", "Command"),
}

CARRYING = ("folder", "mail")
"""The types that take attachments."""


def opened(settings: ChannelSettings, outbox: Path) -> Channel:
    """The channel that the settings describe; `outbox` is the folder where no other is named."""
    room, name = _ROOMS[settings.type]
    made = getattr(import_module(f"jytrack.channels.{room}"), name)
    channel: Channel = made(settings, outbox) if settings.type == "folder" else made(settings)
    return channel
