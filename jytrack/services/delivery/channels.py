"""The channels that the office has: listed, and tried with one line to its own address."""

import os
from collections.abc import Mapping, Sequence

from jytrack.channels import settings as toml
from jytrack.channels import writing
from jytrack.channels.message import Message, NotSent
from jytrack.channels.opening import opened
from jytrack.channels.settings import ChannelSettings
from jytrack.domain.values.numerals import date_text
from jytrack.errors import NotFound, OutputProblem, UsageError
from jytrack.reports.delivery import channels as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.delivery import contacts

_HELP = "写法见 jytrack remind channels"


def channels() -> dict[str, ChannelSettings]:
    """The channels of channels.toml, the folder always among them."""
    return toml.load(toml.place(os.environ), os.environ)


def listed(desk: Desk) -> Answer:
    """Which channels there are, where they are set, and who uses them."""
    place, found = toml.place(os.environ), channels()
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session)
        known = list(contacts.load(session, plan, clock.known_at))
    used = {name: sum(each.recipient.channel == name for each in known) for name in found}
    types = {name: each.type for name, each in found.items()}
    return Answer(report.report(plan, clock, report.Channels(str(place), place.exists(), types, used)))


def wanted(name: str, given: Sequence[str], kind: str | None) -> writing.Wanted:
    """The channel as it is to be set by what is typed as key=value; what `lacks` still has to be asked for."""
    return writing.wanted(toml.place(os.environ), name, given, kind)


def set_channel(channel: writing.Wanted, secrets: Mapping[str, str]) -> str:
    """Write the channel with its secrets into channels.toml; what was done, in which no secret is."""
    place = toml.place(os.environ)
    kept = {key: value for key, value in channel.table.items() if key.removesuffix("_env") not in secrets}
    writing.write(place, writing.Wanted(channel.name, {**kept, **secrets}))
    return f"通道“{channel.name}”已写进 {place}（只有自己能读）；试发：jytrack remind channels test {channel.name}"


def try_out(desk: Desk, found: Mapping[str, ChannelSettings], name: str) -> str:
    """Send one line to the office's own address by one channel; what was done. OutputProblem where it was not."""
    if name not in found:
        raise NotFound(f"没有名为“{name}”的通道，已有：{'、'.join(found)}；{_HELP}")
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session)
        known = contacts.load(session, plan, clock.known_at)
    own = [each.recipient for each in known if each.recipient.department == plan.office]
    address = next((to.address for to in own if to.channel == name), None)
    if address is None and found[name].type in ("mail", "command"):
        raise UsageError(
            f"办公室没有通道“{name}”的地址；先登记：jytrack remind contacts set 办公室 --channel {name} --address 地址"
        )
    text = f"这是台账的测试消息，收到说明通道可用。\n{plan.office}　{date_text(desk.today)}"
    channel = opened(found[name], desk.outbox)
    try:
        channel.send(address or "", Message(0, plan.office, f"通道“{name}”测试", text, f"<p>{text}</p>"))
    except NotSent as error:
        raise OutputProblem(f"通道“{name}”没有送出：{error.reason}；{_HELP}") from None
    return f"通道“{name}”已发出一条测试消息"
