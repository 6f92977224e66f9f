"""A workbook: a sheet a table, numbers as numbers in the form in which pages show them, text never a formula."""

import io

from xlsxwriter import Workbook

from jytrack.domain.values.texts import shown
from jytrack.reports.formats.excel.charts import Charts
from jytrack.reports.formats.excel.forms import Forms
from jytrack.reports.formats.excel.pages import CHART_DATA, pages, sheet_names
from jytrack.reports.formats.excel.sheet import Sheet
from jytrack.reports.formats.sealing import MADE
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Document


def render(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file; the figures of its charts stand on the last sheet."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": shown(document.title)[:255], "created": MADE})
    made, found = Forms(book), pages(document.on_paper())
    drawn = any(page.charts for page in found)
    names = sheet_names([CHART_DATA] * drawn + [page.name for page in found])
    sheets = [book.add_worksheet(name) for name in names[drawn:]]
    data = book.add_worksheet(CHART_DATA) if drawn else None
    for place, (page, sheet) in enumerate(zip(found, sheets, strict=True)):
        if page.charts and data is not None:
            Charts(book, sheet, data, made).draw(page.charts)
        else:
            Sheet(sheet, page, made).write(text(document.title) if not place else "")
    book.close()
    return out.getvalue()
