"""What is understood only once the day and the plan at hand are known: 6月, 上月, part of a task's title."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import typer

if TYPE_CHECKING:
    from jytrack.services.values.desk import Desk

T = TypeVar("T")


class Unplaced(Exception):
    """Something was asked of bearings that are not known yet."""


class Bearings:
    """Where the reader of an argument stands: today's date and the plan at hand, which is looked at when asked for."""

    @property
    def today(self) -> date:
        """The office's date."""
        raise Unplaced

    @property
    def year(self) -> int:
        """The plan's year."""
        raise Unplaced

    def task(self, text: str) -> int:
        """The number of the plan's task that is called `text`."""
        raise Unplaced(text)


class _At(Bearings):
    """The bearings of a desk."""

    def __init__(self, desk: "Callable[[], Desk]") -> None:
        self._desk = desk

    @property
    def today(self) -> date:
        return self._desk().today

    @property
    def year(self) -> int:
        from jytrack.services.values.bearings import year

        return year(self._desk())

    def task(self, text: str) -> int:
        from jytrack.services.values.bearings import task

        return task(self._desk(), text)


NOWHERE = Bearings()


class Later(Generic[T]):
    """A value that is read when there are bearings."""

    def __init__(self, read: Callable[[Bearings], T]) -> None:
        """The value that `read` makes of them."""
        self.read = read


def placed(read: Callable[[Bearings], T]) -> "T | Later[T]":
    """What `read` gives without bearings, or the value to be read once there are some."""
    try:
        return read(NOWHERE)
    except Unplaced:
        return Later(read)


def settle(ctx: Any, desk: "Callable[[], Desk]") -> None:
    """Read all parameters of the command of `ctx` that had to wait."""
    bearings = _At(desk)
    for parameter in ctx.command.params:
        value = ctx.params.get(parameter.name)
        waiting = value if isinstance(value, (list, tuple)) else [value]
        if not any(isinstance(each, Later) for each in waiting):
            continue
        try:
            found = [each.read(bearings) if isinstance(each, Later) else each for each in waiting]
        except typer.BadParameter as error:
            raise typer.BadParameter(error.message, ctx=ctx, param=parameter) from None
        ctx.params[parameter.name] = found if isinstance(value, (list, tuple)) else found[0]
