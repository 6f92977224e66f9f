"""What the office writes itself is the database's once init has taken it in, and the settings log tells when."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from jytrack.domain.plan.wording import DocumentKind
from jytrack.reports.formats.plain import render as plain
from jytrack.services.documents.drafting import Office, open_office, shipped_text
from jytrack.services.documents.wording import wording
from jytrack.services.plan.seeding import init
from jytrack.store.keeping.maintenance import check
from jytrack.store.plan.settings import Kind
from tests.plan_text import FOLDER
from tests.services.desks import CHINA, desk_at, loaded, told

TEXT = "标题：关于{{年度}}年{{时段}}的通报\n{{总体}}\n"
DATA = "项目,值\n署名,某县就业办\n整改期限,10\n"


def at(hour: int) -> datetime:
    return datetime(2023, 7, 5, hour, tzinfo=CHINA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Path(shutil.copytree(FOLDER, tmp_path / "plan"))
    (made / "documents").mkdir(exist_ok=True)
    return made


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return loaded(tmp_path / "台账.db")


def in_force(base: Path) -> Office:
    desk = desk_at(base, at(23))
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
        return open_office(session, plan, DocumentKind.QUARTERLY)


def test_without_words_of_its_own_the_program_s_are_in_force(base: Path) -> None:
    office = in_force(base)
    assert (office.text, office.shipped_wording) == (shipped_text(DocumentKind.QUARTERLY), True)
    assert (office.stationery.reporting_days, office.stationery.mending_days) == (2, 7)


def test_what_the_folder_says_is_kept_told_and_taken_back(base: Path, folder: Path) -> None:
    papers = folder / "documents"
    (papers / "季通报.txt").write_text(TEXT, encoding="utf-8")
    (papers / "文书.csv").write_text(DATA, encoding="utf-8")
    first = told(init(desk_at(base, at(9)), folder))
    assert [(row["subject"], row["before"], row["after"]) for row in first["rows"]] == [
        (f"{Kind.PAPERS} 季通报.txt", "", TEXT),
        (f"{Kind.PAPERS} 署名", "", "某县就业办"),
        (f"{Kind.PAPERS} 整改期限", "", "10"),
    ]
    shutil.rmtree(folder)
    office = in_force(base)
    assert (office.text, office.shipped_wording) == (TEXT, False)
    assert (office.stationery.organisation, office.stationery.mending_days) == ("某县就业办", 10)
    assert check(base).sound

    init(desk_at(base, at(10)), None)
    assert in_force(base).shipped_wording
    with desk_at(base, at(11)).database.reading() as session:
        rows = session.execute("SELECT was, became FROM settings_log WHERE subject = '文书 季通报.txt' ORDER BY id")
        assert [tuple(row) for row in rows] == [("", TEXT), (TEXT, "")]
    assert check(base).sound


def test_a_page_tells_the_length_of_a_changed_wording(base: Path, folder: Path) -> None:
    (folder / "documents" / "季通报.txt").write_text(TEXT, encoding="utf-8")
    page = plain(init(desk_at(base, at(9)), folder).report.document)
    assert f"共2行{len(TEXT)}字" in page


def test_trying_writes_nothing(base: Path, folder: Path) -> None:
    (folder / "documents" / "季通报.txt").write_text(TEXT, encoding="utf-8")
    tried = init(desk_at(base, at(9)), folder, dry_run=True)
    assert told(tried)["dry_run"] is True
    assert [row["subject"] for row in told(tried)["rows"]] == ["文书 季通报.txt"]
    assert in_force(base).shipped_wording


def test_a_broken_wording_is_refused_with_its_lines_and_nothing_is_made(tmp_path: Path, folder: Path) -> None:
    (folder / "documents" / "季通报.txt").write_text("标题：一\n{{总体}{{任务}}\n{{滞后指针}}\n", encoding="utf-8")
    for dry_run in (True, False):
        answer = init(desk_at(tmp_path / "新.db", at(9)), folder, dry_run=dry_run)
        assert answer.refused
        page = plain(answer.report.document)
        assert "季通报.txt 第2行：花括号不成对：{{总体}{{任务}}\n" in page
        assert "季通报.txt 第3行：没有“滞后指针”这一项，是不是“滞后指标”；有哪些见 jytrack report wording\n" in page
    assert not (tmp_path / "新.db").exists()


def test_a_hole_that_its_kind_never_fills_is_refused(base: Path, folder: Path) -> None:
    (folder / "documents" / "季通报.txt").write_text("标题：一\n// {{缺报}}\n｛｛缺报｝｝\n", encoding="utf-8")
    answer = init(desk_at(base, at(9)), folder)
    assert answer.refused
    page = plain(answer.report.document)
    assert "季通报.txt 第3行：“缺报”不在季通报里填；有哪些见 jytrack report wording 季通报\n" in page


def test_a_wording_as_it_is_shown_is_a_wording_file(base: Path, folder: Path) -> None:
    desk = desk_at(base, at(12))
    for kind in DocumentKind:
        (folder / "documents" / kind.file).write_text(wording(desk, kind), encoding="utf-8")
    assert not init(desk_at(base, at(13)), folder).refused
    overview = wording(desk_at(base, at(14)), None)
    assert all(f"{kind.label}　方案文件夹里的" in overview for kind in DocumentKind)
