"""Group bots on a real host: what is posted, and what their answers come to."""

import base64
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.channels.bots import Bot, DingTalk, Feishu, Pace, WeCom
from jytrack.channels.message import Message, NotSent, Unclear
from jytrack.channels.settings import ChannelSettings
from jytrack.channels.splitting import parts
from jytrack.errors import UsageError
from tests.channels.servers import BotServer, bot_server, closed_port

KEY = "693axxx6-7aoc-4bc4-97a0"
SIGNING = "SEC000very-secret"
MESSAGE = Message(7, "香水镇", "【黄色催办】香水镇", '第一行\n第二行 <at user_id="all"></at>', "", (), ("13800000000",))
KINDS: dict[str, type[Bot]] = {"wecom": WeCom, "dingtalk": DingTalk, "feishu": Feishu}


def bot(kind: str, url: str, secret: str = "", **more: object) -> Bot:
    address = f"{url}/send?key={KEY}"
    values = {"url": address, "secret": secret, "per_minute": 20, "timeout": 1, "ca_file": "", **more}
    return KINDS[kind](ChannelSettings("群", kind, values, tuple(filter(None, (address, secret)))))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_posted(kind: str) -> None:
    with bot_server() as server:
        bot(kind, server.url, SIGNING).send("", MESSAGE)
        ((path, body),) = server.posts
    query = parse_qs(urlsplit(path).query)
    assert query["key"] == [KEY]
    text = f"{MESSAGE.subject}\n{MESSAGE.text}"
    match kind:
        case "wecom":
            assert body == {"msgtype": "text", "text": {"content": text, "mentioned_mobile_list": ["13800000000"]}}
        case "dingtalk":
            assert body["text"]["content"] == f"{text} @13800000000"
            assert body["at"] == {"atMobiles": ["13800000000"]}
            signed = hmac.new(SIGNING.encode(), f"{query['timestamp'][0]}\n{SIGNING}".encode(), hashlib.sha256)
            assert query["sign"] == [base64.b64encode(signed.digest()).decode()]
        case _:
            assert "<at" not in body["content"]["text"]
            signed = hmac.new(f"{body['timestamp']}\n{SIGNING}".encode(), b"", hashlib.sha256)
            assert body["sign"] == base64.b64encode(signed.digest()).decode()


def answering(server: BotServer, status: int, answer: object, **headers: str) -> None:
    raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    server.answers.append((status, raw, headers))


@pytest.mark.parametrize(
    ("kind", "status", "answer", "clear", "words"),
    [
        ("wecom", 200, {"errcode": 93000, "errmsg": "invalid webhook url"}, True, "机器人已被移除（93000 invalid"),
        ("wecom", 200, {"errcode": 45009, "errmsg": "freq"}, True, "限流"),
        ("wecom", 200, {"errcode": 1, "errmsg": f"key={KEY} is bad"}, True, "被拒绝（1 key=*** is bad）"),
        ("dingtalk", 200, {"errcode": 310000, "errmsg": "sign not match"}, True, "安全设置没有通过"),
        ("feishu", 200, {"code": 19021, "msg": "sign match fail"}, True, "本机时间不准"),
        ("feishu", 200, {"StatusCode": 19001}, True, "地址不对"),
        ("wecom", 200, b"<html>ok</html>", False, "看不懂"),
        ("wecom", 200, b"", False, "看不懂"),
        ("wecom", 200, b"[" * 60_000, False, "看不懂"),
        ("wecom", 200, [0], False, "看不懂"),
        ("wecom", 200, {"ok": True}, False, "没有说成没成"),
        ("wecom", 200, {"errcode": "0"}, False, "没有说成没成"),
        ("wecom", 200, {"errcode": False}, False, "没有说成没成"),
        ("wecom", 404, b"no", True, "地址不对（HTTP 404 no）"),
        ("wecom", 429, b"", True, "限流"),
        ("wecom", 500, b"oops", True, "服务器出错"),
        ("wecom", 502, b"", False, "网关"),
        ("wecom", 504, b"", False, "网关"),
    ],
)
def test_the_answer_decides(kind: str, status: int, answer: object, *, clear: bool, words: str) -> None:
    with bot_server() as server:
        answering(server, status, answer)
        with pytest.raises(NotSent) as told:
            bot(kind, server.url).send("", MESSAGE)
    assert type(told.value) is (NotSent if clear else Unclear)
    assert words in told.value.reason
    assert KEY not in told.value.reason


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with bot_server() as server, bot_server() as other:
        answering(server, status, b"", Location=f"{other.url}/x?key=stolen")
        with pytest.raises(NotSent, match="转到了别处"):
            bot("wecom", server.url).send("", MESSAGE)
        assert other.posts == []


def test_nobody_there_is_certain_and_silence_is_not() -> None:
    with pytest.raises(NotSent, match="对方没有开") as told:
        bot("wecom", f"http://127.0.0.1:{closed_port()}").send("", MESSAGE)
    assert type(told.value) is NotSent
    with bot_server() as server:
        server.slow = 0.5
        with pytest.raises(Unclear, match="没有回答"):
            bot("wecom", server.url, timeout=0.1).send("", MESSAGE)
    with bot_server() as server:
        server.dies = True
        with pytest.raises(Unclear):
            bot("wecom", server.url).send("", MESSAGE)


def test_a_failure_behind_the_first_part_is_unclear() -> None:
    long = Message(8, "香水镇", "题", "\n".join(f"第 {number} 行" + "字" * 60 for number in range(30)), "")
    with bot_server() as server:
        answering(server, 200, {"errcode": 0})
        answering(server, 200, {"errcode": 45009})
        with pytest.raises(Unclear, match="只发出1段"):
            bot("wecom", server.url).send("", long)
        assert len(server.posts) == 2


def test_addresses_are_encrypted() -> None:
    with pytest.raises(UsageError, match="https") as told:
        bot("wecom", "http://qyapi.example.com")
    assert KEY not in str(told.value)
    bot("wecom", "https://qyapi.example.com")


@given(st.text("字行a\n ", max_size=9000), st.integers(60, 2048))
def test_parts_fit_and_nothing_is_lost(text: str, most: int) -> None:
    found = parts(text, most)
    assert all(len(part.encode()) <= most for part in found)
    whole = found[0] if len(found) == 1 else "\n".join(part.partition("\n")[2] for part in found)
    assert "".join(whole.split()) == "".join(text.split())


def test_lines_stay_whole() -> None:
    text = "\n".join(f"{number}、{'字' * 30}" for number in range(100))
    lines = [line for part in parts(text, 2048) for line in part.split("\n") if not line.startswith("（")]
    assert lines == text.split("\n")


def test_twenty_a_minute() -> None:
    now, waited = [0.0], []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    pace = Pace(20, lambda: now[0], wait)
    times = []
    for _ in range(50):
        pace.step()
        times.append(now[0])
        now[0] += 1
    assert all(later - early >= 60 for early, later in zip(times, times[20:], strict=False))
    assert waited
