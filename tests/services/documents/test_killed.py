"""A publishing that is killed between any two statements is all there or not at all.

Kills at system calls and disks that refuse: tests/soak and tests/cli/keeping/test_refusing_disk.py.
"""

import random
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.plan.wording import DocumentKind
from jytrack.services.documents import issued
from jytrack.services.documents.publishing import Order, publish
from jytrack.store.database import contents
from jytrack.store.documents import publications
from jytrack.store.keeping.maintenance import check
from tests.killing import Killed, killing
from tests.services.desks import CHINA, desk_at, with_demo

NOW = datetime(2023, 7, 10, 9, tzinfo=CHINA)
ORDERS = {
    "monthly": Order(DocumentKind.MONTHLY, date(2023, 6, 30), lock=True),
    "urge": Order(DocumentKind.URGE, about="黄花乡"),
}
IN_TEST = 4

pytestmark = pytest.mark.file


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("发布") / "台账.db")[0]


def copied(demo: Path, folder: Path, number: int) -> Path:
    here = folder / str(number)
    here.mkdir()
    return Path(shutil.copy(demo, here / "台账.db"))


def whole(path: Path) -> bool:
    """Whether the document is out with all that belongs to it; nothing of it is there where it is not."""
    desk = desk_at(path, NOW)
    with desk.database.reading() as session:
        known = publications.load(session)
        (told,) = session.execute("SELECT count(*) FROM task_log WHERE publication_id IS NOT NULL").fetchone()
        for each in known:
            assert all(contents.load(session, file.sha256) for file in each.files)
    assert bool(known) == bool(told)
    assert check(path).sound
    return bool(known)


@pytest.mark.parametrize("kind", ORDERS)
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_killed_between_any_two_statements(demo: Path, tmp_path: Path, kind: str, *, every: bool) -> None:
    path = copied(demo, tmp_path, 0)
    with killing(0) as counted:
        publish(desk_at(path, NOW), ORDERS[kind])
    assert whole(path)
    points = range(1, counted[0] + 1)
    for at in points if every else (*random.Random(kind).sample(points, IN_TEST), counted[0]):
        path = copied(demo, tmp_path, at)
        with killing(at), pytest.raises(Killed):
            publish(desk_at(path, NOW), ORDERS[kind])
        assert not whole(path), at
        done = publish(desk_at(path, NOW), ORDERS[kind])
        assert done.number == 1, "the number is free again"
        assert issued.reissue(desk_at(path, NOW), 1)
        shutil.rmtree(path.parent)
