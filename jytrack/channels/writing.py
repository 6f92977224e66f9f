"""channels.toml written by a command: one channel's table, everything else in the file left as it stands."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jytrack.channels.settings import KNOWN, SECRET, checked, parsed, read
from jytrack.domain.values.texts import one_line
from jytrack.drafts import write_over
from jytrack.errors import OutputProblem, UsageError, os_reason

_AGAIN = "写法见 jytrack remind channels set --help"
_OURS = 0o600


@dataclass(frozen=True)
class Wanted:
    """What is to be written of the channel `name`; `table` may hold secrets, so nothing shows it."""

    name: str
    table: Mapping[str, Any] = field(repr=False)

    def lacks(self) -> list[str]:
        """The secrets that such a channel cannot do without, and that are stated nowhere."""
        known = KNOWN[self.table["type"]]
        needed = [key for key in SECRET if key in known and known[key].required]
        needed += ["password"] if self.table.get("user") else []
        return [key for key in needed if not (self.table.get(key) or self.table.get(f"{key}_env"))]


def wanted(path: Path, name: str, given: Sequence[str], kind: str | None) -> Wanted:
    """The channel as it stands in the file with what is `given` as key=value, or taken away as key=.

    UsageError for what cannot be meant; a secret among it is not said again.
    """
    _, tables = parsed(path, read(path) or b"")
    standing = tables.get(name, {})
    known_kind = kind or (standing.get("type", name) if isinstance(standing, dict) else name)
    if known_kind not in KNOWN:
        raise UsageError(f"通道是哪一种：--type 后面写 {'、'.join(KNOWN)} 之一；{_AGAIN}")
    same = isinstance(standing, dict) and standing.get("type", name) == known_kind
    table: dict[str, Any] = {"type": known_kind, **(standing if same else {})}
    for key, values in _grouped(given).items():
        for other in (key, key.removesuffix("_env"), f"{key}_env"):
            if other.removesuffix("_env") in SECRET or other == key:
                table.pop(other, None)
        if values != [""]:
            table[key] = _typed(key, values, known_kind)
    return Wanted(name, table)


def _grouped(given: Iterable[str]) -> dict[str, list[str]]:
    """The values by key."""
    found: dict[str, list[str]] = {}
    for each in given:
        key, equals, value = each.partition("=")
        if not equals or not key:
            raise UsageError(f"设置写成 键=值，如 host=smtp.example.gov.cn；{_AGAIN}")
        if key in SECRET and value:
            raise UsageError(
                f"{key} 不能写在命令里，别人看得见；请写 --secret {key}，会另外问，或写 {key}_env=环境变量名"
            )
        found.setdefault(one_line(key), []).append(value)
    return found


def _typed(key: str, values: list[str], kind: str) -> object:
    """The value as the file has it; what is not known is refused where the file is checked."""
    setting = KNOWN[kind].get(key)
    wants = setting.kind if setting else str
    if wants is list:
        return values
    (text,) = values[-1:]
    if wants is int and text.isdecimal():
        return int(text)
    return text == "true" if wants is bool and text in ("true", "false") else text


def write(path: Path, channel: Wanted) -> None:
    """Write the channel into the file, which is its owner's alone from then on.

    UsageError for what the channel cannot be; OutputProblem where the disk refuses.
    """
    before, tables = parsed(path, read(path) or b"")
    text = _replaced(before, channel)
    checked(path, text, channel.name, channel.table)
    if _tables(text) != tables | {channel.name: dict(channel.table)}:
        raise UsageError(f"通道设置文件 {path} 的写法改不了，没有改动；请手工改，写法见 jytrack remind channels")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_over(path.resolve(), text.encode(), _OURS)
    except OSError as error:
        raise OutputProblem(f"通道设置文件 {path} 写不进（{os_reason(error)}）；请检查磁盘空间和文件夹权限") from None


def _tables(text: str) -> Mapping[str, Any] | None:
    """The tables of a text; None where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _replaced(before: str, channel: Wanted) -> str:
    """The file with the channel's table in the place of the one that it has."""
    lines = before.splitlines()
    headings = [number for number, line in enumerate(lines) if re.match(r"\s*\[", line)]
    own = next((number for number in headings if _heads(lines[number], channel.name)), None)
    if own is None:
        return "\n".join([*lines, *([""] if lines and lines[-1].strip() else []), *_lines(channel), ""])
    after = next((number for number in headings if number > own), len(lines))
    return "\n".join([*lines[:own], *_lines(channel), *([""] if after < len(lines) else []), *lines[after:], ""])


def _heads(line: str, name: str) -> bool:
    """Whether the line is the heading of the channel's table."""
    found = re.match(r"\s*\[\s*(.+?)\s*\]", line)
    return found is not None and found[1].strip("\"'") == name


def _lines(channel: Wanted) -> list[str]:
    """The table; what JSON writes as text, whole numbers, true and lists of text, TOML reads."""
    told = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in channel.table.items()]
    return [f"[{json.dumps(channel.name, ensure_ascii=False)}]", *told]
