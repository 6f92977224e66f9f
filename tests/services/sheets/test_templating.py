"""Sheets made for units: which month, which metrics, and that what comes back filled in is imported as it is."""

import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Metric
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Measure, Reporting
from jytrack.errors import NotFound, UsageError
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.sheets.words import whole
from jytrack.reports.sheets.template_values import Cell, Choice, Entry, Template
from jytrack.services.figures import targets
from jytrack.services.plan import allocating
from jytrack.services.sheets import importing
from jytrack.services.sheets.templating import Made, Order, templates
from tests.services.desks import CHINA, desk_at, loaded, told, with_demo

FILLED = datetime(2023, 12, 20, 9, tzinfo=CHINA)
TOWN, BUREAU = "香水镇", "人社局"
FIGURES = tuple(field.label for field in Field)
NUMBERS = count()
Figures = dict[str, Decimal]


class Bases(NamedTuple):
    """A database without a reading and one with the demo's readings to June, the plan, and a folder for copies."""

    empty: Path
    demo: Path
    plan: Plan
    folder: Path


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Bases:
    folder = tmp_path_factory.mktemp("templates")
    empty, demo = loaded(folder / "empty.db"), with_demo(folder / "demo.db")[0]
    desk = desk_at(empty, FILLED)
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    return Bases(empty, demo, plan, folder)


def made(path: Path, **asked: object) -> Made:
    return templates(desk_at(path, FILLED), Order(**asked))  # type: ignore[arg-type]


def named(template: Template) -> list[object]:
    return [row[1] for row in template.rows if not isinstance(row[1], Choice)]


# --- which month, which metrics ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "today", "period"),
    [
        (TOWN, date(2023, 7, 3), Period(2023, 7)),  # June fell due on 25 June
        (TOWN, date(2023, 7, 25), Period(2023, 7)),  # the due day itself
        (TOWN, date(2023, 7, 26), Period(2023, 8)),
        (TOWN, date(2023, 2, 26), Period(2023, 2)),  # 25 February is a Saturday: moved to the 27th
        (BUREAU, date(2023, 7, 26), Period(2023, 7)),  # departments report on the 28th
        ("退役军人事务局", date(2023, 7, 3), Period(2023, 12)),  # it reports once a year
        (None, date(2023, 7, 26), Period(2023, 7)),
        (TOWN, date(2023, 12, 31), Period(2023, 12)),  # nothing is due any more
        (TOWN, date(2022, 12, 1), Period(2023, 1)),
    ],
)
def test_the_month_is_the_one_due_next(bases: Bases, unit: str | None, today: date, period: Period) -> None:
    found = made(bases.empty, unit=unit, as_of=today).templates
    assert {sheet.period for sheet in found} == {period}
    assert f"{period.year}年{period.month}月" in found[0].title


def test_quarterly_metrics_stand_in_their_months_only(bases: Bases) -> None:
    july = made(bases.empty, unit=TOWN, period=Period(2023, 7))
    june = made(bases.empty, unit=TOWN, period=Period(2023, 6))
    every = made(bases.empty, unit=TOWN, period=Period(2023, 7), every=True)
    assert len(named(july.templates[0])) == 9
    assert len(named(june.templates[0])) == 12
    assert (named(every.templates[0]), every.notes) == (named(june.templates[0]), ())
    (note,) = july.notes
    assert "困难群体基本服务到位率（每季度）" in note
    assert "--every" in note
    assert july.templates[0].choices == (
        "有稳定就业者的家庭占比",
        "困难群体基本服务到位率",
        "行政村（社区）就业工作人员配备率",
    )
    assert june.templates[0].choices == june.notes == ()


def test_all_units_with_something_to_report(bases: Bases) -> None:
    found = made(bases.empty, period=Period(2023, 7))
    assert [sheet.name for sheet in found.templates][-7:] == [
        f"{unit}2023年7月填报表" for unit in ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
    ]
    assert "没有做表的单位：退役军人事务局" in found.notes[0]
    assert len(made(bases.empty, period=Period(2023, 12)).templates) == len(found.templates) + 1


def test_the_sheet_of_one_unit_is_that_among_all(bases: Bases) -> None:
    """Only the unit's own readings are read for it."""
    found = made(bases.demo, period=Period(2023, 7)).templates
    for sheet in found:
        unit = sheet.name.removesuffix("2023年7月填报表")
        assert made(bases.demo, unit=unit, period=Period(2023, 7)).templates == (sheet,)


def test_a_group_is_its_members(bases: Bases) -> None:
    found = made(bases.empty, unit="各乡（镇）", period=Period(2023, 7))
    assert len(found.templates) == 7


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"unit": "教育体育局"}, UsageError, "没有填报责任"),
        ({"unit": "退役军人事务局", "period": Period(2023, 7)}, UsageError, "没有要报的指标"),
        ({"unit": TOWN, "period": Period(2022, 7)}, UsageError, "方案是2023年的"),
        ({"unit": "香水乡"}, NotFound, "是不是“香水”"),
    ],
)
def test_refusals(bases: Bases, asked: dict[str, object], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as refused:
        made(bases.empty, **asked)
    assert "--every" in str(refused.value) or "jytrack" in str(refused.value)


def test_what_was_not_known_yet_is_not_shown(bases: Bases) -> None:
    now = made(bases.demo, unit=TOWN, period=Period(2023, 7)).templates[0]
    then = made(bases.demo, unit=TOWN, period=Period(2023, 7), known_at=datetime(2023, 3, 7, 10, tzinfo=CHINA))
    assert "上月累计" in now.columns
    assert "上月累计" not in then.templates[0].columns


def first_row(path: Path, month: int) -> dict[str, Cell]:
    (found,) = made(path, unit=TOWN, period=Period(2023, month)).templates
    return dict(zip(found.columns, found.rows[0], strict=True))


@pytest.mark.parametrize(
    ("months", "since", "shown", "adds_up"),
    [
        ({1: "5", 2: "-2", 3: "4"}, 202301, Fraction(7), ("上月累计", "本月数")),
        ({1: "5", 3: "4"}, 202301, "有缺报：9", ()),
        ({1: "5", 2: "-2"}, 202301, "有缺报：3", ()),
        ({3: "4"}, 202303, "3月：4", ()),  # what the unit did before it had the duty is not known
    ],
)
def test_a_cumulative_value_is_held_to_the_months_when_all_are_known(
    tmp_path: Path, months: dict[int, str], since: int, shown: Cell, adds_up: tuple[str, ...]
) -> None:
    path = loaded(tmp_path / "db")
    desk = desk_at(path, FILLED - timedelta(days=1))
    for month, value in months.items():
        typed = importing.Typed("urban-new-jobs", TOWN, Period(2023, month), month=value)
        assert not importing.record(desk, typed, importing.Order(())).refused
    with desk.database.writing() as session:
        session.execute("UPDATE duty SET since = ?", (since,))
    row = first_row(path, 4)
    cumulative = row["累计数"]
    assert isinstance(cumulative, Entry)
    assert (row["上月累计"], cumulative.adds_up) == (shown, adds_up)


def test_in_january_the_month_is_the_cumulative_value(bases: Bases) -> None:
    cumulative = first_row(bases.demo, 1)["累计数"]
    assert isinstance(cumulative, Entry)
    assert cumulative.adds_up == ("本月数",)


def goals_of(path: Path, unit: str, month: int) -> dict[object, Cell]:
    (found,) = made(path, unit=unit, period=Period(2023, month)).templates
    rows = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
    return {row["指标"]: row["年度目标"] for row in rows if isinstance(row["指标"], str)}


def test_the_unit_sees_its_part_of_the_goal(bases: Bases, tmp_path: Path) -> None:
    assert goals_of(bases.empty, TOWN, 12)["创造新岗位"] is None  # not split yet
    path = Path(shutil.copy(bases.empty, tmp_path / "db"))
    allocating.allocate(desk_at(path, FILLED), allocating.Order("new-posts", equal=True))
    found = goals_of(path, TOWN, 12)
    assert (found["创造新岗位"], found["零就业家庭（期末户数）"]) == (Fraction(58), "不高于0户")
    assert found["有稳定就业者的家庭占比"] == "不低于100%"
    assert goals_of(path, BUREAU, 7)["线上线下招聘活动"] == Fraction(10)  # nobody else reports it
    assert goals_of(path, "社会经济调查队", 7) == {"城镇调查失业率": "不高于5.5%"}


# --- what comes back --------------------------------------------------------------------------------------------------


class Filled(NamedTuple):
    """A template, the figures put into it by metric, and the metrics that stand in spare rows."""

    template: Template
    figures: Mapping[str, Figures]
    spare: Sequence[str]


@st.composite
def filled(draw: st.DrawFn, bases: Bases, *, demo: bool, spare_rows: bool) -> Filled:
    """Any unit's sheet for any month, with legal figures in some of its rows."""
    units = [d.name for d in bases.plan.departments if any(d.name in t.units for t in bases.plan.targets)]
    every = draw(st.booleans())
    month = draw(st.sampled_from([7, 9, 12])) if demo else draw(st.sampled_from([1, 2, 3, 12]))
    unit = draw(st.sampled_from(units)) if every or month == 12 else draw(st.sampled_from([TOWN, "社会经济调查队"]))
    path = bases.demo if demo else bases.empty
    (template,) = made(path, unit=unit, period=Period(2023, month), every=every).templates
    spare = draw(st.lists(st.sampled_from(template.choices), unique=True, max_size=3)) if template.choices else []
    metrics = {target.metric.name: target.metric for target in bases.plan.targets}
    chosen = [str(name) for name in named(template) if draw(st.booleans())] + (spare if spare_rows else [])
    so_far = {str(row[1]): dict(zip(template.columns, row, strict=True)).get("上月累计") for row in template.rows}
    figures = {name: draw(legal(metrics[name], so_far.get(name), month)) for name in chosen}
    for row in template.rows:
        assert_fits(dict(zip(template.columns, row, strict=True)), figures.get(str(row[1]), {}))
    return Filled(template, figures, spare if spare_rows else [])


def assert_fits(row: Mapping[str, Cell], figures: Figures) -> None:
    """The cells of a row refuse no figure that a unit may report."""
    given_before = {heading: Decimal(plain(cell)) for heading, cell in row.items() if isinstance(cell, Fraction)}
    known = given_before | figures
    for heading, figure in figures.items():
        cell = row[heading]
        assert isinstance(cell, Entry)
        assert figure == int(figure) or not cell.whole
        assert figure >= 0 or cell.may_be_negative
        assert figure <= known.get(cell.not_over, figure)
        assert figure >= known.get(cell.not_under, figure)
        if cell.adds_up and set(cell.adds_up) <= set(known):
            assert figure == sum(known[part] for part in cell.adds_up)


@st.composite
def legal(draw: st.DrawFn, metric: Metric, so_far: object, month: int) -> Figures:
    """Figures that a unit may report of `metric`, whose cumulative value before is `so_far` as the sheet shows it."""

    def number(field: Field, least: Decimal | int = 0, most: Decimal | int = 10**7) -> Decimal:
        places = 0 if whole(metric, field) else 4
        return draw(st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False))

    if metric.measure is Measure.RATE:
        denominator = number(Field.DENOMINATOR)
        most = denominator if metric.share_of_people else 10**7
        return {"分子": number(Field.NUMERATOR, most=most), "分母": denominator}
    if metric.reporting is Reporting.POINT:
        return {"数值": number(Field.VALUE)}
    known = isinstance(so_far, Fraction) or month == 1
    before = Decimal(str(so_far).rpartition("：")[2]) if so_far is not None else Decimal(0)
    least = -(10**7) if metric.may_be_negative else 0
    if metric.reporting is not Reporting.INCREMENT:
        return {"累计数": number(Field.CUMULATIVE, least=before)}
    in_month = number(Field.MONTH, least=least)
    both = {"本月数": in_month, "累计数": before + in_month}
    return draw(st.sampled_from([{"本月数": in_month}, *([both, {"累计数": before + in_month}] if known else [])]))


def as_csv(work: Filled) -> bytes:
    """The sheet filled in as a text editor would."""
    content = import_module("jytrack.reports.formats.template_csv").render(work.template)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    columns = rows[1]
    for row in rows[2:]:
        for heading, figure in work.figures.get(row[columns.index("指标")], {}).items():
            row[columns.index(heading)] = str(figure)
            if "来源" in columns:
                row[columns.index("来源")] = "某公报"
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(work: Filled) -> bytes:
    """The sheet filled in as a spreadsheet program would, spare rows too."""
    content = import_module("jytrack.reports.formats.template_xlsx").render(work.template)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    header = next(row for row in range(1, 20) if sheet.cell(row, 2).value == "指标")
    columns = [cell.value for cell in sheet[header]]
    spare = list(work.spare)
    for row in range(header + 1, header + 1 + len(work.template.rows)):
        if sheet.cell(row, 2).value is None and spare:
            sheet.cell(row, 2).value = spare.pop()
        for heading, figure in work.figures.get(str(sheet.cell(row, 2).value), {}).items():
            cell = sheet.cell(row, columns.index(heading) + 1)
            assert not cell.protection.locked
            cell.value = int(figure) if figure == int(figure) else float(figure)
            if "来源" in columns:
                sheet.cell(row, columns.index("来源") + 1).value = "某公报"
    signature = sheet.cell(header + len(work.template.rows) + 2, 1)
    assert signature.value == "制表人："
    signature.value = "制表人：某某某"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def comes_back(bases: Bases, base: Path, work: Filled, content: bytes, suffix: str) -> None:
    """Import the filled sheet: nothing is refused or put right, and what is on record is what was filled in."""
    number = next(NUMBERS)
    database = Path(shutil.copy(base, bases.folder / f"{number}.db"))
    folder = bases.folder / str(number)
    folder.mkdir()
    file = folder / f"{work.template.name}{suffix}"
    file.write_bytes(content)
    desk = desk_at(database, FILLED)
    told_of = told(importing.import_sheets(desk, importing.Order((file,), confirm=True)))
    (outcome,) = told_of["files"]
    if work.figures:
        # Beside doubts about random figures it is told which columns of the sheet are there for information only.
        assert {p["code"] for p in outcome["problems"] if p["severity"] != "warning"} <= {"set-aside"}
    else:
        assert {p["code"] for p in outcome["problems"]} <= {"empty", "set-aside"}
    assert outcome["counts"]["new"] == len(work.figures)
    month = work.template.period
    unit = str(work.template.rows[0][0])
    on_record = told(targets.readings(desk, None, unit, month, None, None, with_history=False))["rows"]
    names = {target.code: target.metric.name for target in bases.plan.targets}
    stated = {
        names[row["target"]]: {field.label: row[field.value] for field in Field if row[field.value] is not None}
        for row in on_record
    }
    assert stated == {
        name: {heading: pytest.approx(float(figure), abs=1e-9) for heading, figure in figures.items()}
        for name, figures in work.figures.items()
    }
    database.unlink()


@settings(max_examples=30, deadline=None)
@given(data=st.data(), demo=st.booleans())
def test_a_filled_text_sheet_is_imported_as_it_is(bases: Bases, data: st.DataObject, demo: bool) -> None:
    work = data.draw(filled(bases, demo=demo, spare_rows=False))
    comes_back(bases, bases.demo if demo else bases.empty, work, as_csv(work), ".csv")


@settings(max_examples=30, deadline=None)
@given(data=st.data(), demo=st.booleans())
def test_a_filled_workbook_is_imported_as_it_is(bases: Bases, data: st.DataObject, demo: bool) -> None:
    work = data.draw(filled(bases, demo=demo, spare_rows=True))
    comes_back(bases, bases.demo if demo else bases.empty, work, as_xlsx(work), ".xlsx")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_blank_sheet_reports_nothing(bases: Bases, kind: str) -> None:
    (template,) = made(bases.demo, unit=TOWN, period=Period(2023, 7)).templates
    content = import_module(f"jytrack.reports.formats.template_{kind}").render(template)
    comes_back(bases, bases.demo, Filled(template, {}, ()), content, f".{kind}")


def test_a_hidden_list_of_metrics_is_no_sheet_to_import(bases: Bases) -> None:
    (template,) = made(bases.demo, unit=TOWN, period=Period(2023, 7)).templates
    long = replace(template, choices=template.choices * 9)
    work = Filled(long, {"创造新岗位": {"本月数": Decimal(3)}}, ())
    comes_back(bases, bases.demo, work, as_xlsx(work), ".xlsx")


@pytest.mark.parametrize("typed", ["5.4", "5.4%", "５．４％", 5.4])
def test_a_percentage_comes_back_as_it_was_meant(bases: Bases, tmp_path: Path, typed: str | float) -> None:
    (template,) = made(bases.empty, unit="社会经济调查队", period=Period(2023, 7)).templates
    content = import_module("jytrack.reports.formats.template_xlsx").render(template)
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    header = next(row for row in range(1, 20) if page.cell(row, 2).value == "指标")
    columns = [cell.value for cell in page[header]]
    for heading, value in {"数值": typed, "来源": "某公报"}.items():
        page.cell(header + 1, columns.index(heading) + 1).value = value
    book.save(tmp_path / "社会经济调查队.xlsx")
    desk = desk_at(Path(shutil.copy(bases.empty, tmp_path / "db")), FILLED)
    assert not importing.import_sheets(desk, importing.Order((tmp_path / "社会经济调查队.xlsx",))).refused
    asked = targets.readings(desk, None, "社会经济调查队", Period(2023, 7), None, None, with_history=False)
    assert [row["value"] for row in told(asked)["rows"]] == [5.4]
