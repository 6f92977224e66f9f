"""Lists of thousands: a page that is read on a screen shows their ends, everything else holds them whole."""

from jytrack.domain.figures.ranking import compare_units
from jytrack.domain.values.words import UnitOrder
from jytrack.reports.figures import townships
from jytrack.reports.figures.townships import Compared
from jytrack.reports.formats import csv, plain
from jytrack.reports.values.document import Paragraph
from jytrack.reports.values.ends import LONG, ends
from tests.domain.builders import clock, plan, reading, target


def test_ends() -> None:
    rows = list(range(LONG + 1))
    assert ends(rows[1:], short=True) == (rows[1:], ())
    assert ends(rows, short=False) == (rows, ())
    assert ends(iter(rows[1:]), short=True) == (rows[1:], ())
    shown, (said,) = ends(rows, short=True)
    assert list(shown) == [*rows[:20], *rows[-20:]]
    assert isinstance(said, Paragraph)
    assert f"共{LONG + 1}行" in said.text
    assert "-o 文件名.csv" in said.text


def test_townships_of_a_region() -> None:
    units = [f"第{number}乡" for number in range(LONG + 200)]
    of, now = target(units=units), clock(6)
    sent = [reading(month, unit, own=5) for unit in units[: LONG // 10] for month in range(1, 7)]
    compared = [Compared(of, {}, compare_units(of, {}, sent, now))]
    page = townships.report(plan(targets=[of]), now, compared, UnitOrder.PLAN, None)
    screen = plain.render(page.paper("plain"))
    assert "第19乡" in screen
    assert "第20乡 " not in screen
    assert f"第{LONG + 199}乡" in screen
    assert "等1100个单位" in screen
    assert len(screen.splitlines()) < 70
    for whole in (plain.render(page.paper("docx")), csv.render(page.paper("csv")).decode()):
        assert all(unit in whole for unit in units)
