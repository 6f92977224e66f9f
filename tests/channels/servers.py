"""Real servers on loopback: one that takes mail, and one that answers as group bots do, their moods included."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

TLS = Path(__file__).parents[1] / "data" / "tls"
CERTIFICATE = TLS / "cert.pem"
PASSWORD = "hard-to-guess-9f8e7d"


@dataclass
class MailServer:
    """What it took, and whom it refuses."""

    port: int = 0
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    mood: str = ""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.mood == "dies":  # after it has taken the mail
            self._keep(envelope)
            assert server.transport is not None
            server.transport.close()
            return "250 OK"
        if self.mood:
            return self.mood
        self._keep(envelope)
        return "250 OK"

    def _keep(self, envelope: Envelope) -> None:
        found = BytesParser(policy=default).parsebytes(cast("bytes", envelope.content))
        self.mails.append((envelope.rcpt_tos[0], cast("EmailMessage", found)))

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for to, mail in self.mails if to == address]


def _login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, told: Any) -> AuthResult:
    good = isinstance(told, LoginPassword) and told.password == PASSWORD.encode()
    return AuthResult(success=good, handled=good)


@contextmanager
def mail_server(security: str = "none") -> Iterator[MailServer]:
    """A server for mail on loopback, with TLS and a password where it is encrypted."""
    kept = MailServer()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, TLS / "key.pem")
    settings: dict[str, Any] = {"hostname": "127.0.0.1", "port": _free_port(), "enable_SMTPUTF8": True}
    if security != "none":
        settings |= {"authenticator": _login, "auth_required": True}
        if security == "ssl":
            settings |= {"ssl_context": context, "auth_require_tls": False}
        else:
            settings |= {"tls_context": context, "require_starttls": True}
    controller = Controller(kept, **settings)
    controller.start()
    try:
        kept.port = controller.port
        yield kept
    finally:
        controller.stop()


@dataclass
class BotServer:
    """A bot's host: what was posted, and what is answered, each for the next posts."""

    url: str = ""
    posts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: list[tuple[int, bytes, dict[str, str]]] = field(default_factory=list)
    usual: tuple[int, bytes, dict[str, str]] = (200, b'{"errcode":0,"errmsg":"ok","code":0}', {})
    slow: float = 0.0
    dies: bool = False

    def next(self) -> tuple[int, bytes, dict[str, str]]:
        return self.answers.pop(0) if self.answers else self.usual


@contextmanager
def bot_server() -> Iterator[BotServer]:
    """A host on loopback that answers as it is told to."""
    kept = BotServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.posts.append((self.path, json.loads(body)))
            if kept.dies:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            time.sleep(kept.slow)
            status, answer, headers = kept.next()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def do_GET(self) -> None:
            kept.posts.append((self.path, {}))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        kept.url = f"http://127.0.0.1:{server.server_port}"
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def closed_port() -> int:
    """A port that nobody listens at."""
    return _free_port()
