"""A Word document: any report on the page of an official document, black on white, its tables fit for print.

python-docx opens and saves the package, the body is set as one piece of XML, and the bytes are sealed here, so that the
same answer is the same bytes.
"""

import io

import docx

from jytrack.domain.values.texts import shown
from jytrack.reports.formats.sealing import MADE, sealed
from jytrack.reports.formats.stamping import stamped
from jytrack.reports.formats.word import package
from jytrack.reports.formats.word.sections import Sections
from jytrack.reports.values.document import Document
from jytrack.reports.values.letter import Look


def render(document: Document, template: bytes | None = None) -> bytes:
    """The document as the bytes of a .docx file; `template` is a letterhead in the place of the document's own."""
    look = document.letter.look if document.letter else Look()
    held = docx.Document(io.BytesIO(template or look.letterhead or package.made(look)))
    Sections(held, document.on_paper()).fill()
    properties = held.core_properties
    properties.title, properties.author, properties.comments = shown(document.title)[:255], "", ""
    properties.last_modified_by, properties.revision = "", 1
    properties.created = properties.modified = MADE
    out = io.BytesIO()
    held.save(out)
    return sealed(stamped(out.getvalue(), document.marks), {})
