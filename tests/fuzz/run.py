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
    from tests.fuzz.corpus import LARGEST, seeds


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
