"""Writes a Word bulletin of 40 paragraphs and 350 rows to the file that it is given."""

import sys
from pathlib import Path

from jytrack.reports.formats.docx import render
from jytrack.reports.values.document import (
    Attachment,
    Column,
    Document,
    Paragraph,
    Table,
)
from jytrack.reports.values.letter import Letter, LetterKind
from tests.bench.by_hand import COLUMNS, PARAGRAPHS, ROWS, prose

if __name__ == "__main__":
    columns = tuple(Column(f"第{at}列", right=True) for at in range(COLUMNS))
    rows = tuple(tuple(str(row * column) for column in range(COLUMNS)) for row in range(ROWS))
    document = Document(
        "关于进展情况的通报",
        tuple(Paragraph(prose(number)) for number in range(PARAGRAPHS)),
        letter=Letter(LetterKind.CIRCULAR, mark="云台县就业工作领导小组办公室"),
        attachments=(Attachment("指标表", (Table(columns, rows),), landscape=True),),
    )
    Path(sys.argv[1]).write_bytes(render(document))
