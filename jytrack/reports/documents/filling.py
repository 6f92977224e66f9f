"""A document made of a wording and of what facts give: holes filled, what is empty left out, numbers closed up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from jytrack.domain.plan.wording import BLOCKS, FIELDS, SENTENCES, DocumentKind, Stationery, Wording, WordingLine
from jytrack.domain.values.spoken import cardinal
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.documents.look import look_of
from jytrack.reports.documents.material import Material
from jytrack.reports.values.document import (
    Attachment,
    Block,
    Document,
    Heading,
    Paragraph,
)
from jytrack.reports.values.letter import Letter, LetterKind

_HOLE = re.compile(r"\{\{([^{}]*)\}\}")
_PORTRAIT = ("反馈表", "口径")
"""Attachments that fit on an upright page."""

_LETTERS = {
    DocumentKind.SPECIAL: LetterKind.REPORT,
    DocumentKind.URGE: LetterKind.NOTE,
    DocumentKind.SUPERVISE: LetterKind.NOTE,
    DocumentKind.HANDOUT: LetterKind.NOTE,
}
"""On which page a kind is written; all others are circulars."""


@valueclass
class Occasion:
    """What is around one document: its year, its date with a blank day, the mark of a draft, the office's 公文.docx."""

    year: int
    dated: str
    draft: str
    contact: bool = False
    letterhead: bytes = field(default=b"", repr=False)


def filled(wording: Wording, stationery: Stationery, material: Material, occasion: Occasion) -> Document:
    """The document that `wording` makes of `material`.

    A paragraph whose blocks have nothing to say, or that names what is not there, is dropped, a heading without
    paragraphs and an attachment without content too. Headings are numbered here; a second heading with one paragraph
    below it runs into that.
    """
    fields = {name: material.fields.get(name, "") for name in FIELDS}
    organisation = _text(wording.signed, fields) or fields["署名"]
    letter = Letter(
        kind=_LETTERS.get(wording.kind, LetterKind.CIRCULAR),
        mark=stationery.mark,
        number=f"{stationery.code}〔{occasion.year}〕　　号",
        draft=occasion.draft,
        addressee=_text(wording.addressee or stationery.addressee, fields),
        organisation=organisation,
        dated=occasion.dated,
        contact=occasion.contact,
        copies=stationery.copies,
        printed_by=stationery.printed_by,
        look=look_of(stationery, occasion.letterhead),
    )
    return Document(
        title=_text(wording.title, fields),
        blocks=tuple(_numbered(_parts(wording.lines, fields, material.blocks))),
        letter=letter,
        attachments=tuple(
            Attachment(_text(each.title, fields), blocks, landscape=each.table not in _PORTRAIT)
            for each in wording.attachments
            if (blocks := material.tables.get(each.table, ()))
        ),
    )


@valueclass
class _Part:
    """A heading of a wording and what stands below it, down to the next heading; level 0 has none above it."""

    level: int
    title: str
    blocks: tuple[Block, ...]


def _parts(
    lines: Iterable[WordingLine], fields: Mapping[str, str], blocks: Mapping[str, tuple[Block, ...]]
) -> list[_Part]:
    """The body part by part; those that say nothing, and have nothing below them that does, are left out."""
    parts = [_Part(0, "", ())]
    for line in lines:
        if line.level:
            parts.append(_Part(line.level, _text(line.text, fields), ()))
        else:
            last = parts[-1]
            parts[-1] = _Part(last.level, last.title, (*last.blocks, *_made(line.text, fields, blocks)))
    kept: list[_Part] = []
    for part in reversed(parts):
        if part.blocks or (part.level == 1 and kept and kept[-1].level == 2):
            kept.append(part)
    return kept[::-1]


def _made(line: str, fields: Mapping[str, str], blocks: Mapping[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """What a line of the body comes to: a hole of its own is its blocks, holes among words are their sentences."""
    holes = _HOLE.findall(line)
    asked = [name for name in holes if name in SENTENCES or name in BLOCKS]
    if asked and not any(blocks.get(name) for name in asked):
        return ()
    if not all(fields[name] for name in holes if name in fields):
        return ()
    if len(holes) == 1 and asked and line == f"{{{{{asked[0]}}}}}":
        return blocks[asked[0]]
    return (Paragraph(_text(line, {**fields, **{name: _prose(blocks.get(name, ())) for name in asked}})),)


def _prose(blocks: Iterable[Block]) -> str:
    """The sentences of a hole that stands among words."""
    return "".join(block.text for block in blocks if isinstance(block, Paragraph))


def _numbered(parts: Sequence[_Part]) -> Iterator[Block]:
    """The parts with their headings numbered: 一、 and within it （一）, where that is not the only one."""
    first = second = 0
    levels = [0, *(part.level for part in parts), 0]
    for place, part in enumerate(parts, 1):
        if part.level == 1:
            first, second = first + 1, 0
            yield Heading(f"{cardinal(first)}、{part.title}", 1)
        elif part.level == 2:
            second += 1
            alone = 2 not in (levels[place - 1], levels[place + 1])
            title = part.title if alone else f"（{cardinal(second)}）{part.title}"
            match part.blocks:
                case (Paragraph(words, quiet=False),):
                    yield Heading(f"{title}。", 2, words)
                    continue
            yield Heading(title, 2)
        yield from part.blocks


def _text(line: str, values: Mapping[str, str]) -> str:
    """The line with its holes filled; what fills them is never searched for holes again."""
    return _HOLE.sub(lambda hole: values.get(hole[1], ""), line)
