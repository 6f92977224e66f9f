"""What mutation starts from, and a plain mutation of it for the pass that needs no fuzzer."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz import targets

UGLY = Path(__file__).parents[1] / "data" / "ugly"
LARGEST = 20_000


def seeds(target: str) -> list[bytes]:
    """What mutation starts from: the ugly files for bytes, a sheet of each layout for rows, words for values."""
    if target == "value":
        return [word.encode() for word in targets.WORDS]
    if target == "rows":
        return [_chosen(sheet) for sheet in SHEETS]
    if target == "arguments":  # some commands with a word behind each
        return [bytes([number, 1 + 2 * (number % 40)]) for number in range(0, 120, 6)]
    files = sorted(path for path in UGLY.iterdir() if path.suffix not in (".py", ""))
    contents = [path.read_bytes() for path in files if path.stat().st_size <= LARGEST]
    if target == "service":  # a third of them, each imported in another way
        return [bytes([number]) + content for number, content in enumerate(contents[::3])]
    return contents


SHEETS = (
    "乡镇 指标 月份 本月数 累计数|香水镇 城镇新增就业 2023-03 12 30|大湾乡 新增就业 3月 5",
    "2023年3月|乡镇 城镇新增就业 创造新岗位|香水镇 12 5|大湾乡 1.5 同上|合计 30 5",
    "香水镇2023年3月统计表|序号 指标 单位 本月数 累计数|1 城镇新增就业 人 12 30|合计 12 30",
    "香水镇2023年3月统计表|指标 1月 2月 3月|城镇新增就业 1 5 12|创造新岗位 0",
    "2023年城镇新增就业|乡镇 1月 2月|香水镇 1 5|大湾乡 12|合计 5 12",
)


def _chosen(sheet: str) -> bytes:
    """The bytes that choose the words of `sheet`."""
    lines = [bytes(targets.WORDS.index(word) for word in line.split(" ")) for line in sheet.split("|")]
    return bytes([len(targets.WORDS)]).join(lines)


def mutated(target: str, times: int) -> Iterator[bytes]:
    """The seeds as they are, then `times` of them with a few bytes changed: always the same ones."""
    chance, known = random.Random(2023), seeds(target)
    yield from known
    for _ in range(times):
        data = bytearray(chance.choice(known))
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(data))
            put = (b"", chance.randbytes(1), chance.choice(known)[: chance.randint(1, 40)])[chance.randrange(3)]
            data[at : at + chance.choice((0, 1, 1, 8))] = put
        yield bytes(data[:LARGEST])
