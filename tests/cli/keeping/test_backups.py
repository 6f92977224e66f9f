"""A backup in one file: all of it comes back, on a fresh machine too; what is not whole is refused in one line."""

import hashlib
import itertools
import json
import random
import shutil
import sqlite3
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack
from tests.command import typed
from tests.forked import Process
from tests.refusing_disk import SQLITE, refusing

DAMAGED, REFUSED_WRITE, WRONG = 5, 6, 2
PROOFS = {"纪要.pdf": b"%PDF-1.4 minutes" * 50, "名单.txt": "虚构名单".encode()}
Files = dict[str, bytes]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def office(jytrack: Jytrack, tmp_path: Path) -> Jytrack:
    """A log with two files of evidence."""
    for name, content in PROOFS.items():
        (tmp_path / name).write_bytes(content)
        assert jytrack("task", "note", "3", name, "--on", "2023-04-03", "--file", tmp_path / name).code == 0
    return jytrack


@pytest.fixture
def backup(office: Jytrack, tmp_path: Path) -> Path:
    path = tmp_path / "备份.zip"
    assert office("db", "backup", path).code == 0
    return path


def members(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def notes(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM task_log ORDER BY id")]


def evidence(database: Path) -> Files:
    return {path.name: path.read_bytes() for path in (database.parent / "evidence").iterdir()}


def test_it_holds_the_database_its_evidence_and_the_hashes_of_both(backup: Path) -> None:
    found = members(backup)
    kept = {f"evidence/{sha256(content)}": content for content in PROOFS.values()}
    assert found.keys() == {"jytrack.db", "SHA256SUMS", *kept}
    assert {name: found[name] for name in kept} == kept
    sums = dict(reversed(line.split("  ")) for line in found["SHA256SUMS"].decode().splitlines())
    assert sums == {name: sha256(content) for name, content in found.items() if name != "SHA256SUMS"}


def test_it_is_the_owners_alone_as_the_database_is(backup: Path, database: Path) -> None:
    assert backup.stat().st_mode & 0o777 == database.stat().st_mode & 0o777 == 0o600


def test_it_is_looked_through_without_being_unpacked(office: Jytrack, backup: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    ran = office("db", "check", backup)
    assert (ran.code, f"{backup}：完好" in ran.out) == (0, True)
    assert "备份里有数据库和2份材料，都与清单相符" in ran.out
    data = json.loads(office("db", "check", backup, "--format", "json").out)
    assert (data["sound"], data["bundled_evidence"]) == (True, 2)
    code = data["chain_head"][:12]
    assert f"校验码 {code}：是台账第" in office("db", "check", backup, "--code", code).out
    assert office("db", "check", backup, "--code", "0" * 12).code == DAMAGED
    assert sorted(tmp_path.rglob("*")) == before


def test_on_a_fresh_machine_all_of_it_is_there(office: Jytrack, backup: Path, database: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "新机" / "台账.db"
    assert office("--db", fresh, "db", "restore", backup, "--yes").code == 0
    assert notes(fresh) == notes(database) == list(PROOFS)
    assert evidence(fresh) == evidence(database)
    assert office("--db", fresh, "db", "check").code == 0
    proof = fresh.parent / "evidence" / sha256(PROOFS["名单.txt"])
    assert [path.stat().st_mode & 0o777 for path in (fresh, proof)] == [0o600, 0o400]
    report = ("report", "variance", "--as-of", "2023-06-30", "--format", "json")
    assert office("--db", fresh, *report).out == office(*report).out


def test_evidence_that_was_lost_or_altered_since_comes_back(office: Jytrack, backup: Path, database: Path) -> None:
    first, second = sorted((database.parent / "evidence").iterdir())
    first.unlink()
    second.chmod(0o600)
    second.write_bytes(b"altered")
    newer = database.parent / "evidence" / sha256(b"newer")
    newer.write_bytes(b"newer")
    assert office("db", "check").code == DAMAGED
    ran = office("db", "restore", backup, "--yes")
    assert (ran.code, "放回" in ran.err) == (0, False)
    assert sorted(evidence(database).values()) == sorted((*PROOFS.values(), b"newer"))
    assert office("db", "check").code == 0


def test_without_a_name_it_is_dated_and_stands_where_it_should(office: Jytrack, database: Path, tmp_path: Path) -> None:
    assert office("db", "backup").code == 0
    (beside,) = database.parent.glob("台账-*.zip")
    assert len(members(beside)) == len(PROOFS) + 2
    away = tmp_path / "盘" / "备份"
    ran = office("db", "backup", env={"JYTRACK_BACKUPS": str(away)})
    (made,) = away.iterdir()
    assert (ran.code, str(made) in ran.err) == (0, True)
    (tmp_path / "文件").write_text("")
    ran = office("db", "backup", env={"JYTRACK_BACKUPS": str(tmp_path / "文件")})
    assert (ran.code, ran.err.count("\n")) == (REFUSED_WRITE, 1)


def test_what_it_lacks_is_said(office: Jytrack, database: Path, tmp_path: Path) -> None:
    ran = office("db", "backup", tmp_path / "库.db")
    assert "任务的材料不在备份里" in ran.err
    assert "jytrack db backup 备份.zip" in ran.err
    lost = database.parent / "evidence" / sha256(PROOFS["名单.txt"])
    lost.unlink()
    path = tmp_path / "少.zip"
    ran = office("db", "backup", path)
    assert (ran.code, "1份材料不在了或被改动，没有进备份" in ran.err) == (0, True)
    ran = office("db", "check", path)
    assert (ran.code, "的材料“名单.txt”不在备份里" in ran.out) == (DAMAGED, True)
    ran = office("db", "restore", path, "--yes")
    assert (ran.code, "有的材料备份里没有" in ran.err) == (0, True)


def test_it_never_takes_the_place_of_a_file(office: Jytrack, tmp_path: Path) -> None:
    there = tmp_path / "有.zip"
    there.write_bytes(b"precious")
    ran = office("db", "backup", there)
    assert (ran.code, there.read_bytes()) == (REFUSED_WRITE, b"precious")
    assert not list(tmp_path.glob(".jytrack-*"))


def renamed(files: Files, old: str, new: str) -> Files:
    return {new if name == old else name: content for name, content in files.items()}


def with_sums(files: Files) -> Files:
    """The same with a list of hashes that agrees."""
    rest = {name: content for name, content in files.items() if name != "SHA256SUMS"}
    return {**rest, "SHA256SUMS": "".join(f"{sha256(rest[name])}  {name}\n" for name in rest).encode()}


PROOF = f"evidence/{sha256(PROOFS['名单.txt'])}"
CHANGES: dict[str, tuple[Callable[[Files], Files], str]] = {
    "no list": (lambda all_: {name: all_[name] for name in all_ if name != "SHA256SUMS"}, "缺少清单"),
    "no database": (lambda all_: with_sums({n: c for n, c in all_.items() if n != "jytrack.db"}), "没有数据库"),
    "a file less": (lambda all_: {name: all_[name] for name in all_ if name != PROOF}, "缺少清单里的 evidence/"),
    "a file more": (lambda all_: {**all_, f"evidence/{'a' * 64}": b"x"}, "清单里没有的文件"),
    "evidence under another's name": (lambda all_: with_sums({**all_, PROOF: b"other"}), "读不懂"),
    "altered evidence": (lambda all_: {**all_, PROOF: b"other"}, "与清单不符"),
    "altered database": (lambda all_: {**all_, "jytrack.db": all_["jytrack.db"][:-1] + b"\1"}, "与清单不符"),
    "no database inside": (lambda all_: with_sums({**all_, "jytrack.db": b"no database" * 99}), "里面的数据库有问题"),
    "another program's": (lambda all_: with_sums({**all_, "jytrack.db": foreign()}), "里面的数据库有问题"),
    "a way out": (lambda all_: with_sums({**all_, "../../外面": b"x"}), "不是备份的文件"),
    "an absolute way": (lambda all_: with_sums({**all_, "/tmp/外面": b"x"}), "不是备份的文件"),
    "a backslash": (lambda all_: with_sums({**all_, "evidence\\..\\x": b"x"}), "不是备份的文件"),
    "a name in capitals": (lambda all_: with_sums(renamed(all_, "jytrack.db", "JYTRACK.DB")), "不是备份的文件"),
    "a list that is none": (lambda all_: {**all_, "SHA256SUMS": b"\xff\n" * 9}, "读不懂"),
    "a bomb": (lambda all_: with_sums({**all_, f"evidence/{sha256(bytes(70 << 20))}": bytes(70 << 20)}), "大得不合理"),
    "a bomb of a list": (lambda all_: {**all_, "SHA256SUMS": b"0" * (65 << 20)}, "大得不合理"),
}


def foreign() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE 别的 (a)")
        return connection.serialize()


@pytest.fixture(params=CHANGES)
def changed(request: pytest.FixtureRequest, backup: Path) -> tuple[Path, str]:
    """A backup that somebody has changed, and what is said of it."""
    change, said = CHANGES[request.param]
    return packed(backup.with_name("改.zip"), change(members(backup))), said


def test_what_was_changed_is_refused(
    office: Jytrack, changed: tuple[Path, str], database: Path, tmp_path: Path
) -> None:
    path, said = changed
    office("task", "note", "3", "后", "--on", "2023-04-03")
    before = sorted(tmp_path.rglob("*")), notes(database), evidence(database)
    for command in (("db", "check", path), ("db", "restore", path, "--yes")):
        ran = office(*command)
        assert (ran.code, ran.err.count("\n"), said in ran.err) == (DAMAGED, 1, True), ran.err
    assert (sorted(tmp_path.rglob("*")), notes(database), evidence(database)) == before


def cut(raw: bytes) -> Iterator[bytes]:
    yield b""
    yield b"PK"
    for part in (3, 2):
        yield raw[: len(raw) // part]
    yield raw[:-1]
    yield raw[: raw.rindex(b"PK\1\2")]


def broken(raw: bytes) -> Iterator[bytes]:
    """Zips that lie: a byte of the packed database, its checksum, sizes, an unknown way of packing, a password."""
    directory = raw.index(b"PK\1\2")
    yield raw[:1000] + b"\x55\xaa\x55" + raw[1003:]
    for place, size in ((24, 10), (24, 2**32 - 2), (20, 2**32 - 2), (42, 2**31), (16, 1)):
        yield raw[: directory + place] + struct.pack("<I", size) + raw[directory + place + 4 :]
    for place, number in ((10, 77), (8, 1)):
        yield raw[: directory + place] + struct.pack("<H", number) + raw[directory + place + 2 :]


def test_what_did_not_come_whole_is_refused(office: Jytrack, backup: Path, database: Path, tmp_path: Path) -> None:
    raw, path = backup.read_bytes(), tmp_path / "坏.zip"
    before = sorted(tmp_path.rglob("*")), notes(database)
    for number, content in enumerate((*cut(raw), *broken(raw))):
        path.write_bytes(content)
        for command in (("db", "check", path), ("db", "restore", path, "--yes")):
            ran = office(*command)
            told = f"{number}: {ran.code} {ran.err}"
            assert (ran.code, ran.err.count("\n")) == (DAMAGED, 1), told
            assert "jytrack db restore 备份文件" in ran.err, told
        path.unlink()
    assert (sorted(tmp_path.rglob("*")), notes(database)) == before


def test_two_of_one_name_are_refused(office: Jytrack, backup: Path) -> None:
    path = backup.with_name("重.zip")
    packed(path, members(backup))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("jytrack.db", b"other")
    ran = office("db", "check", path)
    assert (ran.code, "有重名的文件" in ran.err) == (DAMAGED, True)


def test_a_backup_that_is_not_there(office: Jytrack, tmp_path: Path, database: Path) -> None:
    for command in (("db", "check", tmp_path / "无.zip"), ("db", "restore", tmp_path / "无.zip", "--yes")):
        ran = office(*command)
        assert (ran.code, ran.err.count("\n")) == (WRONG, 1), ran.err
    assert office("db", "restore", database, "--yes").code == WRONG
    assert office("db", "check", tmp_path).code == WRONG


def test_a_database_alone_is_looked_through_too(office: Jytrack, tmp_path: Path) -> None:
    path = tmp_path / "库.db"
    office("db", "backup", path)
    ran = office("db", "check", path)
    assert (ran.code, f"{path}：完好" in ran.out) == (0, True)


def test_a_full_disk_while_restoring_to_a_fresh_machine(office: Jytrack, backup: Path, tmp_path: Path) -> None:
    """Refused at some moments: a database as the backup has it, or none, and no half of anything."""
    fresh = tmp_path / "新机" / "台账.db"
    order = ("--db", fresh, "db", "restore", backup, "--yes")
    with refusing(0, 28, SQLITE["ENOSPC"]) as whole:
        assert office(*order).code == 0
    for at in random.Random("恢复").sample(range(1, len(whole.asked) + 1), k=9):
        shutil.rmtree(fresh.parent)
        with refusing(at, 28, SQLITE["ENOSPC"]) as disk:
            ran = office(*order)
        told = f"{at} {disk.refused}: {ran.code} {ran.err}"
        done = ran.code == 0 or "不要重做" in ran.err
        assert ran.code in (0, REFUSED_WRITE), told
        assert fresh.exists() == done, told
        if done:
            assert notes(fresh) == list(PROOFS), told
        elif disk.refused != "unlink":
            assert not list(fresh.parent.rglob(".jytrack-*")), told
        assert office(*order).code == 0, told
        assert office("--db", fresh, "db", "check").code == 0, told


def test_made_while_four_write_it_restores_to_a_state_that_was(office: Jytrack, database: Path, tmp_path: Path) -> None:
    """Four note with evidence at once; each backup is a beginning of the log as it is in the end, evidence and all."""
    enough = tmp_path / "够了"

    def write(number: int) -> None:
        for count in itertools.count():
            own = tmp_path / f"附{number}.txt"
            own.write_text(f"{number}-{count}")
            order = ("task", "note", "3", f"{number}-{count}", "--on", "2023-04-03", "--file", own)
            ran = typed(order, {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": f"{number}"})
            assert ran.code == 0, ran.err
            if enough.exists():
                return

    writers = [Process(partial(write, number)) for number in range(4)]
    backups = []
    try:
        for number in range(3):
            while len(notes(database)) <= len(PROOFS) + 3 * number and all(each.poll() is None for each in writers):
                time.sleep(0.05)
            backups.append(tmp_path / f"{number}.zip")
            assert office("db", "backup", backups[-1]).code == 0
    finally:
        enough.touch()
        ended = [writer.communicate() for writer in writers]
    assert [code for code, _, _ in ended] == [0] * 4, ended
    written = notes(database)
    for number, path in enumerate(backups):
        fresh = tmp_path / f"机{number}" / "台账.db"
        assert office("--db", fresh, "db", "restore", path, "--yes").code == 0
        assert office("--db", fresh, "db", "check").code == 0
        found = notes(fresh)
        assert found == written[: len(found)]
        assert len(evidence(fresh)) == len(found)
    assert len(notes(tmp_path / "机2" / "台账.db")) > len(PROOFS)
