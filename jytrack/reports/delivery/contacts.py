"""`remind contacts list`: where departments are reached; the one page on which addresses stand."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from jytrack.domain.delivery.routing import Contact
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.phrases import moment_text

_TABLE = (
    Column("单位", shrink=True),
    Column("通道"),
    Column("地址", shrink=True),
    Column("收什么"),
    Column("手机（@）"),
    Column("登记", shrink=True),
)
_SHEET = ("单位", "通道", "地址", "只收抄送", "手机", "登记时间", "登记人")
Contacts = Mapping[Contact, tuple[datetime, str]]


def report(plan: Plan, clock: Clock, contacts: Contacts) -> Report:
    """The contacts, and which units that have something to report have none."""
    return Report(partial(_document, plan, contacts), partial(_data, plan, clock, contacts))


def _document(plan: Plan, contacts: Contacts) -> Document:
    rows = [_row(contact, at, by) for contact, (at, by) in contacts.items()]
    empty = (
        "还没有联系方式：消息都写进文件夹 outbox，由办公室转发。登记用 jytrack remind contacts set 单位 --channel 通道"
    )
    unreached = _unreached(plan, contacts)
    told = f"还没有联系方式的填报单位和牵头单位：{'、'.join(unreached)}；到时由办公室转告。" if unreached else ""
    return Document(
        f"{plan.title}：联系方式",
        (Table(_TABLE, tuple(rows), empty=empty), *((Paragraph(told, quiet=True),) if told else ())),
        sheet=Table(headed(_SHEET), tuple(_sheet_row(*each) for each in contacts.items())),
    )


def _unreached(plan: Plan, contacts: Iterable[Contact]) -> list[str]:
    """Who has to report or leads something, and cannot be reached; nobody is missed before there are any contacts."""
    reached = {each.recipient.department for each in contacts if not each.copies}
    owing = {unit for target in plan.targets for unit in target.units}
    owing |= {task.lead for task in plan.tasks if task.lead} - {each.name for each in plan.departments if each.members}
    order = [each.name for each in plan.departments]
    return [name for name in order if name in owing and name not in reached] if reached else []


def hidden(mobile: str) -> str:
    """A mobile number as a page may show it."""
    return f"{mobile[:3]}****{mobile[-4:]}" if mobile else ""


def _row(contact: Contact, at: datetime, by: str) -> tuple[Cell, ...]:
    to = contact.recipient
    return (
        to.department, to.channel, to.address, "只收抄送" if contact.copies else "全部", hidden(contact.mobile),
        f"{moment_text(at)} {by}",
    )  # fmt: skip


def _sheet_row(contact: Contact, said: tuple[datetime, str]) -> tuple[Cell, ...]:
    to, (at, by) = contact.recipient, said
    return (
        to.department, to.channel, to.address, "是" if contact.copies else "否", hidden(contact.mobile),
        moment(at), by,
    )  # fmt: skip


def _data(plan: Plan, clock: Clock, contacts: Contacts) -> JsonObject:
    rows: list[JsonValue] = [
        {
            "department": contact.recipient.department,
            "channel": contact.recipient.channel,
            "address": contact.recipient.address,
            "copies": contact.copies,
            "mobile": hidden(contact.mobile) or None,
            "recorded_at": moment(at),
            "recorded_by": by,
        }
        for contact, (at, by) in contacts.items()
    ]
    return {**header(plan.code, clock), "rows": rows}
