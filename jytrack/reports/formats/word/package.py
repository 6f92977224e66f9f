"""The package of an official document without content: what 公文.docx is before an office has edited it."""

import io
import zipfile

from jytrack.reports.formats.sealing import sealed
from jytrack.reports.formats.word import feet, styles
from jytrack.reports.formats.word.sheets import sheet_of
from jytrack.reports.formats.word.xml import DECLARATION, NAMESPACES, paragraph, run
from jytrack.reports.values.letter import Look

HOLE = "{{正文}}"
"""The paragraph in whose place the document is put."""

_SCHEMAS = "http://schemas.openxmlformats.org"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODD, _EVEN = "rId1", "rId2"
_PARTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}
"""The parts beside the document, and what kind each is."""

_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def made(look: Look) -> bytes:
    """The bytes of the office's 公文.docx as it is handed out: page, styles and page numbers, and the hole."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in _members(look).items():
            package.writestr(name, content)
    return sealed(out.getvalue(), {})


def _members(look: Look) -> dict[str, str]:
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in _PARTS.items()
    )
    related = {_ODD: "footer1", _EVEN: "footer2"} | {f"rId{at}": part for at, part in enumerate(list(_PARTS)[:3], 3)}
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_WORD}.document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": _relationships({"rId1": "word/document"}, {"word/document": "officeDocument"}),
        "word/_rels/document.xml.rels": _relationships(related, _PARTS),
        "word/document.xml": _document(look),
        "word/styles.xml": styles.part(look),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": styles.font_table(),
        "word/footer1.xml": feet.part(feet.number(odd=True)),
        "word/footer2.xml": feet.part(feet.number(odd=False)),
    }


def _relationships(targets: dict[str, str], kinds: dict[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kinds[name]}" Target="{name}.xml"/>'
        for key, name in targets.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{made}</Relationships>'


def _document(look: Look) -> str:
    references = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{key}"/>' for kind, key in (("even", _EVEN), ("default", _ODD))
    )
    section = f'<w:sectPr>{references}{sheet_of(look).xml()}<w:cols w:space="720"/></w:sectPr>'
    hole = paragraph(run(HOLE), styles.BODY)
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{hole}{section}</w:body></w:document>"
