"""The same document is the same bytes: in any process, whatever the order of hashes and the zone of its clock."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

CODE = """
import hashlib, sys
from importlib import import_module
from tests.reports.formats import sample
for name in ("docx", "xlsx", "html"):
    for document in (sample.bulletin(), sample.urging(), sample.page()):
        made = import_module(f"jytrack.reports.formats.{name}").render(document)
        print(name, hashlib.sha256(made if isinstance(made, bytes) else made.encode()).hexdigest())
print("letterhead", hashlib.sha256(import_module("jytrack.reports.formats.letterhead").made()).hexdigest())
"""


def digests(given: tuple[str, str]) -> str:
    seed, zone = given
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    ran = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    return ran.stdout


def test_nine_processes_write_the_same_bytes() -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(digests, product(("0", "1", "4711"), ("UTC", "Asia/Shanghai", "America/Caracas"))))
    assert len(found[0].splitlines()) == 10
    assert len(set(found)) == 1


LOADED = """
import sys, jytrack.reports.formats.{0}
found = {{name.split(".")[0] for name in sys.modules}}
sys.exit(bool(found & {1!r}))
"""
LIBRARIES = {"docx": "docx", "lxml": "docx", "xlsxwriter": "xlsx", "rich": "table", "tabulate": "markdown"}
"""Which format alone loads which library."""


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "plain", "markdown", "csv", "json", "table"])
def test_a_format_loads_its_own_libraries_alone(form: str) -> None:
    others = {library for library, of in LIBRARIES.items() if of != form}
    code = LOADED.format(form, others)
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
