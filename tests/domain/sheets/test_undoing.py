"""Acts undone, and undoings undone in turn: which hold."""

import pytest

from jytrack.domain.sheets.undoing import ActKind, Chains

ALONE = [(1, None), (2, None)]
UNDONE = [*ALONE, (3, 1)]
BACK = [*UNDONE, (4, 3)]
AGAIN = [*BACK, (5, 4)]


@pytest.mark.parametrize(
    ("acts", "undone", "void"),
    [
        (ALONE, {1: None, 2: None}, set()),
        (UNDONE, {1: 3, 2: None, 3: None}, {1, 3}),
        (BACK, {1: None, 2: None, 3: 4, 4: None}, {3, 4}),
        (AGAIN, {1: 5, 2: None, 3: None, 4: 5, 5: None}, {1, 3, 4, 5}),
    ],
)
def test_what_holds(acts: list[tuple[int, int | None]], undone: dict[int, int | None], void: set[int]) -> None:
    chains = Chains(acts)
    assert {act: chains.undone(act) for act, _ in acts} == undone
    assert chains.void() == void


def test_an_undoing_is_about_the_act_that_began_its_chain() -> None:
    chains = Chains(AGAIN)
    assert [chains.first(act) for act in (1, 2, 3, 4, 5)] == [1, 2, 1, 1, 1]
    assert [chains.last(act) for act in (1, 2, 3)] == [5, 2, 5]
    assert [chains.kind(act) for act in (1, 3, 4, 5)] == [None, ActKind.UNDO, ActKind.REDO, ActKind.UNDO]


def test_a_long_chain_is_no_recursion() -> None:
    chains = Chains([(1, None), *((act, act - 1) for act in range(2, 5_002))])
    assert (chains.first(5_001), chains.undone(1)) == (1, None)
