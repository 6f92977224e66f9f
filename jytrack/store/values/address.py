"""Where a database is; said in messages as the clerk wrote it."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError

_SCHEMES = ("postgresql://", "postgres://")
_USUAL_SCHEMA = "jytrack"
_SCHEMA = re.compile("[a-z_][a-z0-9_]{0,39}")
_SECRETS = {"password", "passfile", "sslpassword"}


@valueclass
class File:
    """A database that is one file, with its evidence in a folder beside it."""

    path: Path

    def __str__(self) -> str:
        """How the file is named in messages."""
        return str(self.path)


@valueclass
class Server:
    """A database that is one schema of a PostgreSQL server's database.

    `dsn` is what the driver connects to, without the schema and without any password.
    """

    dsn: str
    schema: str = _USUAL_SCHEMA

    @property
    def login(self) -> str | None:
        """Who is to be connected, where the address says."""
        parts = urlsplit(self.dsn)
        named = [unquote(parts.username)] if parts.username else []
        return [*named, *(value for name, value in parse_qsl(parts.query) if name == "user"), None][0]

    def __str__(self) -> str:
        """How the server is named in messages: user, host and database, and a schema other than the usual."""
        parts = urlsplit(self.dsn)
        schema = "" if self.schema == _USUAL_SCHEMA else f"?schema={self.schema}"
        return f"postgresql://{parts.netloc}{parts.path}{schema}"


Address = File | Server
"""All the places that a database may be in."""


def address_of(where: Address | Path) -> Address:
    """The place that is meant: a path alone is that of a file."""
    return File(where) if isinstance(where, Path) else where


def typed(where: Address) -> str:
    """What stands behind --db for the place, whatever folder a command starts in; no password is in it."""
    if isinstance(where, File):
        return str(where.path.absolute())
    schema = "" if where.schema == _USUAL_SCHEMA else urlencode({"schema": where.schema})
    parts = urlsplit(where.dsn)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, schema)))))


def parse_address(text: str) -> Address:
    """The place that somebody wrote: what begins like the address of a server is one, anything else is a path.

    UsageError, which does not repeat it, for an address with a password, for it would stand in the list of processes.
    """
    if not text.startswith(_SCHEMES):
        return File(Path(text))
    try:
        parts = urlsplit(text)
        told = parse_qsl(parts.query, keep_blank_values=True)
        user, _, host = parts.netloc.rpartition("@")
        _ = parts.port if "," not in host else None
    except ValueError:
        raise UsageError("服务器地址写得不对；请写成 --db 'postgresql://用户@主机:5432/数据库'") from None
    if ":" in user or ":" in unquote(user) or any(name in _SECRETS for name, _ in told):
        raise UsageError(
            "服务器地址里不能写密码，别人看得见；请写进 ~/.pgpass，再用 --db 'postgresql://用户@主机/数据库'"
        )
    schemas = [value for name, value in told if name == "schema"]
    if any(not _SCHEMA.fullmatch(schema) for schema in schemas) or len(schemas) > 1:
        raise UsageError(
            "服务器地址里的 schema 只能用小写字母、数字和下划线，最多40个；请改 --db 'postgresql://…?schema=名称'"
        )
    rest = urlencode([(name, value) for name, value in told if name != "schema"])
    return Server(urlunsplit(("postgresql", parts.netloc, parts.path, rest, "")), *schemas)


def default_path() -> Path:
    """The database in the user's data directory, used when no other is named."""
    import platformdirs

    return platformdirs.user_data_path("jytrack", appauthor=False) / "jytrack.db"
