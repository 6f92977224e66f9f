"""JSON posted to a group bot: certificate checked, proxies of the environment honoured, no redirect followed."""

import json
import ssl
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any, Never
from urllib.parse import urlsplit

from jytrack.channels.mail import is_loopback, network_reason
from jytrack.channels.message import NotSent, Unclear
from jytrack.channels.settings import HELP, ChannelSettings
from jytrack.channels.telling import told
from jytrack.errors import UsageError

_MOST = 65_536
"""No bot answers with more."""
_PASSED_ON = (502, 504)
"""A gateway may have passed the message on before it gave up."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The address is a secret, so it is shown to nobody else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def require_encrypted(settings: ChannelSettings) -> None:
    """UsageError for an address that would go over a network in the clear, or is none."""
    address = urlsplit(settings.values["url"])
    if address.scheme == "https" or (address.scheme == "http" and is_loopback(address.hostname or "")):
        return
    raise UsageError(f"通道 {settings.name} 的 url 应以 https:// 开头；{HELP}")


def post(settings: ChannelSettings, url: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the bot answers; NotSent where it surely took nothing, Unclear where nobody can know."""
    request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
        url, json.dumps(body, ensure_ascii=False).encode(), {"Content-Type": "application/json; charset=utf-8"}
    )
    context = ssl.create_default_context(cafile=settings.values["ca_file"] or None)
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect, urllib.request.HTTPSHandler(context=context)]  # type: ignore[list-item]
    if is_loopback(urlsplit(url).hostname or ""):
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=settings.values["timeout"]) as answer:
            return _read(answer.read(_MOST))
    except urllib.error.HTTPError as error:
        with error:
            said = told(settings, error.read(_MOST))
        _refused(error.code, said)
    except urllib.error.URLError as error:
        _unreached(error.reason if isinstance(error.reason, OSError) else error)
    except (TimeoutError, HTTPException):
        raise Unclear("对方没有回答") from None
    except OSError as error:
        raise Unclear(f"发送中断（{network_reason(error)}）") from None


def _read(raw: bytes) -> dict[str, Any]:
    """The answer's object; anything else says nothing about what became of the message."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unclear("回答看不懂")
    return found


def _refused(code: int, said: str) -> Never:
    """What a status that is none of success means."""
    if 300 <= code < 400:
        raise NotSent("地址转到了别处，没有跟过去", str(code))
    if code in _PASSED_ON:
        raise Unclear(f"中间的网关没有等到回答（HTTP {code}）", str(code))
    words = {429: "发得太快，被限流", 404: "地址不对", 403: "不许发", 401: "不许发", 413: "太长"}
    meaning = words.get(code, "服务器出错" if code >= 500 else "被拒绝")
    raise NotSent(f"{meaning}（HTTP {code}{f' {said}' if said else ''}）", str(code))


def _unreached(reason: OSError) -> Never:
    """Why the bot was not reached; a request that may have been sent is unclear."""
    if isinstance(reason, ssl.SSLCertVerificationError):
        raise NotSent("对方的证书不可信，没有发送") from None
    if isinstance(reason, TimeoutError):
        raise NotSent("连不上（没有回答）") from None
    if isinstance(reason, ConnectionResetError | BrokenPipeError):
        raise Unclear("发送中断（对方断开了连接）") from None
    raise NotSent(f"连不上（{network_reason(reason)}）") from None
