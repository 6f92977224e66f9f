"""Published documents as they are typed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack

QUARTER = ("--as-of", "2023-03")

pytestmark = pytest.mark.file


def test_a_document_goes_out_and_comes_back(jytrack: Jytrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = jytrack("report", "publish", "季通报", *QUARTER, "--no-lock", "-o", "底稿.docx")
    assert done.code == 0, done.err
    assert "已发布第1号：2023年第1期通报" in done.err
    assert "影响已发布的" not in done.err
    handed = jytrack("report", "reissue", "1")
    assert handed.code == 0, handed.err
    assert (tmp_path / "2023年第1期通报_季通报_底稿.docx").read_bytes() == (tmp_path / "底稿.docx").read_bytes()
    assert jytrack("report", "changes", "--exit-code").code == 0
    again = jytrack("report", "publish", "quarterly", *QUARTER)
    assert (again.code, again.err.strip()) == (0, "第1号（2023年第1期通报）已发布过，内容相同")


def test_whoever_changes_what_was_published_hears_it_at_once(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("report", "publish", "季通报", *QUARTER, "--no-lock").code == 0
    told = "影响已发布的2023年第1期通报，见 jytrack report changes 1"
    record = ("target", "record", "urban-new-jobs", "--unit", "香水镇", "--month", "5")
    assert told in jytrack(*record, "--period", "2023-03").err
    assert told not in jytrack(*record, "--period", "2023-04").err
    assert told in jytrack("target", "undo", "1", "--reason", "错", "--yes").err
    revised = jytrack("target", "revise", "new-posts", "--goal", "420", "--from", "2023-03-20", "--reason", "加码")
    assert told in revised.err
    assert told not in jytrack("db", "backup", tmp_path / "备份.zip").err
    changed = jytrack("report", "changes", "--exit-code")
    assert "目标调整400→420个，自3月20日起，加码" in changed.out
    paper = tmp_path / "更正.docx"
    assert jytrack("report", "changes", "-o", paper).code == 0
    assert paper.read_bytes().startswith(b"PK")


def test_what_cannot_be_written_out_afterwards_stands_all_the_same(jytrack: Jytrack, tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no full device here")
    done = jytrack("report", "publish", "季通报", *QUARTER, "-o", full)
    assert done.code == 6
    assert "不要重做" in done.err
    assert "jytrack report reissue 1" in done.err
    assert jytrack("report", "reissue", "1", "-o", tmp_path / "原件.docx").code == 0


def test_what_is_not_there(jytrack: Jytrack) -> None:
    for words in (("reissue", "9"), ("changes", "9"), ("withdraw", "9", "--reason", "错"), ("changes",)):
        refused = jytrack("report", *words)
        assert refused.code == 4, refused.err
        assert "jytrack report" in refused.err
