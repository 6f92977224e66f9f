"""How far from the year's goal a figure is out of all proportion (intake.md, Size)."""

from fractions import Fraction

import pytest

from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.proportion import bounds_of
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.domain.values.words import Measure, Reporting

JOBS = Metric("urban-new-jobs", "城镇新增就业", "人", Measure.COUNT, Reporting.INCREMENT)
UNEMPLOYED = Metric("surveyed-unemployment", "城镇调查失业率", "%", Measure.LEVEL, Reporting.POINT)


@pytest.mark.parametrize(
    ("metric", "goal", "figures", "crossed"),
    [
        (JOBS, "550", ("550", None, None), None),
        (JOBS, "550", ("551", None, None), "551"),
        (JOBS, "550", (None, "5500", None), None),
        (JOBS, "550", (None, "5501", None), "5501"),
        (UNEMPLOYED, "5.5", (None, None, "27.5"), None),
        (UNEMPLOYED, "5.5", (None, None, "54"), "54"),
        (UNEMPLOYED, "5.5", (None, None, "0.054"), "0.054"),
        (UNEMPLOYED, "5.5", (None, None, "1.1"), None),
    ],
)
def test_what_is_out_of_proportion(
    metric: Metric, goal: str, figures: tuple[str | None, ...], crossed: str | None
) -> None:
    bounds = bounds_of(metric, _exact(goal))
    assert bounds is not None
    found = bounds.crossed([_exact(figure) if figure else None for figure in figures])
    assert found == (_exact(crossed) if crossed else None)


def _exact(text: str) -> Quantity:
    return quantity(Fraction(text))
