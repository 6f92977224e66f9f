"""Mail by SMTP: encrypted unless it stays on this machine, the server's certificate checked."""

import hashlib
import ipaddress
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.policy import SMTP
from email.utils import localtime, parseaddr

from jytrack.channels.addresses import refusal
from jytrack.channels.mailing import mail
from jytrack.channels.message import Message, NotSent, Unclear
from jytrack.channels.settings import HELP, ChannelSettings
from jytrack.channels.telling import told
from jytrack.errors import UsageError, os_reason

_PORTS = {"starttls": 587, "ssl": 465, "none": 25}
_MEANINGS = {
    421: "服务器暂时不收",
    450: "对方信箱暂时收不了",
    452: "服务器空间不足",
    530: "服务器要求先登录",
    535: "用户名或密码不对",
    550: "没有这个信箱，或被拒收",
    552: "对方信箱满了",
    553: "地址写得不对，或不许用这个发件人",
    554: "被拒收",
}


class Mail:
    """One server and the sender that the office has there."""

    def __init__(self, settings: ChannelSettings) -> None:
        """UsageError for what would send passwords or reminders in the clear over a network."""
        self._settings, values = settings, settings.values
        self._host, self._security = values["host"], values["security"]
        self._sender = values["from"]
        where = f"通道 {settings.name} 的"
        if refusal("mail", parseaddr(self._sender)[1]):
            raise UsageError(f"{where} from 不是邮件地址；{HELP}")
        if not (values["user"] + values["password"]).isascii():
            raise UsageError(f"{where}用户名或密码有汉字，邮件服务器登录不了；{HELP}")
        if self._security == "none" and not (values["plaintext"] or is_loopback(self._host)):
            raise UsageError(f'{where} security = "none" 会明文发送，没有使用；确要这样另加 plaintext = true，{HELP}')
        if values["password"] and self._security == "none" and not is_loopback(self._host):
            raise UsageError(f'{where} 密码不能明文发送；请改 security = "starttls"，{HELP}')

    def refusal(self, address: str) -> str:
        """What is no address gets no mail; a line break would be another header."""
        return refusal("mail", address)

    def send(self, address: str, message: Message) -> None:
        """One mail to one address; what was not refused after all of it was sent is unclear."""
        content = self._content(address, message)
        with self._connected() as server:
            with self._telling(NotSent):
                self._accepted(*server.mail(parseaddr(self._sender)[1]))
                self._accepted(*server.rcpt(address))
            with self._telling(Unclear):
                self._accepted(*server.data(content))

    def _content(self, address: str, message: Message) -> bytes:
        """The mail with its day and its id: that of the message, so that a mail program knows one that comes twice."""
        made = mail(message, self._sender, address)
        made["Date"] = localtime()
        digest = hashlib.sha256(f"{address}{message.subject}{message.text}".encode()).hexdigest()[:16]
        made["Message-ID"] = f"<jytrack-{message.number}-{digest}@{parseaddr(self._sender)[1].rpartition('@')[2]}>"
        return made.as_bytes(policy=SMTP)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """The server, greeted, encrypted, logged in."""
        values = self._settings.values
        context = ssl.create_default_context(cafile=values["ca_file"] or None)
        port, timeout = values["port"] or _PORTS[self._security], values["timeout"]
        with self._telling(NotSent):
            if self._security == "ssl":
                server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, port, timeout=timeout, context=context)
            else:
                server = smtplib.SMTP(self._host, port, timeout=timeout)
        try:
            with self._telling(NotSent):
                if self._security == "starttls":
                    server.starttls(context=context)
                server.ehlo_or_helo_if_needed()
                if values["user"]:
                    server.login(values["user"], values["password"])
            yield server
            with suppress(smtplib.SMTPException, OSError):  # it has taken the mail; how it says goodbye is its own
                server.quit()
        finally:
            server.close()

    def _accepted(self, code: int, answer: bytes) -> None:
        if not 200 <= code < 300:
            raise smtplib.SMTPResponseException(code, answer)

    @contextmanager
    def _telling(self, silent: type[NotSent]) -> Iterator[None]:
        """What goes wrong meanwhile, in Chinese; `silent` when the server gave no answer at all."""
        try:
            yield
        except smtplib.SMTPResponseException as error:
            meaning = _MEANINGS.get(error.smtp_code, "服务器拒绝")
            said = told(self._settings, error.smtp_error)
            raise NotSent(f"{meaning}（{error.smtp_code} {said}）", str(error.smtp_code)) from None
        except smtplib.SMTPNotSupportedError:
            raise NotSent("服务器不支持加密或登录，没有明文发送") from None
        except ssl.SSLCertVerificationError:
            raise NotSent(f"服务器 {self._host} 的证书不可信，没有发送") from None
        except ssl.SSLError:
            raise silent(f"与服务器 {self._host} 的加密连接失败") from None
        except (TimeoutError, smtplib.SMTPServerDisconnected):
            raise silent(f"服务器 {self._host} 没有回答，或断开了连接") from None
        except smtplib.SMTPException as error:
            raise NotSent(f"邮件没有送出（{told(self._settings, str(error))}）") from None
        except OSError as error:
            raise silent(f"连不上服务器 {self._host}（{network_reason(error)}）") from None


def is_loopback(host: str) -> bool:
    """Whether what is sent there stays on this machine."""
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return host.casefold() == "localhost"


def network_reason(error: OSError) -> str:
    """Why the other side cannot be reached, in Chinese."""
    if isinstance(error, ConnectionRefusedError):
        return "对方没有开"
    if isinstance(error, ConnectionResetError):
        return "对方断开了连接"
    if type(error).__name__ == "gaierror":
        return "查不到这个名字"
    return os_reason(error)
