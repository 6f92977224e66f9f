"""A page for a browser: one file without scripts or anything fetched from elsewhere; it prints, and fits a telephone.

Made as a tree of elements, so that text can never become markup.
"""

from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, tostring

from jytrack.domain.values.texts import one_line
from jytrack.domain.values.words import Colour
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Form,
    Heading,
    Lamp,
    Line,
    Paragraph,
    Table,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MARKS = {Colour.RED: "▲", Colour.YELLOW: "△", Colour.GREEN: "●", Colour.GREY: "○"}
_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  color: #1f2328; background: #fff; margin: 0 auto; padding: 20px; max-width: 1180px; }
h1 { font-size: 1.5em; line-height: 1.35; margin: 0 0 .4em; }
h2 { font-size: 1.12em; margin: 1.6em 0 .6em; padding-left: .6em; border-left: 4px solid #b3261e; }
p { margin: .4em 0; white-space: pre-line; }
p.quiet { color: #5f6b76; font-size: .86em; }
.line span { margin-right: 1.2em; }
table { border-collapse: collapse; width: 100%; font-size: .92em; margin: .4em 0 1em; }
th, td { padding: .38em .6em; text-align: left; vertical-align: top; border-bottom: 1px solid #d8dee4; }
th { border-bottom: 2px solid #8a949e; white-space: nowrap; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.number { text-align: right; }
.lamp { white-space: nowrap; }
.red { color: #b3261e; } .yellow { color: #8a6100; } .green { color: #1a7f37; } .grey { color: #5f6b76; }
.bar { position: relative; display: block; min-width: 90px; height: 12px; background: #eef1f4; margin-top: .45em; }
.bar i { position: absolute; left: 0; top: 0; bottom: 0; background: #6e7781; }
.bar i.red { background: #b3261e; } .bar i.yellow { background: #d4a72c; } .bar i.green { background: #1a7f37; }
.bar b { position: absolute; top: -3px; bottom: -3px; width: 2px; background: #1f2328; }
@media (max-width: 640px) {
  body { padding: 14px; }
  thead { position: absolute; left: -9999px; }
  table, tbody, tr, td { display: block; }
  tr { border: 1px solid #d8dee4; border-radius: 8px; padding: .5em .8em; margin-bottom: .7em; }
  td, td.number { display: flex; justify-content: space-between; gap: 1em; text-align: right; border: 0;
    padding: .14em 0; white-space: normal; }
  td::before { content: attr(data-label); color: #5f6b76; text-align: left; flex: none; }
  td.none { display: none; }
  .bar { flex: 1; }
}
@media print {
  @page { size: A4; margin: 14mm; }
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; }
}
"""


def render(document: Document) -> str:
    """The document as a whole page of HTML."""
    page = Element("html", lang="zh-CN")
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = one_line(document.title)
    SubElement(head, "style").text = _STYLE
    body = SubElement(page, "body")
    SubElement(body, "h1").text = one_line(document.title)
    for block in document.read_through():
        _block(body, block)
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def _block(body: Element, block: Block) -> None:
    match block:
        case Heading(title, level, run_in):
            SubElement(body, "h3" if level > 1 else "h2").text = one_line(title)
            if run_in:
                SubElement(body, "p").text = text(run_in)
        case Paragraph(words, quiet):
            SubElement(body, "p", {"class": "quiet"} if quiet else {}).text = text(words)
        case Line(cells):
            line = SubElement(body, "p", {"class": "line"})
            for cell in cells:
                _put(SubElement(line, "span"), cell)
        case Table():
            _table(body, block)
        case Form(fields):
            _table(body, Table((Column("项目"), Column("内容")), tuple((each.label, each.value) for each in fields)))
        case Chart():
            pass


def _table(body: Element, table: Table) -> None:
    """A table on a desk; on a telephone each row is a card, its cells named by their heads."""
    if not table.rows:
        SubElement(body, "p", {"class": "quiet"}).text = text(table.empty)
        return
    drawn = SubElement(body, "table")
    heads = SubElement(SubElement(drawn, "thead"), "tr")
    for column in table.columns:
        SubElement(heads, "th", {"class": "number"} if column.right else {}).text = one_line(column.title)
    rows = SubElement(drawn, "tbody")
    for row in table.rows:
        line = SubElement(rows, "tr")
        for column, cell in zip(table.columns, row, strict=True):
            classes = ["number"] if column.right else []
            classes += ["none"] if cell in (None, "") else []
            named = {"data-label": one_line(column.title)}
            _put(SubElement(line, "td", named | ({"class": " ".join(classes)} if classes else {})), cell)


def _put(into: Element, cell: Cell) -> None:
    """A cell's content: a light as mark and word, progress as a bar with the expected share marked."""
    match cell:
        case Lamp(colour) if colour is not None:
            lamp = SubElement(into, "span", {"class": f"lamp {colour.value}"})
            lamp.text = f"{_MARKS[colour]}{text(cell)}"
        case Bar(value) if value is not None:
            _bar(SubElement(into, "span", {"class": "bar"}), value, cell)
        case Bar():
            pass
        case _:
            into.text = one_line(text(cell))


def _bar(into: Element, value: Fraction, cell: Bar) -> None:
    """As wide as what is done, at most the whole; never up to the mark before it is reached."""
    colour = cell.colour.value if cell.colour is not None else "grey"
    SubElement(into, "i", {"class": colour, "style": f"width:{_share(value)}%"})
    if cell.expected is not None:
        SubElement(into, "b", style=f"left:{_share(cell.expected)}%")


def _share(value: Fraction) -> int:
    """A plain ratio as whole per cent between 0 and 100, rounded down."""
    return max(0, min(100, int(value * 100)))
