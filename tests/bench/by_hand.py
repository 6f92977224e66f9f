"""The Word bulletin of `bulletin.py` with its XML written by hand, and nothing but the standard library."""

import sys
import zipfile
from xml.sax.saxutils import escape

PARAGRAPHS, ROWS, COLUMNS = 40, 350, 12
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SCHEMAS = "http://schemas.openxmlformats.org"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_SCHEMAS}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    f'ContentType="{_WORD}.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}


def prose(number: int) -> str:
    """One paragraph's words."""
    return (
        f"{number}.创业担保贷款发放{number}万元，完成年度目标1800万元的38.9%，慢于时序进度11.1个百分点，比时序少200万元；"
        * 2
    )


def written() -> str:
    """The document's XML."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(prose(number))}</w:t></w:r></w:p>" for number in range(PARAGRAPHS))
    width = 13000 // COLUMNS
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
            f'<w:jc w:val="right"/></w:pPr><w:r><w:t>{escape(str(row * column))}</w:t></w:r></w:p></w:tc>'
            for column in range(COLUMNS)
        )
        + "</w:tr>"
        for row in range(ROWS)
    )
    grid = f'<w:gridCol w:w="{width}"/>' * COLUMNS
    table = f'<w:tbl><w:tblPr><w:tblW w:w="13000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    body = f"<w:body>{paragraphs}{table}<w:p/></w:body>"
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}>{body}</w:document>'


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**_PARTS, "word/document.xml": written()}.items():
            package.writestr(name, content)
