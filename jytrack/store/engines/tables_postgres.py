"""What the tables of a schema have of a server's own, whatever made them: models, or migrations written for files too.

Texts are compared byte by byte, numbers of rows are the program's, readings have no references looked for row by row.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jytrack.store.engines.session_postgres import PostgresSession

_HERE = "c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)"

_TEXTS = f"""
SELECT c.relname, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relkind = 'r' AND {_HERE} AND a.attnum > 0 AND NOT a.attisdropped AND a.attcollation <> 0
    AND a.attcollation <> (SELECT oid FROM pg_collation WHERE collname = 'C')
"""

_NUMBERED = f"""
SELECT c.relname, quote_ident(a.attname)
FROM pg_attrdef AS d JOIN pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
JOIN pg_class AS c ON c.oid = d.adrelid
WHERE c.relkind = 'r' AND {_HERE} AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'
"""

_SEQUENCES = f"SELECT relname FROM pg_class AS c WHERE relkind = 'S' AND {_HERE}"

_REFERENCES = f"""
SELECT quote_ident(f.conname) FROM pg_constraint AS f JOIN pg_class AS c ON c.oid = f.conrelid
WHERE f.contype = 'f' AND c.relname = 'reading' AND {_HERE}
"""


def fit(session: "PostgresSession") -> None:
    """Put right what is otherwise; no trigger or view stands on the tables meanwhile."""
    here = {"schema": session.schema}
    for table, column, kind in session.execute(_TEXTS, here).fetchall():
        session.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind} COLLATE "C"')
    for table, column in session.execute(_NUMBERED, here).fetchall():
        session.execute(f"ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT")
    for (name,) in session.execute(_SEQUENCES, here).fetchall():
        session.execute(f"DROP SEQUENCE {name}")
    for (name,) in session.execute(_REFERENCES, here).fetchall():
        session.execute(f"ALTER TABLE reading DROP CONSTRAINT {name}")
