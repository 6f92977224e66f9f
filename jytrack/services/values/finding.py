"""One way in which whatever has a name is found: by a spelling of it, undressed, by its initials, by a part of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, NoReturn, TypeVar

from jytrack.domain.values.initials import begun_with, written_with
from jytrack.errors import NotFound
from jytrack.intake.values.names import bare_forms
from jytrack.intake.values.nearest import nearest, says_more
from jytrack.intake.values.spelling import spelling

T = TypeVar("T")

_QUOTES = str.maketrans("", "", "“”‘’「」『』《》\"'")
_SHORTEST = 2
"""Fewer characters are no part of a name by which anybody means it."""

_MOST = 6
"""So many are listed where several are meant."""


class Kind(NamedTuple, Generic[T]):
    """What is looked for: the word for it, the command that lists it, and what tells one from another in a line."""

    what: str
    command: str
    told: Callable[[T], str]
    printed: Callable[[T], str] | None = None
    """The name by which a near one is proposed; None: the spelling that is nearest."""


def find(known: Mapping[str, T], text: str, kind: Kind[T], other: str = "") -> T:
    """What is called `text` among the `known`, by spelling; NotFound with those that may be meant, or the nearest.

    `other` says what else is called so.
    """
    for bare in bare_forms(text):
        if bare.name in known and not bare.said:
            return known[bare.name]
    names: dict[str, T] = {}
    for name, item in known.items():
        names.setdefault(_loose(name), item)
    key = _loose(spelling(text))
    if key in names:
        return names[key]
    for meant in (_begun_with(key, names), _with_part(key, names)):
        if len(meant) == 1:
            return meant[0]
        if meant:
            _ask(text, meant, kind)
    if other:
        raise NotFound(f"没有{kind.what}“{text}”，它是{other}；名单见 {kind.command}")
    guess = nearest(spelling(text), known) or _in_full(spelling(text), known)
    meant_name = kind.printed(known[guess]) if guess and kind.printed else guess
    hint = f"，是不是“{meant_name}”" if guess else ""
    raise NotFound(f"没有{kind.what}“{text}”{hint}；名单见 {kind.command}")


def _ask(text: str, meant: list[T], kind: Kind[T]) -> NoReturn:
    """Several are meant."""
    told = "、".join(map(kind.told, meant[:_MOST])) + (f"等{len(meant)}个" if len(meant) > _MOST else "")
    raise NotFound(f"“{text}”可以指几个{kind.what}：{told}；请写全，名单见 {kind.command}")


def _loose(name: str) -> str:
    """A name in the form of `spelling`, without the quotes in it and around it."""
    return name.translate(_QUOTES)


def _begun_with(key: str, names: Mapping[str, T]) -> list[T]:
    """Those of whose names `key` is the initials; else those whose initials begin with it."""
    if not (key.isascii() and key.isalnum() and len(key) >= _SHORTEST):
        return []
    chinese = {name: item for name, item in names.items() if not name.isascii()}
    whole = _each(item for name, item in chinese.items() if written_with(key, name))
    return whole or _each(item for name, item in chinese.items() if len(key) > _SHORTEST and begun_with(key, name))


def _with_part(key: str, names: Mapping[str, T]) -> list[T]:
    """Those of whose names `key` is a part."""
    return _each(item for name, item in names.items() if len(key) >= _SHORTEST and key in name)


def _in_full(key: str, known: Iterable[str]) -> str:
    """The longest of the names that stand in `key` with nothing beside them that makes another figure of them."""
    found = (name for name in known if len(name) > _SHORTEST and name in key)
    return max((name for name in found if not says_more(key, name)), key=len, default="")


def _each(items: Iterable[T]) -> list[T]:
    """Each of the items once, in their order."""
    return list({id(item): item for item in items}.values())
