"""通讯录.csv: where departments are reached, a row an address."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jytrack.domain.delivery.ledger import Recipient
from jytrack.domain.delivery.routing import Contact
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.plan.files import read_table
from jytrack.intake.plan.rows import Row
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.spelling import spelling

COLUMNS = UNIT, CHANNEL, ADDRESS, COPIES, MOBILE = "单位", "通道", "地址", "只收抄送", "手机"

Refusal = Callable[[Contact], str]
"""Why a contact cannot be; empty where it can."""


def read_contacts(
    path: Path, names: Mapping[str, str], refusal: Refusal
) -> tuple[tuple[Contact, ...], tuple[FileProblem, ...]]:
    """The contacts in `path` and no problem, or every problem; `names` are the departments by any spelling."""
    problems: list[FileProblem] = []
    table = read_table(path, (UNIT, CHANNEL), problems, (ADDRESS, COPIES, MOBILE))
    found: dict[Recipient, Contact] = {}
    for row in table.rows:
        contact = _contact(row, names)
        if contact.recipient in found:
            row.refuse(ADDRESS, "和上面的一行重复")
        if row.sound and (why := refusal(contact)):
            row.refuse(ADDRESS, why)
        found[contact.recipient] = contact
    return tuple(found.values()), tuple(problems)


def _contact(row: Row, names: Mapping[str, str]) -> Contact:
    """One row."""
    key = spelling(row.text(UNIT))
    if key and key not in names:
        guess = nearest(key, names)
        row.refuse(UNIT, "方案里没有这个单位" + (f"，是不是“{names[guess]}”" if guess else ""))
    copies = row.typed(COPIES) != "" and row.yes(COPIES)
    return Contact(Recipient(names.get(key, ""), row.text(CHANNEL), row.typed(ADDRESS)), copies, row.typed(MOBILE))
