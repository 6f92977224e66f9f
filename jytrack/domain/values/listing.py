"""Names one after another, and how a list that is too long for its place is cut."""

from collections.abc import Sequence


def several(names: Sequence[str], most: int, counted: str = "个单位") -> str:
    """The names; of more than `most` the first of them and how many there are in all, as `counted` counts them."""
    rest = f"等 {len(names)} {counted}" if len(names) > most else ""
    return "、".join(names[:most]) + rest
