"""What a draft tells programs of itself, so that the final that is made of it is matched with the record."""

from dataclasses import replace

from jytrack.domain.documents.publication import Mark
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.clock import Clock
from jytrack.reports.values.document import Document


def marked(document: Document, kind: DocumentKind, clock: Clock, fingerprint: str, about: str = "") -> Document:
    """The document with the kind, the two times and the fingerprint of its facts; `about` is whom it is for."""
    marks = {
        Mark.KIND.value: kind.value,
        Mark.ABOUT.value: about,
        Mark.AS_OF.value: clock.as_of.isoformat(),
        Mark.KNOWN_AT.value: clock.known_at.isoformat(),
        Mark.FINGERPRINT.value: fingerprint,
    }
    return replace(document, marks={name: value for name, value in marks.items() if value})
