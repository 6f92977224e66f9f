"""One figure is one text on all pages, on its own side of every line that lights (domain.md §3)."""

import re
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.figures import shown
from jytrack.domain.figures.explaining import explain
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.target import Target
from jytrack.domain.values.words import Colour, Direction, LightCode, Measure
from jytrack.reports.accounts import overview
from jytrack.reports.accounts.brief import sentences
from jytrack.reports.accounts.weekly import weekly_text
from jytrack.reports.figures import targets, variance
from jytrack.reports.formats import plain as page
from tests.domain.builders import clock, metric, plan, reading, target
from tests.reports.results import found

ONE = ["香水镇"]
LIT = ("light", "variance_points")
AMOUNT = target(1800, of=metric(Measure.AMOUNT), units=ONE)
NET = target(1800, of=metric(Measure.AMOUNT, may_be_negative=True), units=ONE)
RATE = target(90, of=metric(Measure.RATE), units=ONE)
CEILING = target("5.5", of=metric(Measure.RATE), units=ONE, direction=Direction.AT_MOST)

TINY = st.sampled_from([Fraction(n, 10_000) for n in (-500, -300, -6, -5, -4, -1, 0, 1, 4, 5, 6, 300, 500)])
"""How far from a line a value stands."""


@st.composite
def flows(draw: st.DrawFn) -> tuple[Target, list[Reading], int]:
    """An amount of June, all of it typed at once, near even, near the red line, near the goal, or anywhere."""
    of, month = draw(st.sampled_from([AMOUNT, NET])), draw(st.integers(1, 12))
    even = Fraction(1800 * month, 12)
    line = draw(st.sampled_from([even, max(even - 180, Fraction(1)), Fraction(1800), Fraction(1)]))
    value = line + draw(TINY) + draw(st.sampled_from([0, 1, -1]))
    return of, [reading(month, cumulative=max(value, Fraction(0)))], month


@st.composite
def rates(draw: st.DrawFn) -> tuple[Target, list[Reading], int]:
    """A rate near one of its lines."""
    of, month = draw(st.sampled_from([RATE, CEILING])), draw(st.integers(1, 12))
    whole = draw(st.sampled_from([10_000, 99_991, 1_000_000]))
    near = (90, 88) if of is RATE else (Fraction("5.5"), Fraction("5.3"))
    part = int(draw(st.sampled_from(near)) * whole / 100) + draw(st.integers(-9, 9))
    return of, [reading(month, numerator=part, denominator=whole)], month


def pages(standing: PlanStanding, judged: Assessment) -> Iterator[str]:
    """What people read of the target."""
    told = (standing.plan, standing.clock)
    yield page.render(variance.report(*told, standing.assessments).document)
    yield page.render(overview.report(standing).document)
    yield page.render(targets.show_report(standing, judged, found(), {}, judged.compared()).document)
    yield weekly_text(standing, {})
    yield "\n".join(sentences(standing))
    yield judged.light.reason
    yield "\n".join(
        step.formula for step in explain(judged, standing.clock) if step.code in ("light", "variance_points")
    )


def looked_at(case: tuple[Target, list[Reading], int]) -> tuple[Assessment, list[str]]:
    """The target judged, and its pages without what they say of the rules themselves."""
    of, readings, month = case
    standing = stand(plan(targets=[of]), {of.code: readings}, [], clock(month))
    (judged,) = standing.assessments
    return judged, ["\n".join(line for line in text.split("\n") if "口径" not in line and "亮灯：" not in line)
                    for text in pages(standing, judged)]  # fmt: skip


def signed(text: str) -> set[str]:
    """The signed numbers with decimals of a page."""
    return set(re.findall(r"(?<![\d.\]–])[+-]\d+\.\d+(?![\d%])", text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(flows())
def test_a_flow_beside_its_lines(case: tuple[Target, list[Reading], int]) -> None:
    judged, texts = looked_at(case)
    points, distance = shown.variance_points(judged), shown.variance(judged)
    for text in texts:
        assert signed(text) <= {points, distance, f"-{shown.distance(judged)}"}, text
        lacking = set(re.findall(r"(?:落后|少|差) (\d+(?:\.\d+)?) ", text))
        assert lacking <= {shown.distance(judged)}, text
    red = judged.target.thresholds.flow_red
    exact, told = judged.variance_points or Fraction(0), Fraction(points)
    assert (told >= 0, told >= red) == (exact >= 0, exact >= red)
    assert (Fraction(distance) >= 0) == ((judged.variance or 0) >= 0)
    assert judged.light.colour is not Colour.GREEN or told >= 0 or judged.light.code is LightCode.DONE
    if judged.projection:
        foreseen = shown.foreseen(judged, judged.projection.headline)
        assert (Fraction(foreseen) >= 1800) == (judged.projection.headline >= 1800)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rates())
def test_a_rate_beside_its_lines(case: tuple[Target, list[Reading], int]) -> None:
    judged, texts = looked_at(case)
    rate, points = shown.actual(judged, judged.actual), shown.variance_points(judged)
    for text in texts:
        assert signed(text) <= {points}, text
        assert set(re.findall(r"(?<![\d.])(\d+\.\d+)%?（", text)) <= {rate}, text
        assert set(re.findall(r"低于目标 \S+ 共 (\S+) 个百分点", text)) <= {shown.distance_points(judged)}, text
    goal, exact, told = judged.goal or Fraction(0), judged.actual or Fraction(0), Fraction(rate)
    limits = judged.target.thresholds
    if judged.target is RATE:
        assert (told >= goal, told >= goal + limits.rate_red) == (exact >= goal, exact >= goal + limits.rate_red)
    else:
        assert (told > goal, told > goal - limits.near_limit) == (exact > goal, exact > goal - limits.near_limit)
