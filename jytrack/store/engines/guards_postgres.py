"""Guards, numbers given and references of readings in the words of a server: triggers, and the functions they call."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jytrack.store.engines import rights_postgres
from jytrack.store.values.guard import Guard

if TYPE_CHECKING:
    from jytrack.store.engines.session_postgres import PostgresSession

GIVEN = "given"
"""The table that remembers the highest number ever given to the entries of each log."""

POINTING = (("metric_id", "metric"), ("unit_id", "department"), ("writing_id", "writing"))
"""What a reading points at; three references looked for row by row cost an import several times itself."""

_POINTS_AT_NOTHING = " OR ".join(
    f"EXISTS (SELECT 1 FROM (SELECT DISTINCT {column} AS id FROM fresh WHERE {column} IS NOT NULL) AS n "
    f"WHERE NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE p.id = n.id))"
    for column, parent in POINTING
)

_TRIGGERS = """
SELECT t.tgname, c.relname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
"""

FUNCTIONS = {
    "keeps_history": "BEGIN RAISE EXCEPTION '% keeps its history', TG_TABLE_NAME USING ERRCODE = '23000'; END",
    "remembers_given": (
        "BEGIN UPDATE given SET number = greatest(number, (SELECT max(id) FROM fresh)) WHERE name = TG_TABLE_NAME; "
        "RETURN NULL; END"
    ),
    "points_at_rows": (
        f"BEGIN IF {_POINTS_AT_NOTHING} THEN RAISE EXCEPTION 'reading violates a foreign key' "
        f"USING ERRCODE = '23503'; END IF; {rights_postgres.OWN_WRITING}RETURN NULL; END"
    ),
    "own_name": rights_postgres.OWN_NAME,
    "is_pointed_at": (
        "BEGIN IF (TG_TABLE_NAME = 'metric' AND EXISTS (SELECT 1 FROM reading WHERE metric_id = OLD.id)) "
        "OR (TG_TABLE_NAME = 'department' AND EXISTS (SELECT 1 FROM reading WHERE unit_id = OLD.id)) "
        "OR (TG_TABLE_NAME = 'writing' AND EXISTS (SELECT 1 FROM reading WHERE writing_id = OLD.id)) "
        "THEN RAISE EXCEPTION 'a reading points at it' USING ERRCODE = '23503'; END IF; RETURN OLD; END"
    ),
}
"""The bodies of the functions by name."""


def statement(guard: Guard) -> str:
    """The statement that lays `guard`."""
    when = f"{guard.event} OF {_names(guard.columns)}" if guard.columns else guard.event
    condition = f"WHEN ({guard.condition}) " if guard.condition else ""
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {when} ON {guard.table} FOR EACH ROW {condition}"
        "EXECUTE PROCEDURE keeps_history()"
    )


def lift(session: "PostgresSession") -> None:
    """Take away all triggers and the functions that they call."""
    for name, table in session.execute(_TRIGGERS, {"schema": session.schema}).fetchall():
        session.execute(f"DROP TRIGGER {name} ON {table}")
    for name in FUNCTIONS:
        session.execute(f"DROP FUNCTION IF EXISTS {name}()")


def lay(session: "PostgresSession", guards: Iterable[Guard], logs: Iterable[str]) -> None:
    """Lay all guards, and what keeps the references of readings and the numbers of `logs`, where there are none."""
    for name, body in FUNCTIONS.items():
        session.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
            f"SET search_path = {session.schema}, pg_temp AS '{body.replace(chr(39), chr(39) * 2)}'"
        )
        session.execute(f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC")
    guards = list(guards)
    for guard in guards:
        _lay(session, guard.table, guard.name, statement(guard))
    for table in sorted({guard.table for guard in guards}):
        name = f"tr_{table}_no_truncate"
        made = f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()"
        _lay(session, table, name, made)
    session.execute(f'CREATE TABLE IF NOT EXISTS {GIVEN} (name TEXT COLLATE "C" PRIMARY KEY, number BIGINT NOT NULL)')
    for log in logs:
        session.execute(
            f"INSERT INTO {GIVEN} (name, number) SELECT ?, coalesce(max(id), 0) FROM {log} ON CONFLICT DO NOTHING",
            (log,),
        )
        _lay(session, log, f"tr_{log}_given", _after_insert(f"tr_{log}_given", log, "remembers_given"))
    _lay(session, "reading", "tr_reading_points", _after_insert("tr_reading_points", "reading", "points_at_rows"))
    for _, parent in POINTING:
        name = f"tr_{parent}_pointed_at"
        made = f"CREATE TRIGGER {name} BEFORE DELETE ON {parent} FOR EACH ROW EXECUTE PROCEDURE is_pointed_at()"
        _lay(session, parent, name, made)

    for table, name, made in rights_postgres.own_names(session):
        _lay(session, table, name, made)


def _after_insert(name: str, table: str, function: str) -> str:
    return (
        f"CREATE TRIGGER {name} AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE PROCEDURE {function}()"
    )


def _lay(session: "PostgresSession", table: str, name: str, made: str) -> None:
    """Lay a trigger, and note beside it how the server tells of it, so that a change is seen."""
    session.execute(made)
    (told,) = session.execute(
        "SELECT md5(pg_get_triggerdef(oid, true)) FROM pg_trigger WHERE tgname = ? AND tgrelid = CAST(? AS regclass)",
        (name, table),
    ).fetchone()
    session.execute(f"COMMENT ON TRIGGER {name} ON {table} IS ?", (f"{told} {made}",))


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
