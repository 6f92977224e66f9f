"""What a schema of a server says of itself."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jytrack.domain.sheets.records import Writer
from jytrack.store.engines import guards_postgres
from jytrack.store.engines.errors_postgres import no_right
from jytrack.store.values.encoding import SHANGHAI
from jytrack.store.values.guard import Guard

if TYPE_CHECKING:
    from jytrack.store.engines.session_postgres import PostgresSession

_HERE = "relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)"

_TABLES = (
    "SELECT relname, has_schema_privilege(relnamespace, 'USAGE') FROM pg_class "
    f"WHERE relkind IN ('r', 'p') AND {_HERE} ORDER BY relname COLLATE \"C\""
)

_CASTS = r"::(character varying|text)(\[\])?"
"""What a server says otherwise of one and the same check once it was dumped and loaded again."""

_STATEMENTS = f"""
SELECT c.relname, string_agg(told, chr(10) ORDER BY told COLLATE "C") FROM pg_class AS c JOIN (
    SELECT a.attrelid AS relid, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        || coalesce(' COLLATE ' || (SELECT l.collname FROM pg_collation AS l WHERE l.oid = a.attcollation), '') AS told
    FROM pg_attribute AS a WHERE a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT conrelid, conname || ' ' || regexp_replace(pg_get_constraintdef(oid, true), '{_CASTS}', '', 'g')
        || CASE WHEN convalidated THEN '' ELSE ' unvalidated' END
    FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u')
) AS parts ON parts.relid = c.oid WHERE relkind IN ('r', 'p') AND {_HERE} GROUP BY c.relname
UNION ALL
SELECT relname, pg_get_indexdef(oid, 0, true) FROM pg_class WHERE relkind = 'i' AND {_HERE}
UNION ALL
SELECT t.tgname, pg_get_triggerdef(t.oid, true) || ' ' || CAST(t.tgenabled AS TEXT)
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND {_HERE}
UNION ALL
SELECT proname, prosrc FROM pg_proc WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
"""

_WRITER = """
SELECT a.usename, a.application_name FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND CAST(l.classid AS BIGINT) = CAST(hashtext('jytrack') AS BIGINT) & 4294967295
    AND CAST(l.objid AS BIGINT) = CAST(hashtext(:schema) AS BIGINT) & 4294967295
"""

TAKE_LOCK = """
SELECT pg_advisory_xact_lock(hashtext('jytrack'), hashtext(:schema)), set_config('application_name', 'jytrack '
    || to_char(clock_timestamp() AT TIME ZONE 'UTC' + INTERVAL '8 hours', 'YYYYMMDDHH24MISS')
    || coalesce(' ' || host(inet_client_addr()), ''), TRUE)
"""
"""Waits for the one writer's lock of the schema, then tells whoever looks since when, and from where, it is held."""

_TRIGGERS = f"""
SELECT t.tgname, obj_description(t.oid, 'pg_trigger'), md5(pg_get_triggerdef(t.oid, true)), t.tgenabled = 'O', p.prosrc
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND {_HERE}
"""


class Catalog:
    """The schema of one open transaction, asked about itself."""

    def __init__(self, session: "PostgresSession") -> None:
        """Ready to ask."""
        self._session = session
        self._here = {"schema": session.schema}

    def is_empty(self) -> bool:
        """Whether nothing has been made in it yet, or it is not there at all."""
        found = self._session.execute(f"SELECT 1 FROM pg_class WHERE {_HERE} LIMIT 1", self._here)
        return found.fetchone() is None

    def tables(self) -> list[str]:
        """The names of all tables, in their order; that of the numbers given is the engine's own.

        OutputProblem for a schema that the login may not look into.
        """
        found = self._session.execute(_TABLES, self._here).fetchall()
        if not all(usable for _, usable in found):
            raise no_right(self._session.where)
        return [name for name, _ in found if name != guards_postgres.GIVEN]

    def views(self) -> dict[str, str]:
        """The statement that laid each view, by its name; nothing of one that is no longer as it was laid."""
        rows = self._session.execute(
            "SELECT relname, obj_description(oid, 'pg_class'), md5(pg_get_viewdef(oid)) FROM pg_class "
            f"WHERE relkind = 'v' AND {_HERE}",
            self._here,
        )
        return {name: laid[33:] if laid and laid[:32] == now else "" for name, laid, now in rows}

    def columns(self, table: str) -> list[str]:
        """The columns of `table` in their order."""
        rows = self._session.execute(
            "SELECT a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid "
            f"WHERE c.relname = :table AND {_HERE} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
            {**self._here, "table": table},
        )
        return [name for (name,) in rows]

    def statements(self) -> list[tuple[str, str]]:
        """The names of all tables, indexes, triggers and functions, and how the server tells of them."""
        return sorted(self._session.execute(_STATEMENTS, self._here).fetchall())

    def faulty(self, guards: Iterable[Guard]) -> Iterator[tuple[Guard, bool]]:
        """The triggers that are not as they were laid, or switched off, and whether they are missing."""
        found = {name: told for name, *told in self._session.execute(_TRIGGERS, self._here)}
        body = guards_postgres.FUNCTIONS["keeps_history"]
        for guard in guards:
            laid, now, on, source = found.get(guard.name, ("", "", 0, ""))
            if laid != f"{now} {guards_postgres.statement(guard)}" or not on or source != body:
                yield guard, guard.name not in found

    def given(self, log: str) -> int:
        """The highest number that was ever given to an entry of `log`."""
        row = self._session.execute("SELECT number FROM given WHERE name = ?", (log,)).fetchone()
        return int(row[0]) if row else 0

    def owner(self) -> str:
        """The login that owns the schema."""
        return str(self._of_schema("r.rolname"))

    def owns(self) -> bool:
        """Whether the login that asks has the owner's rights."""
        return bool(self._of_schema("pg_has_role(n.nspowner, 'USAGE')"))

    def knows(self, login: str) -> bool:
        """Whether the server knows the login."""
        found = self._session.execute("SELECT 1 FROM pg_roles WHERE rolname = ?", (login,))
        return found.fetchone() is not None

    def _of_schema(self, what: str) -> Any:
        """One thing that the server tells of the schema."""
        (told,) = self._session.execute(
            f"SELECT {what} FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner WHERE n.nspname = :schema",
            self._here,
        ).fetchone()
        return told

    def writer(self) -> Writer | None:
        """Who holds the writer's lock; what a writer has told of itself is all that others may see of it."""
        found = self._session.execute(_WRITER, self._here).fetchone()
        if found is None:
            return None
        told = re.fullmatch(r"jytrack ([0-9]{14}) ?(.*)", found[1])
        since = datetime.strptime(told[1], "%Y%m%d%H%M%S").replace(tzinfo=SHANGHAI) if told else None
        return Writer(found[0], told[2] if told else None, since)

    def is_sound(self) -> bool:
        """The server's own files are the server's to look after."""
        return True

    def holds(self, check: str) -> bool:
        """Whether the server itself lets in no row that the check `check` refuses."""
        found = self._session.execute(
            "SELECT 1 FROM pg_constraint WHERE conname = :check AND convalidated "
            "AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)",
            {**self._here, "check": check},
        )
        return found.fetchone() is not None

    def dangling(self) -> list[tuple[str, str, int]]:
        """References to rows that are not there: from which table, to which, how many."""
        keys = self._session.execute(
            "SELECT c.relname, p.relname, "
            "(SELECT string_agg(quote_ident(a.attname), ',' ORDER BY k.n) FROM unnest(f.conkey) WITH ORDINALITY "
            "AS k(no, n) JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.no), "
            "(SELECT string_agg(quote_ident(a.attname), ',' ORDER BY k.n) FROM unnest(f.confkey) WITH ORDINALITY "
            "AS k(no, n) JOIN pg_attribute AS a ON a.attrelid = p.oid AND a.attnum = k.no) "
            "FROM pg_constraint AS f JOIN pg_class AS c ON c.oid = f.conrelid "
            "JOIN pg_class AS p ON p.oid = f.confrelid "
            f"WHERE f.contype = 'f' AND c.{_HERE}",
            self._here,
        ).fetchall()
        present = self.columns("reading")  # a schema of an earlier revision has others
        keys += [("reading", parent, column, "id") for column, parent in guards_postgres.POINTING if column in present]
        counts: dict[tuple[str, str], int] = {}
        for child, parent, own, other in keys:
            pairs = list(zip(own.split(","), other.split(","), strict=True))
            (count,) = self._session.execute(
                f"SELECT count(*) FROM {child} AS c WHERE {' AND '.join(f'c.{mine} IS NOT NULL' for mine, _ in pairs)} "
                f"AND NOT EXISTS (SELECT 1 FROM {parent} AS p "
                f"WHERE {' AND '.join(f'p.{theirs} = c.{mine}' for mine, theirs in pairs)})"
            ).fetchone()
            counts[child, parent] = counts.get((child, parent), 0) + count
        return [(child, parent, count) for (child, parent), count in sorted(counts.items()) if count]
