"""月调度 as workbook, draft and page: what stands in them, what is to be filled in, and that every number is a fact."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.plan.feedback import Explanation
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Colour
from jytrack.errors import UsageError
from jytrack.reports.documents.dispatch_table import TO_ANSWER, dispatch_table
from jytrack.reports.formats.plain import render
from jytrack.reports.values.cells import text
from jytrack.reports.values.chart import Chart, ChartKind
from jytrack.reports.values.document import Block, Cell, Document, Heading, Lamp, Number, Report, Table
from jytrack.services.documents.facts import facts_in
from jytrack.services.documents.monthly import monthly
from jytrack.services.documents.periods import Span
from jytrack.services.plan.allocating import Order, allocate
from jytrack.services.sheets import importing
from tests.conftest import Golden
from tests.plan_text import load
from tests.reports.documents.numbers_in_facts import strangers
from tests.services.desks import CHINA, desk_at, with_demo

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 30)
LATER = datetime(2023, 7, 5, 12, tzinfo=CHINA)
FORMS = ("plain", "xlsx", "html")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("demo") / "demo.db")[0]


@pytest.fixture(scope="module")
def june(demo: Path) -> Report:
    return monthly(desk_at(demo, LATER), JUNE, None).report


def unstamped(page: str) -> str:
    """A page without what any change of the schema makes another."""
    return re.sub(r"数据指纹[0-9a-f]{12}", "数据指纹（指纹）", page)


def tables(document: Document) -> dict[str, Table]:
    """The tables under the headings nearest to them."""
    found, heading = {}, ""
    for block in document.read_through():
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Table):
            found[heading] = block
    return found


def rows(table: Table) -> list[dict[str, Cell]]:
    return [dict(zip((column.title for column in table.columns), row, strict=True)) for row in table.rows]


def dispatch(report: Report) -> dict[str, dict[str, Cell]]:
    """调度表 by target."""
    return {str(row["指标"]): row for row in rows(tables(report.paper("xlsx"))["调度表"])}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("day", [MARCH, JUNE], ids=str)
def test_what_people_read(demo: Path, form: str, day: date, golden: Golden) -> None:
    page = render(monthly(desk_at(demo, LATER), day, None).report.paper(form))
    golden(f"documents/monthly-{form}-{day:%Y-%m}.txt", unstamped(page))


@pytest.mark.parametrize("form", FORMS)
def test_each_row_has_a_cell_a_column(june: Report, form: str) -> None:
    for title, table in tables(june.paper(form)).items():
        assert {len(row) for row in table.rows} <= {len(table.columns)}, title


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("day", [MARCH, JUNE], ids=str)
def test_every_number_is_a_fact(demo: Path, form: str, day: date) -> None:
    report = monthly(desk_at(demo, LATER), day, None).report
    document = report.paper(form)
    told = {each.code: (each.metric.name, each.metric.prose_name) for each in load().targets}
    kept = tuple(block for block in document.blocks if not _of_tasks(block))
    assert strangers(replace(document, blocks=kept), report.data, told) == []


def _of_tasks(block: Block) -> bool:
    """Tasks have their own facts, which the page of tasks tells."""
    return isinstance(block, Table) and any(column.title == "逾期天数" for column in block.columns)


def test_the_workbook_has_the_sheets_asked_for(june: Report) -> None:
    found = tables(june.paper("xlsx"))
    assert list(found) == ["调度表", "各乡镇", "任务", "报送"]
    assert " ".join(column.title for column in found["调度表"].columns) == (
        "序号 指标 单位 牵头单位 年度目标 6月 1—6月累计 完成率 时序进度 与时序差（百分点） 与时序差额 近3月月均 "
        "后续月均需完成 进展 缺报单位 滞后原因 下步措施 责任人"
    )


def test_only_what_is_late_is_to_be_filled_in(june: Report) -> None:
    late = {
        name
        for name, row in dispatch(june).items()
        if [row[each] for each in ("滞后原因", "下步措施", "责任人")] == [None] * 3
    }
    lit = {
        name for name, row in dispatch(june).items()
        if isinstance(row["进展"], Lamp) and row["进展"].colour in (Colour.RED, Colour.YELLOW)
    }  # fmt: skip
    assert late == lit
    assert len(late) == 7
    others = [row["责任人"] for name, row in dispatch(june).items() if name not in late]
    assert others == [""] * 24


@pytest.mark.parametrize(
    ("said_of", "told"),
    [
        (6, ["客户少", "逐户上门，完成时限7月20日", None]),
        (5, ["客户少（5月填）", "逐户上门，完成时限7月20日（5月填）", None]),
    ],
)
def test_what_a_lead_has_said_stands_there_and_the_rest_is_still_asked(
    demo: Path, said_of: int, told: list[str | None]
) -> None:
    desk = desk_at(demo, LATER)
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, JUNE, None)
        facts = facts_in(session, plan, clock, Span(JUNE, JUNE, "6月", ()))
    said = Explanation(Period(2023, said_of), "客户少", "逐户上门", until=date(2023, 7, 20))
    table = dispatch_table(replace(facts, explained={"guaranteed-loans": (said,), "enterprise-jobs": (said,)}))
    found = {str(row["指标"]): [row[column.title] for column in TO_ANSWER] for row in rows(table)}
    assert found["创业担保贷款发放"] == told
    assert found["优质企业带动就业"] == ["", "", ""]  # not late any more


def test_the_facts_hold_what_the_sheet_of_tasks_tells(june: Report) -> None:
    """What is frozen when it goes out is every task with its reasons, to be laid beside a later one."""
    frozen = {task["no"]: task for task in june.data["tasks"]}
    assert len(frozen) == 30
    for row in rows(tables(june.paper("xlsx"))["任务"]):
        task = frozen[row["序号"]]
        assert (task["title"], "、".join(task["lead"]) or "未明确") == (row["任务"], row["牵头单位"])
        assert task["light_reasons"]
        assert (task["days_overdue"] or "") == row["逾期天数"]
    assert june.data["explanations"] == {}


def test_what_is_not_judged_is_muted(june: Report) -> None:
    table = tables(june.paper("xlsx"))["调度表"]
    grey = {
        at for at, row in enumerate(rows(table)) if isinstance(row["进展"], Lamp) and row["进展"].colour is Colour.GREY
    }
    assert table.muted == grey
    assert len(grey) == 12


@pytest.mark.parametrize(
    ("target", "column", "shown"),
    [
        ("创业担保贷款发放", "与时序差额", "-200"),
        ("创业担保贷款发放", "后续月均需完成", "183.4"),
        ("创业担保贷款发放", "近3月月均", "123.3"),
        ("农村劳动力转移就业", "1—6月累计", "≥26590"),
        ("农村劳动力转移就业", "6月", ""),
        ("城镇新增就业", "缺报单位", "黄花乡"),
        ("城镇调查失业率", "年度目标", "≤5.5"),
        ("城镇调查失业率", "完成率", ""),
        ("“西部计划”招募", "时序进度", ""),
        ("“西部计划”招募", "与时序差额", ""),
        ("“三支一扶”计划招募", "完成率", "──────────"),
        ("因就业用工引发的群体性事件", "进展", "绿 未超控制目标"),
    ],
)
def test_cells(june: Report, target: str, column: str, shown: str) -> None:
    assert text(dispatch(june)[target][column]) == shown


def test_figures_are_numbers(june: Report) -> None:
    assert dispatch(june)["重点项目带动就业"]["6月"] == Number(175, 4)
    assert dispatch(june)["农村劳动力转移就业"]["1—6月累计"] == Number(26590, 4, least=True)


def charts(report: Report, form: str = "xlsx") -> list[Chart]:
    return [block for block in report.paper(form).blocks if isinstance(block, Chart)]


def test_charts_draw_what_the_tables_say(june: Report) -> None:
    attainment, towns, trend = charts(june)
    assert [attainment.kind, towns.kind, trend.kind] == [ChartKind.BARS, ChartKind.COLUMNS, ChartKind.LINES]
    assert attainment.categories[0] == "城乡公益性岗位开发（未报齐）"
    assert len(attainment.series[0].colours) == len(attainment.categories) == 16
    assert towns.title == "各乡镇城镇新增就业（人，1—6月）"
    assert trend.categories == ("1月", "2月", "3月", "4月", "5月", "6月")
    assert [series.name for series in trend.series if series.expected] == ["按月均衡的时序进度"]
    assert charts(june, "html") == charts(june)


def test_townships_are_drawn_against_their_parts_where_the_goal_is_split(tmp_path: Path) -> None:
    path = with_demo(tmp_path / "demo.db")[0]
    assert not allocate(desk_at(path, LATER), Order(code="new-startups", equal=True)).refused
    report = monthly(desk_at(path, LATER), JUNE, None).report
    [drawn] = [chart for chart in charts(report) if chart.kind is ChartKind.COLUMNS]
    assert drawn.title == "各乡镇新培育创业实体完成率"
    assert [series.expected for series in drawn.series] == [False, True]
    lines = [(row["指标"], row["项目"]) for row in rows(tables(report.paper("xlsx"))["各乡镇"])]
    assert [item for name, item in lines if name == "新培育创业实体"] == ["累计", "完成率", "位次"]


def test_last_year_stands_beside_where_it_is_known(tmp_path: Path) -> None:
    path, sheet = with_demo(tmp_path / "demo.db")[0], tmp_path / "2022.csv"
    months = "".join(f"人社局,线上线下招聘活动,2022-{month:02},1\n" for month in range(1, 13))
    sheet.write_text(f"单位,指标,月份,本月数\n{months}", encoding="utf-8")
    order = importing.Order((sheet,), received=date(2023, 7, 4))
    assert not importing.import_sheets(desk_at(path, LATER), order).refused
    found = dispatch(monthly(desk_at(path, LATER), JUNE, None).report)
    fairs = found["线上线下招聘活动"]
    assert (text(fairs["上年同期"]), text(fairs["同比"])) == ("6", "-50.0%")
    assert found["创业担保贷款发放"]["同比"] == ""


@pytest.mark.parametrize(
    ("asked", "nearest"), [("2023-06-15", "2023-05"), ("2023-06-29", "2023-06"), ("2023-01-02", "2023-01")]
)
def test_a_day_within_a_month_is_answered_with_the_nearest_end(demo: Path, asked: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=f"不是月调度的截止日，最近的是：jytrack report monthly --as-of {nearest}"):
        monthly(desk_at(demo, LATER), date.fromisoformat(asked), None)


def test_without_a_day_it_is_the_last_month_that_is_over(demo: Path) -> None:
    page: Callable[[datetime], str] = lambda now: render(monthly(desk_at(demo, now), None, None).report.document)  # noqa: E731
    assert page(LATER).startswith("2023年6月")
    assert page(datetime(2023, 6, 29, tzinfo=CHINA)).startswith("2023年5月")
