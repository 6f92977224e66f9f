"""A document put into a letterhead: its pieces in sections, each with its sheet, its head and its feet."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

from docx.document import Document as Package
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from jytrack.reports.formats.word import feet, letters, opened, styles
from jytrack.reports.formats.word.body import Piece, Place, pieces
from jytrack.reports.formats.word.sheets import Sheet
from jytrack.reports.formats.word.xml import NAMESPACES, exact, paragraph, twips
from jytrack.reports.values.document import Document
from jytrack.reports.values.letter import LetterKind

_STYLE = re.compile(r'(<w:(?:pStyle|rStyle) w:val=")(\w+)(?="/>)')
_REFERENCES = ("headerReference", "footerReference")
_IMPRINT = Place(-1, turned=False)
_END = paragraph("", styles.SMALL, f"{exact(20)}<w:sectPr/>")
"""A section ends with a paragraph, which must not need a page of its own."""

_NOTE_HEADER = 30
"""Millimetres from the sheet's edge to the mark of a letter."""


class Sections:
    """Fills the hole of a letterhead; what the office has written above and below it stands in the place of ours."""

    def __init__(self, package: Package, document: Document) -> None:
        self._package, self._document = package, document
        self._above, self._below = opened.fixed(package)
        self._names = opened.renamed(package)
        self._last = package.element.body.sectPr
        self._sheet = opened.sheet(self._last)
        self._related: dict[str, str] = {}

    def fill(self) -> None:
        """Put the document in the hole's place."""
        found = [
            (place, "".join(piece.xml for piece in held))
            for place, held in groupby(self._pieces(), lambda piece: piece.place)
        ]
        *before, last = [self._properties(place, first=not at) for at, (place, _) in enumerate(found)]
        body = self._parsed(_END.join(xml for _, xml in found))
        for end, properties in zip(body.findall(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}"), before, strict=True):
            end.getparent().replace(end, properties)
        old, hole = self._package.element.body, opened.hole(self._package)
        for at, element in enumerate(list(old)[: old.index(hole)]):
            body.insert(at, element)
        for element in list(old)[old.index(hole) + 1 : -1]:
            body.append(element)
        body.append(last)
        self._package.element.replace(old, body)

    def _pieces(self) -> Iterator[Piece]:
        """The red head, the document, and its imprint, as far as the letterhead does not bring them."""
        letter = self._document.letter
        if letter is not None and letter.mark and not self._above:
            note = letter.kind is LetterKind.NOTE
            head = letters.note_number(letter) if note else letters.head(letter, self._sheet)
            yield Piece(Place(0, turned=False), head)
        yield from pieces(self._document, self._sheet)
        headed = letter is not None and bool(letter.mark or self._above)
        if headed and not self._below and letter is not None and (letter.copies or letter.printed_by):
            yield Piece(_IMPRINT, paragraph("", styles.SMALL, exact(20)))

    def _properties(self, place: Place, *, first: bool) -> Any:
        """A copy of the letterhead's own section, with what this one has otherwise."""
        section, letter = deepcopy(self._last), self._document.letter
        if not first:
            opened.drop(section, ("titlePg", "pgNumType", "type"))
        if place == _IMPRINT and letter is not None:
            opened.drop(section, _REFERENCES)
            imprint = letters.imprint(letter, self._sheet)
            self._refer(section, "footer", default=feet.empty(), even=imprint)
            _set_sheet(section, self._sheet._replace(footer=self._sheet.bottom))
            section.find(qn("w:pgSz")).addprevious(parse('<w:type w:val="evenPage"/>'))
        elif place.turned:
            opened.drop(section, _REFERENCES)
            odd, even = (feet.turned_number(odd=odd) for odd in (True, False))
            self._refer(section, "footer", default=odd, even=even)
            _set_sheet(section, self._sheet.turned())
        elif first and letter is not None and letter.mark and letter.kind is LetterKind.NOTE and not self._above:
            opened.begin_apart(section)
            self._refer(section, "footer", first=feet.note_rule(self._sheet))
            self._refer(section, "header", first=letters.note_head(letter, self._sheet))
            _set_sheet(section, self._sheet._replace(header=twips(_NOTE_HEADER)))
        return section

    def _refer(self, section: Any, side: str, **contents: str) -> None:
        """Give a section heads or feet of its own; the same content is one part of the package."""
        for kind, content in contents.items():
            if content not in self._related:
                self._related[content] = self._part(side, content)
            reference = f'<w:{side}Reference w:type="{kind}" r:id="{self._related[content]}"/>'
            section.insert(0, parse(reference))

    def _part(self, side: str, content: str) -> str:
        """A new head or foot; the relationship that names it."""
        document: Any = self._package.part
        part, key = document.add_footer_part() if side == "footer" else document.add_header_part()
        for child in list(part.element):
            part.element.remove(child)
        for element in list(self._parsed(content)):
            part.element.append(element)
        return str(key)

    def _parsed(self, xml: str) -> Any:
        """A body of this XML, its styles called as the letterhead calls them."""
        called = _STYLE.sub(lambda found: found[1] + self._names.get(found[2], found[2]), xml) if self._names else xml
        return parse(f"<w:body>{called}</w:body>")


def parse(xml: str) -> Any:
    """One element from XML that leaves its prefixes undeclared."""
    return parse_xml(re.sub(r"(?=/?>)", f" {NAMESPACES}", xml, count=1))


def _set_sheet(section: Any, sheet: Sheet) -> None:
    """Another sheet in the place of a section's own."""
    size, margins = parse(f"<w:sectPr>{sheet.xml()}</w:sectPr>")
    section.replace(section.find(qn("w:pgSz")), size)
    section.replace(section.find(qn("w:pgMar")), margins)
