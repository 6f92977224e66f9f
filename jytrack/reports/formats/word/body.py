"""A document's blocks piece by piece, each with the sheet that it stands on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jytrack.domain.values.texts import clean, one_line
from jytrack.reports.formats.word import letters, styles
from jytrack.reports.formats.word.sheets import Sheet
from jytrack.reports.formats.word.tables import Printed, of_form
from jytrack.reports.formats.word.xml import KEPT, exact, paragraph, run
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import (
    Attachment,
    Block,
    Chart,
    Document,
    Form,
    Heading,
    Line,
    Paragraph,
    Table,
)

_APART = exact(60)
"""What parts a table from the text of an official document, whose lines are apart anyway."""

_LEVELS = {1: styles.FIRST, 2: styles.SECOND, 3: styles.THIRD}


class Place(NamedTuple):
    """Which section a piece belongs to: the attachment (0: the body), and whether its sheet is turned."""

    attachment: int
    turned: bool


class Piece(NamedTuple):
    """A part of the document as XML, and where it stands."""

    place: Place
    xml: str


def pieces(document: Document, sheet: Sheet) -> Iterator[Piece]:
    """Title, body, what closes it, and the attachments; an official body has no turned sheets, a plain page may."""
    here = Place(0, turned=False)
    letter = document.letter
    if letter is None:
        yield Piece(here, letters.title(document.title, sheet) + paragraph("", styles.BODY))
        yield from _blocks(document.blocks, 0, sheet, may_turn=True)
    else:
        yield Piece(here, letters.title(document.title, sheet) + letters.below_title(letter))
        closing = letters.closing(letter, document.attachments)
        body = list(_blocks(document.blocks, 0, sheet, may_turn=False, kept=bool(closing)))
        yield from body
        yield Piece(here, closing)
    for number, attachment in enumerate(document.attachments, 1):
        yield from _attached(attachment, number, len(document.attachments), sheet)


def _attached(attachment: Attachment, number: int, count: int, sheet: Sheet) -> Iterator[Piece]:
    wide = (Printed(block).wanted for block in attachment.blocks if isinstance(block, Table))
    turned = attachment.landscape or max(wide, default=0) > sheet.text_width
    place = Place(number, turned)
    own = sheet.turned() if turned else sheet
    yield Piece(place, letters.attached(attachment, number, count, own))
    yield from (Piece(place, piece.xml) for piece in _blocks(attachment.blocks, number, own, may_turn=False))


def _blocks(
    blocks: Sequence[Block], attachment: int, sheet: Sheet, *, may_turn: bool, kept: bool = False
) -> Iterator[Piece]:
    """The blocks in order; a heading above a table goes with it to its sheet.

    `kept`: the last one stays on the page of what follows.
    """
    official = not may_turn and not attachment
    upright = Place(attachment, turned=False)
    waiting = ""
    told = [block for block in blocks if not isinstance(block, Chart)]  # tables say the same on paper
    last = len(told) - 1
    for at, block in enumerate(told):
        keep = KEPT if kept and at == last else ""
        match block:
            case Heading(title, 0):
                waiting += paragraph(run(one_line(title)), styles.TABLE_TITLE)
                continue
            case Table():
                table = Printed(block)
                turn = may_turn and table.wanted > sheet.text_width
                made = table.xml((sheet.turned() if turn else sheet).text_width, close=official, kept=bool(keep))
                behind = "" if keep else paragraph("", styles.SMALL, _APART if official else "")
                yield Piece(Place(attachment, turn), waiting + made + behind)
            case Heading(title, level, run_in):
                yield Piece(upright, waiting + _heading(title, level, run_in, keep))
            case Paragraph(words, quiet):
                style = styles.SMALL if quiet else styles.BODY
                made = "".join(paragraph(run(line), style, keep) for line in clean(words).split("\n"))
                yield Piece(upright, waiting + made)
            case Line(cells):
                yield Piece(upright, waiting + paragraph(run("　".join(map(text, cells))), styles.BODY, keep))
            case Form():
                yield Piece(upright, waiting + of_form(block, sheet.text_width) + paragraph("", styles.SMALL))
        waiting = ""
    if waiting:
        yield Piece(upright, waiting)


def _heading(title: str, level: int, run_in: str, keep: str) -> str:
    """A heading; prose that goes on behind it stands in the body's type and is no part of the outline."""
    words = run(one_line(title))
    if not run_in:
        return paragraph(words, _LEVELS[level], keep)
    loose = (keep or '<w:keepNext w:val="0"/>') + '<w:outlineLvl w:val="9"/>'
    return paragraph(words + run(one_line(run_in), f'<w:rStyle w:val="{styles.RUN_IN}"/>'), _LEVELS[level], loose)
