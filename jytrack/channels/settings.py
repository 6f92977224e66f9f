"""channels.toml: which channels the office has; what is not understood is refused by its name and line.

Secrets stand here, or in the environment under names that are given here, and go nowhere but into their channel.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from jytrack.domain.values.texts import one_line
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import UsageError, os_reason

HELP = "写法见 jytrack remind channels"
NAMED_BY = "JYTRACK_CHANNELS"
SECRET = ("password", "secret", "url")
"""Fields that hold a secret; each may stand in the environment instead, under the name that `…_env` gives."""


@valueclass
class Setting:
    """What one key of a channel may hold."""

    kind: type
    default: Any = None
    required: bool = False
    words: tuple[str, ...] = ()


_BOT = {
    "url": Setting(str, required=True),
    "secret": Setting(str, ""),
    "per_minute": Setting(int, 20),
    "timeout": Setting(int, 15),
    "ca_file": Setting(str, ""),
}
KNOWN: Mapping[str, Mapping[str, Setting]] = {
    "folder": {"path": Setting(str, "")},
    "mail": {
        "host": Setting(str, required=True),
        "port": Setting(int, 0),
        "security": Setting(str, "starttls", words=("starttls", "ssl", "none")),
        "plaintext": Setting(bool, default=False),
        "user": Setting(str, ""),
        "password": Setting(str, ""),
        "from": Setting(str, required=True),
        "timeout": Setting(int, 20),
        "ca_file": Setting(str, ""),
    },
    "wecom": _BOT,
    "dingtalk": _BOT,
    "feishu": _BOT,
    "command": {"run": Setting(list, required=True), "timeout": Setting(int, 30)},
}
"""The types of channels, and the keys of each."""


@valueclass
class ChannelSettings:
    """One channel as it was set: `values` by key, of which `secrets` may be said to nobody.

    `hidden` are the names of the environment that hold secrets of any channel.
    """

    name: str
    type: str
    values: Mapping[str, Any] = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    hidden: tuple[str, ...] = ()


def place(environment: Mapping[str, str]) -> Path:
    """Where the file is looked for."""
    if named := environment.get(NAMED_BY):
        return Path(named)
    import platformdirs

    return platformdirs.user_config_path("jytrack", appauthor=False) / "channels.toml"


def load(path: Path, environment: Mapping[str, str]) -> dict[str, ChannelSettings]:
    """The channels by name, `folder` always among them; UsageError for a file that cannot be trusted or understood."""
    found = {"folder": ChannelSettings("folder", "folder", {"path": ""})}
    raw = read(path)
    if raw is None:
        if environment.get(NAMED_BY):
            raise UsageError(f"没有通道设置文件 {path}（由 {NAMED_BY} 指定）；{HELP}")
        return found
    text, tables = parsed(path, raw)
    if _holds_secrets(tables) and os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UsageError(f"通道设置文件 {path} 里有密码，别人也能读，没有使用；请运行 chmod 600 {path}")
    hidden = tuple(
        value for table in tables.values() if isinstance(table, dict)
        for key, value in table.items() if key.endswith("_env") and isinstance(value, str)
    )  # fmt: skip
    for name, table in tables.items():
        found[name] = _channel(_Place(path, text, name), table, environment, hidden)
    return found


def read(path: Path) -> bytes | None:
    """The file as it is, None where there is none; UsageError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"通道设置文件 {path} 读不了（{os_reason(error)}）；{HELP}") from None


def checked(path: Path, text: str, name: str, table: Mapping[str, Any]) -> None:
    """UsageError for a channel that cannot be so; what stands in the environment is taken to be there."""
    there = {str(value): "有" for key, value in table.items() if key.endswith("_env")}
    _channel(_Place(path, text, name), dict(table), there, ())


def parsed(path: Path, raw: bytes) -> tuple[str, dict[str, Any]]:
    """The file's text and its tables."""
    try:
        text = raw.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError:
        raise UsageError(f"通道设置文件 {path} 不是 UTF-8 文本；{HELP}") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"第{line[1]}行" if line else "末尾"
        if line and re.match(r"\s*\[[^\"']*[^\x00-\x7f]", text.splitlines()[int(line[1]) - 1]):
            raise UsageError(f'通道设置文件 {path} {where}：汉字的通道名要加引号，如 ["工作群"]；{HELP}') from None
        raise UsageError(f"通道设置文件 {path} {where}写得不对，不是 TOML；{HELP}") from None


def _holds_secrets(tables: Mapping[str, Any]) -> bool:
    """Whether any secret stands in the file itself."""
    return any(key in SECRET for table in tables.values() if isinstance(table, dict) for key in table)


@valueclass
class _Place:
    """A channel's table in the file, to name what is wrong in it."""

    path: Path
    text: str
    name: str

    def wrong(self, key: str, what: str) -> UsageError:
        """What is wrong with a key, with its line; never its value, which may be a secret."""
        line = self._line(key)
        where = f"第{line}行 " if line else ""
        return UsageError(f"通道设置文件 {self.path} {where}[{one_line(self.name)}] {one_line(key)} {what}；{HELP}")

    def _line(self, key: str) -> int | None:
        """The line on which the key stands below its table's heading."""
        inside = False
        for number, line in enumerate(self.text.splitlines(), 1):
            if heading := re.match(r"\s*\[\s*(.+?)\s*\]", line):
                inside = heading[1].strip("\"'") == self.name
                if inside and not key:
                    return number
            elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return None


def _channel(where: _Place, table: Any, environment: Mapping[str, str], hidden: tuple[str, ...]) -> ChannelSettings:
    """One channel, its secrets fetched."""
    if not isinstance(table, dict):
        raise where.wrong("", '应写成一节 [通道名]，下面写 type = "…"')
    if not re.fullmatch(r"[\w（）()·-]{1,40}", where.name):
        raise where.wrong("", "通道名只用字母、数字、汉字和 - _，最多40个字")
    kind = table.get("type", where.name)
    if not isinstance(kind, str) or kind not in KNOWN:
        raise where.wrong("type", f"应为以下之一：{'、'.join(KNOWN)}")
    known = KNOWN[kind]
    given = {key: value for key, value in table.items() if key != "type"}
    for key in [key for key in given if key.removesuffix("_env") in SECRET and key.endswith("_env")]:
        _fetch(where, given, key, environment, known)
    for key, value in given.items():
        _check(where, key, value, known)
    missing = [key for key, setting in known.items() if setting.required and not given.get(key)]
    if missing:
        raise where.wrong("", f"缺少 {'、'.join(missing)}")
    values = {key: given.get(key, setting.default) for key, setting in known.items()}
    return ChannelSettings(where.name, kind, values, tuple(v for k, v in given.items() if k in SECRET and v), hidden)


def _fetch(
    where: _Place, given: dict[str, Any], key: str, environment: Mapping[str, str], known: Mapping[str, Setting]
) -> None:
    """Put what stands in the environment into the place of its name."""
    plain = key.removesuffix("_env")
    name = given.pop(key)
    if plain not in known:
        raise where.wrong(key, f"不认识，可写：type、{'、'.join(known)}")
    if plain in given:
        raise where.wrong(key, f"和 {plain} 只能写一个")
    if not isinstance(name, str) or not environment.get(name):
        raise where.wrong(key, "指的环境变量没有设，或是空的")
    given[plain] = environment[name]


def _check(where: _Place, key: str, value: Any, known: Mapping[str, Setting]) -> None:
    """Refuse a key that is not known, and a value of the wrong kind."""
    if key not in known:
        raise where.wrong(key, f"不认识，可写：type、{'、'.join(known)}")
    setting = known[key]
    if type(value) is not setting.kind:
        words = {str: "文字", int: "整数", bool: "true 或 false", list: "一列文字"}
        raise where.wrong(key, f"应为{words[setting.kind]}")
    if setting.words and value not in setting.words:
        raise where.wrong(key, f"应为以下之一：{'、'.join(setting.words)}")
    if isinstance(value, int) and not 0 <= value <= 65535:
        raise where.wrong(key, "应在0至65535之间")
    if isinstance(value, str) and any(ord(character) < 32 for character in value):
        raise where.wrong(key, "里有换行或控制字符")
    if isinstance(value, list) and not (value and all(isinstance(each, str) and each for each in value)):
        raise where.wrong(key, '应为一列文字，如 ["/usr/local/bin/sms", "-q"]')
