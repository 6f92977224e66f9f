"""Drafts and their words as typed: where they may go, and what is said of what they cannot be."""

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.conftest import Jytrack
from tests.plan_text import FOLDER

JUNE = ("--as-of", "2023-06")


@pytest.mark.parametrize(
    ("command", "suffix"),
    [
        *((kind, suffix) for kind in ("quarterly", "special") for suffix in ("docx", "html", "md", "txt")),
        *((kind, suffix) for kind in ("halfyear", "monthly") for suffix in ("docx", "xlsx", "html", "md", "txt")),
    ],
)
def test_a_draft_is_written_as_its_suffix_says(jytrack: Jytrack, tmp_path: Path, command: str, suffix: str) -> None:
    path = tmp_path / f"稿.{suffix}"
    ran = jytrack("report", command, *JUNE, "-o", path)
    assert (ran.code, ran.out) == (0, "")
    raw = path.read_bytes()
    draft = "（代拟稿）" if (command, suffix) != ("monthly", "html") else "活动2023年6月进展"
    assert raw.startswith(b"PK") if suffix in ("docx", "xlsx") else draft in raw.decode()


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
def test_the_year_is_written_with_scores_where_asked(jytrack: Jytrack, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"全年.{suffix}"
    assert jytrack("report", "annual", "--as-of", "2023-12", "--score", "ningxia", "-o", path).code == 0
    raw = path.read_bytes()
    assert raw.startswith(b"PK") or "计分办法：ningxia" in raw.decode()
    assert "ningxia" in jytrack("report", "annual", "--as-of", "2023-12", "--score", "没有的办法").err


def test_a_lower_bound_is_a_number_in_a_workbook(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("target", "record", "new-posts", "--unit", "香水镇", "--period", "2023-06", "--month", "9").code == 0
    assert jytrack("report", "halfyear", *JUNE, "-o", tmp_path / "稿.xlsx").code == 0
    cells = [
        cell
        for sheet in openpyxl.load_workbook(tmp_path / "稿.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if "≥" in cell.number_format
    ]
    assert [cell.value for cell in cells] == [9]


@pytest.mark.parametrize("name", ["稿.csv", "稿.json", "稿.xlsx", "稿.pdf", "稿"])
def test_what_a_draft_cannot_be_is_said_before_anything_is_written(jytrack: Jytrack, tmp_path: Path, name: str) -> None:
    ran = jytrack("report", "quarterly", *JUNE, "-o", tmp_path / name)
    assert ran.code == 2
    assert "不是公文能写的格式；后缀用 .docx .html .md .txt，数据见 jytrack report variance --format json" in ran.err
    assert not (tmp_path / name).exists()


def test_another_day_names_the_nearest(jytrack: Jytrack) -> None:
    ran = jytrack("report", "quarterly", "--as-of", "2023-05")
    assert ran.code == 2
    assert "2023年5月31日不是季通报的截止日，最近的是：jytrack report quarterly --as-of 2023-06" in ran.err


def test_the_words_in_force_are_shown_and_written(jytrack: Jytrack, tmp_path: Path) -> None:
    assert "{{滞后指标}}" in jytrack("report", "wording").out
    shown = jytrack("report", "wording", "季通报").out
    path = tmp_path / "季通报.txt"
    assert jytrack("report", "wording", "quarterly", "-o", path).code == 0
    assert path.read_text(encoding="utf-8").strip() == shown.strip()
    assert shown.startswith("// 季度通报")
    assert jytrack("report", "wording", "季报").code == 2


def test_a_folder_s_own_words_make_the_draft(jytrack: Jytrack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "plan"))
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents" / "季通报.txt").write_text("标题：{{年度}}年{{时段}}情况\n\n{{总体}}\n", encoding="gb18030")
    tried = jytrack("init", "--seed", folder, "--dry-run")
    assert (tried.code, "只检查，没有写入" in tried.out) == (0, True)
    assert jytrack("init", "--seed", folder).code == 0
    page = jytrack("report", "quarterly", *JUNE).out
    assert page.startswith("2023年二季度情况\n")
    assert "【附件" not in page

    (folder / "documents" / "季通报.txt").write_text("{{总体}{{任务}}\n", encoding="utf-8")
    for dry in ((), ("--dry-run",)):
        ran = jytrack("init", "--seed", folder, *dry)
        assert ran.code == 3
        assert "季通报.txt：缺“标题：”一行\n季通报.txt 第1行：花括号不成对：{{总体}{{任务}}" in ran.out
    assert jytrack("report", "quarterly", *JUNE).out == page


def test_a_letterhead_is_taken_edited_and_taken_in(jytrack: Jytrack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "plan"))
    (folder / "documents").mkdir(exist_ok=True)
    own = folder / "documents" / "公文.docx"
    assert jytrack("report", "looks", "-o", own).code == 0
    assert jytrack("init", "--seed", folder).code == 0
    assert jytrack("report", "quarterly", *JUNE, "-o", tmp_path / "通报.docx").code == 0
    assert jytrack("db", "check").code == 0
    assert jytrack("report", "looks", "-o", tmp_path / "公文.txt").code == 2


def test_a_letterhead_without_its_hole_or_no_document_at_all_is_refused(jytrack: Jytrack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "plan"))
    (folder / "documents").mkdir(exist_ok=True)
    own = folder / "documents" / "公文.docx"
    bare = docx.Document()
    bare.save(str(own))
    (folder / "documents" / "季通报.txt").write_text("{{总体}\n", encoding="utf-8")
    ran = jytrack("init", "--seed", folder, "--dry-run")
    assert ran.code == 3
    assert "公文.docx：版式文件里没有{{正文}}一行" in ran.out
    assert "公文.docx：版式文件少了样式：" in ran.out
    assert "重新取一份：jytrack report looks -o 公文.docx" in ran.out
    assert "季通报.txt 第1行：花括号不成对：{{总体}" in ran.out
    own.write_bytes(b"not a document")
    ran = jytrack("init", "--seed", folder)
    assert (ran.code, "公文.docx：版式文件打不开" in ran.out) == (3, True)
