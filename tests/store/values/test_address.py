"""Where a database is, out of what somebody wrote; no password passes, and none is repeated."""

from pathlib import Path

import pytest

from jytrack.errors import UsageError
from jytrack.store.values.address import File, Server, parse_address, typed


@pytest.mark.parametrize(
    ("text", "where", "shown"),
    [
        ("台账.db", File(Path("台账.db")), "台账.db"),
        ("/data/postgresql.db", File(Path("/data/postgresql.db")), "/data/postgresql.db"),
        ("postgresql://h/office", Server("postgresql://h/office"), "postgresql://h/office"),
        ("postgres://ma@h:5433/o", Server("postgresql://ma@h:5433/o"), "postgresql://ma@h:5433/o"),
        ("postgresql://h/o?schema=jing", Server("postgresql://h/o", "jing"), "postgresql://h/o?schema=jing"),
        (
            "postgresql://ma@a,b/o?target_session_attrs=prefer-standby&sslmode=verify-full&schema=jing",
            Server("postgresql://ma@a,b/o?target_session_attrs=prefer-standby&sslmode=verify-full", "jing"),
            "postgresql://ma@a,b/o?schema=jing",
        ),
    ],
)
def test_addresses(text: str, where: File | Server, shown: str) -> None:
    assert parse_address(text) == where
    assert str(where) == shown
    assert typed(where) == (
        text.replace("postgres://", "postgresql://") if isinstance(where, Server) else str(where.path.absolute())
    )


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://ma:geheim@h/o",
        "postgresql://ma%3Ageheim@h/o",
        "postgresql://ma@h/o?password=geheim",
        "postgresql://ma@h/o?sslpassword=geheim",
    ],
)
def test_a_password_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UsageError, match="不能写密码") as refused:
        parse_address(text)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("text", ["postgresql://h/o?schema=A", "postgresql://h/o?schema=a;b", "postgresql://h:port/o"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="服务器地址"):
        parse_address(text)


def test_who_is_connected() -> None:
    assert Server("postgresql://%E9%A9%AC@h/o").login == "马"
    assert Server("postgresql://h/o").login is None
