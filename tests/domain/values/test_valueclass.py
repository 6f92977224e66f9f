"""A value class is the frozen dataclass with slots that it stands for: the two are held to each other."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from jytrack.domain.values.valueclass import valueclass


def _classes(make: Callable[[type], type]) -> tuple[type[Any], ...]:
    """The same classes, made by either."""

    class Empty:
        pass

    class Unit:
        name: str
        members: tuple[str, ...] = ()
        notes: list[str] = field(default_factory=list, compare=False)
        secret: str = field(default="", repr=False)
        open: bool = field(default=True, kw_only=True)

        @property
        def size(self) -> int:
            return len(self.members)

    unit = make(Unit)

    class Town(unit):  # type: ignore[misc, valid-type]
        code: int = 0

        def __repr__(self) -> str:
            return "town"

    return make(Empty), unit, make(Town)


OURS, LAW = _classes(valueclass), _classes(dataclass(frozen=True, slots=True))
CALLS: tuple[tuple[int, tuple[Any, ...], dict[str, Any]], ...] = (
    (0, (), {}),
    (0, (1,), {}),
    (1, (), {}),
    (1, ("香水镇",), {}),
    (1, ("香水镇", ("a", "b")), {"open": False}),
    (1, ("香水镇", (), ["注"], "密"), {}),
    (1, ("香水镇", (), [], "", False), {}),
    (1, (), {"name": "甲", "nobody": 1}),
    (2, ("乙",), {"code": 3}),
    (2, ("乙", (), [], "", 7), {}),
)


def _made(cls: type[Any], given: tuple[Any, ...], named: dict[str, Any]) -> tuple[object, ...]:
    """What a call comes to, as far as both can be compared."""
    try:
        one, other = cls(*given, **named), cls(*given, **named)
    except TypeError as error:
        return (str(error),)
    changed = replace(one, name="丙") if hasattr(one, "name") else one
    kept = [copy.copy(one), copy.deepcopy(one)]
    return (
        repr(one), asdict(one), one == other, one == changed, one != object(), hash(one) == hash(other), repr(changed),
        all(each == one for each in kept), hasattr(one, "__dict__"), cls.__match_args__, cls.__doc__ is None,
        [each.name for each in fields(one)], is_dataclass(cls), cls.__slots__,
    )  # fmt: skip


@pytest.mark.parametrize(("which", "given", "named"), CALLS)
def test_it_is_what_the_dataclass_is(which: int, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    assert _made(OURS[which], given, named) == _made(LAW[which], given, named)


@valueclass
class Kept:
    """Found by pickle under its name."""

    name: str
    figures: tuple[int, ...] = ()


def test_it_never_changes() -> None:
    one = Kept("甲", (1, 2))
    with pytest.raises(FrozenInstanceError, match="name"):
        one.name = "乙"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="figures"):
        del one.figures  # type: ignore[misc]
    assert one == Kept("甲", (1, 2))


def test_it_is_the_same_after_a_journey() -> None:
    one = Kept("甲", (1, 2))
    assert pickle.loads(pickle.dumps(one)) == one
    assert {one: 1}[Kept("甲", (1, 2))] == 1


def test_it_is_matched_by_place() -> None:
    match Kept("甲", (1, 2)):
        case Kept(name, (first, _)):
            assert (name, first) == ("甲", 1)


def test_nothing_is_compiled_before_the_first_object() -> None:
    made = _classes(valueclass)[1]
    assert made.__init__.__name__ == "first"
    made("甲")
    assert made.__init__.__name__ == "__init__"
