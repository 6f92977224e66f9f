"""Words as an office writes them in prose."""

import re

_LOOSE = re.compile(r"(?<=[0-9%日]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff，；：、。（]) (?=[≥≤]?[0-9])")


def closed_up(text: str) -> str:
    """A terminal's words as paper has them: no blank between a figure and a word."""
    return _LOOSE.sub("", text)
