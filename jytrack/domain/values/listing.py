"""Names one after another, and how a list that is too long for its place is cut."""

from collections.abc import Sequence
from pathlib import PurePath


def several(names: Sequence[str], most: int, counted: str = "个单位") -> str:
    """The names; of more than `most` the first of them and how many there are in all, as `counted` counts them."""
    rest = f"等{len(names)}{counted}" if len(names) > most else ""
    return "、".join(names[:most]) + rest


def free_name(name: str, taken: set[str]) -> str:
    """The file's name, or the next after it that is not `taken` yet, on disks that know no case either; now it is."""
    path, number, free = PurePath(name), 2, name
    while free.casefold() in taken:
        free, number = str(path.with_name(f"{path.stem}（{number}）{path.suffix}")), number + 1
    taken.add(free.casefold())
    return free
