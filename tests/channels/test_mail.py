"""Mail to a real server: encrypted, logged in, refused, dying at every step."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from jytrack.channels.mail import Mail
from jytrack.channels.message import Attachment, Message, NotSent, Unclear
from jytrack.channels.settings import ChannelSettings
from jytrack.errors import UsageError
from tests.channels.servers import CERTIFICATE, PASSWORD, closed_port, mail_server

MESSAGE = Message(
    7, "香水镇", "【黄色催办】香水镇：2 件", "一、填报\n5月份报表，已逾期。", "<p>一、填报</p>",
    (Attachment("督办单.docx", b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),),
)  # fmt: skip
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
TO = "xsz@example.gov.cn"


def settings(port: int, security: str = "none", **more: object) -> ChannelSettings:
    values = {
        "host": "127.0.0.1", "port": port, "security": security, "plaintext": False, "user": "", "password": "",
        "from": "就业办 <jyb@example.gov.cn>", "timeout": 2, "ca_file": str(CERTIFICATE), **more,
    }  # fmt: skip
    return ChannelSettings("mail", "mail", values, tuple(filter(None, [str(values["password"])])))


@pytest.mark.parametrize("security", ["none", "starttls", "ssl"])
def test_a_mail_arrives_whole(security: str) -> None:
    login = {} if security == "none" else {"user": "jyb", "password": PASSWORD}
    with mail_server(security) as server:
        Mail(settings(server.port, security, **login)).send(TO, MESSAGE)
        (mail,) = server.to(TO)
    assert mail["Subject"] == MESSAGE.subject
    assert mail["From"] == "就业办 <jyb@example.gov.cn>"
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    assert text.get_content().split() == MESSAGE.text.split()
    assert page.get_content().split() == MESSAGE.html.split()
    assert [each.get_filename() for each in mail.iter_attachments()] == ["督办单.docx"]


def test_a_wrong_password_is_told_without_it() -> None:
    with mail_server("starttls") as server, pytest.raises(NotSent) as told:
        Mail(settings(server.port, "starttls", user="jyb", password="another-word")).send(TO, MESSAGE)
    assert (told.value.code, "用户名或密码不对" in told.value.reason) == ("535", True)
    assert "another-word" not in repr(told.value) + told.value.reason


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ("550 no such user", "550", "没有这个信箱"),
        ("452 full", "452", "空间不足"),
        ("599 odd", "599", "服务器拒绝"),
        ("550 一行\x1b[31m红", "550", "没有这个信箱"),
    ],
)
def test_a_recipient_is_refused(answer: str, code: str, words: str) -> None:
    with mail_server() as server:
        server.refused[TO] = answer
        with pytest.raises(NotSent) as told:
            Mail(settings(server.port)).send(TO, MESSAGE)
        assert type(told.value) is NotSent
        assert (told.value.code, words in told.value.reason, told.value.reason.isprintable()) == (code, True, True)
        Mail(settings(server.port)).send("other@example.gov.cn", MESSAGE)


def test_what_was_refused_after_the_text_was_not_sent() -> None:
    with mail_server() as server:
        server.mood = "554 spam"
        with pytest.raises(NotSent) as told:
            Mail(settings(server.port)).send(TO, MESSAGE)
    assert type(told.value) is NotSent


def test_a_server_that_dies_having_the_mail_leaves_it_unclear() -> None:
    with mail_server() as server:
        server.mood = "dies"
        with pytest.raises(Unclear):
            Mail(settings(server.port)).send(TO, MESSAGE)


@contextmanager
def scripted(lines: list[bytes]) -> Iterator[int]:
    """A server that says these lines, one behind each that it hears, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, connection.makefile("rb") as heard:
                for line in lines:
                    connection.sendall(line)
                    if not heard.readline():
                        return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            thread.join()


GREETING, OK = b"220 hi\r\n", b"250 ok\r\n"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([b"\x00\xff garbage\r\n"], NotSent),
        ([b"554 go away\r\n"], NotSent),
        ([GREETING], NotSent),
        ([GREETING, OK], NotSent),
        ([GREETING, OK, OK], NotSent),
        ([GREETING, OK, OK, OK, b"354 go\r\n"], Unclear),
        ([GREETING, OK, OK, OK, b"554 no\r\n"], NotSent),
    ],
)
def test_a_server_that_hangs_up_at_any_step(lines: list[bytes], kind: type[NotSent]) -> None:
    with scripted(lines) as port, pytest.raises(NotSent) as told:
        Mail(settings(port)).send(TO, MESSAGE)
    assert type(told.value) is kind


def test_nobody_there_and_nobody_answering() -> None:
    with pytest.raises(NotSent, match="连不上服务器"):
        Mail(settings(closed_port())).send(TO, MESSAGE)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotSent, match="没有回答"):
        Mail(settings(silent.getsockname()[1], timeout=0.2)).send(TO, MESSAGE)


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_a_certificate_that_is_not_known_is_refused(security: str) -> None:
    with mail_server(security) as server:
        with pytest.raises(NotSent, match="证书不可信"):
            Mail(settings(server.port, security, ca_file="", user="jyb", password=PASSWORD)).send(TO, MESSAGE)
        assert server.mails == []


def test_a_server_without_encryption_gets_nothing() -> None:
    with mail_server() as server:
        with pytest.raises(NotSent, match="不支持加密"):
            Mail(settings(server.port, "starttls", user="jyb", password=PASSWORD)).send(TO, MESSAGE)
        assert server.mails == []


def test_nothing_goes_over_a_network_in_the_clear_unasked() -> None:
    with pytest.raises(UsageError, match="明文"):
        Mail(settings(25, host="smtp.example.gov.cn"))
    with pytest.raises(UsageError, match="密码不能明文"):
        Mail(settings(25, host="smtp.example.gov.cn", plaintext=True, user="jyb", password=PASSWORD))
    Mail(settings(25, host="smtp.example.gov.cn", plaintext=True))
    with pytest.raises(UsageError, match="汉字"):
        Mail(settings(25, user="jyb", password="口令"))


@pytest.mark.parametrize(
    "address",
    ["", "xsz", "a@b@c", "a@example.cn\r\nBcc: all@example.cn", "a b@example.cn", "<a@example.cn>", "甲@例.cn"],
)
def test_what_is_no_address_is_known_before(address: str) -> None:
    assert Mail(settings(25)).refusal(address)
    assert not Mail(settings(25)).refusal(TO)


def test_no_header_is_slipped_in() -> None:
    evil = Message(
        8, "香水镇\r\nBcc: all@example.cn", "题\r\nBcc: all@example.cn", "文", "<p>文</p>",
        (Attachment("表\r\nX: y.docx", b"", "application/octet-stream"),),
    )  # fmt: skip
    with mail_server() as server:
        Mail(settings(server.port)).send(TO, evil)
        ((_, mail),) = server.mails
    assert "Bcc" not in mail
    assert "X" not in mail
