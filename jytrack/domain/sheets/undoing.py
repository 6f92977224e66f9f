"""Which acts of writing readings hold: an act may be undone, the undoing undone in turn, and so on.

An act and all that was undone of it form a chain, in which each undoes the one before. So the first of a chain holds
when the number of undoings after it is even.
"""

from collections.abc import Iterable, Mapping

from jytrack.domain.values.words import Word


class ActKind(Word):
    """What an act of writing readings was; an undo of an undo is a redo."""

    IMPORT = "import", "导入"
    RECORD = "record", "手工登记"
    WITHDRAWAL = "withdrawal", "收回"
    UNDO = "undo", "撤销"
    REDO = "redo", "恢复"


class Chains:
    """The acts of a database as far as they were known at some moment, with what each of them undoes."""

    def __init__(self, undoes: Iterable[tuple[int, int | None]]) -> None:
        """`undoes` holds every act with the one that it undoes, None for an act of its own; each is undone once."""
        self._undoes: Mapping[int, int | None] = dict(undoes)
        self._next = {before: act for act, before in self._undoes.items() if before is not None}

    def first(self, act: int) -> int:
        """The act that began the chain of `act`: what all of it is about."""
        while (before := self._undoes[act]) is not None:
            act = before
        return act

    def undone(self, act: int) -> int | None:
        """The act in force by which `act` is undone; None for one that holds."""
        last, holds = act, True
        while last in self._next:
            last, holds = self._next[last], not holds
        return None if holds else last

    def last(self, act: int) -> int:
        """The last of the chain of `act`, which is the one to undo next."""
        while act in self._next:
            act = self._next[act]
        return act

    def void(self) -> frozenset[int]:
        """The acts whose rows are no report of their own: undone ones, and all undoings, which only copy."""
        return frozenset(act for act, before in self._undoes.items() if before is not None or self.undone(act))

    def kind(self, act: int) -> ActKind | None:
        """Whether `act` takes back what its chain is about or brings it back; None for an act of its own."""
        kind = None
        while (before := self._undoes[act]) is not None:
            act, kind = before, ActKind.REDO if kind is ActKind.UNDO else ActKind.UNDO
        return kind
