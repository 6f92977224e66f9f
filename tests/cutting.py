"""A line to the test server that can be cut: a socket beside the server's own, which hands on what comes."""

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from jytrack.store.values.address import Server

_PIECE = 65536


class Line:
    """A line to a server: `cut_at` is what a client says at which it is cut, once, before or after it is handed on."""

    def __init__(self, server: Path, cut_at: bytes, *, after: bool) -> None:
        self._server, self._cut_at, self._after = server, cut_at, after
        self._calls: list[threading.Thread] = []

    def serve(self, here: socket.socket) -> None:
        """Take calls until the socket is shut, then wait for the end of all that were taken."""
        while True:
            try:
                client, _ = here.accept()
            except OSError:
                break
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(self._server))
            for does in (self._forward, _hand_on):
                self._calls.append(threading.Thread(target=does, args=(client, server)))
                self._calls[-1].start()
        for call in self._calls:
            call.join()

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        """Hand on what the client says, up to where the line is to be cut."""
        while piece := _received(client):
            cut = bool(self._cut_at) and self._cut_at in piece
            if cut:
                self._cut_at = b""
                client.shutdown(socket.SHUT_RDWR)  # no answer comes back
            with suppress(OSError):
                if not cut or self._after:
                    server.sendall(piece)
            if cut:
                break
        with suppress(OSError):  # which may have hung up first
            server.shutdown(socket.SHUT_WR)


def _hand_on(client: socket.socket, server: socket.socket) -> None:
    """Hand back what the server says until it hangs up, as it does once it hears nothing more."""
    with client, server:
        while piece := _received(server):
            with suppress(OSError):
                client.sendall(piece)


def _received(end: socket.socket) -> bytes:
    try:
        return end.recv(_PIECE)
    except OSError:
        return b""


@contextmanager
def cut_line(where: Server, cut_at: bytes, *, after: bool = False) -> Iterator[Server]:
    """The database `where` by a line that is cut once."""
    parts = urlsplit(where.dsn)
    real = Path(unquote(str(parts.hostname))) / ".s.PGSQL.5432"
    with tempfile.TemporaryDirectory(prefix="jycut") as folder, socket.socket(socket.AF_UNIX) as here:
        here.bind(f"{folder}/.s.PGSQL.5432")
        here.listen()
        serving = threading.Thread(target=Line(real, cut_at, after=after).serve, args=(here,))
        serving.start()
        yield Server(f"postgresql://{parts.username}@{quote(folder, safe='')}{parts.path}", where.schema)
        here.shutdown(socket.SHUT_RDWR)
        serving.join()
