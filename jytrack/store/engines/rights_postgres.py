"""Who may do what in a schema: its owner everything, a writer what adds to the record, a reader nothing but read.

A row that says who recorded it must name the login: the triggers `own_name` refuse any other but to the owner, who
restores what others have recorded.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jytrack.store.values.guard import Guard

if TYPE_CHECKING:
    from jytrack.store.engines.session_postgres import PostgresSession

_OTHERS = "{0} <> session_user AND right({0}, length(session_user) + 2) <> '（' || session_user || '）'"
"""That a column names somebody else than the login, alone or behind the name of a person."""

_MAY_NOT = "NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER')"
_REFUSAL = "RAISE EXCEPTION 'recorded under another name' USING ERRCODE = '28000'"

OWN_NAME = f"BEGIN IF {_MAY_NOT} THEN {_REFUSAL}; END IF; RETURN NEW; END"
"""The function behind the triggers; they call it only for a row whose name is not the login's."""

OWN_WRITING = (
    f"IF {_MAY_NOT} AND EXISTS (SELECT 1 FROM (SELECT DISTINCT writing_id AS id FROM fresh) AS n "
    f"JOIN writing AS w ON w.id = n.id WHERE {_OTHERS.format('w.recorded_by')}) THEN {_REFUSAL}; END IF; "
)
"""What the function that looks through new readings says of those under what another has written."""

_SIGNED = """
SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'recorded_by'
WHERE c.relkind = 'r' AND NOT a.attisdropped
    AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema) ORDER BY c.relname COLLATE "C"
"""

_GRANTED = """
SELECT r.rolname, CASE WHEN max(CASE WHEN g.privilege_type = 'INSERT' THEN 1 ELSE 0 END) = 1 THEN TRUE ELSE FALSE END
FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS g JOIN pg_roles AS r ON r.oid = g.grantee
WHERE c.relname = 'import_batch' AND g.grantee <> c.relowner
    AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
GROUP BY r.rolname ORDER BY r.rolname COLLATE "C"
"""


def own_names(session: "PostgresSession") -> Iterable[tuple[str, str, str]]:
    """Of each trigger that holds a login to its own name: the table, its name, the statement that lays it."""
    for (table,) in session.execute(_SIGNED, {"schema": session.schema}).fetchall():
        name = f"tr_{table}_own_name"
        yield (
            table,
            name,
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW "
            f"WHEN ({_OTHERS.format('NEW.recorded_by')}) EXECUTE PROCEDURE own_name()",
        )


def granted(session: "PostgresSession") -> dict[str, bool]:
    """The logins that may read the schema, and whether they may write."""
    return {login: bool(writes) for login, writes in session.execute(_GRANTED, {"schema": session.schema})}


def grant_all(session: "PostgresSession", rights: Mapping[str, bool], guards: Iterable[Guard]) -> None:
    """Give each of the logins what belongs to it: tables that were made anew have lost it."""
    kept = list(guards)
    for login, writes in rights.items():
        grant(session, login, kept, writes=writes)


def grant(session: "PostgresSession", login: str, guards: Iterable[Guard], *, writes: bool) -> None:
    """Give `login`, which exists, the right to read, or also to write, and take away what else it may have had."""
    (who,) = session.execute("SELECT quote_ident(?)", (login,)).fetchone()
    here = session.schema
    session.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {here} FROM {who}")
    session.execute(f"GRANT USAGE ON SCHEMA {here} TO {who}")
    session.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {here} TO {who}")
    for table, changed in _growing(guards).items() if writes else ():
        session.execute(f"GRANT INSERT ON {table} TO {who}")
        if changed is not None:
            session.execute(f"GRANT UPDATE{changed} ON {table} TO {who}")


def _growing(guards: Iterable[Guard]) -> dict[str, str | None]:
    """The tables that grow, by what guards them, and what of them may be changed: a list of columns, or None."""
    found: dict[str, str | None] = {}
    for guard in guards:
        if guard.rule == "no_delete":
            found.setdefault(guard.table, None)
        elif guard.rule == "closed_once":
            found[guard.table] = f" ({', '.join(guard.columns)})"
        elif guard.condition:  # changed freely while it is open
            found[guard.table] = ""
    return found
