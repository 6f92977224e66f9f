"""File names as they come: of another encoding, with somebody's number, with what steers a terminal, or no file."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from jytrack.domain.values.texts import readable, readable_name, shown
from tests.cli.conftest import Jytrack

SHEET = "乡镇,指标,月份,本月数\n香水镇,城镇新增就业,2023-03,{}\n"
STEERING = "\x1b]0;甲\x07\x1b[31m\x9b31m\u202e\u2066乙\x00"[:-1]
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
NUMBER = "13800001234"


def gbk(name: str) -> str:
    """The name that Linux shows for one that was written in GBK."""
    return os.fsdecode(name.encode("gb18030"))


def written(folder: Path, name: str, text: str = SHEET.format(5)) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["香水镇.csv", "泾河源镇2023年3月报表.xlsx", "大湾乡（更正）.csv", "六盘山镇 3月.csv", "plain.csv"]
)
def test_names_written_in_gbk_are_read(name: str) -> None:
    assert readable_name(gbk(name)) == name
    assert readable_name(f"收表/{gbk(name)}") == f"收表/{name}"
    assert readable_name(name) == readable(name) == name
    readable_name("\udcff\ud800香").encode()


def test_a_name_is_read_in_the_midst_of_a_line() -> None:
    assert readable(f"没有 {gbk('香水镇.csv')}，请核对") == "没有 香水镇.csv，请核对"
    readable(f"没有{gbk('大湾乡（更正）.csv')}，请核对").encode()


def test_a_folder_unpacked_from_a_gbk_zip_goes_in(jytrack: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "收表"
    written(folder, gbk("香水镇.csv"))
    written(folder, "\udcff\udcfe.csv", SHEET.replace("香水镇", "大湾乡").format(6))
    written(folder, gbk("说明.doc"))
    ran = jytrack("target", "import", folder, "--format", "json")
    assert ran.code == 0
    assert [file["file"] for file in json.loads(ran.out)["files"]] == ["香水镇.csv", "\ufffd\ufffd.csv"]
    assert "没有读 说明.doc" in ran.err
    assert "香水镇.csv" in jytrack("target", "imports", "1").out


def test_a_refused_sheet_of_a_gbk_name_goes_back_by_a_readable_one(jytrack: Jytrack, tmp_path: Path) -> None:
    path = written(tmp_path / "收表", gbk("香水镇.csv"), SHEET.format("abc"))
    assert jytrack("target", "import", path, "--slips", tmp_path / "退回").code == 3
    assert sorted(each.name for each in (tmp_path / "退回").iterdir()) == ["香水镇.退回.xlsx", "香水镇.退回单.txt"]


def test_texts_evidence_outputs_and_databases_of_other_encodings(
    jytrack: Jytrack, database: Path, tmp_path: Path
) -> None:
    proof = written(tmp_path, gbk("依据.pdf"))
    assert jytrack("task", "note", "3", gbk("秀"), "--on", "2023-06-01", "--file", proof).code == 0
    page = jytrack("task", "show", "3", "--as-of", "2023-06-30", env={"JYTRACK_ACTOR": gbk("香水")}).out
    assert "秀" in page
    assert "依据.pdf" in page
    out = tmp_path / gbk("总表.json")
    ran = jytrack("report", "-o", out)
    assert (ran.code, "总表.json" in ran.err) == (0, True)
    named = Path(shutil.copy(database, tmp_path / gbk("香水镇.db")))
    for form in ("json", "csv", "plain"):
        told = tmp_path / f"信息.{form}"
        assert jytrack("--db", named, "db", "info", "--format", form, "-o", told).code == 0
        assert "香水镇.db" in told.read_text(encoding="utf-8-sig")
    assert jytrack("--db", named, "db", "check", "--format", "json").code == 0


def test_a_number_in_a_name_is_neither_kept_nor_shown(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "收表", f"香水镇王某{NUMBER}.csv")
    for form in ("plain", "json"):
        ran = jytrack("target", "import", tmp_path / "收表", "--format", form, "--dry-run")
        assert ran.code == 0
        assert NUMBER not in ran.out + ran.err
    assert "用 * 代替" in jytrack("target", "import", path).out
    assert NUMBER.encode() not in database.read_bytes()
    wrong = written(tmp_path / "收表", f"大湾乡{NUMBER}.csv", SHEET.format("abc"))
    ran = jytrack("target", "import", wrong, "--slips", tmp_path / "退回")
    for back in (tmp_path / "退回").iterdir():
        assert NUMBER not in f"{back.name} {back.read_bytes()!r}"
    assert NUMBER not in ran.out + ran.err.replace(str(wrong), "")


@pytest.fixture
def no_files(tmp_path: Path) -> dict[str, Path]:
    """What is named and is no file to read."""
    os.mkfifo(tmp_path / "管道")
    reading, _ = os.pipe()
    return {
        "pipe": tmp_path / "管道",
        "descriptor": Path(f"/dev/fd/{reading}"),
        "device": Path("/dev/zero"),
        "long": tmp_path / ("中" * 300),
        "below a file": written(tmp_path, "表.csv") / "里面.csv",
        "missing": tmp_path / "没有.csv",
    }


@pytest.mark.parametrize("what", ["pipe", "descriptor", "device", "long", "below a file", "missing"])
@pytest.mark.parametrize("command", [("target", "import"), ("target", "allocate", "urban-new-jobs")])
def test_what_is_no_file_is_refused_in_a_line(
    jytrack: Jytrack, no_files: dict[str, Path], what: str, command: tuple[str, ...]
) -> None:
    options = () if command[1] == "import" else ("--reason", "分解")
    ran = jytrack(*command, no_files[what], *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：")
    assert ran.err.count("\n") == 1


COMMANDS = [
    ("target", "import", "{}.csv"),
    ("target", "record", "{}", "--unit", "{}", "--period", "2023-01", "--month", "1"),
    ("target", "record", "urban-new-jobs", "--unit", "{}", "--period", "2023-01", "--month", "1"),
    ("target", "show", "{}"),
    ("target", "allocate", "{}", "--equal"),
    ("target", "readings", "--unit", "{}"),
    ("target", "export", "--unit", "{}"),
    ("target", "template", "{}"),
    ("target", "undo", "{}"),
    ("task", "show", "{}"),
    ("task", "note", "3", "x", "--file", "{}"),
    ("task", "start", "3", "--department", "{}"),
    ("report", "--as-of", "{}"),
    ("report", "explain", "{}"),
    ("report", "-o", "{}.txt"),
    ("report", "-o", "{}/x.txt"),
    ("report", "score", "--preset", "{}"),
    ("report", "account", "{}"),
    ("remind", "--department", "{}"),
    ("init", "--seed", "{}"),
    ("db", "backup", "{}.db"),
    ("db", "restore", "{}.db", "--yes"),
    ("--plan", "{}", "report"),
    ("--db", "{}/x.db", "report"),
    ("{}",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_lets_a_name_steer_the_terminal(
    jytrack: Jytrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = jytrack(*(word.format(STEERING) for word in command))
    assert ran.err
    assert not STEERS.search(ran.err)
    assert not STEERS.search(ran.out.replace("\r\n", "\n"))


def test_no_slip_and_no_talk_of_a_sheet_steers_the_terminal(jytrack: Jytrack, tmp_path: Path) -> None:
    text = SHEET.format(STEERING).replace("城镇新增就业", f"城镇{STEERING}")
    path = written(tmp_path / "收表", f"香水镇{STEERING}.csv", text)
    written(tmp_path / "收表", f"{STEERING}.doc")
    ran = jytrack("target", "import", path.parent, "--slips", tmp_path / "退回")
    assert ran.code == 3
    assert not STEERS.search(ran.err + ran.out)
    (slip,) = (tmp_path / "退回").glob("*.txt")
    assert not STEERS.search(slip.read_text(encoding="utf-8"))


def test_what_is_shown_is_one_line() -> None:
    assert shown("甲\n乙\x1b[0m") == "甲 乙 [0m"
