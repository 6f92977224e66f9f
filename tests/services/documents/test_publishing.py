"""A document goes out once, whole or not at all, and stands (documents.md §7)."""

import io
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from jytrack.domain.documents.publication import Series
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import LogAction
from jytrack.errors import InputRefused, JytrackError, NotFound, UsageError
from jytrack.reports.formats import xlsx
from jytrack.reports.formats.docx import render
from jytrack.services.documents import affected, bulletins, changing, correcting, issued, monthly
from jytrack.services.documents.publishing import Order, Published, publish
from jytrack.services.plan import goals
from jytrack.services.plan.seeding import init
from jytrack.services.sheets import importing
from jytrack.services.values.desk import Desk
from jytrack.shipped import shipped
from jytrack.store.database import contents
from jytrack.store.documents import publications
from jytrack.store.keeping import maintenance
from jytrack.store.plan.tasks import full_log
from tests.services.desks import CHINA, desk_at, told, with_demo

HALF = date(2023, 6, 30)
QUARTERLY = Order(DocumentKind.QUARTERLY, HALF)
JOBS = "urban-new-jobs"

pytestmark = pytest.mark.file


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("演示") / "台账.db")[0]


At = Callable[[int], Desk]


@pytest.fixture
def at(demo: Path, tmp_path: Path) -> At:
    """The office's desk on a day of July."""
    path = Path(shutil.copy(demo, tmp_path / "台账.db"))
    return lambda day: desk_at(path, datetime(2023, 7, day, 9, tzinfo=CHINA))


def draft(desk: Desk, place: Path) -> Path:
    place.write_bytes(render(bulletins.bulletin(desk, DocumentKind.QUARTERLY, HALF, None).report.document))
    return place


def retyped(draft: Path, was: str, became: str) -> Path:
    """The draft as somebody saved it again, with one paragraph typed over."""
    opened = docx.Document(str(draft))
    if was:
        (paragraph,) = [each for each in opened.paragraphs if was in each.text][:1]
        text = paragraph.text.replace(was, became, 1)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text
    place = draft.with_name("定稿.docx")
    opened.save(str(place))
    return place


def typed(desk: Desk, unit: str, month: int, number: int, reason: str = "") -> None:
    period = Period(2023, month)
    value = importing.Typed(JOBS, unit, period, month=str(number))
    order = importing.Order((), period, unit, desk.today, bool(reason), reason)
    assert not importing.record(desk, value, order).refused


def number_of(done: Published) -> int:
    assert done.number is not None, done
    return done.number


def test_what_went_out_comes_back_byte_for_byte_whatever_is_recorded_later(at: At, tmp_path: Path) -> None:
    final = retyped(draft(at(6), tmp_path / "底稿.docx"), "", "")
    done = publish(at(10), replace(QUARTERLY, files=(final,), lock=False))
    number = number_of(done)
    assert done.lines[0].startswith("定稿上的数据指纹")
    for turn in range(10):
        typed(at(11), "香水镇", 5, 20 + turn, f"第{turn}次核实")
    init(at(12), None)
    assert issued.reissue(at(13), number)[0].content == final.read_bytes()
    assert issued.reissue(at(13), number, draft=True)[0].content == (tmp_path / "底稿.docx").read_bytes()
    assert maintenance.check(at(13).path).sound


def test_a_month_goes_out_with_its_workbook(at: At) -> None:
    desk = at(10)
    workbook = xlsx.render(monthly.monthly(desk, HALF, None).report.paper("xlsx"))
    number = number_of(publish(desk, Order(DocumentKind.MONTHLY, HALF)))
    typed(at(11), "香水镇", 5, 20, "核实")
    paper, book = issued.reissue(at(12), number)
    assert (paper.name, book.name) == ("2023年第1期调度_月调度_底稿.docx", "2023年第1期调度_月调度_底稿.xlsx")
    assert book.content == workbook
    assert [each.content for each in issued.reissue(at(12), number, suffix=".xlsx")] == [workbook]
    assert issued.reissue(at(12), number, suffix="") == [paper]
    with pytest.raises(NotFound, match=r"没有 \.pdf 文件，存的是：月调度_底稿.docx、月调度_底稿.xlsx"):
        issued.reissue(at(12), number, suffix=".pdf")
    assert maintenance.check(desk.path).sound


def test_issues_are_counted_by_series_and_year(at: At) -> None:
    spring = date(2023, 3, 31)
    orders = [
        replace(QUARTERLY, as_of=spring),
        QUARTERLY,
        Order(DocumentKind.HALFYEAR, HALF),
        Order(DocumentKind.SPECIAL, HALF),
    ]
    for order in orders:
        publish(at(10), order)
    with at(10).database.reading() as session:
        found = publications.load(session)
    assert [(each.number, each.series, each.issue) for each in found] == [
        (1, Series.BULLETIN, 1), (2, Series.BULLETIN, 2), (3, Series.BULLETIN, 3), (4, Series.REPORT, 1),
    ]  # fmt: skip


def test_a_number_typed_over_is_asked_about_and_kept(at: At, tmp_path: Path) -> None:
    final = retyped(draft(at(6), tmp_path / "底稿.docx"), "700万元", "770万元")
    order = replace(QUARTERLY, files=(final,))
    asked = publish(at(10), order)
    assert asked.question
    assert asked.number is None
    assert any(line.startswith("定稿多出：") and "770万元" in line for line in asked.lines)
    assert "底稿有、定稿没有：700" in asked.lines
    number = number_of(publish(at(10), replace(order, yes=True)))
    with at(10).database.reading() as session:
        (kept,) = publications.load(session)
    assert number == 1
    assert [(each.added, each.number) for each in kept.changed_by_hand] == [(True, "770"), (False, "700")]


def test_a_final_that_is_no_word_file_is_kept_unread_and_said_so(at: At, tmp_path: Path) -> None:
    scan = tmp_path / "定稿.pdf"
    scan.write_bytes(b"%PDF-1.4 700")
    done = publish(at(10), replace(QUARTERLY, files=(scan,)))
    assert "定稿不是 .docx，没有核对里面的数" in done.lines
    assert issued.reissue(at(10), number_of(done))[0].content == scan.read_bytes()


def test_the_same_file_again_is_no_second_document(at: At, tmp_path: Path) -> None:
    final = retyped(draft(at(6), tmp_path / "底稿.docx"), "", "")
    order = replace(QUARTERLY, files=(final,))
    first = publish(at(10), order)
    again = publish(at(11), order)
    assert again.lines == ("第1号（2023年第1期通报）已发布过，内容相同",)
    assert again.number == first.number
    assert publish(at(11), QUARTERLY).number == first.number


def test_other_figures_need_a_correction_or_a_reason_to_replace(at: At) -> None:
    publish(at(10), replace(QUARTERLY, lock=False))
    typed(at(11), "黄花乡", 6, 5)
    with pytest.raises(InputRefused, match=r"已发布（第1期）；数有变动请发更正说明：jytrack report changes 1；"):
        publish(at(12), QUARTERLY)
    with pytest.raises(UsageError, match="整份重发要写明原因"):
        publish(at(12), replace(QUARTERLY, replaces=1))
    assert number_of(publish(at(12), replace(QUARTERLY, replaces=1, reason="补报后重发", lock=False))) == 2
    typed(at(13), "黄花乡", 6, 6, "核实")
    with pytest.raises(InputRefused, match="第1号不是"):
        publish(at(14), replace(QUARTERLY, replaces=1, reason="再来", lock=False))


def test_a_draft_of_other_facts_is_made_anew(at: At, tmp_path: Path) -> None:
    final = draft(at(6), tmp_path / "底稿.docx")
    folder = Path(shutil.copytree(shipped("seed") / "jingyuan-2023", tmp_path / "方案"))
    limits = folder / "thresholds.csv"
    limits.write_text(limits.read_text(encoding="utf-8-sig").replace("-10", "-5"), encoding="utf-8")
    init(at(7), folder)
    with pytest.raises(InputRefused, match=r"方案设置改过（亮灯标准.*请重新出底稿：jytrack report quarterly"):
        publish(at(10), replace(QUARTERLY, files=(final,)))


def test_publishing_does_its_own_milestone_and_locks_its_months(at: At) -> None:
    done = publish(at(10), QUARTERLY)
    assert any("节点“季通报（二季度）”已完成" in line for line in done.lines)
    assert any(line.startswith("已锁定2023年4月、2023年5月、2023年6月") for line in done.lines)
    with at(10).database.reading() as session:
        entries = full_log(session, "jingyuan-2023", 27)
    assert [(each.action, each.milestone, each.publication) for each in entries] == [
        (LogAction.MILESTONE_DONE, "季通报（二季度）", 1)
    ]
    with pytest.raises(InputRefused, match="锁定"):
        goals_and_readings_stand(at(11))
    typed(at(11), "黄花乡", 6, 5)  # a first report is welcome


def goals_and_readings_stand(desk: Desk) -> None:
    """A correction in a locked month, which is refused."""
    period = Period(2023, 5)
    order = importing.Order((), period, "香水镇", desk.today, correct=True, reason="核实")
    answer = importing.record(desk, importing.Typed(JOBS, "香水镇", period, month="10"), order)
    if answer.refused:
        raise InputRefused(str(answer.report.data))


def test_a_dry_run_writes_nothing(at: At) -> None:
    before = at(10).path.read_bytes()
    done = publish(at(10), replace(QUARTERLY, dry_run=True))
    assert (done.number, done.lines[0]) == (None, "试运行，没有写入；发布时会：")
    assert at(10).path.read_bytes() == before


def test_a_withdrawn_document_stays_and_says_so_and_its_period_is_free_again(at: At) -> None:
    publish(at(10), QUARTERLY)
    issued.withdraw(at(11), 1, "数据有误", None)
    assert issued.reissue(at(11), 1)[0].warning == "第1号已于2023年7月11日收回：数据有误"
    with pytest.raises(InputRefused, match="已于2023年7月11日收回"):
        issued.withdraw(at(12), 1, "再收一次", None)
    assert number_of(publish(at(12), QUARTERLY)) == 2
    (first, second) = told(issued.issued(at(12), None, with_changes=True))["rows"]
    assert (first["withdrawn"], second["withdrawn"], second["issue"]) == ("2023-07-11", None, 2)


def test_what_becomes_known_after_stamping_is_registered(at: At, tmp_path: Path) -> None:
    publish(at(10), replace(QUARTERLY, document_no="草号"))
    scan = tmp_path / "盖章.pdf"
    scan.write_bytes(b"%PDF")
    issued.register(at(11), 1, "泾就办〔2023〕12号", (scan,), None)
    (row,) = told(issued.issued(at(12), None, with_changes=False))["rows"]
    assert row["document_no"] == "泾就办〔2023〕12号"
    assert maintenance.check(at(12).path).sound


def test_an_issue_is_given_by_hand_only_with_a_reason_and_where_it_is_free(at: At) -> None:
    with pytest.raises(UsageError, match="指定期号要写明原因"):
        publish(at(10), replace(QUARTERLY, issue=5))
    done = publish(at(10), replace(QUARTERLY, issue=5, reason="从备份恢复，补登"))
    assert "2023年第5期通报（补登）" in done.lines[0]
    with pytest.raises(InputRefused, match="2023年第5期通报已经有了"):
        publish(at(10), Order(DocumentKind.HALFYEAR, HALF, issue=5, reason="补登"))
    publish(at(10), Order(DocumentKind.HALFYEAR, HALF))
    assert maintenance.check(at(10).path).sound


def test_paper_newer_than_a_restored_backup(at: At, tmp_path: Path) -> None:
    """The fingerprint is unknown; entered anew by hand at its printed moment it agrees."""
    desk = at(10)
    backup = Path(shutil.copy(desk.path, tmp_path / "备份.db"))
    final = draft(desk, tmp_path / "纸质定稿.docx")
    publish(desk, replace(QUARTERLY, files=(final,)))
    with desk.database.reading() as session:
        (known,) = publications.load(session)
    shutil.copy(backup, desk.path)
    for side in ("-wal", "-shm"):
        desk.path.with_name(desk.path.name + side).unlink(missing_ok=True)
    assert not maintenance.check(desk.path, [known.fingerprint]).sound
    order = replace(QUARTERLY, files=(final,), issue=1, reason="从备份恢复，补登")
    done = publish(at(20), order)
    assert done.lines[0] == f"定稿上的数据指纹 {known.fingerprint} 和重算的一致"
    checked = maintenance.check(desk.path, [known.fingerprint])
    assert checked.sound
    assert checked.codes[0].issued == "第1号（2023年第1期通报，7月20日发布）"


def test_two_publishers_of_one_period(at: At) -> None:
    def attempt(day: int) -> object:
        try:
            return publish(at(day), QUARTERLY).lines[-1]
        except JytrackError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(attempt, (10, 11)))
    with at(12).database.reading() as session:
        assert [each.issue for each in publications.load(session)] == [1]


def test_bytes_that_were_changed_are_told_and_not_handed_out(at: At) -> None:
    publish(at(10), QUARTERLY)
    with at(10).database.reading() as session:
        (known,) = publications.load(session)
        assert contents.load(session, known.files[0].sha256)
    with sqlite3.connect(at(10).path) as raw:
        raw.execute("DROP TRIGGER tr_content_no_update")
        raw.execute("UPDATE content SET body = x'00', size = 1 WHERE sha256 = ?", (known.files[0].sha256,))
    with pytest.raises(JytrackError, match="不是原来的了"):
        issued.reissue(at(11), 1)
    assert any("底稿" in line for line in maintenance.check(at(11).path).wrong)


def test_a_row_of_a_document_is_pinned_by_the_log(at: At) -> None:
    publish(at(10), QUARTERLY)
    with sqlite3.connect(at(10).path) as raw:
        raw.execute("DROP TRIGGER tr_publication_no_update")
        raw.execute("UPDATE publication SET title = '另一个题目'")
    wrong = maintenance.check(at(11).path).wrong
    assert any(line.startswith("督办日志第1条被改动") for line in wrong)


@pytest.mark.parametrize("followed", ["month_locked", "milestone_done"])
def test_what_followed_from_a_document_is_missed(at: At, followed: str) -> None:
    publish(at(10), QUARTERLY)
    with sqlite3.connect(at(10).path) as raw:
        (said,) = raw.execute("SELECT note FROM task_log WHERE action = 'published'").fetchone()
        assert said == (
            "2023年第1期通报；任务27节点“季通报（二季度）”完成；锁定2023年4月；锁定2023年5月；锁定2023年6月"
        )
        raw.execute("DROP TRIGGER tr_task_log_no_delete")
        raw.execute("DELETE FROM task_log WHERE id = (SELECT max(id) FROM task_log WHERE action = ?)", (followed,))
    wrong = maintenance.check(at(11).path).wrong
    line = "第1号（2023年第1期通报，7月10日发布）随发布登记的在督办日志里不全：任务27节点"
    assert any(each.startswith(line) for each in wrong), wrong


@pytest.mark.parametrize(
    ("order", "error", "said"),
    [
        (Order(DocumentKind.ACCOUNT), UsageError, "责任台账不能发布"),
        (replace(QUARTERLY, as_of=date(2023, 5, 31)), UsageError, "最近的是"),
        (replace(QUARTERLY, as_of=date(2023, 9, 30)), UsageError, "还没到"),
        (replace(QUARTERLY, on=date(2023, 8, 1)), UsageError, "还没到"),
        (replace(QUARTERLY, files=(Path("没有.docx"),)), UsageError, "没有.docx"),
        (replace(QUARTERLY, corrects=1), UsageError, "--corrects 只用于更正说明"),
        (Order(DocumentKind.CORRECTION), UsageError, "更正说明要写明更正第几号"),
        (Order(DocumentKind.CORRECTION, corrects=9), NotFound, "没有第9号发布"),
        (replace(QUARTERLY, replaces=9, reason="重发"), NotFound, "没有第9号发布"),
    ],
)
def test_what_cannot_be_meant_is_refused(at: At, order: Order, error: type[JytrackError], said: str) -> None:
    with pytest.raises(error, match=said):
        publish(at(10), order)


def test_what_calls_itself_a_word_file_and_is_none(at: At, tmp_path: Path) -> None:
    for name, content in (("空.docx", b""), ("错.docx", b"PK\x03\x04"), ("文.docx", "700万元".encode())):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(JytrackError, match=name):
            publish(at(10), replace(QUARTERLY, files=(tmp_path / name,)))


def test_the_correction_is_numbered_in_the_series_of_what_it_corrects(at: At) -> None:
    publish(at(10), replace(QUARTERLY, lock=False))
    with pytest.raises(InputRefused, match="没有变动的数，不用更正"):
        publish(at(11), Order(DocumentKind.CORRECTION, corrects=1))
    typed(at(11), "黄花乡", 6, 5)
    typed(at(12), "香水镇", 5, 10, "核实有5人重复登记")
    goals.revise(at(13), goals.Revision(JOBS, "600", date(2023, 6, 1), "上级调增", ""))
    found = told(changing.changes(at(14), 1, None, everything=False))["rows"]
    (rate,) = [row for row in found if (row["target"], row["unit"], row["field"]) == (JOBS, None, "attainment")]
    assert rate["steps"] == ["50.7%", "49.8%", "45.7%"]
    assert [cause["kind"] for cause in rate["causes"]] == ["late_report", "corrected", "goal"]
    assert changing.changes(at(14), None, None, everything=False).findings
    drafted = correcting.draft(at(14), 1, None).report.document
    assert drafted.title == "关于2023年第1期通报有关数据的更正说明"
    done = publish(at(14), Order(DocumentKind.CORRECTION, corrects=1))
    assert "2023年第2期通报" in done.lines[0]
    opened = docx.Document(io.BytesIO(issued.reissue(at(14), number_of(done))[0].content))
    assert any("城镇新增就业的进展由“待补报”变为“滞后”" in each.text for each in opened.paragraphs)
    assert publish(at(15), Order(DocumentKind.CORRECTION, corrects=1)).number == done.number


def test_a_changed_threshold_is_told_as_the_folder_s(at: At, tmp_path: Path) -> None:
    publish(at(10), QUARTERLY)
    folder = Path(shutil.copytree(shipped("seed") / "jingyuan-2023", tmp_path / "方案"))
    limits = folder / "thresholds.csv"
    limits.write_text(limits.read_text(encoding="utf-8-sig").replace("-10", "-5"), encoding="utf-8")
    init(at(11), folder)
    rows = told(changing.changes(at(12), 1, None, everything=False))["rows"]
    assert rows
    assert {cause["kind"] for row in rows for cause in row["causes"]} == {"folder"}


def test_an_act_says_which_documents_it_touches(at: At, tmp_path: Path) -> None:
    publish(at(10), replace(QUARTERLY, as_of=date(2023, 3, 31), lock=False))
    publish(at(10), replace(QUARTERLY, lock=False))
    assert affected.lines(at(10)) == []
    second = "影响已发布的2023年第2期通报，见 jytrack report changes 2"
    typed(at(11), "黄花乡", 6, 5)
    assert affected.lines(at(11)) == [second]
    typed(at(12), "香水镇", 3, 10, "核实")
    assert affected.lines(at(12)) == ["影响已发布的2023年第1期通报，见 jytrack report changes 1", second]
    goals.revise(at(13), goals.Revision(JOBS, "600", date(2023, 7, 1), "上级调增", ""))
    assert affected.lines(at(13)) == []
    folder = Path(shutil.copytree(shipped("seed") / "jingyuan-2023", tmp_path / "方案"))
    init(at(14), folder)
    assert affected.lines(at(14)) == []
    limits = folder / "thresholds.csv"
    limits.write_text(limits.read_text(encoding="utf-8-sig").replace("-10", "-5"), encoding="utf-8")
    init(at(15), folder)
    assert second in affected.lines(at(15))
    issued.withdraw(at(16), 2, "重出", None)
    typed(at(17), "黄花乡", 6, 7, "核实")
    assert second not in affected.lines(at(17))


def test_the_next_bulletin_says_what_changed_since_the_last(at: At) -> None:
    publish(at(10), replace(QUARTERLY, as_of=date(2023, 3, 31), lock=False))

    def said(day: int) -> str:
        document = bulletins.bulletin(at(day), DocumentKind.QUARTERLY, HALF, None).report.document
        return "".join(str(block) for block in document.blocks)

    assert "第1期通报后" not in said(10)
    typed(at(11), "香水镇", 3, 10, "核实")
    assert "第1期通报后有1项数据变动。" in said(11)
    publish(at(12), Order(DocumentKind.CORRECTION, corrects=1))
    assert "第1期通报后有1项数据变动，见更正说明。" in said(12)
