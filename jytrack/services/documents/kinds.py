"""Which kinds of document can be published, how each is made, and which lock their months."""

from collections.abc import Mapping

from jytrack.domain.plan.wording import DocumentKind
from jytrack.services.documents.correcting import correction_in
from jytrack.services.documents.makers import MAKERS, Maker
from jytrack.services.documents.urging import supervise_in, urge_in

KINDS: Mapping[DocumentKind, Maker] = {
    **MAKERS,
    DocumentKind.CORRECTION: correction_in,
    DocumentKind.URGE: urge_in,
    DocumentKind.SUPERVISE: supervise_in,
}

LOCKING = frozenset({DocumentKind.QUARTERLY, DocumentKind.HALFYEAR, DocumentKind.ANNUAL})
"""The kinds whose months are locked once they are out, unless somebody says otherwise."""
