"""When a stage is reached: days from the due day, moved forward to workdays, of several the latest."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import CalendarDay
from jytrack.domain.plan.stages import ObligationKind, StageRule, Urgency

# 22 to 24 June 2023 are the Dragon Boat holiday; Sunday 25 June is worked.
CALENDAR = WorkCalendar.of(
    [CalendarDay(date(2023, 6, day), "端午节", off=True) for day in (22, 23, 24)]
    + [CalendarDay(date(2023, 6, 25), "调休上班", off=False)]
)
RULE = StageRule(ObligationKind.SUBMISSION)
DUE = date(2023, 6, 20)  # a Tuesday


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        ((2023, 6, 12), None),
        ((2023, 6, 13), -7),
        ((2023, 6, 16), -7),
        ((2023, 6, 17), -7),  # −3 is a Saturday and moves to Monday
        ((2023, 6, 18), -7),
        ((2023, 6, 19), -1),  # Monday: −3 and −1 come together
        ((2023, 6, 20), 0),
        ((2023, 6, 21), 1),
        ((2023, 6, 24), 1),  # +3 moves over the holiday
        ((2023, 6, 25), 3),  # a Sunday that is worked
        ((2023, 6, 26), 3),
        ((2023, 6, 27), 7),
        ((2023, 7, 3), 7),
        ((2023, 7, 4), 14),
        ((2024, 6, 18), 364),
    ],
)
def test_the_latest_stage_reached(today: tuple[int, int, int], stage: int | None) -> None:
    assert RULE.latest(DUE, date(*today), CALENDAR) == stage


def test_what_follows() -> None:
    assert RULE.following(DUE, None, CALENDAR) == (-7, date(2023, 6, 13))
    assert RULE.following(DUE, -7, CALENDAR) == (-3, date(2023, 6, 19))
    assert RULE.following(DUE, 3, CALENDAR) == (7, date(2023, 6, 27))
    assert RULE.following(DUE, 7, CALENDAR) == (14, date(2023, 7, 4))
    assert RULE.following(DUE, 21, CALENDAR) == (28, date(2023, 7, 18))
    assert StageRule(ObligationKind.TARGET, (0,), 0).following(DUE, 0, CALENDAR) is None


@pytest.mark.parametrize(
    ("stage", "urgency"),
    [(-7, Urgency.BLUE), (0, Urgency.BLUE), (1, Urgency.YELLOW), (3, Urgency.YELLOW), (7, Urgency.RED)],
)
def test_colours(stage: int, urgency: Urgency) -> None:
    assert RULE.urgency(stage) is urgency


@given(
    st.sets(st.integers(-40, 40), min_size=1), st.sampled_from((0, 1, 7, 30)), st.integers(-60, 400), st.integers(0, 20)
)
def test_days_pass_and_no_stage_is_left_out_or_taken_back(stages: set[int], every: int, late: int, step: int) -> None:
    rule = StageRule(ObligationKind.MILESTONE, tuple(sorted(stages)), every)
    today = DUE + timedelta(late)
    now, later = rule.latest(DUE, today, CALENDAR), rule.latest(DUE, today + timedelta(step), CALENDAR)
    assert now is None or (later is not None and now <= later)
    follows = rule.following(DUE, now, CALENDAR)
    if follows is not None:
        assert follows[1] > today  # what is reached already was the latest itself
        reached = rule.latest(DUE, follows[1], CALENDAR)
        assert reached is not None
        assert reached >= follows[0]
