"""Charts without scripts: lying bars with their label above, columns, and lines as a drawing within the page."""

from collections.abc import Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from jytrack.domain.values.texts import one_line
from jytrack.domain.values.words import Colour
from jytrack.reports.formats.page.marks import MARKS, bar, share
from jytrack.reports.values.cells import text
from jytrack.reports.values.chart import Chart, ChartKind, Series
from jytrack.reports.values.document import Bar, Number, Percent

_MEANINGS = {
    Colour.RED: "严重滞后或超限", Colour.YELLOW: "滞后或接近上限", Colour.GREEN: "正常", Colour.GREY: "暂不评价",
}  # fmt: skip
_INKS = ("#2f6fb0", "#1a7f37", "#9a6700", "#b3261e", "#6f42c1", "#0f766e")
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 480, 280, 52, 28, 12
"""Of a drawing, which is stretched to the width that there is."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


def chart(into: Element, given: Chart) -> None:
    """The chart under its title."""
    figure = SubElement(into, "figure")
    SubElement(figure, "h2").text = one_line(given.title)
    expected = next((series for series in given.series if series.expected), None)
    actual = [series for series in given.series if not series.expected]
    if given.kind is ChartKind.LINES:
        _lines(figure, given)
    elif given.kind is ChartKind.BARS:
        _bars(figure, given, actual, expected)
    else:
        _columns(figure, given, actual, expected)
    if given.kind is not ChartKind.LINES:
        _key(figure, given, actual, expected)


def _bars(into: Element, given: Chart, actual: Sequence[Series], expected: Series | None) -> None:
    drawn, whole = SubElement(into, "div", {"class": "bars"}), _whole(given)
    for at, category in enumerate(given.categories):
        for series in actual:
            value, colour = series.values[at], series.colours[at] if series.colours else None
            row = SubElement(drawn, "div")
            _label(row, category if len(actual) == 1 else f"{category} {series.name}", colour)
            bar(row, Bar(value or Fraction(0), expected.values[at] if expected else None, colour), whole, "plain")
            SubElement(drawn, "div", {"class": "value"}).text = _shown(given, value)


def _columns(into: Element, given: Chart, actual: Sequence[Series], expected: Series | None) -> None:
    whole = _whole(given) * Fraction(11, 10)
    drawn, names = SubElement(into, "div", {"class": "cols"}), SubElement(into, "div", {"class": "names"})
    for at, category in enumerate(given.categories):
        for series in actual:
            value, colour = series.values[at], series.colours[at] if series.colours else None
            column, high = SubElement(drawn, "div", {"class": "col"}), share(value or Fraction(0), whole)
            SubElement(column, "i", {"class": colour.value if colour else "plain", "style": f"height:{high}%"})
            if expected is not None and (due := expected.values[at]) is not None:
                SubElement(column, "b", style=f"bottom:{share(due, whole)}%")
            SubElement(column, "span", style=f"bottom:{high}%").text = _shown(given, value)
        mark = actual[0].colours[at] if actual and actual[0].colours else None
        _label(SubElement(names, "span"), category, mark)


def _lines(into: Element, given: Chart) -> None:
    """Lines as a drawing; which is which stands below it, in letters of a size that a telephone shows."""
    whole = _whole(given)
    svg = SubElement(into, "svg", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img")
    SubElement(svg, "title").text = one_line(given.title)
    room = _HEIGHT - _BOTTOM - _TOP
    for step in range(5):
        y = _TOP + room - room * step // 4
        SubElement(svg, "line", x1=str(_LEFT), x2=str(_WIDTH), y1=str(y), y2=str(y), stroke="#e4e8ec")
        tick = SubElement(svg, "text", {"x": str(_LEFT - 6), "y": str(y + 5), "text-anchor": "end"})
        tick.text = _tick(given, whole * step / 4)
    apart = (_WIDTH - _LEFT - 40) // max(1, len(given.categories) - 1)
    for at, category in enumerate(given.categories):
        place = {"x": str(_LEFT + 20 + apart * at), "y": str(_HEIGHT - 8), "text-anchor": "middle"}
        SubElement(svg, "text", place).text = one_line(category)
    key = SubElement(into, "div", {"class": "key"})
    for number, series in enumerate(given.series):
        ink = "#1f2328" if series.expected else _INKS[number % len(_INKS)]
        points = [
            (_LEFT + 20 + apart * at, _TOP + room - int(value / whole * room))
            for at, value in enumerate(series.values)
            if value is not None
        ]
        drawn = {
            "points": " ".join(f"{x},{y}" for x, y in points),
            "fill": "none",
            "stroke": ink,
            "stroke-width": "2.5",
        }
        SubElement(svg, "polyline", drawn | ({"stroke-dasharray": "7 5"} if series.expected else {}))
        last = next((value for value in reversed(series.values) if value is not None), None)
        named = SubElement(key, "span", style=f"color:{ink}")
        named.text = f"{'┄' if series.expected else '━'} {one_line(series.name)} {_shown(given, last)}"


def _key(into: Element, given: Chart, actual: Sequence[Series], expected: Series | None) -> None:
    """What the marks mean, and the line."""
    colours = {colour for series in actual for colour in series.colours}
    words = [f"{MARKS[colour]}{meaning}" for colour, meaning in _MEANINGS.items() if colour in colours]
    words += [one_line(series.name) for series in actual]
    if expected is not None:
        due = {value for value in expected.values if value is not None}
        told = f" {_shown(given, next(iter(due)))}" if len(due) == 1 else ""
        words.append(f"{'┃' if given.kind is ChartKind.BARS else '┄'}{one_line(expected.name)}{told}")
    key = SubElement(into, "div", {"class": "key"})
    for word in words:
        SubElement(key, "span").text = word


def _label(into: Element, words: str, colour: Colour | None) -> None:
    """A name, its light's mark before it."""
    if colour is None:
        into.text = one_line(words)
    else:
        mark = SubElement(into, "span", {"class": colour.value})
        mark.text, mark.tail = MARKS[colour], one_line(words)


def _whole(given: Chart) -> Fraction:
    """The end of the scale: a round figure that holds all values."""
    most = max((value for series in given.series for value in series.values if value is not None), default=Fraction(1))
    unit = Fraction(1, 100) if given.percent else Fraction(1)
    if most <= 0:
        return Fraction(1)
    if given.percent and given.kind is ChartKind.BARS:
        return max(Fraction(1), most)
    size = unit
    while True:
        for step in _STEPS:
            if size * step * 4 >= most:
                return size * step * 4
        size *= 100


def _shown(given: Chart, value: Fraction | None) -> str:
    return text(Percent(value) if given.percent else Number(value, 1))


def _tick(given: Chart, value: Fraction) -> str:
    return text(Percent(value, None)).replace(".0%", "%") if given.percent else text(Number(value, 1))
