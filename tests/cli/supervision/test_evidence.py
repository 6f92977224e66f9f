"""`task evidence`: what proves the log is listed, and handed back as it came."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Jytrack
from tests.conftest import Golden

AS_OF = ("--as-of", "2023-12-31")
FIRST, SECOND = b"%PDF-1.4 \xe7\x94\xb2", b"%PDF-1.4 \xe4\xb9\x99"


def files(jytrack: Jytrack, *arguments: str) -> list[dict[str, Any]]:
    ran = jytrack("task", "evidence", "3", *(arguments or AS_OF), "--format", "json")
    found: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return found


@pytest.fixture
def proven(jytrack: Jytrack, tmp_path: Path) -> Jytrack:
    """Task 3 with two different files of one name, one of them given twice."""
    paths = []
    for place, content in enumerate((FIRST, SECOND)):
        (tmp_path / str(place)).mkdir()
        paths.append(tmp_path / str(place) / "验收单.pdf")
        paths[-1].write_bytes(content)
    first, second = paths
    for line, *more in (
        ("task assign 3 --on 2023-03-10 --file", first),
        ("task note 3 补材料 --on 2023-06-01 --file", first, "--file", second),
        ("task milestone add 3 验收 --due 2023-10-31 --on 2023-07-05 --note 会议定",),
        ("task milestone done 3 验收 --on 2023-10-20 --file", second),
    ):
        assert jytrack(*line.split(), *more).code == 0
    return jytrack


def kept(tmp_path: Path, content: bytes) -> Path:
    return tmp_path / "evidence" / hashlib.sha256(content).hexdigest()


def test_the_list(proven: Jytrack, tmp_path: Path, golden: Golden) -> None:
    kept(tmp_path, SECOND).unlink()
    golden("cli/evidence.txt", proven("task", "evidence", "3", *AS_OF).out)
    listed = proven("task", "evidence", "3", *AS_OF, "--format", "csv").out
    golden("cli/evidence.csv", re.sub(r"[0-9-]+T[0-9:.+]+", "（登记时间）", listed))
    rows = files(proven)
    assert [row["intact"] for row in rows] == [True, True, False, False]
    keys = "task on action to_status milestone department note name size_bytes sha256 intact recorded_at"
    assert all(row.keys() == set(keys.split()) for row in rows)
    assert len(files(proven, "--as-of", "2023-05-31")) == 1


def test_files_come_back_as_they_went_in(proven: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "取出" / "任务3"
    ran = proven("task", "evidence", "3", *AS_OF, "-o", folder)
    assert (ran.code, ran.out, ran.err.count("已写入")) == (0, "", 2)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "验收单.pdf": FIRST,
        "验收单（2）.pdf": SECOND,
    }
    again = proven("task", "evidence", "3", *AS_OF, "-o", folder)
    assert (again.code, again.err.count("内容相同")) == (0, 2)


def test_what_stands_there_is_not_overwritten(proven: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "取出"
    folder.mkdir()
    (folder / "验收单.pdf").write_bytes(b"mine")
    ran = proven("task", "evidence", "3", *AS_OF, "-o", folder)
    assert (ran.code, ran.out) == (6, "")
    assert "已有内容不同的“验收单.pdf”，没有覆盖，其余1份已取出" in ran.err
    assert (folder / "验收单.pdf").read_bytes() == b"mine"
    assert (folder / "验收单（2）.pdf").read_bytes() == SECOND


def test_a_folder_of_that_name_is_left(proven: Jytrack, tmp_path: Path) -> None:
    (tmp_path / "取出" / "验收单.pdf").mkdir(parents=True)
    ran = proven("task", "evidence", "3", *AS_OF, "-o", tmp_path / "取出")
    assert (ran.code, "“验收单.pdf”，没有覆盖" in ran.err) == (6, True)


@pytest.mark.parametrize(("altered", "says"), [(None, "不在了"), (b"%PDF-1.4 \xe4\xb8\x99", "被改动"), (b"", "被改动")])
def test_what_is_gone_or_altered_is_named_and_not_handed_back(
    proven: Jytrack, tmp_path: Path, altered: bytes | None, says: str
) -> None:
    path = kept(tmp_path, FIRST)
    path.chmod(0o644)
    path.unlink()
    if altered is not None:
        path.write_bytes(altered)
    ran = proven("task", "evidence", "3", *AS_OF, "-o", tmp_path / "取出")
    assert (ran.code, ran.out) == (5, "")
    assert f"任务3的材料“验收单.pdf”{says}，没有取出，其余1份已取出" in ran.err
    assert [found.name for found in (tmp_path / "取出").iterdir()] == ["验收单（2）.pdf"]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("task evidence 99", 4, "没有任务99"),
        ("task evidence 4 -o 取出", 0, "没有附材料"),
        ("task evidence 3 -o 材料.csv", 2, "像是文件名"),
        ("task evidence 3 --as-of 2023-12-31 -o 0/验收单.pdf", 2, "是文件，不是文件夹"),
    ],
)
def test_what_cannot_be_handed_back(
    proven: Jytrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = proven(*line.split())
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_all_of_the_plans_evidence(proven: Jytrack, tmp_path: Path) -> None:
    minutes = tmp_path / "会议纪要.pdf"
    minutes.write_bytes(b"%PDF-1.4 \xe4\xb8\x99")
    decision = "target own urban-new-jobs --department 人社局 --note 会议定 --on 2023-03-20 --file"
    assert proven(*decision.split(), minutes).code == 0
    assert proven(*["task", "note", "14", "已上线", "--on", "2023-08-10", "--file"], minutes).code == 0
    rows = json.loads(proven("task", "evidence", *AS_OF, "--format", "json").out)["rows"]
    assert [row["task"] for row in rows] == [None, 3, 3, 3, 3, 14]
    assert "确定目标归属 城镇新增就业" in proven("task", "evidence", *AS_OF).out
    assert proven("task", "evidence", *AS_OF, "-o", tmp_path / "全部").code == 0
    assert {path.name for path in (tmp_path / "全部").iterdir()} == {
        "会议纪要.pdf",
        "任务3-验收单.pdf",
        "任务3-验收单（2）.pdf",
        "任务14-会议纪要.pdf",
    }


def test_names_that_differ_only_in_case_are_told_apart(jytrack: Jytrack, tmp_path: Path) -> None:
    for folder, name in (("甲", "A.pdf"), ("乙", "a.pdf")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(folder)
        noted = jytrack("task", "note", "3", "附材料", "--on", "2023-06-01", "--file", tmp_path / folder / name)
        assert noted.code == 0
    assert jytrack("task", "evidence", "3", *AS_OF, "-o", tmp_path / "取出").code == 0
    assert {path.name for path in (tmp_path / "取出").iterdir()} == {"A.pdf", "a（2）.pdf"}


def test_a_name_too_long_to_be_handed_back_is_refused(jytrack: Jytrack, tmp_path: Path) -> None:
    path = tmp_path / f"{'长' * 70}.pdf"
    path.write_bytes(FIRST)
    ran = jytrack("task", "note", "3", "附材料", "--file", path)
    assert (ran.code, "文件名太长（74个字）" in ran.err) == (2, True)
    assert not (tmp_path / "evidence").exists()


def test_what_was_told_after_the_plans_year_is_handed_back_too(jytrack: Jytrack, tmp_path: Path) -> None:
    path = tmp_path / "补充.pdf"
    path.write_bytes(FIRST)
    assert jytrack("task", "note", "3", "一月补", "--on", "2024-01-05", "--file", path).code == 0
    assert len(json.loads(jytrack("task", "evidence", "3", "--format", "json").out)["rows"]) == 1
    assert jytrack("task", "evidence", "3", "-o", tmp_path / "取出").code == 0
    assert [each.name for each in (tmp_path / "取出").iterdir()] == ["补充.pdf"]
    assert json.loads(jytrack("task", "evidence", "3", *AS_OF, "--format", "json").out)["rows"] == []
