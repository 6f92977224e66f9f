"""A document's blocks piece by piece, each with the sheet that it stands on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jytrack.domain.values.texts import clean, one_line
from jytrack.reports.formats.word import letters, styles
from jytrack.reports.formats.word.sheets import Sheet
from jytrack.reports.formats.word.tables import Printed, of_form
from jytrack.reports.formats.word.xml import KEPT, exact, paragraph, run
from jytrack.reports.values.cells import text
from jytrack.reports.values.chart import Chart
from jytrack.reports.values.document import Block, Document, Form, Heading, Line, Paragraph, Table

_APART = (exact(120), exact(40))
"""What parts a table from what follows: small print, or lines that are apart anyway and the end of a page."""

_LEVELS = {1: styles.FIRST, 2: styles.SECOND, 3: styles.THIRD}


class Place(NamedTuple):
    """Which section a piece belongs to: the attachment (0: the body), and whether its sheet is turned."""

    attachment: int
    turned: bool


class Piece(NamedTuple):
    """A part of the document as XML, and where it stands."""

    place: Place
    xml: str


Told = Heading | Paragraph | Line | Printed | Form
"""What paper tells; charts it does not, for tables say the same."""


def pieces(document: Document, sheet: Sheet) -> Iterator[Piece]:
    """Title, body, what closes it, and the attachments. Only a page that is no letter may have its body turned."""
    letter, told = document.letter, _told(document.blocks)
    if letter is None:
        place, own = _placed(told, 0, sheet)
        opening, closing = paragraph("", styles.BODY), ""
    else:
        place, own = Place(0, turned=False), sheet
        opening, closing = letters.below_title(letter), letters.closing(letter, document.attachments)
    body = _blocks(told, own, close=letter is not None, kept=bool(closing))
    yield Piece(place, letters.title(document.title, own) + opening + body + closing)
    for number, attachment in enumerate(document.attachments, 1):
        told = _told(attachment.blocks)
        place, own = _placed(told, number, sheet, turned=attachment.landscape)
        head = letters.attached(attachment, number, len(document.attachments), own)
        yield Piece(place, head + _blocks(told, own))


def _told(blocks: Sequence[Block]) -> list[Told]:
    return [Printed(each) if isinstance(each, Table) else each for each in blocks if not isinstance(each, Chart)]


def _placed(told: Sequence[Told], number: int, sheet: Sheet, *, turned: bool = False) -> tuple[Place, Sheet]:
    """Where blocks stand: on sheets that are turned where a table is too wide for upright ones."""
    turned = turned or not all(each.fits(sheet.text_width) for each in told if isinstance(each, Printed))
    return Place(number, turned), sheet.turned() if turned else sheet


def _blocks(told: Sequence[Told], sheet: Sheet, *, close: bool = False, kept: bool = False) -> str:
    """The blocks in order; `close`: tables as near to the text as its lines; `kept`: the last one with what follows.

    What leads to a table or a form stands on its page, and so does the end of a table whose small print follows.
    """
    made, last = [], len(told) - 1
    for at, block in enumerate(told):
        below = told[at + 1] if at < last else None
        noted = isinstance(below, Paragraph) and below.quiet
        keep = KEPT if kept and at == last else ""
        apart = paragraph("", styles.SMALL, KEPT * noted + _APART[close or at == last])
        match block:
            case Heading(title, 0):
                made.append(paragraph(run(one_line(title)), styles.TABLE_TITLE))
            case Heading(title, level, run_in):
                made.append(_heading(title, level, run_in, keep))
            case Printed():
                made.append(block.xml(sheet.text_width, close=close, kept=noted or bool(keep)))
                made.append("" if keep else apart)
            case Paragraph(words, quiet):
                style = styles.SMALL if quiet else styles.BODY
                leads = KEPT if isinstance(below, Printed | Form) and not quiet else keep
                held = leads + "<w:keepLines/>" * quiet
                made += [paragraph(run(line), style, held) for line in clean(words).split("\n")]
            case Line(cells):
                made.append(paragraph(run("　".join(map(text, cells))), styles.BODY, keep))
            case Form():
                made += [of_form(block, sheet.text_width, kept=noted), apart]
    return "".join(made)


def _heading(title: str, level: int, run_in: str, keep: str) -> str:
    """A heading; prose that goes on behind it stands in the body's type and is no part of the outline."""
    words = run(one_line(title))
    if not run_in:
        return paragraph(words, _LEVELS[level], keep)
    loose = (keep or '<w:keepNext w:val="0"/>') + '<w:outlineLvl w:val="9"/>'
    return paragraph(words + run(one_line(run_in), f'<w:rStyle w:val="{styles.RUN_IN}"/>'), _LEVELS[level], loose)
