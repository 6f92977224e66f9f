"""A message as mail: text, the same as a page, and attachments."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from jytrack.channels.message import Message
from jytrack.domain.values.texts import one_line


def mail(message: Message, sender: str, to: str) -> EmailMessage:
    """The mail, without a sender a draft for a mail program."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = one_line(message.subject)
    if sender:
        made["From"] = sender
    if to:
        made["To"] = Address(one_line(message.department), addr_spec=to)
    else:
        made["X-Unsent"] = "1"  # Outlook opens it as a draft
    made.set_content(message.text)
    made.add_alternative(message.html, subtype="html")
    for each in message.attachments:
        main, _, sub = each.kind.partition("/")
        made.add_attachment(each.content, maintype=main, subtype=sub, filename=one_line(each.name))
    digest = hashlib.sha256(f"{message.number}{message.text}".encode()).hexdigest()[:16]
    for number, part in enumerate(made.walk()):
        if part.is_multipart():  # the same message is the same bytes
            part.set_boundary(f"=_{digest}_{number}")
    return made
