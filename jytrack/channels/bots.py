"""The bots of 企业微信, 钉钉 and 飞书 groups: what each is told, how it is signed, and what its answer means."""

import base64
import hashlib
import hmac
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import quote_plus

from jytrack.channels.message import Message, NotSent, Unclear
from jytrack.channels.posting import post, require_encrypted
from jytrack.channels.settings import ChannelSettings
from jytrack.channels.splitting import parts
from jytrack.channels.telling import told

_MINUTE = 60.0


class Pace:
    """At most so many messages a minute: whoever comes too soon waits."""

    def __init__(
        self, most: int, now: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._most, self._now, self._wait = max(1, most), now, wait
        self._sent: deque[float] = deque()

    def step(self) -> None:
        """Wait until the next message may go."""
        while self._sent and self._now() - self._sent[0] >= _MINUTE:
            self._sent.popleft()
        if len(self._sent) >= self._most:
            self._wait(max(0.0, _MINUTE - (self._now() - self._sent.popleft())))
        self._sent.append(self._now())


class Bot:
    """A group's bot; its address is its key, so a message to it needs no other."""

    MOST: ClassVar[int] = 2048
    """Bytes of text that one message may have."""
    MEANINGS: ClassVar[Mapping[int, str]] = {}
    CODE: ClassVar[str] = "errcode"
    SAID: ClassVar[str] = "errmsg"

    def __init__(self, settings: ChannelSettings) -> None:
        """UsageError for an address that is not encrypted."""
        require_encrypted(settings)
        self._settings = settings
        self._pace = Pace(settings.values["per_minute"])

    def refusal(self, address: str) -> str:
        """The address is only what the office calls the group."""
        del address
        return ""

    def send(self, address: str, message: Message) -> None:
        """All parts of the message, in order; what failed behind the first is unclear, for a part has arrived."""
        del address
        texts = parts(f"{message.subject}\n{message.text}", self.MOST)
        for number, text in enumerate(texts):
            self._pace.step()
            try:
                self._post(text, message.mobiles if number == len(texts) - 1 else ())
            except NotSent as error:
                if not number:
                    raise
                raise Unclear(f"{len(texts)}段只发出{number}段：{error.reason}", error.code) from None

    def _post(self, text: str, mobiles: tuple[str, ...]) -> None:
        """One part; the answer decides, whatever the status of HTTP."""
        answer = post(self._settings, self._address(), self._body(text, mobiles))
        code = answer.get(self.CODE, answer.get("StatusCode"))
        if type(code) is not int:
            raise Unclear("回答里没有说成没成")
        if code:
            said = told(self._settings, str(answer.get(self.SAID, "")))
            raise NotSent(f"{self.MEANINGS.get(code, '被拒绝')}（{code} {said}）", str(code))

    def _address(self) -> str:
        url: str = self._settings.values["url"]
        return url

    def _body(self, text: str, mobiles: tuple[str, ...]) -> dict[str, Any]:
        raise NotImplementedError


class WeCom(Bot):
    """企业微信群机器人."""

    MEANINGS: ClassVar[Mapping[int, str]] = {
        40008: "消息类型不对",
        40058: "参数不对",
        44004: "内容是空的",
        45002: "内容太长",
        45009: "发得太快，被限流",
        93000: "机器人的地址不对，或机器人已被移除",
        93004: "机器人被停用",
        93008: "机器人不在群里了",
    }

    def _body(self, text: str, mobiles: tuple[str, ...]) -> dict[str, Any]:
        return {"msgtype": "text", "text": {"content": text, "mentioned_mobile_list": list(mobiles)}}


class DingTalk(Bot):
    """钉钉自定义机器人."""

    MEANINGS: ClassVar[Mapping[int, str]] = {
        130101: "发得太快，被限流",
        300001: "机器人的地址不对",
        300005: "机器人的地址不对",
        310000: "安全设置没有通过（关键词、签名或来源地址）",
        400013: "群已解散",
        400102: "机器人已停用",
        410100: "发得太快，被限流",
        430101: "链接不安全",
        430102: "内容不合适",
    }

    def _address(self) -> str:
        """The address with the time and its signature."""
        url, secret = super()._address(), self._settings.values["secret"]
        if not secret:
            return url
        stamp = str(round(time.time() * 1000))
        sign = quote_plus(_signed(secret.encode(), f"{stamp}\n{secret}".encode()))
        return f"{url}{'&' if '?' in url else '?'}timestamp={stamp}&sign={sign}"

    def _body(self, text: str, mobiles: tuple[str, ...]) -> dict[str, Any]:
        """A mention is only one where the number stands in the text as well."""
        mentions = "".join(f" @{mobile}" for mobile in mobiles)
        return {"msgtype": "text", "text": {"content": text + mentions}, "at": {"atMobiles": list(mobiles)}}


class Feishu(Bot):
    """飞书自定义机器人."""

    CODE: ClassVar[str] = "code"
    SAID: ClassVar[str] = "msg"
    MEANINGS: ClassVar[Mapping[int, str]] = {
        9499: "参数不对，或发得太快",
        11232: "发得太快，被限流",
        19001: "机器人的地址不对",
        19021: "签名没有通过，或本机时间不准",
        19022: "来源地址不在许可之列",
        19024: "没有通过关键词检查",
    }

    def _body(self, text: str, mobiles: tuple[str, ...]) -> dict[str, Any]:
        """Text in which nothing is a tag: 飞书 reads <at …> in it."""
        del mobiles
        content = {"msg_type": "text", "content": {"text": text.replace("<", "＜").replace(">", "＞")}}
        secret = self._settings.values["secret"]
        if not secret:
            return content
        stamp = str(round(time.time()))
        return {"timestamp": stamp, "sign": _signed(f"{stamp}\n{secret}".encode(), b""), **content}


def _signed(key: bytes, content: bytes) -> str:
    """HMAC-SHA256 in base64, as both describe it."""
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
