"""`@valueclass` makes a class one whose objects are what their fields say, and never change.

It is `dataclass(frozen=True, slots=True)` that compiles nothing before the first object is made: a start imports
over a hundred such classes and makes objects of a few, and compiling all their methods costs more than the work itself.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


class _Alike:
    """What objects of all value classes do alike."""

    def __repr__(self) -> str:
        shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)  # type: ignore[arg-type]
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __setattr__(self, name: str, _: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> object:
        return [getattr(self, each.name) for each in fields(self)]  # type: ignore[arg-type]

    def __setstate__(self, state: list[Any]) -> None:
        for each, value in zip(fields(self), state, strict=True):  # type: ignore[arg-type]
            object.__setattr__(self, each.name, value)


_ALIKE = {name: method for name, method in vars(_Alike).items() if callable(method)}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def valueclass(cls: type[T]) -> type[T]:
    """The class with `__init__`, `==`, `hash` and `repr` of its fields; FrozenInstanceError where one is assigned to.

    `fields`, `replace`, `asdict` and `match` know it as the dataclass that it is. Methods of its own stay.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    compared = [each.name for each in fields(made) if each.compare]
    values: Callable[[Any], Any] = attrgetter(*compared) if compared else lambda _: ()

    def first(self: Any, *given: Any, **named: Any) -> None:
        made.__init__ = _compiled(made)
        made.__init__(self, *given, **named)

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    for name, method in {**_ALIKE, "__init__": first, "__eq__": equal, "__hash__": hashed}.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _compiled(made: type[Any]) -> Callable[..., None]:
    """The `__init__` of a class: what is given, or what a field is by default, is put where the field is kept."""
    known: dict[str, Any] = {"MISSING": MISSING}
    by_place, by_name, body = ["self"], list[str](), ["pass"]
    for each in fields(made):
        name, default, value = each.name, "", each.name
        known[f"put_{name}"] = getattr(made, name).__set__
        if each.default is not MISSING:
            known[f"usual_{name}"], default = each.default, f"=usual_{name}"
        elif each.default_factory is not MISSING:
            known[f"new_{name}"], default = each.default_factory, "=MISSING"
            value = f"new_{name}() if {name} is MISSING else {name}"
        (by_name if each.kw_only else by_place).append(f"{name}{default}")
        body.append(f"put_{name}(self, {value})")
    head = ", ".join([*by_place, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({head}): {'; '.join(body)}", known)  # noqa: S102  # made of the fields' names alone
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init
