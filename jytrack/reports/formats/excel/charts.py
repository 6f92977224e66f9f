"""Native charts on one sheet, drawn from figures on another that everybody can see."""

from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from jytrack.domain.values.texts import shown
from jytrack.domain.values.words import Colour
from jytrack.reports.formats.excel import forms
from jytrack.reports.values.chart import Chart, ChartKind, Series

_COLOURS = {Colour.RED: "#C00000", Colour.YELLOW: "#FFB400", Colour.GREEN: "#6AB04A", Colour.GREY: "#A5A5A5"}
_INKS = ("#2E75B6", "#548235", "#BF8F00", "#7030A0", "#C55A11", "#00808A")
_EVEN_FILL, _EVEN_LINE = "#D6DFEC", "#C00000"
_FONT = {"name": "宋体", "size": 9}
_WIDE, _HALF, _HIGH, _GAP = 1000, 492, 320, 16
"""Pixels."""

_BAR_HIGH, _AROUND = 26, 130
_SHARE, _PLAIN = "0.0%", "#,##0.##"


class Charts:
    """Writes the figures of charts and draws them."""

    def __init__(self, book: Workbook, sheet: Worksheet, data: Worksheet, made: forms.Forms) -> None:
        self._book, self._sheet, self._data, self._made = book, sheet, data, made
        self._row = 0

    def draw(self, charts: list[Chart]) -> None:
        """All charts: lying bars over the whole width, the others two abreast."""
        top, left = _GAP, False
        for chart in charts:
            drawn = self._drawn(chart)
            wide = chart.kind is ChartKind.BARS
            high = _AROUND + _BAR_HIGH * len(chart.categories) if wide else _HIGH
            if wide and left:
                top, left = top + _HIGH + _GAP, False
            drawn.set_size({"width": _WIDE if wide else _HALF, "height": high})
            beside = _WIDE - _HALF if left else 0
            self._sheet.insert_chart(0, 0, drawn, {"x_offset": _GAP + beside, "y_offset": top, "object_position": 3})
            if wide or left:
                top += high + _GAP
            left = not (wide or left)
        self._sheet.hide_gridlines(2)
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C第 &P 页，共 &N 页")
        self._data.set_column(0, 0, 34)
        self._data.set_column(1, 12, 16)
        self._data.set_paper(9)
        self._data.fit_to_pages(1, 0)

    def _drawn(self, chart: Chart) -> Any:
        """A chart of its kind, what should be beside or behind what is; all on the primary axes."""
        first = self._write(chart)
        kinds = {ChartKind.BARS: "bar", ChartKind.COLUMNS: "column", ChartKind.LINES: "line"}
        drawn = self._book.add_chart({"type": kinds[chart.kind]})
        beside = self._book.add_chart({"type": "line"}) if chart.kind is ChartKind.COLUMNS else None
        for at, series in enumerate(chart.series):
            settings = self._series(chart, series, first, at)
            if beside is not None and series.expected:
                beside.add_series(settings)
            else:
                drawn.add_series(settings)
        if beside is not None and any(series.expected for series in chart.series):
            drawn.combine(beside)
        share = _SHARE.replace(".0", "") if chart.percent else _PLAIN.replace(".##", "")
        drawn.set_title(
            {
                "name": shown(chart.title),
                "name_font": {**_FONT, "size": 12, "bold": True},
                "overlay": False,
            }
        )
        values: dict[str, Any] = {
            "num_format": share,
            "num_font": _FONT,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
        if not any(value is not None and value < 0 for each in chart.series for value in each.values):
            values["min"] = 0
        names = {"num_font": _FONT, "line": {"color": "#8C8C8C"}}
        if chart.kind is ChartKind.BARS:
            names |= {"reverse": True}
            values |= {"label_position": "high"}
            drawn.set_y_axis(names)
            drawn.set_x_axis(values)
        else:
            drawn.set_x_axis(names)
            drawn.set_y_axis(values)
        drawn.set_legend({"position": "bottom", "font": _FONT} if len(chart.series) > 1 else {"none": True})
        drawn.show_blanks_as("gap")
        return drawn

    def _series(self, chart: Chart, series: Series, first: int, at: int) -> dict[str, Any]:
        """How one series is drawn."""
        last = first + len(chart.categories) - 1
        name = self._data.get_name()
        settings: dict[str, Any] = {
            "name": [name, first - 1, at + 1],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, at + 1, last, at + 1],
        }
        labels = {"value": True, "num_format": _SHARE if chart.percent else _PLAIN, "font": _FONT}
        match chart.kind, series.expected:
            case ChartKind.BARS, True:
                settings |= {"fill": {"color": _EVEN_FILL}, "border": {"none": True}}
            case _, True:
                dashed = {
                    "color": _EVEN_LINE if chart.kind is ChartKind.COLUMNS else "#7F7F7F",
                    "width": 1.5,
                    "dash_type": "dash",
                }
                settings |= {"line": dashed, "marker": {"type": "none"}}
            case ChartKind.LINES, _:
                ink = _INKS[at % len(_INKS)]
                marker = {"type": "circle", "size": 4, "fill": {"color": ink}, "border": {"color": ink}}
                settings |= {"line": {"color": ink, "width": 2}, "marker": marker}
            case _:
                settings |= {"fill": {"color": _INKS[at % len(_INKS)]}, "data_labels": labels, "gap": 60, "overlap": 0}
                if series.colours:
                    settings["points"] = [{"fill": {"color": _COLOURS[colour]}} for colour in series.colours]
        return settings

    def _write(self, chart: Chart) -> int:
        """The chart's figures under its title; the row of its first category."""
        bold = self._made({**forms.PROSE, "text_wrap": False, "bold": True})
        self._data.write_string(self._row, 0, shown(chart.title), bold)
        head, plain = self._made(forms.HEAD), self._made(forms.FRAMED)
        number = self._made({**forms.FRAMED, "num_format": _SHARE if chart.percent else _PLAIN})
        self._data.write_string(self._row + 1, 0, "", head)
        for at, series in enumerate(chart.series, 1):
            self._data.write_string(self._row + 1, at, shown(series.name), head)
        first = self._row + 2
        for place, category in enumerate(chart.categories):
            self._data.write_string(first + place, 0, shown(category), plain)
            for at, series in enumerate(chart.series, 1):
                self._value(first + place, at, series.values[place], number)
        self._row = first + len(chart.categories) + 1
        return first

    def _value(self, row: int, at: int, value: Fraction | None, number: Any) -> None:
        if value is None:
            self._data.write_blank(row, at, None, number)
        else:
            self._data.write_number(row, at, float(value), number)
