"""One coverage-guided pass over one target: python -m tests.fuzz.run TARGET [options of libFuzzer].

Exits with 0 when nothing broke; otherwise the exception and the bytes that caused it are shown. JYTRACK_FUZZ_DIR is
where it works, by default the system's folder for such things.
"""

import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import atheris

import jytrack

with atheris.instrument_imports(include=["jytrack"], enable_loader_override=False):
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


def named(target: str) -> Callable[[bytes], None]:
    """The target by its name; what only the whole import needs is instrumented for it alone."""
    if target == "service":
        with atheris.instrument_imports(include=["jytrack"], enable_loader_override=False):
            from tests.fuzz.importing import service
        return service
    if target == "arguments":
        with atheris.instrument_imports(include=["jytrack"], enable_loader_override=False):
            for module in pkgutil.walk_packages(jytrack.__path__, "jytrack."):  # commands load theirs when they run
                if not module.name.endswith("__main__"):
                    import_module(module.name)
            from tests.fuzz.arguments import arguments
        return arguments
    return targets.TARGETS[target]


def main() -> None:
    """Fuzz the target that the command line names."""
    target, *options = sys.argv[1:]
    # The fuzzer ends the process at once, so nothing is cleared away: the caller may say where to leave it.
    folder = Path(tempfile.mkdtemp(prefix="jytrack-fuzz-", dir=os.environ.get("JYTRACK_FUZZ_DIR")))
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(seeds(target)):
        (corpus / str(number)).write_bytes(seed)
    limits = [f"-max_len={LARGEST}", "-timeout=20", "-rss_limit_mb=1500", f"-artifact_prefix={folder}/"]
    if target == "arguments":
        limits += ["-max_len=9", "-len_control=0"]
    atheris.Setup([sys.argv[0], *limits, *options, str(corpus)], named(target))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
