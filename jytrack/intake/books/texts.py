"""All that an .xlsx workbook says anywhere: hidden sheets, comments, headers and footers, links, its makers."""

from collections.abc import Iterator

from jytrack.intake.books.archive import Archive, Attributes, local, parse

_XML = (".xml", ".rels", ".vml")
_HEADERS = [f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")]
_APART = frozenset(["si", "is", "c", "v", "f", "comment", "author", "creator", "lastModifiedBy", "p", "div", *_HEADERS])
"""Where another text begins; what stands in runs within one of these is one text."""

_TELLING = frozenset(["hyperlink", "Relationship", "sheet", "definedName"])
"""Elements whose attributes say something to people."""

_BETWEEN = "\n#\n"


def all_texts(raw: bytes) -> Iterator[str]:
    """The texts of each part of the workbook `raw`, as one; Unreadable as in `Archive`."""
    archive = Archive(raw)
    for member in archive:
        if member.endswith(_XML):
            yield _text_of(archive, member)


def _text_of(archive: Archive, member: str) -> str:
    """The texts of one part, with something between them that belongs to none."""
    said: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        element = local(name)
        if element in _APART:
            said.append(_BETWEEN)
        elif element in _TELLING:
            said.append(_BETWEEN + _BETWEEN.join(attributes.values()))

    parse(archive.pieces(member), start, text=said.append)
    return "".join(said)
