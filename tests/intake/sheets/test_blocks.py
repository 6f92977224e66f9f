"""A text's rows taken in blocks are the rows that the csv module finds, and break where it says so."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from jytrack.intake.sheets import blocks
from jytrack.intake.sheets.blocks import Columns
from jytrack.intake.values.rows import TextRows

CELLS = st.sampled_from(["", "1", "香水镇", " ", "x y", '"', '"a"', '"a,b"', '"a\nb"', '"a""b"', 'a"b', "\t", ";"])
ENDS = st.sampled_from(["\n", "\r\n", "\n", "\r\n", "\r", "\n\n"])
ROWS = st.lists(st.tuples(st.lists(CELLS, min_size=1, max_size=4), ENDS), max_size=12)
PLAIN = st.lists(st.lists(st.sampled_from(["1", "香水镇", "", "2023-01"]), min_size=3, max_size=3), max_size=12)


def all_rows(text: TextRows, width: int) -> tuple[list[Sequence[str]], str]:
    """The rows, and what broke them."""
    return taken(row for block in blocks.blocks(text, width=width) for row in block)


def taken(rows: Iterator[Sequence[str]]) -> tuple[list[Sequence[str]], str]:
    found: list[Sequence[str]] = []
    try:
        found.extend(list(row) for row in rows)
    except csv.Error as error:
        return found, str(error)
    return found, ""


def understood(text: str) -> tuple[list[Sequence[str]], str]:
    """The same one by one."""
    return taken(iter(TextRows(StringIO(text, newline=""))))


@settings(max_examples=300)
@given(ROWS, st.integers(1, 5), st.integers(1, 4))
@example([(["1", "2", "3"], "\n"), (["1"], "\n"), (["1", "2"], "\n")], 3, 2)
@example([(["1", "2"], "\r"), (["1", "2"], "\r\n")], 2, 2)
def test_blocks_hold_the_rows_of_the_text(rows: list[tuple[list[str], str]], size: int, width: int) -> None:
    text = "".join(",".join(cells) + end for cells, end in rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_SIZE", size)
        assert all_rows(TextRows(StringIO(text, newline="")), width) == understood(text)


@given(PLAIN, st.sampled_from(["\n", "\r\n"]), st.sampled_from(",\t;，"))
def test_plain_rows_come_as_columns(rows: list[list[str]], end: str, mark: str) -> None:
    assume(not rows or any(map("".join, rows)))  # where nothing stands, nothing parts it
    text = "".join(mark.join(cells) + end for cells in rows)
    found = list(blocks.blocks(TextRows(StringIO(text, newline="")), width=3))
    assert all(isinstance(block, Columns) for block in found)
    assert [list(row) for block in found for row in block] == rows


def test_a_cell_beyond_the_limit_breaks_the_rows_wherever_it_stands() -> None:
    long = "x" * (csv.field_size_limit() + 1)
    text = f"a,b\n1,2\n{long},3\n4,5\n"
    assert all_rows(TextRows(StringIO(text, newline="")), 2) == understood(text)
    assert understood(text)[1]


def test_rows_go_on_behind_those_that_were_read_one_by_one() -> None:
    rows = TextRows(StringIO('a,b\n"1\n1",2\n3,4\n"5",6\n7,8\n', newline=""))
    head = [next(rows), next(rows)]
    assert [list(row) for block in blocks.blocks(rows, head, 2) for row in block] == [
        ["a", "b"],
        ["1\n1", "2"],
        ["3", "4"],
        ["5", "6"],
        ["7", "8"],
    ]
