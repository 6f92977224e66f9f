"""What the surroundings do to an import: others at the same database, a full disk, a folder that cannot be written."""

import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import forked
from tests.cli.conftest import Jytrack

TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
METRICS = ("城镇新增就业", "新培育创业实体", "创造新岗位", "城镇失业人员再就业", "职业技能培训")
WHOLE = len(TOWNS) * len(METRICS) * 12


def started(database: Path, *arguments: str | Path, before: Callable[[], None] = lambda: None) -> forked.Process:
    """The program itself, running."""
    return forked.started(["--db", database, *arguments], {"COLUMNS": "100", "JYTRACK_ACTOR": "测试员"}, before)


def finished(process: forked.Process) -> tuple[int, str, str]:
    """How the program ended: its exit code, what it wrote, what it said."""
    code, out, err = process.communicate()
    assert "Traceback" not in err
    assert "locked" not in err
    return code, out, err


def written(path: Path, value: int = 5, note: str = "", towns: tuple[str, ...] = TOWNS) -> Path:
    """A sheet of a year's readings of `towns`."""
    rows = [
        f"{town},{metric},2023-{month:02d},{value},{note}"
        for town in towns
        for metric in METRICS
        for month in range(1, 13)
    ]
    path.write_text("\n".join(["单位,指标,月份,本月数,备注", *rows]), encoding="utf-8")
    return path


def on_record(jytrack: Jytrack) -> int:
    """How many readings are in force; the database is sound."""
    assert jytrack("db", "check").code == 0
    return jytrack("target", "readings", "--format", "csv").out.count("\n") - 1


def test_imports_at_once_all_go_in(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    sheets = [written(tmp_path / f"{town}.csv", note="注" * 500, towns=(town,)) for town in TOWNS[:4]]
    running = [started(database, "target", "import", sheet) for sheet in sheets]
    assert [finished(process)[0] for process in running] == [0] * 4
    assert on_record(jytrack) == 4 * len(METRICS) * 12


def test_the_same_sheet_twice_at_once_is_new_once(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "表.csv", note="注" * 500)
    running = [started(database, "target", "import", sheet, "--format", "csv") for _ in range(2)]
    answers = [finished(process) for process in running]
    assert [code for code, _, _ in answers] == [0, 0]
    assert on_record(jytrack) == WHOLE
    history = jytrack("target", "readings", "--history", "--format", "csv").out.count("\n") - 1
    assert history == WHOLE


def test_two_that_contradict_each_other_cannot_both_go_in(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    sheets = [written(tmp_path / f"{value}.csv", value) for value in (5, 6)]
    running = [started(database, "target", "import", sheet) for sheet in sheets]
    assert sorted(finished(process)[0] for process in running) == [0, 3]
    assert on_record(jytrack) == WHOLE


def test_reports_during_an_import(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    sheet = written(tmp_path / "表.csv", note="注" * 10_000)
    page = ("report", "--as-of", "2023-12-31", "--known-at", "2023-01-01")
    before = jytrack(*page)
    process = started(database, "target", "import", sheet)
    rounds = 0
    while process.poll() is None or rounds == 0:
        rounds += 1
        assert jytrack(*page).out == before.out
        assert jytrack("target", "readings", "--format", "csv").out.count("\n") - 1 in (0, WHOLE)
    assert finished(process)[0] == 0
    assert on_record(jytrack) == WHOLE


def one_line(answer: tuple[int, str, str]) -> str:
    """What the program said when the disk refused: one line, and no answer."""
    code, out, err = answer
    assert code in (5, 6)
    assert out == ""
    assert err.startswith("错误：")
    assert err.count("\n") == 1
    return err


def limited() -> None:
    """No file may grow beyond 1 MiB; what tries gets an error, not a signal."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


def test_no_room_for_a_larger_file(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    first = written(tmp_path / "先.csv", towns=TOWNS[:1])
    assert finished(started(database, "target", "import", first))[0] == 0
    sheet = written(tmp_path / "大.csv", note="注" * 4000)
    said = one_line(finished(started(database, "target", "import", sheet, before=limited)))
    assert "空间" in said
    assert on_record(jytrack) == len(METRICS) * 12
    assert finished(started(database, "target", "import", sheet, "--correct", "--reason", "补"))[0] == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB, where the system lets one be made."""
    folder = tmp_path / "小盘"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(jytrack: Jytrack, database: Path, tmp_path: Path, small_disk: Path) -> None:
    moved = Path(shutil.copy(database, small_disk / "台账.db"))
    sheet = written(tmp_path / "大.csv", note="注" * 4000)
    said = one_line(finished(started(moved, "target", "import", sheet)))
    assert "磁盘" in said
    assert finished(started(moved, "db", "check"))[0] == 0
    small = written(tmp_path / "小.csv")
    assert finished(started(moved, "target", "import", small))[0] == 0
    shutil.copy(moved, database)
    assert on_record(jytrack) == WHOLE


@pytest.mark.parametrize("what", ["folder", "file", "both"])
def test_what_cannot_be_written(jytrack: Jytrack, database: Path, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "只读"
    folder.mkdir()
    locked = Path(shutil.copy(database, folder / "台账.db"))
    sheet = written(tmp_path / "表.csv")
    content = locked.read_bytes()
    locked.chmod(0o644 if what == "folder" else 0o444)
    folder.chmod(0o755 if what == "file" else 0o555)
    try:
        said = one_line(finished(started(locked, "target", "import", sheet, before=forked.bound)))
    finally:
        folder.chmod(0o755)
    assert str(locked) in said
    assert locked.read_bytes() == content
    assert all(path.stat().st_size == 0 for path in folder.glob("*-wal"))
