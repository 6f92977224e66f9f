"""What may stand as an address of each type of channel; known before anything that sends is loaded."""

import re

from jytrack.domain.values.texts import one_line

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_LONGEST = 100


def refusal(kind: str, address: str) -> str:
    """Why nothing can be sent to `address` by a channel of that type, in Chinese; empty where it can.

    A line break in an address of mail would be another header.
    """
    if kind == "mail":
        return "" if _MAIL.fullmatch(address) else f"“{one_line(address)}”不是邮件地址"
    if len(address) > _LONGEST or not (address.isprintable() or not address):
        return "地址太长，或有换行、控制字符"
    return ""
