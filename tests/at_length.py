"""Properties that cost seconds an example: a few examples in every run, many under make soak."""

import pytest


def at_length(few: int, many: int) -> pytest.MarkDecorator:
    """The test's parameter `examples`."""
    return pytest.mark.parametrize("examples", [few, pytest.param(many, marks=pytest.mark.slow)])
