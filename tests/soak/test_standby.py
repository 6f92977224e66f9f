"""Reports may be read from a standby, while the main server is written to; what may not be done there is told."""

import os
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import server
from tests.command import Ran, typed
from tests.services.desks import with_demo

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("JYTRACK_TEST_SERVER" in os.environ, reason="a standby is made of a server of one's own"),
]

PAGES = ("report --as-of 2023-06-30", "report matrix --as-of 2023-06-30", "target readings", "target imports", "remind")
_SECONDS_TO_FOLLOW = 60


def asked(where: str, line: str) -> Ran:
    return typed(line.split(), {"JYTRACK_DB": where, "JYTRACK_ACTOR": None, "JYTRACK_PLAN": None})


def test_a_standby_is_read_and_not_written(tmp_path: Path) -> None:
    path, _ = with_demo(tmp_path / "台账.db")
    where = server.new_database()
    try:
        assert asked(where.dsn, f"db restore {path} --yes").code == 0
        with server.standby() as there:
            name = server.name_of(where)
            copy = f"{there}/{name}"
            for line in PAGES:
                assert asked(copy, f"{line} --format json").raw == asked(where.dsn, f"{line} --format json").raw
            assert asked(copy, "db check").code == 0
            refused = asked(copy, "task note 3 记 --on 2023-06-30")
            assert (refused.code, "是只读的备用服务器，未作改动；请用 --db 指定主服务器" in refused.err) == (6, True)

            assert asked(where.dsn, "task note 3 主服务器上记的 --on 2023-06-30").code == 0
            until = time.monotonic() + _SECONDS_TO_FOLLOW
            while "主服务器上记的" not in asked(copy, "task show 3").out and time.monotonic() < until:
                time.sleep(0.2)
            assert "主服务器上记的" in asked(copy, "task show 3").out

            hosts = ",".join(urlsplit(each).netloc.rpartition("@")[2] for each in (where.dsn, there))
            either = f"postgresql://{server.OWNER}@{hosts}/{name}?target_session_attrs=prefer-standby"
            assert asked(either, "task note 3 记 --on 2023-06-30").code == 6
            main = either.replace("prefer-standby", "primary")
            assert asked(main, "task note 3 再记 --on 2023-06-30").code == 0
    finally:
        server.drop_database(where)
