"""`make bench`: the bars that speed is held to, measured side by side, printed and kept in docs/performance.md.

`make bench SCALE=12m` measures reading at 12 million too, `make bench PARTS="start papers"` prints these parts alone,
`make bench ROUNDS=0` looks at each command once.
"""

import argparse
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from tests.bench import intake, papers, plans, reading, server, startup, supervision
from tests.bench.databases import Databases
from tests.bench.timing import Bar

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
_HEAD = f"""# Performance

Written by `make bench`: Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}. Whole processes, all that
is compared taking turns; seconds of the processor (user and system), the least of several rounds after one that is not
counted; memory is the highest peak of the process. Ratios are held, not seconds.
"""


class Part(Protocol):
    """What a room has measured."""

    @property
    def bars(self) -> Sequence[Bar]:
        """The bars that it is held to."""

    def page(self) -> str:
        """Its part of the page."""


def main() -> None:
    """Measure, print, keep the page where all was measured; leave with 1 when a bar is missed."""
    asked = argparse.ArgumentParser(prog="make bench")
    asked.add_argument("--scale", choices=("", "12m"), default="")
    parts = _parts(huge=False)
    asked.add_argument("parts", nargs="*", choices=[*parts, []], metavar="|".join(parts))
    given = asked.parse_args()
    parts = _parts(huge=given.scale == "12m")
    with tempfile.TemporaryDirectory(prefix="jytrack-bench-") as folder:
        made = Databases(Path(folder))
        pages, missed = [_HEAD], list[str]()
        for name in given.parts or parts:
            sys.stderr.write(f"{name} …\n")
            part = parts[name](made)
            missed += [bar.what for bar in part.bars if not bar.kept]
            pages.append(part.page())
            sys.stdout.write(f"{pages[-1]}\n")
            sys.stdout.flush()
    pages.append(_sum(missed))
    sys.stdout.write(pages[-1])
    if not given.parts:
        PAGE.write_text("\n".join(pages), encoding="utf-8")
    raise SystemExit(bool(missed))


def _parts(*, huge: bool) -> Mapping[str, Callable[[Databases], Part]]:
    """The rooms by name, in the order of the page."""
    return {
        "start": startup.measure,
        "reading": partial(reading.measure, huge=huge),
        "intake": intake.measure,
        "plans": plans.measure,
        "supervision": supervision.measure,
        "papers": papers.measure,
        "server": server.measure,
    }


def _sum(missed: Sequence[str]) -> str:
    """The end of the page."""
    return "\n".join(["## Missed", "", *(f"- {what}" for what in missed)] if missed else ["All bars are kept."]) + "\n"


if __name__ == "__main__":
    main()
