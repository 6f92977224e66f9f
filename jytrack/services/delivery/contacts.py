"""Where departments are reached: listed, set, dropped, taken in from a list."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from jytrack.channels.addresses import refusal
from jytrack.channels.settings import ChannelSettings
from jytrack.domain.delivery.ledger import Recipient
from jytrack.domain.delivery.routing import Contact
from jytrack.domain.plan.plan import Plan
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.intake.delivery.contacts import read_contacts
from jytrack.intake.values.personal import is_personal
from jytrack.intake.values.spelling import spelling
from jytrack.reports.delivery import contacts as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import departments_by_spelling, find_department
from jytrack.store.database.database import Session
from jytrack.store.delivery import contacts

Channels = Mapping[str, ChannelSettings]
_OFFICE = "办公室"
_MOBILE = re.compile("1[3-9][0-9]{9}")
_HELP = "已有的见 jytrack remind contacts list"


def listed(desk: Desk, known_at: datetime | None) -> Answer:
    """The contacts known at a moment, with who gave them and when."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, None, known_at)
        return Answer(report.report(plan, clock, contacts.load(session, plan, clock.known_at)))


def set_contact(desk: Desk, channels: Channels, contact: Contact) -> str:
    """Let a department be reached there from now on; what was done."""
    with desk.database.writing() as session:
        plan, _ = desk.open_plan(session)
        contact = _named(plan, contact)
        if why := _refusal(contact, channels):
            raise UsageError(f"{why}，没有登记；{_HELP}")
        if contact in _known(session, plan, desk):
            session.keep = False
            return f"{contact.recipient.department} 的这个联系方式原来就是这样，没有改动"
        contacts.write(session, plan, [contact], desk.actor, desk.now)
    return f"已登记 {contact.recipient.department} 的联系方式：{contact.recipient.shown}"


def drop_contact(desk: Desk, contact: Contact) -> str:
    """Do not write there any more; what was done. NotFound where there is no such contact."""
    with desk.database.writing() as session:
        plan, _ = desk.open_plan(session)
        to = _named(plan, contact).recipient
        known = {each.recipient: each for each in _known(session, plan, desk)}
        if to not in known:
            raise NotFound(f"{to.department} 没有这个联系方式（{to.shown}）；{_HELP}")
        contacts.write(session, plan, [known[to]], desk.actor, desk.now, dropped=True)
    return f"已停用 {to.department} 的联系方式：{to.shown}"


def import_contacts(desk: Desk, channels: Channels, path: Path) -> str:
    """Take in a list, whole or not at all; addresses that it does not speak of stay. InputRefused names all faults."""
    if not path.is_file():
        raise UsageError(f"没有通讯录文件 {path}；用法见 jytrack remind contacts --help")
    with desk.database.writing() as session:
        plan, _ = desk.open_plan(session)
        names = {key: each.name for key, each in departments_by_spelling(plan).items()} | {
            spelling(_OFFICE): plan.office,
            spelling(plan.office): plan.office,
        }
        found, problems = read_contacts(path, names, lambda contact: _refusal(contact, channels))
        if problems:
            told = "；".join(
                f"第{each.row}行{f'“{each.column}”' if each.column else ''}{each.message}" if each.row else each.message
                for each in problems[:5]
            )
            more = f"等{len(problems)}处" if len(problems) > 5 else ""
            raise InputRefused(
                f"通讯录 {path.name} 没有登记：{told}{more}；改好再运行 jytrack remind contacts --import"
            )
        standing = _known(session, plan, desk)
        fresh = [contact for contact in found if contact not in standing]
        session.keep = bool(fresh)
        if fresh:
            contacts.write(session, plan, fresh, desk.actor, desk.now)
    return f"通讯录 {path.name}：登记{len(fresh)}个，原来就有{len(found) - len(fresh)}个"


def _known(session: Session, plan: Plan, desk: Desk) -> dict[Contact, tuple[datetime, str]]:
    """The contacts of now."""
    _, clock = desk.open_plan(session)
    return contacts.load(session, plan, clock.known_at)


def _named(plan: Plan, contact: Contact) -> Contact:
    """The contact of the department that is meant; the office may be called so."""
    typed, to = contact.recipient.department, contact.recipient
    office = spelling(typed) in (spelling(_OFFICE), spelling(plan.office))
    name = plan.office if office else find_department(plan, typed).name
    return Contact(Recipient(name, to.channel, to.address), contact.copies, contact.mobile)


def _refusal(contact: Contact, channels: Channels) -> str:
    """Why a contact cannot be."""
    to = contact.recipient
    if to.channel not in channels:
        return f"没有名为“{to.channel}”的通道，已有：{'、'.join(channels)}"
    if why := refusal(channels[to.channel].type, to.address):
        return why
    if is_personal(to.address):
        return "地址里有手机号或身份证号；登记的应是单位的地址，手机号只用于 @，写 --mobile"
    if contact.mobile and not _MOBILE.fullmatch(contact.mobile):
        return "手机号应为11位"
    return ""
