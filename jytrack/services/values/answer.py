"""What a service gives back: a report, and whether it calls for an exit code of its own."""

from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Report


@valueclass
class Attachment:
    """A file that goes with an answer."""

    name: str
    content: bytes


@valueclass
class Paper:
    """One of several pages that go each into a file of its own, by the file's name without a suffix.

    `chat` is the same as a telephone shows it, which stands in for it as plain text.
    """

    name: str
    report: Report
    chat: Report | None = None


@valueclass
class Answer:
    """A report; `refused` (exit 3) when input was turned down, `findings` (exit 7 when asked) when there are some.

    `question`: what was turned down waits for nothing but a yes to this; "" for anything else. `returnable`: whoever
    sent it can mend it.
    """

    report: Report
    refused: bool = False
    findings: bool = False
    attachments: tuple[Attachment, ...] = ()
    question: str = ""
    returnable: bool = False
