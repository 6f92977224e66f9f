"""Forms that come back: taken in whole or not at all, kept with two times, corrected, taken back."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as word
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.plan.feedback import FormKind, Item, Key
from jytrack.domain.values.period import Period
from jytrack.errors import InputRefused, UsageError
from jytrack.intake.books.word import word_rows
from jytrack.intake.sheets.files import Tab
from jytrack.intake.sheets.form_reader import FormReader
from jytrack.intake.sheets.forms import LONGEST, FormContext
from jytrack.reports.formats import csv, docx, xlsx
from jytrack.services.figures import targets
from jytrack.services.keeping.upkeep import check
from jytrack.services.sheets import undoing
from jytrack.services.sheets.forms import Order, import_forms
from jytrack.services.supervision import forms, tasks
from jytrack.services.values.desk import Desk
from jytrack.store.plan import feedback
from jytrack.store.sheets import receipts
from tests.services.desks import CHINA, desk_at, told, with_demo

JUNE, DAY = Period(2023, 6), date(2023, 7, 3)
AT = datetime(2023, 7, 3, 10, tzinfo=CHINA)
CODE = "guaranteed-loans"
HEAD = "2023年6月滞后原因说明表\n序号,指标,滞后原因,下步措施,责任人,完成时限\n"
LEDGER = "2023年6月督办台账\n序号,任务,最近进展,存在问题,下步打算\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("forms") / "demo.db")[0]


@pytest.fixture
def desk(demo: Path, tmp_path: Path) -> Desk:
    return desk_at(Path(shutil.copy(demo, tmp_path / "demo.db")), AT)


def later(desk: Desk, hours: int) -> Desk:
    return replace(desk, now=AT + timedelta(hours=hours))


def sent(desk: Desk, text: str, name: str = "表.csv") -> Path:
    path = desk.path.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def on_record(desk: Desk) -> dict[Key, str]:
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
        return {key: said.text for key, said in feedback.in_force(session, plan).items()}


def key(item: Item, subject: str | int = CODE) -> Key:
    return Key(subject, JUNE, item)


def test_reasons_are_kept_and_shown(desk: Desk) -> None:
    form = sent(desk, f"{HEAD}1,创业担保贷款发放,审批慢,每周会商,分管局长,9月底\n")
    first = told(import_forms(desk, Order((form,), received=DAY)))
    assert (first["written"], first["recorded_as"]) == (True, 15)
    assert on_record(desk) == {
        key(Item.CAUSE): "审批慢",
        key(Item.MEASURES): "每周会商",
        key(Item.PERSON): "分管局长",
        key(Item.UNTIL): "2023-09-30",
    }
    said = [
        {"period": "2023-06", "cause": "审批慢", "measures": "每周会商", "person": "分管局长", "until": "2023-09-30"}
    ]
    assert told(targets.show(desk, CODE, None, None))["rows"][0]["explanations"] == said
    assert told(tasks.show(desk, 15, None, None))["rows"][0]["explanations"] == {CODE: said}
    again = told(import_forms(desk, Order((form,), received=DAY)))
    assert (again["written"], again["files"][0]["counts"]["unchanged"]) == (False, 1)


def test_progress_goes_into_the_log_and_ends_neglect(desk: Desk) -> None:
    row = told(tasks.show(desk, 3, date(2023, 6, 30), None))["rows"][0]
    assert row["light"] == "yellow"
    import_forms(desk, Order((sent(desk, f"{LEDGER}3,,走访20家,无,继续走访\n"),), received=DAY))
    row = told(tasks.show(desk, 3, date(2023, 6, 30), None))["rows"][0]
    assert row["light"] == "grey"
    assert [(each["action"], each["note"], each["on"]) for each in row["log"]] == [
        ("progress", "走访20家", "2023-06-30"),
        ("problem", "无", "2023-06-30"),
        ("next_step", "继续走访", "2023-06-30"),
    ]
    progress = {"period": "2023-06", "progress": "走访20家", "problem": "无", "next_step": "继续走访"}
    assert row["monthly_progress"] == [progress]


def test_blank_is_not_said_and_a_later_form_completes(desk: Desk) -> None:
    import_forms(desk, Order((sent(desk, f"{HEAD}1,创业担保贷款发放,审批慢,,—,/\n"),)))
    more = import_forms(desk, Order((sent(desk, f"{HEAD}1,创业担保贷款发放,,每周会商,,\n", "二.csv"),)))
    assert not more.refused
    assert on_record(desk) == {key(Item.CAUSE): "审批慢", key(Item.MEASURES): "每周会商"}


def test_another_text_is_a_conflict_until_it_is_meant(desk: Desk) -> None:
    import_forms(desk, Order((sent(desk, f"{HEAD}1,创业担保贷款发放,审批慢,,,\n"),)))
    other = sent(desk, f"{HEAD}1,创业担保贷款发放,反担保难,,,\n", "改.csv")
    refused = import_forms(desk, Order((other,)))
    assert refused.refused
    assert told(refused)["rows"][0]["code"] == "conflict"
    assert on_record(desk)[key(Item.CAUSE)] == "审批慢"
    with pytest.raises(UsageError, match="更正要写明原因"):
        import_forms(desk, Order((other,), correct=True))
    done = told(import_forms(desk, Order((other,), correct=True, reason="来函")))
    (corrected,) = done["corrected_texts"]
    assert (corrected["before"], corrected["after"], corrected["field"]) == ("审批慢", "反担保难", "cause")
    assert on_record(desk)[key(Item.CAUSE)] == "反担保难"


def test_what_was_known_stays_known(desk: Desk) -> None:
    import_forms(desk, Order((sent(desk, f"{HEAD}1,创业担保贷款发放,审批慢,,,\n"),)))
    known = AT + timedelta(minutes=30)
    other = sent(desk, f"{HEAD}1,创业担保贷款发放,反担保难,,,\n")
    import_forms(later(desk, 1), Order((other,), correct=True, reason="来函"))
    page = told(targets.show(later(desk, 2), CODE, None, known))
    assert page["rows"][0]["explanations"][0]["cause"] == "审批慢"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"{HEAD}1,没有的指标,慢,,,\n", [("unknown-metric", 3, "B")]),
        (f"{HEAD}1,职业技能培训x,慢,,,\n", [("unknown-metric", 3, "B")]),
        (f"{HEAD}1,创业担保贷款发放,同上,,,\n", [("ditto", 3, "C")]),
        (f"{HEAD}1,创业担保贷款发放,#REF!,,,\n", [("formula-error", 3, "C")]),
        (f"{HEAD}1,创业担保贷款发放,慢,,,月底\n", [("not-a-date", 3, "F")]),
        (f"{HEAD}1,创业担保贷款发放,慢,,,2023-05-31\n", [("not-a-date", 3, "F")]),
        (f"{HEAD}1,创业担保贷款发放,{'慢' * 501},,,\n", [("too-long", 3, "C")]),
        (f"{HEAD}1,创业担保贷款发放,慢,,王某13800138000,\n", [("personal-data", 3, "E")]),
        (f"{HEAD}1,创业担保贷款发放,慢,,,\n2,创业担保贷款发放,快,,,\n", [("duplicate-key", 4, "C")]),
        (
            f"{HEAD}1,创业担保贷款发放,同上,,,没有\n2,无此,慢,,,\n",
            [("ditto", 3, "C"), ("not-a-date", 3, "F"), ("unknown-metric", 4, "B")],
        ),
        (HEAD, [("empty", None, None)]),
        ("随便,写写\n1,2\n", [("no-header", None, None)]),
        ("滞后原因说明表\n指标,滞后原因\n创业担保贷款发放,慢\n", [("unknown-period", None, None)]),
        ("2024年6月说明\n指标,滞后原因\n创业担保贷款发放,慢\n", [("period-outside-plan", None, None)]),
        ("2023年9月说明\n指标,滞后原因\n创业担保贷款发放,慢\n", [("period-not-begun", None, None)]),
        ("2023年5月和2023年6月\n指标,滞后原因\n创业担保贷款发放,慢\n", [("period-conflict", None, None)]),
        ("2023年6月\n报告期,指标,滞后原因\n2023-05,创业担保贷款发放,慢\n", [("period-conflict", 3, "A")]),
        (f"{LEDGER}3,强化创业政策支持,已办,,\n", [("unknown-task", 3, "A")]),
        (f"{LEDGER}99,,已办,,\n", [("unknown-task", 3, "B")]),
        (f"{LEDGER}15,强化创业政策,已办,,\n", [("unknown-task", 3, "B")]),
    ],
)
def test_every_fault_is_named_at_its_cell_and_nothing_is_written(
    desk: Desk, text: str, faults: Sequence[tuple[str, int | None, str | None]]
) -> None:
    good = sent(desk, f"{HEAD}1,职业技能培训,慢,,,\n", "好.csv")
    answer = import_forms(desk, Order((good, sent(desk, text)), received=DAY))
    found = [each for each in told(answer)["rows"] if each["severity"] == "error"]
    assert [(each["code"], each["row"], each["column"]) for each in found] == list(faults)
    assert answer.refused
    assert on_record(desk) == {}
    assert not any("13800138000" in str(each) for each in found)


def test_partial_leaves_the_bad_row(desk: Desk) -> None:
    form = sent(desk, f"{HEAD}1,创业担保贷款发放,慢,,,\n2,职业技能培训,同上,,,\n")
    dry = import_forms(desk, Order((form,), partial=True, dry_run=True))
    assert (told(dry)["written"], on_record(desk)) == (False, {})
    assert import_forms(desk, Order((form,), partial=True)).refused
    assert on_record(desk) == {key(Item.CAUSE): "慢"}


def test_what_goes_back_is_marked_and_says_what_to_do(desk: Desk) -> None:
    form = sent(desk, f"{HEAD}1,创业担保贷款发放,同上,,,\n", "人社局说明.csv")
    copy, slip = import_forms(desk, Order((form,), slips=True)).attachments
    assert (copy.name, slip.name) == ("人社局说明.退回.xlsx", "人社局说明.退回单.txt")
    assert "C3格（创业担保贷款发放）" in slip.content.decode()
    assert copy.content.startswith(b"PK")


def test_two_files_of_one_import_must_agree(desk: Desk) -> None:
    one = sent(desk, f"{HEAD}1,创业担保贷款发放,审批慢,,,\n", "一.csv")
    two = sent(desk, f"{HEAD}1,创业担保贷款发放,反担保难,,,\n", "二.csv")
    assert import_forms(desk, Order((one, two))).refused
    assert on_record(desk) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{HEAD}1,创业担保贷款发放,审批慢,会商,局长,2023-09-30\n", 4),
        (f"{LEDGER}15,,已放700万元,审批慢,\n3,,走访,,\n", 3),
    ],
    ids=["reasons", "ledger"],
)
def test_an_import_is_undone_and_done_again(desk: Desk, text: str, shown: int) -> None:
    import_forms(desk, Order((sent(desk, text),), received=DAY))
    before = on_record(desk)
    gone = told(undoing.undo(later(desk, 1), undoing.Order(15, "填错")))
    assert (len(gone["texts"]), gone["rows"], on_record(desk)) == (shown, [], {})
    with pytest.raises(InputRefused, match="已由第16次撤销"):
        undoing.undo(later(desk, 2), undoing.Order(15, "再来"))
    undoing.undo(later(desk, 2), undoing.Order(16, "没错"))
    assert on_record(desk) == before
    row = told(tasks.show(later(desk, 3), 3, date(2023, 6, 30), AT + timedelta(minutes=90)))["rows"][0]
    assert row["light"] == "yellow", "in between nothing had been told of the task"
    assert check(later(desk, 4)).report.data["sound"] is True


def test_what_was_changed_since_is_not_undone_below(desk: Desk) -> None:
    import_forms(desk, Order((sent(desk, f"{HEAD}1,创业担保贷款发放,审批慢,,,\n"),)))
    other = sent(desk, f"{HEAD}1,创业担保贷款发放,反担保难,,,\n")
    import_forms(later(desk, 1), Order((other,), correct=True, reason="来函"))
    with pytest.raises(InputRefused, match="后来又由第16次（1个）改动"):
        undoing.undo(later(desk, 2), undoing.Order(15, "错"))
    undoing.undo(later(desk, 2), undoing.Order(16, "不改了"))
    assert on_record(desk)[key(Item.CAUSE)] == "审批慢"


@pytest.mark.parametrize("kind", FormKind)
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx"])
def test_a_form_comes_back_as_it_went_out(desk: Desk, kind: FormKind, suffix: str) -> None:
    """Unfilled it says nothing; what had come back already is unchanged."""
    import_forms(desk, Order((sent(desk, f"{HEAD}1,创业担保贷款发放,=1+1,<w:p>,{{{{总体}}}},2023-09-30\n"),)))
    import_forms(desk, Order((sent(desk, f"{LEDGER}3,,@走访,-无,+\n"),)))
    (made,) = forms.forms(desk, kind, forms.Asked(as_of=date(2023, 6, 30)))
    render = {"csv": csv.render, "xlsx": xlsx.render, "docx": docx.render}[suffix]
    path = desk.path.parent / f"{made.name}.{suffix}"
    path.write_bytes(render(made.report.document))
    answer = told(import_forms(desk, Order((path,), received=DAY)))
    counts = answer["files"][0]["counts"]
    assert (counts["new"], counts["corrected"], counts["rejected"], counts["unchanged"]) == (0, 0, 0, 1), answer["rows"]


def filled(desk: Desk, kind: FormKind, cells: dict[int, str], name: str = "回表.docx") -> Path:
    """The Word form, with the last cells of its first row of the table filled in."""
    (made,) = forms.forms(desk, kind, forms.Asked(as_of=date(2023, 6, 30)))
    path = desk.path.parent / name
    path.write_bytes(docx.render(made.report.document))
    opened = word.Document(str(path))
    for column, text in cells.items():
        opened.tables[0].rows[1].cells[column].text = text
    opened.save(str(path))
    return path


def test_a_form_filled_in_in_word_is_read(desk: Desk) -> None:
    form = filled(desk, FormKind.REASONS, {-4: "审批慢", -3: "每周会商\n逐户走访", -2: "分管局长", -1: "9月底"})
    answer = told(import_forms(desk, Order((form.parent,), received=DAY)))
    assert (answer["written"], answer["files"][0]["encoding"]) == (True, "docx"), answer["rows"]
    assert on_record(desk) == {
        key(Item.CAUSE, "zero-employment-families"): "审批慢",
        key(Item.MEASURES, "zero-employment-families"): "每周会商 逐户走访",
        key(Item.PERSON, "zero-employment-families"): "分管局长",
        key(Item.UNTIL, "zero-employment-families"): "2023-09-30",
    }
    assert not check(desk).findings


def test_what_is_wrong_in_word_goes_back_and_is_remembered(desk: Desk) -> None:
    form = filled(desk, FormKind.REASONS, {-4: "审批慢", -1: "第三十五天"})
    answer = import_forms(desk, Order((form,), received=DAY, slips=True))
    assert answer.refused
    assert on_record(desk) == {}
    names = [each.name for each in answer.attachments]
    assert "退回" in "".join(names), names
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session)
        (kept,) = receipts.load(session, plan, clock.known_at)
    assert (kept.name, kept.received_on, kept.refused) == ("回表.docx", DAY, True)
    import_forms(later(desk, 24), Order((form,)))
    assert not check(desk).findings


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"PK\x03\x04word/document.xml" * 9])
def test_what_calls_itself_a_word_file_and_is_none(desk: Desk, content: bytes) -> None:
    path = desk.path.parent / "表.docx"
    path.write_bytes(content)
    assert import_forms(desk, Order((path,), received=DAY)).refused


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", [["甲 乙"]]),
        ('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>跨</w:t></w:r></w:p></w:tc>'
         "<w:tc><w:p><w:r><w:t>尾</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", [["跨", "", "尾"]]),
        ("<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>续</w:t></w:r></w:p></w:tc>"
         "<w:tc><w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:t>留</w:t></w:r></w:p></w:tc>"
         "</w:tr></w:tbl>", [["", "留"]]),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p>"
         "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>", [["外 内"]]),
        ('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc>'
         "</w:tr></w:tbl>", [["宽", *[""] * 63]]),
    ],
)  # fmt: skip
def test_rows_of_a_word_file(body: str, rows: list[list[str]]) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    held = BytesIO()
    with ZipFile(held, "w") as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    assert word_rows(held.getvalue()) == rows


def test_forms_are_made_for_each_lead(desk: Desk) -> None:
    asked = forms.Asked(everyone=True, as_of=date(2023, 6, 30))
    names = [made.name for made in forms.forms(desk, FormKind.REASONS, asked)]
    assert names == ["人社局滞后原因说明表", "发改局滞后原因说明表"]
    with pytest.raises(UsageError, match="“财政局”没有滞后的指标，不用填滞后原因说明表"):
        forms.forms(desk, FormKind.REASONS, forms.Asked("财政局", as_of=date(2023, 6, 30)))


CONTEXT = FormContext(2023, {"创业担保贷款发放": CODE}, {CODE: "创业担保贷款发放"}, {3: "发展服务业扩大就业"}, DAY)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ("指标", "任务", "序号", "滞后原因", "完成时限", "最近进展", "创业担保贷款发放", "3", "9月底", "2023-06")
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=12))
def test_nothing_that_stands_in_a_sheet_breaks_the_reader(rows: list[list[str]]) -> None:
    reader = FormReader(Tab("", lambda: rows), "2023年6月.csv", CONTEXT)
    assert reader.problems or reader.statements
    for said in reader.statements:
        assert 0 < len(said.text) <= LONGEST
        assert said.key.item in reader.head.kind.items if reader.head else False
        assert rows[said.row - 1][said.column].strip()
    for problem in reader.problems:
        reader.point(problem)
