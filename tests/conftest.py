"""Golden files: what people read is compared with a kept text, and rewritten under --update-goldens."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, str | bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite tests/golden/ with what the program says now"
    )


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
