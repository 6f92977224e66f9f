"""Ids and words inside a statement are read as what they are."""

import pytest

from jytrack.store.database.database import Database
from jytrack.store.values.listed import KEYS_A_STATEMENT, in_parts, keyed, numbers, words


def test_as_they_are_written() -> None:
    assert numbers([3, 1]) == "(3, 1)"
    assert words(["lead", "o'clock"]) == "('lead', 'o''clock')"
    assert keyed(("a", "b"), [(1, 2), (3, 4)]) == "WITH k(a, b) AS (VALUES (1, 2), (3, 4))"


def test_nothing_is_in_an_empty_list(database: Database) -> None:
    with database.reading() as session:
        sql = f"SELECT count(*) FROM department WHERE id IN {numbers([])} OR name IN {words([])}"
        assert session.execute(sql).fetchone() == (0,)


def test_only_numbers_are_numbers() -> None:
    with pytest.raises(ValueError, match="format code"):
        numbers(["1) OR (1 = 1"])  # type: ignore[list-item]


def test_keys_are_found_part_by_part(database: Database) -> None:
    keys = [(number, number) for number in range(KEYS_A_STATEMENT + 1)]
    with database.reading() as session:
        counts = [
            session.execute(f"{keyed(('a', 'b'), part)} SELECT count(*) FROM k WHERE a = b").fetchone()[0]
            for part in in_parts(keys)
        ]
    assert counts == [KEYS_A_STATEMENT, 1]
