"""Splitting a goal over units so that the parts add up to it exactly (domain.md §3, Units compared)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import floor

from jytrack.domain.plan.target import Goal, Target
from jytrack.domain.values.quantity import SCALE
from jytrack.domain.values.words import Direction, Measure


def split(goal: Fraction, weights: Mapping[str, Fraction], step: Fraction) -> dict[str, Fraction]:
    """`goal` over the units by `weights`, in whole `step`s, by largest remainder.

    Of equal remainders the heavier comes first, then the one named earlier: `weights` come in official order. `goal`
    is a whole number of steps, no weight is negative, not all are 0; ValueError otherwise.
    """
    whole = sum(weights.values(), Fraction(0))
    if whole <= 0 or min(weights.values()) < 0 or (goal / step).denominator != 1:
        raise ValueError("weights must be positive in sum, and the goal a whole number of steps")
    steps = {unit: goal / step * weight / whole for unit, weight in weights.items()}
    given = {unit: floor(exact) for unit, exact in steps.items()}
    left = int(goal / step) - sum(given.values())
    by_remainder = sorted(weights, key=lambda unit: (given[unit] - steps[unit], -weights[unit]))
    for unit in by_remainder[:left]:
        given[unit] += 1
    return {unit: count * step for unit, count in given.items()}


def step_of(target: Target) -> Fraction:
    """The smallest part of the goal: one of what is counted, a ten-thousandth of an amount."""
    return Fraction(1, SCALE) if target.metric.measure is Measure.AMOUNT else Fraction(1)


def can_be_split(target: Target) -> bool:
    """Whether parts of the goal make sense: at_least counts and amounts that several units report."""
    adds_up = target.metric.measure in (Measure.COUNT, Measure.AMOUNT)
    return adds_up and target.direction is Direction.AT_LEAST and len(target.unit_duties) > 1


def next_goal(target: Target, begins: date, value: Fraction) -> Goal | None:
    """The first goal after `begins` of another value, which needs a split of its own."""
    return next((goal for goal in target.goals if goal.valid_from > begins and goal.value != value), None)
