"""Portable statements in the marks of a server's driver."""

import pytest

from jytrack.store.engines.marks_postgres import marked


@pytest.mark.parametrize(
    ("sql", "driver"),
    [
        ("SELECT ? WHERE a = ?", "SELECT %s WHERE a = %s"),
        ("SELECT :known WHERE a < :known", "SELECT %(known)s WHERE a < %(known)s"),
        ("SELECT '?' || ':x' || 'it''s ?'", "SELECT '?' || ':x' || 'it''s ?'"),
        ('SELECT "a?b" WHERE period % 100 = ?', 'SELECT "a?b" WHERE period %% 100 = %s'),
        ("x LIKE 'milestone%'", "x LIKE 'milestone%%'"),
        ("SELECT CAST(x AS regclass), y::text", "SELECT CAST(x AS regclass), y::text"),
    ],
)
def test_marks(sql: str, driver: str) -> None:
    assert marked(sql) == driver
