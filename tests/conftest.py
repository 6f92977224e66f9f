"""Golden files: what people read is compared with a kept text, and rewritten under --update-goldens."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# A busy machine is no fault of what is tried.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

GOLDEN = Path(__file__).parent / "golden"

_SHARING = (PurePosixPath("tests/played"), PurePosixPath("tests/cli"))
"""Folders whose files share what takes long to make: the year as played, and an office asked for every answer."""

_LONG = (
    "tests/played/",
    "tests/services/test_two_times.py",
    "tests/generated_sheets/",
    "tests/test_readme.py",
    "tests/fuzz/",
    "tests/cli/keeping/test_refusing_disk.py",
    "tests/services/documents/",
    "tests/services/delivery/",
    "tests/services/supervision/",
    "tests/services/sheets/",
    "tests/cli/test_",
    "tests/test_",
)
"""What takes long begins first, lest one process works alone at the end."""

Golden = Callable[[str, str | bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite tests/golden/ with what the program says now"
    )


class _Together(LoadScopeScheduling):
    """A file's tests run in one process, so that what they share is made once."""

    def _split_scope(self, nodeid: str) -> str:
        """What a test runs together with: the tests of its file, or of its folder."""
        path = PurePosixPath(nodeid.partition("::")[0])
        return str(path.parent if path.parent in _SHARING else path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """How the tests are divided among processes (pytest -n): in the order in which they were collected."""
    config.option.loadscopereorder = False
    return _Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order in which tests run."""
    items.sort(key=lambda item: next((at for at, long in enumerate(_LONG) if item.nodeid.startswith(long)), len(_LONG)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests ran on a server, and how many were marked because they speak of the file itself."""
    ran = [report for report in terminalreporter.getreports("passed") if getattr(report, "when", "") == "call"]
    on_server = sum("server" in report.nodeid or "store/engines" in report.nodeid for report in ran)
    of_file = sum("file" in report.keywords for report in ran)
    terminalreporter.write_line(f"{on_server} tests ran on a server; {of_file} speak of the file alone (marked `file`)")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare `content` with the golden file `name`; text is kept as UTF-8, bytes as they are."""

    def check(name: str, content: str | bytes) -> None:
        path = GOLDEN / name
        found = content.encode() if isinstance(content, str) else content
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found)
        assert path.is_file(), f"no golden file {name}; make it with pytest --update-goldens and read it"
        assert found.decode() == path.read_bytes().decode()

    return check
