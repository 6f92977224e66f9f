"""What is left, what each month left must bring, and how that compares with recent months (domain.md §3, Pace)."""

from fractions import Fraction

import pytest

from jytrack.domain.figures.pace import Pace, may_average, pace

F = Fraction


@pytest.mark.parametrize(
    ("goal", "actual", "growth", "months", "complete", "expected"),
    [
        (1800, 700, 350, 6, True, Pace(F(1100), F(550, 3), F(350, 3), F(11, 7))),
        (120, 48, 24, 6, True, Pace(F(72), F(12), F(8), F(3, 2))),
        (120, 130, 24, 6, True, Pace(F(0), F(0), F(8), F(0))),
        (120, 30, 0, 6, True, Pace(F(90), F(15), F(0), None)),
        (120, 27, -3, 6, True, Pace(F(93), F(31, 2), F(-1), None)),
        (120, 30, 15, 6, False, Pace(F(90), F(15), None, None)),
        (120, 10, 10, 2, True, Pace(F(110), F(11), F(5), F(11, 5))),
        (120, 0, 0, 0, True, Pace(F(120), F(10), None, None)),
        (120, 60, 15, 12, True, Pace(F(60), None, F(5), None)),
        (None, 60, 15, 6, True, Pace(None, None, F(5), None)),
        (120, None, None, 6, True, Pace()),
    ],
)
def test_pace(
    goal: int | None, actual: int | None, growth: int | None, months: int, complete: bool, expected: Pace
) -> None:
    exact = [None if value is None else F(value) for value in (goal, actual, growth)]
    assert pace(*exact, months, complete=complete) == expected


@pytest.mark.parametrize(
    ("goal", "mean", "reported", "average"),
    [(F("5.5"), F("5.375"), 4, F("5.5625")), (F("5.5"), F(34), 2, F("-0.2")), (F("5.5"), F("5.5"), 12, None)],
)
def test_what_the_months_left_may_average(goal: F, mean: F, reported: int, average: F | None) -> None:
    assert may_average(goal, mean, reported) == average
