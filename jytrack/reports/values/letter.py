"""What makes a document an official one: what stands around its body, and how the office sets its pages."""

from enum import Enum
from fractions import Fraction

from jytrack.domain.values.valueclass import valueclass


class LetterKind(Enum):
    """Which page of GB/T 9704—2012 a document is written on."""

    CIRCULAR = "circular"
    """Downward or beside: the number in the middle."""
    REPORT = "report"
    """Upward: the number left, who signs right."""
    NOTE = "note"
    """信函: double rules, the number right, no number on the first page."""


@valueclass
class Look:
    """How the office sets its pages; the defaults are those of GB/T 9704—2012.

    `margins` are millimetres: top, right, bottom, left. `line` is the pitch of lines and `size` the body's type,
    both in points. A `letterhead`, the bytes of the office's 公文.docx, brings its own page and styles instead.
    """

    margins: tuple[int, int, int, int] = (37, 26, 35, 28)
    line: Fraction = Fraction("28.95")
    size: Fraction = Fraction(16)
    letterhead: bytes = b""


@valueclass
class Letter:
    """What makes a document an official one: all that stands around its body. Blank is left blank, never invented.

    Without a `mark` there is no red head. `number` has its blank in it (泾就办〔2023〕　　号), `dated` too
    (2023年7月　日). `draft` stands under the title; `contact` leaves a line for whom to call; `copies` and `printed_by`
    stand at the foot of the last page. `look` is how the office sets its pages.
    """

    kind: LetterKind
    mark: str = ""
    number: str = ""
    draft: str = ""
    addressee: str = ""
    organisation: str = ""
    dated: str = ""
    contact: bool = False
    copies: str = ""
    printed_by: str = ""
    look: Look = Look()
