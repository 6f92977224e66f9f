"""What stands around an official document's body: its head above, its signature and imprint below."""

from collections.abc import Iterator
from math import floor

from jytrack.domain.values.texts import one_line
from jytrack.reports.formats.word import styles
from jytrack.reports.formats.word.breaking import broken
from jytrack.reports.formats.word.feet import NOTE_WIDTH
from jytrack.reports.formats.word.measure import WIDE, measured
from jytrack.reports.formats.word.sheets import Sheet
from jytrack.reports.formats.word.xml import BREAK, KEPT, cell, exact, paragraph, row, rule, run, table, twips
from jytrack.reports.values.document import Attachment
from jytrack.reports.values.letter import Letter, LetterKind

_TITLE_POINTS, _ATTACHED_POINTS = 22, 18
_LARGEST_MARK, _SMALLEST_MARK = 42, 20
"""Points of the red head; as many as the width of the text allows."""

_MARK_BELOW = 35
"""Millimetres from the text's upper edge to the red head."""

_RULE_BELOW = 11
"""Points, 4 mm, from what stands above to the red rule."""

_CHARACTER = 320
"""Twips of a character of 16 points."""


def title(words: str, sheet: Sheet) -> str:
    """The title, broken where its words allow."""
    return paragraph(_lines(words, sheet, _TITLE_POINTS), styles.TITLE)


def head(letter: Letter, sheet: Sheet) -> str:
    """The red head of a circular or a report, and two lines below its rule."""
    empty = paragraph("", styles.BODY)
    points = _mark_points(letter.mark, sheet.text_width)
    mark = paragraph(run(one_line(letter.mark), _points(points)), styles.MARK, _high(points, twips(_MARK_BELOW)))
    red = f"<w:pBdr>{rule('bottom', 'single', 18, styles.RED, _RULE_BELOW)}</w:pBdr>"
    if letter.kind is LetterKind.REPORT:
        place = sheet.text_width - 9 * _CHARACTER
        tab = f'<w:tabs><w:tab w:val="left" w:pos="{place}"/></w:tabs>'
        signer = run("　" + one_line(letter.number)) + "<w:r><w:tab/></w:r>" + run("签发人：")
        number = paragraph(signer, styles.NUMBER, red + tab + '<w:jc w:val="left"/>')
    else:
        number = paragraph(run(one_line(letter.number)), styles.NUMBER, red)
    return mark + empty * 2 + number + empty * 2


def note_head(letter: Letter, sheet: Sheet) -> str:
    """What the first page's header of a letter holds: the mark above red rules, thick above thin."""
    beside = (sheet.width - twips(NOTE_WIDTH)) // 2
    red = f"<w:pBdr>{rule('bottom', 'thickThinSmallGap', 24, styles.RED, _RULE_BELOW)}</w:pBdr>"
    wide = (
        f'<w:ind w:left="{beside - sheet.left}" w:right="{beside - sheet.right}" w:firstLineChars="0" w:firstLine="0"/>'
    )
    points = _mark_points(letter.mark, sheet.text_width)
    return paragraph(run(one_line(letter.mark), _points(points)), styles.MARK, red + _high(points) + wide)


def note_number(letter: Letter) -> str:
    """A letter's number below its rules, on the right, and a line: twelve rows and the signature fit the page."""
    place = '<w:spacing w:before="200"/><w:jc w:val="right"/>'
    return paragraph(run(one_line(letter.number)), styles.NUMBER, place) + paragraph("", styles.BODY)


def below_title(letter: Letter) -> str:
    """The draft's mark and, one line below, the addressee."""
    made = ""
    if letter.draft:
        made += paragraph(run(f"（{one_line(letter.draft).strip('（）')}）"), styles.DRAFT)
    if letter.kind is not LetterKind.NOTE:
        made += paragraph("", styles.BODY)
    if letter.addressee:
        made += paragraph(run(one_line(letter.addressee).rstrip("：:") + "："), styles.ADDRESSEE)
    return made


def closing(letter: Letter, attachments: tuple[Attachment, ...]) -> str:
    """What is attached, who signs and when, whom to call: kept on one page with the end of the body."""
    made = "".join(_listed(attachments, float(letter.look.size)))
    if letter.organisation or letter.dated:
        made += _signed(letter)
    if letter.contact:
        made += paragraph(run("（联系人：　　　　　联系电话：　　　　　　　）"), styles.CONTACT)
    return made


def imprint(letter: Letter, sheet: Sheet) -> str:
    """The imprint: copies, and who printed it when. It stands in a foot, where it reaches down to the text's edge."""
    width = sheet.text_width
    thick, thin = (rule("bottom", eighths=size) for size in (8, 6))
    made, above = "", rule("top", eighths=8)
    if letter.copies:
        copies = f"抄送：{one_line(letter.copies).removeprefix('抄送：').rstrip('。')}。"
        hanging = (
            '<w:ind w:leftChars="400" w:left="1120" w:rightChars="100" w:right="280" '
            'w:hangingChars="300" w:hanging="840"/>'
        )
        words = paragraph(run(copies), styles.IMPRINT, hanging)
        made, above = row(cell(words, width, f"<w:tcBorders>{above}{thin}</w:tcBorders>")), ""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width - 280}"/></w:tabs>'
    printed = run(one_line(letter.printed_by)) + "<w:r><w:tab/></w:r>" + run(f"{one_line(letter.dated)}印发")
    words = paragraph(printed, styles.IMPRINT, tab)
    made += row(cell(words, width, f"<w:tcBorders>{above}{thick}</w:tcBorders>"))
    return table(made, [width], "") + paragraph("", styles.SMALL, exact(20))


def attached(attachment: Attachment, number: int, count: int, sheet: Sheet) -> str:
    """The head of an attachment's first page; the only one has no number."""
    mark = f"附件{number}" if count > 1 else "附件"
    title = paragraph(_lines(attachment.title, sheet, _ATTACHED_POINTS), styles.ATTACHED_TITLE)
    apart = "" if sheet.width > sheet.height else paragraph("", styles.ATTACHED)
    return paragraph(run(mark), styles.ATTACHED) + apart + title + paragraph("", styles.SMALL, KEPT + exact(120))


def _lines(words: str, sheet: Sheet, points: int) -> str:
    """Runs of a title, line by line."""
    limit = sheet.text_width * WIDE // (points * 20) - WIDE // 2
    return BREAK.join(map(run, broken(one_line(words), limit)))


def _mark_points(mark: str, room: int) -> int:
    """How large the mark may be, in whole points, to stand on one line."""
    fitting = room * WIDE // (20 * (measured(one_line(mark)) + WIDE // 2))
    return max(_SMALLEST_MARK, min(_LARGEST_MARK, fitting))


def _high(points: int, before: int = 0) -> str:
    """The mark's line, no higher than its characters, whatever the font has above and below them."""
    return f'<w:spacing w:before="{before}" w:after="0" w:line="{points * 22}" w:lineRule="exact"/>'


def _points(size: int) -> str:
    return f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'


def _listed(attachments: tuple[Attachment, ...], size: float) -> Iterator[str]:
    """附件：1. and so on, two characters in; what wraps stands under the first character of the name."""
    if attachments:
        yield paragraph("", styles.LISTED)
    for number, attachment in enumerate(attachments, 1):
        mark = f"{number}." if len(attachments) > 1 else ""
        before = ("附件：" if number == 1 else "") + mark
        hanging = measured(before) / WIDE
        left = 5 + len(mark) / 2
        place = (
            f'<w:ind w:leftChars="{floor(left * 100)}" w:left="{floor(left * size * 20)}" '
            f'w:hangingChars="{floor(hanging * 100)}" w:hanging="{floor(hanging * size * 20)}"/>'
        )
        yield paragraph(run(before + one_line(attachment.title)), styles.LISTED, place)


def _signed(letter: Letter) -> str:
    """The office in the middle over the date, which stands four characters from the right, or further in.

    Two empty lines above leave room for the seal, but for a letter, which is to fit its page.
    """
    size = float(letter.look.size) * 20
    office, day = (measured(one_line(each)) / WIDE for each in (letter.organisation, letter.dated))
    right_day = max(4.0, (office - day) / 2)
    right_office = max(0.0, right_day + (day - office) / 2)

    def place(characters: float) -> str:
        return (
            f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * size)}" '
            'w:firstLineChars="0" w:firstLine="0"/>'
        )

    made = "" if letter.kind is LetterKind.NOTE else paragraph("", styles.BODY, KEPT) * 2
    if letter.organisation:
        made += paragraph(run(one_line(letter.organisation)), styles.SIGNATURE, place(right_office))
    return made + paragraph(
        run(one_line(letter.dated)), styles.DATE, (KEPT if letter.contact else "") + place(right_day)
    )
